"""Deeds on standing asks: submit, admit, refuse, end. Nobody admits what they submitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.burden import holdings
from zhenxing.web.burden.flow import ASKS
from zhenxing.web.burden.models import Ask
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.ledger import services


class _OnAsk(Action[Ask], abstract=True):
    ask_id: int

    def load(self) -> Ask:
        found: Ask = Ask.objects.select_for_update().get(pk=self.ask_id)
        return found


@dataclass(frozen=True)
class SubmitAsk(_OnAsk):
    """Submit an ask for admission."""

    code: ClassVar[str] = "asks.submit"
    permission: ClassVar[str] = "asks.submit"

    ask_id: int

    def execute(self, deed: Deed) -> Ask:
        services.transit(deed, deed.subject, ASKS, "submit")
        ask: Ask = deed.subject
        return ask


@dataclass(frozen=True)
class JudgeAsk(_OnAsk):
    """Admit an ask, or refuse it with the reason. What is held already is admitted only with one."""

    code: ClassVar[str] = "asks.admit"
    permission: ClassVar[str] = "asks.admit"

    ask_id: int
    admitted: bool

    def execute(self, deed: Deed) -> Ask:
        ask: Ask = deed.subject
        if self.admitted and not deed.reason:
            self._refuse_what_is_held(ask)
        services.transit(deed, ask, ASKS, "admit" if self.admitted else "refuse")
        said = _("“%(ask)s”已准入。") if self.admitted else _("“%(ask)s”不予准入：%(why)s")
        services.notify(
            deed,
            key=f"ask:{ask.pk}:{ask.version}",
            text=said % {"ask": ask, "why": deed.reason},
            subject=ask,
            url=reverse("asks:detail", args=[ask.pk]),
            to_unit=ask.by_unit,
        )
        return ask

    def _refuse_what_is_held(self, ask: Ask) -> None:
        known, shared = holdings.held(ask.fields), holdings.shared(ask)
        if known or shared:
            said = _("有 %(held)s 个字段系统里已有、与 %(asks)s 项报送要求重复。仍要准入，请写明理由。")
            raise Invalid({"reason": (said % {"held": len(known), "asks": len(shared)},)})


@dataclass(frozen=True)
class EndAsk(_OnAsk):
    """End an ask: from now on nobody reports it."""

    code: ClassVar[str] = "asks.end"
    permission: ClassVar[str] = "asks.end"
    needs_reason: ClassVar[bool] = True

    ask_id: int

    def execute(self, deed: Deed) -> Ask:
        services.transit(deed, deed.subject, ASKS, "end")
        ask: Ask = deed.subject
        return ask
