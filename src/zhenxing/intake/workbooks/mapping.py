"""From a sheet's columns to a table's fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from zhenxing.core.fields import NUMBERS, RECORD_FIELDS, Field, TableSpec
from zhenxing.intake.workbooks.headings import Heading, conversion
from zhenxing.intake.workbooks.layout import Layout, SkippedRow, find_layout
from zhenxing.intake.workbooks.names import Candidate, Names
from zhenxing.intake.workbooks.sheets import RawSheet, Workbook

#: sheets of our own workbooks that hold no records
OWN_SHEETS = frozenset({"填写说明", "问题清单", "选项"})


@dataclass(frozen=True)
class Match:
    """A column and the field it was taken for; `field` None is a column left out.

    `how`: chosen, remembered, exact, alias, normalised, joined, similar, taken (another column
    has the field already) or none. `others` are less certain fields to offer. `factor` turns its
    numbers into the field's unit; None when the units do not fit.
    """

    heading: Heading
    field: str | None
    certainty: float
    how: str
    others: tuple[Candidate, ...] = ()
    unit: str = ""
    factor: Decimal | None = Decimal(1)


@dataclass(frozen=True)
class MappedColumn:
    """A field's column: texts of the data rows, its letter and heading in the file."""

    field: str
    letter: str
    heading: str
    values: pa.Array
    unit: str = ""
    factor: Decimal | None = Decimal(1)


@dataclass(frozen=True)
class MappedSheet:
    """A sheet's records by field. `rows[i]` is the Excel row of the i-th value of every column."""

    name: str
    columns: tuple[MappedColumn, ...]
    rows: np.ndarray
    layout: Layout
    matches: tuple[Match, ...]

    @property
    def unmapped(self) -> tuple[Heading, ...]:
        return tuple(match.heading for match in self.matches if match.field is None)

    @property
    def skipped(self) -> tuple[SkippedRow, ...]:
        return self.layout.skipped


@dataclass(frozen=True)
class Prepared:
    """The sheets that hold records, the names of those that were left out with the reason, and notes."""

    sheets: tuple[MappedSheet, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def prepare(
    workbook: Workbook,
    spec: TableSpec,
    remembered: Mapping[str, str] | None = None,
    chosen: Mapping[str, Mapping[str, str]] | None = None,
) -> Prepared:
    """Find and map every sheet of a workbook that holds records of a table.

    `remembered` is heading key → field name ("" for a column to leave out); `chosen` the same by
    sheet and column letter, and comes first.
    """
    sheets: list[MappedSheet] = []
    left_out: list[tuple[str, str]] = []
    for sheet in workbook.sheets:
        reason = _unusable(sheet)
        layout = None if reason else find_layout(sheet, spec)
        if layout is None:
            left_out.append((sheet.name, reason or "没有找到表头"))
            continue
        matches = match_headings(layout, spec, remembered or {}, (chosen or {}).get(sheet.name, {}))
        sheets.append(map_sheet(sheet, layout, matches, spec))
    used = [sheet for sheet in sheets if _holds_records(sheet, spec)]
    if not used and sheets:
        used = [max(sheets, key=lambda sheet: (len(sheet.columns), len(sheet.rows)))]
    left_out += [(sheet.name, "没有能对应的列") for sheet in sheets if sheet not in used]
    return Prepared(tuple(used), tuple(left_out), workbook.notes)


def _unusable(sheet: RawSheet) -> str:
    if sheet.name in OWN_SHEETS:
        return "说明页"
    if sheet.hidden:
        return "隐藏的工作表"
    return "" if sheet.height and sheet.width else "空表"


def _holds_records(sheet: MappedSheet, spec: TableSpec) -> bool:
    found = {column.field for column in sheet.columns}
    keyed = bool(spec.natural_key) and set(spec.natural_key) <= found
    return keyed or len(found) >= min(2, len(spec.fields))


def match_headings(
    layout: Layout,
    spec: TableSpec,
    remembered: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Match, ...]:
    """One match for each heading; no field is given to two columns."""
    names = Names(spec)
    known = {field.name: field for field in (*spec.fields, *RECORD_FIELDS)}
    offers = [_offer(heading, names, remembered or {}, chosen or {}, known) for heading in layout.headings]
    taken: dict[str, int] = {}
    order = sorted(range(len(offers)), key=lambda index: (-_certainty(offers[index]), index))
    for index in order:
        first = next((one for one in offers[index] if one.field and one.certainty >= 0.8), None)
        if first and first.field not in taken:
            taken[first.field] = index
    return tuple(
        _match(heading, offers[index], index, taken, known, layout.unit)
        for index, heading in enumerate(layout.headings)
    )


def _certainty(offers: Sequence[Candidate]) -> float:
    return offers[0].certainty if offers else 0.0


def _offer(
    heading: Heading,
    names: Names,
    remembered: Mapping[str, str],
    chosen: Mapping[str, str],
    known: Mapping[str, Field],
) -> tuple[Candidate, ...]:
    """What a heading may mean: a person's word first, then what was remembered, then its name."""
    for field, certainty, how in (
        (chosen.get(heading.letter), 2.0, "chosen"),
        (remembered.get(heading.key), 1.5, "remembered"),
    ):
        if field is not None and (field == "" or field in known):
            return (Candidate(field, certainty, how),)
    return names.candidates(heading.levels)


def _match(
    heading: Heading,
    offers: Sequence[Candidate],
    index: int,
    taken: Mapping[str, int],
    known: Mapping[str, Field],
    unit_above: str,
) -> Match:
    mine = next((one for one in offers if one.field and taken.get(one.field) == index), None)
    if mine is None:
        how = "none" if not offers else offers[0].how if not offers[0].field else "taken"
        lost = offers and offers[0].field and offers[0].certainty < 0.8
        return Match(heading, None, 0.0, "none" if lost else how, tuple(one for one in offers if one.field))
    field = known[mine.field]
    unit, factor = _unit(field, heading, unit_above)
    others = tuple(one for one in offers if one is not mine)
    return Match(heading, field.name, min(mine.certainty, 1.0), mine.how, others, unit, factor)


def _unit(field: Field, heading: Heading, unit_above: str) -> tuple[str, Decimal | None]:
    """The unit a column's numbers are in, and what turns them into the field's."""
    if field.kind not in NUMBERS:
        return "", Decimal(1)
    unit = heading.unit or (unit_above if field.kind == "money" else "")
    if not unit or not field.stored_in:
        return unit, Decimal(1)
    return unit, conversion(unit, field.stored_in)


def map_sheet(sheet: RawSheet, layout: Layout, matches: Sequence[Match], spec: TableSpec) -> MappedSheet:
    """The columns that were given a field, in the order of the fields, at the data rows."""
    at = layout.rows.astype(np.int64) - 1
    order = {field.name: place for place, field in enumerate((*spec.fields, *RECORD_FIELDS))}
    found = [match for match in matches if match.field is not None]
    columns = tuple(
        MappedColumn(
            match.field,
            match.heading.letter,
            match.heading.text,
            _at(_filled(sheet, match.heading.column), at),
            match.unit,
            match.factor,
        )
        for match in sorted(found, key=lambda match: order[match.field or ""])
        if match.field
    )
    return MappedSheet(sheet.name, columns, layout.rows, layout, tuple(matches))


def _at(values: pa.Array, rows: np.ndarray) -> pa.Array:
    """The values of some rows, without copying them where the rows follow each other."""
    if rows.size and rows[-1] - rows[0] + 1 == rows.size:
        return values.slice(int(rows[0]), rows.size)
    return values.take(pa.array(rows))


def _filled(sheet: RawSheet, column: int) -> pa.Array:
    """A column with the values of cells merged downwards in all their rows."""
    values = sheet.cells.column(column)
    place = sheet.first_column + column
    merges = [merge for merge in sheet.merges if merge.left == merge.right == place]
    if not merges:
        return values
    texts = values.to_pylist()
    for merge in merges:
        for row in range(merge.top + 1, min(merge.bottom + 1, len(texts))):
            texts[row] = texts[merge.top]
    return pa.array(texts, pa.string())
