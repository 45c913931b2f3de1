"""The compiled document: one immutable Plan, every part of which points at its text.

All spans are in `Plan.traced.text` (the clean text) unless a field says otherwise;
`Plan.source_span` leads any of them back to the stored source.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypedDict, Unpack

from zhenxing.core.compiler.source import Source, Span, TracedText

#: `certain`: the text says so in a form the compiler knows; `likely`: read from weaker signs;
#: `unsure`: a person must look before anything follows from it.
Certainty = Literal["certain", "likely", "unsure"]
Operator = Literal[">=", ">", "=", "<=", "<", "approx", "range", "tiers", "+"]
Value = Decimal | tuple[Decimal, ...]
Genre = Literal["plan", "notice", "measure", "news", "meeting", "report", "opinion", "other"]
ClauseRole = Literal[
    "body", "goals", "tasks", "policies", "safeguards", "mechanism", "conditions", "attachment", "covering"
]


@dataclass(frozen=True)
class Repair:
    """One change that cleaning made (a run of one kind may be one Repair)."""

    kind: str
    source_span: Span
    before: str
    after: str
    certainty: Certainty = "certain"
    count: int = 1


@dataclass(frozen=True)
class Reading:
    """What a damaged place may have said, and the evidence for or against it."""

    text: str
    reason: str
    likely: bool = False


@dataclass(frozen=True)
class Suspicion:
    """A place where the source has lost characters."""

    id: str
    kind: str
    span: Span
    text: str
    message: str
    readings: tuple[Reading, ...] = ()

    @property
    def reading(self) -> str | None:
        """The one reading that survives the evidence, else None."""
        likely = [reading.text for reading in self.readings if reading.likely]
        return likely[0] if len(likely) == 1 else None


@dataclass(frozen=True)
class Found:
    """A header value and where it stands."""

    value: str
    span: Span
    certainty: Certainty = "certain"
    #: where it stands in the source when cleaning took it out of the text (the page's table of
    #: facts); `span` is then empty
    source_span: Span | None = None


@dataclass(frozen=True)
class Header:
    """What identifies the document. Dates are ISO texts; `place` is a division code."""

    title: Found | None = None
    doc_number: Found | None = None
    issuer: Found | None = None
    issued_on: Found | None = None
    published_on: Found | None = None
    genre: Found | None = None
    place: Found | None = None
    recipients: tuple[Found, ...] = ()
    cited: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Clause:
    """One node of the outline. `id` is stable for the same structure: `2.3` is 二、(三)."""

    id: str
    number: str
    heading: str
    level: int
    #: the clause with all its children
    span: Span
    heading_span: Span
    parent: str | None = None
    role: ClauseRole = "body"


@dataclass(frozen=True)
class Goal:
    """A commitment about the future with a number."""

    id: str
    text: str
    span: Span
    indicator: str
    op: Operator
    value: Value | None
    unit: str | None
    deadline: str | None = None
    clause: str | None = None
    #: 力争, 争取: an aim, not a promise
    aspirational: bool = False
    #: 新增, 净增: counts from the base
    increment: bool = False
    kind: str = "target"
    scope: str | None = None
    certainty: Certainty = "certain"
    suspicion: str | None = None
    #: who proposed it, when no rule read it
    origin: str | None = None


@dataclass(frozen=True)
class Figure:
    """A reported fact with a number."""

    id: str
    text: str
    span: Span
    indicator: str
    op: Operator
    value: Value
    unit: str | None
    period: str | None = None
    clause: str | None = None
    certainty: Certainty = "certain"
    suspicion: str | None = None


@dataclass(frozen=True)
class Milestone:
    """A dated deliverable without a number (规划编制, 破零)."""

    id: str
    text: str
    span: Span
    deadline: str | None = None
    clause: str | None = None
    certainty: Certainty = "certain"


@dataclass(frozen=True)
class UnitMention:
    """A unit as printed. `unit` is the key of the one organisation it was linked to."""

    text: str
    span: Span
    collective: bool = False
    unit: str | None = None


@dataclass(frozen=True)
class Task:
    """A numbered item of a part that orders work."""

    id: str
    number: str | None
    heading: str
    text: str
    span: Span
    clause: str | None = None
    section: str | None = None
    lead: tuple[UnitMention, ...] = ()
    support: tuple[UnitMention, ...] = ()
    actors: tuple[UnitMention, ...] = ()
    leaders: tuple[str, ...] = ()
    deadline: str | None = None
    responsibility_span: Span | None = None
    certainty: Certainty = "certain"
    origin: str | None = None


@dataclass(frozen=True)
class Condition:
    """Eligibility, recognition, award or exit with its threshold."""

    id: str
    text: str
    span: Span
    subject: str
    op: Operator | None
    value: Value | None
    unit: str | None
    award: str | None = None
    penalty: str | None = None
    alternative_group: str | None = None
    clause: str | None = None
    certainty: Certainty = "certain"
    origin: str | None = None


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    span: Span
    post: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class RosterMember:
    text: str
    span: Span
    role: str | None = None
    collective: bool = False
    unit: str | None = None


@dataclass(frozen=True)
class Roster:
    """A list the document establishes: `leading_group`, `member_units`, `towns`."""

    id: str
    kind: str
    span: Span
    members: tuple[RosterMember, ...]
    clause: str | None = None


@dataclass(frozen=True)
class Organisation:
    """One organisation, however the document writes it."""

    key: str
    name: str
    level: Literal["national", "province", "city", "county", "township", "park", "unknown"] = "unknown"
    collective: bool = False
    #: every different way the document prints it
    printed: tuple[str, ...] = ()
    certainty: Certainty = "certain"


@dataclass(frozen=True)
class PlaceLink:
    """A place name and the division code it was linked to."""

    text: str
    code: str
    name: str


@dataclass(frozen=True)
class ReviewItem:
    """Something a stage could not understand; a person decides."""

    stage: str
    span: Span
    text: str
    message: str


@dataclass(frozen=True)
class StageRecord:
    """What one stage did: `done` with a count, or `declined` with the reason."""

    stage: str
    outcome: Literal["done", "declined"]
    note: str = ""


class Parts(TypedDict, total=False):
    """What a stage can change of a plan: the fields of `Plan` but its source."""

    traced: TracedText
    header: Header
    clauses: tuple[Clause, ...]
    goals: tuple[Goal, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[Milestone, ...]
    tasks: tuple[Task, ...]
    conditions: tuple[Condition, ...]
    people: tuple[Person, ...]
    rosters: tuple[Roster, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[PlaceLink, ...]
    repairs: tuple[Repair, ...]
    suspicions: tuple[Suspicion, ...]
    review: tuple[ReviewItem, ...]
    trail: tuple[StageRecord, ...]


@dataclass(frozen=True)
class Plan:
    """A compiled document. Stages return new Plans; nothing in one ever changes."""

    source: Source
    traced: TracedText
    header: Header = Header()
    clauses: tuple[Clause, ...] = ()
    goals: tuple[Goal, ...] = ()
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tasks: tuple[Task, ...] = ()
    conditions: tuple[Condition, ...] = ()
    people: tuple[Person, ...] = ()
    rosters: tuple[Roster, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[PlaceLink, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    review: tuple[ReviewItem, ...] = ()
    trail: tuple[StageRecord, ...] = ()

    def changed(self, **parts: Unpack[Parts]) -> Plan:
        """A plan with these parts in place of its own; every stage makes one, so all at once."""
        plan = object.__new__(Plan)
        object.__setattr__(plan, "__dict__", {**self.__dict__, **parts})
        return plan

    @property
    def text(self) -> str:
        """The clean text."""
        return self.traced.text

    def source_span(self, span: Span) -> Span:
        return self.traced.source_span(span)

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def clause_at(self, position: int) -> Clause | None:
        """The innermost clause that holds a position."""
        inner: Clause | None = None
        for clause in self.clauses:
            holds = clause.span.start <= position < clause.span.end
            if holds and (inner is None or clause.level >= inner.level):
                inner = clause
        return inner

    def clause(self, clause_id: str) -> Clause:
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)
