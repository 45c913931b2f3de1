"""How a register's workbook says what to fill in: units once, limits that mean something, room to read."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from zhenxing.core.fields import Choice, Field, TableSpec
from zhenxing.papers.register_book import register_book
from zhenxing.papers.register_guide import explained, heading_of

TOWNS = tuple(
    Choice(str(n), f"{name}日用陶瓷专业镇") for n, name in enumerate(("窑头镇", "铁炉镇", "松林乡"))
)


def test_a_unit_is_said_once() -> None:
    assert heading_of(Field("investment", "总投资（元）", "money")) == "总投资（元）"
    assert heading_of(Field("investment", "总投资", "money")) == "总投资（元）"
    assert heading_of(Field("land", "用地（亩）", "decimal")) == "用地（亩）"


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (2**63 - 1, "不小于 0"),
        (Decimal("99999999.99"), "不小于 0"),
        (Decimal("999999999999999999.99"), "不小于 0"),
        (100, "0 至 100"),
        (999, "0 至 999"),
    ],
)
def test_a_column_s_own_end_is_not_told_as_a_rule(most: int | Decimal, said: str) -> None:
    assert said in explained(Field("count", "户数", "integer", minimum=0, maximum=most))
    assert "99999999" not in explained(Field("count", "户数", "integer", minimum=0, maximum=most))


def widths(rows: list[list[str]]) -> list[float]:
    spec = TableSpec("leads", "线索", (Field("town", "镇", "choice", choices=TOWNS), Field("say", "诉求")))
    sheet = openpyxl.load_workbook(io.BytesIO(register_book(spec, rows))).worksheets[0]
    return [sheet.column_dimensions[letter].width for letter in "AB"]


def test_what_is_chosen_can_be_read_in_its_column() -> None:
    assert min(*widths([]), widths([["1", "缺工"]])[0]) >= 20, "before anything is filled in, and after"


def test_a_row_of_the_guide_is_as_high_as_its_text() -> None:
    many = tuple(Choice(str(n), f"云岭县第{n}专业镇领导小组办公室") for n in range(10))
    spec = TableSpec("leads", "线索", (Field("unit", "单位", "choice", choices=many), Field("no", "号")))
    page = openpyxl.load_workbook(io.BytesIO(register_book(spec, [])))["填写说明"]
    heights = {row[0].value: page.row_dimensions[row[0].row].height for row in page.iter_rows(min_row=7)}
    assert heights["单位"] >= 60 > heights["号"]
