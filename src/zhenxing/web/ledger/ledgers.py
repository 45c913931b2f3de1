"""What of clocks and letters waits for whom, moves when work changes hands, and stands on a unit's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit import scope
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.places import mine
from zhenxing.web.ledger.registry import Line, handed_over, todo, work
from zhenxing.web.ledger.states import ANSWERED, ISSUED, LETTERS, SIGNED
from zhenxing.web.ledger.tallies import near


def to_sign(user: Any, day: date) -> QuerySet[Letter]:
    """The letters that wait for this person's signature, the most pressing first."""
    rows = Letter.objects.filter(mine(user, day, "unit", "post"), state=ISSUED)
    return rows.order_by("receipt_by", "issued_on", "pk")


def _to_answer(user: Any, day: date) -> QuerySet[Letter]:
    rows = Letter.objects.filter(mine(user, day, "unit", "post"), state=SIGNED)
    return rows.order_by("feedback_by", "issued_on", "pk")


def _to_recheck(user: Any, day: date) -> QuerySet[Letter]:
    rows = Letter.objects.filter(~Q(answered_by=user), state=ANSWERED)
    return rows.order_by("answered_at", "pk")


def _letter(letter: Letter, day: date) -> Line:
    by = letter.receipt_by if letter.state == ISSUED else letter.feedback_by
    late = by is not None and by < day
    aside = _("%(day)s前") % {"day": by} if by else str(letter.get_state_display())
    url = reverse("letters:detail", args=[letter.pk])
    return Line(f"{letter.named} {letter.subject_label}", url, aside, "bad" if late else "warn")


def _near(user: Any, day: date) -> QuerySet[Clock]:
    """The person's own clocks that are red or yellow; everyone's for those who see to the whole place."""
    rows = Clock.objects.running().filter(near(day), due_on__isnull=False)
    if not scope.permits(user, "clocks.board"):
        rows = rows.filter(mine(user, day, "unit", "post"))
    return rows.order_by("due_on", "pk").whole()


def _clock(clock: Clock, day: date) -> Line:
    light = queries.light_of(clock, day)
    url = reverse("clocks:detail", args=[clock.pk])
    return Line(str(clock), url, light.reason, queries.TONES[light.colour], light.rule)


def _open_letters() -> QuerySet[Letter]:
    rows = Letter.objects.filter(state__in=LETTERS.holding(Capability.OPEN), archived_at__isnull=True)
    return rows.order_by("feedback_by", "pk")


todo(
    "sign",
    gettext_lazy("待签收的函件"),
    permission="letters.sign",
    rows=to_sign,
    url=f"letters:list?state={ISSUED}",
    line=_letter,
    tone="bad",
    asks="sign",
)
todo(
    "answer",
    gettext_lazy("待反馈的函件"),
    permission="letters.answer",
    rows=_to_answer,
    url=f"letters:list?state={SIGNED}",
    line=_letter,
    asks="answer",
)
todo(
    "recheck",
    gettext_lazy("待复核的函件"),
    permission="letters.recheck",
    rows=_to_recheck,
    url=f"letters:list?state={ANSWERED}",
    line=_letter,
    asks="check",
)
todo(
    "clocks",
    gettext_lazy("快到期和超期的事项"),
    permission="clocks.view",
    rows=_near,
    url="clocks:list?state=running",
    line=_clock,
    asks="watch",
)
handed_over(Letter, "unit", rows=_open_letters)
handed_over(Letter, "post", rows=_open_letters)
work(
    "letters",
    gettext_lazy("督办函件"),
    of_unit=lambda unit: _open_letters().filter(unit=unit),
    of_post=lambda post: _open_letters().filter(post=post),
    columns=("state", "issued_on"),
    due="feedback_by",
)
