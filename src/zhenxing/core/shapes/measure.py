"""Areas and directions of rings on the sphere."""

from __future__ import annotations

from itertools import pairwise
from math import pi, radians, sin
from typing import TypeAlias

#: (longitude, latitude) in degrees
Position: TypeAlias = tuple[float, float]
#: positions, the last one the same as the first
Ring: TypeAlias = tuple[Position, ...]
#: the outer ring, then the holes
Polygon: TypeAlias = tuple[Ring, ...]

#: mean radius of the earth in kilometres (IUGG); the ellipsoid differs from the sphere by under 0.7 %
RADIUS = 6371.0088


def square_kilometres(polygons: tuple[Polygon, ...]) -> float:
    """The area of polygons that do not overlap, holes taken out."""
    return sum(
        abs(signed_area(ring)) * (1 if number == 0 else -1)
        for polygon in polygons
        for number, ring in enumerate(polygon)
    )


def signed_area(ring: Ring) -> float:
    """Square kilometres inside a ring; positive when it runs counter-clockwise."""
    total = 0.0
    for (west, south), (east, north) in pairwise(ring):
        total += radians(east - west) * (2 + sin(radians(south)) + sin(radians(north)))
    return -total * RADIUS * RADIUS / 2


def plane_area(ring: Ring) -> float:
    """Square degrees inside a ring drawn on a plane of longitude and latitude; exact for straight lines."""
    west, south = ring[0]
    return (
        sum(
            (x - west) * (next_y - south) - (next_x - west) * (y - south)
            for (x, y), (next_x, next_y) in pairwise(ring)
        )
        / 2
    )


def kilometres_a_degree(latitude: float) -> tuple[float, float]:
    """How long a degree of longitude and one of latitude are there, in kilometres."""
    degree = pi * RADIUS / 180
    return degree * sin(radians(90 - abs(latitude))), degree
