"""The tick: whatever is due by now is made, set by set, each batch in one transaction.

Safe to run twice, late, at the same time, with a clock that jumped, and to be killed anywhere: what a
batch makes stands whole or not at all, and every row it makes has a key of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from zhenxing.web.kit.actions import run_action
from zhenxing.web.ledger import levelling, queries, reminding
from zhenxing.web.ledger.escalating import Escalate
from zhenxing.web.ledger.models import Clock

#: clocks of one transaction
BATCH = 100


@dataclass(frozen=True)
class TickReport:
    """What a tick made; all zero when there was nothing to do."""

    resettled: int = 0
    started: int = 0
    moved: int = 0
    stopped: int = 0
    reminders: int = 0
    letters: int = 0
    unaddressed: int = 0
    late_letters: int = 0
    digests: int = 0

    @property
    def anything(self) -> bool:
        """Whether it made or changed anything."""
        return self != TickReport(unaddressed=self.unaddressed)

    def said(self) -> str:
        """What it did, in words for a terminal and a log."""
        counted = (
            ("重算", self.resettled),
            ("开始计时", self.started),
            ("改期", self.moved),
            ("停止计时", self.stopped),
            ("提醒", self.reminders),
            ("函件", self.letters),
            ("没有责任单位", self.unaddressed),
            ("催办函件", self.late_letters),
            ("每日摘要", self.digests),
        )
        return "，".join(f"{label} {n}" for label, n in counted if n) or "没有到期的事"


def tick(now: datetime | None = None) -> TickReport:
    """Make what is due at a moment (now)."""
    at = now or timezone.now()
    day = timezone.localtime(at).date()
    queries.calendar(fresh=True)
    report = TickReport(resettled=levelling.resettle(day))
    for started, moved, stopped in map(levelling.level, levelling.dated_ledgers()):
        report = replace(
            report,
            started=report.started + started,
            moved=report.moved + moved,
            stopped=report.stopped + stopped,
        )
    report = _escalate(day, report)
    return replace(report, late_letters=reminding.late_letters(day), digests=reminding.digests(at))


def _escalate(day: date, report: TickReport) -> TickReport:
    last: tuple[date, int] | None = None
    while batch := _batch(day, last):
        last = batch[-1]
        made = run_action(Escalate(day, tuple(pk for _acts_on, pk in batch)), None).result
        report = replace(
            report,
            reminders=report.reminders + made.notices,
            letters=report.letters + made.letters,
            unaddressed=report.unaddressed + made.unaddressed,
        )
    return report


def _batch(day: date, last: tuple[date, int] | None) -> list[tuple[date, int]]:
    """The next clocks whose ladder has a step due, in order of its day; each is looked at once in a tick."""
    rows = Clock.objects.running().filter(acts_on__lte=day).order_by("acts_on", "pk")
    if last is not None:
        rows = rows.filter(Q(acts_on__gt=last[0]) | Q(acts_on=last[0], pk__gt=last[1]))
    return list(rows.values_list("acts_on", "pk")[:BATCH])
