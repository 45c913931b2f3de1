"""Which record of one plan continues which of another: deterministic, optimal, the same both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

Record = TypeVar("Record")
Edges = Mapping[tuple[int, int], int]

#: candidates looked at closely for each record; the pairs of characters that find them, rarest first;
#: and how many records may share one before it tells nothing
_CANDIDATES, _TELLING, _COMMON = 20, 24, 400
#: a group of rivals up to this size is solved exactly; a larger one best first
_EXACT = 60


class Pairing(Generic[Record]):
    """How records are told apart. All functions must treat both sides alike.

    `key` is equal for two records that say exactly the same; `name` is what they are found by;
    `score` is 0 for a pair that cannot be, else how alike the two are.
    """

    def __init__(
        self,
        key: Callable[[Record], tuple[str, ...]],
        name: Callable[[Record], str],
        score: Callable[[Record, Record], int],
    ) -> None:
        self._key, self._name, self._score = key, name, score

    def pairs(self, old: Sequence[Record], new: Sequence[Record]) -> list[tuple[int, int]]:
        """(index in old, index in new) of every record that continues another, in order of old."""
        left, right = [self._key(each) for each in old], [self._key(each) for each in new]
        # ties are broken by position: solve in an order that does not depend on which side is asked first
        if (len(left), left) > (len(right), right):
            return sorted((a, b) for b, a in self._solved(new, old, right, left))
        return sorted(self._solved(old, new, left, right))

    def _solved(
        self,
        old: Sequence[Record],
        new: Sequence[Record],
        left: Sequence[tuple[str, ...]],
        right: Sequence[tuple[str, ...]],
    ) -> list[tuple[int, int]]:
        same = _equal(left, right)
        taken_old, taken_new = {a for a, _ in same}, {b for _, b in same}
        rest_old = [index for index in range(len(old)) if index not in taken_old]
        rest_new = [index for index in range(len(new)) if index not in taken_new]
        names = ([self._name(old[a]) for a in rest_old], [self._name(new[b]) for b in rest_new])
        edges = {
            (a, b): score
            for a, b in sorted(_candidates(*names))
            if (score := self._score(old[rest_old[a]], new[rest_new[b]])) > 0
        }
        return same + [(rest_old[a], rest_new[b]) for a, b in assign(edges)]


def _equal(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Records with one key, dealt out in order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in reversed(range(len(right))):
        places[right[index]].append(index)
    return [(index, places[key].pop()) for index, key in enumerate(left) if places.get(key)]


def _candidates(left: Sequence[str], right: Sequence[str]) -> set[tuple[int, int]]:
    """Records that share the most of each other's rarest pairs of characters, from either side."""
    first, second = [_bigrams(name) for name in left], [_bigrams(name) for name in right]
    return {
        *((a, b) for a, found in enumerate(_nearest(first, second)) for b in found),
        *((a, b) for b, found in enumerate(_nearest(second, first)) for a in found),
    }


def _bigrams(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(max(1, len(name) - 1)))


def _nearest(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> list[list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, grams in enumerate(right):
        for gram in grams:
            index[gram].append(place)
    nearest = []
    for grams in left:
        shared: Counter[int] = Counter()
        for _often, gram in sorted((len(index.get(gram, ())), gram) for gram in grams)[:_TELLING]:
            places = index.get(gram, ())
            if len(places) <= _COMMON:
                shared.update(places)
        nearest.append([place for place, _count in shared.most_common(_CANDIDATES)])
    return nearest


def assign(edges: Edges) -> list[tuple[int, int]]:
    """The pairs with the greatest total score, each record used once."""
    found: list[tuple[int, int]] = []
    for group in _rivals(edges):
        small = min(len({a for a, _ in group}), len({b for _, b in group})) <= _EXACT
        found += _best(group, edges) if small else _greedy(group, edges)
    return sorted(found)


def _rivals(edges: Edges) -> list[list[tuple[int, int]]]:
    """Edges in groups that share no record."""
    roots: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while roots.setdefault(node, node) != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    for a, b in edges:
        roots[root(("old", a))] = root(("new", b))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for edge in sorted(edges):
        groups[root(("old", edge[0]))].append(edge)
    return list(groups.values())


def _greedy(group: Sequence[tuple[int, int]], edges: Edges) -> list[tuple[int, int]]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for a, b in sorted(group, key=lambda edge: (-edges[edge], edge)):
        if a not in taken_old and b not in taken_new:
            found.append((a, b))
            taken_old.add(a)
            taken_new.add(b)
    return found


def _best(group: Sequence[tuple[int, int]], edges: Edges) -> list[tuple[int, int]]:
    """The assignment problem by shortest augmenting paths; a pair without an edge scores nothing."""
    rows, columns = sorted({a for a, _ in group}), sorted({b for _, b in group})
    turned = len(rows) > len(columns)
    if turned:
        rows, columns = columns, rows

    def cost(row: int, column: int) -> int:
        a, b = rows[row], columns[column]
        return -edges.get((b, a) if turned else (a, b), 0)

    found = []
    for column, row in enumerate(_hungarian(len(rows), len(columns), cost)):
        if row >= 0 and cost(row, column) < 0:
            a, b = rows[row], columns[column]
            found.append((b, a) if turned else (a, b))
    return found


def _hungarian(rows: int, columns: int, cost: Callable[[int, int], int]) -> list[int]:
    """Row of each column (-1 for none) with the least total cost; there are at most as many rows."""
    row_price, column_price = [0] * (rows + 1), [0] * (columns + 1)
    owner, before = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        at = 0
        least: list[float] = [float("inf")] * (columns + 1)
        seen = [False] * (columns + 1)
        while owner[at]:
            seen[at] = True
            here, step, following = owner[at], float("inf"), 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                reduced = cost(here - 1, column - 1) - row_price[here] - column_price[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    row_price[owner[column]] += int(step)
                    column_price[column] -= int(step)
                else:
                    least[column] -= step
            at = following
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    return [place - 1 for place in owner[1:]]
