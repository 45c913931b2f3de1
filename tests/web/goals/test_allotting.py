"""A goal laid upon places line by line: read as typed, added up, changed, refused in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from web.goals.goal_samples import do, goal
from zhenxing.web.goals import actions, queries
from zhenxing.web.goals.amounts import typed, typed_amount
from zhenxing.web.goals.models import Goal, GoalShare
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def where() -> Area:
    return area()


@pytest.fixture
def places(where: Area) -> list[Area]:
    return [area(name, where, "township") for name in ("甲镇", "乙镇", "丙镇")]


def values(one: Goal) -> list[Decimal | None]:
    return [share.value for share in queries.shares_of(one)]


def test_parts_are_typed_in_one_page_and_must_add_up(where: Area, places: list[Area]) -> None:
    one = goal(where, value=Decimal(100))
    client = signed_in(person("office", where))
    page = client.get(f"/goals/{one.pk}/allot/").text
    assert "甲镇" in page and "目标：≥100户" in page
    first, second, third = (f"area_{place.pk}" for place in places)
    answer = client.post(f"/goals/{one.pk}/allot/", {first: "50户", second: "30", third: "18"})
    assert answer.status_code == 422 and "少分 2 户" in answer.text and 'value="50户"' in answer.text
    given = {first: "50户", second: "30", third: "20"}
    assert client.post(f"/goals/{one.pk}/allot/", given).status_code == 302
    assert values(one) == [50, 30, 20]
    again = client.get(f"/goals/{one.pk}/allot/").text
    assert 'value="30户"' in again
    assert client.post(f"/goals/{one.pk}/allot/", {first: "40", second: "40", third: "20"}).status_code == 302
    assert values(one) == [40, 40, 20] and GoalShare.objects.count() == 3


def test_more_than_the_goal_is_kept_with_a_reason(where: Area, places: list[Area]) -> None:
    one, clerk = goal(where, value=Decimal(100)), person("office", where)
    parts = tuple((place.pk, "40") for place in places)
    with pytest.raises(Invalid) as refused:
        do(actions.AllotGoal(one.pk, parts), clerk)
    assert "多分 20 户" in str(refused.value.fields["anyway"])
    with pytest.raises(Invalid) as refused:
        do(actions.AllotGoal(one.pk, parts, anyway=True), clerk)
    assert set(refused.value.fields) == {"note"}
    do(actions.AllotGoal(one.pk, parts, note="留有余地", anyway=True), clerk)
    assert values(one) == [40, 40, 40] and set(GoalShare.objects.values_list("note", flat=True)) == {
        "留有余地"
    }


def test_a_units_part_counts_and_stays(where: Area, places: list[Area]) -> None:
    one, clerk = goal(where, value=Decimal(100)), person("office", where)
    GoalShare.objects.create(goal=one, area=where, unit=unit(where), value=Decimal(60))
    with pytest.raises(Invalid):
        do(actions.AllotGoal(one.pk, ((places[0].pk, "50"),)), clerk)
    do(actions.AllotGoal(one.pk, ((places[0].pk, "40"),)), clerk)
    assert {*values(one)} == {40, 60}


def test_every_line_that_cannot_be_read_is_told_of(where: Area, places: list[Area]) -> None:
    one, clerk = goal(where, value=Decimal(100)), person("office", where)
    first, second, third = (place.pk for place in places)
    with pytest.raises(Invalid) as refused:
        do(actions.AllotGoal(one.pk, ((first, "几户"), (second, "-3"), (third, "5亿元"))), clerk)
    assert set(refused.value.fields) == {f"area_{pk}" for pk in (first, second, third)}
    with pytest.raises(ActionRefused, match="还没有填写"):
        do(actions.AllotGoal(one.pk, ((first, ""),)), clerk)
    with pytest.raises(OutOfScope):
        do(actions.AllotGoal(one.pk, ((area("别县").pk, "100"),)), clerk)
    do(actions.AllotGoal(one.pk, ((first, "100"),)), clerk)
    with pytest.raises(Invalid) as refused:
        do(actions.AllotGoal(one.pk, ((first, ""), (second, "100"))), clerk)
    assert "归档" in str(refused.value.fields[f"area_{first}"])


def test_rates_are_laid_down_without_a_sum(where: Area, places: list[Area]) -> None:
    one = goal(where, unit="%", value=Decimal("0.1"))
    do(actions.AllotGoal(one.pk, tuple((place.pk, "12%") for place in places)), person("office", where))
    assert values(one) == [Decimal("0.12")] * 3


@pytest.mark.parametrize(
    ("value", "unit_", "said"),
    [
        ("34", "户", "34户"),
        ("0.125", "%", "12.5%"),
        ("3800000000", "元", "38亿元"),
        ("25000", "元", "2.5万元"),
        ("12345.67", "元", "12345.67元"),
        ("0", "户", "0户"),
    ],
)
def test_what_stands_in_a_line_reads_back_as_itself(value: str, unit_: str, said: str) -> None:
    assert typed(Decimal(value), unit_) == said
    assert typed_amount(said, unit_) == Decimal(value)


def test_a_place_with_none_below_is_told_so(where: Area) -> None:
    one = goal(where)
    page = signed_in(person("office", where)).get(f"/goals/{one.pk}/allot/").text
    assert "没有登记下级地区" in page
