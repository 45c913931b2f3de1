"""What is said about a workbook's faults, in a cell's comment and in the list in front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from zhenxing.core.faults import Fault
from zhenxing.papers.width import line_count

AUTHOR: Final = "镇兴"
RED: Final = "FFC7CE"
HEADINGS: Final = ("序号", "工作表", "单元格", "列名", "填的内容", "问题", "怎么改")
WIDTHS: Final = (7, 16, 10, 22, 30, 44, 50)
#: comments of one workbook; more of them make it too slow to open
_COMMENTS: Final = 5_000
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Marks:
    """A workbook's faults by sheet and cell, in their order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        self.by_sheet: dict[str, dict[str, list[Fault]]] = {}
        for fault in faults:
            if fault.row and fault.column:
                self.by_sheet.setdefault(fault.sheet, {}).setdefault(fault.cell, []).append(fault)
        places = [(sheet, cell) for sheet, cells in self.by_sheet.items() for cell in cells]
        self.cells = len(places)
        self.rows = len({(fault.sheet, fault.row) for fault in faults if fault.row})
        self._commented = set(places[:_COMMENTS])

    def commented(self, sheet: str, cell: str) -> bool:
        """Whether a wrong cell gets a comment besides its colour."""
        return (sheet, cell) in self._commented

    @property
    def uncommented(self) -> int:
        return self.cells - len(self._commented)


def printable(text: str) -> str:
    """Text without what a workbook cannot hold."""
    return _UNPRINTABLE.sub("", text)[:32_000]


def said(faults: Sequence[Fault]) -> str:
    """A cell's comment."""
    return "\n".join(printable(f"{fault.message}。{fault.advice}。") for fault in faults)


def summary(marks: Marks) -> str:
    """How much is wrong, and what to do with this workbook."""
    if not marks.faults:
        return "没有发现问题。"
    count = f"共 {len(marks.faults)} 处问题，涉及 {marks.rows} 行。"
    more = f"问题太多，后面 {marks.uncommented} 个格子只标了红，说明见本页。" if marks.uncommented else ""
    return f"{count}{more}请按“怎么改”一列逐项改正（红色的格子），保存后把这个文件重新上传；本页不会被读取。"


def height(values: Sequence[object]) -> float:
    """Points for a row of the list: room for the cell with the most lines."""
    texts = zip(values, WIDTHS, strict=True)
    return min(max(line_count(str(text), units - 1) for text, units in texts) * 14.5 + 4, 409)


def lines(faults: Sequence[Fault]) -> Iterator[tuple[int, str, str, str, str, str, str]]:
    """The rows of the list, under `HEADINGS`."""
    for number, fault in enumerate(faults, 1):
        texts = (fault.sheet, fault.cell, fault.label, fault.value, fault.message, fault.advice)
        sheet, cell, label, value, message, advice = map(printable, texts)
        yield number, sheet, cell or "整表", label, value, message, advice
