"""Questions about clocks: the calendar here, what runs on a record, which light it shows and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.ledger.clocks import left as left_of_run
from zhenxing.core.ledger.clocks import used
from zhenxing.core.ledger.lights import COLOURS, Input, Light, LightRule
from zhenxing.core.ledger.lights import light as light_by
from zhenxing.core.workdays import Calendar
from zhenxing.packs.ledger_rules import light_rule
from zhenxing.packs.workday_calendar import load_calendar
from zhenxing.web.kit import scope
from zhenxing.web.kit.register import Filter, Panel
from zhenxing.web.ledger.deadlines import in_words as in_words
from zhenxing.web.ledger.models import AnnouncedYear, Clock, Letter, SpecialDay
from zhenxing.web.ledger.models.days import WORKED
from zhenxing.web.ledger.places import mine as mine
from zhenxing.web.ledger.places import places_of as places_of
from zhenxing.web.ledger.registry import ledger_of
from zhenxing.web.ledger.timing import site_rules as site_rules

#: the worst first: the light of a record is the worst of its clocks
WORST = ("red", "orange", "blue", "yellow", "grey", "green")
#: a light's colour → the site's palette
TONES = {"red": "bad", "orange": "warn", "yellow": "warn", "blue": "info", "green": "good", "grey": "muted"}
_CALENDARS: dict[str, Calendar] = {}
_SECONDS = 5


def calendar(*, fresh: bool = False) -> Calendar:
    """The calendar with this site's own days. A change shows within seconds; `fresh`: at once."""
    print_ = None if fresh else cache.get("ledger.calendar")
    if print_ is None:
        print_ = calendar_print()
        cache.set("ledger.calendar", print_, _SECONDS)
    if print_ not in _CALENDARS:
        _CALENDARS.clear()
        _CALENDARS[print_] = _read_calendar()
    return _CALENDARS[print_]


def calendar_print() -> str:
    """Another text whenever the site's days are others."""
    days = SpecialDay.objects.aggregate(n=Count("pk"), at=Max("updated_at"))
    years = AnnouncedYear.objects.aggregate(n=Count("pk"), at=Max("updated_at"))
    shipped = len(load_calendar().off), len(load_calendar().on)
    return f"{days['n']} {days['at']} {years['n']} {years['at']} {shipped}"


def _read_calendar() -> Calendar:
    years = AnnouncedYear.objects.current().values_list("year", flat=True)
    off: dict[date, str] = {}
    on: dict[date, str] = {}
    for day, kind, name in SpecialDay.objects.current().values_list("day", "kind", "name"):
        (on if kind == WORKED else off)[day] = name
    return load_calendar(frozenset(years)).changed(off, on)


def about(subject: Model) -> dict[str, Any]:
    """The fields of a row about a record."""
    return {
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "subject_label": str(subject)[:300],
    }


def url_of(subject_type: str, pk: int) -> str:
    """The page of the record a row is about; "" when its kind has none."""
    from zhenxing.web.registers import REGISTERS

    for register in REGISTERS:
        if register.model._meta.label_lower == subject_type and register.role("detail") is not None:
            return register.url("detail", pk)
    return ""


def running(subject: Model, key: str) -> Clock | None:
    """The clock of a key that runs on a record."""
    found: Clock | None = Clock.objects.running().of(subject).filter(key=key).first()
    return found


def clocks_of(subject: Model) -> list[Clock]:
    """Every clock of a record, running ones first, with their pauses and extensions."""
    found = Clock.objects.of(subject).whole().order_by("stopped_on", "due_on", "pk")
    return sorted(found, key=lambda clock: clock.stopped_on is not None)


def left_of(clock: Clock, day: date) -> int:
    """Working days left; what was left when it was paused or stopped."""
    if clock.due_on is None or clock.stopped_on is not None:
        return left_of_run(clock.rule, clock.run(), day, calendar())
    return calendar().between(day, clock.due_on)


def light_of(clock: Clock, day: date | None = None, nodes: tuple[int, int] | None = None) -> Light:
    """The light of one clock on a day (today), by the rule in force on the day it started."""
    today = day or timezone.localdate()
    rule = rule_of(clock)
    if rule is None:
        return Light("grey", "灰：没有亮灯规则", clock.light_rule)
    return light_by(rule, _inputs(clock, rule, today, nodes))


def rule_of(clock: Clock) -> LightRule | None:
    return light_rule(clock.light_rule, clock.started_on, site_rules())


def light_until(
    due_on: date | None, key: str, day: date | None = None, began: date | None = None
) -> Light | None:
    """The light of what has an end, by the rule in force when it began (today); None without an end."""
    if due_on is None:
        return None
    today = day or timezone.localdate()
    rule = light_rule(key, began or today, site_rules())
    if rule is None:
        return None
    return light_by(rule, {"left": calendar().between(today, due_on)})


def lights_of(subjects: Iterable[Model]) -> dict[Any, Light]:
    """The worst light of each record's running clocks, by primary key; one without a clock has none."""
    found: dict[Any, list[Light]] = defaultdict(list)
    for label, pks in _by_kind(subjects).items():
        ledger = ledger_of(label)
        nodes = ledger.nodes(pks) if ledger is not None and ledger.nodes is not None else {}
        clocks = Clock.objects.running().filter(subject_type=label, subject_id__in=pks).whole()
        for clock in clocks:
            found[clock.subject_id].append(light_of(clock, nodes=nodes.get(clock.subject_id)))
    return {pk: min(lights, key=lambda one: WORST.index(one.colour)) for pk, lights in found.items()}


def numbers_by_light(rows: QuerySet[Any], name: str, key: str, day: date | None = None) -> Counter[str]:
    """How many rows have which light by their day `name` ("" without one): one statement, however many."""
    found: Counter[str] = Counter()
    for due, number in rows.order_by().values_list(name).annotate(n=Count("pk")):
        light = light_until(due, key, day)
        found[light.colour if light is not None else ""] += number
    return found


def light_filter(key: str, name: str = "due_on", **still_open: Any) -> Filter:
    """「灯」 above a list: rows still open whose day has a colour by the rule of `key`."""

    def apply(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        rows = rows.filter(**still_open)
        days = rows.order_by().values_list(name, flat=True).distinct()
        fits = [due for due in days if due and (light := light_until(due, key)) and light.colour == value]
        return rows.filter(**{f"{name}__in": fits}) if value in TONES else rows.none()

    return Filter("light", gettext_lazy("灯"), choices=lambda _rows: tuple(COLOURS.items()), apply=apply)


@dataclass(frozen=True)
class ClockLine:
    """A clock on its record's page: what it limits, its light and the rule of it, where it is."""

    label: str
    due_on: date | None
    reason: str
    tone: str
    rule: str
    url: str
    letters: tuple[tuple[str, str, str | Promise], ...]


def clock_lines(record: Any, user: Any) -> tuple[ClockLine, ...]:
    """The clocks of a record that the viewer may see, running ones first, each with its letters."""
    mine = set(scope.visible(Clock.objects.of(record), user, "clocks.view").values_list("pk", flat=True))
    letters = scope.visible(Letter.objects.filter(clock__in=mine), user, "letters.view")
    by_clock: dict[int, list[tuple[str, str, str | Promise]]] = defaultdict(list)
    for one in letters.order_by("issued_on", "number"):
        url = reverse("letters:detail", args=[one.pk])
        by_clock[one.clock_id].append((one.named, url, one.get_state_display()))
    return tuple(_line(clock, tuple(by_clock[clock.pk])) for clock in clocks_of(record) if clock.pk in mine)


def _line(clock: Clock, letters: tuple[tuple[str, str, str | Promise], ...]) -> ClockLine:
    light = light_of(clock)
    stopped, paused = clock.stopped_on is not None, clock.due_on is None
    reason = _("已停止计时") if stopped else _("暂停计时") if paused else light.reason
    tone = "muted" if stopped or paused else TONES[light.colour]
    url = reverse("clocks:detail", args=[clock.pk])
    return ClockLine(clock.label, clock.due_on, reason, tone, light.rule, url, letters)


#: the panel 「时限与督办」 for the page of any record under the ledger
CLOCKS_OF_IT = Panel(gettext_lazy("时限与督办"), template="ledger/clocks.html", load=clock_lines)


def _by_kind(subjects: Iterable[Model]) -> Mapping[str, list[Any]]:
    kinds: dict[str, list[Any]] = defaultdict(list)
    for subject in subjects:
        kinds[subject._meta.label_lower].append(subject.pk)
    return kinds


def _inputs(clock: Clock, rule: LightRule, today: date, nodes: tuple[int, int] | None) -> dict[str, Input]:
    """What the rule may ask for; what costs reckoning only when it does."""
    left = left_of(clock, today)
    inputs: dict[str, Input] = {"left": left, "limit": clock.limit or None}
    if nodes is not None:
        inputs["nodes_done"], inputs["nodes_total"] = nodes
    if any("elapsed" in condition.needs() for step in rule.steps for condition in step.when):
        gone = used(replace(clock.run(), pauses=clock.paused()), today, calendar())
        inputs["elapsed"] = Fraction(gone, gone + left) if gone + left > 0 else None
    return inputs
