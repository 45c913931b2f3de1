"""The page on which a person says which column is which field, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.core.fields import TableSpec
from zhenxing.web.imports.layouts import (
    ColumnSeen,
    SheetSeen,
    choices,
    objections,
    sheets_seen,
)
from zhenxing.web.imports.models import Import


@dataclass(frozen=True)
class ColumnRow:
    """A column with the field now chosen for it, and how that came about."""

    seen: ColumnSeen
    name: str
    chosen: str
    how: str
    tone: str


@dataclass(frozen=True)
class SheetRows:
    seen: SheetSeen
    name: str
    taken: bool
    columns: tuple[ColumnRow, ...]


class ColumnsPage:
    """What the sheets offer, what was mapped before, and what is asked for now."""

    def __init__(
        self,
        spec: TableSpec,
        brought: Import,
        keys: Sequence[Sequence[str]],
        posted: Mapping[str, str] | None,
    ) -> None:
        self._spec, self._keys, self._posted = spec, keys, posted
        self._before = {one["sheet"]: one["columns"] for one in brought.mapping}
        self._seen = sheets_seen(brought.work.layout)
        self.choices = choices(spec)
        self.required = [field.label for field in spec.fields if field.required]

    @cached_property
    def sheets(self) -> tuple[SheetRows, ...]:
        return tuple(self._sheet(at, seen) for at, seen in enumerate(self._seen))

    def _sheet(self, at: int, seen: SheetSeen) -> SheetRows:
        taken = seen.name in self._before if self._before else seen.taken
        if self._posted is not None:
            taken = len(self._seen) == 1 or self._posted.get(f"sheet-{at}") == "1"
        rows = (self._column(f"column-{at}-{one.letter}", seen.name, one) for one in seen.columns)
        return SheetRows(seen, f"sheet-{at}", taken, tuple(rows))

    def _column(self, name: str, sheet: str, seen: ColumnSeen) -> ColumnRow:
        before = self._before.get(sheet, {}).get(seen.letter)
        chosen = before if before is not None else seen.field
        if self._posted is not None:
            chosen = self._posted.get(name, "")
        if chosen not in dict(self.choices):
            chosen = ""
        how, tone = _how(seen, chosen)
        return ColumnRow(seen, name, chosen, how, tone)

    @cached_property
    def mapping(self) -> dict[str, dict[str, str]]:
        """Sheet → letter → field of the sheets taken."""
        return {
            sheet.seen.name: {column.seen.letter: column.chosen for column in sheet.columns}
            for sheet in self.sheets
            if sheet.taken
        }

    @cached_property
    def objections(self) -> tuple[str, ...]:
        """Why this cannot be, in words; nothing when it can."""
        return tuple(self._objections())

    def _objections(self) -> Iterator[str]:
        for sheet, what, fields in objections(self.mapping, self._keys):
            labels = self._spec.labels([name for name in fields if name in self._spec.names])
            if what == "nothing":
                yield _("请至少选一个工作表。")
            elif what == "twice":
                yield _("工作表“%(sheet)s”里有两列都选了“%(fields)s”，请只留一列。") % {
                    "sheet": sheet,
                    "fields": labels or "、".join(fields),
                }
            else:
                yield _("工作表“%(sheet)s”里没有指明哪一列是“%(fields)s”：没有它认不出一行是哪条记录。") % {
                    "sheet": sheet,
                    "fields": labels,
                }


def _how(seen: ColumnSeen, chosen: str) -> tuple[str, str]:
    """How a column got its field, in words, and the badge's colour."""
    if chosen != seen.field:
        return _("您选的"), "info"
    if not chosen:
        return _("不导入"), "muted"
    if seen.how == "remembered":
        return _("上次记住的"), "good"
    return (_("列名相符"), "good") if seen.sure else (_("列名相近，请核对"), "warn")


def posted_mapping(shown: ColumnsPage) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """(the mapping, heading → field to be remembered)."""
    learnt: dict[str, Any] = {}
    for sheet in shown.sheets:
        if sheet.taken:
            learnt |= {one.seen.key: one.chosen for one in sheet.columns if one.seen.key}
    return shown.mapping, learnt
