"""Lines that were broken by the width of a page, not by the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from zhenxing.core.compiler.text.lines import Line, squeezed
from zhenxing.core.compiler.text.metadata import is_metadata
from zhenxing.core.compiler.text.numbering import marker_at
from zhenxing.core.compiler.text.page_words import furniture_of
from zhenxing.core.compiler.text.titles import is_kind_title

#: so many lines of running text stop without a mark, at one width, where a page was that wide
_LEAST = 3
_SHARE = 0.5
#: of so many lines one may stand directly under the one above
_MOSTLY = 12
_NARROWEST = 10.0
#: under this a table with one cell a line is as narrow: more must show that sentences were broken
_CELL = 16.0
_WIDEST = 64.0
#: lines of one page differ by a mark that hangs or a number that would not break
_WINDOW = 3.0

#: a closing bracket ends a paragraph as often as not: （县工信局牵头）
_ENDS = frozenset("。；;：:！!？?”」』)）】")
_CONTINUES = frozenset("，。、；：）》”」』！？％%,;)")
_PROSE = re.compile(r"[，。；、,;]")
_SENTENCE = re.compile(r"[，。；,;]")
_APART = re.compile(
    r"附\s*(?:件|表)|抄\s*送|主\s*送|[-—－·•●]|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|.{2,30}印发$|\|"
    r"|[\[【〔(（]?(?:牵头|责任|配合|参与|主办|协办|主责|协同|包联|分管|完成|办结)[^。，,\[\]]{0,4}(?:单位|部门|领导|时间|时限|期限)[\]】〕:：]"
)
#: a list of units that is broken inside a name: 配合单位:县农业 / 农村局、县水利局
_NAME_CUT = re.compile(
    r"(?:单位|部门|牵头|配合|负责)[^。；;\n]{0,200}[、,，:：][县市区旗州省][\u4e00-\u9fff]{0,8}"
    r"(?<![局委办部厅院会社镇乡队站所行司府联室团心园场处])$"
)
_NAME_REST = re.compile(
    r"[\u4e00-\u9fff]{1,9}(?:局|委|办|部|厅|中心|政府|院|会|社|公司|行|管委会)(?:[、,，;；。)）\]】〕]|$)"
)
#: a number at the end of a line and its unit, or the end of its range, on the next one
_NUMBER_ENDS = re.compile(
    r"[\u4e00-\u9fff][^。；;\n]{0,40}(?:\d[ \u3000]*[—–~～\-]{0,2}|[\d元万亿%家个][—–~～]{1,2})$"
)
#: 占比仍高达5 / 2.3%: a number cut within itself
_FIGURE_ENDS = re.compile(r"(?:达到?|[至到为近约超过]|突破|增长|下降)[ \u3000]?\d{1,5}$")
_FIGURE_RESTS = re.compile(r"\.?\d{1,5}(?:\.\d{1,3})?[ \u3000]?(?:[万亿]|个百分点|[元%％家个户项台吨人名亩])")
_LABEL_ENDS = re.compile(r"(?:附[件表录]|表|图|第|[之期])[ \u3000]*\d{1,4}$")
_UNIT_BEGINS = re.compile(
    r"(?:[个家户项台套吨座亩千万亿元％%年月日]|件(?!下)|平方|公[斤里顷]|立方|小时|分钟|百分点|[种批次条名人位](?![\u4e00-\u9fff]))"
)
#: a date parted behind its year or its month
_DATE_ENDS = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月)?$")
_DATE_BEGINS = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日")
_AMOUNT_BEGINS = re.compile(r"\d[\d.,]{0,12}[ \u3000]*(?:[万亿元%％家个户项台吨年月日]|以上|左右)")
_OPEN = re.compile("[(（\n]")
_SHUT = re.compile("[)）]")
#: a line with one of these at its end is whole
_WHOLE = frozenset("。；;)）！!？?")
_UNIT_CELLS = frozenset("%％‰")
_LISTS_ON = frozenset("、，,")
_REST_OF_HEADING = re.compile(r"[^，。；、：:,;（(]{1,16}。.|(?:和|与|及|的)[^，。；、：:,;（(]{1,16}$")
#: (二)对兼并3家以上企业且重组后…: an item without a heading, whose first clause fills its line
_SENTENCE_BEGINS = re.compile(r"(?:[对凡](?!接|标|外|口)|[^。\n]{0,24}[\d０-９])[^。\n]{12,}$", re.M)
_LATIN = re.compile(r"[A-Za-z]")
_NARROW = re.compile("[\0-\u10ff]")
#: a line this long that ends in a comma is running text, not a verse of a brief
_LONG_LIST = 12


def width(text: str) -> float:
    """How wide a line is printed: a Chinese character is one, an ASCII character half."""
    narrow = len(text) if text.isascii() else len(_NARROW.findall(text))
    return len(text) - narrow / 2


class _Measure(NamedTuple):
    """How wide the page was, by one way of measuring."""

    of: Callable[[str], float]
    low: float
    lines: int

    def fills(self, printed: str) -> bool:
        return self.low - 0.5 <= self.of(printed) <= self.low + _WINDOW + 0.5


_UNITS = ("%", "％")


def wrapped_at(text: str, lines: Sequence[Line]) -> list[int]:
    """The indexes of lines that go on in the next one."""
    apart = _all_apart(lines)
    measure = _measured(text, lines)
    indented = measure is not None and _indents(text, lines, measure)
    found: list[int] = []
    for index in range(len(lines) - 1):
        line, after = lines[index], lines[index + 1]
        if measure is None and line.text[-1] in _WHOLE:
            continue
        if (line.stop != after.head and not apart) or "\t" in line.text or "\t" in after.text:
            continue
        # % on a line of its own is the cell that says in what a row counts
        begun = after.text[0] in _CONTINUES and line.text[-1] not in _ENDS and after.text not in _UNITS
        begun = begun and marker_at(text, after.start, after.end) is None and not _is_page(line)
        if after.text in _UNIT_CELLS and not line.text[-1].isdecimal():
            # 达标排放率 / %: the unit of an indicator is a cell of its own
            continue
        full = measure is not None and measure.fills(_printed(text, line))
        if begun or _is_split(text, line, after) or (full and _goes_on(text, line, after, indented)):
            found.append(index)
    return found


def _all_apart(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands between almost all lines, and so tells nothing."""
    close = 0
    for line, after in pairwise(lines):
        close += line.stop == after.head
        if close * _MOSTLY >= len(lines):
            return False
    return len(lines) > _LEAST


def _is_split(text: str, line: Line, after: Line) -> bool:
    """Whether a number is parted from its unit, or a list from its next member."""
    last = line.text[-1]
    if last in _WHOLE:
        return False
    opened = max(line.text.rfind("("), line.text.rfind("（"))
    if opened >= 0 and not _SHUT.search(line.text, opened):
        shut = _SHUT.search(after.text)
        opens_first = shut is None or _OPEN.search(after.text, 0, shut.start()) is not None
        return (last in ":：" or not opens_first) and _is_plain(text, after)
    if last in _LISTS_ON:
        long = last == "、" or len(line.text) >= _LONG_LIST or after.text[-1] in _ENDS
        return long and _is_plain(text, after) and not _is_page(line)
    if _NAME_CUT.search(line.text[-260:]) and _NAME_REST.match(after.text):
        return _is_plain(text, after)
    if last in "年月" and _DATE_ENDS.search(line.text):
        return bool(_DATE_BEGINS.match(after.text))
    if not (last.isdecimal() or last in "—–~～-") or _LABEL_ENDS.search(line.text):
        return False
    if not _NUMBER_ENDS.search(line.text[-48:]) or _is_page(line):
        return False
    if last.isdecimal():
        if _FIGURE_ENDS.search(line.text[-12:]) and _FIGURE_RESTS.match(after.text):
            return True
        return bool(_UNIT_BEGINS.match(after.text))
    return bool(_AMOUNT_BEGINS.match(after.text))


def _is_plain(text: str, line: Line) -> bool:
    """Whether a line begins neither an item nor a part that stands apart."""
    return marker_at(text, line.start, line.end) is None and not _APART.match(line.text)


def _is_page(line: Line) -> bool:
    """Whether a line belongs to the page and not to the document: nothing is joined to it."""
    bare = squeezed(line.text)
    return furniture_of(bare) is not None or is_metadata(line.text, bare)


def _measured(text: str, lines: Sequence[Line]) -> _Measure | None:
    """The width at which the text was wrapped, or None when it was not.

    Text whose marks were folded to ASCII was as wide as its characters are many; other text as
    wide as it prints. The way that more lines agree on is right.
    """
    open_lines = [
        (line, after)
        for line, after in pairwise(lines)
        if line.text[-1] not in _ENDS and _PROSE.search(line.text) and _is_plain(text, after)
    ]
    if len(open_lines) < _LEAST:
        return None
    printed = [_printed(text, line) for line, _ in open_lines]
    best = max((_window(way, printed) for way in (width, _length)), key=lambda each: each.lines)
    if best.lines < max(_LEAST, _SHARE * len(open_lines)) or _is_exceeded(text, lines, best):
        return None
    return best if best.low >= _CELL or _breaks_sentences(text, open_lines, best) else None


def _is_exceeded(text: str, lines: Sequence[Line], measure: _Measure) -> bool:
    """Whether as many lines are wider than the page would be: then these few are headings alike."""
    beyond = measure.low + 2 * _WINDOW
    wider = sum(measure.of(_printed(text, line)) > beyond for line in lines)
    return wider >= measure.lines


def _breaks_sentences(text: str, open_lines: Sequence[tuple[Line, Line]], measure: _Measure) -> bool:
    """Whether narrow lines are broken sentences: both they and the next lines hold marks of one."""
    broken = sum(
        bool(_SENTENCE.search(line.text) and _SENTENCE.search(after.text))
        for line, after in open_lines
        if measure.fills(_printed(text, line))
    )
    return broken >= _LEAST


def _length(text: str) -> float:
    return float(len(text))


def _window(way: Callable[[str], float], lines: Sequence[str]) -> _Measure:
    """The stretch of widths that holds the most lines, by two fingers over the sorted widths."""
    widths = sorted(wide for wide in map(way, lines) if _NARROWEST <= wide <= _WIDEST)
    best = _Measure(way, 0.0, 0)
    first = 0
    for last, wide in enumerate(widths):
        while wide - widths[first] > _WINDOW:
            first += 1
        if last - first + 1 > best.lines:
            best = _Measure(way, widths[first], last - first + 1)
    return best


def _printed(text: str, line: Line) -> str:
    """A line with its indent, which takes its share of the width."""
    return text[line.head : line.end]


def _indents(text: str, lines: Sequence[Line], measure: _Measure) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on from above."""
    full = [line.start > line.head for line in lines if measure.fills(_printed(text, line))]
    return 0.05 < sum(full) / max(1, len(full)) < 0.9


def _goes_on(text: str, line: Line, after: Line, indented: bool) -> bool:
    if after.start > after.head and indented:
        return False
    if marker_at(text, after.start, after.end) or _APART.match(after.text):
        return False
    if line.text[-1] in _ENDS:
        return indented
    if _PROSE.search(line.text):
        return True
    marker = marker_at(text, line.start, line.end)
    if marker:
        if _SENTENCE_BEGINS.match(text, marker.end, line.end) and _PROSE.search(after.text):
            return True
        # a heading that happens to be as wide as the page, unless its full stop is on the next line
        return bool(_REST_OF_HEADING.match(after.text))
    return bool(_PROSE.search(after.text)) and not is_kind_title(line.text)


def joint(line: Line, after: Line) -> str:
    """What stands between two joined lines: a blank only between Latin words."""
    return " " if _LATIN.match(line.text[-1]) and _LATIN.match(after.text[0]) else ""
