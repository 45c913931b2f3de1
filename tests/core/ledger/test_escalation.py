"""Steps of the ladder: each once, in order, none skipped, whenever anybody looks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.escalation import STEPS, Escalation, Step, in_force, next_step, steps_due


@st.composite
def ladders(draw: st.DrawFn) -> Escalation:
    keys = sorted(draw(st.sets(st.sampled_from(STEPS), min_size=1)), key=STEPS.index)
    days = sorted(draw(st.lists(st.integers(-10, 40), min_size=len(keys), max_size=len(keys))))
    steps = tuple(Step(key, key, day, "doer", key != "remind") for key, day in zip(keys, days, strict=True))
    return Escalation("demo", "演示", steps)


@given(ladders(), st.lists(st.integers(-60, 60), max_size=20))
def test_however_the_clock_jumps_each_step_is_done_once_and_in_order(
    ladder: Escalation, looks: list[int]
) -> None:
    done: list[str] = []
    for left in looks:
        done += [step.key for step in steps_due(ladder, left, frozenset(done))]
    reached = [step.key for step in ladder.steps if looks and -min(looks) >= step.after]
    assert done == reached
    following = next_step(ladder, done)
    assert (following.key if following else None) == next(
        (step.key for step in ladder.steps if step.key not in done), None
    )


def test_a_step_is_found_by_its_key() -> None:
    ladder = Escalation("x", "x", (Step("blue", "蓝色督办单", 1, "doer", True, 1, 5),))
    found = ladder.step("blue")
    assert found is not None
    assert found.feedback_within == 5
    assert ladder.step("red") is None


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Step("red", "红", 1, "doer", True), Step("blue", "蓝", 2, "doer", True)),
        (Step("blue", "蓝", 1, "doer", True), Step("blue", "蓝", 2, "doer", True)),
        (Step("blue", "蓝", 5, "doer", True), Step("red", "红", 2, "doer", True)),
        (Step("blue", "蓝", 5, "mayor", True),),  # type: ignore[arg-type]  # a level that does not exist
    ],
)
def test_what_is_no_ladder_is_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match="not a ladder"):
        Escalation("bad", "bad", steps)


def test_the_last_ladder_begun_is_in_force() -> None:
    step = (Step("blue", "蓝", 1, "doer", True),)
    old = Escalation("k", "旧", step, date(2020, 1, 1), date(2024, 12, 31))
    new = Escalation("k", "新", step, date(2024, 6, 1))
    assert in_force((old, new), "k", date(2024, 7, 1)) is new
    assert in_force((old, new), "k", date(2024, 5, 1)) is old
    assert in_force((old, new), "k", date(2019, 5, 1)) is None
