"""A body that the page stores twice: one copy stays."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text.lines import Line, lines_of, squeezed
from zhenxing.core.compiler.text.mending import Mending

NAME = "duplicates"

#: shorter lines (headings, dates) repeat lawfully; they only ride along inside a repeated body
_SHORT = 8
#: a repeated body has a paragraph this long and this many characters in all
_PARAGRAPH = 40
_BODY = 120
#: or so many lines one behind the other, as a table's cells
_LINES = 12
#: lines that one copy may have and the other lack between two that match
_GAP = 3
_ALIKE = 90
#: a whole body in one line is longer, and almost every sample of it stands in the other lines
_FLAT = 300
_FLATS = 4
#: and a large part of all that the page holds
_FLAT_PART = 4
_FLAT_TEXT = 200_000
_SAMPLE = 24
_SAMPLES = 40
_FLAT_SHARE = 0.9
_COMPARED = 4000


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    lines = lines_of(plan.text)
    mending = Mending(plan)
    for first, last in _second_copies(lines):
        at_end = last + 1 == len(lines)
        start = lines[first - 1].end if at_end else lines[first].head
        mending.cut(start, len(plan.text) if at_end else lines[last + 1].head, "duplicate")
    if not mending:
        for line in _flattened(lines):
            mending.cut(line.head, line.stop, "duplicate")
    return mending.done() if mending else Declined("正文没有重复")


def _flattened(lines: Sequence[Line]) -> list[Line]:
    """Long lines that say in one what the other lines say together: a copy that lost its line breaks."""
    found: list[Line] = []
    least = max(_FLAT, sum(len(line.text) for line in lines) // _FLAT_PART)
    long = [line for line in lines if len(line.text) >= least][:_FLATS]
    if not long or len(lines) == 1:
        return found
    for line in long:
        rest = squeezed("".join(other.text for other in lines if other is not line))[:_FLAT_TEXT]
        own = squeezed(line.text)
        step = max(_SAMPLE, len(own) // _SAMPLES)
        samples = [own[at : at + _SAMPLE] for at in range(0, len(own) - _SAMPLE, step)]
        # a sample may lie across a change that only one copy has
        if sum(sample in rest for sample in samples) >= _FLAT_SHARE * len(samples):
            found.append(line)
            break
    return found


def _second_copies(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Runs of lines that say again, in the same order, what earlier lines said."""
    seen: dict[str, int] = {}
    keys = [squeezed(line.text) for line in lines]
    telling = [key for key in keys if len(key) >= _SHORT]
    if len(set(telling)) == len(telling):
        return []
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        earlier = seen.get(keys[index]) if len(keys[index]) >= _SHORT else None
        floor = runs[-1][1] + 1 if runs else 0
        copy = _copy_at(keys, earlier, index, floor) if earlier is not None else None
        if copy is None:
            seen.setdefault(keys[index], index)
            index += 1
            continue
        first, last = copy
        if runs and runs[-1][1] == first - 1:
            first = runs.pop()[0]
        runs.append((first, last))
        index = last + 1
    return runs


def _copy_at(keys: Sequence[str], earlier: int, index: int, floor: int) -> tuple[int, int] | None:
    """The run of lines around `index` that repeats the lines around `earlier`, if it is a body."""
    last, matched = _follow(keys, earlier, index)
    first = index - _together(keys, earlier, index, floor)
    sizes = [len(keys[each]) for each in (*range(first, index), *matched)]
    enough = sum(sizes) >= _BODY and (max(sizes) >= _PARAGRAPH or len(sizes) >= _LINES)
    return (first, last) if enough else None


def _together(keys: Sequence[str], first: int, second: int, floor: int) -> int:
    """How many lines right above both copies are alike (a title, a date, a changed paragraph)."""
    back = 0
    while first - back > 0 and second - back > max(floor, first + 1):
        if not _same(keys[first - back - 1], keys[second - back - 1]):
            break
        back += 1
    return back


def _follow(keys: Sequence[str], first: int, second: int) -> tuple[int, list[int]]:
    """How far the copy that begins at `second` goes on, and which of its lines match."""
    matched: list[int] = []
    limit = second
    while second < len(keys) and first < limit:
        step = _match(keys, first, second, limit)
        if step is None:
            break
        first, second = step
        matched.append(second)
        first, second = first + 1, second + 1
    return matched[-1], matched


def _match(keys: Sequence[str], first: int, second: int, limit: int) -> tuple[int, int] | None:
    """The next pair of like lines, skipping a few that only one copy has."""
    for skip in range(_GAP + 1):
        for ahead in range(skip + 1):
            a, b = first + skip - ahead, second + ahead
            if a < limit and b < len(keys) and _same(keys[a], keys[b]):
                return a, b
    return None


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    longer = max(len(one), len(other))
    if longer < _PARAGRAPH or abs(len(one) - len(other)) * 10 > longer:
        return False
    return fuzz.ratio(one[:_COMPARED], other[:_COMPARED]) >= _ALIKE
