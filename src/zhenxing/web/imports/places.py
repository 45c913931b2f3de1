"""From a row of the whole file to its cell, and back: faults with the address a clerk can find."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhenxing.core.faults import Fault
from zhenxing.core.fields import TableSpec
from zhenxing.intake.workbooks import MappedColumn, MappedSheet
from zhenxing.web.imports.staging import ROWS_A_SHEET

Details = tuple[tuple[str, str], ...]


class Places:
    """Addresses of the rows of some sheets, counted through all of them from 0."""

    def __init__(self, sheets: Sequence[MappedSheet], spec: TableSpec) -> None:
        self._sheets, self._spec = sheets, spec
        self._starts = np.cumsum([0, *(len(sheet.rows) for sheet in sheets)])
        self._columns = [{column.field: column for column in sheet.columns} for sheet in sheets]

    @property
    def numbers(self) -> np.ndarray:
        """What each row is called while it is staged."""
        parts = [sheet.rows.astype(np.int64) + at * ROWS_A_SHEET for at, sheet in enumerate(self._sheets)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    @property
    def sheet_numbers(self) -> np.ndarray:
        """The place of each row's sheet among the sheets."""
        return np.repeat(np.arange(len(self._sheets)), np.diff(self._starts)).astype(np.int16)

    def row_of(self, fault: Fault) -> int | None:
        """The row a fault speaks of; None when it is about a whole sheet."""
        for at, sheet in enumerate(self._sheets):
            if sheet.name == fault.sheet and fault.row:
                place = int(np.searchsorted(sheet.rows, fault.row))
                return int(self._starts[at]) + place
        return None

    def fault(self, row: int, name: str, code: str, details: Details = ()) -> Fault:
        """A fault at a row's cell of a field; without a name, or where the sheet lacks it, at the row."""
        at = int(np.searchsorted(self._starts, row, "right")) - 1
        sheet, place = self._sheets[at], row - int(self._starts[at])
        column = self._columns[at].get(name)
        if column is None:
            label = self._spec.field(name).label if name in self._spec.names else ""
            return Fault(sheet.name, int(sheet.rows[place]), "", name, label, code, "", details)
        value = column.values[place].as_py() or ""
        label = self._label(column)
        return Fault(sheet.name, int(sheet.rows[place]), column.letter, name, label, code, value, details)

    def where(self, row: int, beside: int) -> str:
        """A row as another row's message names it."""
        at, other = (int(np.searchsorted(self._starts, one, "right")) - 1 for one in (row, beside))
        number = int(self._sheets[at].rows[row - int(self._starts[at])])
        return f"第 {number} 行" if at == other else f"工作表“{self._sheets[at].name}”第 {number} 行"

    def _label(self, column: MappedColumn) -> str:
        return column.heading or self._spec.field(column.field).label
