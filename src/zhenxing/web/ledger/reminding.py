"""Letters nobody has signed for or answered in time, and each unit's digest of a working day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.ledger import noticing, queries
from zhenxing.web.ledger.line import Line
from zhenxing.web.ledger.models import Clock, Letter, Mark, Notice
from zhenxing.web.ledger.states import ANSWERED, ISSUED, SIGNED
from zhenxing.web.organisations.models import LeadingGroup, Unit, in_force

#: from this hour of a working day on the digests are made
DIGEST_AT = time(8)
_BATCH = 100
_DIGEST = "digest"


def late_letters(day: date) -> int:
    """Remind of letters not signed for or not answered by their day, once for each such day."""
    made, last = 0, 0
    while batch := list(_late(day).filter(pk__gt=last).order_by("pk")[:_BATCH]):
        last = batch[-1].pk
        keys = {_late_key(letter): letter.pk for letter in batch}
        told = Notice.objects.filter(key__in=[f"{key}:office" for key in keys] + list(keys))
        known = {key.removesuffix(":office") for key in told.values_list("key", flat=True)}
        if new := tuple(pk for key, pk in keys.items() if key not in known):
            made += run_action(RemindOfLetters(new), None).result
    return made


def _late(day: date) -> QuerySet[Letter]:
    unsigned = Q(state=ISSUED, receipt_by__lt=day)
    unanswered = Q(state=SIGNED, feedback_by__lt=day)
    somebody = Q(unit__isnull=False) | Q(post__isnull=False)
    # what a finished matter's letters still lack stays in the list of letters; nobody is pressed for it
    pressing = Letter.objects.current().filter(clock__stopped_on__isnull=True)
    return pressing.filter(unsigned | unanswered, somebody)


def _late_key(letter: Letter) -> str:
    """Named by what is late and since when: an answer asked for again is reminded of again."""
    what, by = ("receipt", letter.receipt_by) if letter.state == ISSUED else ("feedback", letter.feedback_by)
    return f"letter:{letter.pk}:{what}:{by}"


@dataclass(frozen=True)
class RemindOfLetters(Action[int]):
    """Tell whoever has the letter, and the office, that its day has passed."""

    code: ClassVar[str] = "letters.remind"
    permission: ClassVar[str] = "letters.view"
    by_system: ClassVar[bool] = True

    letter_ids: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        rows = Letter.objects.filter(pk__in=self.letter_ids, state__in=(ISSUED, SIGNED))
        letters = list(rows.select_related("clock__area", "clock__unit", "clock__post__unit"))
        line = Line([letter.clock for letter in letters], deed.day)
        notices = [notice for letter in letters for notice in _late_notices(letter, line, deed.at)]
        deed.batch(len(letters))
        return noticing.post(notices)


def _late_notices(letter: Letter, line: Line, at: datetime) -> Iterator[Notice]:
    what = "签收" if letter.state == ISSUED else "反馈"
    by = letter.receipt_by if letter.state == ISSUED else letter.feedback_by
    fields: dict[str, Any] = {
        "subject_type": letter.subject_type,
        "subject_id": letter.subject_id,
        "subject_label": letter.subject_label,
        "kind": "step",
        "text": f"{letter.kind} {letter.reference}应于{by}前{what}，至今没有{what}：{letter.subject_label}"[
            :500
        ],
        "url": reverse("letters:detail", args=[letter.pk]),
        "made_at": at,
    }
    key = _late_key(letter)
    if letter.post_id is not None or letter.unit_id is not None:
        to_unit = letter.unit_id if letter.post_id is None else None
        yield Notice(key=key, to_unit_id=to_unit, to_post_id=letter.post_id, **fields)
    office = line.office(letter.clock)
    if office is not None and office.pk != letter.unit_id:
        yield Notice(key=f"{key}:office", to_unit=office, **fields)


def digests(now: datetime) -> int:
    """Each unit's digest, once a working day from eight o'clock on; returns how many are new."""
    local = timezone.localtime(now)
    day = local.date()
    if local.time() < DIGEST_AT or not queries.calendar().is_workday(day):
        return 0
    if Mark.objects.filter(key=_DIGEST, value=str(day)).exists():
        return 0
    return run_action(MakeDigests(day), None).result


@dataclass(frozen=True)
class MakeDigests(Action[int]):
    """Tell every unit what it has before it today, and every office what waits for its re-check."""

    code: ClassVar[str] = "inbox.digest"
    permission: ClassVar[str] = "inbox.view"
    by_system: ClassVar[bool] = True

    day: date

    def execute(self, deed: Deed) -> int:
        lines = _counted(self.day)
        fields = {
            "subject_type": Unit._meta.label_lower,
            "kind": "digest",
            "url": reverse("inbox:inbox"),
            "made_at": deed.at,
        }
        names = dict(Unit.objects.filter(pk__in=lines).values_list("pk", "name"))
        notices = [
            Notice(
                key=f"digest:{unit}:{self.day}",
                to_unit_id=unit,
                subject_id=unit,
                subject_label=names[unit],
                text=f"{self.day} 待办：{'，'.join(f'{label}{n}件' for label, n in counts.items())}",
                **fields,
            )
            for unit, counts in lines.items()
        ]
        made = noticing.post(notices)
        Mark.objects.update_or_create(key=_DIGEST, defaults={"value": str(self.day)})
        deed.batch(made)
        return made


def _counted(day: date) -> dict[int, Counter[str]]:
    """Unit → what it has, by what it is called, in the order in which it should be looked at."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for unit, state, n in _by_unit(Letter.objects.filter(state__in=(ISSUED, SIGNED)), "unit", "state"):
        found[unit]["待签收函件" if state == ISSUED else "待反馈函件"] += n
    clocks = Clock.objects.running().filter(due_on__isnull=False)
    for unit, due_on, rule, began, n in _by_unit(clocks, "unit", "due_on", "light_rule", "started_on"):
        light = queries.light_until(due_on, rule, day, began)
        if light is not None and light.colour in ("red", "orange", "yellow"):
            found[unit]["超期事项" if light.colour == "red" else "临期事项"] += n
    for unit, label, n in _of_offices(day):
        if n:
            found[unit][label] += n
    return found


def _by_unit(rows: QuerySet[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Counted by unit and these fields, without what belongs to no unit."""
    grouped = rows.filter(unit__isnull=False).order_by().values_list(*names)
    yield from grouped.annotate(n=Count("pk"))


def _of_offices(day: date) -> Iterator[tuple[int, str, int]]:
    """What every office of a leading group has to see to in its place."""
    groups = LeadingGroup.objects.current().filter(in_force(day), office__isnull=False)
    for office, path in groups.values_list("office", F("area__path")).distinct():
        within = Letter.objects.filter(state=ANSWERED, area__path__startswith=path)
        yield office, "待复核函件", within.count()
        if apps.is_installed("zhenxing.web.expiry"):
            from zhenxing.web.expiry.models import ExpiryReminder  # an app that may be deleted

            open_ones = ExpiryReminder.objects.filter(closed_at__isnull=True)
            yield office, "即将到期的证照资质", open_ones.filter(area__path__startswith=path).count()
