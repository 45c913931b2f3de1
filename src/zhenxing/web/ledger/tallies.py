"""Clocks counted by the colour of their light, in the database: a page never reads them one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from zhenxing.core.ledger.lights import light
from zhenxing.core.workdays import Calendar
from zhenxing.packs.ledger_rules import light_rule, load_lights
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.timing import site_rules

#: calendar days, back and ahead, that any rule looks
_WINDOW = 400
_CALM = frozenset({"green", "grey"})


def lights_by(clocks: QuerySet[Any], day: date, *by: str) -> dict[Any, Counter[str]]:
    """Key (the values of `by`; a bare value for one) → how many clocks show which colour, or are "paused".

    The days on which a colour changes are known beforehand, so the database groups a hundred thousand
    clocks by a handful of spans, and by the rule in force when they began.
    """
    loads = loads_by(clocks, day, day, *by)
    return defaultdict(Counter, {key: load.lights for key, load in loads.items()})


@dataclass
class Load:
    """Some clocks by colour, how many are past their day, and how many end by another day."""

    lights: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    soon: int = 0


def loads_by(clocks: QuerySet[Any], day: date, until: date, *by: str) -> dict[Any, Load]:
    """The same with what is overdue and what ends from `day` to `until`: one look at every clock."""
    begins, ends = _versions(), _turns(day, queries.calendar())
    ages = [When(started_on__gte=begun, then=Value(place)) for place, begun in reversed([*enumerate(begins)])]
    spans = [When(due_on__lte=end, then=Value(place)) for place, end in enumerate(ends)]
    rows = clocks.order_by().annotate(
        began=Case(*ages, default=Value(-1), output_field=IntegerField()),
        span=Case(
            When(due_on__isnull=True, then=Value(-1)),
            *spans,
            default=Value(len(ends)),
            output_field=IntegerField(),
        ),
    )
    found: dict[Any, Load] = defaultdict(Load)
    grouped = rows.values_list(*by, "span", "light_rule", "began").annotate(
        n=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=day)),
        soon=Count("pk", filter=Q(due_on__gte=day, due_on__lte=until)),
    )
    for *key, span, rule, place, n, overdue, soon in grouped:
        load = found[tuple(key) if len(by) != 1 else key[0]]
        load.lights[_colour(span, ends, rule, begins[place] if place >= 0 else date.min, day)] += n
        load.overdue += overdue
        load.soon += soon
    return found


def _colour(span: int, ends: tuple[date, ...], rule: str, began: date, day: date) -> str:
    """What a clock shows that ends in a span; the last span has no last day, so the day after the others."""
    if span < 0:
        return "paused"
    end = ends[span] if span < len(ends) else ends[-1] + timedelta(days=1) if ends else day
    shown = queries.light_until(end, rule, day, began)
    return shown.colour if shown else "paused"


@lru_cache(maxsize=4)
def _turns(day: date, calendar: Calendar) -> tuple[date, ...]:
    """The last days of the spans within which no rule changes its colour, as seen on a day."""
    days = [day + timedelta(days=ahead) for ahead in range(-_WINDOW, _WINDOW + 1)]
    turns: set[date] = set()
    for rule in load_lights(site_rules()):
        colours = [light(rule, {"left": calendar.between(day, end)}).colour for end in days]
        turns |= {end for end, one, other in zip(days, colours, colours[1:], strict=False) if one != other}
    return tuple(sorted(turns))


def near(day: date) -> Q:
    """The condition that a running clock's light is neither green nor grey, by the rules in force today."""
    calendar = queries.calendar()
    keys = sorted({rule.key for rule in load_lights(site_rules())})
    ends = {key: last for key in keys if (last := _horizon(key, day, calendar)) is not None}
    found = Q(pk__in=())
    for key, last in ends.items():
        found |= Q(light_rule=key, due_on__lte=last)
    # the last of all ends is said apart, so that the index of ends may be walked
    return found & Q(due_on__lte=max(ends.values())) if ends else found


@lru_cache(maxsize=64)
def _horizon(key: str, day: date, calendar: Calendar) -> date | None:
    """The last day on which an end is no longer far off by a rule; None when it colours nothing."""
    rule = light_rule(key, day, site_rules())
    if rule is None:
        return None
    days = (day + timedelta(days=ahead) for ahead in range(_WINDOW, -_WINDOW, -1))
    return next(
        (end for end in days if light(rule, {"left": calendar.between(day, end)}).colour not in _CALM), None
    )


def _versions() -> list[date]:
    """The days on which the text of some rule begins or stops to hold."""
    rules = load_lights(site_rules())
    begun = {rule.begins for rule in rules if rule.begins}
    ended = {rule.ends + timedelta(days=1) for rule in rules if rule.ends}
    return sorted(begun | ended)
