"""What the pages of a meeting, a dispatch and a bulletin show, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.papers.dispatch import LIGHTS, month_words
from zhenxing.papers.weekly import sentence
from zhenxing.web.kit import scope
from zhenxing.web.ledger.queries import TONES, light_until
from zhenxing.web.meetings import papers, sheets
from zhenxing.web.meetings.flow import ATTENDANCES, MEETINGS, STATEMENTS
from zhenxing.web.meetings.models import Bulletin, Dispatch, Meeting
from zhenxing.web.tasks.states import TASK_STATES

_LIGHT = "tasks"


def follow_up(meeting: Meeting, user: Any) -> dict[str, Any]:
    """What became of earlier decisions: as frozen with the papers, or as it stands."""
    content, frozen = _said(meeting)
    found = content["follow_up"]
    return {"as_of": content["as_of"], "frozen": frozen, **_table(found["lines"], found["total"])}


def agenda(meeting: Meeting, user: Any) -> dict[str, Any]:
    """The items with their papers, and the digest once they are frozen."""
    content, frozen = _said(meeting)
    items = [
        {**one, "lines": _table(one["paper"]["lines"], one["paper"]["total"]) if one["paper"] else None}
        for one in content["items"]
    ]
    return {
        "items": items,
        "frozen": frozen,
        "as_of": content["as_of"],
        "add_url": _offered(meeting, user, "meetings.edit", Capability.EDITABLE, "meetings:add-item"),
    }


def _said(meeting: Meeting) -> Any:
    """What its papers say, gathered once for the panels of a page."""
    if not hasattr(meeting, "_papers"):
        meeting._papers = sheets.said(meeting)
    return meeting._papers


def attendances(meeting: Meeting, user: Any) -> dict[str, Any]:
    """Who is asked, who answered, who came."""
    rows = list(meeting.attendances.current().select_related("unit").order_by("pk"))
    mine = set(
        scope.visible(meeting.attendances.all(), user, "attendances.answer").values_list("pk", flat=True)
    )
    open_ = MEETINGS.can(meeting.state, Capability.NOTICED)
    counts = Counter(one.state for one in rows)
    return {
        "rows": [
            {
                "record": one,
                "url": reverse("attendances:detail", args=[one.pk]),
                "state": ATTENDANCES.state(one.state).label,
                "tone": ATTENDANCES.state(one.state).tone,
                "answer": reverse("attendances:answer", args=[one.pk]) if open_ and one.pk in mine else "",
            }
            for one in rows
        ],
        "counts": [(state.label, state.tone, counts[state.key]) for state in ATTENDANCES.states
                   if counts[state.key]],
        "add_url": _offered(meeting, user, "meetings.edit", Capability.EDITABLE, "meetings:invite"),
    }  # fmt: skip


def statements(meeting: Meeting, user: Any) -> list[dict[str, Any]]:
    """The units' reports in three parts, those the viewer may see."""
    rows = scope.visible(meeting.statements.current(), user, "statements.view")
    return [
        {
            "record": one,
            "url": reverse("statements:detail", args=[one.pk]),
            "state": STATEMENTS.state(one.state).label,
            "tone": STATEMENTS.state(one.state).tone,
        }
        for one in rows.select_related("unit").order_by("pk")
    ]


def decisions(meeting: Meeting, user: Any) -> dict[str, Any]:
    """What was decided, and how far its tasks are; a draft is seen by those who write it."""
    told = meeting.can(Capability.COUNTED)
    writes = scope.holds(meeting, user, "meetings.minute") or scope.holds(meeting, user, "meetings.issue")
    shown = told or writes
    rows = papers.decisions_of(meeting) if shown else []
    return {
        "rows": [_decision(one) for one in rows],
        "hidden": not shown,
        "document": meeting.document,
        "document_url": reverse("documents:read", args=[meeting.document_id]) if meeting.document_id else "",
        "add_url": _offered(meeting, user, "meetings.minute", Capability.DECIDABLE, "meetings:decide"),
    }


def _decision(one: Any) -> dict[str, Any]:
    task = one.task
    state = TASK_STATES[task.state] if task else None
    light = light_until(task.due_on, _LIGHT) if state and state.open else None
    return {
        "record": one,
        "url": reverse("meeting_decisions:detail", args=[one.pk]),
        "support": "、".join(str(unit) for unit in one.support.all()),
        "task_url": reverse("tasks:detail", args=[task.pk]) if task else "",
        "state": state.label if state else "",
        "tone": state.tone if state else "",
        "light": light.reason if light else "",
        "light_tone": TONES[light.colour] if light else "",
    }


def _offered(meeting: Meeting, user: Any, permission: str, needs: Capability, name: str) -> str:
    """The address of a page of the meeting, where it is open now and to this person; else ""."""
    offered = meeting.can(needs) and scope.holds(meeting, user, permission)
    return reverse(name, args=[meeting.pk]) if offered else ""


def sheet(dispatch: Dispatch, user: Any) -> dict[str, Any]:
    """The whole dispatch: figures first, then every part."""
    content, frozen = sheets.said(dispatch)
    changed = content["changes"]
    new = set(changed["new"]) if changed["since"] else set()
    parts = [
        {
            "key": one["key"],
            "title": one["title"],
            **_table(one["lines"], one["total"], new if one["key"] == sheets.FOLLOWED else ()),
        }
        for one in sorted(content["parts"], key=lambda one: one["key"] != sheets.FOLLOWED)
    ]
    return {
        "content": content,
        "frozen": frozen,
        "parts": parts,
        "since": month_words(changed["since"]) if changed["since"] else "",
        "figures": _figures(parts, changed),
        "gone": _table(changed["gone"], len(changed["gone"])),
        "corrects_url": reverse("dispatches:detail", args=[dispatch.corrects_id])
        if dispatch.corrects_id
        else "",
    }


def _figures(parts: list[dict[str, Any]], changed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures at the head of a sheet: each leads to its part."""
    found = [
        {"label": one["title"], "value": one["total"], "href": f"#part-{one['key']}", "tone": _worst(one)}
        for one in parts
    ]
    if changed["since"]:
        still = {
            "label": _("上月起仍未办结"),
            "value": len(changed["still"]),
            "href": "#part-red",
            "tone": "bad",
        }
        gone = {"label": _("比上月消除"), "value": len(changed["gone"]), "href": "#part-gone", "tone": "good"}
        new = {"label": _("比上月新增"), "value": len(changed["new"]), "href": "#part-red", "tone": "warn"}
        found[1:1] = [new, gone, still]
    return found


def _worst(part: Mapping[str, Any]) -> str:
    """The tone of a part's figure: of its worst light; none when it has no matters."""
    order = ("bad", "warn", "info", "good")
    tones = {line["tone"] for line in part["lines"]}
    return next((tone for tone in order if tone in tones), "info" if part["total"] else "muted")


def bulletin(found: Bulletin, user: Any) -> dict[str, Any]:
    """The bulletin: its sentences, and behind each figure its rows."""
    content, frozen = sheets.said(found)
    figures = papers.figures_of(content)
    told = [
        {
            "number": at,
            "section": one.section,
            "label": one.label,
            "text": sentence(one, at),
            **_table(row["lines"], row["total"]),
        }
        for at, (one, row) in enumerate(zip(figures, content["figures"], strict=True), 1)
    ]
    sections = list(dict.fromkeys(one.section for one in figures))
    return {
        "content": content,
        "frozen": frozen,
        "sections": [(name, [one for one in told if one["section"] == name]) for name in sections],
        "figures": told,
    }


def _table(lines: Iterable[Mapping[str, Any]], total: int, new: Iterable[str] = ()) -> dict[str, Any]:
    """Lines with what a page draws besides: the tone of the light, its word, whether it is new."""
    fresh = set(new)
    rows = [
        {
            **one,
            "tone": TONES.get(one["light"], ""),
            "light_word": LIGHTS.get(one["light"], ""),
            "new": one["key"] in fresh,
            "late": one["days"] if one["days"] and one["days"] > 0 else None,
        }
        for one in lines
    ]
    columns = {name for name in ("clause", "unit", "due", "note") if any(row[name] for row in rows)}
    columns |= {"late"} if any(row["late"] for row in rows) else set()
    columns |= {"light"} if any(row["light"] for row in rows) else set()
    columns |= {"months"} if any(row.get("months", 0) for row in rows) else set()
    return {"lines": rows, "total": total, "more": total - len(rows), "columns": columns}
