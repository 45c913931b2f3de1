"""The figures stage: what a Figure carries beside its number."""

from __future__ import annotations

from dataclasses import replace

from core.compiler.numbers_helper import passage
from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, Suspicion
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.stages import figures


def _news(text: str) -> Plan:
    return passage(text, genre="news", role="body", title="云岭竹编走出大山")


def test_text_indicator_and_period() -> None:
    plan = _news("2023年,全县竹编企业实现产值18.6亿元,同比增长9.3%。")
    level, rate = plan.figures
    assert (level.id, level.text, level.period) == ("f1", "2023年,全县竹编企业实现产值18.6亿元", "2023")
    assert (rate.id, rate.text, rate.period) == ("f2", "同比增长9.3%", "2023")
    assert rate.indicator.endswith("增速")
    assert plan.quote(level.span) == level.text


def test_counts_added_and_ranges() -> None:
    added, more, between = _news("去年新增企业12户,比上年增加5户,每户用工20-30人。").figures
    assert [added.op, more.op, between.op] == ["+", "+", "range"]


def test_a_figure_in_a_damaged_place_is_unsure() -> None:
    plan = replace(_news("去年实现产值18.6亿元。"), figures=())
    loss = Suspicion("s1", "digit_lost", Span(6, 8), "18", "数字可能缺位")
    done = figures.run(replace(plan, suspicions=(loss,)), Knowledge())
    assert isinstance(done, Plan)
    assert (done.figures[0].certainty, done.figures[0].suspicion) == ("unsure", "s1")


def test_without_figures_the_stage_declines() -> None:
    assert isinstance(figures.run(_news("坚持创新驱动。"), Knowledge()), Declined)
