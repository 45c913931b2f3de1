"""What other apps call: clocks that follow states, transits with proofs, notices told once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.ledger.ledger_samples import TEN_DAYS, at, clock_on, do, office_of
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason, SelfApproval
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.ledger import queries, registry, services
from zhenxing.web.ledger.models import AnnouncedYear, Clock, Notice, SpecialDay, Transit
from zhenxing.web.ledger.registry import Ledger, Responsible, ledger, ledger_of
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
OPEN = frozenset({Can.OPEN})
TABLE = StateTable(
    "demo",
    (
        State("draft", "草稿", OPEN),
        State("sent", "已报", OPEN),
        State("done", "办结", frozenset({Can.FINAL})),
    ),
    (
        Transition("send", "上报", ("draft",), "sent", "send", proofs=("盖章件",)),
        Transition("back", "退回", ("sent",), "draft", "check", needs_reason=True),
        Transition("pass", "通过", ("sent",), "done", "check", not_by=("send",)),
    ),
    "draft",
)
WHOLE, CHECK = ClockRule("whole", "全程", 30), ClockRule("check", "审核", 5, on=frozenset({"sent"}))


@pytest.fixture
def case() -> Any:
    """A unit that has a state, for the length of a test."""
    made: Any = unit(area(), "云岭县试验事项")
    made.state = "draft"
    whose = Responsible(made.area, made)
    kept = dict(registry._LEDGERS)
    ledger(Unit, table=TABLE, clocks=(WHOLE, CHECK), escalation="general", responsible=lambda _one: whose)
    yield made
    registry._LEDGERS.clear()
    registry._LEDGERS.update(kept)


def step(case: Any, key: str, actor: User | None = None, **options: Any) -> State:
    proofs = options.pop("proofs", ())
    found: State = do(lambda deed: services.transit(deed, case, TABLE, key, proofs=proofs), actor, **options)
    return found


def running(case: Any) -> list[str]:
    return sorted(Clock.objects.running().of(case).values_list("key", flat=True))


def test_clocks_follow_the_states(case: Any) -> None:
    assert step(case, "send", proofs={"盖章件": "附件1"}).key == "sent"
    assert running(case) == ["check", "whole"]
    step(case, "back", reason="缺页")
    assert running(case) == ["whole"]
    step(case, "send", proofs=("盖章件",))
    step(case, "pass")
    assert running(case) == []
    assert [one.target for one in Transit.objects.all()] == ["sent", "draft", "sent", "done"]
    assert Transit.objects.first().proofs == {"盖章件": "附件1"}
    clocks = queries.clocks_of(case)
    assert {clock.key for clock in clocks} == {"check", "whole"}
    assert clocks[0].ladder == "general"


def test_a_step_may_be_refused(case: Any) -> None:
    somebody, other = person("office", case.area), person("office", case.area)
    with pytest.raises(ActionRefused, match="盖章件"):
        step(case, "send", somebody)
    with pytest.raises(ActionRefused, match="草稿"):
        step(case, "pass", somebody)
    step(case, "send", somebody, proofs=("盖章件",))
    with pytest.raises(NeedsReason):
        step(case, "back", somebody)
    with pytest.raises(SelfApproval):
        step(case, "pass", somebody)
    assert step(case, "pass", other).key == "done"


def test_a_clock_needs_somewhere_to_belong() -> None:
    place = area()
    with pytest.raises(ActionRefused):
        do(lambda deed: services.start_clock(deed, person(), TEN_DAYS))
    made = do(lambda deed: services.start_clock(deed, unit(place), TEN_DAYS, on=DAY))
    assert (made.area, made.unit, made.light_rule) == (place, None, "general")


def test_a_clock_runs_once_for_a_key() -> None:
    mine = unit(area())
    first = clock_on(mine, on=DAY)
    again = do(lambda deed: services.start_clock(deed, mine, TEN_DAYS, unit=mine))
    assert again == first
    assert do(lambda deed: services.stop_clock(deed, mine, "nothing")) is None
    stopped = do(lambda deed: services.stop_clock(deed, mine, "handle", on=date(2026, 3, 5)))
    assert queries.left_of(stopped, date(2026, 9, 1)) == 7
    for deed_of in (
        lambda deed: services.pause(deed, stopped, reason="x"),
        lambda deed: services.resume(deed, stopped),
        lambda deed: services.extend(deed, stopped, days=1, reason="x", authority="x"),
    ):
        with pytest.raises(ActionRefused):
            do(deed_of)


def test_pauses_and_extensions_are_refused_with_reasons() -> None:
    clock = clock_on(unit(area()), on=DAY)
    wrong = (
        lambda deed: services.pause(deed, clock, reason="  "),
        lambda deed: services.pause(deed, clock, reason="太早", on=date(2026, 3, 1)),
        lambda deed: services.pause(deed, clock, reason="太晚", on=date(2026, 6, 1)),
        lambda deed: services.resume(deed, clock),
        lambda deed: services.extend(deed, clock, days=0, reason="x", authority="x"),
        lambda deed: services.extend(deed, clock, days=5, reason="x", authority=" "),
    )
    for call in wrong:
        with pytest.raises(ActionRefused):
            do(call)
    do(lambda deed: services.pause(deed, clock, reason="等批复", on=date(2026, 3, 4)))
    with pytest.raises(ActionRefused):
        do(lambda deed: services.pause(deed, clock, reason="再停", on=date(2026, 3, 6)))
    clock.refresh_from_db()
    assert (clock.due_on, queries.left_of(clock, date(2026, 5, 1))) == (None, 9)
    stopped = do(lambda deed: services.stop_clock(deed, clock.unit, "handle", on=date(2026, 3, 9)))
    assert stopped.pauses.get().ends == date(2026, 3, 9)


def test_lights_of_many_records_take_few_queries(django_assert_max_num_queries: Any) -> None:
    where = area()
    subjects = [clock_on(unit(where), on=DAY).unit for _ in range(12)]
    late = clock_on(subjects[0], on=date(2025, 3, 3), rule=ClockRule("old", "旧账", 3))
    assert late.due_on is not None
    queries.calendar()
    nothing = unit(where)
    with django_assert_max_num_queries(4):
        lights = services.lights_of([*subjects, nothing])
    assert len(lights) == 12
    assert lights[subjects[0].pk].colour == "red"
    assert queries.light_of(late, date(2025, 3, 4)).reason == "黄：剩2个工作日"


def test_a_notice_is_told_once(case: Any) -> None:
    reader = person("office", case.area)
    call: Any = lambda deed: services.notify(  # noqa: E731 — the same call, made twice
        deed, key="hello", text="请知悉", subject=case, to_users=[reader], to_unit=case.area.units.first()
    )
    assert do(call) == 2
    assert do(call) == 0
    assert services.notify(None, key="later", text="再告", subject=case, to_users=[reader]) == 1
    assert Notice.objects.count() == 3


def test_an_unknown_kind_has_no_ledger(case: Any) -> None:
    found = ledger_of(case)
    assert isinstance(found, Ledger)
    assert ledger_of("nothing.here") is None
    assert found in registry.ledgers()


def test_the_site_s_calendar_moves_what_runs(case: Any) -> None:
    clock = clock_on(unit(case.area), on=DAY)
    assert clock.due_on == date(2026, 3, 16)
    SpecialDay.objects.create(day=date(2026, 3, 16), kind="free", name="演示停工")
    assert tick(at(DAY)).resettled == 1
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 3, 17)
    AnnouncedYear.objects.create(year=2027, document="演示通知")
    SpecialDay.objects.create(day=date(2027, 2, 5), kind="free", name="春节")
    days = queries.calendar(fresh=True)
    assert not days.provisional(date(2027, 2, 5))
    assert (days.is_workday(date(2027, 2, 5)), days.is_workday(date(2027, 2, 8))) == (False, True)
    assert office_of(case.area).kind == "office"


def test_nodes_stand_in_the_light(case: Any) -> None:
    whose = Responsible(case.area, case)
    ledger(
        Unit,
        light="nodes",
        responsible=lambda _one: whose,
        nodes=lambda pks: dict.fromkeys(pks, (5, 8)),
    )
    clock = do(lambda deed: services.start_clock(deed, case, TEN_DAYS, on=DAY))
    assert (clock.light_rule, clock.ladder, clock.acts_on) == ("nodes", "", None)
    days = queries.calendar()
    near = days.add(clock.due_on, -3)
    assert queries.light_of(clock, near, (5, 8)).reason == "黄：剩3个工作日，8个节点完成5个"
    assert queries.light_of(clock, days.add(DAY, 1), (0, 8)).rule == "节点完成率低于时间进度为黄灯"
    assert "8个节点完成5个" in services.lights_of([case])[case.pk].reason
    Clock.objects.update(light_rule="nothing")
    assert services.lights_of([case])[case.pk].colour == "grey"
    assert queries.light_until(None, "tasks") is None
    assert queries.light_until(DAY, "nothing") is None
