"""What runs inside the limited child: a workbook's bytes → its cells as texts."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from typing import Any, Final

# the child has little address space; a pool of threads would reserve most of it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import fastexcel
import pyarrow as pa

from zhenxing.intake.plain import decode, decoding_notes
from zhenxing.intake.workbooks.merges import merges_of
from zhenxing.intake.workbooks.refusals import refused, too_many
from zhenxing.intake.workbooks.sheets import MOST_CELLS, RawSheet, batch_of, packed, sheet_of

_ERRORS: Final = {
    "Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!",
    "Ref": "#REF!", "Value": "#VALUE!", "GettingData": "#GETTING_DATA",
}  # fmt: skip
_DELIMITERS: Final = (",", "\t", ";")


def read_cells(data: bytes, kind: str) -> memoryview:
    """The sheets of a workbook, packed; raises `IntakeError`."""
    if kind == "csv":
        return _csv(data)
    try:
        reader = fastexcel.read_excel(data)
    except fastexcel.FastExcelError as error:
        raise _refused(str(error)) from error
    merges = merges_of(data) if kind == "xlsx" else {}
    sheets = [_sheet(reader, name, merges) for name in reader.sheet_names]
    return packed(sheets)


def _refused(said: str) -> Exception:
    if "assword" in said or "ncrypt" in said:
        return refused("encrypted", said)
    return refused("damaged", said)


def _sheet(reader: Any, name: str, merges: dict[str, Any]) -> RawSheet:
    try:
        sheet = reader.load_sheet(name, dtypes="string", header_row=None, skip_rows=0)
        if sheet.height * sheet.width > MOST_CELLS:
            raise too_many("too_many_cells", MOST_CELLS, name)
        batch, errors = sheet.to_arrow_with_errors()
    except fastexcel.FastExcelError as error:
        raise _refused(f"{name}: {error}") from error
    columns = sheet.available_columns()
    first = columns[0].absolute_index if columns else 0
    cells = batch_of(_with_errors(batch.columns, errors))
    return RawSheet(name, cells, first, sheet.visible != "visible", tuple(merges.get(name, ())))


def _with_errors(columns: list[pa.Array], errors: Any) -> list[pa.Array]:
    """Cells whose formula went wrong come as empty ones: what Excel shows is put back."""
    found = errors.errors if errors is not None else []
    wrong: dict[int, dict[int, str]] = {}
    for error in found:
        row, column = error.offset_position
        wrong.setdefault(column, {})[row] = _shown(error.detail)
    return [
        _replaced(column, wrong[index]) if index in wrong else column for index, column in enumerate(columns)
    ]


def _shown(detail: str) -> str:
    name = detail.partition("Error(")[2].partition(")")[0]
    return _ERRORS.get(name, "#ERROR!")


def _replaced(column: pa.Array, texts: dict[int, str]) -> pa.Array:
    values = column.to_pylist()
    for row, text in texts.items():
        values[row] = text
    return pa.array(values, pa.string())


def _csv(data: bytes) -> memoryview:
    decoded = decode(data)
    text = decoded.text.replace("\0", "")
    head = text[:20_000]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        sheet = sheet_of("CSV", _lines(text, delimiter))
    except csv.Error as error:
        raise refused("damaged", str(error)) from error
    return packed([sheet], decoding_notes(decoded))


def _lines(text: str, delimiter: str) -> Iterable[list[str]]:
    # a csv row is counted as Excel counts it: by record, whatever line ends stand in quotes
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
