"""Proposals as a person reads them: a headline, a few lines, what is known and who decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.quoting import inside_marks
from zhenxing.web.documents.adoption import Review, overlap
from zhenxing.web.documents.kinds import GENRES, HEADER_FIELDS, KINDS, ROSTERS, TABS, Field
from zhenxing.web.documents.layout import clause_label
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.payloads import Payload, amount, signed, written
from zhenxing.web.documents.states import ProposalState
from zhenxing.web.documents.units import Directory

CERTAINTIES: dict[str, str | Promise] = {
    "certain": gettext_lazy("确定"),
    "likely": gettext_lazy("较有把握"),
    "unsure": gettext_lazy("没有把握"),
}
#: a quotation in a card is cut here; the whole stands on the left
_QUOTED = 160
#: after this many, a task's units are counted, not named
_NAMED = 400


@dataclass(frozen=True)
class Line:
    """One labelled fact of a proposal; `was` what the machine had read, where a person changed it."""

    label: str | Promise
    text: str
    was: str = ""


@dataclass(frozen=True)
class InputField:
    """One control of the correction form, with what it holds and what is wrong with it."""

    spec: Field
    value: str
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The correction form of a card: open while a person corrects, with messages by field."""

    fields: tuple[InputField, ...]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """Everything one proposal shows."""

    number: int
    kind: str
    label: str | Promise
    tab: str
    state: ProposalState
    version: int
    headline: str
    lines: tuple[Line, ...]
    quote: str
    clause: str
    clause_label: str
    certainty: str
    certainty_label: str | Promise
    placed: bool
    #: it keeps the document from being adopted
    blocking: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    readings: tuple[dict[str, Any], ...] = ()
    reading: str = ""
    message: str = ""
    suggestion: str = ""
    suggestion_exists: bool = False
    collective: bool = False
    editable: bool = False
    #: numbers of suspicions that touch it
    doubts: tuple[int, ...] = ()
    form: Form | None = None
    #: said above the buttons after a refused decision
    notice: str = ""
    source_start: int | None = None
    source_end: int | None = None
    #: the card after it in the list, where a form without a script goes on
    following: int = 0
    #: unlike any other on the page, for its element's id
    anchor: str = ""
    #: numbers of the one it was merged into, and of the one it was split off
    merged_into: int | None = None
    split_from: int | None = None
    #: the clause the machine had it in, where a person moved it
    moved_from: str = ""
    #: why a second reader sent it back
    returned: str = ""
    #: the document whose review taught what its name means
    remembered: str = ""
    #: it may be merged, split or moved
    reshaped: bool = False


@dataclass(frozen=True)
class Tab:
    """One tab of the review: how many of its proposals are still open, of how many."""

    name: str
    label: str | Promise
    open: int
    total: int
    certain: int


@dataclass
class CardMaker:
    """Makes cards of one document's proposals; what several cards need is read once."""

    document: Document
    review: Review
    clauses: list[dict[str, Any]]
    directory: Directory | None = field(default=None)

    def __post_init__(self) -> None:
        self.blocking = {blocker.number for blocker in self.review.blockers()}
        self.suspicions = [p for p in self.review.proposals if p.kind == "suspicion" and p.can.open]
        self.numbers = {p.pk: p.number for p in self.review.proposals}

    def cards(self, proposals: Iterable[Proposal] | None = None) -> list[Card]:
        """Cards of some proposals, or of all in review order."""
        return [
            self.card(proposal) for proposal in (self.review.proposals if proposals is None else proposals)
        ]

    def card(self, proposal: Proposal, form: Form | None = None, notice: str = "", anchor: str = "") -> Card:
        kind, values = KINDS[proposal.kind], proposal.values
        return Card(
            number=proposal.number,
            kind=kind.name,
            label=_label(proposal),
            tab=kind.tab,
            state=proposal.can,
            version=proposal.version,
            headline=headline(proposal.kind, values, proposal.text),
            lines=tuple(lines(proposal)),
            quote=_cut(proposal.text),
            clause=proposal.clause,
            clause_label=clause_label(self.clauses, proposal.clause),
            certainty=proposal.certainty,
            certainty_label=CERTAINTIES[proposal.certainty],
            placed=proposal.start is not None,
            source_start=proposal.source_start,
            source_end=proposal.source_end,
            blocking=proposal.number in self.blocking,
            decided_by=str(proposal.decided_by or ""),
            decided_at=proposal.decided_at,
            editable=bool(kind.fields),
            doubts=self._doubts(proposal),
            form=form,
            notice=notice,
            anchor=anchor or str(proposal.number),
            merged_into=self.numbers.get(proposal.merged_into_id),
            split_from=self.numbers.get(proposal.split_from_id),
            moved_from=self._moved_from(proposal),
            returned=proposal.returned,
            reshaped=kind.reshaped and proposal.merged_into_id is None,
            **self._special(proposal, values),
        )

    def _moved_from(self, proposal: Proposal) -> str:
        was = (proposal.placed or {}).get("clause", proposal.clause)
        return "" if was == proposal.clause else clause_label(self.clauses, was) or _("无条款处")

    def _special(self, proposal: Proposal, values: Payload) -> dict[str, Any]:
        if proposal.kind == "suspicion":
            return {
                "message": values["message"],
                "readings": tuple(values["readings"]),
                "reading": values.get("reading") or "",
            }
        if proposal.kind == "review_item":
            return {"message": values["message"]}
        if proposal.kind == "unit":
            return self._unit(proposal, values)
        if origin := proposal.payload.get("origin"):
            return {
                "message": _("这一条由%(origin)s提议，不是按规则读出的，请对照原文核实") % {"origin": origin}
            }
        return {}

    def _unit(self, proposal: Proposal, values: Payload) -> dict[str, Any]:
        if not proposal.can.open:
            return {"suggestion": values.get("unit_name", ""), "collective": bool(values["collective"])}
        if self.directory is None:
            self.directory = Directory(self.document.area)
        unit = self.directory.suggest(values)
        return {
            "suggestion": unit.name if unit else values["name"],
            "suggestion_exists": unit is not None,
            "collective": bool(values["collective"]),
            "remembered": inside_marks(self.directory.taught_by(unit, values["printed"])) if unit else "",
        }

    def _doubts(self, proposal: Proposal) -> tuple[int, ...]:
        if proposal.kind in {"suspicion", "unit"}:
            return ()
        return tuple(s.number for s in self.suspicions if overlap(s, proposal))


def form_of(
    proposal: Proposal, data: Mapping[str, str] | None = None, errors: Mapping[str, Any] | None = None
) -> Form:
    """The correction form: what stands now, or what was typed with what is wrong with it."""
    return form_for(
        proposal.kind, written(proposal.kind, proposal.values) if data is None else data, errors or {}
    )


def form_for(kind: str, values: Mapping[str, str], errors: Mapping[str, Any]) -> Form:
    """The form of a kind with what is in it; errors that belong to no field stand above."""
    specs = KINDS[kind].fields
    fields = tuple(
        InputField(spec, values.get(spec.name, ""), tuple(map(str, errors.get(spec.name, ()))))
        for spec in specs
    )
    names = {spec.name for spec in specs}
    rest = tuple(str(text) for name, texts in errors.items() if name not in names for text in texts)
    return Form(fields, rest)


def tabs(proposals: Iterable[Proposal]) -> list[Tab]:
    """The tabs that have anything, in review order."""
    counts = {name: [0, 0, 0] for name in TABS}
    for proposal in proposals:
        kind = KINDS[proposal.kind]
        count = counts[kind.tab]
        count[0] += proposal.can.open
        count[1] += 1
        count[2] += kind.batch and proposal.can.open and proposal.certainty == "certain"
    return [Tab(name, TABS[name], *count) for name, count in counts.items() if count[1]]


def _label(proposal: Proposal) -> str | Promise:
    if proposal.kind == "header":
        return HEADER_FIELDS[proposal.item]
    if proposal.kind == "roster":
        return ROSTERS.get(proposal.payload.get("kind", ""), KINDS["roster"].label)
    return KINDS[proposal.kind].label


def headline(kind: str, values: Payload, text: str) -> str:
    """A proposal in one line."""
    if kind in {"goal", "figure"}:
        parts = [
            values.get("indicator") or "",
            signed(values.get("op"), bool(values.get("increment")))
            + amount(values.get("value"), values.get("unit")),
        ]
        return " ".join(part for part in parts if part)
    if kind == "condition":
        value = values.get("value")
        limit = (
            signed(values.get("op"), bool(values.get("increment"))) + amount(value, values.get("unit"))
            if value is not None
            else ""
        )
        return " ".join(part for part in (values.get("subject") or text, limit) if part)
    if kind == "task":
        return f"{values.get('number') or ''}{values['heading']}"
    if kind == "header":
        return str(GENRES.get(values["value"], values["value"]))
    if kind == "person":
        return " ".join(filter(None, [values.get("role"), values.get("name")]))
    if kind == "roster":
        return _("%(count)d 个成员") % {"count": len(values["members"])}
    if kind == "milestone":
        return str(values["text"])
    return _cut(text, 80) or "·"


def lines(proposal: Proposal) -> Iterable[Line]:
    """The facts under the headline: those that are there, corrected ones with what was read before."""
    if proposal.kind == "unit":
        printed = [name for name in proposal.payload["printed"] if name != proposal.text]
        if printed:
            yield Line(_("也写作"), "、".join(printed))
        return
    if proposal.kind == "roster":
        yield Line(_("成员"), _cut("、".join(m["text"] for m in proposal.values["members"]), _NAMED))
        return
    skipped = {
        "indicator",
        "op",
        "value",
        "unit",
        "heading",
        "number",
        "name",
        "role",
        "subject",
        "increment",
    }
    if proposal.kind in {"header", "milestone"}:
        skipped |= {"text"}
    now, before = written(proposal.kind, proposal.values), written(proposal.kind, proposal.payload)
    for spec in KINDS[proposal.kind].fields:
        changed = proposal.decided is not None and now[spec.name] != before[spec.name]
        if spec.name in skipped and not changed:
            continue
        if now[spec.name] or changed:
            was = _shown(spec, before[spec.name]) or _("（空）") if changed else ""
            yield Line(spec.label, _shown(spec, now[spec.name]), was)
    leaders = proposal.values.get("leaders")
    if leaders:
        yield Line(_("文中领导"), "、".join(leaders))


def _shown(spec: Field, value: str) -> str:
    if spec.control == "flag":
        return _("是") if value else _("否")
    if spec.control == "choice":
        return str(dict(spec.choices).get(value, value))
    return _cut(value, _NAMED)


def _cut(text: str, limit: int = _QUOTED) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[:limit]}…"
