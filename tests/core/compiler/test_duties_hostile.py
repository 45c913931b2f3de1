"""Whatever the text, each reader answers, and the same each time. How fast: `benchmarks/hostile.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from core.compiler.effort import calls_of
from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.core.compiler.duties.actors import find_actors
from zhenxing.core.compiler.duties.finding import find_lines
from zhenxing.core.compiler.duties.glued_rows import glued_rows
from zhenxing.core.compiler.duties.reports import named_people
from zhenxing.core.compiler.duties.roles import first_listed_leads
from zhenxing.core.compiler.duties.spaced_rows import spaced_rows
from zhenxing.core.compiler.duties.tables import find_tables
from zhenxing.core.compiler.duties.units import split_units
from zhenxing.core.compiler.source import Span

_PATTERNS = (
    "(",
    ")",
    "（(",
    "(县工信局牵头",
    "(县工信局牵头)",
    "牵头",
    "责任单位:",
    "责任单位:县工信局、",
    "责任单位 ",
    "县",
    "县局",
    "和",
    "、",
    "等部门",
    "1",
    "负责配合落实",
    "按职责",
    "以上任务由",
    "。",
    "\n",
    "\t",
    "序号\n重点任务\n牵头单位\n",
    "序号\n重点任务\n牵头单位\n完成时限\n1 建园\n县局\n",
    "重点任务\n责任单位\n完成时限\n县工信局\n",
    "序号\t重点任务\t牵头单位\n1\t",
    "第一",
    "书记王",
    "、书记",
    "要各乡镇",
)
_SIZE = 6_000


def _whole(reader: Callable[[str, Span], object]) -> Callable[[str], object]:
    return lambda text: reader(text, Span(0, len(text)))


_READERS: dict[str, Callable[[str], object]] = {
    "lines": _whole(find_lines),
    "actors": _whole(find_actors),
    "units": lambda text: split_units(text, 0, len(text)),
    "tables": find_tables,
    "people": named_people,
    "first leads": first_listed_leads,
}


@pytest.mark.parametrize("name", _READERS)
@pytest.mark.parametrize("pattern", _PATTERNS, ids=repr)
def test_every_reader_answers(name: str, pattern: str) -> None:
    text = pattern * (_SIZE // len(pattern))
    assert _READERS[name](text) == _READERS[name](text)


def test_a_clause_of_nothing_but_brackets_is_read_to_a_bound_and_says_so() -> None:
    text = "云岭县实施方案\n一、重点任务\n（一）推进工作。" + "（县工信局牵头）" * 2100
    plan = compile_source(Source(text), Knowledge())
    assert any("没有逐一读取" in item.message for item in plan.review)


def test_an_aside_that_never_closes_gives_no_duties() -> None:
    text = "".join(f"({i})建园。（牵头单位：县工信局（以下{'县' * 95}\n" for i in range(20))
    assert find_lines(text, Span(0, len(text))) == ()


@pytest.mark.parametrize("head", ["序号\n重点任务\n牵头单位\n", "重点任务\n责任单位\n完成时限\n县工信局\n"])
def test_a_head_printed_a_thousand_times_is_read_once(head: str) -> None:
    few, many = (calls_of(lambda times=times: find_tables(head * times)) for times in (250, 1000))
    assert many < 5 * few


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (glued_rows, "序号重点任务年度目标牵头单位责任单位完成时限"),
        (spaced_rows, "序号 工作任务 具体目标 责任单位 完成时限"),
    ],
    ids=["glued", "spaced"],
)
def test_many_heads_cost_as_much_as_each_of_them(rows: Callable[[str], Iterable[object]], head: str) -> None:
    few, many = ("".join(f"{head}\n{name}\n" for name in _names(times)) for times in (250, 1000))
    assert calls_of(lambda: list(rows(many))) < 6 * calls_of(lambda: list(rows(few)))


def _names(times: int) -> list[str]:
    return [f"{chr(0x4E00 + 3 * number)}{chr(0x5E00 + number)}园" for number in range(times)]
