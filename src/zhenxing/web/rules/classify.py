"""Which size and which side of the line every enterprise is on, by the rules in force on a day.

Computed for many at once and written only where it changed; a page that shows one enterprise judges it
anew, so what stands in the columns can be behind but never be the last word.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

import numpy as np
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhenxing.core.rules.book import Case, Rulebook
from zhenxing.core.rules.columns import ask_all, batch_of, compile_rule
from zhenxing.core.rules.columns.names import Reads
from zhenxing.web.codetables.models import Code
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.rules import candidates, queries
from zhenxing.web.rules.facts import GONE
from zhenxing.web.rules.models import SCALE, SIZE

ABOVE = "above"
_CHUNK = 500
#: changes are looked for this far back: a run of the duty that failed is made up for
_OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Classes:
    """What the rules say of one enterprise; None where they cannot say, or it is of no class."""

    size: str | None
    above: bool | None


# ── judging many ─────────────────────────────────────────────────────────────────────────────────
def outcomes(book: Rulebook, cases: Sequence[Case], day: date, year: int) -> list[tuple[str | None, bool]]:
    """Case by case (label, certain) of a book whose first rule that holds decides; as `judge` gives it."""
    rules = book.in_force(day)
    parts = [compile_rule(rule, book).columns(day, year) for rule in rules]
    everything = Reads(
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.facts for part in parts))),
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.answers for part in parts))),
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.aggregates for part in parts))),
    )
    answers = ask_all(rules, book, batch_of(cases, everything, book, day, year), day, year)
    labels = list(dict.fromkeys(rule.outcome for rule in rules))
    found = np.full(len(cases), -1)
    mixed = np.zeros(len(cases), dtype=bool)
    settled = np.zeros(len(cases), dtype=bool)
    for rule in rules:
        true, known = answers[rule.key].is_true(), answers[rule.key].is_known()
        possible = (true | ~known) & ~settled
        label = labels.index(rule.outcome)
        mixed |= possible & (found != -1) & (found != label)
        found[possible & (found == -1)] = label
        settled |= true
    mixed |= ~settled & (found != -1)
    return [
        (labels[at] if at >= 0 and not open_ else None, not open_)
        for at, open_ in zip(found.tolist(), mixed.tolist(), strict=True)
    ]


def classes(cases: dict[int, Case], day: date) -> dict[int, Classes]:
    """Primary key → classes of each enterprise, each by its own reference year."""
    by_year: dict[int, list[int]] = defaultdict(list)
    for key, case in cases.items():
        by_year[case.year].append(key)
    size, scale = queries.book(SIZE, day), queries.book(SCALE, day)
    found: dict[int, Classes] = {}
    for year, keys in by_year.items():
        rows = [cases[key] for key in keys]
        sizes = outcomes(size, rows, day, year) if size else [(None, False)] * len(rows)
        scales = outcomes(scale, rows, day, year) if scale else [(None, False)] * len(rows)
        for key, (label, _sure), (above, certain) in zip(keys, sizes, scales, strict=True):
            found[key] = Classes(label, above == ABOVE if certain else None)
    return found


# ── writing ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class ApplyClasses(Action[int]):
    """Write the computed classes where they changed: one update a value, one audit row."""

    code: ClassVar[str] = "enterprises.classify"
    permission: ClassVar[str] = "enterprises.edit"
    by_system: ClassVar[bool] = True

    changed: tuple[tuple[int, str | None, bool | None], ...]

    def execute(self, deed: Deed) -> int:
        sizes = {one.code: one for one in Code.objects.filter(table__key="enterprise_size")}
        groups: dict[tuple[str | None, bool | None], list[int]] = defaultdict(list)
        for key, size, above in self.changed:
            groups[size, above].append(key)
        for (size, above), keys in groups.items():
            # computed, so no version and no history: nobody's edit must fail because a machine counted
            Enterprise.objects.filter(pk__in=keys).update(size=sizes.get(size or ""), above_scale=above)
        deed.batch(len(self.changed))
        return len(self.changed)


def reclassify(keys: Iterable[int], day: date | None = None) -> int:
    """Judge these enterprises and write what changed; returns for how many it did."""
    wanted = list(dict.fromkeys(keys))
    rows = Enterprise.objects.filter(pk__in=wanted).select_related("industry", "role", "kind", "size")
    return _classify(list(rows), day or timezone.localdate())


def classify_all(day: date | None = None) -> int:
    """Every enterprise in use, in chunks; returns how many changed."""
    on = day or timezone.localdate()
    return sum(_classify(chunk, on) for chunk in _chunks(Enterprise.objects.filter(archived_at=None)))


def classify_recent(now: datetime | None = None) -> int:
    """Those whose record or data was written in the last minutes: imports and bulk edits pass here."""
    since = (now or timezone.now()) - _OVERLAP
    written = EnterpriseAttribute.objects.filter(updated_at__gte=since).values("enterprise")
    rows = Enterprise.objects.filter(Q(updated_at__gte=since) | Q(pk__in=written), archived_at=None)
    return sum(_classify(chunk, timezone.localdate()) for chunk in _chunks(rows))


def _chunks(rows: QuerySet[Enterprise]) -> Iterator[list[Enterprise]]:
    last = 0
    rows = rows.select_related("industry", "role", "kind", "size").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _classify(rows: list[Enterprise], day: date) -> int:
    cases = queries.enterprise_cases(rows, day)
    found = classes(cases, day)
    changed = tuple(
        (one.pk, found[one.pk].size, found[one.pk].above)
        for one in rows
        if ((one.size.code if one.size else None), one.above_scale)
        != (found[one.pk].size, found[one.pk].above)
    )
    if changed:
        run_action(ApplyClasses(changed), None)
    working = {one.pk for one in rows if one.archived_at is None and one.status not in GONE}
    below = {key: cases[key] for key in working if found[key].above is False}
    candidates.refresh([one.pk for one in rows], below, queries.book(SCALE, day))
    return len(changed)


# ── when ─────────────────────────────────────────────────────────────────────────────────────────
def after_saving(key: int) -> None:
    """Judge one enterprise again once the deed stands; should that fail, the next round catches up."""
    transaction.on_commit(lambda: reclassify([key]), robust=True)
