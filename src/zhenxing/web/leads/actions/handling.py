"""What is done with a reported lead until it is a project, or is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.leads.flow import AGREEMENT, LEADS
from zhenxing.web.leads.models import Lead, LeadProgress
from zhenxing.web.leads.steps import held, note_due, only_handlers, take, tell
from zhenxing.web.ledger import services
from zhenxing.web.ledger.registry import ledger_of
from zhenxing.web.proofs.services import Upload, attach

#: the clock that runs from one report of progress to the next
PROGRESS = "progress"


class _Step(Action[Lead], abstract=True):
    """One way of the table, from a lead's page."""

    lead_id: int
    step: ClassVar[str]

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        only_handlers(deed)

    def execute(self, deed: Deed) -> Lead:
        take(deed, deed.subject, self.step)
        found: Lead = deed.subject
        return found


@dataclass(frozen=True)
class ReturnLead(_Step):
    """Send a lead back for what is wrong in it; its first report keeps its day."""

    code: ClassVar[str] = "leads.return"
    permission: ClassVar[str] = "leads.reply"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "return"

    lead_id: int


@dataclass(frozen=True)
class ReplyLead(_Step):
    """Answer whoever reported: taken up."""

    code: ClassVar[str] = "leads.reply"
    permission: ClassVar[str] = "leads.reply"
    step: ClassVar[str] = "reply"

    lead_id: int


@dataclass(frozen=True)
class JudgeLead(Action[Lead]):
    """Say whether a lead is worth going after, and why."""

    code: ClassVar[str] = "leads.judge"
    permission: ClassVar[str] = "leads.judge"
    needs_reason: ClassVar[bool] = True

    lead_id: int
    goes_on: bool

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        only_handlers(deed)

    def execute(self, deed: Deed) -> Lead:
        lead: Lead = deed.subject
        take(deed, lead, "judge" if self.goes_on else "decline")
        return lead


@dataclass(frozen=True)
class GiveFeedback(_Step):
    """Tell the investor what was judged, and begin to talk; from now on progress is reported."""

    code: ClassVar[str] = "leads.feedback"
    permission: ClassVar[str] = "leads.negotiate"
    step: ClassVar[str] = "feedback"

    lead_id: int
    text: str

    def execute(self, deed: Deed) -> Lead:
        lead: Lead = deed.subject
        _write(deed, lead, deed.day, self.text, "")
        take(deed, lead, self.step)
        _ask(deed, lead)
        return lead


@dataclass(frozen=True)
class ReportProgress(Action[LeadProgress]):
    """Say how the talks go; the clock to the next report begins anew."""

    code: ClassVar[str] = "leads.progress"
    permission: ClassVar[str] = "leads.negotiate"

    lead_id: int
    text: str
    next_step: str = ""

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        only_handlers(deed)
        if deed.subject.state not in ("negotiating", "signed"):
            raise ActionRefused(_("只有洽谈中和已签约的线索报送进展。"))

    def execute(self, deed: Deed) -> LeadProgress:
        lead: Lead = deed.subject
        made = _write(deed, lead, deed.day, self.text, self.next_step)
        deed.save(lead)
        services.stop_clock(deed, lead, PROGRESS)
        for rule in ledger_of(lead).clocks(lead, deed.day):  # type: ignore[union-attr]  # leads have one
            if rule.key == PROGRESS and rule.in_force(deed.day):
                services.start_clock(deed, lead, rule)
        note_due(lead)
        _ask(deed, lead)
        tell(deed, lead, "progress", _("洽谈进展已报送"))
        return made


@dataclass(frozen=True)
class SignLead(Action[Lead]):
    """The agreement is signed: on a day, with the paper that shows it."""

    code: ClassVar[str] = "leads.sign"
    permission: ClassVar[str] = "leads.negotiate"

    lead_id: int
    signed_on: date
    proof: Upload | None

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        only_handlers(deed)
        if self.proof is None:
            raise Invalid({"proof": (_("请附上签约协议或签约现场照片，没有佐证不计入签约。"),)})
        if self.signed_on > deed.day:
            raise Invalid({"signed_on": (_("签约日期不能晚于今天。"),)})
        first = deed.subject.first_reported_on
        if first is not None and self.signed_on < first:
            raise Invalid({"signed_on": (_("签约日期不能早于首报日期 %(day)s。") % {"day": first},)})

    def execute(self, deed: Deed) -> Lead:
        lead: Lead = deed.subject
        assert self.proof is not None  # checked
        kept = attach(deed, lead, self.proof, kind=AGREEMENT, taken_on=self.signed_on)
        lead.signed_on = self.signed_on
        take(deed, lead, "sign", proofs={AGREEMENT: kept.file_name})
        return lead


@dataclass(frozen=True)
class HandLead(Action[Lead]):
    """Put a signed lead into the project library; somebody else than whoever signed it."""

    code: ClassVar[str] = "leads.hand"
    permission: ClassVar[str] = "leads.hand"

    lead_id: int

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        if not apps.is_installed("zhenxing.web.projects"):
            raise ActionRefused(_("本系统没有装项目库，不能转为项目。"))

    def execute(self, deed: Deed) -> Lead:
        from zhenxing.web.projects.services import from_lead  # an app that may be deleted

        lead: Lead = deed.subject
        made = from_lead(
            deed,
            area=lead.area,
            name=lead.project_name,
            investor=lead.investor,
            investor_uscc=lead.investor_code or "",
            investment=lead.investment,
            lead_subject=lead,
            unit=lead.unit,
            town=lead.town,
            content=lead.process,
            land=lead.land,
            energy=lead.energy,
            output=lead.output,
            tax=lead.tax,
            plan_signed_on=lead.signed_on,
        )
        lead.project = made.pk
        take(deed, lead, "hand")
        return lead


@dataclass(frozen=True)
class DropLead(_Step):
    """Give a lead up, with the reason; its first report protects no more."""

    code: ClassVar[str] = "leads.drop"
    permission: ClassVar[str] = "leads.drop"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "drop"

    lead_id: int

    def check(self, deed: Deed) -> None:
        """The unit that reported may give up too."""


def _write(deed: Deed, lead: Lead, day: date, text: str, next_step: str) -> LeadProgress:
    """A line of the talks; the lead, which the caller saves, remembers its day."""
    if not text.strip():
        raise Invalid({"text": (_("请写明情况。"),)})
    made = LeadProgress(
        lead=lead, on=day, text=text.strip(), next_step=next_step.strip()[:300], entered_by=deed.actor
    )
    deed.save(made)
    lead.progress_on = day
    return made


def _ask(deed: Deed, lead: Lead) -> None:
    """The report that is asked for next counts as a burden of the handling unit, each time once."""
    asking = lead.portfolio.unit if lead.portfolio_id and lead.portfolio else lead.reported_by
    if not apps.is_installed("zhenxing.web.burden") or asking == lead.unit or lead.due_on is None:
        return
    from zhenxing.web.burden.services import asked  # an app that may be deleted

    asked(
        deed,
        by_unit=asking,
        of_unit=lead.unit,
        what=_("招商线索洽谈进展"),
        fields=2,
        repeats="once",
        due_on=lead.due_on,
        subject=lead,
    )


def steps_open(lead: Any) -> frozenset[str]:
    """The ways of the table that begin where the lead is."""
    return frozenset(one.key for one in LEADS.open_to(lead.state))
