"""The scale of a timeline and the tiles of a map: every day and every place has its spot."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.web.kit.layouts_scale import ZOOMS, month_after, month_of, scale
from zhenxing.web.kit.layouts_tiles import MOST_IN_A_ROW, WIDTH, tiles

TODAY = date(2026, 3, 2)


@given(st.sampled_from(sorted(ZOOMS)), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_the_units_fill_the_window_without_gap(zoom: str, begin: date) -> None:
    window = scale(zoom, f"{begin:%Y-%m}", TODAY)
    assert window.holds(begin)
    assert window.units[0].x == 0
    for one, other in zip(window.units, window.units[1:], strict=False):
        assert abs(one.x + one.width - other.x) < 0.01
    assert abs(window.units[-1].x + window.units[-1].width - 100) < 0.01


@given(st.sampled_from(sorted(ZOOMS)), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_day_lies_where_its_place_among_the_days_is(zoom: str, day: date) -> None:
    window = scale(zoom, f"{day:%Y-%m}", TODAY)
    days = (window.end - window.first).days
    assert abs(window.at(day) - (day - window.first).days * 100 / days) < 0.001


@pytest.mark.parametrize("said", ["", "x", "2026", "2026-13", "2026-0x", "٢٠٢٦-03", "9999-12", "0000-01"])
def test_what_is_no_month_is_the_window_around_today(said: str) -> None:
    assert month_of(said) is None
    assert scale("", said, TODAY).holds(TODAY)


def test_years_begin_where_the_calendar_s_do() -> None:
    assert scale("year", "2026-08", TODAY).first == date(2026, 1, 1)
    assert scale("quarter", "2026-08", TODAY).first == date(2026, 7, 1)


def test_the_window_moves_and_stops_at_the_calendar_s_end() -> None:
    assert scale("month", "2026-01", TODAY).moved(1) == "2026-07"
    assert scale("month", "2026-01", TODAY).moved(-1) == "2025-07"
    assert scale("year", "2196-01", TODAY).moved(1) == ""
    assert month_after(date(2026, 12, 1), 1) == date(2027, 1, 1)


@given(st.integers(0, 60))
def test_no_two_tiles_share_a_spot(number: int) -> None:
    width, height, cells = tiles(number)
    assert width == WIDTH
    assert len({(cell.x, cell.y) for cell in cells}) == number
    assert all(0 < cell.x < width and 0 < cell.y < height for cell in cells)
    assert len({cell.x for cell in cells}) <= MOST_IN_A_ROW
