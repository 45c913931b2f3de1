"""Which of a case's facts is meant: by year where they are yearly, else the newest that is not too late."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from zhenxing.core.periods import Period
from zhenxing.core.rules.book import Case, Fact, FactSpec


def column(name: str, year: int) -> str:
    """The name of a fact in a year counted from the reference year: revenue, revenue@-1."""
    return f"{name}@{year}" if year else name


def find(case: Case, name: str, spec: FactSpec, day: date, year: int) -> Fact | None:
    """The fact of a `year` counted from the reference year; None when it is missing.

    Where any value speaks of a whole year (or the fact is declared yearly), only that year's counts.
    Else it is the newest value whose period was over on the day, moved back as many years; a value
    without a period holds in every year.
    """
    facts = case.facts.get(name, ())
    yearly = [fact for fact in facts if fact.period is not None and fact.period.grain == "year"]
    if spec.yearly or yearly:
        wanted = Period(case.year + year)
        return next((fact for fact in yearly if fact.period == wanted), None)
    latest = years_before(day, -year)
    return _newest(fact for fact in facts if fact.period is None or fact.period.last <= latest)


def _newest(facts: Iterable[Fact]) -> Fact | None:
    """The newest of facts; one without a period only where there is no other."""
    return max(facts, key=lambda fact: fact.period.last if fact.period else date.min, default=None)


def years_before(day: date, years: int) -> date:
    """The same day some years before (after, of a negative number); 28 February for 29 February."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def whole_years(since: date, day: date) -> int:
    """Whole years from one day to another; negative when it is still to come.

    A year is full on the same day of the month (on 28 February for 29 February).
    """
    years = day.year - since.year
    return years if years_before(since, -years) <= day else years - 1
