"""One stage forward with its day and its proof; one back, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import NotOpen
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services
from zhenxing.web.projects import flow, looking
from zhenxing.web.projects.actions.common import OnProject
from zhenxing.web.projects.models import Project, StageEvent
from zhenxing.web.proofs.models import ProofFile
from zhenxing.web.proofs.services import Upload, attach


def newest(project: Project) -> StageEvent | None:
    """The last stage a project reached, as it stands."""
    rows = StageEvent.objects.current().filter(project=project, undone_on__isnull=True)
    found = {one.stage: one for one in rows}
    return found.get(project.state)


@dataclass(frozen=True)
class AdvanceProject(OnProject):
    """Register that a project reached its next stage. `step` is the key of the way ("sign", "start" …)."""

    code: ClassVar[str] = "projects.advance"
    permission: ClassVar[str] = "projects.advance"

    project_id: int
    step: str
    happened_on: date
    proof: Upload | None = field(repr=False)
    note: str = ""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        project: Project = deed.subject
        try:
            flow.PROJECTS.next(project.state, self.step)
        except NotOpen:
            raise ActionRefused(
                _("项目现在是“%(state)s”，不能办理这一步。")
                % {"state": flow.PROJECTS.state(project.state).label}
            ) from None
        wrong: dict[str, tuple[str, ...]] = {}
        if self.proof is None:
            wrong["proof"] = (_("没有佐证不能登记：请附上照片、签字件或批件。"),)
        if self.happened_on > deed.day:
            wrong["happened_on"] = (_("日期还没有到。请填实际发生的日期。"),)
        before = newest(project)
        if before is not None and self.happened_on < before.happened_on:
            said = {"stage": before.get_stage_display(), "day": before.happened_on}  # type: ignore[attr-defined]  # made by Django
            wrong["happened_on"] = (_("不能早于%(stage)s的日期 %(day)s。") % said,)
        if wrong:
            raise Invalid(wrong)

    def execute(self, deed: Deed) -> StageEvent:
        project: Project = deed.subject
        stage = flow.PROJECTS.transition(self.step).target
        assert self.proof is not None  # checked
        event = StageEvent(
            project=project,
            stage=stage,
            happened_on=self.happened_on,
            note=self.note.strip()[:300],
            by=deed.actor,
        )
        deed.save(event)
        proof = attach(
            deed,
            event,
            self.proof,
            kind=self.step,
            taken_on=self.happened_on,
            area=project.area,
            unit=project.unit,
        )
        project.state_since = self.happened_on
        services.transit(deed, project, flow.PROJECTS, self.step, proofs={flow.PROOF: proof.sha256})
        looking.look(deed, project)
        return event


@dataclass(frozen=True)
class UndoStage(OnProject):
    """Take the last stage back: it was entered wrongly, or did not happen. The event stays, crossed out."""

    code: ClassVar[str] = "projects.undo"
    permission: ClassVar[str] = "projects.undo"
    needs_reason: ClassVar[bool] = True

    project_id: int

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.state not in flow.STEP_OF:
            raise ActionRefused(_("这个项目没有可以撤回的阶段登记。"))

    def execute(self, deed: Deed) -> Project:
        project: Project = deed.subject
        event = newest(project)
        step = flow.STEP_OF[project.state]
        if event is not None:
            event.undone_on, event.undone_because = deed.day, deed.reason[:300]
            deed.save(event)
        before = flow.PROJECTS.transition(f"undo-{step.key}").target
        earlier = StageEvent.objects.current().filter(project=project, undone_on__isnull=True, stage=before)
        project.state_since = earlier.values_list("happened_on", flat=True).first() or deed.day
        services.transit(deed, project, flow.PROJECTS, f"undo-{step.key}")
        looking.look(deed, project)
        return project


@dataclass(frozen=True)
class AddProof(Action[ProofFile]):
    """One more proof of a stage that is registered already."""

    code: ClassVar[str] = "stage_events.prove"
    permission: ClassVar[str] = "stage_events.prove"

    event_id: int
    proof: Upload | None = field(repr=False)
    name: str = ""

    def load(self) -> StageEvent:
        rows = StageEvent.objects.select_for_update(of=("self",))
        found: StageEvent = rows.select_related("project__area", "project__unit").get(pk=self.event_id)
        return found

    def check(self, deed: Deed) -> None:
        if self.proof is None:
            raise Invalid({"proof": (_("请附上佐证：照片、签字件或文件。"),)})
        if deed.subject.undone_on is not None:
            raise ActionRefused(_("这条阶段登记已经撤回，不能再附佐证。"))

    def execute(self, deed: Deed) -> ProofFile:
        event: StageEvent = deed.subject
        assert self.proof is not None  # checked
        project = event.project
        made = attach(
            deed, event, self.proof, name=self.name, kind=flow.STEP_OF[event.stage].key,
            area=project.area, unit=project.unit,
        )  # fmt: skip
        looking.look(deed, project)
        return made
