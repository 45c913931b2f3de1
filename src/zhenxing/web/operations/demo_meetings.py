"""Meetings of the demo county: one held, one to come; last month's dispatch and this month's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.packs.demo_meetings import load_demo_meetings
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.ledger import services
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.meetings import actions, publishing, sheets
from zhenxing.web.meetings.flow import DISPATCHES
from zhenxing.web.meetings.models import (
    AgendaItem,
    Attendance,
    Bulletin,
    Decision,
    Dispatch,
    FrozenSheet,
    Meeting,
    Statement,
)
from zhenxing.web.organisations.models import Area, Post, Unit

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"
#: the day of the month on which last month's dispatch was held
_DISPATCH_DAY = 25


@dataclass(frozen=True)
class LoadDemoMeetings(Action[int]):
    """Make the meetings of the demo county as planned, and last month's dispatch as it was frozen then."""

    code: ClassVar[str] = "demo.load-meetings"
    permission: ClassVar[str] = "meetings.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, area = load_demo_meetings(), Area.objects.get(code=self.home)
        today = timezone.localdate()
        held = _meeting(content["held"], content, area, today)
        coming = _meeting(content["coming"], content, area, today)
        for one in (held, coming):
            deed.save(one)
        made = [
            *deed.create_many(
                AgendaItem, [*_items(content["held"], held), *_items(content["coming"], coming)]
            ),
            *deed.create_many(
                Attendance, [*_asked(content["held"], held), *_asked(content["coming"], coming)]
            ),
            *deed.create_many(Statement, _statements(content["coming"], coming)),
        ]
        self._last_month(deed, content, area, today)
        deed.batch(len(made) + 3)
        return len(made) + 3

    def _last_month(self, deed: Deed, content: _Row, area: Area, today: date) -> None:
        """As it would have been frozen then: of the times that had run out by that day."""
        month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        found = Dispatch(area=area, unit=_unit(content["unit"]), month=month, **content["last_month"])
        found.held_on = month.replace(day=_DISPATCH_DAY)
        deed.save(found)
        frozen = sheets.freeze(deed, found, sheets.dispatch_content(found, found.held_on))
        FrozenSheet.objects.filter(pk=frozen.pk).update(frozen_on=found.held_on)
        services.transit(deed, found, DISPATCHES, "hold", proofs={"sheet": frozen.sha256})


def load_meetings(home: str) -> None:
    """Meetings, dispatches and bulletins, taken through the deeds people use."""
    run_action(LoadDemoMeetings(home), None)
    content = load_demo_meetings()
    _hold(content["held"])
    tick()  # the times of the new tasks
    _send(content["coming"])
    area, unit = Area.objects.get(code=home), _unit(content["unit"])
    today = timezone.localdate()
    _do(_Save(Dispatch(area=area, unit=unit, month=today.replace(day=1), **content["this_month"])), _CLERK)
    monday = today - timedelta(days=today.weekday())
    for number, week in enumerate((monday - timedelta(days=7), monday), 1):
        made = Bulletin(area=area, unit=unit, week=week, number=number, **content["bulletins"])
        bulletin = _do(_Save(made), _CLERK)
        if week < monday:
            _do(actions.SubmitBulletin(bulletin.pk), _CLERK)
            _do(actions.IssueBulletin(bulletin.pk), _SECOND)


@dataclass(frozen=True)
class _Save(Action[Any]):
    """Save one drafted sheet, as a clerk would."""

    code: ClassVar[str] = "demo.draft-sheet"
    permission: ClassVar[str] = "dispatches.create"

    record: Any

    def execute(self, deed: Deed) -> Any:
        deed.save(self.record)
        return self.record


def _hold(row: _Row) -> None:
    """Held, minuted, issued; then moved to the days on which it was."""
    found = Meeting.objects.get(title=row["title"])
    present = Attendance.objects.filter(meeting=found).exclude(unit__key__in=row["absent"])
    _do(actions.HoldMeeting(found.pk, tuple(present.values_list("pk", flat=True))), _CLERK)
    _do(_Decide(found.pk, tuple(row["decisions"])), _CLERK)
    _do(actions.DraftMinutes(found.pk, row["opening"]), _CLERK)
    found.refresh_from_db()
    issued = timezone.localdate() + timedelta(days=row["issued"])
    made = publishing.printed(found, row["number"], issued)
    _do(actions.IssueMinutes(found.pk, row["number"], made), _SECOND)
    Meeting.objects.filter(pk=found.pk).update(issued_on=issued)
    Document.objects.filter(meetings=found).update(issued_on=issued)


@dataclass(frozen=True)
class _Decide(Action[Meeting]):
    """Enter what was decided."""

    code: ClassVar[str] = "demo.decide"
    permission: ClassVar[str] = "meetings.minute"

    meeting_id: int
    rows: tuple[_Row, ...]

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = Meeting.objects.get(pk=self.meeting_id)
        for position, row in enumerate(self.rows, 1):
            decision = Decision(
                meeting=found,
                position=position,
                heading=row["heading"],
                content=row["content"],
                question=row["question"],
                raised_by=_unit(row["raised_by"]),
                lead=_unit(row["lead"]),
                post=_post(row.get("post")),
                due_on=timezone.localdate() + timedelta(days=row["due"]),
            )
            deed.save(decision)
            decision.support.set([_unit(key) for key in row["support"]])
        return found


def _send(row: _Row) -> None:
    """Its notice sent; some have answered, some have written their report."""
    found = Meeting.objects.get(title=row["title"])
    for one in row["written"]:
        _do(_Write(_statement(found, one["user"]).pk, one), one["user"])
        _do(actions.SubmitStatement(_statement(found, one["user"]).pk), one["user"])
    _do(actions.SendNotice(found.pk), _CLERK)
    for one in row["answers"]:
        asked = Attendance.objects.get(meeting=found, unit__memberships__user__username=one["user"])
        given = {name: one[name] for name in ("person", "duty", "note", "substitute") if name in one}
        _do(actions.AnswerInvitation(asked.pk, "note" not in one, **given), one["user"])


@dataclass(frozen=True)
class _Write(Action[Statement]):
    """Write the three parts of a report."""

    code: ClassVar[str] = "demo.write-statement"
    permission: ClassVar[str] = "statements.edit"

    pk: int
    row: _Row

    def load(self) -> Statement:
        found: Statement = Statement.objects.get(pk=self.pk)
        return found

    def execute(self, deed: Deed) -> Statement:
        found: Statement = deed.subject
        for name in ("work", "problems", "next_steps"):
            setattr(found, name, self.row[name])
        deed.save(found)
        return found


def _statement(found: Meeting, user: str) -> Statement:
    made: Statement = Statement.objects.get(meeting=found, unit__memberships__user__username=user)
    return made


def _meeting(row: _Row, content: _Row, area: Area, today: date) -> Meeting:
    plain = {name: row[name] for name in ("kind", "title", "place", "requirements", "contact") if name in row}
    return Meeting(
        area=area,
        unit=_unit(content["unit"]),
        chair=_post(content["chair"]),
        chaired_by=content["chair"]["person"],
        held_on=today + timedelta(days=row["days"]),
        starts_at=time.fromisoformat(row["starts"]) if "starts" in row else None,
        receipt_by=today + timedelta(days=row["receipt"]) if "receipt" in row else None,
        **plain,
    )


def _items(row: _Row, found: Meeting) -> list[AgendaItem]:
    return [
        AgendaItem(
            meeting=found,
            position=position,
            unit=_unit(one["unit"]) if "unit" in one else None,
            **{name: one[name] for name in ("title", "matter", "minutes", "source", "text") if name in one},
        )
        for position, one in enumerate(row["agenda"], 1)
    ]


def _asked(row: _Row, found: Meeting) -> list[Attendance]:
    keys = row.get("units") or [*row["present"], *row["absent"]]
    chair = "yl-gov"
    units = [
        Attendance(meeting=found, unit=_unit(key), part="chair" if key == chair else "attend") for key in keys
    ]
    people = [
        Attendance(meeting=found, person=one["name"], duty=one["duty"], part="sit_in")
        for one in row.get("persons", ())
    ]
    return [*units, *people]


def _statements(row: _Row, found: Meeting) -> list[Statement]:
    return [Statement(meeting=found, unit=_unit(key), period=row["period"]) for key in row["statements"]]


def _unit(key: str) -> Unit:
    found: Unit = Unit.objects.get(key=key)
    return found


def _post(row: _Row | None) -> Post | None:
    if row is None:
        return None
    return Post.objects.filter(unit__key=row["unit"], title=row["title"]).first()


def _do(deed: Action[Any], who: str, reason: str = _WHY) -> Any:
    return run_action(deed, User.objects.get(username=who), reason=reason).result
