"""A title in several lines: words kept whole, lines of like length, in the shape of a trapezium.

Nobody's dictionary is asked: the places where a title may break are told by the words official
titles are made of. A title typed in lines keeps them.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import Final

from zhenxing.papers.width import width

#: characters of 二号 the core is wide enough for
LONGEST: Final = 20
#: before these a line may begin, after those it may end; the cost of the break
_BEGINS: Final = (("关于", 0), ("《", 1), ("（", 1), ("和", 2), ("及", 2), ("与", 2), ("暨", 1))
_ENDS: Final = (
    ("人民政府办公室", 0),
    ("人民政府", 0),
    ("领导小组办公室", 0),
    ("领导小组", 1),
    ("委员会", 1),
    ("办公室", 1),
    ("专业镇", 2),
    ("》", 1),
    ("、", 1),
    ("”", 2),
    ("局", 3),
    ("县", 3),
    ("市", 3),
    ("镇", 4),
    ("年", 3),
    ("年度", 2),
)
_UNSURE: Final = 9
#: kinds of document: 的通知 stays together and never stands alone
_LAST: Final = re.compile(
    r"的(?:通知|通报|决定|公告|公示|报告|请示|批复|意见|函|纪要|通告|议案|办法|方案)(?:书|表|单)?$"
)
_SHORTEST_LAST: Final = 4
#: kept whole: figures with what they count, Latin words, short quotations
_WHOLE: Final = re.compile(r"[0-9A-Za-z.%〔〕-]+[年月日号个家户批镇项级]?|《[^《》]{1,18}》|“[^“”]{1,12}”")
_NO_BEGIN: Final = frozenset("，。、；：？！）》”’】〕%％")


def title_lines(title: str) -> tuple[str, ...]:
    """The lines of a title, each at most as wide as the core."""
    typed = tuple(line.strip() for line in title.split("\n") if line.strip())
    if len(typed) > 1 or not typed:
        return typed
    text = typed[0]
    if _wide(text) <= LONGEST:
        return typed
    return _broken(text, -(-_wide(text) // LONGEST))


def _wide(text: str) -> float:
    return width(text) / 2


def _broken(text: str, least: int) -> tuple[str, ...]:
    """The cheapest breaking into `least` lines, or into one more when words would be torn."""
    costs = _costs(text)
    tried = [
        (cost + 4 * (count - least), lines)
        for count in (least, least + 1)
        if (found := _best(text, costs, count)) is not None
        for cost, lines in [found]
    ]
    return min(tried)[1] if tried else _torn(text)


def _best(text: str, costs: dict[int, float], count: int) -> tuple[float, tuple[str, ...]] | None:
    aim = _wide(text) / count

    @cache
    def rest(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            line = text[start:]
            return (_off(_wide(line), aim), ()) if _wide(line) <= LONGEST else None
        options = []
        for end, cost in costs.items():
            if end <= start or _wide(text[start:end]) > LONGEST:
                continue
            after = rest(end, left - 1)
            if after is not None:
                total = cost + _off(_wide(text[start:end]), aim) + after[0]
                options.append((total, (end, *after[1])))
        return min(options, default=None)

    found = rest(0, count)
    if found is None:
        return None
    ends = [0, *found[1], len(text)]
    lines = tuple(text[a:b] for a, b in itertools.pairwise(ends))
    return found[0] + _shape(lines), lines


def _off(length: float, aim: float) -> float:
    return (length - aim) ** 2 / 4


def _shape(lines: tuple[str, ...]) -> float:
    """A waist (long, short, long) is neither trapezium nor rhombus; nor is a last line of two characters."""
    sizes = [_wide(line) for line in lines]
    waist = any(a > b < c for a, b, c in zip(sizes, sizes[1:], sizes[2:], strict=False))
    return (6.0 if waist else 0.0) + (8.0 if sizes[-1] < _SHORTEST_LAST else 0.0)


def _costs(text: str) -> dict[int, float]:
    """Where a line may end, and what it costs."""
    costs = {at: float(_UNSURE) for at in range(1, len(text)) if text[at] not in _NO_BEGIN}
    for word, cost in _BEGINS:
        for found in re.finditer(re.escape(word), text):
            _cheaper(costs, found.start(), cost)
    for word, cost in _ENDS:
        for found in re.finditer(re.escape(word), text):
            _cheaper(costs, found.end(), cost)
    for found in _WHOLE.finditer(text):
        _forbid(costs, found.start(), found.end())
    last = _LAST.search(text)
    if last:
        _forbid(costs, last.start() - 1, len(text))
    return costs


def _cheaper(costs: dict[int, float], at: int, cost: float) -> None:
    if at in costs:
        costs[at] = min(costs[at], cost)


def _forbid(costs: dict[int, float], start: int, end: int) -> None:
    for at in range(start + 1, end):
        costs.pop(at, None)


def _torn(text: str) -> tuple[str, ...]:
    """A run that cannot be broken nicely is broken where the line is full."""
    lines, line = [], ""
    for character in text:
        if _wide(line + character) > LONGEST:
            lines.append(line)
            line = ""
        line += character
    return (*lines, line)
