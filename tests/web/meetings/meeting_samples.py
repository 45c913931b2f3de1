"""A county with an office, units and people, and a meeting of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.ledger.models import Clock
from zhenxing.web.meetings.models import AgendaItem, Attendance, Decision, Dispatch, Meeting, Statement
from zhenxing.web.organisations.models import Area, Unit


@dataclass(frozen=True)
class County:
    """A place, its office with two clerks, and two units."""

    area: Area
    office: Unit
    clerk: User
    second: User
    industry: Unit
    trade: Unit


def county() -> County:
    where = area()
    office = unit(where, "云岭县专业镇发展领导小组办公室", kind="office")
    return County(
        where,
        office,
        person("office", office, "秦书宁"),
        person("office", office, "罗文澜"),
        unit(where, "云岭县工业和信息化局"),
        unit(where, "云岭县商务局"),
    )


def meeting(place: County, **fields: Any) -> Meeting:
    given = {"held_on": timezone.localdate(), "title": "云岭县专业镇工作推进会", "kind": "push", **fields}
    made: Meeting = Meeting.objects.create(area=place.area, unit=place.office, **given)
    return made


def item(held: Meeting, **fields: Any) -> AgendaItem:
    given = {"position": held.agenda.count() + 1, "title": "研究超期事项", **fields}
    made: AgendaItem = AgendaItem.objects.create(meeting=held, **given)
    return made


def attendance(held: Meeting, who: Unit) -> Attendance:
    made: Attendance = Attendance.objects.create(meeting=held, unit=who)
    return made


def statement(held: Meeting, who: Unit, **fields: Any) -> Statement:
    made: Statement = Statement.objects.create(meeting=held, unit=who, period="上半年", **fields)
    return made


def decision(held: Meeting, lead: Unit | None, **fields: Any) -> Decision:
    given = {
        "position": held.decisions.count() + 1,
        "heading": "建成窑头镇公共窑炉",
        "content": "抓紧完成设备安装和试烧",
        "due_on": held.held_on + timedelta(days=30),
        **fields,
    }
    made: Decision = Decision.objects.create(meeting=held, lead=lead, **given)
    return made


def dispatch(place: County, month: date, **fields: Any) -> Dispatch:
    made: Dispatch = Dispatch.objects.create(area=place.area, unit=place.office, month=month, **fields)
    return made


def clock(place: County, what: str, due_on: date, number: int, who: Unit | None = None) -> Clock:
    """A running time of some matter."""
    made: Clock = Clock.objects.create(
        subject_type="tasks.task",
        subject_id=number,
        subject_label=what,
        area=place.area,
        unit=who or place.industry,
        key="deadline",
        label="完成期限",
        started_on=due_on - timedelta(days=60),
        due_on=due_on,
        light_rule="tasks",
    )
    return made
