"""A unit's report in three parts: handed in, sent back, taken into the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.meetings.actions.common import Step, tell
from zhenxing.web.meetings.flow import STATEMENTS
from zhenxing.web.meetings.models import Statement


@dataclass(frozen=True)
class _OnStatement(Step, abstract=True):
    model: ClassVar = Statement
    table: ClassVar = STATEMENTS

    def load(self) -> Statement:
        rows = Statement.objects.select_for_update(of=("self",)).select_related("meeting__unit", "unit")
        found: Statement = rows.get(pk=self.pk)
        return found


@dataclass(frozen=True)
class SubmitStatement(_OnStatement):
    """Hand it in; all three parts are written."""

    code: ClassVar[str] = "statements.submit"
    permission: ClassVar[str] = "statements.submit"
    step: ClassVar[str] = "submit"

    def check(self, deed: Deed) -> None:
        found: Statement = deed.subject
        empty = [
            str(found._meta.get_field(name).verbose_name)
            for name in ("work", "problems", "next_steps")
            if not getattr(found, name).strip()
        ]
        if empty:
            raise ActionRefused(_("还没有填写：%(parts)s。") % {"parts": "、".join(empty)})


@dataclass(frozen=True)
class ReturnStatement(_OnStatement):
    """Send it back with what is missing."""

    code: ClassVar[str] = "statements.return"
    permission: ClassVar[str] = "statements.take"
    step: ClassVar[str] = "return"
    needs_reason: ClassVar[bool] = True

    def execute(self, deed: Deed) -> Statement:
        found: Statement = super().execute(deed)
        text = _("书面汇报退回补充：%(meeting)s。%(reason)s") % {
            "meeting": found.meeting,
            "reason": deed.reason,
        }
        tell(deed, found, "return", text, [found.unit])
        return found


@dataclass(frozen=True)
class TakeStatement(_OnStatement):
    """Take it into the papers of the meeting."""

    code: ClassVar[str] = "statements.take"
    permission: ClassVar[str] = "statements.take"
    step: ClassVar[str] = "take"
