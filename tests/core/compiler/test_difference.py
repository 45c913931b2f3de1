"""Two plans obligation by obligation: a table of cases, the mirror, and what an orphan is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler.plan_maker import clause, condition, goal, plan, task
from zhenxing.core.compiler.difference import Difference, Work, compare, difference_to_dict
from zhenxing.core.compiler.plan import UnitMention
from zhenxing.core.compiler.source import Span


def shape(found: Difference) -> list[tuple[Any, ...]]:
    """(kind, status, old words, new words, changed fields) of every entry."""
    return [
        (
            entry.kind,
            entry.status,
            entry.old and entry.old.title,
            entry.new and entry.new.title,
            tuple(change.field for change in entry.changes),
        )
        for entry in found.entries
    ]


def changes(old: Any, new: Any) -> list[tuple[str, str, str]]:
    [entry] = compare(plan(old), plan(new)).entries
    return [(change.field, change.was, change.now) for change in entry.changes]


BASE = goal("规上企业达到12家", "规上企业", 12, "家", "2024")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BASE, []),
        (replace(BASE, text="规上企业达到15家", value=BASE.value + 3), [("value", "12家", "15家")]),  # type: ignore[operator]  # a Decimal
        (replace(BASE, deadline="2025"), [("deadline", "2024", "2025")]),
        (replace(BASE, deadline=None), [("deadline", "2024", "未写明")]),
        (replace(BASE, op="<="), [("direction", "不低于", "不超过")]),
        (replace(BASE, aspirational=True), [("firmness", "必达", "力争")]),
        (replace(BASE, value=None), [("value", "12家", "数值不详")]),
        (replace(BASE, scope="青石镇"), [("scope", "不限", "青石镇")]),
        (replace(BASE, increment=True), [("increment", "总数", "新增数")]),
        # another name for one unit of counting, other marks: the same promise in other words
        (replace(BASE, unit="户"), []),
        (replace(BASE, text="规上企业，达到12家"), []),
        (
            replace(BASE, text="力促规上企业达到12家"),
            [("wording", "规上企业达到12家", "力促规上企业达到12家")],
        ),
    ],
)
def test_what_changes_in_a_goal(new: Any, expected: list[tuple[str, str, str]]) -> None:
    assert changes(BASE, new) == expected


def test_what_changes_in_a_task() -> None:
    old = task("培育龙头企业", "县工信局", "县财政局、县税务局", text="扶持10家企业。")
    new = task("培育龙头企业", "县工信局", "县发改局、县财政局", text="扶持10家企业。", deadline="2025-06")
    [entry] = compare(plan(old), plan(new)).entries
    assert [(c.field, c.added, c.removed) for c in entry.changes] == [
        ("support", ("县发改局",), ("县税务局",)),
        ("deadline", (), ()),
    ]
    assert changes(old, replace(old, support=tuple(reversed(old.support)))) == []
    printed = UnitMention("工信局", Span(0, 0), unit="县工信局")
    assert changes(old, replace(old, lead=(printed,))) == []
    assert changes(old, replace(old, leaders=("王明",))) == [("leaders", "未写明", "王明")]


def test_another_number_in_a_task_is_more_than_wording() -> None:
    old = task("培育龙头企业", text="每年扶持10家企业。")
    assert changes(old, replace(old, text="每年扶持20家企业。")) == [("figures", "10家", "20家")]
    [entry] = compare(plan(old), plan(replace(old, text="每年帮扶10家企业。"))).entries
    assert entry.wording_only


def test_what_changes_in_a_condition() -> None:
    old = condition("年营收500万元以上", "年营收", 5_000_000, "元", award="奖励10万元")
    assert changes(old, replace(old, award="奖励20万元")) == [("award", "奖励10万元", "奖励20万元")]
    assert changes(old, replace(old, value=None)) == [("value", "500万元", "数值不详")]


def test_added_dropped_and_their_order() -> None:
    first, second, third = (task(name) for name in ("培育龙头企业", "打造公用品牌", "建设交易市场"))
    new = task("发展电子商务")
    assert shape(compare(plan(first, second, third), plan(first, new, third))) == [
        ("task", "unchanged", "培育龙头企业", "培育龙头企业", ()),
        ("task", "dropped", "打造公用品牌", None, ()),
        ("task", "added", None, "发展电子商务", ()),
        ("task", "unchanged", "建设交易市场", "建设交易市场", ()),
    ]
    assert shape(compare(plan(first), plan())) == [("task", "dropped", "培育龙头企业", None, ())]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            goal("产值2亿元", "产值", 200_000_000, "元", "2024"),
            goal("产值增长8%", "产值增速", "0.08", "%", "2024"),
        ),
        (goal("省级龙头3家", "省级龙头", 3, "家", "2024"), goal("市级龙头3家", "市级龙头", 3, "家", "2024")),
        (goal("产量5吨", "产量", 5, "吨", "2024"), goal("产量5亩", "产量", 5, "亩", "2024")),
        (task("培育龙头企业"), task("建设交易市场")),
        (condition("营收500万元", "营收", 500, "元"), condition("营收50人", "营收", 50, "人")),
    ],
)
def test_what_is_not_the_same_obligation(old: Any, new: Any) -> None:
    assert {entry.status for entry in compare(plan(old), plan(new)).entries} == {"added", "dropped"}


def test_a_task_under_another_name_is_found_by_its_words() -> None:
    words = "遴选骨干企业，支持扩产改造，按季度调度项目进展，协调解决用地用能问题。"
    old, new = task("做大做强主体", text=words), task("培育市场新军", text=words)
    assert shape(compare(plan(old), plan(new))) == [
        ("task", "changed", "做大做强主体", "培育市场新军", ("heading",))
    ]


def test_the_clause_tells_namesakes_apart() -> None:
    outline = (clause("1", "一、", "陶瓷专业镇"), clause("2", "二、", "蔬菜专业镇"))
    pots = goal("产值3亿元", "产值", 300_000_000, "元", "2024", clause="1")
    greens = goal("产值4亿元", "产值", 400_000_000, "元", "2024", clause="2")
    more = [replace(pots, value=pots.value * 2), replace(greens, value=greens.value * 2)]  # type: ignore[operator]  # Decimals
    found = compare(plan(*outline, pots, greens), plan(*outline, *more))
    assert [(e.old and e.old.label, e.new and e.new.label) for e in found.entries] == [
        ("一、", "一、"),
        ("二、", "二、"),
    ]
    turned = (clause("1", "一、", "蔬菜专业镇"), clause("2", "二、", "陶瓷专业镇"))
    swapped = [replace(more[1], clause="1"), replace(more[0], clause="2")]
    found = compare(plan(*outline, pots, greens), plan(*turned, *swapped))
    assert [(e.old and e.old.label, e.new and e.new.label, e.moved) for e in found.entries] == [
        ("二、", "一、", True),
        ("一、", "二、", True),
    ]


STANDARDS = goal("制定县级标准3项", "县级标准", 3, "项", "2024")


def test_a_task_that_goes_while_its_goal_stays() -> None:
    serving = task("完善标准体系", text="制定县级标准。")
    found = compare(plan(STANDARDS, serving), plan(STANDARDS))
    [entry] = found.of("task")
    assert entry.status == "orphaned" and entry.goals == (STANDARDS.id,)
    assert (found.count("orphaned"), found.count("dropped"), found.count("unchanged", "goal")) == (1, 0, 1)


def test_a_goal_in_the_clause_of_the_task_is_served_by_it() -> None:
    text = "二、任务\n（一）办展会。全年办会两次。\n"
    held = task("办展会", span=Span(5, len(text)))
    inside = goal("办会两次", "会展场次", 2, "次", "2024", span=Span(13, 18))
    assert Work((held,)).serves(inside)
    assert not Work((held,)).serves(replace(inside, span=Span(0, 0)))
    old = plan(inside, held, text=text)
    assert [e.status for e in compare(old, plan(inside, text=text)).of("task")] == ["orphaned"]


def test_no_orphan_where_another_task_serves_the_goal_or_the_goal_goes_too() -> None:
    serving = task("完善标准体系", text="制定县级标准。")
    other = task("质量提升行动", text="开展质量提升，推动县级标准落地。")
    assert [e.status for e in compare(plan(STANDARDS, serving), plan(STANDARDS, other)).of("task")] == [
        "dropped",
        "added",
    ]
    assert [e.status for e in compare(plan(STANDARDS, serving), plan()).of("task")] == ["dropped"]


def test_quotes_and_places_of_both_sides() -> None:
    text = "一、目标\n规上企业达到12家。\n"
    at = text.index("规上")
    here = replace(BASE, span=Span(at, at + len(BASE.text)))
    found = compare(plan(clause("1", "一、", "目标"), here, text=text), plan(here, text=text, title="新版"))
    [entry] = found.entries
    assert entry.old is not None and entry.old.text == "规上企业达到12家"
    assert (entry.old.source_span, entry.old.label, entry.old.heading) == (Span(at, at + 9), "一、", "目标")
    written = difference_to_dict(found)
    assert written["entries"][0]["old"]["span"] == [at, at + 9]
    assert written["new"]["title"] == "新版"
    assert written["counts"]["goal"]["unchanged"] == 1
    assert found.same


NAMES = ("规上企业", "省级龙头企业", "产值", "竹编产量", "带动就业", "电商网店", "公用品牌授权企业")
HEADINGS = ("培育龙头企业", "培育骨干企业", "打造公用品牌", "建设交易市场", "完善标准体系", "加强组织领导")
UNITS = ("县工信局", "县财政局", "县商务局", "")
GOALS = st.builds(
    lambda name, value, year: goal(f"{name}{value}", name, value, "家", year),
    st.sampled_from(NAMES), st.integers(1, 9), st.sampled_from(["2024", "2025", None]),
)  # fmt: skip
TASKS = st.builds(
    lambda heading, lead, text: task(heading, lead, text=text),
    st.sampled_from(HEADINGS), st.sampled_from(UNITS), st.sampled_from(("扩10家。", "扩20家。", "参展。")),
)  # fmt: skip
CONDITIONS = st.builds(
    lambda name, value: condition(f"{name}{value}", name, value, "元"),
    st.sampled_from(NAMES),
    st.integers(1, 5),
)


def _numbered(parts: list[Any]) -> Any:
    """Every record under its own id, as the compiler gives them."""
    return plan(*(replace(part, id=f"n{index}") for index, part in enumerate(parts)))


PLANS = st.lists(st.one_of(GOALS, TASKS, CONDITIONS), max_size=9).map(_numbered)


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(one: Any) -> None:
    found = compare(one, one)
    assert found.same
    assert all(entry.old and entry.new and entry.old.id == entry.new.id for entry in found.entries)
    assert len(found.entries) == len(one.goals) + len(one.tasks) + len(one.conditions)


@given(PLANS, PLANS)
def test_the_other_way_round_is_the_mirror(old: Any, new: Any) -> None:
    there, back = compare(old, new), compare(new, old)
    assert _pairs(there) == {(b, a) for a, b in _pairs(back)}
    gone = (there.count("dropped") + there.count("orphaned"), back.count("dropped") + back.count("orphaned"))
    assert gone == (back.count("added"), there.count("added"))
    assert sorted(_terms(there)) == sorted((field, now, was) for field, was, now in _terms(back))


@given(PLANS, PLANS)
def test_every_obligation_is_told_once(old: Any, new: Any) -> None:
    found = compare(old, new)
    befores = [entry.old.id for entry in found.entries if entry.old]
    afters = [entry.new.id for entry in found.entries if entry.new]
    assert sorted(befores) == sorted(each.id for each in (*old.goals, *old.tasks, *old.conditions))
    assert sorted(afters) == sorted(each.id for each in (*new.goals, *new.tasks, *new.conditions))
    assert sum(found.counts.values()) == len(found.entries)


def _pairs(found: Difference) -> set[tuple[str | None, str | None]]:
    return {(entry.old and entry.old.id, entry.new and entry.new.id) for entry in found.entries}


def _terms(found: Difference) -> list[tuple[str, str, str]]:
    return [(c.field, c.was, c.now) for entry in found.entries for c in entry.changes]
