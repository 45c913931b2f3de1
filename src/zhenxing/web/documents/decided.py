"""A document's plan as people have decided it: with corrections, without what was sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from zhenxing.core.compiler import plan as compiled
from zhenxing.core.compiler.findings.indicators import Baseline, baselines_of
from zhenxing.core.compiler.plan import Found, Header, Plan, UnitMention, Value
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.terms import folded
from zhenxing.core.quoting import book_title
from zhenxing.web.documents.adoption import Review, words_of
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.sources import plan_of
from zhenxing.web.documents.units import Directory

_NOWHERE = Span(0, 0)
_Finding = TypeVar("_Finding", compiled.Goal, compiled.Task, compiled.Condition)


def decided_plan(document: Document, review: Review, directory: Directory) -> Plan:
    """The plan as decided so far. Every goal, task and condition is named `p` + its proposal's number.

    Units carry the key of the site's unit where one is known, so that two documents that print one
    unit in two ways name it alike.
    """
    units = _Units(review, directory)
    alive = [proposal for proposal in review.proposals if not proposal.can.dropped]
    plan, readings = plan_of(document), review.readings()
    words = {p.pk: words_of(p, plan.text, readings) for p in alive}
    return replace(
        plan,
        header=header_of(document),
        goals=_as_read(goals_of(alive), alive, words),
        figures=figures_of(alive),
        tasks=_as_read((_task(p, units) for p in alive if p.kind == "task"), alive, words),
        conditions=_as_read((_condition(p) for p in alive if p.kind == "condition"), alive, words),
    )


def _as_read(
    found: Iterable[_Finding], alive: Iterable[Proposal], words: Mapping[int, str]
) -> tuple[_Finding, ...]:
    """Findings with the words a person has read in their damaged places."""
    by_name = {name_of(p): words[p.pk] for p in alive}
    return tuple(replace(one, text=by_name[one.id]) for one in found)


def header_of(document: Document) -> Header:
    """The document's own columns, as they are after review."""
    issued = document.issued_on.isoformat() if document.issued_on else ""
    return Header(
        title=_found(document.title),
        doc_number=_found(document.doc_number),
        issuer=_found(document.issuer),
        issued_on=_found(issued),
        genre=_found(document.genre),
    )


def goals_of(proposals: Iterable[Proposal]) -> tuple[compiled.Goal, ...]:
    """The goals among proposals nobody has sent back; what is still damaged stays `unsure`."""
    return tuple(_goal(p) for p in proposals if p.kind == "goal" and not p.can.dropped)


def figures_of(proposals: Iterable[Proposal]) -> tuple[compiled.Figure, ...]:
    """The reported numbers among proposals nobody has sent back; one without a value says nothing."""
    return tuple(
        compiled.Figure(
            id=name_of(p),
            text=p.text,
            span=span_of(p),
            indicator=p.values.get("indicator") or "",
            op=p.values.get("op") or "=",
            value=value,
            unit=p.values.get("unit"),
            period=p.values.get("period"),
            clause=p.clause or None,
            suspicion=None if p.can.binding else p.values.get("suspicion"),
        )
        for p in proposals
        if p.kind == "figure" and not p.can.dropped and (value := value_of(p.values.get("value"))) is not None
    )


def known_baselines(older: Document | None) -> tuple[Baseline, ...]:
    """What the document before this one reported, as figures to measure growth from."""
    if older is None:
        return ()
    figures = figures_of(older.proposals.filter(kind="figure"))
    return tuple(replace(each, source=book_title(older.title), span=None) for each in baselines_of(figures))


def name_of(proposal: Proposal) -> str:
    """What a proposal is called in a decided plan."""
    return f"p{proposal.number}"


def number_of(name: str) -> int:
    """The proposal's number behind a name of a decided plan."""
    return int(name.removeprefix("p"))


def span_of(proposal: Proposal) -> Span:
    """Where a proposal stands in the clean text; nowhere is (0, 0)."""
    if proposal.start is None or proposal.end is None:
        return _NOWHERE
    return Span(proposal.start, proposal.end)


def value_of(stored: str | list[str] | None) -> Value | None:
    """A stored value as exact numbers."""
    if stored is None:
        return None
    return tuple(Decimal(part) for part in stored) if isinstance(stored, list) else Decimal(stored)


def _found(value: str) -> Found | None:
    return Found(value, _NOWHERE) if value else None


def _goal(proposal: Proposal) -> compiled.Goal:
    values = proposal.values
    decided = proposal.can.binding
    return compiled.Goal(
        id=name_of(proposal),
        text=proposal.text,
        span=span_of(proposal),
        indicator=values.get("indicator") or "",
        op=values.get("op") or "=",
        value=value_of(values.get("value")),
        unit=values.get("unit"),
        deadline=values.get("deadline"),
        clause=proposal.clause or None,
        aspirational=bool(values.get("aspirational")),
        increment=bool(values.get("increment")),
        scope=values.get("scope"),
        certainty="certain" if decided else proposal.certainty,  # type: ignore[arg-type]  # one of the compiler's
        suspicion=None if decided else values.get("suspicion"),
    )


def _task(proposal: Proposal, units: _Units) -> compiled.Task:
    values = proposal.values
    return compiled.Task(
        id=name_of(proposal),
        number=values.get("number") or None,
        heading=values["heading"],
        text=proposal.text,
        span=span_of(proposal),
        clause=proposal.clause or None,
        section=values.get("section"),
        lead=units.mentions(values.get("lead")),
        support=units.mentions(values.get("support")),
        leaders=tuple(values.get("leaders") or ()),
        deadline=values.get("deadline"),
    )


def _condition(proposal: Proposal) -> compiled.Condition:
    values = proposal.values
    return compiled.Condition(
        id=name_of(proposal),
        text=proposal.text,
        span=span_of(proposal),
        subject=values.get("subject") or "",
        op=values.get("op"),
        value=value_of(values.get("value")),
        unit=values.get("unit"),
        award=values.get("award"),
        penalty=values.get("penalty"),
        clause=proposal.clause or None,
    )


class _Units:
    """Printed name → the site's unit, as decided or as the directory knows it."""

    def __init__(self, review: Review, directory: Directory) -> None:
        self._keys: dict[str, str] = {}
        self._dropped: set[str] = set()
        for proposal in review.proposals:
            if proposal.kind == "unit":
                self._read(proposal, directory)

    def _read(self, proposal: Proposal, directory: Directory) -> None:
        printed = proposal.payload["printed"]
        if proposal.can.dropped:
            self._dropped.update(printed)
            return
        known: Any = proposal.values["unit"] if proposal.can.binding else None
        if known is None:
            suggested = directory.suggest(proposal.payload)
            known = suggested.pk if suggested else None
        key = f"unit-{known}" if known else proposal.payload["key"]
        self._keys.update(dict.fromkeys(printed, key))

    def mentions(self, names: list[str] | None) -> tuple[UnitMention, ...]:
        """The units so printed, without names a person has said are none."""
        return tuple(
            UnitMention(name, _NOWHERE, unit=self._keys.get(name, folded(name)))
            for name in names or ()
            if name not in self._dropped
        )
