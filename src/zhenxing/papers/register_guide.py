"""How a register's workbook is filled in: the page of instructions, the lists, the limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zhenxing.core.fields import NUMBERS, Bound, Field, TableSpec, column_letter
from zhenxing.core.quantities import plain
from zhenxing.papers.register_looks import RegisterLooks
from zhenxing.papers.sheets import DEMO
from zhenxing.papers.width import width

GUIDE: Final = "填写说明"
LISTS: Final = "选项"
_CHOICES_SHOWN: Final = 12
#: widths of the columns of the page of instructions, and the height of a line, in points
_UNITS: Final = (24, 8, 16, 50, 50)
_LINE: Final = 15
#: larger than anything a county counts
_BEYOND: Final = 10**12
#: more nines than these are a column's own end
_NINES: Final = 6
_KINDS: Final = {
    "text": "文字", "integer": "整数", "decimal": "数字", "money": "金额", "date": "日期", "year": "年份",
    "flag": "是或否", "choice": "从列表中选", "uscc": "18 位代码", "division": "行政区划代码",
    "industry": "行业代码", "reference": "已登记的名称",
}  # fmt: skip
_HOW: Final = {
    "text": "", "integer": "只填整数", "decimal": "只填数字", "money": "只填数字，单位为元",
    "date": "如 2024-03-05", "year": "四位数，如 2024", "flag": "填“是”或“否”",
    "choice": "从下拉列表中选", "uscc": "照营业执照填 18 位代码，大写，不加空格",
    "division": "6、9 或 12 位数字，如 140622", "industry": "如 C3071 或 3071",
    "reference": "填已登记的名称，须一字不差",
}  # fmt: skip
_GENERAL: Final = (
    "一行一条记录。已有的行直接改，新的记录接在最后一行后面填。",
    "灰底的格子是用来认出这条记录的，已锁定；标红的列名必须填。",
    "不知道的留空，不要用 0、“无”或“/”代替：空着表示不清楚，0 表示确实是零。",
    "列的顺序可以变，也可以多出别的列；列名和隐藏的“记录编号”“记录版本”两列请不要改动。",
    "填好后保存为 .xlsx，在原来导出的页面点“导入”。正式写入之前，会先逐格检查并列出将要改动的内容。",
)


def heading_of(field: Field) -> str:
    """A column's heading, with the unit its numbers are in, said once."""
    unit = field.stored_in if field.kind in NUMBERS else ""
    said = f"（{unit}）"
    return field.label if not unit or field.label.endswith(said) else f"{field.label}{said}"


def explained(field: Field) -> str:
    """What to fill in, in one line."""
    parts = [field.help, _HOW[field.kind]]
    if field.kind in NUMBERS and field.stored_in and field.kind != "money":
        parts.append(f"单位为{field.stored_in}")
    parts.append(_range(field))
    if field.max_length:
        parts.append(f"不超过 {field.max_length} 个字")
    said = [part.rstrip("。；") for part in parts if part]
    return ("；".join(said) + "。" if said else "") + ("必填。" if field.required else "")


def _range(field: Field) -> str:
    low, high = _bound(field.minimum), _bound(field.maximum)
    if low and high:
        return f"{low} 至 {high}"
    word = ("不早于", "不晚于") if field.kind in ("date", "year") else ("不小于", "不大于")
    return f"{word[0]} {low}" if low else f"{word[1]} {high}" if high else ""


def _bound(bound: Bound) -> str:
    """A limit in words; one that only says what a column can hold is nobody's business."""
    if bound is None or isinstance(bound, date):
        return bound.isoformat() if bound is not None else ""
    said = plain(Decimal(bound))
    holds = abs(Decimal(bound)) >= _BEYOND or (len(said) > _NINES and not said.strip("-.9"))
    return "" if holds else said


def rule_of(field: Field) -> dict[str, Any]:
    """Excel's own check of a cell, as far as it goes: the file is checked in full when it comes back."""
    if field.kind == "integer":
        return {"validate": "integer", **_limits(field, -(10**15), 10**15)}
    if field.kind in ("decimal", "money"):
        return {"validate": "decimal", **_limits(field, -(10**15), 10**15)}
    if field.kind == "year":
        return {"validate": "integer", **_limits(field, 1800, 2200)}
    if field.kind == "date":
        return {"validate": "date", **_limits(field, date(1900, 1, 1), date(2199, 12, 31))}
    if field.kind == "uscc":
        return {"validate": "length", "criteria": "==", "value": 18}
    if field.kind == "text" and field.max_length:
        return {"validate": "length", "criteria": "<=", "value": field.max_length}
    return {"validate": "any"}


def _limits(field: Field, low: Any, high: Any) -> dict[str, Any]:
    given = [
        field.minimum if field.minimum is not None else low,
        field.maximum if field.maximum is not None else high,
    ]
    least, most = (float(bound) if isinstance(bound, Decimal) else bound for bound in given)
    return {"criteria": "between", "minimum": least, "maximum": most}


class Guide:
    """The page of instructions and the hidden sheet of lists."""

    def __init__(self, book: Any, looks: RegisterLooks, fields: Sequence[Field]) -> None:
        self._looks, self._fields = looks, fields
        self._page = book.add_worksheet(GUIDE)
        self._lists = book.add_worksheet(LISTS)
        self._lists.very_hidden()
        self._listed = {field.name: place for place, field in enumerate(f for f in fields if f.choices)}

    def list_of(self, field: Field) -> str | list[str] | None:
        """What a drop-down list of a field takes its entries from; None without one."""
        if field.kind == "flag":
            return ["是", "否"]
        if field.name not in self._listed:
            return None
        letter = column_letter(self._listed[field.name])
        return f"='{LISTS}'!${letter}$2:${letter}${len(field.choices) + 1}"

    def write(self, spec: TableSpec, notes: Sequence[str], demo: bool) -> None:
        self._write_lists()
        page = self._page
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        for column, units in enumerate(_UNITS):
            page.set_column(column, column, units)
        page.write_string(0, 0, f"{spec.title}：{GUIDE}", self._looks.strong)
        lines = [*([f"{DEMO}：本表内容为虚构，不作任何依据。"] if demo else []), *_GENERAL, *notes]
        for row, line in enumerate(lines, 1):
            page.write_string(row, 0, f"{row}. {line}", self._looks.strong if demo and row == 1 else None)
        self._write_columns(len(lines) + 2)

    def _write_columns(self, row: int) -> None:
        for column, heading in enumerate(("列名", "必填", "类型", "怎么填", "可选的值")):
            self._page.write_string(row, column, heading, self._looks.plain_heading)
        for offset, field in enumerate(self._fields, 1):
            cells = (
                "·".join((*field.groups, heading_of(field))),
                "必填" if field.required else "",
                _KINDS[field.kind],
                explained(field),
                _shown(field),
            )
            # said outright: not every program fits a row to its text when it opens a file
            lines = max(-(-width(text) // units) for text, units in zip(cells, _UNITS, strict=True))
            self._page.set_row(row + offset, _LINE * max(lines, 1) + 3)
            for column, text in enumerate(cells):
                self._page.write_string(row + offset, column, text, self._looks.framed)

    def _write_lists(self) -> None:
        listed = [field for field in self._fields if field.choices]
        for column, field in enumerate(listed):
            self._lists.write_string(0, column, field.label)
        # a sheet is written row by row
        for row in range(max((len(field.choices) for field in listed), default=0)):
            for column, field in enumerate(listed):
                if row < len(field.choices):
                    self._lists.write_string(row + 1, column, field.choices[row].label)


def _shown(field: Field) -> str:
    labels = [choice.label for choice in field.choices]
    more = f" 等 {len(labels)} 项，见下拉列表" if len(labels) > _CHOICES_SHOWN else ""
    return "、".join(labels[:_CHOICES_SHOWN]) + more
