"""A plan is never changed: a changed one is another."""

from __future__ import annotations

from dataclasses import replace

from core.compiler.text_helper import PLAN, read
from zhenxing.core.compiler.plan import Header, ReviewItem
from zhenxing.core.compiler.source import Span


def test_a_changed_plan_is_another_with_every_other_part_the_same() -> None:
    plan = read(PLAN)
    item = ReviewItem("header", Span(0, 2), plan.text[:2], "请核对")
    changed = plan.changed(header=Header(), review=(*plan.review, item))
    assert changed == replace(plan, header=Header(), review=(*plan.review, item))
    assert changed.header == Header() != plan.header
    assert plan == read(PLAN)
    assert changed.clauses is plan.clauses
