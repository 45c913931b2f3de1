"""Columns say of every row what `evaluate` says of its case, whatever the rule and whatever is missing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.rules.strategies import DAY, YEAR, books, cases
from zhenxing.core.rules import Case, Rulebook, evaluate
from zhenxing.core.rules.columns import compile_rule

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(books(), st.lists(cases(), min_size=1, max_size=9))
def test_columns_answer_as_evaluate_does(book: Rulebook, found: list[Case]) -> None:
    rule = book.rules[0]
    asked = compile_rule(rule, book)
    answers = asked.ask(asked.batch(found, DAY, YEAR), DAY, YEAR)
    assert answers.truths() == [evaluate(rule, case, book).verdict for case in found]
