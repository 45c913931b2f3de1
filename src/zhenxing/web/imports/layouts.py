"""How a workbook's sheets look, and what a person says their columns mean: plain values for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from zhenxing.core.fields import RECORD_FIELDS, TableSpec
from zhenxing.intake.workbooks import MappedSheet, Match, Prepared, Workbook, prepare

#: values of a column shown beside its heading
_SAMPLES: Final = 3
#: ways of knowing a column that need no second look
_SURE: Final = frozenset({"exact", "remembered", "alias", "normalised", "chosen"})


@dataclass(frozen=True)
class ColumnSeen:
    """One column: its letter and heading, a few values, the field it was taken for and how."""

    letter: str
    heading: str
    #: by what the heading is remembered
    key: str
    field: str
    how: str
    unit: str
    samples: tuple[str, ...]

    @property
    def sure(self) -> bool:
        return self.how in _SURE


@dataclass(frozen=True)
class SheetSeen:
    """One sheet: its columns, how many records it has, and rows that were left out with the reason."""

    name: str
    columns: tuple[ColumnSeen, ...]
    rows: int
    taken: bool = True
    skipped: tuple[tuple[int, str], ...] = ()


def described(workbook: Workbook, prepared: Prepared) -> list[dict[str, Any]]:
    """The sheets that hold records, as plain values."""
    raw = {sheet.name: sheet for sheet in workbook.sheets}
    return [
        asdict(
            SheetSeen(
                sheet.name,
                tuple(_column(match, raw[sheet.name], sheet) for match in sheet.matches),
                len(sheet.rows),
                skipped=tuple((one.row, one.why) for one in sheet.skipped if one.why != "blank")[:50],
            )
        )
        for sheet in prepared.sheets
    ]


def _column(match: Match, raw: Any, sheet: MappedSheet) -> ColumnSeen:
    heading = match.heading
    values = raw.cells.column(heading.column)
    samples = [values[int(row) - 1].as_py() for row in sheet.rows[:20]]
    return ColumnSeen(
        heading.letter,
        heading.text or "（没有表头）",
        heading.key,
        match.field or "",
        match.how,
        heading.unit,
        tuple(text.strip()[:40] for text in samples if text and text.strip())[:_SAMPLES],
    )


def sheets_seen(layout: Sequence[Mapping[str, Any]]) -> tuple[SheetSeen, ...]:
    """What `described` wrote."""
    return tuple(
        SheetSeen(
            one["name"],
            tuple(ColumnSeen(**column | {"samples": tuple(column["samples"])}) for column in one["columns"]),
            one["rows"],
            one["taken"],
            tuple((row, why) for row, why in one["skipped"]),
        )
        for one in layout
    )


def mapping_of(layout: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The mapping that the headings themselves suggest: sheet → letter → field, "" for none."""
    return {
        sheet.name: {column.letter: column.field for column in sheet.columns} for sheet in sheets_seen(layout)
    }


def needs_no_look(layout: Sequence[Mapping[str, Any]], keys: Sequence[Sequence[str]]) -> bool:
    """Whether every heading is known by name, so that nobody need be asked."""
    sheets = sheets_seen(layout)
    return bool(sheets) and all(
        all(column.sure and column.field for column in sheet.columns)
        and not list(objections({sheet.name: _fields(sheet)}, keys))
        for sheet in sheets
    )


def _fields(sheet: SheetSeen) -> dict[str, str]:
    return {column.letter: column.field for column in sheet.columns}


def objections(
    mapping: Mapping[str, Mapping[str, str]], keys: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(sheet, "twice" or "key" or "nothing", fields) for what cannot be: `keys` without optional fields."""
    if not mapping:
        yield "", "nothing", ()
    for sheet, columns in mapping.items():
        fields = [name for name in columns.values() if name]
        if twice := sorted({name for name in fields if fields.count(name) > 1}):
            yield sheet, "twice", tuple(twice)
        met = "record_id" in fields or any(set(key) <= set(fields) for key in keys)
        if not met:
            yield sheet, "key", tuple(name for name in keys[0] if name not in fields)


def mapped_sheets(
    workbook: Workbook, spec: TableSpec, mapping: Sequence[Mapping[str, Any]]
) -> tuple[MappedSheet, ...]:
    """The sheets of a workbook as a person mapped them, in that order."""
    chosen = {one["sheet"]: one["columns"] for one in mapping}
    found = {sheet.name: sheet for sheet in prepare(workbook, spec, {}, chosen).sheets}
    return tuple(found[name] for name in chosen if name in found)


def choices(spec: TableSpec) -> list[tuple[str, str]]:
    """(field, label) of everything a column may be; the record's number and version last."""
    return [(field.name, field.label) for field in (*spec.fields, *RECORD_FIELDS)]
