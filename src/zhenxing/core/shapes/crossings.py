"""Whether a ring crosses itself."""

from __future__ import annotations

from zhenxing.core.shapes.measure import Position, Ring

#: pairs of edges looked at before a ring is called too tangled to be checked
MOST_PAIRS = 2_000_000

_Edge = tuple[int, Position, Position]


def first_crossing(ring: Ring) -> str | None:
    """What is wrong when two edges cross or lie on each other, for whoever drew it; None when nothing is.

    Edges are swept from west to east, so only those that overlap in longitude are compared.
    """
    edges = [(number, ring[number], ring[number + 1]) for number in range(len(ring) - 1)]
    edges = [edge for edge in edges if edge[1] != edge[2]]
    edges.sort(key=lambda edge: min(edge[1][0], edge[2][0]))
    places = {edge[0]: place for place, edge in enumerate(sorted(edges))}
    left = MOST_PAIRS
    for place, edge in enumerate(edges):
        east = max(edge[1][0], edge[2][0])
        for other in edges[place + 1 :]:
            if min(other[1][0], other[2][0]) > east:
                break
            left -= 1
            if left < 0:
                return "边界太复杂，查不完有没有自相交。请先在制图软件里简化边界。"
            if not _neighbours(places[edge[0]], places[other[0]], len(edges)) and _meet(edge, other):
                first, second = sorted((edge[0] + 1, other[0] + 1))
                return f"自相交：第{first}段与第{second}段交叉。"
    return None


def _neighbours(one: int, other: int, count: int) -> bool:
    return abs(one - other) in {1, count - 1}


def _meet(one: _Edge, other: _Edge) -> bool:
    (_n, a, b), (_m, c, d) = one, other
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if 0 not in sides:
        return (sides[0] > 0) != (sides[1] > 0) and (sides[2] > 0) != (sides[3] > 0)
    return _touch(one, other, sides)


def _side(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _touch(one: _Edge, other: _Edge, sides: tuple[float, float, float, float]) -> bool:
    """Whether an end of one lies on the other."""
    (_n, a, b), (_m, c, d) = one, other
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(side == 0 and _within(*end) for side, end in zip(sides, ends, strict=True))


def _within(a: Position, b: Position, point: Position) -> bool:
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
