"""The day a record shows and the end of its clock are one: whoever moves the clock moves the record.

Time is given on the clock, with reason and authority; lists, boards and calendars read the record. What a
pause or an extension makes of the end is therefore written into the record in the same deed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.core.periods import Period
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.registry import Dated, ledger_of


def follow(deed: Deed, clock: Clock, subject: Any = None) -> None:
    """Take over into the clock's record where it ends now; None while it is paused, as nobody can know.

    `subject` is the record where the deed has it in hand already.
    """
    ledger = ledger_of(clock.subject_type)
    dated = _dated(clock)
    if ledger is None or (ledger.follow is None and dated is None):
        return
    rows = ledger.model._default_manager.select_for_update(of=("self",))
    record = rows.get(pk=clock.subject_id) if subject is None else subject
    if ledger.follow is not None:
        ledger.follow(deed, record, clock)
    elif dated is not None:
        take_over(deed, record, dated.field, clock)


def take_over(deed: Deed, record: Any, field: str, clock: Clock) -> None:
    """Write the clock's end into a field of the record. What was set while it was paused stays."""
    shown = getattr(record, field)
    if shown == clock.due_on or (clock.stopped_on is not None and shown is not None):
        return
    setattr(record, field, clock.due_on)
    deed.save(record)


def only_pausable(clock: Clock) -> None:
    """Raise for a clock that keeps to the day of a plan."""
    dated = _dated(clock)
    if dated is not None and not dated.pausable:
        raise ActionRefused(
            _("这个时限跟着计划日期走，不能暂停。需要更多时间，请办理延期，或者在原记录里改计划日期。")
        )


def in_words(words: str, due_on: date | None) -> str:
    """A deadline as its document gives it (2026, 2026-06), and the day where that is another one now."""
    if due_on is None:
        return words
    if not words:
        return f"{due_on:%Y-%m-%d}*"
    try:
        period = Period.parse(words)
    except ValueError:
        return f"{words}（{due_on:%Y-%m-%d}）"
    return words if period.first <= due_on <= period.last else f"{words}（{due_on:%Y-%m-%d}）"


def _dated(clock: Clock) -> Dated | None:
    """How the clock's record brings its own end; None where the clock is another."""
    ledger = ledger_of(clock.subject_type)
    dated = ledger.dated if ledger is not None else None
    return dated if dated is not None and dated.key == clock.key else None
