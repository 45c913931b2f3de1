"""A weekly bulletin: drafted, handed in, issued and frozen by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger import services
from zhenxing.web.meetings import sheets
from zhenxing.web.meetings.actions.common import Step
from zhenxing.web.meetings.flow import BULLETINS
from zhenxing.web.meetings.models import Bulletin
from zhenxing.web.meetings.weekly import bulletin_content


@dataclass(frozen=True)
class _OnBulletin(Step, abstract=True):
    model: ClassVar = Bulletin
    table: ClassVar = BULLETINS

    def load(self) -> Bulletin:
        rows = Bulletin.objects.select_for_update(of=("self",)).select_related("area", "unit")
        found: Bulletin = rows.get(pk=self.pk)
        return found


@dataclass(frozen=True)
class SubmitBulletin(_OnBulletin):
    """Hand the draft in to be issued."""

    code: ClassVar[str] = "bulletins.submit"
    permission: ClassVar[str] = "bulletins.submit"
    step: ClassVar[str] = "submit"


@dataclass(frozen=True)
class ReturnBulletin(_OnBulletin):
    """Send the draft back with a reason."""

    code: ClassVar[str] = "bulletins.return"
    permission: ClassVar[str] = "bulletins.issue"
    step: ClassVar[str] = "return"
    needs_reason: ClassVar[bool] = True


@dataclass(frozen=True)
class DropBulletin(_OnBulletin):
    """Give a draft up; another one of the week can then be made."""

    code: ClassVar[str] = "bulletins.drop"
    permission: ClassVar[str] = "bulletins.submit"
    step: ClassVar[str] = "drop"
    needs_reason: ClassVar[bool] = True


@dataclass(frozen=True)
class IssueBulletin(_OnBulletin):
    """Issue it: its figures and their rows are frozen as they are now."""

    code: ClassVar[str] = "bulletins.issue"
    permission: ClassVar[str] = "bulletins.issue"
    step: ClassVar[str] = "issue"

    def check(self, deed: Deed) -> None:
        if deed.subject.week > deed.day:
            raise ActionRefused(_("这一周还没有开始，不能印发周报。"))

    def execute(self, deed: Deed) -> Bulletin:
        found: Bulletin = deed.subject
        found.issued_on = deed.day
        frozen = sheets.freeze(deed, found, bulletin_content(found))
        services.transit(deed, found, BULLETINS, "issue", proofs={"sheet": frozen.sha256})
        return found
