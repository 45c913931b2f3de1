"""The demo county's clocks, and two letters about what is overdue in it, issued as an office would."""

from __future__ import annotations

from django.utils import timezone

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import run_action
from zhenxing.web.ledger.actions import IssueLetter, SignLetter
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.ticking import tick

_WHY = "演示数据"
_CLERK = "bangongshi"
#: the colours of the letters, for the matters longest overdue
_STEPS = ("orange", "blue")


def load_demo_letters() -> int:
    """Start the clocks of all tasks and issue the letters; returns how many."""
    tick()
    overdue = Clock.objects.running().filter(due_on__lt=timezone.localdate(), unit__isnull=False)
    clerk = User.objects.get(username=_CLERK)
    letters = [
        run_action(IssueLetter(clock.pk, step), clerk, reason=_WHY).result
        for clock, step in zip(overdue.order_by("due_on", "pk")[: len(_STEPS)], _STEPS, strict=False)
    ]
    for letter in letters[:1]:
        _sign(letter)
    return len(letters)


def _sign(letter: Letter) -> None:
    """Somebody of the unit addressed signs for it, if the demo has an account there."""
    reader = User.objects.filter(memberships__unit=letter.unit, is_active=True).order_by("pk").first()
    if reader is not None:
        run_action(SignLetter(letter.pk), reader, reason=_WHY)
