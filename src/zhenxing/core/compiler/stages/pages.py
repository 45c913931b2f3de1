"""Page numbers and running headers that a printed document repeats on every page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import Line, lines_of, squeezed
from zhenxing.core.compiler.text.mending import Mending
from zhenxing.core.compiler.text.titles import is_kind_title

NAME = "pages"

_NUMBER = re.compile(
    r"[—–\-－―─]{1,3}\d{1,4}[—–\-－―─]{1,3}$|第\d{1,4}页(?:[,，/]?[(（]?共\d{1,4}页[)）]?)?$|[(（]?\d{1,3}/\d{1,3}[)）]?$|"
    r"page\d{1,4}(?:of\d{1,4})?$|[·•]\d{1,4}[·•]$",
    re.I,
)
_INSIDE = re.compile(
    r"[—–―]\s?(\d{1,3})\s?[—–―][ \t\u3000]*|第\s?(\d{1,3})\s?页\s?[,，/]?\s?共\s?\d{1,3}\s?页[ \t\u3000]*"
)
#: each begins with a plain character: so the engine skips to it
_DASHED = {mark: re.compile(rf"{mark}\s?\d{{1,3}}\s?[—–―]") for mark in "—–―"}
_DIGIT = re.compile(r"\d")
_ENDS = frozenset("。；;：:！!？?”」』")
#: a header is one when it stands beside so many page numbers or page starts
_REPEATS = 3
_SHORT = 24
_HEADER_LENGTH = 40
_HEADER_LEAST = 6
_DIGITS = 4
_SERIAL_HEADS = frozenset({"序号", "编号", "序"})
#: what the cells of a table repeat from row to row: a time, a unit
_CELL = re.compile(
    r"[\d年月日号底前末上中下旬季度初全至.\-—~]+|(?:长期|持续|常态化?|全年|立即)(?:坚持|推进|实施|开展)?"
    r"|[县市区省州各镇乡].{1,24}(?:局|委|办|部|中心|公司|政府|办公室|单位|部门|乡镇|街道|[)）])"
)


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    lines = lines_of(plan.text)
    short = [index for index, line in enumerate(lines) if len(line.text) <= _SHORT]
    numbers = {index for index in short if _is_number(lines[index])}
    tops = _page_tops(plan, lines)
    numbers |= {index for index in _beside(tops, len(lines)) if lines[index].text.isdecimal()}
    numbers |= _bare_numbers(lines, short) | _set_apart(lines, short)
    if numbers and len(numbers) == 1 and not tops and "/" in lines[min(numbers)].text:
        numbers = set()
    headers = _headers(lines, numbers, tops)
    mending = Mending(plan)
    for first, last in _runs(numbers | headers):
        kind = (
            "page_number" if any(index in numbers for index in range(first, last + 1)) else "running_header"
        )
        _cut(mending, lines, first, last, kind)
    for span in _inside(plan.text, lines, numbers | headers):
        mending.cut(span.start, span.end, "page_number")
    return mending.done() if mending else Declined("没有页码和页眉")


def _is_number(line: Line) -> bool:
    return bool(_DIGIT.search(line.text)) and bool(_NUMBER.match(squeezed(line.text)))


def _page_tops(plan: Plan, lines: Sequence[Line]) -> set[int]:
    """The lines at which intake saw a page begin."""
    tops: set[int] = set()
    index = 0
    for start in plan.source.page_starts:
        span = plan.traced.clean_span(Span(start, len(plan.source.text)))
        if span is None:
            continue
        while index < len(lines) and lines[index].end <= span.start:
            index += 1
        if index < len(lines):
            tops.add(index)
    return tops


def _beside(tops: set[int], count: int) -> set[int]:
    return {index for top in tops for index in (top - 1, top) if 0 <= index < count}


def _bare_numbers(lines: Sequence[Line], short: Sequence[int]) -> set[int]:
    """Lone figures that count 1, 2, 3 beside a line that is the same each time: pages and their header.

    Figures alone are no page numbers: a table that lost its rules has its serial numbers on lines, too.
    """
    bare = [index for index in short if len(lines[index].text) <= _DIGITS and lines[index].text.isdecimal()]
    if len(bare) < _REPEATS:
        return set()
    serials = any(squeezed(line.text) in _SERIAL_HEADS for line in lines)
    beside = Counter(
        squeezed(lines[near].text)
        for index in bare
        for near in (index - 1, index + 1)
        if 0 <= near < len(lines) and _could_be_header(lines[near].text, serials=serials)
    )
    header, count = beside.most_common(1)[0] if beside else ("", 0)
    if count < _REPEATS:
        return set()
    found = [
        index
        for index in bare
        if any(
            0 <= near < len(lines) and squeezed(lines[near].text) == header for near in (index - 1, index + 1)
        )
    ]
    steps = [int(lines[b].text) - int(lines[a].text) for a, b in pairwise(found)]
    return set(found) if all(step in (1, 2) for step in steps) else set()


#: blanks before a number that a page prints in the middle of its foot
_CENTRED = 12


def _set_apart(lines: Sequence[Line], short: Sequence[int]) -> set[int]:
    """Figures in the middle of a line of their own that count upwards, one of them within a sentence."""
    found = [
        index
        for index in short
        if lines[index].text.isdecimal()
        and len(lines[index].text) <= _DIGITS
        and lines[index].start - lines[index].head >= _CENTRED
    ]
    if len(found) < 2 or any(int(lines[b].text) - int(lines[a].text) != 1 for a, b in pairwise(found)):
        return set()
    within = any(index and lines[index - 1].text[-1] not in _ENDS for index in found)
    return set(found) if within else set()


def _could_be_header(text: str, *, serials: bool) -> bool:
    """Whether a line may be printed over every page; `serials`: figures on lines number a table's rows."""
    if not _HEADER_LEAST <= len(text) <= _HEADER_LENGTH or text[-1] in _ENDS or text.isdecimal():
        return False
    return is_kind_title(text) if serials else _CELL.fullmatch(text) is None


def _headers(lines: Sequence[Line], numbers: set[int], tops: set[int]) -> set[int]:
    """Short lines repeated beside page numbers or page starts; a title's first printing stays."""
    if not numbers and not tops:
        return set()
    near = {index for number in numbers for index in (number - 1, number + 1)} | _beside(tops, len(lines))
    near = {
        index
        for index in near - numbers
        if 0 <= index < len(lines) and len(lines[index].text) <= _HEADER_LENGTH
    }
    counted = Counter(squeezed(lines[index].text) for index in near)
    repeated = {text for text, count in counted.items() if count >= _REPEATS and text[-1] not in _ENDS}
    found = {index for index in near if squeezed(lines[index].text) in repeated}
    if lines and squeezed(lines[0].text) in repeated:
        # the first page has no number above its header
        found.add(0)
    titles = {text for text in repeated if is_kind_title(text)}
    for index, line in enumerate(lines if titles else ()):
        text = squeezed(line.text)
        if text in titles:
            # the first time it is the title itself
            titles.discard(text)
            found.discard(index)
    return found


def _runs(indexes: set[int]) -> list[tuple[int, int]]:
    """Neighbouring lines together: a page's number and the next page's header are one gap."""
    runs: list[tuple[int, int]] = []
    for index in sorted(indexes):
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _cut(mending: Mending, lines: Sequence[Line], first: int, last: int, kind: str) -> None:
    """Cut lines; when they split a sentence, the blank lines around them go too."""
    split = first > 0 and lines[first - 1].text[-1] not in _ENDS
    start = lines[first - 1].stop if split else lines[first].head
    end = lines[last + 1].head if split and last + 1 < len(lines) else lines[last].stop
    mending.cut(start, end, kind)


def _dashed(text: str, mark: str) -> bool:
    """Whether a figure stands between two dashes, of which this mark is the first."""
    return mark in text and _DASHED[mark].search(text) is not None


def _inside(text: str, lines: Sequence[Line], gone: set[int]) -> list[Span]:
    """Page numbers that a conversion has run into the text, when they count upwards."""
    if "页" not in text and not any(_dashed(text, mark) for mark in "—–―"):
        return []
    found: list[tuple[int, Span]] = []
    lost = [lines[index] for index in sorted(gone)]
    for match in _INSIDE.finditer(text):
        last = bisect_right(lost, match.start(), key=lambda line: line.start) - 1
        if last >= 0 and match.start() < lost[last].end:
            continue
        start = match.start()
        while text[start - 1 : start] in (" ", "\t", "\u3000"):
            start -= 1
        found.append((int(match.group(1) or match.group(2)), Span(start, match.end())))
    counting = [value for value, _ in found]
    rising = len(counting) > 1 and all(b == a + 1 for a, b in pairwise(counting))
    return [span for _, span in found] if rising else []
