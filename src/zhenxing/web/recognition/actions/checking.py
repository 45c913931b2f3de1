"""The completeness check: back to the applicant with what is missing, or taken in and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.recognition import freezing, material
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.models import Application, Snapshot
from zhenxing.web.recognition.steps import may, take


@dataclass(frozen=True)
class ReturnApplication(Action[Application]):
    """Give an application back to be completed; what is missing is said."""

    code: ClassVar[str] = "applications.return"
    permission: ClassVar[str] = "applications.check"
    needs_reason: ClassVar[bool] = True

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def execute(self, deed: Deed) -> Application:
        take(deed, deed.subject, "return")
        found: Application = deed.subject
        return found


@dataclass(frozen=True)
class AcceptApplication(Action[Application]):
    """Take an application in: from now on the frozen material is what is judged."""

    code: ClassVar[str] = "applications.accept"
    permission: ClassVar[str] = "applications.check"

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        may(deed, found, "accept")
        snapshot = freeze(deed, found, Snapshot.APPLYING, found.call.reference_year, found.call.judged_on)
        deed.changes["snapshot"] = ["", snapshot.sha256]
        take(deed, found, "accept", proofs={"snapshot": snapshot.sha256})
        return found


def freeze(deed: Deed, found: Application, purpose: str, year: int, day: Any) -> Snapshot:
    """Write down what is judged; made once for a purpose and a year."""
    text = freezing.canonical(material.gather(found, year=year, day=day))
    return Snapshot.objects.create(
        application=found,
        purpose=purpose,
        year=year,
        text=text,
        sha256=freezing.digest(text),
        frozen_on=deed.day,
        frozen_by=deed.actor,
    )
