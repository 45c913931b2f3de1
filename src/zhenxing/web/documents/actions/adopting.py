"""From confirmed proposals to the registers: all goals, tasks and assignments, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.quoting import inside_marks
from zhenxing.web.documents.actions.carrying import (
    GOAL_FIELDS,
    TASK_FIELDS,
    Carried,
    carried,
    end,
    older_of,
    renew,
    save_rows,
    sync_parts,
)
from zhenxing.web.documents.adoption import Blocker, Review, words_of
from zhenxing.web.documents.deadlines import due_on
from zhenxing.web.documents.layout import clause_label, top_clause
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.payloads import decimals
from zhenxing.web.documents.second_reading import standing
from zhenxing.web.documents.states import ADOPTED
from zhenxing.web.documents.units import units_in_reach
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.states import ACTOR, LEAD, SUPPORT


class StillOpen(ActionRefused):
    """Items a person must decide first."""

    def __init__(self, blockers: list[Blocker]) -> None:
        super().__init__(_("还有 %(count)d 项没有定，定了才能采纳。") % {"count": len(blockers)})
        self.blockers = blockers


class SecondReaderNeeded(ActionRefused):
    """The area asks for a second reader, and none has signed what is decided now."""

    def __init__(self) -> None:
        super().__init__(_("这份文件须经另一位同事复核签署，才能采纳。"))


@dataclass(frozen=True)
class AdoptDocument(Action[Document]):
    """Put the confirmed goals and tasks into the registers. Adopted again, nothing happens.

    `owner_unit_id` owns the goals that stand in no task; `due_on` is the date of whatever the
    document gives none. `older_id` is the document it takes the place of, as the person who adopts has
    seen it: without it nothing is replaced.
    """

    code: ClassVar[str] = "documents.adopt"
    permission: ClassVar[str] = "documents.adopt"

    document_id: int
    owner_unit_id: int | None = None
    due_on: date | None = None
    older_id: int | None = None

    def load(self) -> Document:
        return Document.objects.select_for_update().select_related("area").get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        document: Document = deed.subject
        if document.can.registered:
            return
        if not document.can.adopt:
            raise ActionRefused(_("这份文件还没有解析好，不能采纳。"))
        if document.version_of_id != self.older_id:
            raise ActionRefused(_("这份文件要替代旧文件。请先看两份文件的差异，再采纳。"))
        if self.owner_unit_id and not units_in_reach(document.area).filter(pk=self.owner_unit_id).exists():
            raise Invalid({"owner_unit": (_("请从列表里选一个单位"),)})

    def execute(self, deed: Deed) -> Document:
        document: Document = deed.subject
        if document.can.registered:
            return document
        review = Review.of(document)
        blockers = review.blockers()
        if blockers:
            raise StillOpen(blockers)
        if standing(document, deed.day, review.proposals).missing:
            raise SecondReaderNeeded
        older = older_of(document, deed)
        going_on = carried(older, document, review) if older else Carried()
        count = _Registering(self, document, review, deed, going_on).run()
        end(going_on, document, deed)
        document.state = ADOPTED
        document.adopted_by, document.adopted_at = deed.actor, deed.at
        deed.save(document)
        deed.batch(count)
        return document


class _Registering:
    """The rows one adoption creates, in a fixed number of statements."""

    def __init__(
        self, action: AdoptDocument, document: Document, review: Review, deed: Deed, going_on: Carried
    ) -> None:
        self.action, self.document, self.review, self.deed = action, document, review, deed
        self.going_on = going_on
        layout = document.plans.latest("id").layout
        self.text: str = layout["text"]
        self.clauses: list[dict[str, Any]] = layout["clauses"]
        self.readings = review.readings()
        self.units = review.units()
        self.task_proposals = review.adopting("task")
        self.leads = _Leads(review)

    def run(self) -> int:
        fresh = {p.pk: self._task(place, p) for place, p in enumerate(self.task_proposals, 1)}
        new = [task for pk, task in fresh.items() if pk not in self.going_on.tasks]
        saved = self.deed.create_many(Task, new)
        by_proposal = {task.proposal_id: task for task in saved} | self.going_on.tasks
        parts = [part for p in self.task_proposals for part in self._parts(p, by_proposal[p.pk])]
        self._renew_tasks(fresh, parts)
        carried_ids = {task.pk for task in self.going_on.tasks.values()}
        TaskAssignment.objects.bulk_create(
            [part for part in parts if part.task_id not in carried_ids], batch_size=500
        )
        goals = {p.pk: self._goal(p) for p in self.review.adopting("goal")}
        new_goals = [goal for pk, goal in goals.items() if pk not in self.going_on.goals]
        self.deed.create_many(Goal, new_goals)
        self._renew_goals(goals)
        return len(new) + len(new_goals) + self.going_on.count

    def _renew_tasks(self, fresh: dict[int, Task], parts: list[TaskAssignment]) -> None:
        """The tasks that go on, with the new document's units."""
        rows = self.going_on.tasks
        if not rows:
            return
        kept = list(rows.values())
        ids = {task.pk for task in kept}
        units = sync_parts(kept, [part for part in parts if part.task_id in ids], self.deed)
        for pk, row in rows.items():
            renew(row, fresh[pk], TASK_FIELDS, self.deed, **units[row.pk])
        save_rows(kept, Task, TASK_FIELDS, self.deed, self._reason())

    def _renew_goals(self, fresh: dict[int, Goal]) -> None:
        """The goals that go on. Their owner changes only when the document's own lead has changed."""
        rows, before = self.going_on.goals, self.going_on.review
        if not rows or before is None:
            return
        earlier = _Leads(before)
        for pk, row in rows.items():
            lead = self.leads.of(fresh[pk].proposal)
            if lead == earlier.of(row.proposal) and row.owner_unit_id:
                fresh[pk].owner_unit_id = row.owner_unit_id
            renew(row, fresh[pk], GOAL_FIELDS, self.deed)
        save_rows(list(rows.values()), Goal, GOAL_FIELDS, self.deed, self._reason())

    def _reason(self) -> str:
        return _("由《%(title)s》承接") % {"title": inside_marks(self.document.title)}

    def _common(self, proposal: Proposal, deadline: str | None) -> dict[str, Any]:
        return {
            "document": self.document,
            "proposal": proposal,
            "area": self.document.area,
            "deadline": deadline or "",
            "due_on": due_on(deadline) or self.action.due_on,
            "clause": proposal.clause,
            "clause_label": clause_label(self.clauses, proposal.clause)[:100],
            "start": proposal.start,
            "end": proposal.end,
            "source_start": proposal.source_start,
            "source_end": proposal.source_end,
        }

    def _task(self, place: int, proposal: Proposal) -> Task:
        values = proposal.values
        return Task(
            **self._common(proposal, values.get("deadline")),
            heading=values["heading"][:500],
            content=words_of(proposal, self.text, self.readings),
            number=(values.get("number") or "")[:40],
            section=top_clause(self.clauses, proposal.clause)[:200],
            position=place,
            leaders=values.get("leaders") or [],
        )

    def _parts(self, proposal: Proposal, task: Task) -> Iterator[TaskAssignment]:
        values = proposal.values
        for role, names in ((LEAD, "lead"), (SUPPORT, "support"), (ACTOR, "actors")):
            known = [name for name in dict.fromkeys(values.get(names) or ()) if name in self.units]
            for order, name in enumerate(known):
                unit = self.units[name]
                yield TaskAssignment(task=task, unit_id=unit, role=role, printed=name[:200], order=order)

    def _goal(self, proposal: Proposal) -> Goal:
        values = proposal.values
        value, upper = decimals(values.get("value"))
        return Goal(
            **self._common(proposal, values.get("deadline")),
            indicator=values["indicator"][:200],
            op=values.get("op") or "",
            value=value,
            upper=upper,
            unit=(values.get("unit") or "")[:40],
            scope=(values.get("scope") or "")[:200],
            aspirational=bool(values.get("aspirational")),
            increment=bool(values.get("increment")),
            text=words_of(proposal, self.text, self.readings),
            owner_unit_id=self.leads.of(proposal) or self.action.owner_unit_id,
        )


class _Leads:
    """Which unit leads the task a goal stands in, as one review decided."""

    def __init__(self, review: Review) -> None:
        self.tasks, self.units = review.adopting("task"), review.units()

    def of(self, goal: Proposal) -> int | None:
        """The first lead of the task whose text, or whose clause if it was moved there, holds the goal."""
        moved = (goal.placed or {}).get("clause", goal.clause) != goal.clause
        holds = _in_clause if moved else _in_text
        for task in self.tasks:
            if holds(task, goal) and task.values["lead"]:
                return self.units.get(task.values["lead"][0])
        return None


def _in_text(task: Proposal, goal: Proposal) -> bool:
    return None not in (task.start, task.end, goal.start) and task.start <= goal.start < task.end


def _in_clause(task: Proposal, goal: Proposal) -> bool:
    return bool(task.clause) and f"{goal.clause}.".startswith(f"{task.clause}.")
