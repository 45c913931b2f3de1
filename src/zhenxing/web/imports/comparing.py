"""The dry run: a checked file beside the register, every row with its fate and every cell with its fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import models

from zhenxing.core import spelling
from zhenxing.core.faults import Fault
from zhenxing.core.fields import RECORD_FIELDS, TableSpec
from zhenxing.engines.checks import Checked, check
from zhenxing.engines.difference import diff_rows
from zhenxing.intake.workbooks import MappedSheet
from zhenxing.web.imports import cells, sets
from zhenxing.web.imports.applying import staged
from zhenxing.web.imports.existing import existing_table
from zhenxing.web.imports.known import Vocabulary, vocabulary
from zhenxing.web.imports.meeting import Meeting, meet
from zhenxing.web.imports.places import Details, Places
from zhenxing.web.imports.plans import KINDS, REJECTED, Plan
from zhenxing.web.imports.staging import INSERT, UPDATE, Refusal
from zhenxing.web.imports.versions import settle
from zhenxing.web.kit.excel import columns_of, is_set, keys_of
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.search import Searchable

Mask = npt.NDArray[np.bool_]
Tell = Callable[[str, int, int], None]
_RECORD = frozenset(field.name for field in RECORD_FIELDS)


def dry_run(register: Register[Any], user: Any, sheets: Sequence[MappedSheet], tell: Tell) -> Plan:
    """What would become of every row if this person imported these sheets now. Writes nothing."""
    words = vocabulary(register, user)
    emptied, cleared = cells.without_clears(sheets)
    tell("check", 1, 4)
    checked = check(emptied, relaxed(words.spec), words.known)
    tell("compare", 2, 4)
    comparison = Comparison(register, user, words, sheets, checked, cleared)
    plan = comparison.plan()
    tell("rules", 3, 4)
    return comparison.asked_of_the_table(plan)


def relaxed(spec: TableSpec) -> TableSpec:
    """The same table where nothing is required: what a row must have depends on whether it is new."""
    return replace(spec, fields=tuple(replace(field, required=False) for field in spec.fields))


class Comparison:
    """One file beside one register."""

    def __init__(
        self,
        register: Register[Any],
        user: Any,
        words: Vocabulary,
        sheets: Sequence[MappedSheet],
        checked: Checked,
        cleared: dict[str, Mask],
    ) -> None:
        self.register, self.user, self.words, self.spec = register, user, words, words.spec
        self.fields = {one.name: one for one in columns_of(register)}
        self.places = Places(sheets, words.spec)
        self.cleared = cleared
        self.table = checked.table
        self.given = [name for name in words.spec.names if name in checked.fields]
        self.notes = checked.notes
        self.keys = keys_of(register)
        self.faults: list[Fault] = []
        self.wrong: set[tuple[int, str]] = set()
        self.bad = np.zeros(checked.table.num_rows, bool)
        for fault in checked.faults:
            self._take(fault)

    # -- faults ---------------------------------------------------------------------------------------

    def _take(self, fault: Fault) -> None:
        row = self.places.row_of(fault)
        if row is None:
            return
        self.faults.append(self._reworded(fault))
        self.bad[row] = True
        self.wrong.add((row, fault.field))

    def _object(self, row: int, name: str, code: str, details: Details = ()) -> None:
        self.faults.append(self.places.fault(row, name, code, details))
        self.bad[row] = True
        self.wrong.add((row, name))

    def _reworded(self, fault: Fault) -> Fault:
        """A name that is not known may be known too often, or elsewhere."""
        if fault.field not in self.words.rows or fault.code not in ("no_reference", "not_choice"):
            return fault
        if fault.value in self.words.unclear.get(fault.field, ()):
            return replace(fault, code="unclear", details=())
        if self.words.elsewhere(fault.field, {fault.value}):
            return replace(fault, code="out_of_scope", details=())
        return fault

    # -- the rows -------------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """Every row's fate as far as the file and the records say."""
        self._clean_columns()
        existing = self._existing()
        meeting = meet(*self._keyed(existing), self.keys)
        self._object_to(meeting)
        self._settle(existing, meeting.partner)
        self._ask_for_required(meeting.partner)
        final = self._final(existing, meeting.partner)
        kinds = self._kinds(existing, meeting.partner, final)
        targets = existing["_pk"].take(_places(meeting.partner))
        stored = {name: _stored(self.fields[name], final[name]) for name in self.given}
        self._ask_the_records(kinds, targets.to_pylist(), stored)
        if issubclass(self.register.model, Searchable):
            stored["search_key"] = self._search_keys(existing, meeting.partner, stored)
        return self._planned(existing, meeting.partner, kinds, stored)

    def _clean_columns(self) -> None:
        for name in self.given:
            values = self.table[name].combine_chunks()
            if name in self.words.sets:
                self.table = _put(self.table, name, self._read_sets(name, values))
                continue
            taken, objections = cells.cleaned(self.fields[name], self.spec.field(name), values)
            if taken is not values:
                at = self.table.column_names.index(name)
                self.table = self.table.set_column(at, name, taken)
            for row, said in objections.items():
                self._object(row, name, "rule", (("said", said),))

    def _read_sets(self, name: str, values: pa.Array) -> pa.Array:
        """A column whose cells name several records, as the texts these sets are kept by."""
        names, known = self.words.sets[name], {}
        kept: list[str | None] = []
        for row, written in enumerate(values.to_pylist()):
            if written is None:
                kept.append(None)
                continue
            if written not in known:
                known[written] = sets.read(written, names)
            for part, code, details in known[written].wrong:
                self._object(row, name, code, details)
                self.faults[-1] = self._reworded(replace(self.faults[-1], value=part))
            kept.append(known[written].kept)
        return pa.array(kept, pa.string())

    def _existing(self) -> pa.Table:
        names = list(dict.fromkeys([*self.given, *(name for key in self.keys for name in key)]))
        if issubclass(self.register.model, Searchable):
            names = list(dict.fromkeys([*names, *self.register.model.search_from, "search_key"]))
        size = self.table.num_rows
        return existing_table(self.register, self.user, self.spec, names, self._wanted(), size)

    def _wanted(self) -> dict[str, list[Any]]:
        """By which values the rows could meet records; {} when only looking at all of them tells."""
        wanted: dict[str, list[Any]] = {}
        if "record_id" in self.table.column_names:
            wanted["pk"] = _distinct(self.table["record_id"])
        for key in self.keys:
            usable = [
                name for name in key if name in self.given and (len(key) == 1 or not self._may_lack(name))
            ]
            if not usable:
                return {}
            name = next((name for name in usable if not self.fields[name].is_relation), usable[0])
            wanted[name] = _distinct(self.table[name])
        return wanted

    def _may_lack(self, name: str) -> bool:
        return bool(self.fields[name].blank)

    def _keyed(self, existing: pa.Table) -> tuple[pa.Table, pa.Table]:
        """Both tables with something to compare where a part of a key is not said: nothing equals nothing."""
        table = self.table
        for name in {name for key in self.keys if len(key) > 1 for name in key if self._may_lack(name)}:
            kind = existing[name].type
            given = table[name] if name in self.given else pa.nulls(table.num_rows, kind)
            table = _put(table, name, _said(given.cast(kind)))
            existing = _put(existing, name, _said(existing[name]))
        return table, existing

    def _object_to(self, meeting: Meeting) -> None:
        for row in meeting.lost:
            self._object(row, "record_id", "no_record")
        for row, key in meeting.several.items():
            self._object(row, key[0], "several_records", (("keys", self.spec.labels(key)),))
        for row, origin in meeting.repeated.items():
            key = self.keys[0]
            if (row, key[0]) not in self.wrong:
                where = self.places.where(origin, row)
                self._object(row, key[0], "duplicate", (("where", where), ("keys", self.spec.labels(key))))

    def _settle(self, existing: pa.Table, partner: Any) -> None:
        """Rows exported before others changed their records keep what the clerk did not touch."""
        fields = {name: self.fields[name] for name in self.given}
        settled = settle(self.table, existing, partner, fields, self.register.model)
        for name, rows in settled.kept.items():
            empty = np.zeros(self.table.num_rows, bool)
            empty[rows] = True
            values = self.table[name].combine_chunks()
            at = self.table.column_names.index(name)
            blank = pc.if_else(pa.array(empty), pa.scalar(None, values.type), values)
            self.table = self.table.set_column(at, name, blank)
        for clash in settled.clashes:
            self._object(clash.row, clash.field, "changed", (("what", clash.what),))

    def _ask_for_required(self, partner: Any) -> None:
        """A new row needs what every record needs; an old one may not lose it."""
        new = partner < 0
        for field in self.spec.fields:
            required = field.required or self.keys == ((field.name,),)
            if not required:
                continue
            if field.name not in self.given:
                for row in np.flatnonzero(new).tolist():
                    self._object(row, field.name, "no_column")
                continue
            empty = new & ~np.asarray(self.table[field.name].is_valid().to_numpy(), bool)
            empty |= self.cleared.get(field.name, False)
            for row in np.flatnonzero(empty).tolist():
                if (row, field.name) not in self.wrong:
                    self._object(row, field.name, "required")

    def _final(self, existing: pa.Table, partner: Any) -> dict[str, pa.Array]:
        """What every given field would hold: a blank cell leaves what is there, a sign empties it."""
        final = {}
        places = _places(partner)
        for name in self.given:
            new = self.table[name].combine_chunks()
            values = pc.coalesce(new, existing[name].combine_chunks().take(places).cast(new.type))
            if name in self.cleared:
                values = pc.if_else(pa.array(self.cleared[name]), pa.scalar(None, new.type), values)
            final[name] = values
        return final

    def _kinds(self, existing: pa.Table, partner: Any, final: dict[str, pa.Array]) -> npt.NDArray[np.int8]:
        kinds = np.where(partner < 0, INSERT, KINDS["unchanged"]).astype(np.int8)
        keyed = pa.table({"_pk": existing["_pk"].take(_places(partner)), **final})
        found = diff_rows(keyed, existing, ("_pk",), self.given, blanks="clear")
        kinds[found.updates] = UPDATE
        return kinds

    def _ask_the_records(
        self, kinds: npt.NDArray[np.int8], targets: list[int | None], stored: dict[str, pa.Array]
    ) -> None:
        """The rules between a record's fields, as its form would ask them, where a row changes something."""
        model = self.register.model
        if not cells.has_rules(model):
            return
        rows = np.flatnonzero((kinds != KINDS["unchanged"]) & ~self.bad).tolist()
        at = pa.array(rows, pa.int64())
        own = [name for name in self.given if name not in self.words.sets]
        columns = [stored[name].take(at).to_pylist() for name in own]
        attributes = [self.fields[name].attname for name in own]
        held = _held(model, [pk for row in rows if (pk := targets[row]) is not None])
        for row, *values in zip(rows, *columns, strict=True):
            record = held.get(targets[row]) or model()
            for attribute, value in zip(attributes, values, strict=True):
                setattr(record, attribute, value)
            for name, said in cells.messages_of(record):
                self._object(row, name, "rule", (("said", said),))

    def _search_keys(self, existing: pa.Table, partner: Any, stored: dict[str, pa.Array]) -> pa.Array:
        """By what each record will be found; worked out anew for every different name."""
        places = _places(partner)
        names = self.register.model.search_from  # type: ignore[attr-defined]  # of a Searchable
        columns = [
            stored[name] if name in stored else existing[name].combine_chunks().take(places) for name in names
        ]
        texts = zip(*(column.to_pylist() for column in columns), strict=True)
        known: dict[tuple[Any, ...], str] = {}
        return pa.array([_spelt(known, row) for row in texts], pa.string())

    def _planned(
        self, existing: pa.Table, partner: Any, kinds: npt.NDArray[np.int8], stored: dict[str, pa.Array]
    ) -> Plan:
        kinds[self.bad] = REJECTED
        places = _places(partner)
        rows = pa.table(
            {
                "_sheet": pa.array(self.places.sheet_numbers),
                "_row": self.table["_row"].cast(pa.int32()),
                "_kind": pa.array(kinds),
                "_target": existing["_pk"].take(places),
                "_version": existing["_version"].take(places),
                **stored,
            }
        )
        earlier = _places(partner[kinds == UPDATE])
        was = {
            name: _stored(self.fields[name], existing[name].combine_chunks().take(earlier), keep=True)
            for name in self.given
        }
        return Plan(rows, pa.table(was), self._sorted(), tuple(stored), self.notes)

    def _sorted(self) -> tuple[Fault, ...]:
        order = {name: at for at, name in enumerate(dict.fromkeys(fault.sheet for fault in self.faults))}
        ranked = sorted(self.faults, key=lambda one: (order[one.sheet], one.row, len(one.column), one.column))
        return tuple(dict.fromkeys(ranked))

    def asked_of_the_table(self, plan: Plan) -> Plan:
        """The plan without the rows that the table itself would not take: taken keys, its conditions."""
        with staged(plan, self.register.model) as staging:
            refusals = staging.refusals()
        if not refusals:
            return plan
        place = {int(number): row for row, number in enumerate(self.places.numbers.tolist())}
        for refusal in refusals:
            self._refuse(place[refusal.row], refusal)
        return _without(plan, self.bad, self._sorted())

    def _refuse(self, row: int, refusal: Refusal) -> None:
        named = [name for name in refusal.fields if name in self.spec.names]
        at = next((name for name in reversed(named) if name in self.given), named[0] if named else "")
        if refusal.message:
            self._object(row, at, "rule", (("said", str(refusal.message)),))
        elif refusal.code == "changed":
            self._object(row, at, "changed", (("what", ""),))
        else:
            self._object(row, at, refusal.code, (("keys", self.spec.labels(named)), ("said", "")))


def _without(plan: Plan, bad: Mask, faults: tuple[Fault, ...]) -> Plan:
    """The plan with more rows rejected."""
    kinds = plan.kinds.copy()
    kept = ~bad[plan.at("update")]
    kinds[bad] = REJECTED
    at = plan.rows.column_names.index("_kind")
    rows = plan.rows.set_column(at, "_kind", pa.array(kinds))
    return replace(plan, rows=rows, was=plan.was.filter(pa.array(kept)), faults=faults)


def _stored(one: models.Field[Any, Any], values: pa.Array, keep: bool = False) -> pa.Array:
    """Values as the column takes them: keys as numbers, and never a null where it allows none.

    `keep` leaves nulls as they are.
    """
    if is_set(one):
        return values
    if pa.types.is_string(values.type) and not isinstance(one, models.CharField | models.TextField):
        values = values.cast(pa.int64())
    if keep or one.null:
        return values
    default = one.get_default()
    return values if default is None else pc.fill_null(values, pa.scalar(default, values.type))


_NOTHING: Final[dict[str, Any]] = {"string": "", "int64": -1, "int32": -1, "date32[day]": date(1, 1, 1)}


def _said(values: Any) -> Any:
    """The values with one of the kind that nobody writes where there is none."""
    nothing = _NOTHING.get(str(values.type), False if pa.types.is_boolean(values.type) else Decimal(-1))
    return pc.fill_null(values, pa.scalar(nothing, values.type))


def _put(table: pa.Table, name: str, values: Any) -> pa.Table:
    if name not in table.column_names:
        return table.append_column(name, values)
    return table.set_column(table.column_names.index(name), name, values)


def _places(partner: Any) -> pa.Array:
    """Row numbers for `take`; null, and so a null taken, where there is none."""
    return pa.array(partner, pa.int64(), mask=partner < 0)


def _distinct(column: Any) -> list[Any]:
    values: list[Any] = column.drop_null().unique().to_pylist()
    return values


def _held(model: type[models.Model], keys: list[int]) -> dict[int | None, models.Model]:
    """The records of some keys, whole."""
    found: dict[int | None, models.Model] = {}
    for start in range(0, len(keys), 500):
        found.update(model._base_manager.in_bulk(keys[start : start + 500]))
    return found


def _spelt(known: dict[tuple[Any, ...], str], names: tuple[Any, ...]) -> str:
    if names not in known:
        known[names] = spelling.search_key(str(name or "") for name in names)
    return known[names]
