"""The registers of meetings behave as every register does; the smaller ones in `./test --all`."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.meetings import models as records
from zhenxing.web.meetings import register
from zhenxing.web.organisations.models import Area

_number = itertools.count(1)


def meeting(where: Area, state: str = "planned") -> records.Meeting:
    made: records.Meeting = records.Meeting.objects.create(
        area=where,
        unit=unit(where),
        kind="push",
        title=f"{where}推进会{next(_number)}",
        held_on=timezone.localdate() + timedelta(days=7),
        state=state,
    )
    return made


class TestMeetings(RegisterTests):
    register = register.MEETINGS_REGISTER
    most_queries = 24

    def record(self, where: Area) -> Any:
        return meeting(where)

    def form(self, where: Area) -> dict[str, Any]:
        day = timezone.localdate() + timedelta(days=3)
        plain = {"kind": "topic", "title": "专题会", "held_on": day.isoformat(), "minutes_days": 5}
        return {"area": where.pk, "unit": unit(where).pk, **plain}


class TestStatements(RegisterTests):
    register = register.STATEMENTS_REGISTER

    def record(self, where: Area) -> Any:
        return records.Statement.objects.create(meeting=meeting(where), unit=unit(where), period="上半年")

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"period": "上半年", "work": "建成两座窑炉", "problems": "电力不足", "next_steps": "增容"}
        return {"meeting": meeting(where).pk, "unit": unit(where).pk, **typed}


class TestDecisions(RegisterTests):
    register = register.DECISIONS

    def record(self, where: Area) -> Any:
        held = meeting(where, "held")
        return records.Decision.objects.create(
            meeting=held, position=1, heading=f"议定事项{next(_number)}", lead=unit(where)
        )

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"position": 2, "heading": "制定收费标准", "lead": unit(where).pk}
        return {"meeting": meeting(where, "held").pk, **typed}


class TestDispatches(RegisterTests):
    register = register.DISPATCHES_REGISTER
    most_queries = 24

    def record(self, where: Area) -> Any:
        month = timezone.localdate().replace(day=1)
        return records.Dispatch.objects.create(area=where, unit=unit(where), month=month)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "unit": unit(where).pk, "month": "2026-03-15", "asks": "明确日期"}


@pytest.mark.drill
class TestBulletins(RegisterTests):
    register = register.BULLETINS_REGISTER
    most_queries = 24

    def record(self, where: Area) -> Any:
        monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
        return records.Bulletin.objects.create(area=where, unit=unit(where), week=monday, number=1)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "unit": unit(where).pk, "week": "2026-03-11", "number": 12}


@pytest.mark.drill
class TestAttendances(RegisterTests):
    register = register.ATTENDANCES_REGISTER

    def record(self, where: Area) -> Any:
        return records.Attendance.objects.create(meeting=meeting(where), unit=unit(where))

    def form(self, where: Area) -> dict[str, Any]:
        return {"meeting": meeting(where).pk, "unit": unit(where).pk, "part": "attend"}


@pytest.mark.drill
class TestAgendaItems(RegisterTests):
    register = register.AGENDA_ITEMS

    def record(self, where: Area) -> Any:
        return records.AgendaItem.objects.create(meeting=meeting(where), position=1, title="听取汇报")

    def form(self, where: Area) -> dict[str, Any]:
        return {"meeting": meeting(where).pk, "position": 1, "title": "审议办法", "matter": "deliberate"}
