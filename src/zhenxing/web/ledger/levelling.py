"""Clocks kept level with what they stand on: the calendar, and records that bring their own end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, ClockExtension, ClockPause, Escalated, Mark
from zhenxing.web.ledger.registry import Dated, Ledger, ledger_of, ledgers
from zhenxing.web.ledger.timing import settle, settled, steps_done

#: clocks of one transaction, and of one reading
_BATCH, _READ = 100, 500
_CALENDAR = "calendar"


def dated_ledgers() -> Iterator[Ledger]:
    """The ledgers whose records bring their own end."""
    return (one for one in ledgers() if one.dated is not None)


def level(ledger: Ledger) -> tuple[int, int, int]:
    """Start, move and stop the clocks of dated records; returns how many of each."""
    assert ledger.dated is not None
    kind, dated = ledger.subject_type, ledger.dated
    started = sum(_each(StartDated, kind, _without_clock(ledger, dated)))
    moved = sum(_each(MoveDated, kind, _moved(ledger, dated)))
    stopped = sum(_each(StopDated, kind, _over(ledger, dated)))
    return started, moved, stopped


def resettle(day: date) -> int:
    """Reckon running clocks anew, once a day and whenever the calendar has changed; returns how many moved.

    The mark is set after the last batch: killed in between, the next tick begins again.
    """
    now = f"{queries.calendar_print()} {day}"
    known = Mark.objects.filter(key=_CALENDAR).values_list("value", flat=True).first()
    if known == now:
        return 0
    wrong = (*_unsettled_alike(), *_unsettled_of_their_own())
    count = 0
    for at in range(0, len(wrong), _BATCH):
        count += run_action(Resettle(wrong[at : at + _BATCH]), None).result
    Mark.objects.update_or_create(key=_CALENDAR, defaults={"value": now})
    return count


#: what the end and the next step of a clock are reckoned from, and what they are, as long as nothing else
#: has happened to it
_RECKONED = ("limit", "counted_in", "until", "rolls", "ladder", "started_on", "due_on", "acts_on")


def _of_their_own() -> Q:
    """Clocks to which something happened that is theirs alone: a pause, an extension, a step done."""
    events = [model.objects.filter(clock=OuterRef("pk")) for model in (ClockPause, ClockExtension, Escalated)]
    return Q(Exists(events[0])) | Q(Exists(events[1])) | Q(Exists(events[2]))


def _unsettled_alike() -> Iterator[int]:
    """The keys of wrong clocks among those to which nothing happened.

    Most clocks run alike, a plan's by the hundred, so one of each kind is reckoned for all of them.
    """
    alike = Clock.objects.running().filter(~_of_their_own()).order_by()
    calendar = queries.calendar()
    for kind in list(alike.values(*_RECKONED).distinct()):
        if not settled(Clock(**kind), calendar, ()):
            yield from alike.filter(**_exactly(kind)).order_by("pk").values_list("pk", flat=True)


def _exactly(kind: dict[str, Any]) -> dict[str, Any]:
    """The lookups that find just these values; nothing is found by being equal to NULL."""
    blank = {f"{name}__isnull": True for name, value in kind.items() if value is None}
    return blank | {name: value for name, value in kind.items() if value is not None}


def _unsettled_of_their_own() -> Iterator[int]:
    """The keys of wrong clocks among those to which something happened, reckoned one by one."""
    last = 0
    rows = Clock.objects.running().filter(_of_their_own()).whole().order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:_READ]):
        last = batch[-1].pk
        yield from (clock.pk for clock in _unsettled(batch))


def _unsettled(clocks: list[Clock]) -> list[Clock]:
    """Those whose end or next step is another by the calendar of now; they say it right afterwards."""
    calendar, done = queries.calendar(), steps_done(clocks)
    return [clock for clock in clocks if not settled(clock, calendar, done[clock.pk])]


@dataclass(frozen=True)
class Resettle(Action[int]):
    """Reckon the ends of these clocks by the calendar as it is now."""

    code: ClassVar[str] = "clocks.resettle"
    permission: ClassVar[str] = "clocks.view"
    by_system: ClassVar[bool] = True

    clock_ids: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        rows = Clock.objects.running().whole().filter(pk__in=self.clock_ids)
        changed = _unsettled(list(rows.select_for_update()))
        _save(deed, changed)
        return len(changed)


class _OfDated(Action[int], abstract=True):
    """A deed on the clocks of dated records of one kind; `pks` are the records' own keys."""

    by_system: ClassVar[bool] = True
    kind: str
    pks: tuple[int, ...]

    @property
    def ledger(self) -> Ledger:
        found = ledger_of(self.kind)
        assert found is not None
        return found

    @property
    def dated(self) -> Dated:
        dated = self.ledger.dated
        assert dated is not None
        return dated

    def clocks(self) -> list[Clock]:
        rows = Clock.objects.running().filter(subject_type=self.kind, key=self.dated.key)
        return list(rows.filter(subject_id__in=self.pks).whole().select_for_update())


@dataclass(frozen=True)
class StartDated(_OfDated):
    """Start clocks on records that bring their own end."""

    code: ClassVar[str] = "clocks.start-dated"
    permission: ClassVar[str] = "clocks.view"

    kind: str
    pks: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        rows = list(_without_clock(self.ledger, self.dated).filter(pk__in=self.pks))
        owners = self.dated.owners(rows)
        day = deed.day
        clocks = [self._clock(row, owners[row.pk], day) for row in rows if row.pk in owners]
        bulk_create_with_history(clocks, Clock, batch_size=200, default_date=deed.at)
        deed.batch(len(clocks))
        return len(clocks)

    def _clock(self, row: Any, whose: Any, day: Any) -> Clock:
        clause, document = self.dated.cites(row)
        clock = Clock(
            **queries.about(row),
            area=whose.area,
            key=self.dated.key,
            label=str(self.dated.label),
            counted_in="day",
            until=getattr(row, self.dated.field),
            clause=clause[:100],
            document=document[:300],
            light_rule=self.ledger.light,
            ladder=self.ledger.escalation,
            started_on=min(day, timezone.localtime(row.created_at).date()),
            unit=whose.unit,
            post=whose.post,
            leader=whose.leader,
        )
        settle(clock, queries.calendar())
        return clock


@dataclass(frozen=True)
class MoveDated(_OfDated):
    """Take over what changed in the records: their end, their name, who answers for them."""

    code: ClassVar[str] = "clocks.move-dated"
    permission: ClassVar[str] = "clocks.view"

    kind: str
    pks: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        rows = {row.pk: row for row in self.dated.rows().filter(pk__in=self.pks)}
        owners = self.dated.owners(list(rows.values()))
        changed = [clock for clock in self.clocks() if clock.subject_id in rows]
        done = steps_done(changed)
        for clock in changed:
            steps = done[clock.pk]
            self._take_over(clock, rows[clock.subject_id], owners.get(clock.subject_id), steps)
        _save(deed, changed)
        return len(changed)

    def _take_over(self, clock: Clock, row: Any, whose: Any, done: set[str]) -> None:
        until = getattr(row, self.dated.field)
        if until != clock.until:
            clock.until = until
            clock.round += 1
            done = set()
        clock.subject_label = str(row)[:300]
        if whose is not None:
            clock.area, clock.unit, clock.post = whose.area, whose.unit, whose.post
            clock.leader = whose.leader
        settle(clock, queries.calendar(), done)


@dataclass(frozen=True)
class StopDated(_OfDated):
    """Stop the clocks of records that are done, or have no end any more."""

    code: ClassVar[str] = "clocks.stop-dated"
    permission: ClassVar[str] = "clocks.view"

    kind: str
    pks: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        day = deed.day
        clocks = self.clocks()
        for clock in clocks:
            clock.stopped_on, clock.acts_on = max(day, clock.started_on), None
        _save(deed, clocks)
        return len(clocks)


def _save(deed: Deed, clocks: list[Clock]) -> None:
    """Clocks with their history in a few statements."""
    for clock in clocks:
        clock.version += 1
        clock.updated_at = deed.at
    names = [field.attname for field in Clock._meta.concrete_fields if not field.primary_key]
    fields = [name.removesuffix("_id") if name in _RELATIONS else name for name in names]
    bulk_update_with_history(clocks, Clock, fields, batch_size=100, default_date=deed.at)
    deed.batch(len(clocks))


_RELATIONS = frozenset({"area_id", "unit_id", "post_id", "leader_id"})


def _clocks(ledger: Ledger, dated: Dated) -> QuerySet[Clock]:
    return Clock.objects.running().filter(subject_type=ledger.subject_type, key=dated.key)


def _without_clock(ledger: Ledger, dated: Dated) -> QuerySet[Any]:
    """Dated records on which no clock of this key runs."""
    mine = _clocks(ledger, dated).filter(subject_id=OuterRef("pk"))
    return dated.rows().filter(**{f"{dated.field}__isnull": False}).exclude(Exists(mine))


def _moved(ledger: Ledger, dated: Dated) -> QuerySet[Any]:
    """Records with a clock that has another end, or that were changed since their clock was."""
    mine = _clocks(ledger, dated).filter(subject_id=OuterRef("pk"))
    rows = dated.rows().filter(**{f"{dated.field}__isnull": False})
    rows = rows.annotate(
        clock_until=Subquery(mine.values("until")[:1]), clock_at=Subquery(mine.values("updated_at")[:1])
    )
    other = ~Q(clock_until=F(dated.field)) | Q(clock_at__lt=F("updated_at"))
    return rows.filter(clock_at__isnull=False).filter(other)


def _over(ledger: Ledger, dated: Dated) -> QuerySet[Any]:
    """Clocks (by their record's key) whose record is no longer among those dated."""
    alive = dated.rows().filter(pk=OuterRef("subject_id"))
    dated_still = alive.filter(**{f"{dated.field}__isnull": False})
    # a paused one shows no day, and runs on
    return _clocks(ledger, dated).exclude(Exists(dated_still)).exclude(Exists(alive), due_on__isnull=True)


def _each(deed: type[Any], kind: str, rows: QuerySet[Any]) -> Iterator[int]:
    """Do a deed to records batch by batch, in order of key; each is looked at once."""
    name = "subject_id" if rows.model is Clock else "pk"
    last = 0
    while batch := list(
        rows.filter(**{f"{name}__gt": last}).order_by(name).values_list(name, flat=True)[:_BATCH]
    ):
        last = batch[-1]
        yield run_action(deed(kind, tuple(batch)), None).result
