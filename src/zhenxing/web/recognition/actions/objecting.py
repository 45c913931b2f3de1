"""Objections to what a notice proposes, and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.ledger import services
from zhenxing.web.recognition import flow
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.dossiers import dossier, who
from zhenxing.web.recognition.models import Application, Objection, PublicNotice
from zhenxing.web.recognition.steps import NotYet, OwnCase, take


@dataclass(frozen=True)
class FileObjection(Action[Objection]):
    """Object to what a notice proposes for one application, or note down somebody's objection."""

    code: ClassVar[str] = "objections.create"
    permission: ClassVar[str] = "public_notices.object"

    application_id: int
    objector: str
    text: str
    contact: str = ""

    def check(self, deed: Deed) -> None:
        found = self._application(deed)
        # a second objection finds the first one waiting: it comes to the same state
        case = dossier(found)
        if case.state == "objected":
            case = replace(case, state="noticed")
        stopped = flow.obstacles(case, "object", who(deed.actor), deed.day) if deed.actor else ()
        if stopped:
            raise NotYet(stopped)

    def execute(self, deed: Deed) -> Objection:
        found = self._application(deed)
        made = Objection(
            application=found,
            notice=found.notice,
            objector=self.objector.strip(),
            contact=self.contact.strip(),
            text=self.text.strip(),
            received_on=deed.day,
            entered_by=deed.actor,
        )
        _clean(made)
        deed.save(made)
        if found.state == "noticed":
            take(deed, found, "object")
        return made

    def _application(self, deed: Deed) -> Application:
        """The application on a notice the person may read."""
        found = application(self.application_id)
        readable = PublicNotice.objects.filter(pk=found.notice_id)
        if deed.actor is not None and not scope.visible(readable, deed.actor, "public_notices.view").exists():
            raise OutOfScope
        return found


@dataclass(frozen=True)
class AnswerObjection(Action[Objection]):
    """Answer an objection. Once all are answered, one upheld sends the case back to initial review."""

    code: ClassVar[str] = "objections.answer"
    permission: ClassVar[str] = "objections.answer"

    objection_id: int
    upheld: bool
    answer: str

    def load(self) -> Objection:
        found: Objection = (
            Objection.objects.select_for_update(of=("self",))
            .select_related("application__town__area")
            .get(pk=self.objection_id)
        )
        return found

    def check(self, deed: Deed) -> None:
        objection: Objection = deed.subject
        if objection.upheld is not None:
            raise ActionRefused(_("这条异议已经答复。"))
        if not self.answer.strip():
            raise Invalid({"answer": (_("请写明核查情况和答复意见。"),)})
        deed.forbid_self(objection.entered_by_id)
        case = dossier(application(objection.application_id))
        if deed.actor is not None and flow.is_own(case, who(deed.actor)):
            raise OwnCase((flow.Obstacle("own"),))

    def execute(self, deed: Deed) -> Objection:
        objection: Objection = deed.subject
        objection.upheld, objection.answer = self.upheld, self.answer.strip()
        objection.answered_on, objection.answered_by = deed.day, deed.actor
        deed.save(objection)
        services.notify(
            deed,
            key=f"recognition:objection:{objection.pk}",
            text=_("您登记的异议已答复：%(case)s") % {"case": objection},
            subject=objection,
            url=reverse("objections:detail", kwargs={"pk": objection.pk}),
            to_users=[objection.entered_by],
        )
        found = application(objection.application_id)
        case = dossier(found)
        if found.state == "objected" and not case.open_objections:
            _follow(deed, found, voided=bool(case.upheld))
        return objection


def _follow(deed: Deed, found: Application, *, voided: bool) -> None:
    if not voided:
        take(deed, found, "settle")
        return
    take(deed, found, "uphold")
    _clear(deed, found)


def _clear(deed: Deed, found: Application) -> None:
    """Nothing that was found on the voided notice stands: scores are given anew on the same material."""
    found.notice, found.proposal, found.proposal_reason = None, "", ""
    found.score, found.place = None, None
    for seat in found.seats.filter(scored_on__isnull=False):
        seat.scored_on = None
        deed.save(seat)
    deed.save(found)


def _clean(made: Objection) -> None:
    try:
        made.full_clean(exclude=["answered_by"])
    except ValidationError as error:
        raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
