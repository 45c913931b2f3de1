"""The whole at a glance: numbers that lead to exactly their rows, in reach, hard and aspirational apart."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.overview.whole import cards

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "zhenxing.web.tasks" not in settings.ZHENXING_APPS, reason="the removable apps are removed"
    ),
]
TODAY = timezone.localdate()


def paper(where: Area, by: User) -> Any:
    model = apps.get_model("documents.Document")
    sha = f"{model.objects.count():064d}"
    return model.objects.create(area=where, title="实施方案", state="adopted", sha256=sha, uploaded_by=by)


def county() -> tuple[Area, User]:
    """Four goals (one aspirational, one ended), three tasks of different lights."""
    where = area()
    clerk = person("office", unit(where))
    about = {"document": paper(where, clerk), "area": where}
    goals = apps.get_model("goals.Goal").objects
    goals.create(**about, indicator="产值", standing="behind", due_on=TODAY - timedelta(5))
    goals.create(**about, indicator="户数", standing="on_track", due_on=date(2099, 1, 1))
    goals.create(**about, indicator="就业", standing="behind", aspirational=True)
    goals.create(**about, indicator="培训", state="achieved")
    tasks = apps.get_model("tasks.Task").objects
    for days in (-40, 300, None):
        due = TODAY + timedelta(days) if days is not None else None
        tasks.create(**about, heading=f"任务{days}", due_on=due)
    return where, person("leader", where)


def test_every_number_leads_to_exactly_its_rows() -> None:
    _where, leader = county()
    client, seen = signed_in(leader), 0
    for card in cards(leader, TODAY):
        for one in card.numbers:
            rows = re.findall(r"<tr><td", client.get(one.url).text)
            assert len(rows) == one.number, (card.title, one)
            seen += 1
    assert seen >= 7


def test_hard_and_aspirational_goals_stand_on_cards_of_their_own() -> None:
    _where, leader = county()
    numbers = {
        str(card.title): {str(one.label): one.number for one in card.numbers} for card in cards(leader, TODAY)
    }
    assert numbers["硬目标"] == {"进度够": 1, "滞后": 1, "已过期限未销号": 1, "已实现": 1}
    assert numbers["力争目标"] == {"滞后": 1}
    assert numbers["任务"] == {"红灯": 1, "绿灯": 1, "没有期限": 1}


def test_a_leader_sees_the_cards_first_and_nobody_sees_what_is_not_theirs() -> None:
    _where, leader = county()
    page = signed_in(leader).get("/").text
    assert page.index("力争目标") < page.index("在办任务")
    assert cards(person("leader", area("清河县")), TODAY) == ()
    assert cards(person(), TODAY) == ()


def test_the_cards_cost_the_same_however_many_rows_there_are() -> None:
    where, leader = county()
    leader.grants()
    with CaptureQueriesContext(connection) as few:
        cards(leader, TODAY)
    goals = apps.get_model("goals.Goal").objects
    for number in range(20):
        goals.create(document=goals.first().document, area=where, indicator=f"指标{number}")
    with CaptureQueriesContext(connection) as many:
        cards(leader, TODAY)
    assert len(many) <= len(few) <= 20
