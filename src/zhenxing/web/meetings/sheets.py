"""What a dispatch and a meeting's papers say: gathered from the ledgers, or read from what was frozen."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import timezone, translation

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.meetings import changes, followup
from zhenxing.web.meetings.freezing import FORMAT, canonical, digest
from zhenxing.web.meetings.models import Bulletin, Dispatch, FrozenSheet, Meeting
from zhenxing.web.meetings.providers import part, parts
from zhenxing.web.meetings.words import STATEMENTS_OF_IT

#: the part whose lines are followed from month to month
FOLLOWED = "red"


def frozen_of(record: Any) -> FrozenSheet | None:
    """The newest frozen sheet of a record; None while it is not frozen."""
    about = {"subject_type": record._meta.label_lower, "subject_id": record.pk}
    return FrozenSheet.objects.filter(**about).order_by("-pk").first()


def freeze(deed: Deed, record: Any, content: dict[str, Any]) -> FrozenSheet:
    """Write down what a paper says now; it can be neither changed nor deleted."""
    text = canonical(content)
    made = FrozenSheet.objects.create(
        subject_type=record._meta.label_lower,
        subject_id=record.pk,
        text=text,
        sha256=digest(text),
        frozen_on=deed.day,
        frozen_by=deed.actor,
    )
    deed.changes["frozen"] = ["", made.sha256]
    return made


def said(record: Dispatch | Meeting | Bulletin) -> tuple[dict[str, Any], FrozenSheet | None]:
    """What the sheet of a record says, and the frozen one it says it from."""
    frozen = frozen_of(record)
    if frozen is not None and not _reopened(record):
        return json.loads(frozen.text), frozen
    return _gathered(record), None


def _reopened(record: Any) -> bool:
    """A meeting that was put off after its notice is planned anew: its papers are gathered anew."""
    return isinstance(record, Meeting) and record.state == "planned"


def _gathered(record: Any) -> dict[str, Any]:
    from zhenxing.web.meetings.weekly import bulletin_content  # it freezes through this module

    today = timezone.localdate()
    if isinstance(record, Meeting):
        return meeting_content(record, today)
    return dispatch_content(record, today) if isinstance(record, Dispatch) else bulletin_content(record)


def dispatch_content(dispatch: Dispatch, day: date) -> dict[str, Any]:
    """The dispatch as it stands on a day, as plain values in Chinese."""
    before = earlier_sheet(dispatch)
    old = json.loads(before.text) if before else None
    earlier = lines_of(old, FOLLOWED) if old else []
    with translation.override("zh-hans"):
        found = [one.content(dispatch.area, day) for one in parts() if one.on_sheet]
    for one in found:
        if one["key"] == FOLLOWED:
            one["lines"] = changes.aged(one["lines"], earlier)
    changed = changes.compared(lines_of({"parts": found}, FOLLOWED), earlier, old["month"] if old else "")
    corrects = frozen_of(dispatch.corrects) if dispatch.corrects else None
    return {
        "format": FORMAT,
        "kind": "dispatch",
        "area": str(dispatch.area),
        "unit": str(dispatch.unit),
        "month": f"{dispatch.month:%Y-%m}",
        "edition": dispatch.edition,
        "corrects": corrects.sha256 if corrects else "",
        "correction": dispatch.correction,
        "as_of": day.isoformat(),
        "parts": found,
        # where more matters are than are listed, only what is listed was compared
        "changes": {**asdict(changed), "exact": _whole({"parts": found}) and (old is None or _whole(old))},
        "remarks": dispatch.remarks.strip(),
        "asks": [line.strip() for line in dispatch.asks.splitlines() if line.strip()],
        "demo": is_demo(),
    }


def earlier_sheet(dispatch: Dispatch) -> FrozenSheet | None:
    """What was frozen last for an earlier month of the place, in its newest edition."""
    held = Dispatch.objects.filter(area=dispatch.area, month__lt=dispatch.month, state="held")
    last = held.order_by("-month", "-edition").first()
    return frozen_of(last) if last else None


def lines_of(content: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The lines of a part of a sheet; none when it has no such part."""
    return next((one["lines"] for one in content["parts"] if one["key"] == key), [])


def _whole(content: dict[str, Any]) -> bool:
    """Whether every matter of the followed part is listed."""
    return all(one["total"] == len(one["lines"]) for one in content["parts"] if one["key"] == FOLLOWED)


def meeting_content(meeting: Meeting, day: date) -> dict[str, Any]:
    """The papers of a meeting: first what became of earlier decisions, then each item with its paper."""
    with translation.override("zh-hans"):
        found = followup.owed(meeting.area, meeting.held_on, day)
        items = [_item(one, day) for one in meeting.agenda.current().select_related("unit", "of_unit")]
    return {
        "format": FORMAT,
        "kind": "meeting",
        "title": meeting.title,
        "area": str(meeting.area),
        "unit": str(meeting.unit),
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "as_of": day.isoformat(),
        "follow_up": {"total": found.total, "lines": [asdict(one) for one in found.lines]},
        "items": items,
        "demo": is_demo(),
    }


def _item(item: Any, day: date) -> dict[str, Any]:
    source = part(item.source) if item.source else None
    plain = {
        "position": item.position,
        "title": item.title,
        "matter": str(item.get_matter_display()),
        "unit": str(item.unit or ""),
        "minutes": item.minutes,
        "text": item.text.strip(),
        "paper": source.content(item.meeting.area, day, item.of_unit) if source else None,
        "statements": [],
    }
    if item.source == STATEMENTS_OF_IT:
        rows = item.meeting.statements.current().exclude(state="draft").select_related("unit")
        plain["statements"] = [_statement(one) for one in rows]
    return plain


def _statement(one: Any) -> dict[str, str]:
    named = ("period", "work", "problems", "next_steps")
    return {"unit": str(one.unit), **{name: getattr(one, name).strip() for name in named}}
