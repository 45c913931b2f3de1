"""The registers of what goals are judged by: inherited behaviour."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.goals.goal_samples import goal
from zhenxing.web.goals.models import Goal, GoalBaseline, GoalMeasure, GoalReading, GoalShare
from zhenxing.web.goals.path_registers import BASELINES, MEASURES, READINGS, SHARES
from zhenxing.web.goals.states import CONFIRMED
from zhenxing.web.kit.testing import RegisterTests
from zhenxing.web.organisations.models import Area

_DAY = date(2025, 6, 30)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def _of(where: Area) -> Goal:
    return goal(where, f"规上企业{Goal.objects.count()}")


class TestMeasures(RegisterTests):
    register = MEASURES

    def record(self, where: Area) -> GoalMeasure:
        made: GoalMeasure = GoalMeasure.objects.create(goal=_of(where), measure="by_hand")
        return made

    def form(self, where: Area) -> dict[str, Any]:
        return {"goal": _of(where).pk, "measure": "人工填报", "basis": "level", "note": "按月报"}


class TestReadings(RegisterTests):
    register = READINGS

    def record(self, where: Area) -> GoalReading:
        values = {"at": _DAY, "value": Decimal(3), "measure": "人工填报", "source": "台账"}
        made: GoalReading = GoalReading.objects.create(goal=_of(where), state=CONFIRMED, **values)
        return made


class TestBaselines(RegisterTests):
    register = BASELINES

    def record(self, where: Area) -> GoalBaseline:
        made: GoalBaseline = GoalBaseline.objects.create(
            goal=_of(where), on=_DAY, value=Decimal(3), source="台账"
        )
        return made

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"kind": "baseline", "on": "2024-12-31", "value": "2", "source": "年报"}
        return {"goal": _of(where).pk, **typed}


class TestShares(RegisterTests):
    register = SHARES

    def record(self, where: Area) -> GoalShare:
        made: GoalShare = GoalShare.objects.create(goal=_of(where), area=where, value=Decimal(3))
        return made

    def form(self, where: Area) -> dict[str, Any]:
        return {"goal": _of(where).pk, "area": where.pk, "value": "4"}
