"""The tables of meetings hold whatever is tried on them, and changes between sheets are exact."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.states import Capability, NotOpen, StateTable
from zhenxing.web.meetings.changes import aged, compared
from zhenxing.web.meetings.flow import BULLETINS, DISPATCHES, MEETINGS, STATEMENTS, TABLES
from zhenxing.web.meetings.freezing import canonical, digest


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
@given(data=st.data())
def test_whatever_is_tried_a_final_state_is_never_left(table: StateTable, data: Any) -> None:
    """Any order of steps: only what the table opens is done, and an end is an end."""
    state, keys = table.initial, [one.key for one in table.transitions]
    for step in data.draw(st.lists(st.sampled_from(keys), max_size=12)):
        open_ = {one.key for one in table.open_to(state)}
        if step in open_:
            assert not table.can(state, Capability.FINAL)
            state = table.next(state, step).key
        else:
            with pytest.raises(NotOpen):
                table.next(state, step)
    assert table.can(state, Capability.FINAL) == (not table.open_to(state))


def test_nobody_issues_what_they_drafted() -> None:
    for table, step, drafted in ((MEETINGS, "issue", "draft"), (BULLETINS, "issue", "submit"),
                                 (STATEMENTS, "take", "submit")):  # fmt: skip
        assert drafted in table.transition(step).not_by


def test_a_frozen_dispatch_leads_nowhere() -> None:
    assert DISPATCHES.open_to("held") == ()
    assert DISPATCHES.transition("hold").proofs == ("sheet",)


_KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(_KEYS, _KEYS)
def test_every_matter_is_new_gone_or_still_there(now: list[str], before: list[str]) -> None:
    lines = [{"key": key} for key in now]
    earlier = [{"key": key, "months": 2} for key in before]
    found = compared(lines, earlier, "2026-05")
    assert sorted([*found.new, *found.still]) == sorted(now)
    assert sorted([*(one["key"] for one in found.gone), *found.still]) == sorted(before)
    assert [one["months"] for one in aged(lines, earlier)] == [3 if key in before else 1 for key in now]


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=6))
def test_the_same_content_is_the_same_text(content: dict[str, Any]) -> None:
    backwards = dict(reversed(list(content.items())))
    assert canonical(content) == canonical(backwards)
    assert digest(canonical(content)) == digest(canonical(backwards))
