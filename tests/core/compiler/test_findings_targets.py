"""Contradictions between targets, growth and baselines: what is one, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.compiler.plan_maker import figure, goal, plan
from zhenxing.core.compiler.findings import growth, targets
from zhenxing.core.compiler.findings.finding import Finding
from zhenxing.core.compiler.findings.growth import percent
from zhenxing.core.compiler.findings.indicators import Baseline, grown, measure_of, name_of, same_measure

OUTPUT = goal("产值达到2.5亿元", "产值", 250_000_000, "元", "2024")
LAST_YEAR = figure("2023年产值2亿元", "产值", 200_000_000, "元", "2023")


def items(finding: Finding | None) -> list[str]:
    return [item.text for item in finding.items] if finding else []


def rate(text: str, value: Any, op: str = "=", deadline: str = "2024", **more: Any) -> Any:
    return goal(text, more.pop("indicator", "产值增速"), value, "%", deadline, op=op, **more)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            goal("规上企业12家", "规上企业", 12, "家", "2024"),
            goal("规上企业15家", "规上企业", 15, "家", "2024"),
            True,
        ),
        # the same number twice, another year, grade or unit, what is added beside what is reached
        (
            goal("规上企业12家", "规上企业", 12, "家", "2024"),
            goal("规上企业12户", "规上企业数量", 12, "户", "2024"),
            False,
        ),
        (
            goal("规上企业12家", "规上企业", 12, "家", "2024"),
            goal("规上企业15家", "规上企业", 15, "家", "2025"),
            False,
        ),
        (
            goal("省级龙头1家", "省级龙头", 1, "家", "2024"),
            goal("市级龙头3家", "市级龙头", 3, "家", "2024"),
            False,
        ),
        (goal("产量5吨", "产量", 5, "吨", "2024"), goal("产量5000公斤", "产量", 5000, "公斤", "2024"), False),
        (
            goal("新增3家", "规上企业", 3, "家", "2024", increment=True),
            goal("达到12家", "规上企业", 12, "家", "2024"),
            False,
        ),
        # 不少于 10 and 不超过 8 cannot both hold; 不少于 8 and 不超过 10 can
        (goal("不少于10", "能耗", 10, "吨", "2024"), goal("不超过8", "能耗", 8, "吨", "2024", op="<="), True),
        (
            goal("不少于8", "能耗", 8, "吨", "2024"),
            goal("不超过10", "能耗", 10, "吨", "2024", op="<="),
            False,
        ),
        (
            goal("约100家", "网店", 100, "家", "2024", op="approx"),
            goal("105家", "网店", 105, "家", "2024"),
            False,
        ),
        (
            goal("约100家", "网店", 100, "家", "2024", op="approx"),
            goal("130家", "网店", 130, "家", "2024"),
            True,
        ),
        # nobody knows when
        (goal("12家", "规上企业", 12, "家"), goal("15家", "规上企业", 15, "家"), False),
        # two neighbouring clauses may speak of two towns
        (
            goal("产值3亿元", "产值", 300_000_000, "元", "2024", clause="2.1"),
            goal("产值5亿元", "产值", 500_000_000, "元", "2024", clause="2.2"),
            False,
        ),
        (
            goal("产值3亿元", "产值", 300_000_000, "元", "2024", clause="1"),
            goal("产值5亿元", "产值", 500_000_000, "元", "2024", clause="2.2"),
            True,
        ),
        (
            goal("产值3亿元", "产值", 300_000_000, "元", "2024", clause="2"),
            goal("产值5亿元", "产值", 500_000_000, "元", "2024", clause="2.2"),
            True,
        ),
        # what the source lost contradicts nothing
        (goal("12家", "规上企业", None, "家", "2024"), goal("15家", "规上企业", 15, "家", "2024"), False),
        (
            goal("12家", "规上企业", 12, "家", "2024", suspicion="s1"),
            goal("15家", "规上企业", 15, "家", "2024"),
            False,
        ),
    ],
)
def test_one_thing_with_two_values(one: Any, other: Any, found: bool) -> None:
    assert (targets.conflicts(plan(one, other)) is not None) is found
    assert (targets.conflicts(plan(other, one)) is not None) is found


def test_both_sides_of_a_contradiction_are_there() -> None:
    one = goal("规上企业达到12家", "规上企业", 12, "家", "2024", clause="1.1")
    other = goal("培育规上企业15家以上", "规上企业", 15, "家", "2024", clause="2.3")
    finding = targets.conflicts(plan(one, other))
    assert finding is not None and finding.message == "同一指标、同一期限却有两个数：1处"
    [item] = finding.items
    assert (item.text, item.clause, item.against, item.against_clause) == (one.text, "1.1", other.text, "2.3")
    assert item.note == "≥12家 ≠ ≥15家，期限都是2024"


def test_a_later_target_below_an_earlier_one() -> None:
    falling = plan(goal("30家", "规上企业", 30, "家", "2024"), goal("25家", "规上企业", 25, "家", "2026"))
    assert items(targets.falls(falling)) == ["25家"]
    rising = plan(goal("30家", "规上企业", 30, "家", "2024"), goal("35家", "规上企业", 35, "家", "2026"))
    assert targets.falls(rising) is None
    less_is_better = [goal(f"能耗{n}", "能耗", n, "吨", y, op="<=") for n, y in ((30, "2024"), (25, "2026"))]
    assert targets.falls(plan(*less_is_better)) is None


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (rate("增长10%左右", "0.1", "approx"), True),
        (rate("增长24%左右", "0.24", "approx"), False),
        (rate("增长25%", "0.25"), False),
        (rate("增长20%", "0.2"), True),
        (rate("增长20%以上", "0.2", ">="), False),
        # allowed by the words, but one of the two must be a slip
        (rate("增长10%以上", "0.1", ">="), True),
        (rate("增长30%以上", "0.3", ">="), True),
        (rate("增速不超过20%", "0.2", "<="), True),
        (rate("增速不超过30%", "0.3", "<="), False),
        (rate("增长20%至30%", ("0.2", "0.3"), "range"), False),
        (rate("增长5%至10%", ("0.05", "0.1"), "range"), True),
        (rate("增长10%", "0.1", deadline="2025"), False),
        (rate("增长10%", "0.1", indicator="税收增速"), False),
        (rate("蔬菜产值增长10%", "0.1", indicator="蔬菜产值增速"), True),
    ],
)
def test_a_level_against_a_rate(stated: Any, found: bool) -> None:
    assert (growth.growths(plan(OUTPUT, LAST_YEAR, stated)) is not None) is found


def test_the_arithmetic_is_shown() -> None:
    about = rate("主导产业产值增长10%左右", "0.1", "approx", indicator="主导产业产值增速")
    baselines = (
        Baseline("产值", Decimal(205_000_000), "元", "2023", "统计台账"),
        Baseline("产量", Decimal(30_000_000), "公斤", "2023", "统计台账"),
    )
    volume = goal("年产量达到3750万公斤", "年产量", 37_500_000, "公斤", "2024")
    finding = growth.growths(plan(volume, OUTPUT, about), baselines)
    assert finding is not None
    assert [item.note for item in finding.items] == [
        "2023年产量3000万公斤（统计台账），3750万公斤÷3000万公斤−1＝+25%，而增速目标是“主导产业产值增长10%左右”；"
        "两者指标不同，请核对是否相符",
        "2023年产值2.05亿元（统计台账），2.5亿元÷2.05亿元−1＝+22%，而增速目标是“主导产业产值增长10%左右”",
    ]
    assert growth.growths(plan(volume, OUTPUT, about)) is None


def test_the_years_between_count() -> None:
    level = goal("产值达到2.5亿元", "产值", 250_000_000, "元", "2025")
    base = figure("2022年产值2亿元", "产值", 200_000_000, "元", "2022")
    yearly = rate("年均增长7.7%", "0.077", indicator="产值年均增速", deadline="2025")
    assert growth.growths(plan(level, base, yearly)) is None
    faster = rate("年均增长15%", "0.15", indicator="产值年均增速", deadline="2025")
    finding = growth.growths(plan(level, base, faster))
    assert finding is not None and "开3次方" in finding.items[0].note
    assert "年均+7.7%" in finding.items[0].note
    stated = rate("较2022年增长40%", "0.4", deadline="2025")
    assert growth.growths(plan(level, base, stated)) is not None
    other_base = rate("较2021年增长40%", "0.4", deadline="2025")
    assert growth.growths(plan(level, base, other_base)) is None


def test_a_measure_without_its_town_is_compared_only_where_it_is_the_only_one() -> None:
    second = goal("产值达到1亿元", "产值", 100_000_000, "元", "2024", clause="2.2")
    about = rate("陶瓷产值增长10%", "0.1", indicator="陶瓷产值增速")
    assert growth.growths(plan(OUTPUT, second, LAST_YEAR, about)) is None


@pytest.mark.parametrize(
    ("base", "more", "level", "op", "found"),
    [(20, 5, 30, ">=", True), (20, 10, 30, ">=", False), (20, 15, 30, ">=", False), (20, 15, 30, "=", True)],
)
def test_what_there_is_and_what_is_added(base: int, more: int, level: int, op: str, found: bool) -> None:
    finding = growth.increments(
        plan(
            goal(f"规上企业达到{level}家", "规上企业", level, "家", "2024", op=op),
            goal(f"新增规上企业{more}家", "新增规上企业", more, "家", "2024", increment=True),
            figure(f"2023年规上企业{base}家", "规上企业", base, "家", "2023"),
        )
    )
    assert (finding is not None) is found
    if finding:
        assert f"{base}家＋{more}家＝{base + more}家" in finding.items[0].note


@pytest.mark.parametrize(
    ("target", "now", "found"),
    [
        (goal("规上企业达到12家", "规上企业", 12, "家", "2024"), 12, True),
        (goal("规上企业超过12家", "规上企业", 12, "家", "2024", op=">"), 12, False),
        (goal("规上企业达到12家", "规上企业", 12, "家", "2024"), 11, False),
        (goal("能耗降到12吨以下", "规上企业", 12, "家", "2024", op="<="), 11, True),
        (goal("能耗低于12吨", "规上企业", 12, "家", "2024", op="<"), 12, False),
        (goal("某镇规上企业达到12家", "规上企业", 12, "家", "2024", scope="青石镇"), 20, False),
        (goal("新增12家", "规上企业", 12, "家", "2024", increment=True), 20, False),
        (goal("到2022年12家", "规上企业", 12, "家", "2022"), 20, False),
    ],
)
def test_what_is_reached_already(target: Any, now: int, found: bool) -> None:
    known = figure(f"2023年规上企业{now}家", "规上企业", now, "家", "2023")
    assert (targets.met(plan(target, known)) is not None) is found


def test_the_proof_is_the_newest_figure() -> None:
    known = [figure(f"{y}年{n}家", "规上企业", n, "家", y) for y, n in (("2022", 13), ("2023-06", 14))]
    finding = targets.met(plan(goal("规上企业达到12家", "规上企业", 12, "家", "2024"), *known))
    assert finding is not None
    assert [(item.note, item.against) for item in finding.items] == [("2023-06已有14家", "2023-06年14家")]


def test_names_of_indicators() -> None:
    assert name_of("到2025年，全县规上企业数量") == "规上企业"
    assert name_of("年产量") == "产量"
    assert name_of("年馍产量") == "年馍产量"
    assert grown("主导产业产值同比增速") == "主导产业产值"
    assert grown("规上企业") is None and grown("增长") is None
    assert measure_of("主导产业工业总产值") == ("", "产值")
    assert measure_of("竹编产值") == ("竹编", "产值")
    assert not same_measure("竹编产值", "陶瓷产值")
    assert percent(Decimal("0.0984")) == "+9.8%" and percent(Decimal("-0.05")) == "-5%"
