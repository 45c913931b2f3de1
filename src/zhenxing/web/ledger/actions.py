"""Deeds on clocks and letters. Making them when they are due is the tick's (`escalating`, `levelling`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhenxing.core.ledger.escalation import STEPS
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import letters, noticing, queries, services
from zhenxing.web.ledger.escalating import letter_notices
from zhenxing.web.ledger.letters import Issue
from zhenxing.web.ledger.line import Line
from zhenxing.web.ledger.models import Clock, Escalated, Letter, Notice, NoticeRead
from zhenxing.web.ledger.places import mine
from zhenxing.web.ledger.states import ISSUED, LETTERS
from zhenxing.web.ledger.timing import ladder_of, settle

#: working days for an answer that was sent back, where the ladder names none
_AGAIN = 3


class _OnClock(Action[Clock], abstract=True):
    clock_id: int

    def load(self) -> Clock:
        found: Clock = Clock.objects.select_for_update().get(pk=self.clock_id)
        return found


@dataclass(frozen=True)
class PauseClock(_OnClock):
    """Stop counting from a day on; why is always said."""

    code: ClassVar[str] = "clocks.pause"
    permission: ClassVar[str] = "clocks.pause"
    needs_reason: ClassVar[bool] = True

    clock_id: int
    on: date | None = None

    def execute(self, deed: Deed) -> Clock:
        services.pause(deed, deed.subject, reason=deed.reason, on=self.on)
        clock: Clock = deed.subject
        return clock


@dataclass(frozen=True)
class ResumeClock(_OnClock):
    """Count again from a day on."""

    code: ClassVar[str] = "clocks.resume"
    permission: ClassVar[str] = "clocks.pause"

    clock_id: int
    on: date | None = None

    def execute(self, deed: Deed) -> Clock:
        return services.resume(deed, deed.subject, on=self.on)


@dataclass(frozen=True)
class ExtendClock(_OnClock):
    """Give more time, with the authority that allows it."""

    code: ClassVar[str] = "clocks.extend"
    permission: ClassVar[str] = "clocks.extend"
    needs_reason: ClassVar[bool] = True

    clock_id: int
    days: int
    authority: str

    def execute(self, deed: Deed) -> Clock:
        services.extend(deed, deed.subject, days=self.days, reason=deed.reason, authority=self.authority)
        clock: Clock = deed.subject
        return clock


@dataclass(frozen=True)
class IssueLetter(Action[Letter]):
    """Issue a letter by hand, at any colour not reached yet: the steps below it are left out from then on."""

    code: ClassVar[str] = "clocks.issue"
    permission: ClassVar[str] = "clocks.issue"
    needs_reason: ClassVar[bool] = True

    clock_id: int
    step: str

    def load(self) -> Clock:
        rows = Clock.objects.select_for_update(of=("self",))
        found: Clock = rows.select_related("area", "unit", "post__unit", "leader__unit").get(pk=self.clock_id)
        return found

    def execute(self, deed: Deed) -> Letter:
        clock: Clock = deed.subject
        ladder = ladder_of(clock)
        step = ladder.step(self.step) if ladder else None
        if clock.stopped_on is not None or clock.due_on is None:
            raise ActionRefused(_("这个时限已经停止或正在暂停，不能发函。"))
        if ladder is None or step is None or not step.letter:
            raise Invalid({"step": (_("这个时限的督办阶梯里没有这一步。"),)})
        done = set(Escalated.objects.filter(clock=clock, round=clock.round).values_list("step", flat=True))
        reached = max((STEPS.index(one) for one in done), default=-1)
        if STEPS.index(step.key) <= reached:
            raise Invalid({"step": (_("这一步已经办过，请选更高的一步。"),)})
        day = deed.day
        line = Line([clock], day)
        receiver = line.to(clock, step.to)
        if receiver.nobody:
            raise ActionRefused(_("这件事项没有登记责任单位，函件没有收件人。请先指定责任单位。"))
        overdue = -queries.calendar().between(day, clock.due_on)
        issue = Issue(clock, step, ladder, overdue, line.office(clock), receiver)
        letter = letters.make(deed, [issue], day, queries.calendar())[0]
        below = [one for one in ladder.steps if STEPS.index(one.key) <= STEPS.index(step.key)]
        Escalated.objects.bulk_create(
            Escalated(clock=clock, round=clock.round, step=one.key, done_on=day, skipped=one.key != step.key)
            for one in below
            if one.key not in done
        )
        noticing.post(letter_notices(letter, receiver, deed))
        settle(clock, queries.calendar(fresh=True))
        deed.save(clock)
        deed.changes["letter"] = ["", letter.reference]
        return letter


class _OnLetter(Action[Letter], abstract=True):
    letter_id: int

    def load(self) -> Letter:
        found: Letter = Letter.objects.select_for_update().get(pk=self.letter_id)
        return found


@dataclass(frozen=True)
class SignLetter(_OnLetter):
    """签收: whoever is addressed says that the letter has arrived."""

    code: ClassVar[str] = "letters.sign"
    permission: ClassVar[str] = "letters.sign"

    letter_id: int

    def execute(self, deed: Deed) -> Letter:
        letter: Letter = deed.subject
        _sign(deed, letter)
        return letter


def _sign(deed: Deed, letter: Letter) -> None:
    letter.signed_by, letter.signed_at = deed.actor, deed.at
    services.transit(deed, letter, LETTERS, "sign")


@dataclass(frozen=True)
class SignLetters(Action[int]):
    """签收 several at once, of those that wait for this very person; returns how many."""

    code: ClassVar[str] = "letters.sign-many"
    permission: ClassVar[str] = "letters.sign"

    letter_ids: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        assert deed.actor is not None  # no letter is signed for by the system
        waiting = Letter.objects.select_for_update(of=("self",)).filter(pk__in=self.letter_ids, state=ISSUED)
        theirs = waiting.filter(mine(deed.actor, deed.day, "unit", "post"))
        found = list(scope.visible(theirs, deed.actor, self.permission).order_by("pk"))
        if not found:
            raise ActionRefused(_("请先勾选要签收的函件。"))
        for letter in found:
            _sign(deed, letter)
        deed.batch(len(found))
        deed.changes["letters"] = ["", [letter.reference for letter in found]]
        return len(found)


@dataclass(frozen=True)
class AnswerLetter(_OnLetter):
    """Say what was done about it."""

    code: ClassVar[str] = "letters.answer"
    permission: ClassVar[str] = "letters.answer"

    letter_id: int
    feedback: str

    def check(self, deed: Deed) -> None:
        if not self.feedback.strip():
            raise Invalid({"feedback": (_("请写明办理情况：做了什么、到哪一步、何时完成。"),)})

    def execute(self, deed: Deed) -> Letter:
        letter: Letter = deed.subject
        letter.feedback = self.feedback.strip()
        letter.answered_by, letter.answered_at = deed.actor, deed.at
        services.transit(deed, letter, LETTERS, "answer")
        return letter


@dataclass(frozen=True)
class RecheckLetter(_OnLetter):
    """复核: close it (销号), or send it back with what is missing. Never by whoever answered it."""

    code: ClassVar[str] = "letters.recheck"
    permission: ClassVar[str] = "letters.recheck"
    needs_reason: ClassVar[bool] = True

    letter_id: int
    passed: bool

    def execute(self, deed: Deed) -> Letter:
        letter: Letter = deed.subject
        letter.opinion, letter.checked_by = deed.reason, deed.actor
        if self.passed:
            letter.closed_at = deed.at
        else:
            letter.feedback_by = _asked_again(letter, deed)
        services.transit(deed, letter, LETTERS, "close" if self.passed else "return")
        return letter


def _asked_again(letter: Letter, deed: Deed) -> date:
    """The day by which an answer sent back must be there: as many working days as the first time."""
    ladder = ladder_of(letter.clock)
    step = ladder.step(letter.step) if ladder else None
    within = (step.feedback_within if step else 0) or _AGAIN
    return queries.calendar().add(deed.day, within)


@dataclass(frozen=True)
class WithdrawLetter(_OnLetter):
    """Take a letter back that should not have gone out; its number stays used."""

    code: ClassVar[str] = "letters.withdraw"
    permission: ClassVar[str] = "letters.withdraw"
    needs_reason: ClassVar[bool] = True

    letter_id: int

    def execute(self, deed: Deed) -> Letter:
        services.transit(deed, deed.subject, LETTERS, "withdraw")
        letter: Letter = deed.subject
        return letter


@dataclass(frozen=True)
class ReadNotices(Action[int]):
    """Mark one's own notices as read, up to the newest one seen; returns how many."""

    code: ClassVar[str] = "inbox.read"
    permission: ClassVar[str] = "inbox.view"

    up_to: int

    def execute(self, deed: Deed) -> int:
        from zhenxing.web.ledger.inbox import notices_for

        assert deed.actor is not None
        day = deed.day
        unread: QuerySet[Notice] = notices_for(deed.actor, day).filter(pk__lte=self.up_to)
        new = list(unread.exclude(reads__user=deed.actor))
        NoticeRead.objects.bulk_create(
            [NoticeRead(notice=one, user=deed.actor, at=deed.at) for one in new], ignore_conflicts=True
        )
        deed.batch(len(new))
        return len(new)

    def body(self) -> Mapping[str, Any]:
        return {"up_to": self.up_to}
