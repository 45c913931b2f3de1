"""What a file would change: compared column by column, against a comparison row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.fields import Field, TableSpec
from zhenxing.engines.difference import diff_rows, typed_table

SPEC = TableSpec(
    "t",
    "表",
    (
        Field("code", "代码"),
        Field("name", "名称"),
        Field("revenue", "收入", "money"),
        Field("day", "日期", "date"),
        Field("high", "高企", "flag"),
        Field("people", "人数", "integer"),
        Field("year", "年份", "year"),
        Field("output", "产量", "decimal", places=3),
    ),
    natural_key=("code",),
)
NAMES = SPEC.names


def table(rows: list[list[Any]]) -> pa.Table:
    return typed_table(SPEC, rows, NAMES)


OLD = [
    ["a", "甲", Decimal("1.5"), date(2020, 1, 1), True, 3, 2020, Decimal("0.125")],
    ["b", "乙", None, None, None, None, None, None],
    ["c", "", Decimal(0), None, False, 0, None, None],
]


def test_rows_to_add_to_change_and_to_leave() -> None:
    new = [
        ["c", None, Decimal("0.00"), None, False, 0, None, None],
        ["x", "新", None, None, None, None, None, None],
        ["a", "甲", Decimal("2.5"), date(2020, 1, 2), True, 3, 2020, Decimal("0.125")],
        [None, "没有代码", None, None, None, None, None, None],
        ["b", None, Decimal(1), None, True, None, None, None],
    ]
    found = diff_rows(table(new), table(OLD), ("code",))
    assert (found.inserts.tolist(), found.updates.tolist(), found.unchanged.tolist()) == ([1, 3], [2, 4], [0])
    assert found.existing_rows.tolist() == [0, 1]
    assert found.changed_columns(0) == ("revenue", "day")
    assert found.changed_columns(1) == ("name", "revenue", "high")


def test_an_empty_cell_clears_or_keeps() -> None:
    new = [["a", None, None, None, None, None, None, None]]
    assert diff_rows(table(new), table(OLD), ("code",)).changed_columns(0) == NAMES[1:]
    assert diff_rows(table(new), table(OLD), ("code",), blanks="keep").unchanged.tolist() == [0]


def test_only_some_columns_are_compared() -> None:
    new = [["a", "甲二", Decimal(9), None, None, None, None, None]]
    found = diff_rows(table(new), table(OLD), ("code",), columns=["name"])
    assert found.changed_columns(0) == ("name",)


def test_texts_that_a_workbook_cannot_tell_apart_are_alike() -> None:
    old = table([["a", "两行\r\n备注 ", None, None, None, None, None, None]])
    new = table([["a", "两行\n备注", None, None, None, None, None, None]])
    assert diff_rows(new, old, ("code",)).unchanged.tolist() == [0]


@pytest.mark.parametrize(("new", "old"), [([], OLD), (OLD, []), ([], [])])
def test_an_empty_side(new: list[list[Any]], old: list[list[Any]]) -> None:
    found = diff_rows(table(new), table(old), ("code",))
    assert found.inserts.tolist() == list(range(len(new)))
    assert not found.updates.size


def test_other_columns_of_the_old_table_stay_aside() -> None:
    old = typed_table(SPEC, [["a", "甲", 7]], ("code", "name", "pk"))
    new = typed_table(SPEC, [["a", "甲"]], ("code", "name"))
    assert diff_rows(new, old, ("code",)).unchanged.tolist() == [0]


keys = st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y"]))
rows = st.lists(
    st.tuples(keys, st.sampled_from([None, 1, 2]), st.sampled_from([None, "", "甲"])), max_size=12
)


@given(rows, rows)
def test_it_agrees_with_a_comparison_row_by_row(new: list[Any], old: list[Any]) -> None:
    old = list({key: (key, *rest) for key, *rest in old}.values())
    fields = ("first", "second", "people", "name")
    spec = TableSpec("t", "表", tuple(Field(n, n, "integer" if n == "people" else "text") for n in fields))

    def made(given: list[Any]) -> pa.Table:
        return typed_table(spec, [[*key, people, name] for key, people, name in given], fields)

    found = diff_rows(made(new), made(old), ("first", "second"))
    there = {key: (people, name or None) for key, people, name in old if key[0] is not None}
    inserts = [i for i, (key, *_) in enumerate(new) if key not in there]
    updates = [i for i, (key, p, n) in enumerate(new) if key in there and (p, n or None) != there[key]]
    assert (found.inserts.tolist(), found.updates.tolist()) == (inserts, updates)
    assert len(found.unchanged) == len(new) - len(inserts) - len(updates)
