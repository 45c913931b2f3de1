"""The deed of escalating: the steps due for a batch of clocks, all in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.urls import reverse

from zhenxing.core.ledger.escalation import Step, steps_due
from zhenxing.core.workdays import Calendar
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.ledger import letters, noticing, queries
from zhenxing.web.ledger.letters import Issue
from zhenxing.web.ledger.line import Line, Receiver
from zhenxing.web.ledger.models import Clock, Escalated, Letter, Notice
from zhenxing.web.ledger.timing import acts_on, ladder_of


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
        line, done = Line(clocks, self.day), _done(clocks)
        plan = _Plan(deed, self.day, calendar)
        for clock in clocks:
            plan.add(clock, done[clock.pk], line)
        return plan.carry_out(clocks, done)


def _done(clocks: list[Clock]) -> dict[int, set[str]]:
    """Clock → the steps done in its present round."""
    found: dict[int, set[str]] = defaultdict(set)
    rounds = {clock.pk: clock.round for clock in clocks}
    for pk, round_, step in Escalated.objects.filter(clock__in=clocks).values_list("clock", "round", "step"):
        if rounds[pk] == round_:
            found[pk].add(step)
    return found


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
        for step in steps_due(ladder, left, done):
            receiver = line.to(clock, step.to)
            if receiver is None:
                self.unaddressed += 1
                return
            if step.letter:
                self.issues.append(Issue(clock, step, ladder, -left, line.office(clock), receiver))
            else:
                self.reminders.append((clock, step, receiver))
            self.steps.append(Escalated(clock=clock, round=clock.round, step=step.key, done_on=self.day))
            done.add(step.key)

    def carry_out(self, clocks: list[Clock], done: dict[int, set[str]]) -> Escalation:
        made = letters.make(self.deed, self.issues, self.day, self.calendar) if self.issues else []
        Escalated.objects.bulk_create(self.steps)
        told = [self._reminder(*one) for one in self.reminders]
        for issue, letter in zip(self.issues, made, strict=True):
            told += letter_notices(letter, issue.receiver, self.deed)
        noticing.post(told)
        for clock in clocks:
            again = acts_on(clock, done[clock.pk], self.calendar)
            # nobody to tell: looked at again tomorrow, not every hour
            clock.acts_on = max(again, self.day + timedelta(days=1)) if again else None
        Clock.objects.bulk_update(clocks, ["acts_on"], batch_size=200)
        self.deed.batch(len(self.steps))
        self.deed.changes["letters"] = ["", [letter.reference for letter in made]]
        return Escalation(len(self.reminders), len(made), self.unaddressed)

    def _reminder(self, clock: Clock, step: Step, receiver: Receiver) -> Notice:
        assert clock.due_on is not None
        left = self.calendar.between(self.day, clock.due_on)
        when = f"还剩{left}个工作日" if left >= 0 else f"已超期{-left}个工作日"
        return Notice(
            subject_type=clock.subject_type,
            subject_id=clock.subject_id,
            subject_label=clock.subject_label,
            key=f"clock:{clock.pk}:{clock.round}:{step.key}",
            kind="step",
            to_unit=receiver.unit if receiver.post is None else None,
            to_post=receiver.post,
            text=f"{step.label}：{clock.subject_label[:300]}（{clock.label}）{when}，{clock.due_on}到期",
            url=reverse("clocks:detail", args=[clock.pk]),
            made_at=self.deed.at,
        )


def letter_notices(letter: Letter, receiver: Receiver, deed: Deed) -> list[Notice]:
    """One to whom the letter is addressed; one to the unit that does the work, when that is another."""
    about = {
        "subject_type": letter.subject_type,
        "subject_id": letter.subject_id,
        "subject_label": letter.subject_label,
        "kind": "letter",
        "text": f"{letter.get_colour_display()}{'色' if letter.colour else ''}{letter.kind}"
        f" {letter.reference}：{letter.subject_label[:300]}",
        "url": reverse("letters:detail", args=[letter.pk]),
        "made_at": deed.at,
    }
    to_unit = receiver.unit if receiver.post is None else None
    first = Notice(key=f"letter:{letter.pk}", to_unit=to_unit, to_post=receiver.post, **about)
    copied = letter.unit_id is not None and letter.unit_id != getattr(receiver.unit, "pk", None)
    return (
        [first, Notice(key=f"letter:{letter.pk}:doer", to_unit=letter.unit, **about)] if copied else [first]
    )
