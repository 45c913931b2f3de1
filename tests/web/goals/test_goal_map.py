"""Goals on the map: how many a place has, how many are overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.goals.goal_samples import goal
from zhenxing.web.goals.states import ACHIEVED
from zhenxing.web.kit.testing import area, person, signed_in

pytestmark = pytest.mark.django_db


def test_each_place_shows_its_goals(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    where = area()
    below = area("石桥镇", where, "township")
    goal(where, "省级专业镇", due_on=date(2020, 12, 31))
    goal(below, "规上企业", due_on=date(2020, 12, 31))
    goal(below, "高新技术企业", due_on=date(2020, 12, 31), state=ACHIEVED)
    answer = signed_in(person("office", where)).get("/goals/map/")
    assert answer.status_code == 200
    found = {str(one.name): (one.number, one.late) for one in answer.context["places"]}
    assert found["石桥镇"] == (2, 1), "what is reached is not overdue"
