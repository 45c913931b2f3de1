"""From confirmed proposals to the registers: all goals, tasks and assignments, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from zhenxing.web.documents.adoption import Blocker, Review, as_read
from zhenxing.web.documents.deadlines import due_on
from zhenxing.web.documents.layout import clause_label, top_clause
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.payloads import decimals
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


@dataclass(frozen=True)
class AdoptDocument(Action[Document]):
    """Put the confirmed goals and tasks into the registers. Adopted again, nothing happens.

    `owner_unit_id` owns the goals that stand in no task; `due_on` is the date of whatever the
    document gives none.
    """

    code: ClassVar[str] = "documents.adopt"
    permission: ClassVar[str] = "documents.adopt"

    document_id: int
    owner_unit_id: int | None = None
    due_on: date | None = None

    def load(self) -> Document:
        return Document.objects.select_for_update().select_related("area").get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        document: Document = deed.subject
        if document.can.registered:
            return
        if not document.can.adopt:
            raise ActionRefused(_("这份文件还没有解析好，不能采纳。"))
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
        count = _Registering(self, document, review, deed).run()
        document.state = ADOPTED
        document.adopted_by, document.adopted_at = deed.actor, deed.at
        deed.save(document)
        deed.batch(count)
        return document


class _Registering:
    """The rows one adoption creates, in a fixed number of statements."""

    def __init__(self, action: AdoptDocument, document: Document, review: Review, deed: Deed) -> None:
        self.action, self.document, self.review, self.deed = action, document, review, deed
        layout = document.plans.latest("id").layout
        self.text: str = layout["text"]
        self.clauses: list[dict[str, Any]] = layout["clauses"]
        self.readings = review.readings()
        self.units = review.units()
        self.task_proposals = review.adopting("task")

    def run(self) -> int:
        who = self.deed.actor
        tasks = [self._task(place, p) for place, p in enumerate(self.task_proposals, 1)]
        saved = bulk_create_with_history(tasks, Task, batch_size=200, default_user=who)
        by_proposal = {task.proposal_id: task for task in saved}
        parts = [part for p in self.task_proposals for part in self._parts(p, by_proposal[p.pk])]
        TaskAssignment.objects.bulk_create(parts, batch_size=500)
        goals = [self._goal(p) for p in self.review.adopting("goal")]
        bulk_create_with_history(goals, Goal, batch_size=200, default_user=who)
        return len(tasks) + len(goals)

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
            content=self._words(proposal),
            number=(values.get("number") or "")[:40],
            section=top_clause(self.clauses, proposal.clause)[:200],
            position=place,
            leaders=values.get("leaders") or [],
        )

    def _words(self, proposal: Proposal) -> str:
        """The clause's own words, damaged places as a person read them."""
        if proposal.start is None:
            return proposal.text
        # a task's words stand somewhere within its place, after its heading
        at = self.text.find(proposal.text, proposal.start, proposal.end)
        return as_read(proposal.text, at if at >= 0 else None, self.readings)

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
            text=self._words(proposal),
            owner_unit_id=self._owner(proposal) or self.action.owner_unit_id,
        )

    def _owner(self, goal: Proposal) -> int | None:
        """The first lead of the task whose text holds the goal."""
        for task in self.task_proposals:
            inside = None not in (task.start, task.end, goal.start) and task.start <= goal.start < task.end
            if inside and task.values["lead"]:
                return self.units.get(task.values["lead"][0])
        return None
