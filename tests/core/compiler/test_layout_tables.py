"""Tables that a PDF set in columns, with blanks between them and cells broken over lines."""

from __future__ import annotations

import pytest

from core.compiler.effort import calls_of
from zhenxing.core.compiler.text.layout_tables import layout_tables

from .numbers_helper import goal_lines
from .test_first_readings import _compiled, _duties

_TITLE = "云岭县石材专业镇2025年任务清单\n\n"
_HEAD = ("序号", "重点任务", "目标要求", "牵头单位", "责任单位", "完成时限")
_ROWS = (
    (
        "1",
        "做大石材精深加工",
        "新增规上企业4户，支持扩能",
        "县工业和信息局",
        "县发展改革局、石桥镇",
        "11月底",
    ),
    ("2", "治山", "修复850亩", "县自然资源局", "县林业局", "9月底"),
    ("3", "建设“石材贷”平台", "发放2亿元", "县财政局", "县金融服务中心、农商行", "12月底"),
)
_DUTIES = [
    ("做大石材精深加工", "县工业和信息局", "县发展改革局、石桥镇"),
    ("治山", "县自然资源局", "县林业局"),
    ("建设“石材贷”平台", "县财政局", "县金融服务中心、农商行"),
]
_GOALS = ["+ 4 户 2025-11", "= 850 亩 2025-09", "= 200000000 元 2025-12"]
_WIDTHS = (2, 6, 8, 5, 6, 4)


def _wrapped(cell: str, width: int) -> list[str]:
    return [cell[at : at + width] for at in range(0, len(cell), width)]


def _printed(row: tuple[str, ...], *, centred: bool) -> str:
    """A row as a PDF prints it: cells `_WIDTHS` characters wide, two blanks between them."""
    cells = [_wrapped(cell, width) for cell, width in zip(row, _WIDTHS, strict=True)]
    height = max(map(len, cells))
    lines = []
    for at in range(height):
        line = ""
        for cell, width in zip(cells, _WIDTHS, strict=True):
            place = at - (height - len(cell)) // 2 if centred else at
            words = cell[place] if 0 <= place < len(cell) else ""
            wide = sum(1 if char.isascii() else 2 for char in words)
            line += words + " " * (2 * width - wide + 2)
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("gap", ["\n", ""])
def test_rows_broken_over_lines(centred: bool, gap: str) -> None:
    rows = [_printed(row, centred=centred) for row in (_HEAD, *_ROWS)]
    plan = _compiled(_TITLE + gap.join(rows) + "\n    抄送：县委办公室。\n")
    assert _duties(plan) == _DUTIES
    assert goal_lines(plan) == _GOALS


def test_the_head_printed_again_on_the_next_page() -> None:
    rows = [_printed(row, centred=True) for row in (_HEAD, *_ROWS[:2], _HEAD, _ROWS[2])]
    plan = _compiled(_TITLE + "\n".join(rows[:3]) + "\n" + "\n".join(rows[3:]))
    assert _duties(plan) == _DUTIES


def test_rows_without_blank_lines_part_where_no_cell_goes_on() -> None:
    rows = (_ROWS[0], ("2", "治山", "修复废弃矿山120公顷", "县自然资源局", "县林业局", "9月底"), _ROWS[2])
    plan = _compiled(_TITLE + "".join(_printed(row, centred=True) for row in (_HEAD, *rows)))
    assert _duties(plan) == _DUTIES
    assert goal_lines(plan) == [_GOALS[0], "= 120 公顷 2025-09", _GOALS[2]]


def test_a_head_on_several_lines() -> None:
    head = "序                                    牵头          责任          完成\n"
    head += "    重点任务      目标要求\n"
    head += "号                                    单位          单位          时限\n"
    plan = _compiled(_TITLE + head + "\n" + "\n".join(_printed(row, centred=True) for row in _ROWS))
    assert [duty[0] for duty in _duties(plan)] == [duty[0] for duty in _DUTIES]


@pytest.mark.parametrize(
    "text",
    [
        "县工信局      县财政局      县住建局\n责任      任务      单位\n",
        "任务      目标      单位\n我们在这里写一段话，没有表格，也没有空格，只是很长的一句话。\n" * 3,
    ],
)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert list(layout_tables(text)) == []


def test_a_head_on_every_line_is_looked_at_once_for_each() -> None:
    few, many = (
        calls_of(lambda times=times: list(layout_tables("任务   责任   单位\n" * times)))
        for times in (250, 1000)
    )
    assert many < 5 * few


def test_a_row_of_blanks_alone_is_no_row() -> None:
    assert list(layout_tables("任务   责任   单位\n" + "1" + " " * 500000)) == []
