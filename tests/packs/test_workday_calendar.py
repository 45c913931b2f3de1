"""Our calendar agrees with another one, day by day; what nobody announced follows the law."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from zhenxing.packs.workday_calendar import YEARS, festivals, law_in_force, load_calendar, notices

DAY = timedelta(days=1)


def days(year: int) -> list[date]:
    return [date(year, 1, 1) + DAY * n for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", range(2020, 2027))
def test_an_announced_year_is_as_another_calendar_has_it(year: int) -> None:
    calendar = load_calendar()
    assert [day for day in days(year) if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []
    assert not calendar.provisional(date(year, 7, 1))


def test_every_announced_year_cites_its_notice() -> None:
    found = notices()
    assert {one["year"] for one in found} == set(range(2020, 2027))
    assert all(one["number"].startswith("国办发明电〔") and one["number"].endswith("号") for one in found)
    assert all(one["issued"].year in (one["year"] - 1, one["year"]) for one in found)


@pytest.mark.parametrize(("year", "off"), [(2012, 11), (2019, 11), (2027, 13), (2030, 13), (2040, 13)])
def test_a_year_nobody_announced_has_as_many_days_off_as_the_law_gives(year: int, off: int) -> None:
    calendar = load_calendar()
    free = [day for day in days(year) if day.weekday() < 5 and not calendar.is_workday(day)]
    assert len(free) == off
    assert calendar.provisional(date(year, 7, 1))


def test_the_law_has_its_days() -> None:
    assert "795" in law_in_force(2025) and "644" in law_in_force(2024) and law_in_force(2007) == ""
    assert {one.name: one.days[0] for one in festivals(2027)}["春节"] == date(2027, 2, 5)
    assert festivals(2007) == ()
    # beyond the table of moving festivals only the fixed ones are known
    assert [one.name for one in festivals(2055)] == ["元旦", "劳动节", "国庆节"]
    assert load_calendar().off[date(2055, 10, 1)] == "国庆节"
    assert max(YEARS) == 2060


def test_of_a_year_the_site_keeps_itself_nothing_is_shipped() -> None:
    own = load_calendar(frozenset({2027, 2026}))
    assert own.is_workday(date(2027, 2, 8)) and own.is_workday(date(2026, 10, 1))
    assert not own.provisional(date(2027, 2, 8))
    assert not own.is_workday(date(2025, 10, 1))
