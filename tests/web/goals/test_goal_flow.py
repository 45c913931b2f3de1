"""A goal's way: reported with a proof, confirmed by another; divided, taken on; two kinds apart."""

from __future__ import annotations

import os
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from web.goals.goal_samples import PROOF, do, goal
from zhenxing.web.goals import actions, queries
from zhenxing.web.goals.models import Goal, GoalShare
from zhenxing.web.goals.states import ACHIEVED, GOALS_TABLE, MISSED, OPEN, WITHDRAWN
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, OutOfScope, SelfApproval
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.models import Clock, Transit
from zhenxing.web.ledger.ticking import tick

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
_EXAMPLES = 200 if os.environ.get("ZHENXING_THOROUGH") else 6


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_who_reports_a_goal_reached_does_not_confirm_it() -> None:
    where = area()
    own = unit(where)
    liaison, clerk, other = person("liaison", own), person("office", where), person("office", where)
    one = goal(where, owner_unit=own)
    with pytest.raises(Invalid):
        do(actions.ClaimGoal(one.pk, None), liaison)
    do(actions.ClaimGoal(one.pk, PROOF, "已全部入库"), liaison)
    with pytest.raises(NeedsReason):
        do(actions.ReturnClaim(one.pk), clerk)
    do(actions.ReturnClaim(one.pk), clerk, "名单不全")
    do(actions.ClaimGoal(one.pk, PROOF), clerk)
    with pytest.raises(SelfApproval):
        do(actions.ConfirmGoal(one.pk), clerk)
    do(actions.ConfirmGoal(one.pk), other)
    one.refresh_from_db()
    assert one.state == ACHIEVED
    assert list(Transit.objects.order_by("pk").values_list("transition", flat=True)) == [
        *("claim", "return"),
        *("claim", "confirm"),
    ]
    page = signed_in(clerk).get(f"/goals/{one.pk}/").text
    assert "现场" in page and "/goals/1/claim/" not in page
    with pytest.raises(ActionRefused):
        do(actions.ClaimGoal(one.pk, PROOF), liaison)


def test_a_goal_is_not_missed_before_its_day_and_its_clock_ends_with_it() -> None:
    where = area()
    clerk = person("office", where)
    one = goal(where, due_on=TODAY, owner_unit=unit(where))
    tick()
    assert Clock.objects.running().of(one).count() == 1
    for due in (TODAY, None):
        Goal.objects.update(due_on=due)
        with pytest.raises(ActionRefused, match="不能认定未实现"):
            do(actions.MissGoal(one.pk), clerk, "没有完成")
    Goal.objects.update(due_on=TODAY - timedelta(1))
    do(actions.MissGoal(one.pk), clerk, "没有完成")
    assert not Clock.objects.running().of(one).exists()
    one.refresh_from_db()
    assert one.state == MISSED


def test_a_goal_is_withdrawn_with_a_reason_and_then_left_alone() -> None:
    where = area()
    clerk = person("office", where)
    one = goal(where)
    do(actions.WithdrawGoal(one.pk), clerk, "上级调整")
    one.refresh_from_db()
    assert one.state == WITHDRAWN
    for deed in (actions.ConfirmMeasure(one.pk, "by_hand"), actions.DivideGoal(one.pk, (where.pk,))):
        with pytest.raises(ActionRefused, match="不再办理"):
            do(deed, clerk)


def test_hard_and_aspirational_goals_are_never_in_one_number() -> None:
    where = area()
    for number, aspirational in enumerate((True, False, False)):
        goal(where, f"指标{number}", aspirational=aspirational)
    found = queries.counts(Goal.objects.all(), TODAY)
    assert sum(one.number for one in found[True]) == 1
    assert sum(one.number for one in found[False]) == 2
    client = signed_in(person("leader", where))
    page = client.get("/goals/?kind=yes").text
    assert ">指标0</a>" in page and ">指标1</a>" not in page
    assert "（力争）" in client.get(f"/goals/{Goal.objects.get(aspirational=True).pk}/").text
    assert ">指标1</a>" in client.get("/goals/?light=green&open=yes&standing=unknown&measured=no").text
    for query in ("?kind=x", "?open=x", "?measured=x", "?light=x", "?open=no", "?measured=yes"):
        assert ">指标1</a>" not in client.get(f"/goals/{query}").text


def test_a_goal_is_divided_exactly_and_it_is_seen_who_took_his_share_on() -> None:
    where = area()
    clerk = person("office", where)
    below = [area(name, where, "township") for name in ("甲镇", "乙镇", "丙镇")]
    one = goal(where, "新增经营主体", value=Decimal(100))
    with pytest.raises(Invalid):
        do(actions.DivideGoal(one.pk, (where.pk,)), clerk)
    do(actions.DivideGoal(one.pk, tuple(place.pk for place in below)), clerk)
    shares = list(GoalShare.objects.filter(goal=one).order_by("area__path"))
    assert [share.value for share in shares] == [34, 33, 33]
    with pytest.raises(ActionRefused, match="已经分解过"):
        do(actions.DivideGoal(one.pk, (below[0].pk,)), clerk)
    child = goal(below[0], "全镇新增经营主体数", value=Decimal(30))
    page = signed_in(clerk).get(f"/goals/{one.pk}/").text
    assert "合计正好" in page and "可能是" in page and f"?child={child.pk}" in page
    with pytest.raises(OutOfScope):
        do(actions.LinkChild(shares[1].pk, child.pk), clerk)
    do(actions.LinkChild(shares[0].pk, child.pk), clerk)
    assert [line.took for line in queries.shared(one).lines] == ["short", "", ""]
    GoalShare.objects.filter(pk=shares[0].pk).update(value=Decimal(30))
    found = queries.shared(one)
    assert (found.total.standing, found.total.gap, found.taken) == ("under", -4, 1)
    assert found.lines[0].took == "full"
    assert "少分 4 户" in signed_in(clerk).get(f"/goals/{one.pk}/").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"unit": "%", "value": Decimal("0.1")}, "不能相加"),
        ({"value": None}, "目标值不详"),
        ({"op": "range", "upper": Decimal(60)}, "目标值不详或是区间"),
    ],
)
def test_what_does_not_add_up_is_not_divided(fields: dict[str, Any], says: str) -> None:
    where = area()
    one = goal(where, **fields)
    with pytest.raises(ActionRefused, match=says):
        do(actions.DivideGoal(one.pk, (where.pk,)), person("office", where))


def _deeds(pk: int) -> dict[str, Any]:
    return {
        "claim": lambda: actions.ClaimGoal(pk, PROOF),
        "confirm": lambda: actions.ConfirmGoal(pk),
        "return": lambda: actions.ReturnClaim(pk),
        "miss": lambda: actions.MissGoal(pk),
        "withdraw": lambda: actions.WithdrawGoal(pk),
    }


@settings(
    max_examples=_EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(sorted(_deeds(0))), st.integers(0, 2)), max_size=8))
def test_every_walk_keeps_to_the_table(walk: list[tuple[str, int]]) -> None:
    """Whoever tries whatever: a refused step changes nothing, none confirms what they reported."""
    where = area()
    people = [person("office", where) for _number in range(3)]
    one = goal(where, due_on=TODAY - timedelta(1))
    claimed_by: set[int] = set()
    for step, who in walk:
        before = Goal.objects.get(pk=one.pk).state
        try:
            do(_deeds(one.pk)[step](), people[who], "理由")
        except ActionRefused:
            assert Goal.objects.get(pk=one.pk).state == before
            continue
        after = Goal.objects.get(pk=one.pk).state
        assert GOALS_TABLE.next(before, step).key == after
        assert step not in ("confirm", "return") or who not in claimed_by
        claimed_by |= {who} if step == "claim" else set()
    moves = list(
        Transit.objects.filter(subject_type="goals.goal", subject_id=one.pk)
        .order_by("pk")
        .values_list("source", "target")
    )
    assert [source for source, _target in moves] == [OPEN, *(target for _source, target in moves)][:-1]
