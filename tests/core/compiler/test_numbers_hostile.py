"""Whatever the text, the number stages answer within it. How fast: `benchmarks/hostile.py`."""

from __future__ import annotations

import pytest

from core.compiler.numbers_helper import STAGES
from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source, TracedText

HOSTILE = {
    "digits": "1",
    "opening brackets": "(",
    "closing brackets": "1)",
    "commas": "1,",
    "thousands": "111,",
    "numerals": "一",
    "years": "2024年",
    "units": "3家",
    "scales": "万亿",
    "ladders": "10亿级、",
    "benefits": "对1家企业的,给予2万元奖励、",
    "scores": "每1家加1分,",
    "rows": "连续两年的",
    "fractions": "百分之",
    "origins": "由1家提高到",
    "absences": "近三年未",
    "names": "《",
    "five-year plans": "十四五",
    "tabs": "3家\t2025年\t",
    "heads of tables": "指标\t单位\t2025年\n",
    "heads with a line for each cell": "指标\n单位\n2023年\n2025年\n",
    "remarks in brackets": "1家(2022年为1家",
    "rows of tables": "指标|2025年\n产值|1\n",
    "blanks in years": "2 0 2 5 ",
    "whoever": "1%以上的企业,",
    "parts": "其中竣工1个,",
    "quotations": "“1个",
    "the one addressed": "对1家的",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_found_stands_in_the_text(unit: str) -> None:
    text = unit * (6_000 // len(unit))
    plan = Plan(Source(text), TracedText.of(text))
    for stage in STAGES:
        result = stage.run(plan, Knowledge())
        plan = plan if isinstance(result, Declined) else result
    for item in (*plan.goals, *plan.figures, *plan.conditions, *plan.review):
        assert 0 <= item.span.start < item.span.end <= len(text)
