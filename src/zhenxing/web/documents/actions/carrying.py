"""What becomes of an older document's goals and tasks when a new version is adopted.

An obligation that goes on keeps its row, with its history, state, post and date; its terms and its
clause become the new document's. One that is settled (achieved, missed, done) goes on only when nothing
but words changed: another amount or date is another promise, and the old result stands. One that the
new document no longer has is closed as superseded, never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.core.compiler.difference import Difference, Entry
from zhenxing.core.quoting import inside_marks
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.decided import number_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.states import SUPERSEDED
from zhenxing.web.documents.versions import difference
from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.states import GOAL_STATES
from zhenxing.web.goals.states import SUPERSEDED as GOAL_SUPERSEDED
from zhenxing.web.kit import differences, scope
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, OutOfScope
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.states import SUPERSEDED as TASK_SUPERSEDED
from zhenxing.web.tasks.states import TASK_STATES

Row = Goal | Task
_COMMON = (
    "document", "proposal", "deadline", "due_on", "clause", "clause_label",
    "start", "end", "source_start", "source_end",
)  # fmt: skip
#: what a row takes over from the new document; its state, post and creation stay
TASK_FIELDS = (*_COMMON, "heading", "content", "number", "section", "position", "leaders")
GOAL_FIELDS = (
    *_COMMON, "indicator", "op", "value", "upper", "unit", "scope", "aspirational", "increment", "text",
    "owner_unit",
)  # fmt: skip


@dataclass
class Carried:
    """Proposal id of the new document → the older document's row that goes on; and the rows that end."""

    older: Document | None = None
    review: Review | None = None
    tasks: dict[int, Task] = field(default_factory=dict)
    goals: dict[int, Goal] = field(default_factory=dict)
    ending: list[Row] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows go on or end."""
        return len(self.tasks) + len(self.goals) + len(self.ending)


def older_of(document: Document, deed: Deed) -> Document | None:
    """The document this one takes the place of, locked; refused when it may not."""
    if document.version_of_id is None:
        return None
    older = Document.objects.select_for_update().select_related("area").get(pk=document.version_of_id)
    if deed.actor is None or not scope.holds(older, deed.actor, deed.permission):
        raise OutOfScope
    title = inside_marks(older.title)
    if older.can.replaced:
        raise ActionRefused(
            _("《%(title)s》已经被另一份文件替代。请在差异页改选现行的那一份。") % {"title": title}
        )
    if not older.can.replaceable:
        raise ActionRefused(_("《%(title)s》还没有解析好，不能比较，也不能替代。") % {"title": title})
    return older


def carried(older: Document, document: Document, review: Review) -> Carried:
    """Which rows go on under the new document's proposals, and which end."""
    return match_rows(older, review, difference(older, document))


def match_rows(older: Document, review: Review, found: Difference) -> Carried:
    """The rows of the older document along the entries of a difference."""
    ids = {proposal.number: proposal.pk for proposal in review.proposals}
    tasks = _rows(Task.objects.filter(document=older, archived_at=None))
    goals = _rows(Goal.objects.filter(document=older, archived_at=None))
    result = Carried(older, Review.of(older))
    result.tasks = _going_on(tasks, found.of("task"), ids, TASK_STATES)
    result.goals = _going_on(goals, found.of("goal"), ids, GOAL_STATES)
    kept = {id(row) for row in (*result.tasks.values(), *result.goals.values())}
    result.ending = [
        row
        for rows, states in ((tasks, TASK_STATES), (goals, GOAL_STATES))
        for row in rows.values()
        if id(row) not in kept and states[row.state].open
    ]
    return result


def _rows(rows: Any) -> dict[int, Any]:
    """By the number of the proposal they came from; a row somebody made by hand is nobody's clause."""
    return {
        row.proposal.number: row for row in rows.filter(proposal__isnull=False).select_related("proposal")
    }


def _going_on(
    rows: Mapping[int, Any], entries: Iterable[Entry], ids: Mapping[int, int], states: Mapping[str, Any]
) -> dict[int, Any]:
    result = {}
    for entry in entries:
        if entry.old is None or entry.new is None:
            continue
        row, proposal = rows.get(number_of(entry.old.id)), ids.get(number_of(entry.new.id))
        if row is not None and proposal is not None and _may_go_on(states[row.state], entry):
            result[proposal] = row
    return result


def _may_go_on(state: Any, entry: Entry) -> bool:
    same = entry.status == "unchanged" or entry.wording_only
    return bool(state.open or (state.lasting and same))


def renew(row: Row, fresh: Row, fields: Iterable[str], deed: Deed, **extra: tuple[object, object]) -> None:
    """Give a row the new document's terms; what changed, with both clauses, goes into the audit row.

    While the document says the same about time, a day given by a person stays; where it says nothing,
    the later of that day and the one the adopter names now. `extra` names what else changed, as
    (before, after).
    """
    before = differences.snapshot(row)
    due = _due(row, fresh)
    for name in fields:
        setattr(row, name, getattr(fresh, name))
    row.due_on = due
    row.version += 1
    row.updated_at = deed.at
    after = differences.snapshot(row)
    pairs = {name: pair for name, pair in extra.items() if pair[0] != pair[1]}
    deed.note(
        row,
        {**before, **{name: was for name, (was, _now) in pairs.items()}},
        {**after, **{name: now for name, (_was, now) in pairs.items()}},
    )


def _due(row: Row, fresh: Row) -> date | None:
    given: date | None = fresh.due_on
    if row.deadline != fresh.deadline or row.due_on is None:
        return given
    undated = not fresh.deadline and given is not None
    return max(row.due_on, given) if undated else row.due_on


def save_rows(rows: list[Any], model: type[Any], fields: Iterable[str], deed: Deed, reason: str) -> None:
    """Write renewed rows and their history in a fixed number of statements."""
    if rows:
        deed.update_many(model, rows, [*fields, "version", "updated_at"], reason)


def sync_parts(tasks: list[Task], wanted: list[TaskAssignment], deed: Deed) -> dict[int, dict[str, Any]]:
    """Make the tasks' assignments the wanted ones; returns task id → role → (before, after) as printed."""
    present = list(TaskAssignment.objects.filter(task__in=tasks))
    by_part = {(part.task_id, part.printed, part.role): part for part in present}
    keys = {(part.task_id, part.printed, part.role) for part in wanted}
    gone = [part.pk for key, part in by_part.items() if key not in keys]
    if gone:
        TaskAssignment.objects.filter(pk__in=gone).delete()
    renewed = []
    for part in wanted:
        same = by_part.get((part.task_id, part.printed, part.role))
        if same is not None:
            same.unit_id, same.order = part.unit_id, part.order
            renewed.append(same)
    if renewed:
        TaskAssignment.objects.bulk_update(renewed, ["unit", "order"], batch_size=500)
    TaskAssignment.objects.bulk_create(
        [part for part in wanted if (part.task_id, part.printed, part.role) not in by_part], batch_size=500
    )
    return {
        task.pk: {
            role: (_printed(present, task, role), _printed(wanted, task, role))
            for role in ("lead", "support")
        }
        for task in tasks
    }


def _printed(parts: list[TaskAssignment], task: Task, role: str) -> list[str]:
    own = sorted((p for p in parts if p.task_id == task.pk and p.role == role), key=lambda p: p.order)
    return [part.printed for part in own]


def end(found: Carried, document: Document, deed: Deed) -> None:
    """Close what the new document no longer has, and the older document with it."""
    if found.older is None:
        return
    reason = _("《%(title)s》不再要求") % {"title": inside_marks(document.title)}
    for model, state in ((Task, TASK_SUPERSEDED), (Goal, GOAL_SUPERSEDED)):
        rows = [row for row in found.ending if isinstance(row, model)]
        for row in rows:
            before = differences.snapshot(row)
            row.state, row.version, row.updated_at = state, row.version + 1, deed.at
            deed.note(row, before, differences.snapshot(row))
        save_rows(rows, model, ["state"], deed, reason)
    found.older.state = SUPERSEDED
    deed.save(found.older)
