"""Into the library by screening, and out of it with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason
from zhenxing.web.ledger import services
from zhenxing.web.projects import flow, looking, screening
from zhenxing.web.projects.actions.common import OnProject, author_of
from zhenxing.web.projects.models import Project, Screening


@dataclass(frozen=True)
class ScreenProject(OnProject):
    """Decide on entry: what the rules say is written down beside what the person decides.

    A project that fails a criterion cannot be let in; where data is missing it can, with an opinion that
    says why. Nobody screens what they proposed.
    """

    code: ClassVar[str] = "projects.screen"
    permission: ClassVar[str] = "projects.screen"

    project_id: int
    passes: bool
    opinion: str = ""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        deed.forbid_self(author_of(deed.subject))
        found = screening.screen(deed.subject, deed.day)
        if self.passes and found is not None and found.failed:
            failed = "、".join(found.failed)
            raise ActionRefused(
                _("%(failed)s不符合入库条件，不能同意入库。请退回补正，或者不予入库。") % {"failed": failed}
            )
        if self.passes and (found is None or found.missing) and not self.opinion.strip():
            missing = "、".join(found.missing) if found else _("入库评审标准")
            raise ActionRefused(
                _("还缺：%(missing)s。补齐后再评审；确要带缺项入库的，请写明意见。") % {"missing": missing}
            )
        if not self.passes and not self.opinion.strip():
            raise NeedsReason

    def execute(self, deed: Deed) -> Screening:
        project: Project = deed.subject
        day = deed.day
        found = screening.screen(project, day)
        deed.reason = deed.reason or self.opinion.strip()
        project.state_since = day
        services.transit(deed, project, flow.PROJECTS, "admit" if self.passes else "refuse")
        assert deed.actor is not None  # no job screens
        made = Screening(
            project=project,
            decided_on=day,
            result=Screening.PASSED if self.passes else Screening.REFUSED,
            verdict=found.verdict if found else "unknown",
            opinion=self.opinion.strip()[:300],
            decided_by=deed.actor,
            lines=found.plain() if found else [],
            rulebook=found.rulebook if found else "",
            rules_sha256=found.rules_sha256 if found else "",
        )
        deed.save(made)
        looking.look(deed, project)
        return made


@dataclass(frozen=True)
class ProposeAgain(OnProject):
    """Put a refused project forward again, saying what has been mended."""

    code: ClassVar[str] = "projects.again"
    permission: ClassVar[str] = "projects.edit"
    needs_reason: ClassVar[bool] = True

    project_id: int

    def execute(self, deed: Deed) -> Project:
        deed.subject.state_since = deed.day
        services.transit(deed, deed.subject, flow.PROJECTS, "again")
        found: Project = deed.subject
        return found


@dataclass(frozen=True)
class LeaveLibrary(OnProject):
    """Take a project out of the library, with the reason; what it had reached stays on record."""

    code: ClassVar[str] = "projects.leave"
    permission: ClassVar[str] = "projects.leave"
    needs_reason: ClassVar[bool] = True

    project_id: int

    def execute(self, deed: Deed) -> Project:
        deed.subject.state_since = deed.day
        services.transit(deed, deed.subject, flow.PROJECTS, "leave")
        found: Project = deed.subject
        return found
