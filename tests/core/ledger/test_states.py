"""A table of states says what is open, and refuses to be made when it is no table."""

from __future__ import annotations

from typing import Any

import pytest

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import NotOpen, State, StateTable, Transition

DRAFT = State("draft", "草稿", frozenset({Can.OPEN, Can.EDITABLE, Can.SUBMITTABLE}), "info")
SENT = State("sent", "已提交", frozenset({Can.OPEN, Can.REVIEWABLE}))
DONE = State("done", "办结", frozenset({Can.FINAL, Can.COUNTED}), "good")
SEND = Transition("send", "提交", ("draft",), "sent", "submit")
BACK = Transition("back", "退回", ("sent",), "draft", "review", needs_reason=True, not_by=("send",))
PASS = Transition("pass", "通过", frozenset({"sent"}), "done", "review", proofs=("意见书",), not_by=("send",))


def table(**changes: Any) -> StateTable:
    parts = {"states": (DRAFT, SENT, DONE), "transitions": (SEND, BACK, PASS), "initial": "draft", **changes}
    return StateTable("demo", **parts)


def test_it_answers_by_capability() -> None:
    made = table()
    assert made.can("draft", Can.EDITABLE) and not made.can("sent", Can.EDITABLE)
    assert made.holding(Can.OPEN) == {"draft", "sent"}
    assert made.holding(Can.SCORABLE) == frozenset()
    assert [one.key for one in made.open_to("sent")] == ["back", "pass"]
    assert made.open_to("done") == ()
    assert made.next("draft", "send") is SENT
    assert made.state("done").tone == "good"
    assert made.transition("pass").proofs == ("意见书",)


@pytest.mark.parametrize(("state", "transition"), [("draft", "pass"), ("done", "send"), ("draft", "fly")])
def test_what_does_not_begin_here_is_not_open(state: str, transition: str) -> None:
    with pytest.raises(NotOpen) as refused:
        table().next(state, transition)
    assert (refused.value.state, refused.value.transition) == (state, transition)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"states": (DRAFT, SENT, DONE, DONE)}, "two states called done"),
        ({"transitions": (SEND, SEND, BACK, PASS)}, "two transitions called send"),
        ({"initial": "nowhere"}, "no state nowhere"),
        ({"states": (DRAFT, SENT)}, "no state done"),
        ({"transitions": (SEND, PASS)}, ""),
        ({"transitions": (SEND, BACK)}, "done cannot be reached"),
        ({"transitions": (BACK, PASS)}, "no transition send"),
        (
            {"transitions": (SEND, BACK, PASS, Transition("again", "再来", ("done",), "draft", "x"))},
            "done is final and leads on",
        ),
        ({"states": (DRAFT, SENT, State("done", "办结", frozenset({Can.COUNTED})))}, "done leads nowhere"),
        (
            {"states": (DRAFT, SENT, State("done", "办结", frozenset({Can.FINAL, Can.OPEN})))},
            "done is both open and final",
        ),
    ],
)
def test_what_is_no_table_is_refused(changes: dict[str, Any], fault: str) -> None:
    if not fault:
        assert table(**changes).initial == "draft"
        return
    with pytest.raises(ValueError, match="demo") as refused:
        table(**changes)
    assert fault in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="demo") as refused:
        table(states=(DRAFT,), transitions=(BACK,))
    assert str(refused.value).count(";") >= 2
