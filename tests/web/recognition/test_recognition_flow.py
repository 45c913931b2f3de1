"""The steps of recognition held against a small model: random deeds of random people on random days.

The model knows nothing of the table: it keeps what happened and says what must never have happened.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from zhenxing.core.ledger.states import Capability
from zhenxing.web.recognition import flow

THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
PEOPLE = range(1, 7)
APPLICANTS, ORGAN = 10, 20
#: person → unit: two of the applicant, three of the organ, one of neither
UNITS = {1: APPLICANTS, 2: APPLICANTS, 3: ORGAN, 4: ORGAN, 5: ORGAN, 6: 30}
STEPS_DONE, STATES_SEEN = [0], set[str]()
STEPS = tuple(one.key for one in flow.TABLE.transitions)
JUDGES = (
    "accept",
    "return",
    "review_pass",
    "review_fail",
    "close_scoring",
    "rank",
    "notice",
    "recognise",
    "refuse",
)


class Recognition(RuleBasedStateMachine):
    """One application after another; `self.case` is what the rules see, the rest is the model's memory."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 1, 5)
        self.number = 0
        self.begin()

    @initialize(number=st.integers(0, 3))
    def which(self, number: int) -> None:
        """What the first case will be proposed for; every further one for the next thing."""
        self.number = number

    def begin(self) -> None:
        self.number += 1
        self.case = flow.Dossier(
            unit=APPLICANTS,
            organ=ORGAN,
            missing=("overview", "proof"),
            opens_on=self.today,
            closes_on=self.today + timedelta(days=40),
            fewest=1,
            document_number="县函〔2026〕1号",
        )
        self.material = 0  # raised by every edit
        self.frozen_at: int | None = None
        self.judged: set[int] = set()  # who reviewed
        self.submitters: set[int] = set()
        self.notice: tuple[date, date] | None = None
        self.unanswered, self.upheld = 0, False
        self.decision: str | None = None

    # ── what people do ───────────────────────────────────────────────────────────────────────────
    @rule(person=st.sampled_from(PEOPLE), step=st.sampled_from(STEPS), pick=st.integers(0, 9))
    def try_a_step(self, person: int, step: str, pick: int) -> None:
        if step != "abandon" or pick == 0:  # else most cases would end before anything has happened
            self.attempt(person, step)

    @rule(pick=st.integers(0, 99))
    def go_on(self, pick: int) -> None:
        """Random steps are seldom open: this one finds its way on to the later states."""
        # seldom back: an objection now and then, so that most cases come to a decision
        back = ("abandon", "return") if pick % 5 == 0 else ("abandon", "return", "object")
        ways = [
            (person, way.key)
            for way in flow.TABLE.open_to(self.case.state)
            for person in PEOPLE
            if way.key not in back and not self.obstacles(person, way.key)
        ]
        if ways:
            self.attempt(*ways[pick % len(ways)])
        else:
            self.help_on(upheld=pick % 7 == 0)

    go_on_further = rule(pick=st.integers(0, 99))(lambda self, pick: self.go_on(pick))
    go_on_still = rule(pick=st.integers(0, 99))(lambda self, pick: self.go_on(pick))

    def help_on(self, upheld: bool) -> None:
        """Do what the next step waits for."""
        case = self.case
        if case.state in ("draft", "returned"):
            self.today = (
                min(self.today, case.closes_on or self.today) if case.state == "draft" else self.today
            )
            self.edit(1)
        elif case.state == "reviewed":
            self.seat_an_expert(False)
            self.score()
        elif case.state == "objected" and case.open_objections:
            self.answer(upheld)
        else:
            self.wait(8)

    def obstacles(self, person: int, step: str) -> tuple[flow.Obstacle, ...]:
        return flow.obstacles(self.case, step, flow.Who(person, frozenset({UNITS[person]})), self.today)

    def attempt(self, person: int, step: str) -> None:
        if self.obstacles(person, step):
            return
        STATES_SEEN.add(self.case.state)
        self.check_before(person, step)
        self.do(person, step)

    @rule(person=st.sampled_from(PEOPLE))
    def edit(self, person: int) -> None:
        if not flow.is_editable(self.case):
            return
        assert self.frozen_at is None, "an edit under a frozen snapshot"
        self.material += 1
        self.case = replace(self.case, authors=self.case.authors | {person}, missing=self.case.missing[1:])

    @rule()
    def forget_something(self) -> None:
        if flow.is_editable(self.case):
            self.material += 1
            self.case = replace(self.case, missing=(*self.case.missing[:2], "proof"))

    @rule(conflict=st.booleans())
    def seat_an_expert(self, conflict: bool) -> None:
        if flow.TABLE.can(self.case.state, Capability.SCORABLE):
            gone = 0 if conflict else 1
            self.case = replace(self.case, seats=self.case.seats + gone)

    @rule()
    def score(self) -> None:
        if flow.TABLE.can(self.case.state, Capability.SCORABLE) and self.case.scored < self.case.seats:
            self.case = replace(self.case, scored=self.case.scored + 1)

    @rule(upheld=st.booleans())
    @precondition(lambda self: self.case.state == "objected" and self.case.open_objections)
    def answer_one(self, upheld: bool) -> None:
        self.answer(upheld)

    def answer(self, upheld: bool) -> None:
        self.unanswered -= 1
        self.upheld |= upheld
        self.case = replace(
            self.case,
            open_objections=self.case.open_objections - 1,
            upheld=self.case.upheld + upheld,
        )

    @rule()
    @precondition(lambda self: self.case.state == "objected")
    def object_once_more(self) -> None:
        self.unanswered += 1
        self.case = replace(self.case, open_objections=self.case.open_objections + 1)

    @rule(days=st.integers(0, 12))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    @precondition(lambda self: flow.TABLE.can(self.case.state, Capability.FINAL))
    def another_one(self) -> None:
        self.begin()

    # ── what the model allows ────────────────────────────────────────────────────────────────────
    def check_before(self, person: int, step: str) -> None:
        if step in JUDGES:
            assert person not in self.case.authors, f"an author did {step}"
            assert UNITS[person] != APPLICANTS, f"somebody of the applicant did {step}"
            assert person not in self.submitters
        if step in ("recognise", "refuse"):
            assert self.notice is not None, "a decision without a notice"
            assert self.today > self.notice[1], "a decision while the notice ran"
            assert not self.unanswered, "a decision with an objection unanswered"
            assert not self.upheld, "a decision on a notice that an objection voided"
            assert person not in self.judged, "the reviewer decided"
            assert self.frozen_at == self.material, "the material changed after it was frozen"
            assert self.decision is None, "decided twice"
        if step == "recognise":
            assert self.case.proposal == flow.RECOGNISE

    def do(self, person: int, step: str) -> None:
        changes: dict[str, Any] = {"state": flow.TABLE.next(self.case.state, step).key}
        done = {**self.case.doers, step: self.case.doers.get(step, frozenset()) | {person}}
        changes["doers"] = done
        changes |= getattr(self, f"after_{step}", lambda _person: {})(person)
        self.case = replace(self.case, **changes)

    def after_submit(self, person: int) -> dict[str, Any]:
        self.submitters.add(person)
        return {}

    def after_accept(self, person: int) -> dict[str, Any]:
        self.frozen_at = self.material
        return {"snapshot": f"sha-{self.material}"}

    def after_review_pass(self, person: int) -> dict[str, Any]:
        self.judged.add(person)
        return {}

    def after_review_fail(self, person: int) -> dict[str, Any]:
        self.judged.add(person)
        return {"proposal": flow.REFUSE}

    def after_rank(self, person: int) -> dict[str, Any]:
        proposals = (flow.RECOGNISE, flow.RECOGNISE, flow.RESERVE, flow.REFUSE)
        return {"proposal": proposals[self.number % 4]}

    def after_notice(self, person: int) -> dict[str, Any]:
        self.notice = (self.today, self.today + timedelta(days=7))
        return {"notice_ends": self.notice[1]}

    def after_object(self, person: int) -> dict[str, Any]:
        assert self.notice is not None and self.notice[0] <= self.today <= self.notice[1]
        self.unanswered += 1
        return {"open_objections": self.case.open_objections + 1}

    def after_uphold(self, person: int) -> dict[str, Any]:
        assert self.upheld and not self.unanswered
        self.notice, self.upheld = None, False
        return {"notice_ends": None, "proposal": "", "scored": 0, "upheld": 0}

    def after_recognise(self, person: int) -> dict[str, Any]:
        self.decision = "recognise"
        return {"valid_until": self.today + timedelta(days=60)}

    def after_refuse(self, person: int) -> dict[str, Any]:
        self.decision = "refuse"
        return {}

    @invariant()
    def what_always_holds(self) -> None:
        STEPS_DONE[0] += 1
        state = self.case.state
        if state in ("recognised", "refused", "warned", "rectifying", "withdrawn", "lapsed"):
            assert self.decision is not None and self.notice is not None
            assert self.frozen_at == self.material
        if self.frozen_at is not None:
            assert not flow.is_editable(self.case)
        if state == "noticed":
            assert self.case.proposal and not self.unanswered
        assert (self.decision is None) == (
            state not in ("recognised", "refused", "warned", "rectifying", "withdrawn", "lapsed")
        )


#: each run takes nearly fifty steps: more than 20 000 when asked to be thorough
RUNS = settings(max_examples=800 if THOROUGH else 80, stateful_step_count=50, deadline=None)


def test_nothing_happens_that_must_not() -> None:
    run_state_machine_as_test(Recognition, settings=RUNS)
    assert STEPS_DONE[0] >= (20_000 if THOROUGH else 1_000)
    wanted = {"noticed", "objected", "recognised", "rectifying"} if THOROUGH else {"in_review", "noticed"}
    assert wanted <= STATES_SEEN


@pytest.mark.parametrize(
    ("step", "guard"),
    [
        ("recognise", "_notice_over"),
        ("refuse", "_notice_over"),
        ("recognise", "_as_noticed_well"),
        ("settle", "_all_answered"),
        ("settle", "_none_upheld"),
        ("object", "_while_noticed"),
    ],
)
def test_the_model_sees_when_a_rule_is_missing(
    step: str, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tuple(one for one in flow.GUARDS[step] if one.__name__ != guard)
    assert len(left) == len(flow.GUARDS[step]) - 1
    monkeypatch.setattr(flow, "GUARDS", {**flow.GUARDS, step: left})
    assert _is_seen()


def test_the_model_sees_when_an_author_may_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "is_own", lambda case, who: False)
    assert _is_seen()


def test_the_model_sees_an_edit_under_a_frozen_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "is_editable", lambda case: True)
    assert _is_seen()


def _is_seen() -> bool:
    """Whether the machine finds something that must not happen."""
    looking = settings(
        max_examples=4000,  # it stops at the first find, which mostly comes within a few hundred
        stateful_step_count=50,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(Recognition, settings=looking)
    except AssertionError:
        return True
    return False
