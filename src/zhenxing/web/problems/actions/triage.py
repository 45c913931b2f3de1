"""The office sorts a problem, gives it to a unit, takes it away again, or says it is not ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Unit
from zhenxing.web.problems import steps
from zhenxing.web.problems.actions.common import OnOne, give, only_its_unit, promised
from zhenxing.web.problems.models import Problem


@dataclass(frozen=True)
class TriageProblem(OnOne):
    """Say of what kind a problem is, at which level it is solved, and whose firm and industry it is."""

    nature: str
    grade: str
    enterprise: Any = None
    industry: Any = None
    town: Any = None

    deed = "triage"
    verb = "triage"

    def execute(self, deed: Deed) -> Problem:
        found: Problem = deed.subject
        if found.anonymous and self.enterprise is not None:
            raise Invalid({"enterprise": (_("这是匿名反映的问题，不能登记企业。"),)})
        found.nature, found.grade = self.nature, self.grade
        found.enterprise = self.enterprise
        found.industry, found.town = self.industry, self.town
        steps.take(deed, found, "triage")
        return found


@dataclass(frozen=True)
class Assign(OnOne):
    """Give it to a unit by a slip, with measures and a promised day; from another unit if one had it."""

    unit: Unit
    co_units: tuple[Unit, ...] = ()
    measures: str = ""
    due_on: date | None = None
    grade: str = ""

    deed = "assign"
    verb = "triage"

    def check(self, deed: Deed) -> None:
        if self.unit.collective:
            raise Invalid({"unit": (_("这是集合称谓，不是一个单位，请指定具体单位。"),)})

    def execute(self, deed: Deed) -> Any:
        found = deed.subject
        table = steps.table_of(found)
        again = found.state in table.transition("reassign").sources
        found.grade = self.grade or found.grade
        found.due_on = promised(found, found.grade, self.due_on, deed)
        found.measures = self.measures.strip()
        if isinstance(found, Problem) and not found.nature:
            found.nature = "individual"
        steps.end_slip(deed, found)
        give(deed, found, self.unit, self.co_units)
        before = found.state
        steps.take(deed, found, "reassign" if again else "assign")
        if before == found.state:
            steps.restart_clock(deed, found)
        steps.refer(deed, found)
        return found


@dataclass(frozen=True)
class RejectProblem(OnOne):
    """Not a problem for us; the asker reads why."""

    deed = "reject"
    verb = "triage"
    needs_reason = True

    def execute(self, deed: Deed) -> Problem:
        found: Problem = deed.subject
        found.refusal = deed.reason[:300]
        steps.take(deed, found, "reject")
        return found


@dataclass(frozen=True)
class SignReferral(OnOne):
    """Sign for the slip: the unit has it."""

    deed = "sign"
    verb = "answer"

    def check(self, deed: Deed) -> None:
        only_its_unit(deed)

    def execute(self, deed: Deed) -> Any:
        found = deed.subject
        slip = steps.slip_of(found)
        if slip is None or slip.signed_on is not None:
            raise ActionRefused(_("没有等待签收的转办单。"))
        slip.unit, slip.signed_on, slip.signed_by = found.unit, deed.day, deed.actor
        deed.save(slip)
        return found


@dataclass(frozen=True)
class DeclineReferral(OnOne):
    """Hand it back to be given to another unit, with the reason."""

    deed = "decline"
    verb = "answer"
    needs_reason = True

    def check(self, deed: Deed) -> None:
        only_its_unit(deed)

    def execute(self, deed: Deed) -> Any:
        found = deed.subject
        steps.end_slip(deed, found)
        found.due_on = None
        steps.take(deed, found, "decline")
        return found
