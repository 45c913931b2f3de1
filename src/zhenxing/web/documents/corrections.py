"""How often people correct the machine, by kind and by field: from this the compiler is improved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents import seen
from zhenxing.web.documents.cards import lines
from zhenxing.web.documents.kinds import GENRES, HEADER_FIELDS, KINDS
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.payloads import written
from zhenxing.web.documents.states import EDITED, MERGED, PROPOSAL_STATES, REJECTED

Label = str | Promise
#: examples named beside a field
_EXAMPLES = 3
#: how a suspicion was read, by the machine's proposals
READINGS: dict[str, Label] = {
    "machine": _("按机器的读法"),
    "listed": _("另一种列出的读法"),
    "typed": _("自己写"),
    "verbatim": _("确属原文"),
    "rejected": _("退回"),
}
_PLACE: dict[str, Label] = {"text": _("原话范围"), "clause": _("所属条款")}


@dataclass
class KindLine:
    """What became of one kind (header: of one field): how many proposed, and how they were decided."""

    label: Label
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    merged: int = 0
    open: int = 0
    split: int = 0
    #: made by hand, where the machine had nothing
    added: int = 0

    @property
    def proposed(self) -> int:
        return self.decided + self.open

    @property
    def decided(self) -> int:
        return self.accepted + self.edited + self.rejected + self.merged

    @property
    def rate(self) -> float | None:
        """The share taken unchanged of what was decided; None where nothing was."""
        return self.accepted / self.decided if self.decided else None

    @property
    def percent(self) -> str:
        return "" if self.rate is None else f"{self.rate:.0%}"


@dataclass(frozen=True)
class Case:
    """One corrected field of one proposal."""

    document: int
    title: str
    number: int
    kind: str
    field: str
    label: Label
    text: str
    was: str
    now: str


@dataclass
class FieldLine:
    """How often one field of a kind was corrected, of how many decided, with the latest cases."""

    kind: Label
    label: Label
    corrected: int = 0
    decided: int = 0
    cases: list[Case] = field(default_factory=list)


class Corrections:
    """The statistics of what a person may review; `document`, `genre` and `month` (2026-01) narrow them."""

    def __init__(self, user: Any, document: int | None = None, genre: str = "", month: str = "") -> None:
        self.all = seen.documents(user, "documents.review")
        self.document, self.genre, self.month = document, genre if genre in GENRES else "", month
        self.narrowed = self._narrow()
        self.rows = Proposal.objects.filter(document__in=self.narrowed.values("pk"))

    def _narrow(self) -> QuerySet[Document]:
        rows = self.all
        if self.document is not None:
            rows = rows.filter(pk=self.document)
        if self.genre:
            rows = rows.filter(genre=self.genre)
        year, _dash, month = self.month.partition("-")
        if year.isdecimal() and month.isdecimal() and len(self.month) == len("2026-01"):
            rows = rows.filter(uploaded_at__year=int(year), uploaded_at__month=int(month))
        else:
            self.month = ""
        return rows

    @cached_property
    def documents(self) -> list[tuple[str, str]]:
        """(id, title) of the documents to choose from."""
        rows = self.all.order_by("-uploaded_at").values_list("pk", "title")[:500]
        return [(str(pk), title) for pk, title in rows]

    @cached_property
    def months(self) -> list[str]:
        found = self.all.order_by().annotate(month=TruncMonth("uploaded_at")).values_list("month", flat=True)
        return sorted({f"{month:%Y-%m}" for month in found}, reverse=True)

    @cached_property
    def kinds(self) -> list[KindLine]:
        """A line for each kind the machine proposes, header fields one by one."""
        made = {**{(kind, ""): KindLine(one.label) for kind, one in KINDS.items() if kind != "header"}}
        made |= {("header", name): KindLine(label) for name, label in HEADER_FIELDS.items()}
        for kind, item, state, count in self._counts():
            _count(made[kind, item if kind == "header" else ""], state, count)
        for kind, count in self._by_hand():
            made[kind, ""].added += count
        for kind, count in self._split():
            made[kind, ""].split += count
        return [line for line in made.values() if line.proposed or line.added]

    def _counts(self) -> Iterator[tuple[str, str, str, int]]:
        """(kind, header field, state, how many) of what the machine proposed."""
        machine = self.rows.exclude(item="").order_by()
        yield from (
            (kind, "", state, count)
            for kind, state, count in machine.exclude(kind="header")
            .values_list("kind", "state")
            .annotate(Count("pk"))
        )
        header = machine.filter(kind="header", item__in=list(HEADER_FIELDS))
        yield from header.values_list("kind", "item", "state").annotate(Count("pk"))

    def _by_hand(self) -> QuerySet[Any]:
        # a unit asked for because a person typed its name is no find the machine missed
        added = self.rows.filter(item="", split_from=None).exclude(kind="unit").order_by()
        return added.values_list("kind").annotate(Count("pk"))

    def _split(self) -> QuerySet[Any]:
        parts = self.rows.exclude(split_from=None).order_by()
        return parts.values_list("kind").annotate(Count("split_from", distinct=True))

    @cached_property
    def cases(self) -> list[Case]:
        """Every corrected field, the latest decision first."""
        edited = self.rows.filter(state=EDITED).exclude(item="").exclude(kind__in=("suspicion", "unit"))
        placed = self.rows.exclude(placed=None).exclude(item="").filter(state__in=_BINDING)
        rows = (edited | placed).order_by("-decided_at", "-pk").annotate(title=F("document__title"))
        return [case for row in rows for case in _cases(row)]

    @cached_property
    def fields(self) -> list[FieldLine]:
        """A line for each field that was corrected, the most often corrected first."""
        decided: Counter[str] = Counter()
        for kind, _item, state, count in self._counts():
            decided[kind] += 0 if PROPOSAL_STATES[state].open else count
        found: dict[tuple[str, str], FieldLine] = {}
        for case in self.cases:
            kind = KINDS[case.kind].label
            line = found.setdefault((case.kind, case.field), FieldLine(kind, case.label))
            line.corrected += 1
            line.decided = decided[case.kind]
            if len(line.cases) < _EXAMPLES:
                line.cases.append(case)
        return sorted(found.values(), key=lambda line: -line.corrected)

    @cached_property
    def readings(self) -> list[tuple[Label, int]]:
        """How damaged places were read: by the machine's reading, by another, as printed."""
        rows = self.rows.filter(kind="suspicion").exclude(state__in=_OPEN)
        counts = Counter(_read(row) for row in rows.only("state", "payload", "decided"))
        return [(label, counts[name]) for name, label in READINGS.items() if counts[name]]


_OPEN = [state.name for state in PROPOSAL_STATES.values() if state.open]
_BINDING = [state.name for state in PROPOSAL_STATES.values() if state.binding]


def _count(line: KindLine, state: str, count: int) -> None:
    name = "open" if PROPOSAL_STATES[state].open else _NAMES.get(state, "accepted")
    setattr(line, name, getattr(line, name) + count)


_NAMES = {EDITED: "edited", REJECTED: "rejected", MERGED: "merged"}


def _read(proposal: Proposal) -> str:
    if proposal.can.dropped:
        return "rejected"
    reading, listed = proposal.values.get("reading"), proposal.payload["readings"]
    if not reading:
        return "verbatim"
    if reading == proposal.payload.get("reading"):
        return "machine"
    return "listed" if reading in {one["text"] for one in listed} else "typed"


def _cases(row: Any) -> Iterator[Case]:
    now, was = written(row.kind, row.values), written(row.kind, row.payload)
    shown = {line.label: line for line in lines(row)}
    for spec in KINDS[row.kind].fields:
        if now[spec.name] != was[spec.name]:
            line = shown.get(spec.label)
            before, after = (line.was, line.text) if line else (was[spec.name], now[spec.name])
            yield _case(row, spec.name, _field_label(row, spec.label), before, after)
    for name, label in _PLACE.items():
        before = (row.placed or {}).get(name, getattr(row, name))
        if before != getattr(row, name):
            yield _case(row, name, label, before, getattr(row, name))


def _field_label(row: Proposal, label: Label) -> Label:
    return HEADER_FIELDS[row.item] if row.kind == "header" else label


def _case(row: Any, name: str, label: Label, was: str, now: str) -> Case:
    name = row.item if row.kind == "header" else name
    return Case(row.document_id, row.title, row.number, row.kind, name, label, row.text, was, now)
