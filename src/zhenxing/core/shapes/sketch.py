"""A small map without tiles: outlines and marks as SVG paths on a plane of the sketch's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from zhenxing.core.shapes.measure import Polygon, Position, kilometres_a_degree

#: the sketch is this wide, and at most this high, in its own units
WIDTH, MOST_HIGH, MARGIN = 720, 520, 28
#: kilometres across that a sketch shows at least
_LEAST = 0.2
#: lengths a scale bar may stand for, in kilometres
_BARS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Outline:
    """One shape: its SVG path (holes by even-odd), and where its label goes."""

    key: str
    label: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """One point with a label."""

    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    """Everything a template draws: the size, the shapes, the points, a bar of `bar_km` kilometres."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    marks: tuple[Mark, ...]
    bar: float
    bar_km: str


def sketch(
    shapes: Iterable[tuple[str, str, tuple[Polygon, ...]]], points: Iterable[tuple[str, Position]] = ()
) -> Sketch | None:
    """Draw (key, label, polygons) shapes and (label, position) points, north up; None when there are none."""
    shapes, points = tuple(shapes), tuple(points)
    corners = [
        spot for _k, _l, polygons in shapes for polygon in polygons for ring in polygon for spot in ring
    ]
    corners += [position for _label, position in points]
    if not corners:
        return None
    plane = _Plane.around(corners)
    outlines = tuple(_outline(plane, key, label, polygons) for key, label, polygons in shapes if polygons)
    marks = tuple(Mark(label, *plane.at(position)) for label, position in points)
    bar = max((length for length in _BARS if length * plane.scale <= WIDTH / 4), default=_BARS[0])
    return Sketch(WIDTH, plane.height, outlines, marks, round(bar * plane.scale, 1), f"{bar:g}")


@dataclass(frozen=True)
class _Plane:
    """An equirectangular plane, true to scale in the middle latitude; `scale` is units a kilometre."""

    west: float
    north: float
    east_km: float
    north_km: float
    scale: float
    left: float
    top: float
    height: int

    @classmethod
    def around(cls, corners: list[Position]) -> _Plane:
        west, east = min(one[0] for one in corners), max(one[0] for one in corners)
        south, north = min(one[1] for one in corners), max(one[1] for one in corners)
        east_km, north_km = kilometres_a_degree((south + north) / 2)
        east_km = max(east_km, 1e-6)  # at the poles a degree of longitude has no length
        wide, high = (east - west) * east_km, (north - south) * north_km
        if max(wide, high) < _LEAST:  # a point alone stands in the middle of a little land
            west, north = west - _LEAST / east_km / 2, north + _LEAST / north_km / 2
            wide, high = wide + _LEAST, high + _LEAST
        wide, high = max(wide, 1e-3), max(high, 1e-3)
        scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HIGH - 2 * MARGIN) / high)
        height = max(round(high * scale) + 2 * MARGIN, 180)
        left, top = (WIDTH - wide * scale) / 2, (height - high * scale) / 2
        return cls(west, north, east_km, north_km, scale, left, top, height)

    def at(self, position: Position) -> tuple[float, float]:
        x = self.left + (position[0] - self.west) * self.east_km * self.scale
        y = self.top + (self.north - position[1]) * self.north_km * self.scale
        return round(x, 1), round(y, 1)


def _outline(plane: _Plane, key: str, label: str, polygons: tuple[Polygon, ...]) -> Outline:
    rings = [[plane.at(spot) for spot in ring[:-1]] for polygon in polygons for ring in polygon]
    path = " ".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings)
    largest = max((polygon[0] for polygon in polygons), key=len)
    x, y = plane.at(_middle(largest))
    return Outline(key, label, path, x, y)


def _middle(ring: tuple[Position, ...]) -> Position:
    """The centroid of a ring on the plane; the mean of its corners when it has no area there."""
    doubled = east = north = 0.0
    for (x, y), (next_x, next_y) in pairwise(ring):
        cross = x * next_y - next_x * y
        doubled += cross
        east += (x + next_x) * cross
        north += (y + next_y) * cross
    if abs(doubled) < 1e-12:
        count = len(ring) - 1
        return sum(spot[0] for spot in ring[:-1]) / count, sum(spot[1] for spot in ring[:-1]) / count
    return east / (3 * doubled), north / (3 * doubled)
