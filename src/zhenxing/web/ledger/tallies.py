"""Clocks counted by the colour of their light, in the database: a page never reads them one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from zhenxing.core.ledger.lights import light
from zhenxing.core.workdays import Calendar
from zhenxing.packs.ledger_rules import light_rule, load_lights
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.timing import site_rules

#: calendar days ahead that any rule looks
_AHEAD = 92
_CALM = frozenset({"green", "grey"})


def lights_by(clocks: QuerySet[Any], day: date, *by: str) -> dict[Any, Counter[str]]:
    """Key (the values of `by`; a bare value for one) → how many clocks show which colour, or are "paused".

    Grouped by the day they end and the rule in force when they began, so a hundred thousand clocks are a
    few hundred groups.
    """
    begins = _versions()
    ages = [When(started_on__gte=begun, then=Value(place)) for place, begun in reversed([*enumerate(begins)])]
    rows = clocks.order_by().annotate(
        began=Case(*ages, default=Value(-1), output_field=IntegerField()) if ages else Value(-1)
    )
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    seen: dict[tuple[Any, ...], str] = {}
    for *key, due_on, rule, place, n in rows.values_list(*by, "due_on", "light_rule", "began").annotate(
        n=Count("pk")
    ):
        known = (due_on, rule, place)
        if known not in seen:
            began = begins[place] if place >= 0 else date.min
            shown = queries.light_until(due_on, rule, day, began)
            seen[known] = shown.colour if shown else "paused"
        found[tuple(key) if len(by) != 1 else key[0]][seen[known]] += n
    return found


def near(day: date) -> Q:
    """The condition that a running clock's light is neither green nor grey, by the rules in force today."""
    calendar = queries.calendar()
    found = Q(pk__in=())
    for key in sorted({rule.key for rule in load_lights(site_rules())}):
        last = _horizon(key, day, calendar)
        if last is not None:
            found |= Q(light_rule=key, due_on__lte=last)
    return found


@lru_cache(maxsize=64)
def _horizon(key: str, day: date, calendar: Calendar) -> date | None:
    """The last day on which an end is no longer far off by a rule; None when it colours nothing."""
    rule = light_rule(key, day, site_rules())
    if rule is None:
        return None
    days = (day + timedelta(days=ahead) for ahead in range(_AHEAD, -_AHEAD, -1))
    return next(
        (end for end in days if light(rule, {"left": calendar.between(day, end)}).colour not in _CALM), None
    )


def _versions() -> list[date]:
    """The days on which the text of some rule begins or stops to hold."""
    rules = load_lights(site_rules())
    begun = {rule.begins for rule in rules if rule.begins}
    ended = {rule.ends + timedelta(days=1) for rule in rules if rule.ends}
    return sorted(begun | ended)
