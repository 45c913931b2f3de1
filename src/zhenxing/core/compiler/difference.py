"""Two plans obligation by obligation: what was added, dropped, changed, kept, or left without a task.

A record of the new plan *continues* one of the old when the two are the best match by name, clause
and place. It is *unchanged* when every term is the same, else *changed*; a record of the new plan
that continues nothing is *added*, one of the old that nothing continues is *dropped*. A dropped task
is *orphaning* when a goal it served goes on and no task of the new plan serves that goal any more: the
promise is kept up and nobody is told to keep it. A task serves a goal that stands in its clause, or
whose indicator its words name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from zhenxing.core.compiler.findings.indicators import name_of
from zhenxing.core.compiler.plan import Condition, Goal, Plan, Task
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.terms import KINDS, Kind, Term, clause_label, folded, pairing_of, terms_of

Status = Literal["changed", "orphaned", "dropped", "added", "unchanged"]
STATUSES: tuple[Status, ...] = ("changed", "orphaned", "dropped", "added", "unchanged")
FORMAT = "zhenxing-difference/1"
_LEAST_NAME = 3


@dataclass(frozen=True)
class Side:
    """One plan's half of an entry: the obligation in its own words and where they stand.

    `span` is in the clean text, `source_span` in the stored source; `clause` the clause's id, `label`
    its number as printed (二、（三）), `heading` its heading.
    """

    id: str
    title: str
    text: str
    span: Span
    source_span: Span
    clause: str | None = None
    label: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Change:
    """One term that is not the same: `field` is stable (`value`, `deadline`, `lead` …); texts for people.

    `added` and `removed` name the units of a list that changed; other terms leave them empty.
    """

    field: str
    was: str
    now: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One obligation in both plans, or in the one that has it."""

    kind: Kind
    status: Status
    old: Side | None
    new: Side | None
    changes: tuple[Change, ...] = ()
    #: of an orphaning task: the goals (ids of the new plan) it leaves without a task
    goals: tuple[str, ...] = ()

    @property
    def wording_only(self) -> bool:
        """Nothing but the words differ."""
        return bool(self.changes) and all(change.field == "wording" for change in self.changes)

    @property
    def moved(self) -> bool:
        """It stands in another clause now."""
        return self.old is not None and self.new is not None and self.old.label != self.new.label


@dataclass(frozen=True)
class Difference:
    """All obligations of both plans, in the order of the new one; what was dropped stands where it stood."""

    old_title: str
    new_title: str
    entries: tuple[Entry, ...] = ()
    old_number: str = ""
    new_number: str = ""
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of(self, kind: Kind, *statuses: Status) -> tuple[Entry, ...]:
        return tuple(
            entry
            for entry in self.entries
            if entry.kind == kind and (not statuses or entry.status in statuses)
        )

    def count(self, status: Status, kind: Kind | None = None) -> int:
        return sum(
            number for (one, state), number in self.counts.items() if state == status and kind in (None, one)
        )

    @property
    def same(self) -> bool:
        """No obligation differs."""
        return all(entry.status == "unchanged" for entry in self.entries)


def compare(old: Plan, new: Plan) -> Difference:
    """The obligations of two plans side by side. `compare(b, a)` is its mirror, but for orphans."""
    sides = (_Sides(old), _Sides(new))
    entries: list[Entry] = []
    partners: dict[str, str] = {}
    for kind in KINDS:
        found = list(_entries(kind, *sides))
        partners.update(
            {entry.old.id: entry.new.id for entry in found if entry.old and entry.new and kind == "goal"}
        )
        entries += found
    entries = _orphans(entries, old, new, partners)
    counts = Counter((entry.kind, entry.status) for entry in entries)
    return Difference(
        title_of(old), title_of(new), tuple(entries), _number(old), _number(new), Counter(counts)
    )


def difference_to_dict(difference: Difference) -> dict[str, Any]:
    """The difference as JSON values: `counts[kind][status]`, and every entry with both sides."""
    return {
        "format": FORMAT,
        "old": {"title": difference.old_title, "doc_number": difference.old_number},
        "new": {"title": difference.new_title, "doc_number": difference.new_number},
        "counts": {kind: {status: difference.count(status, kind) for status in STATUSES} for kind in KINDS},
        "entries": [_entry_dict(entry) for entry in difference.entries],
    }


def _entry_dict(entry: Entry) -> dict[str, Any]:
    return {
        **asdict(entry),
        "old": _side_dict(entry.old),
        "new": _side_dict(entry.new),
        "moved": entry.moved,
        "wording_only": entry.wording_only,
    }


def _side_dict(side: Side | None) -> dict[str, Any] | None:
    return {**asdict(side), "span": list(side.span), "source_span": list(side.source_span)} if side else None


def title_of(plan: Plan) -> str:
    """The plan's title; the file's name when none was found."""
    return plan.header.title.value if plan.header.title else plan.source.name


def _number(plan: Plan) -> str:
    return plan.header.doc_number.value if plan.header.doc_number else ""


class _Sides:
    """A plan's obligations as halves of entries."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._clauses = {clause.id: clause for clause in plan.clauses}

    def records(self, kind: Kind) -> Sequence[Any]:
        return {"goal": self.plan.goals, "task": self.plan.tasks, "condition": self.plan.conditions}[kind]

    def side(self, record: Goal | Task | Condition) -> Side:
        clause = self._clauses.get(record.clause or "")
        quote = self.plan.quote(record.span) if not isinstance(record, Task) else ""
        if record.text not in quote:  # a person has read a damaged place in it
            quote = record.text
        return Side(
            id=record.id,
            title=f"{record.number or ''}{record.heading}" if isinstance(record, Task) else record.text,
            text=quote or record.text,
            span=record.span,
            source_span=self.plan.source_span(record.span),
            clause=record.clause,
            label=clause_label(self._clauses, record.clause),
            heading=clause.heading if clause else "",
        )


def _entries(kind: Kind, old: _Sides, new: _Sides) -> Iterator[Entry]:
    """In the order of the new plan; a dropped record follows the last one kept before it."""
    before, after = old.records(kind), new.records(kind)
    pairs = pairing_of(kind, old.plan, new.plan).pairs(before, after)
    following = _dropped_after(len(before), pairs)
    partner = {b: a for a, b in pairs}
    yield from (Entry(kind, "dropped", old.side(before[index]), None) for index in following.get(-1, ()))
    for place, record in enumerate(after):
        if place not in partner:
            yield Entry(kind, "added", None, new.side(record))
            continue
        earlier = before[partner[place]]
        changes = tuple(_changes(terms_of(kind, earlier), terms_of(kind, record)))
        status: Status = "changed" if changes else "unchanged"
        yield Entry(kind, status, old.side(earlier), new.side(record), changes)
        for index in following.get(partner[place], ()):
            yield Entry(kind, "dropped", old.side(before[index]), None)


def _dropped_after(count: int, pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Index of the last kept record (-1 for none) → the dropped ones right after it."""
    kept = {a for a, _ in pairs}
    found: dict[int, list[int]] = {}
    last = -1
    for index in range(count):
        if index in kept:
            last = index
        else:
            found.setdefault(last, []).append(index)
    return found


def _changes(old: Sequence[Term], new: Sequence[Term]) -> Iterator[Change]:
    """Terms that differ; the wording counts only where nothing else does."""
    found = [_change(was, now) for was, now in zip(old, new, strict=True) if was.key != now.key]
    real = [change for change in found if change.field != "wording"]
    yield from real or found


def _change(was: Term, now: Term) -> Change:
    before, after = dict(was.members), dict(now.members)
    added = tuple(text for key, text in now.members if key not in before)
    removed = tuple(text for key, text in was.members if key not in after)
    return Change(now.name, was.text, now.text, added, removed)


def _orphans(entries: list[Entry], old: Plan, new: Plan, partners: dict[str, str]) -> list[Entry]:
    """The dropped tasks among the entries that leave a goal of the new plan without a task."""
    tasks = {task.id: task for task in old.tasks}
    work = Work(new.tasks)
    served = {goal.id for goal in new.goals if work.serves(goal)}
    lasting = [goal for goal in old.goals if goal.id in partners and partners[goal.id] not in served]
    result = []
    for entry in entries:
        left: tuple[str, ...] = ()
        if entry.kind == "task" and entry.status == "dropped" and entry.old:
            gone = Work((tasks[entry.old.id],))
            left = tuple(partners[goal.id] for goal in lasting if gone.serves(goal))
        result.append(Entry("task", "orphaned", entry.old, None, goals=left) if left else entry)
    return result


class Work:
    """Some tasks as one body of work, read once."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._spans = [task.span for task in tasks]
        self._words = "\n".join(folded(task.heading + task.text) for task in tasks)

    def serves(self, goal: Goal) -> bool:
        """Whether one of the tasks works for a goal: it stands in it, or its words name the indicator."""
        placed = goal.span.end > goal.span.start
        if placed and any(span.contains(goal.span) for span in self._spans):
            return True
        name = folded(name_of(goal.indicator))
        return len(name) >= _LEAST_NAME and name in self._words
