"""Units × tasks × part: who leads and who supports what, as the document says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhenxing.core.compiler.plan import Plan, Task, UnitMention
from zhenxing.core.compiler.source import Span

Part = Literal["lead", "support"]


@dataclass(frozen=True)
class Pair:
    """One unit named for one task, as printed."""

    unit: str
    printed: str
    task: str
    part: Part
    span: Span


@dataclass(frozen=True)
class Column:
    """One task: `id` is the plan's, `assigned` whether a responsibility line names anyone."""

    id: str
    number: str | None
    heading: str
    section: str | None
    assigned: bool
    led: bool


@dataclass(frozen=True)
class Row:
    """One unit; `parts` has one entry for each column, None where it has no part."""

    unit: str
    name: str
    collective: bool
    parts: tuple[Part | None, ...]

    @property
    def tasks(self) -> int:
        return sum(part is not None for part in self.parts)

    @property
    def leads(self) -> int:
        return self.parts.count("lead")


@dataclass(frozen=True)
class Matrix:
    """Rows in the order units first appear, columns in the order of tasks."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: every unit–task pair as printed, also where two printed names are one unit
    pairs: tuple[Pair, ...]


def build_matrix(plan: Plan) -> Matrix:
    """The responsibility matrix of a compiled plan; actors of running text have no part in it."""
    pairs = tuple(pair for task in plan.tasks for pair in _pairs(task))
    columns = tuple(_column(task) for task in plan.tasks)
    places = {column.id: index for index, column in enumerate(columns)}
    cells: dict[str, list[Part | None]] = {}
    for pair in pairs:
        row = cells.setdefault(pair.unit, [None] * len(columns))
        index = places[pair.task]
        if row[index] != "lead":
            row[index] = pair.part
    names = {organisation.key: organisation for organisation in plan.organisations}
    first = {pair.unit: pair.printed for pair in reversed(pairs)}
    rows = tuple(
        Row(
            unit,
            names[unit].name if unit in names else first[unit],
            unit in names and names[unit].collective,
            tuple(parts),
        )
        for unit, parts in cells.items()
    )
    return Matrix(columns, rows, pairs)


def _column(task: Task) -> Column:
    assigned = bool(task.lead or task.support)
    return Column(task.id, task.number, task.heading, task.section, assigned, bool(task.lead))


def _pairs(task: Task) -> Iterator[Pair]:
    parts: tuple[tuple[Part, tuple[UnitMention, ...]], ...] = (("lead", task.lead), ("support", task.support))
    for part, mentions in parts:
        for mention in mentions:
            yield Pair(mention.unit or mention.text, mention.text, task.id, part, mention.span)
