"""The deed of escalating: the steps due for a batch of clocks, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse

from zhenxing.core.ledger.escalation import Step, steps_due
from zhenxing.core.workdays import Calendar
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.ledger import letters, noticing, queries
from zhenxing.web.ledger.letters import Issue
from zhenxing.web.ledger.line import Line, Receiver
from zhenxing.web.ledger.models import Clock, Escalated, Letter, Notice
from zhenxing.web.ledger.timing import acts_on, climbs_from, ladder_of, steps_done


@dataclass(frozen=True)
class Escalation:
    """What came of a batch."""

    notices: int = 0
    letters: int = 0
    #: clocks for which nobody answers
    unaddressed: int = 0


@dataclass(frozen=True)
class Escalate(Action[Escalation]):
    """Do every step that is due for these clocks on a day. Done again, it does nothing."""

    code: ClassVar[str] = "clocks.escalate"
    permission: ClassVar[str] = "clocks.view"
    by_system: ClassVar[bool] = True

    day: date
    clock_ids: tuple[int, ...]

    def execute(self, deed: Deed) -> Escalation:
        calendar = queries.calendar()
        clocks = list(
            Clock.objects.running()
            .filter(pk__in=self.clock_ids, acts_on__lte=self.day)
            .select_for_update(of=("self",))
            .select_related("area", "unit", "post__unit", "leader__unit")
            .order_by("due_on", "pk")
        )
        line, done = Line(clocks, self.day), steps_done(clocks)
        plan = _Plan(deed, self.day, calendar)
        for clock in clocks:
            plan.add(clock, done[clock.pk], line)
        return plan.carry_out(clocks, done)


class _Plan:
    """What a batch will make: gathered first, stored set by set."""

    def __init__(self, deed: Deed, day: date, calendar: Calendar) -> None:
        self.deed, self.day, self.calendar = deed, day, calendar
        self.steps: list[Escalated] = []
        self.issues: list[Issue] = []
        self.reminders: list[tuple[Clock, Step, Receiver]] = []
        self.unaddressed = 0

    def add(self, clock: Clock, done: set[str], line: Line) -> None:
        ladder = ladder_of(clock)
        if ladder is None or clock.due_on is None:
            return
        left = self.calendar.between(self.day, clock.due_on)
        for step in steps_due(ladder, self.calendar.between(self.day, climbs_from(clock)), done):
            receiver = line.to(clock, step.to)
            self.unaddressed += receiver.nobody
            if step.letter:
                self.issues.append(Issue(clock, step, ladder, -left, line.office(clock), receiver))
            else:
                self.reminders.append((clock, step, receiver))
            self.steps.append(Escalated(clock=clock, round=clock.round, step=step.key, done_on=self.day))
            done.add(step.key)

    def carry_out(self, clocks: list[Clock], done: dict[int, set[str]]) -> Escalation:
        made = letters.make(self.deed, self.issues, self.day, self.calendar) if self.issues else []
        Escalated.objects.bulk_create(self.steps)
        told = [notice for one in self.reminders for notice in self._reminder(*one)]
        for issue, letter in zip(self.issues, made, strict=True):
            told += letter_notices(letter, issue.receiver, self.deed)
        noticing.post(told)
        for clock in clocks:
            clock.acts_on = acts_on(clock, done[clock.pk], self.calendar)
        Clock.objects.bulk_update(clocks, ["acts_on"], batch_size=200)
        self.deed.batch(len(self.steps))
        self.deed.changes["letters"] = ["", [letter.reference for letter in made]]
        return Escalation(len(self.reminders), len(made), self.unaddressed)

    def _reminder(self, clock: Clock, step: Step, receiver: Receiver) -> list[Notice]:
        assert clock.due_on is not None  # a clock without an end climbs no ladder
        left = self.calendar.between(self.day, clock.due_on)
        when = f"还剩{left}个工作日" if left >= 0 else f"已超期{-left}个工作日"
        fields = {
            **_subject(clock),
            "kind": "step",
            "text": f"{step.label}：{clock.subject_label[:300]}（{clock.label}）{when}，{clock.due_on}到期",
            "url": reverse("clocks:detail", args=[clock.pk]),
            "made_at": self.deed.at,
        }
        return noticing.to(receiver, f"clock:{clock.pk}:{clock.round}:{step.key}", fields)


def letter_notices(letter: Letter, receiver: Receiver, deed: Deed) -> list[Notice]:
    """To whom the letter is addressed; and to the unit that does the work, when that is another."""
    fields = {
        **_subject(letter),
        "kind": "letter",
        "text": f"{letter.named}：{letter.subject_label[:300]}",
        "url": reverse("letters:detail", args=[letter.pk]),
        "made_at": deed.at,
    }
    notices = noticing.to(receiver, f"letter:{letter.pk}", fields)
    if letter.unit_id is not None and letter.unit_id != getattr(receiver.unit, "pk", None):
        notices.append(Notice(key=f"letter:{letter.pk}:doer", to_unit_id=letter.unit_id, **fields))
    return notices


def _subject(row: Clock | Letter) -> dict[str, object]:
    return {
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
        "subject_label": row.subject_label,
    }
