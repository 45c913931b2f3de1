"""A document's responsibility matrix and X-ray, as its page and its workbook show them.

The core draws the matrix and finds the gaps; here the plan it examines is put together as people
have decided it: from the proposals before adoption, from the register of tasks afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.compiler import plan as compiled
from zhenxing.core.compiler.plan import Organisation, Plan, Roster, RosterMember, UnitMention
from zhenxing.core.compiler.source import Source, Span, TracedText
from zhenxing.core.compiler.xray import Item, examine
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.decided import figures_of, goals_of, header_of, known_baselines
from zhenxing.web.documents.layout import clause_label, top_clause
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.kit import scope
from zhenxing.web.organisations.models import Unit
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.states import LEAD, SUPPORT

_SHORT: dict[str, str | Promise] = {
    "unassigned": _("任务没有分工"),
    "without_lead": _("任务没有牵头"),
    "member_without_task": _("成员没有任务"),
    "outside_group": _("有任务的非成员"),
    "name_variants": _("单位写法不一"),
    "unsure_units": _("单位待确认"),
    "collective_units": _("集合称谓"),
    "without_deadline": _("任务没有期限"),
    "busiest_units": _("任务最多的单位"),
    "target_conflict": _("目标前后不一"),
    "target_falls": _("目标逐年走低"),
    "growth_mismatch": _("绝对数与增速不符"),
    "increment_mismatch": _("基数加新增不符"),
    "target_past": _("目标期限已过"),
    "target_near": _("目标期限将至"),
    "target_met": _("目标已经达到"),
    "task_past": _("任务时限已过"),
}


@dataclass(frozen=True)
class Name:
    """The organisation behind a printed name. `linked`: a person has said which unit it is."""

    key: str
    label: str
    collective: bool = False
    linked: bool = True
    group: str = ""


@dataclass(frozen=True)
class MatrixTask:
    """One task: a column of the page, a row of the workbook. `lead` and `support` are (name, printed)."""

    number: str
    heading: str
    section: str
    url: str
    clause: str
    content: str
    #: the day the register counts; before adoption and where the document says when, its own words
    deadline: str
    #: what the document itself says, which is all the X-ray looks at
    printed_deadline: str
    span: Span
    lead: tuple[tuple[Name, str], ...] = ()
    support: tuple[tuple[Name, str], ...] = ()

    @property
    def units(self) -> int:
        return len(self.lead) + len(self.support)

    @property
    def lead_count(self) -> int:
        return len(self.lead)


@dataclass(frozen=True)
class Section:
    name: str
    tasks: tuple[MatrixTask, ...]


@dataclass(frozen=True)
class Cell:
    role: str
    #: begins a section
    first: bool


@dataclass(frozen=True)
class Part:
    role: str
    task: MatrixTask


@dataclass(frozen=True)
class Row:
    """One unit and its part in every task."""

    name: str
    collective: bool
    linked: bool
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]

    @property
    def lead(self) -> int:
        return sum(part.role == LEAD for part in self.parts)

    @property
    def support(self) -> int:
        return sum(part.role == SUPPORT for part in self.parts)


@dataclass(frozen=True)
class ShownItem:
    """A case of a finding, and what it stands against: the other target, or where the number is from."""

    text: str
    note: str
    url: str
    against: str = ""
    against_url: str = ""


@dataclass(frozen=True)
class ShownFinding:
    """One kind of gap with every case of it; `short` is its name on a tile."""

    code: str
    message: str
    short: str | Promise
    items: tuple[ShownItem, ...]


class MatrixPage:
    """The matrix and the findings of one document."""

    def __init__(
        self, document: Document, tasks: list[MatrixTask], names: dict[str, Name], plan: Plan
    ) -> None:
        self.document = document
        self.sections = _sections(tasks)
        self.tasks = [task for section in self.sections for task in section.tasks]
        self.names = names
        self.xray = examine(plan, known_baselines(document.version_of))

    @cached_property
    def rows(self) -> list[Row]:
        """The busiest leads first, collectives last."""
        firsts = [task is section.tasks[0] for section in self.sections for task in section.tasks]
        shown = []
        for row in self.xray.matrix.rows:
            name = self.names[row.unit]
            cells = [Cell(part or "", first) for part, first in zip(row.parts, firsts, strict=True)]
            parts = [Part(c.role, task) for c, task in zip(cells, self.tasks, strict=True) if c.role]
            shown.append(Row(name.label, name.collective, name.linked, tuple(cells), tuple(parts)))
        return sorted(shown, key=lambda row: (row.collective, -row.lead, -row.support))

    @property
    def unit_count(self) -> int:
        return len(self.rows)

    @property
    def lead_total(self) -> int:
        return sum(row.lead for row in self.rows)

    @property
    def support_total(self) -> int:
        return sum(row.support for row in self.rows)

    @cached_property
    def findings(self) -> list[ShownFinding]:
        urls = {task.span: task.url for task in self.tasks}
        return [
            ShownFinding(
                found.kind,
                found.message,
                _SHORT.get(found.kind, found.message.partition("：")[0]),
                tuple(self._shown(item, urls) for item in found.items),
            )
            for found in self.xray.findings
        ]

    def _shown(self, item: Item, urls: dict[Span, str]) -> ShownItem:
        span = item.against_span
        against = place_url(self.document, *span) if span and span.end else ""
        return ShownItem(item.text, item.note, self._url(item, urls), item.against, against)

    def _url(self, item: Item, urls: dict[Span, str]) -> str:
        if item.span is None or item.span == Span(0, 0):
            return ""
        return urls.get(item.span) or place_url(self.document, *item.span)


def _sections(tasks: list[MatrixTask]) -> list[Section]:
    grouped: dict[str, list[MatrixTask]] = {}
    for task in tasks:
        grouped.setdefault(task.section, []).append(task)
    return [Section(name, tuple(found)) for name, found in grouped.items()]


def matrix_of(document: Document) -> MatrixPage:
    """The matrix as it stands: of the register once adopted, of the proposals before."""
    review = Review.of(document)
    names = _Names(review)
    tasks = _registered(document, names) if document.can.registered else _proposed(document, review, names)
    ordered = [task for section in _sections(tasks) for task in section.tasks]
    rosters = tuple(_roster(p, names) for p in review.proposals if p.kind == "roster" and not p.can.dropped)
    plan = Plan(
        source=Source(""),
        traced=TracedText.of(""),
        header=header_of(document),
        goals=goals_of(review.proposals),
        figures=figures_of(review.proposals),
        tasks=tuple(_as_compiled(number, task) for number, task in enumerate(ordered)),
        rosters=rosters,
        organisations=names.organisations(),
    )
    return MatrixPage(document, tasks, {name.key: name for name in names.known.values()}, plan)


def gaps_of(document: Document, viewer: User) -> list[ShownFinding]:
    """What the X-ray found that somebody should look at, for who may see it: tiles of other pages."""
    if not document.can.read or not scope.holds(document, viewer, "matrix.view"):
        return []
    return [finding for finding in matrix_of(document).findings if finding.code != "busiest_units"]


class _Names:
    """Printed name → organisation, as decided so far; names that are no unit are left out."""

    def __init__(self, review: Review) -> None:
        proposals = [p for p in review.proposals if p.kind == "unit"]
        self.dropped = {text for p in proposals if p.can.dropped for text in p.payload["printed"]}
        linked = [p.values["unit"] for p in proposals if p.can.binding]
        self.units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=linked)}
        self.known: dict[str, Name] = {}
        self.places: dict[str, Span] = {}
        for proposal in proposals:
            for printed in () if proposal.can.dropped else proposal.payload["printed"]:
                self.known[printed] = self._name(proposal)
                self.places[printed] = span_of(proposal)

    def _name(self, proposal: Proposal) -> Name:
        if proposal.can.binding:
            return self.of_unit(self.units[proposal.values["unit"]])
        payload = proposal.payload
        return Name(f"p{proposal.number}", payload["name"], bool(payload["collective"]), linked=False)

    def of_unit(self, unit: Unit) -> Name:
        return Name(f"u{unit.pk}", unit.name, unit.collective, group=unit.get_kind_display())

    def named(self, printed: str) -> Name:
        return self.known.setdefault(printed, Name(f"n{printed}", printed, linked=False))

    def registered(self, part: TaskAssignment) -> Name:
        if part.unit is None:
            return self.named(part.printed)
        return self.known.setdefault(part.printed, self.of_unit(part.unit))

    def organisations(self) -> tuple[Organisation, ...]:
        printed: dict[str, list[str]] = {}
        for text, name in self.known.items():
            printed.setdefault(name.key, []).append(text)
        names = {name.key: name for name in self.known.values()}
        return tuple(
            Organisation(key, names[key].label, collective=names[key].collective, printed=tuple(texts))
            for key, texts in printed.items()
        )


def _proposed(document: Document, review: Review, names: _Names) -> list[MatrixTask]:
    clauses = document.plans.latest("id").layout["clauses"]
    return [_proposed_task(document, p, clauses, names) for p in review.alive() if p.kind == "task"]


def _proposed_task(document: Document, proposal: Proposal, clauses: list[dict], names: _Names) -> MatrixTask:  # type: ignore[type-arg]  # JSON
    values = proposal.values
    return MatrixTask(
        number=values.get("number") or "",
        heading=values["heading"],
        section=top_clause(clauses, proposal.clause),
        url=place_url(document, proposal.start, proposal.end),
        clause=clause_label(clauses, proposal.clause),
        content=proposal.text,
        deadline=values.get("deadline") or "",
        printed_deadline=values.get("deadline") or "",
        span=span_of(proposal),
        lead=_each((names.named(n), n) for n in values["lead"] if n not in names.dropped),
        support=_each((names.named(n), n) for n in values["support"] if n not in names.dropped),
    )


def _registered(document: Document, names: _Names) -> list[MatrixTask]:
    lines = TaskAssignment.objects.filter(role__in=(LEAD, SUPPORT)).select_related("unit").order_by("order")
    tasks = Task.objects.filter(document=document, archived_at=None).order_by("position")
    return [_registered_task(task, names) for task in tasks.prefetch_related(Prefetch("assignments", lines))]


def _registered_task(task: Task, names: _Names) -> MatrixTask:
    parts = [(part.role, names.registered(part), part.printed) for part in task.assignments.all()]
    return MatrixTask(
        number=task.number,
        heading=task.heading,
        section=task.section,
        url=reverse("tasks:detail", kwargs={"pk": task.pk}),
        clause=task.clause_label,
        content=task.content,
        deadline=task.deadline or (task.due_on.isoformat() if task.due_on else ""),
        printed_deadline=task.deadline,
        span=span_of(task),
        lead=_each((name, printed) for role, name, printed in parts if role == LEAD),
        support=_each((name, printed) for role, name, printed in parts if role == SUPPORT),
    )


def _each(pairs: Iterable[tuple[Name, str]]) -> tuple[tuple[Name, str], ...]:
    return tuple(dict.fromkeys(pairs))


def _as_compiled(number: int, task: MatrixTask) -> compiled.Task:
    """The task as the core examines it; a date set at adoption is no deadline of the document."""
    section = task.section.partition("、")[0] if "、" in task.section else None
    return compiled.Task(
        id=f"t{number}",
        number=task.number or None,
        heading=task.heading,
        text=task.content,
        span=task.span,
        section=section,
        lead=_mentions(task.lead),
        support=_mentions(task.support),
        deadline=task.printed_deadline or None,
    )


def _mentions(pairs: tuple[tuple[Name, str], ...]) -> tuple[UnitMention, ...]:
    return tuple(UnitMention(printed, Span(0, 0), name.collective, name.key) for name, printed in pairs)


def _roster(proposal: Proposal, names: _Names) -> Roster:
    members = []
    for member in proposal.values["members"]:
        name = names.named(member["text"])
        place = names.places.get(member["text"], span_of(proposal))
        members.append(RosterMember(member["text"], place, member.get("role"), name.collective, name.key))
    return Roster(proposal.item, proposal.payload["kind"], span_of(proposal), tuple(members))


def span_of(record: Proposal | Task) -> Span:
    """Where a proposal or task stands; nowhere is (0, 0)."""
    return Span(record.start or 0, record.end or 0)


def place_url(document: Document, start: int | None, end: int | None) -> str:
    """The reading page with a passage pointed out."""
    url = reverse("documents:read", kwargs={"pk": document.pk})
    return f"{url}?at={start}-{end}#at" if start is not None else url
