"""A workbook as it was read: every cell a text at its place, and how it travels from the child."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from zhenxing.intake.limits import LIMITS, MB

#: a workbook of 100,000 rows and 20 columns has some 13 MB, unpacked 75
WORKBOOK_LIMITS: Final = replace(LIMITS, file_bytes=40 * MB, memory=1536 * MB, output_bytes=256 * MB)
#: cells and different texts of one workbook
MOST_CELLS: Final = 4_000_000
MOST_TEXTS: Final = 2_000_000


@dataclass(frozen=True)
class Merge:
    """Merged cells: rows `top..bottom` and columns `left..right`, counted from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class RawSheet:
    """One sheet. Row i of `cells` is row i + 1 in Excel; column j is Excel's column `first_column + j`.

    All columns are strings as Excel holds the values (1234.5, 2024-03-05 00:00:00, #DIV/0!), null
    where a cell is empty.
    """

    name: str
    cells: pa.RecordBatch
    first_column: int = 0
    hidden: bool = False
    merges: tuple[Merge, ...] = ()

    @property
    def height(self) -> int:
        return int(self.cells.num_rows)

    @property
    def width(self) -> int:
        return int(self.cells.num_columns)

    def row(self, index: int) -> list[str | None]:
        """The texts of a row, counted from 0."""
        return [column[index].as_py() for column in self.cells.columns]


@dataclass(frozen=True)
class Workbook:
    """`kind` is what the file is (`xlsx`, `xls`, `csv` …); `notes` are for the person who sent it."""

    name: str
    kind: str
    sheets: tuple[RawSheet, ...]
    notes: tuple[str, ...] = ()


def sheet_of(name: str, rows: Iterable[Iterable[str | None]]) -> RawSheet:
    """A sheet from plain rows; short rows are filled up."""
    lines = [list(row) for row in rows]
    width = max(map(len, lines), default=0)
    columns = [
        pa.array([_text(line[index]) if index < len(line) else None for line in lines], pa.string())
        for index in range(width)
    ]
    return RawSheet(name, batch_of(columns))


def _text(text: str | None) -> str | None:
    return text if text and not text.isspace() else None


def batch_of(columns: list[pa.Array]) -> pa.RecordBatch:
    """Columns named by their number."""
    return pa.RecordBatch.from_arrays(columns, names=[str(index) for index in range(len(columns))])


def packed(sheets: Iterable[RawSheet], notes: Iterable[str] = ()) -> memoryview:
    """Sheets as Arrow streams, one after the other."""
    sink = pa.BufferOutputStream()
    for sheet in sheets:
        described = {
            "name": sheet.name,
            "first_column": sheet.first_column,
            "hidden": sheet.hidden,
            "merges": [[m.top, m.left, m.bottom, m.right] for m in sheet.merges],
            "notes": list(notes),
        }
        schema = sheet.cells.schema.with_metadata({"sheet": json.dumps(described)})
        with pa.ipc.new_stream(sink, schema) as stream:
            stream.write_batch(sheet.cells.replace_schema_metadata(schema.metadata))
    return memoryview(sink.getvalue())


def unpacked(data: bytes | memoryview) -> tuple[tuple[RawSheet, ...], tuple[str, ...]]:
    """The sheets and notes that `packed` wrote, without copying their cells."""
    source = pa.BufferReader(data)
    sheets: list[RawSheet] = []
    notes: tuple[str, ...] = ()
    while source.tell() < len(data):
        stream = pa.ipc.open_stream(source)
        batch = stream.read_next_batch()
        described = json.loads(stream.schema.metadata[b"sheet"])
        for _ in stream:
            raise ValueError("a sheet is one batch")
        merges = tuple(Merge(*corners) for corners in described["merges"])
        notes = tuple(described["notes"])
        sheets.append(
            RawSheet(described["name"], batch, described["first_column"], described["hidden"], merges)
        )
    return tuple(sheets), notes
