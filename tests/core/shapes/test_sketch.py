"""A sketch keeps shapes inside its frame, north up and true to scale."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.shapes import sketch
from zhenxing.core.shapes.sketch import WIDTH

SQUARE = ((112.0, 36.0), (112.1, 36.0), (112.1, 36.1), (112.0, 36.1), (112.0, 36.0))


def numbers(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.e-]+) ([\d.e-]+)", path)]


def test_nothing_to_draw_is_no_sketch() -> None:
    assert sketch([]) is None


def test_north_is_up_east_is_right_and_a_square_is_as_wide_as_it_is() -> None:
    drawn = sketch([("industry", "产业区", ((SQUARE,),))], [("中心", (112.05, 36.05))])
    assert drawn is not None
    [outline], [mark] = drawn.outlines, drawn.marks
    south_west, south_east, north_east, _north_west = numbers(outline.path)
    assert south_east[0] > south_west[0]
    assert north_east[1] < south_east[1]
    wide, high = south_east[0] - south_west[0], south_east[1] - north_east[1]
    assert wide / high == pytest.approx(0.809, abs=0.01), "a degree of longitude is shorter at 36° north"
    assert (mark.x, mark.y) == pytest.approx((outline.x, outline.y), abs=0.5)
    assert drawn.bar_km == "2"


def test_one_point_alone_is_drawn_in_the_middle() -> None:
    drawn = sketch([], [("中心", (112.0, 36.0))])
    assert drawn is not None
    assert drawn.marks[0].x == pytest.approx(WIDTH / 2, abs=1)


def test_a_shape_without_area_on_the_plane_has_a_label_all_the_same() -> None:
    thin = ((112.0, 36.0), (112.1, 36.0), (112.2, 36.0), (112.0, 36.0))
    drawn = sketch([("industry", "带", ((thin,),))])
    assert drawn is not None
    assert 0 < drawn.outlines[0].x < WIDTH


@given(st.floats(-179, 170), st.floats(-89, 80), st.floats(0.001, 9), st.floats(0.001, 9))
def test_everything_stays_inside_the_frame(west: float, south: float, wide: float, high: float) -> None:
    ring = ((west, south), (west + wide, south), (west + wide, south + high), (west, south))
    drawn = sketch([("ecology", "生态区", ((ring,),))])
    assert drawn is not None
    for x, y in numbers(drawn.outlines[0].path):
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height
