"""What a project needs from a department: taken on, done, confirmed by those who asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import Invalid, NeedsReason, NotPermitted
from zhenxing.web.kit.scope import Reach
from zhenxing.web.ledger import services
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import ElementRequest
from zhenxing.web.proofs.services import Upload, attach

#: what the department that was asked says, and what those who asked say
ANSWERS = ("accept", "answer", "decline")
CONFIRMS = ("confirm", "redo", "withdraw")


class _OnRequest(Action[ElementRequest], abstract=True):
    """A step of one request. `text` is the result or the reason."""

    request_id: int
    step: str
    text: str

    def load(self) -> ElementRequest:
        rows = ElementRequest.objects.select_for_update(of=("self",))
        found: ElementRequest = rows.select_related("project__area", "project__unit", "unit").get(
            pk=self.request_id
        )
        return found

    def _speaks_for(self, deed: Deed, unit_id: int | None) -> None:
        """A department speaks for itself alone; whoever keeps the place may speak for any."""
        if deed.actor is None:
            raise NotPermitted
        held = [one for one in deed.actor.grants() if self.permission in one.permissions]
        if not any(
            one.permissions[self.permission] is not Reach.UNIT or unit_id in one.units for one in held
        ):
            raise NotPermitted(
                _("这一步要由对方单位办理：提需求的单位不能替办理部门答复，办理部门也不能替它确认。")
            )

    def _move(self, deed: Deed) -> ElementRequest:
        request: ElementRequest = deed.subject
        way = flow.ELEMENTS.transition(self.step)
        deed.reason = deed.reason or (self.text.strip() if way.needs_reason else "")
        if way.needs_reason and not deed.reason:
            raise NeedsReason
        if self.text.strip() and self.step in ANSWERS:
            request.answer = self.text.strip()[:300]
        services.transit(deed, request, flow.ELEMENTS, self.step)
        self._tell(deed, request)
        return request

    def _tell(self, deed: Deed, request: ElementRequest) -> None:
        """The other side hears of it."""
        to_unit = request.project.unit if self.step in ANSWERS else request.unit
        services.notify(
            deed,
            key=f"element:{request.pk}:{self.step}:{deed.at.isoformat()}",
            text=_("%(request)s：%(state)s。%(text)s")
            % {"request": request, "state": request.get_state_display(), "text": self.text.strip()},  # type: ignore[attr-defined]  # made by Django
            subject=request,
            url=reverse("project_elements:detail", args=[request.pk]),
            to_unit=to_unit,
        )


@dataclass(frozen=True)
class AnswerElement(_OnRequest):
    """The department that was asked takes it on, reports it done, or says it cannot be had."""

    code: ClassVar[str] = "project_elements.answer"
    permission: ClassVar[str] = "project_elements.answer"

    request_id: int
    step: str
    text: str = ""
    proof: Upload | None = field(default=None, repr=False)

    def check(self, deed: Deed) -> None:
        self._speaks_for(deed, deed.subject.unit_id)
        if self.step not in ANSWERS:
            raise NotPermitted
        if self.step == "answer" and not self.text.strip():
            raise Invalid({"text": (_("请写明办理结果，例如批准文号、供地面积、贷款金额。"),)})

    def execute(self, deed: Deed) -> ElementRequest:
        if self.proof is not None:
            request: ElementRequest = deed.subject
            attach(deed, request, self.proof, kind=self.step, area=request.project.area, unit=request.unit)
        return self._move(deed)


@dataclass(frozen=True)
class ConfirmElement(_OnRequest):
    """Those who asked confirm that they have it, send it back, or take the request back."""

    code: ClassVar[str] = "project_elements.confirm"
    permission: ClassVar[str] = "project_elements.confirm"

    request_id: int
    step: str
    text: str = ""

    def check(self, deed: Deed) -> None:
        self._speaks_for(deed, deed.subject.project.unit_id)
        if self.step not in CONFIRMS:
            raise NotPermitted

    def execute(self, deed: Deed) -> ElementRequest:
        return self._move(deed)
