"""After recognition: the yearly look, the warning, rectification and its acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.clocks import add_months
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.recognition.actions.checking import freeze
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.models import Application, Recheck, Rectification, Snapshot
from zhenxing.web.recognition.steps import may, take


@dataclass(frozen=True)
class RecheckRecognition(Action[Application]):
    """Look at a recognised town's facts of a year, frozen for it: it passes, or it is warned."""

    code: ClassVar[str] = "rechecks.create"
    permission: ClassVar[str] = "applications.recheck"

    application_id: int
    year: int
    warns: bool
    opinion: str

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        found: Application = deed.subject
        may(deed, found, "warn")  # whoever may not warn it may not pass it either
        if not self.opinion.strip():
            raise Invalid({"opinion": (_("请写明复核意见。"),)})
        if not found.call.reference_year <= self.year <= deed.day.year:
            raise Invalid({"year": (_("复核年度应在申报的参考年度之后、今年以前。"),)})
        if found.rechecks.filter(year=self.year).exists():
            raise Invalid({"year": (_("这一年已经复核过。"),)})

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        deed.reason = deed.reason or self.opinion.strip()
        snapshot = freeze(deed, found, Snapshot.RECHECKING, self.year, deed.day)
        made = Recheck(
            application=found,
            year=self.year,
            snapshot=snapshot,
            finding="warn" if self.warns else "pass",
            opinion=self.opinion.strip(),
            checked_on=deed.day,
            checked_by=deed.actor,
        )
        deed.save(made)
        if self.warns:
            take(deed, found, "warn", proofs={"snapshot": snapshot.sha256})
        return found


@dataclass(frozen=True)
class ReportRectification(Action[Application]):
    """The warned town's unit says what it will do, and until when."""

    code: ClassVar[str] = "rectifications.create"
    permission: ClassVar[str] = "applications.rectify"

    application_id: int
    plan: str
    due_on: date

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        may(deed, deed.subject, "rectify")
        latest = add_months(deed.day, deed.subject.call.scheme.rectify_months)
        wrong: dict[str, tuple[str, ...]] = {}
        if not self.plan.strip():
            wrong["plan"] = (_("请写明整改措施。"),)
        if not deed.day <= self.due_on <= latest:
            wrong["due_on"] = (_("整改期限应在今天和 %(day)s 之间。") % {"day": latest},)
        if wrong:
            raise Invalid(wrong)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        made = Rectification(
            application=found,
            recheck=found.rechecks.filter(finding="warn").order_by("-year").first(),
            plan=self.plan.strip(),
            due_on=self.due_on,
            entered_by=deed.actor,
        )
        deed.save(made)
        take(deed, found, "rectify")
        return found


@dataclass(frozen=True)
class AcceptRectification(Action[Application]):
    """Somebody else than whoever reported it finds the rectification done: the warning is over."""

    code: ClassVar[str] = "rectifications.accept"
    permission: ClassVar[str] = "applications.recheck"

    application_id: int
    result: str

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        may(deed, deed.subject, "restore")
        if not self.result.strip():
            raise Invalid({"result": (_("请写明验收意见。"),)})

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        running: Rectification | None = found.rectifications.filter(accepted_on__isnull=True).first()
        if running is None:
            raise ActionRefused(_("没有等待验收的整改。"))
        running.result = self.result.strip()
        running.accepted_on, running.accepted_by = deed.day, deed.actor
        deed.save(running)
        take(deed, found, "restore")
        return found
