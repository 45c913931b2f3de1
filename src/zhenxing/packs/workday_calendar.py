"""The calendar of working days: the announced years as published, the others by the law's own rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from zhenxing.core.workdays import Calendar, Festival, by_law

#: years the calendar speaks of; outside them a day is free when it is a weekend
YEARS = range(2008, 2061)


@lru_cache(maxsize=8)
def load_calendar(announced_here: frozenset[int] = frozenset()) -> Calendar:
    """The shipped calendar.

    `announced_here` are years whose notice the site keeps itself: of them nothing is shipped, neither
    what was published nor what the law would give.
    """
    off: dict[date, str] = {}
    on: dict[date, str] = {}
    published = set[int]()
    for year in _announced():
        published.add(year["year"])
        for notice in year["notices"]:
            off.update(_free(notice))
            on.update({one["day"]: one["name"] for one in notice.get("worked", ())})
    for number in set(YEARS) - published:
        off.update(by_law(festivals(number)))
    mine = {day for day in (*off, *on) if day.year in announced_here}
    return Calendar(
        {day: why for day, why in off.items() if day not in mine},
        {day: why for day, why in on.items() if day not in mine},
        frozenset(published | announced_here),
    )


def festivals(year: int) -> tuple[Festival, ...]:
    """A year's statutory holidays by the law then in force; moving ones only where their day is known."""
    law = _law()
    in_force = [one for one in law["laws"] if one["begins"] <= date(year, 1, 1)]
    if not in_force:
        return ()
    moving = law["moving"].get(year, {})
    found = (_festival(one, year, moving) for one in in_force[-1]["festivals"])
    return tuple(one for one in found if one is not None)


def notices() -> tuple[dict[str, Any], ...]:
    """Every notice the calendar was taken from: its document, number, day of issue and year."""
    return tuple(
        {
            "year": year["year"],
            "document": one["document"],
            "number": one["number"],
            "issued": one["issued"],
        }
        for year in _announced()
        for one in year["notices"]
    )


def law_in_force(year: int) -> str:
    """The law by which a year is reckoned that nobody has announced; "" before there was one."""
    found = [one for one in _law()["laws"] if one["begins"] <= date(year, 1, 1)]
    return f"{found[-1]['document']}（{found[-1]['number']}）" if found else ""


def _festival(entry: Mapping[str, Any], year: int, moving: Mapping[str, date]) -> Festival | None:
    name: str = entry["name"]
    if dates := entry.get("dates"):
        return Festival(name, tuple(date.fromisoformat(f"{year}-{one}") for one in dates))
    day = moving.get(name)
    return Festival(name, tuple(day + timedelta(days=n) for n in entry["days"])) if day else None


def _free(notice: Mapping[str, Any]) -> dict[date, str]:
    return {day: one["name"] for one in notice["free"] for day in _days(one["from"], one["to"])}


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


@lru_cache(maxsize=1)
def _announced() -> Collection[dict[str, Any]]:
    files = (one for one in (resources.files("zhenxing.packs") / "calendars").iterdir())
    named = sorted((one for one in files if one.name[:4].isdigit()), key=lambda one: one.name)
    return tuple(yaml.safe_load(one.read_text(encoding="utf-8")) for one in named)


@lru_cache(maxsize=1)
def _law() -> dict[str, Any]:
    text = (resources.files("zhenxing.packs") / "calendars" / "law.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
