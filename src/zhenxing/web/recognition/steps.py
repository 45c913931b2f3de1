"""Taking one step: the rules are asked, the ledger moves it, whoever acts next is told."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, SelfApproval
from zhenxing.web.ledger import services
from zhenxing.web.recognition import flow
from zhenxing.web.recognition.dossiers import dossier, who
from zhenxing.web.recognition.models import Application
from zhenxing.web.recognition.words import STEPS, said

#: states in which the applicant is the one to act; in the others the organ is
APPLICANTS = frozenset({"draft", "returned", "warned", "rectifying"})
_PERSONAL = frozenset({"own", "had-a-hand"})


class NotYet(ActionRefused):
    """A step whose rules do not hold; the message names each of them."""

    def __init__(self, found: tuple[flow.Obstacle, ...]) -> None:
        super().__init__("；".join(said(one) for one in found) + "。")
        self.obstacles = found


class OwnCase(SelfApproval):
    """Somebody would judge their own application, or decide what they had in hand."""

    def __init__(self, found: tuple[flow.Obstacle, ...]) -> None:
        super().__init__()
        self.args = ("；".join(said(one) for one in found) + "。",)
        self.message = self.args[0]


def may(deed: Deed, application: Application, step: str, *, document_number: str = "") -> None:
    """Raise unless the rules of the step hold now for whoever does the deed."""
    if deed.actor is None:
        raise SelfApproval
    case = dossier(application, document_number=document_number)
    found = flow.obstacles(case, step, who(deed.actor), deed.day)
    if any(one.key in _PERSONAL for one in found):
        raise OwnCase(found)
    if found:
        raise NotYet(found)


def take(
    deed: Deed,
    application: Application,
    step: str,
    *,
    document_number: str = "",
    proofs: Mapping[str, str] | None = None,
) -> None:
    """Take the step: checked, moved, written down, its clocks set, the next in turn told.

    Whatever else the deed changes in the application is set before: one save, one version.
    """
    may(deed, application, step, document_number=document_number)
    application.state_since = deed.day
    services.transit(deed, application, flow.TABLE, step, proofs=proofs or {})
    _tell(deed, application, step)


def _tell(deed: Deed, application: Application, step: str) -> None:
    """Into the inbox of the unit whose turn it is; of the applicant too when the case has ended."""
    organ, applicant = application.call.scheme.organ, application.unit
    final = not application.can(Capability.OPEN)
    mine = application.state in APPLICANTS or final
    text = _("%(case)s：%(step)s") % {"case": application, "step": STEPS[step]}
    if deed.reason:
        text = _("%(text)s。理由：%(reason)s") % {"text": text, "reason": deed.reason}
    services.notify(
        deed,
        key=f"recognition:{application.pk}:{step}:{deed.at.isoformat()}",
        text=text,
        subject=application,
        url=reverse("applications:detail", kwargs={"pk": application.pk}),
        to_unit=applicant if mine else organ,
    )
