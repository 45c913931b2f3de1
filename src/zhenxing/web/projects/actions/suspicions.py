"""A person's verdict on a suspicion, and the look at all projects that a job takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.refusals import ActionRefused, SelfApproval
from zhenxing.web.ledger import services
from zhenxing.web.projects import flow, looking
from zhenxing.web.projects.models import Suspicion


@dataclass(frozen=True)
class JudgeSuspicion(Action[Suspicion]):
    """Say that a suspicion holds, that it does not, or that it must be looked at again; with the reason.

    Nobody clears a suspicion about a stage they registered themselves.
    """

    code: ClassVar[str] = "suspicions.judge"
    permission: ClassVar[str] = "suspicions.judge"
    needs_reason: ClassVar[bool] = True

    suspicion_id: int
    step: str

    def load(self) -> Suspicion:
        rows = Suspicion.objects.select_for_update(of=("self",)).select_related(
            "project", "event", "other_event"
        )
        found: Suspicion = rows.get(pk=self.suspicion_id)
        return found

    def check(self, deed: Deed) -> None:
        if self.step not in ("confirm", "clear", "reopen"):
            raise ActionRefused(_("没有这样的核验结论。"))
        if deed.actor is None:
            raise SelfApproval
        events = (deed.subject.event, deed.subject.other_event)
        if any(one is not None and one.by_id == deed.actor.pk for one in events):
            raise SelfApproval

    def execute(self, deed: Deed) -> Suspicion:
        found: Suspicion = deed.subject
        found.opinion, found.judged_by = deed.reason[:300], deed.actor
        services.transit(deed, found, flow.SUSPICIONS, self.step)
        return found


@dataclass(frozen=True)
class VerifyProjects(Action[int]):
    """Look at every project; returns how many suspicions are new."""

    code: ClassVar[str] = "suspicions.verify"
    permission: ClassVar[str] = "suspicions.judge"
    by_system: ClassVar[bool] = True

    def execute(self, deed: Deed) -> int:
        made = looking.look_at_all(deed)
        looking.remember_look()
        deed.batch(len(made))
        return len(made)


def verify_changed() -> int:
    """Look at every project if anything was written since the last time; for a worker, idempotent."""
    if not looking.changed_since_last_look():
        return 0
    return run_action(VerifyProjects(), None).result
