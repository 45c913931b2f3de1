"""Who leads and supports what: the responsibility matrix of a document, and what its X-ray shows.

Before adoption it is drawn from the proposals as they have been decided so far, afterwards from the
register of tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.layout import clause_label, top_clause
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.organisations.models import Unit
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.states import LEAD, SUPPORT


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
    """One task: a column of the page, a row of the workbook."""

    number: str
    heading: str
    section: str
    url: str
    clause: str = ""
    content: str = ""
    deadline: str = ""
    #: (key of the name, role), each pair once
    parts: tuple[tuple[str, str], ...] = ()

    def names(self, role: str) -> list[str]:
        return [key for key, part in self.parts if part == role]

    @property
    def units(self) -> int:
        return len(self.parts)

    @property
    def lead_count(self) -> int:
        return len(self.names(LEAD))


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
class FindingItem:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Finding:
    """One kind of weakness in the division of work, with every case of it."""

    code: str
    label: str | Promise
    hint: str | Promise
    items: tuple[FindingItem, ...]


@dataclass
class Matrix:
    """Tasks in document order, the names in them, and the members the document lists."""

    document: Document
    tasks: list[MatrixTask]
    names: dict[str, Name]
    members: list[Name] = field(default_factory=list)
    variants: list[tuple[str, list[str]]] = field(default_factory=list)

    @cached_property
    def sections(self) -> list[Section]:
        grouped: dict[str, list[MatrixTask]] = {}
        for task in self.tasks:
            grouped.setdefault(task.section, []).append(task)
        return [Section(name, tuple(tasks)) for name, tasks in grouped.items()]

    @cached_property
    def rows(self) -> list[Row]:
        """The busiest leads first, collectives last."""
        columns = [(task, task is section.tasks[0]) for section in self.sections for task in section.tasks]
        used = dict.fromkeys(key for task in self.tasks for key, _role in task.parts)
        rows = [self._row(self.names[key], columns) for key in used]
        return sorted(rows, key=lambda row: (row.collective, -row.lead, -row.support))

    def _row(self, name: Name, columns: list[tuple[MatrixTask, bool]]) -> Row:
        cells = [Cell(dict(task.parts).get(name.key, ""), first) for task, first in columns]
        parts = [
            Part(cell.role, task) for cell, (task, _first) in zip(cells, columns, strict=True) if cell.role
        ]
        return Row(name.label, name.collective, name.linked, tuple(cells), tuple(parts))

    @property
    def task_count(self) -> int:
        return len(self.tasks)

    @property
    def unit_count(self) -> int:
        return len(self.rows)

    @property
    def lead_total(self) -> int:
        return sum(row.lead for row in self.rows)

    @property
    def support_total(self) -> int:
        return sum(row.support for row in self.rows)

    @property
    def pair_count(self) -> int:
        return self.lead_total + self.support_total

    @cached_property
    def findings(self) -> list[Finding]:
        """Every kind of weakness that occurs."""
        found = [
            self._without_line(),
            self._without_lead(),
            self._idle(),
            self._variants(),
            self._collective(),
        ]
        return [finding for finding in found if finding.items]

    def _without_line(self) -> Finding:
        items = _items(task for task in self.tasks if not task.parts)
        return Finding("no-line", _("项任务没有写明分工"), _("文中没有责任分工，请明确由谁办。"), items)

    def _without_lead(self) -> Finding:
        items = _items(task for task in self.tasks if task.parts and not task.lead_count)
        return Finding("no-lead", _("项任务没有牵头单位"), _("只列了分工单位，容易无人牵头。"), items)

    def _idle(self) -> Finding:
        busy = {key for task in self.tasks for key, _role in task.parts}
        items = tuple(FindingItem(name.label) for name in self.members if name.key not in busy)
        return Finding("idle", _("个成员单位没有任务"), _("列入了领导小组或成员单位，任务里却没有。"), items)

    def _variants(self) -> Finding:
        items = tuple(FindingItem(f"{label}：{'、'.join(printed)}") for label, printed in self.variants)
        return Finding("variants", _("个单位有几种写法"), _("已并为同一个单位，行文时宜统一。"), items)

    def _collective(self) -> Finding:
        items = tuple(FindingItem(row.name) for row in self.rows if row.collective)
        return Finding("collective", _("个集合称谓"), _("没有指明具体单位，督办时落不到人。"), items)


def _items(tasks: Iterable[MatrixTask]) -> tuple[FindingItem, ...]:
    return tuple(FindingItem(f"{task.number}{task.heading}", task.url) for task in tasks)


def matrix_of(document: Document) -> Matrix:
    """The matrix as it stands: of the register once adopted, of the proposals before."""
    review = Review.of(document)
    names = _names(review)
    tasks = _registered(document, names) if document.can.registered else _proposed(document, review, names)
    by_key = {name.key: name for name in names.values()}
    return Matrix(document, tasks, by_key, _members(review, names), _variants(review, names))


def _names(review: Review) -> dict[str, Name]:
    """Printed name → organisation; names that a person said are no unit are left out."""
    proposals = [p for p in review.proposals if p.kind == "unit" and (p.can.open or p.can.binding)]
    linked = {p.values["unit"] for p in proposals if p.can.binding}
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=linked)}
    return {
        printed: _name(proposal, units) for proposal in proposals for printed in proposal.payload["printed"]
    }


def _name(proposal: Proposal, units: dict[int, Unit]) -> Name:
    if proposal.can.binding:
        return _of_unit(units[proposal.values["unit"]])
    return Name(f"p{proposal.number}", proposal.payload["name"], bool(proposal.payload["collective"]), False)


def _of_unit(unit: Unit) -> Name:
    return Name(f"u{unit.pk}", unit.name, unit.collective, group=unit.get_kind_display())


def _named(printed: str, names: dict[str, Name]) -> Name:
    return names.setdefault(printed, Name(f"n{printed}", printed, linked=False))


def _proposed(document: Document, review: Review, names: dict[str, Name]) -> list[MatrixTask]:
    clauses = document.plans.latest("id").layout["clauses"]
    rejected = {
        text
        for p in review.proposals
        if p.kind == "unit" and not (p.can.open or p.can.binding)
        for text in p.payload["printed"]
    }
    tasks = []
    for proposal in review.alive():
        if proposal.kind != "task":
            continue
        values = proposal.values
        listed = [(n, role) for role in (LEAD, SUPPORT) for n in values[role] if n not in rejected]
        tasks.append(
            MatrixTask(
                number=values.get("number") or "",
                heading=values["heading"],
                section=top_clause(clauses, proposal.clause),
                url=_place(document, proposal.start, proposal.end),
                clause=clause_label(clauses, proposal.clause),
                content=proposal.text,
                deadline=values.get("deadline") or "",
                parts=_once((_named(name, names).key, role) for name, role in listed),
            )
        )
    return tasks


def _registered(document: Document, names: dict[str, Name]) -> list[MatrixTask]:
    lines = TaskAssignment.objects.filter(role__in=(LEAD, SUPPORT)).select_related("unit")
    rows = Task.objects.filter(document=document, archived_at=None).prefetch_related(
        Prefetch("assignments", lines.order_by("role", "order"))
    )
    return [_registered_task(task, names) for task in rows.order_by("position")]


def _registered_task(task: Task, names: dict[str, Name]) -> MatrixTask:
    pairs = []
    for part in task.assignments.all():
        name = _of_unit(part.unit) if part.unit else _named(part.printed, names)
        names.setdefault(f"#{name.key}", name)
        pairs.append((name.key, part.role))
    return MatrixTask(
        number=task.number,
        heading=task.heading,
        section=task.section,
        url=reverse("tasks:detail", kwargs={"pk": task.pk}),
        clause=task.clause_label,
        content=task.content,
        deadline=task.deadline or (task.due_on.isoformat() if task.due_on else ""),
        parts=_once(pairs),
    )


def _once(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each name once; who leads does not also support."""
    kept: dict[str, str] = {}
    for key, role in pairs:
        if kept.get(key) != LEAD:
            kept[key] = role
    return tuple(kept.items())


def _place(document: Document, start: int | None, end: int | None) -> str:
    url = reverse("documents:read", kwargs={"pk": document.pk})
    return f"{url}?at={start}-{end}#at" if start is not None else url


def _members(review: Review, names: dict[str, Name]) -> list[Name]:
    """The units the document lists as members, each once."""
    members: dict[str, Name] = {}
    for proposal in review.proposals:
        if proposal.kind == "roster" and proposal.payload["kind"] != "towns" and proposal.state != "rejected":
            for member in proposal.values["members"]:
                name = _named(member["text"], names)
                members.setdefault(name.key, name)
    return list(members.values())


def _variants(review: Review, names: dict[str, Name]) -> list[tuple[str, list[str]]]:
    printed = Counter[str]()
    spelt: dict[str, list[str]] = {}
    for text, name in names.items():
        if not text.startswith("#") and not name.collective:
            printed[name.key] += 1
            spelt.setdefault(name.key, []).append(text)
    labels = {name.key: name.label for name in names.values()}
    return [(labels[key], texts) for key, texts in spelt.items() if printed[key] > 1]
