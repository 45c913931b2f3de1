"""Meetings, dispatches and bulletins as papers: what each says, laid out by `zhenxing.papers`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from zhenxing.papers import dispatch as dispatch_paper
from zhenxing.papers import meetings as paper
from zhenxing.papers import weekly as weekly_paper
from zhenxing.papers.dispatch import SheetLine, SheetPart
from zhenxing.papers.official import OfficialPaper, chinese_date, official_docx
from zhenxing.web.meetings import sheets
from zhenxing.web.meetings.models import Attendance, Bulletin, Decision, Dispatch, Meeting

_TOLD = ("what", "unit", "clause", "due", "days", "light", "note")


def dispatch_docx(dispatch: Dispatch) -> bytes:
    """The dispatch's sheet: of what was frozen, once it is."""
    content, frozen = sheets.said(dispatch)
    return official_docx(dispatch_of(content, frozen.sha256 if frozen else ""))


def dispatch_of(content: Mapping[str, Any], sha256: str) -> OfficialPaper:
    """A sheet's content as a paper; nothing but the content is looked at."""
    followed, *others = (_part(one) for one in _followed_first(content["parts"]))
    changed = content["changes"]
    return dispatch_paper.dispatch_paper(
        dispatch_paper.DispatchSheet(
            area=content["area"],
            unit=content["unit"],
            month=content["month"],
            as_of=date.fromisoformat(content["as_of"]),
            followed=followed,
            parts=tuple(others),
            since=changed["since"],
            new=len(changed["new"]),
            still=len(changed["still"]),
            exact=changed["exact"],
            gone=tuple(map(line_of, changed["gone"])),
            remarks=content["remarks"],
            asks=tuple(content["asks"]),
            edition=content["edition"],
            correction=content["correction"],
            sha256=sha256,
            demo=content["demo"],
        )
    )


def _followed_first(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parts, key=lambda one: one["key"] != sheets.FOLLOWED)


def _part(content: Mapping[str, Any]) -> SheetPart:
    return SheetPart(content.get("title", ""), tuple(map(line_of, content["lines"])), content["total"])


def line_of(content: Mapping[str, Any]) -> SheetLine:
    """A line as frozen → as printed."""
    return SheetLine(**{name: content[name] for name in _TOLD}, months=content.get("months", 0))


def notice_docx(meeting: Meeting) -> bytes:
    """The notice of a meeting."""
    return official_docx(paper.notice_paper(_notice(meeting)))


def _notice(meeting: Meeting) -> paper.MeetingNotice:
    items = [
        paper.NoticeItem(one.title, str(one.get_matter_display()), str(one.unit or ""), one.minutes)
        for one in meeting.agenda.current().select_related("unit")
    ]
    invited = meeting.attendances.current().select_related("unit")
    return paper.MeetingNotice(
        organ=str(meeting.unit),
        title=meeting.title,
        when=_when(meeting),
        place=meeting.place,
        chair=_chair(meeting),
        items=tuple(items),
        units=tuple(dict.fromkeys(str(one.unit or one.person) for one in invited)),
        noticed=meeting.noticed_on or timezone.localdate(),
        requirements=meeting.requirements,
        contact=meeting.contact,
        reply_by=meeting.receipt_by,
        statements=meeting.statements.current().exists(),
    )


def _when(meeting: Meeting) -> str:
    day = chinese_date(meeting.held_on)
    weekday = "一二三四五六日"[meeting.held_on.weekday()]
    at = f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    return f"{day}（星期{weekday}）{at}"


def _chair(meeting: Meeting) -> str:
    post = str(meeting.chair.title) if meeting.chair else ""
    return f"{post}{meeting.chaired_by}"


def book_docx(meeting: Meeting) -> bytes:
    """The papers of a meeting, as frozen when its notice went."""
    content, frozen = sheets.said(meeting)
    return official_docx(book_of(content, frozen.sha256 if frozen else ""))


def book_of(content: Mapping[str, Any], sha256: str) -> OfficialPaper:
    """A meeting's content as a paper; nothing but the content is looked at."""
    return paper.book_paper(
        paper.MeetingBook(
            title=content["title"],
            unit=content["unit"],
            held=date.fromisoformat(content["held_on"]),
            place=content["place"],
            as_of=date.fromisoformat(content["as_of"]),
            follow_up=_part(content["follow_up"]),
            items=tuple(map(_book_item, content["items"])),
            sha256=sha256,
            demo=content["demo"],
        )
    )


def _book_item(content: Mapping[str, Any]) -> paper.BookItem:
    return paper.BookItem(
        title=content["title"],
        matter=content["matter"],
        unit=content["unit"],
        text=content["text"],
        paper=_part(content["paper"]) if content["paper"] else None,
        reports=tuple(paper.UnitReport(**one) for one in content["statements"]),
    )


def decisions_of(meeting: Meeting) -> list[Decision]:
    """A meeting's decisions in their order, with what the minutes say of them."""
    rows = meeting.decisions.current().select_related("lead", "post", "raised_by", "task")
    return list(rows.prefetch_related("support").order_by("position", "pk"))


def minutes_docx(meeting: Meeting, number: str = "", day: date | None = None) -> bytes:
    """The minutes under a number; a draft has neither number nor day."""
    present: dict[str, list[str]] = {}
    excused: list[str] = []
    for one in meeting.attendances.current().select_related("unit").order_by("pk"):
        if one.state == "present":
            present.setdefault(str(one.get_part_display()), []).append(_came(one))
        elif one.state == "excused":
            excused.append(str(one))
    items = meeting.agenda.current().order_by("position")
    made = paper.Minutes(
        organ=str(meeting.unit),
        number=number,
        title=meeting.title,
        held=meeting.held_on,
        place=meeting.place,
        chair=_chair(meeting),
        opening=meeting.opening,
        items=tuple(one.title for one in items),
        decisions=tuple(map(minuted, decisions_of(meeting))),
        present=tuple((part, "、".join(names)) for part, names in present.items()),
        excused=tuple(excused),
        issued=day,
    )
    return official_docx(paper.minutes_paper(made))


def _came(one: Attendance) -> str:
    who = one.substitute or one.person
    return f"{one.unit}（{who}）" if one.unit and who else str(one.unit or who)


def minuted(decision: Decision) -> paper.MinutesDecision:
    """A decision as the minutes print it."""
    return paper.MinutesDecision(
        heading=decision.heading,
        content=decision.content,
        lead=str(decision.lead or ""),
        support=tuple(str(one) for one in decision.support.all()),
        leader=str(decision.post.title) if decision.post else "",
        due=decision.due_on,
        question=decision.question.strip().replace("\n", ""),
        raised_by=str(decision.raised_by or ""),
    )


def bulletin_docx(bulletin: Bulletin) -> bytes:
    """The bulletin: of what was frozen, once it is issued."""
    content, frozen = sheets.said(bulletin)
    return official_docx(bulletin_of(content, frozen.sha256 if frozen else ""))


def bulletin_of(content: Mapping[str, Any], sha256: str) -> OfficialPaper:
    """A bulletin's content as a paper; nothing but the content is looked at."""
    return weekly_paper.bulletin_paper(
        weekly_paper.BulletinSheet(
            area=content["area"],
            unit=content["unit"],
            number=content["number"],
            first=date.fromisoformat(content["first"]),
            last=date.fromisoformat(content["last"]),
            figures=figures_of(content),
            opening=content["opening"],
            closing=content["closing"],
            issued=date.fromisoformat(content["issued"]) if content["issued"] else None,
            sha256=sha256,
            demo=content["demo"],
        )
    )


def figures_of(content: Mapping[str, Any]) -> tuple[weekly_paper.Figure, ...]:
    """The figures of a bulletin with the rows behind them."""
    return tuple(
        weekly_paper.Figure(one["section"], one["label"], one["total"], tuple(map(line_of, one["lines"])))
        for one in content["figures"]
    )
