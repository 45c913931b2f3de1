"""Taking the last deed back, whole: decisions, what was merged or added, the names it taught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.documents.actions.deciding import tell_header
from zhenxing.web.documents.models import Document, Proposal, ReviewStep
from zhenxing.web.documents.states import proposal_states
from zhenxing.web.documents.steps import FIELDS, describe, latest_step, mark, restore
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.organisations.models import Unit, UnitAlias


@dataclass(frozen=True)
class Undone:
    """What was taken back: numbers as they were before, numbers gone, numbers somebody else has changed."""

    label: str
    restored: tuple[int, ...]
    gone: tuple[int, ...]
    kept: tuple[int, ...]


@dataclass(frozen=True)
class UndoStep(Action[Undone]):
    """Take back the actor's newest deed in a review. What others changed since stays as they left it.

    `step_id` is the deed the person was shown; another one is never undone in its place.
    """

    code: ClassVar[str] = "proposals.undo"
    permission: ClassVar[str] = "documents.review"

    document_id: int
    step_id: int

    def load(self) -> Document:
        return Document.objects.select_for_update().select_related("area").get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))
        step = latest_step(deed.subject, deed.actor)
        if step is None:
            raise ActionRefused(_("没有可以撤销的操作。"))
        if step.pk != self.step_id:
            raise ActionRefused(_("这一步已经撤销过，或者之后又有新的操作。请看清按钮上写的再点。"))

    def execute(self, deed: Deed) -> Undone:
        document: Document = deed.subject
        step = ReviewStep.objects.get(pk=self.step_id)
        restored, gone, kept = self._sorted(document, step)
        deed.update_many(Proposal, restored, [*FIELDS, "version"])
        for proposal in gone:
            deed.sign(proposal)
            proposal.delete()
        for proposal in restored:
            tell_header(proposal, deed)
        _forget(step.made, document, deed)
        step.undone_at = deed.at
        step.save(update_fields=["undone_at"])
        done = Undone(describe(step), *(tuple(one.number for one in part) for part in (restored, gone)), kept)
        deed.batch(len(restored) + len(gone))
        deed.changes["undone"] = step.action
        deed.changes["numbers"] = [*done.restored, *done.gone]
        return done

    def _sorted(
        self, document: Document, step: ReviewStep
    ) -> tuple[list[Proposal], list[Proposal], tuple[int, ...]]:
        """Proposals put back (unsaved), those to go, and numbers somebody else has changed since."""
        restored, gone, kept = [], [], []
        rows = document.proposals.select_for_update().filter(number__in=[int(n) for n in step.touched])
        for proposal in rows:
            one = step.touched[str(proposal.number)]
            proposal.document = document
            if mark(proposal) != one["now"]:
                kept.append(proposal.number)
            elif one["was"] is None:
                gone.append(proposal)
            else:
                restore(proposal, one["was"])
                proposal.version += 1
                restored.append(proposal)
        return restored, gone, tuple(kept)


def _forget(made: dict[str, list[int]], document: Document, deed: Deed) -> None:
    """Archive the names a deed taught and the units it made, unless another decision rests on them."""
    aliases = list(UnitAlias.objects.filter(pk__in=made.get("aliases", ()), archived_at=None))
    units = list(Unit.objects.filter(pk__in=made.get("units", ()), archived_at=None))
    relied = _relied_on({alias.unit_id for alias in aliases} | {unit.pk for unit in units})
    stale = [alias for alias in aliases if alias.text not in relied.get(alias.unit_id, ())]
    idle = [unit for unit in units if unit.pk not in relied and not unit.assignments.exists()]
    for rows in (stale, idle):
        for row in rows:
            row.archived_at = deed.at
            row.version += 1
    for model, rows in ((UnitAlias, stale), (Unit, idle)):
        deed.update_many(model, rows, ["archived_at", "version"])


def _relied_on(units: set[int]) -> dict[int, set[str]]:
    """Unit → printed names that a standing decision ties to it."""
    found: dict[int, set[str]] = {}
    standing = Proposal.objects.filter(
        kind="unit", state__in=proposal_states("binding"), decided__unit__in=sorted(units)
    )
    rows: Any = standing.values_list("decided__unit", "payload__printed")
    for unit, printed in rows:
        found.setdefault(unit, set()).update(printed)
    return found
