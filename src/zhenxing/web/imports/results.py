"""What an import would do, or did: counts, faults by kind, and a page of rows with every change in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from django.db import models
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhenxing.core.faults import Fault
from zhenxing.core.fields import Field, TableSpec
from zhenxing.web.imports import sets
from zhenxing.web.imports.models import Import
from zhenxing.web.imports.plans import Plan
from zhenxing.web.kit.excel import columns_of, is_set, key_of
from zhenxing.web.kit.register import Register, text

_PAGE: Final = 50


@dataclass(frozen=True)
class Tile:
    kind: str
    label: str | Promise
    count: int
    tone: str
    here: bool
    url: str


@dataclass(frozen=True)
class FaultKind:
    """Faults of one kind in one column: how many, where the first is, what to do."""

    column: str
    message: str
    advice: str
    count: int
    cells: str


@dataclass(frozen=True)
class CellFault:
    cell: str
    label: str
    value: str
    message: str
    advice: str


@dataclass(frozen=True)
class CellChange:
    #: the cell of the sheet it stands in
    cell: str
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class ResultRow:
    """One row of the workbook: where it stands, what it is about, and what becomes of it."""

    place: str
    title: str
    url: str
    changes: tuple[CellChange, ...] = ()
    faults: tuple[CellFault, ...] = ()
    #: somebody followed a record's history to this row
    pointed: bool = False


class ResultPage:
    """One page of the rows of one fate."""

    def __init__(
        self, register: Register[Any], spec: TableSpec, brought: Import, plan: Plan, asked: QueryDict
    ) -> None:
        self.register, self.spec, self.brought, self.plan = register, spec, brought, plan
        self._fields = {one.name: one for one in columns_of(register)}
        self.kind = self._asked_kind(asked.get("show", ""))
        self.rows_of_kind = plan.at(self.kind)
        self.last = max(1, -(-len(self.rows_of_kind) // _PAGE))
        self.pointed = _address(asked.get("row", ""))
        self.number = self._page_of_row() or _page(asked.get("page", ""), self.last)
        self._names: dict[str, dict[Any, str]] = {}

    def _page_of_row(self) -> int:
        """The page on which the row asked for stands; 0 when none is."""
        if self.pointed is None:
            return 0
        sheet, row = self.pointed
        here = (self.plan.rows["_sheet"].to_numpy() == sheet) & (self.plan.rows["_row"].to_numpy() == row)
        found = np.flatnonzero(here[self.rows_of_kind])
        return int(found[0]) // _PAGE + 1 if found.size else 0

    def _asked_kind(self, asked: str) -> str:
        counts = self._counts()
        if asked in counts:
            return asked
        return next((kind for kind in ("rejected", "update", "insert") if counts[kind]), "unchanged")

    def _counts(self) -> dict[str, int]:
        counts = self.plan.counts
        return {
            "insert": counts["inserts"],
            "update": counts["updates"],
            "rejected": counts["rejected"],
            "unchanged": counts["unchanged"],
        }

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        labels = {
            "insert": (_("新增"), "good"),
            "update": (_("修改"), "info"),
            "rejected": (_("有错误"), "bad"),
            "unchanged": (_("没有变化"), "muted"),
        }
        return tuple(
            Tile(kind, *_pair(labels[kind], count), kind == self.kind, f"?show={kind}#rows")
            for kind, count in self._counts().items()
        )

    @property
    def writes(self) -> int:
        return self.plan.counts["inserts"] + self.plan.counts["updates"]

    @property
    def previous_url(self) -> str:
        return f"?show={self.kind}&page={self.number - 1}#rows" if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return f"?show={self.kind}&page={self.number + 1}#rows" if self.number < self.last else ""

    @cached_property
    def fault_kinds(self) -> tuple[FaultKind, ...]:
        """The faults by kind and column, the most frequent first."""
        counted = Counter((fault.label, fault.code) for fault in self.plan.faults)
        first: dict[tuple[str, str], list[Fault]] = {}
        for fault in self.plan.faults:
            found = first.setdefault((fault.label, fault.code), [])
            if len(found) < 3:
                found.append(fault)
        return tuple(
            FaultKind(label, *_said(first[label, code][0]), times, _cells(first[label, code], times))
            for (label, code), times in counted.most_common()
        )

    @cached_property
    def rows(self) -> tuple[ResultRow, ...]:
        start = (self.number - 1) * _PAGE
        places = self.rows_of_kind[start : start + _PAGE]
        shown = self.plan.rows.take(places).to_pylist()
        was = self._was(places) if self.kind == "update" else [{}] * len(shown)
        self._learn_names([*shown, *was])
        faults = self._faults_by_row() if self.kind == "rejected" else {}
        return tuple(
            self._row(now, before, faults.get((now["_sheet"], now["_row"]), ()))
            for now, before in zip(shown, was, strict=True)
        )

    def _was(self, places: Any) -> list[dict[str, Any]]:
        order = np.searchsorted(self.plan.at("update"), places)
        return list(self.plan.was.take(order).to_pylist())

    def _faults_by_row(self) -> dict[tuple[int, int], tuple[Fault, ...]]:
        sheets = {one["sheet"]: at for at, one in enumerate(self.brought.mapping)}
        found: dict[tuple[int, int], tuple[Fault, ...]] = {}
        for fault in self.plan.faults:
            at = (sheets.get(fault.sheet, 0), fault.row)
            found[at] = (*found.get(at, ()), fault)
        return found

    def _row(self, now: dict[str, Any], was: dict[str, Any], faults: Iterable[Fault]) -> ResultRow:
        target = now["_target"]
        url = self.register.url("detail", target) if target and self.register.role("detail") else ""
        return ResultRow(
            self._place(now["_sheet"], now["_row"]),
            self._title(now),
            url,
            tuple(self._changes(now, was)),
            tuple(CellFault(one.cell, one.label, one.value, *_said(one)) for one in faults),
            self.pointed == (now["_sheet"], now["_row"]),
        )

    def _place(self, sheet: int, row: int) -> str:
        at = _("第 %(n)d 行") % {"n": row}
        return at if len(self.brought.mapping) == 1 else f"{self.brought.mapping[sheet]['sheet']} {at}"

    def _title(self, now: dict[str, Any]) -> str:
        """By what people know the record: what its key says, and its name."""
        names = dict.fromkeys([*(name for name in ("name", "title") if name in now), *key_of(self.register)])
        return " · ".join(
            said for name in names if name in self._fields and (said := self._text(name, now.get(name)))
        )

    def _changes(self, now: dict[str, Any], was: dict[str, Any]) -> Iterable[CellChange]:
        if self.kind not in ("insert", "update"):
            return
        for name in self.plan.carried:
            if name not in self._fields:
                continue
            before, after = was.get(name), now[name]
            if (before or None) != (after or None):
                cell = self._cell(now, name)
                yield CellChange(
                    cell, self._field(name).label, self._text(name, before), self._text(name, after)
                )

    def _cell(self, now: dict[str, Any], name: str) -> str:
        """Where the value stands: E12."""
        columns = self.brought.mapping[now["_sheet"]]["columns"]
        letter = next((letter for letter, field in columns.items() if field == name), "")
        return f"{letter}{now['_row']}" if letter else ""

    def _field(self, name: str) -> Field:
        return self.spec.field(name)

    def _text(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name in self._names:
            return self._names[name].get(value, f"#{value}")
        labels = {choice.value: choice.label for choice in self._field(name).choices}
        return labels.get(str(value)) or text(value)

    def _learn_names(self, rows: list[dict[str, Any]]) -> None:
        """What the records referred to are called; one question for each such column."""
        for name, one in self._fields.items():
            if isinstance(one, models.ForeignKey):
                keys = {row[name] for row in rows if row.get(name) is not None}
                found = one.related_model._base_manager.in_bulk(list(keys)) if keys else {}
                self._names[name] = {pk: str(record) for pk, record in found.items()}
            elif is_set(one):
                kept = [row[name] for row in rows if row.get(name)]
                self._names[name] = dict(sets.in_words(one, kept))


def _page(asked: str, last: int) -> int:
    return max(min(int(asked), last), 1) if asked.isdecimal() and len(asked) < 8 else 1


def _address(asked: str) -> tuple[int, int] | None:
    """`1-15` → (1, 15): a sheet's place and a row in it; None for anything else."""
    sheet, dash, row = asked.partition("-")
    if not dash or not (sheet.isdecimal() and row.isdecimal()) or len(asked) > 16:
        return None
    return int(sheet), int(row)


def _pair(label: tuple[str, str], count: int) -> tuple[str, int, str]:
    return label[0], count, label[1]


def _said(fault: Fault) -> tuple[str, str]:
    """What is wrong and what to do, in the person's language."""
    if get_language() == "en":
        return fault.english, fault.english_advice
    return fault.message, fault.advice


def _cells(faults: list[Fault], times: int) -> str:
    cells = "、".join(fault.cell for fault in faults if fault.cell)
    return f"{cells}…" if times > len(faults) else cells
