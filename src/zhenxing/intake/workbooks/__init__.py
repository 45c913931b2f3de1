"""Workbooks people made, read as they meant them.

    workbook = read_workbook(data, "企业名录.xlsx")
    prepared = prepare(workbook, spec, remembered={})
    prepared.sheets        # columns by field, each row with its number in Excel

`read_workbook` works in the limited child and raises `IntakeError`; everything after it is pure.
The calls are looked up when first used: the child needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from zhenxing.intake.workbooks.headings import Heading, normalised
    from zhenxing.intake.workbooks.layout import Layout, SkippedRow, find_layout
    from zhenxing.intake.workbooks.mapping import (
        MappedColumn,
        MappedSheet,
        Match,
        Prepared,
        map_sheet,
        match_headings,
        prepare,
    )
    from zhenxing.intake.workbooks.names import Candidate
    from zhenxing.intake.workbooks.reading import read_workbook
    from zhenxing.intake.workbooks.sheets import WORKBOOK_LIMITS, Merge, RawSheet, Workbook, sheet_of

__all__ = [
    "WORKBOOK_LIMITS",
    "Candidate",
    "Heading",
    "Layout",
    "MappedColumn",
    "MappedSheet",
    "Match",
    "Merge",
    "Prepared",
    "RawSheet",
    "SkippedRow",
    "Workbook",
    "find_layout",
    "map_sheet",
    "match_headings",
    "normalised",
    "prepare",
    "read_workbook",
    "sheet_of",
]

_HOMES: Final = {
    "Heading": "headings", "normalised": "headings", "Layout": "layout", "SkippedRow": "layout",
    "find_layout": "layout", "Candidate": "names", "read_workbook": "reading", "WORKBOOK_LIMITS": "sheets",
    "Merge": "sheets", "RawSheet": "sheets", "Workbook": "sheets", "sheet_of": "sheets",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'mapping')}"), name)
