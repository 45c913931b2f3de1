"""White space, wrapped lines, full-width digits and doubled marks that PDF and OCR leave."""

from __future__ import annotations

import re
import unicodedata

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.duties.glued_rows import glued_rows
from zhenxing.core.compiler.duties.headings import breaks_in
from zhenxing.core.compiler.duties.spaced_rows import spaced_rows
from zhenxing.core.compiler.duties.tables import find_tables
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text.layout_tables import layout_tables
from zhenxing.core.compiler.text.lines import Line, lines_of
from zhenxing.core.compiler.text.mending import Mending
from zhenxing.core.compiler.text.numbering import dotted_marker, marker_at
from zhenxing.core.compiler.text.signs import BLANKS, odd_in
from zhenxing.core.compiler.text.wrapping import joint, wrapped_at

NAME = "spacing"

_HAN = "\u3400-\u9fff"
_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"


#: 牵头单位∶甲局: the sign of a ratio typed for a colon
_RATIO = re.compile(r"[∶︰](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
#: l20亿元, 2O24年, 3OO家: letters that a scan took figures for
_LOOKALIKE_SIGN = re.compile(r"[lIOo](?:(?<=\d.)|(?=\d|[Oo]))")
_LOOKALIKE = re.compile(
    r"(?:(?<![A-Za-z\d.])(?!\d{1,6}(?![lIOo\d]))(?!O2O|o2o)(?:(?=[lIOo]{0,5}\d)[\dlIOo]{2,6}|[lI][Oo]{1,3}))"
    r"(?=[ ]?(?:[年月日号％%万亿千元家个户台套名人项件亩吨批株头只座处条场辆]|[\]〕]))"
)
_LETTERS = frozenset("lIOo")
_FIGURES = str.maketrans("lIOo", "1100")
_WIDE = re.compile("[０-９．％Ａ-Ｚ]")
_WIDE_DIGITS = re.compile(
    r"[０-９]+(?:[．：][０-９]+)?[Ａ-Ｚａ-ｚ％]{0,3}|(?<=\d)[．％](?=\d)|(?<=\d)[Ａ-Ｚ](?![Ａ-Ｚａ-ｚ])"
)
#: some sites put a comma before every other mark; one alone may be a slip of the pen
_COMMA_BEFORE = re.compile(r"[，,]{1,2}(?=[。、；：;:])")
_OFTEN = 3
_DOUBTFUL = re.compile("[，。、；：,;:%％][，。、；：,;:%％]")
_DOUBLED = re.compile(r"([，。、；：,;:]|(?<=\d)[%％])\1(?!\1)")
#: 应 县 人 民 政 府: three or more single characters with gaps between them
_SPREAD = re.compile(rf"(?<![^\s])[{_HAN}](?:[{_BLANK}]{{1,4}}[{_HAN}]){{2,}}(?![^\s，。、；：,;:])")
_DATE = re.compile(
    rf"\d{{4}}[{_BLANK}]*年[{_BLANK}]*\d{{1,2}}[{_BLANK}]*月(?:[{_BLANK}]*\d{{1,2}}[{_BLANK}]*日)?"
)
#: 2 0 2 5 年, 1 2 . 5 %: digits one by one before what they count
_COUNTED = rf"(?=[{_BLANK}]{{0,2}}[年月日号个家户项台套吨亩元万亿千％%])"
_APART_DIGITS = re.compile(
    rf"(?:(?<![\d.])\d(?:[{_BLANK}]{{1,2}}\d(?!\d)){{0,7}}|(?<=\d)(?=[{_BLANK}]))"
    rf"(?:[{_BLANK}]{{0,2}}[.．][{_BLANK}]{{0,2}}\d(?:[{_BLANK}]{{0,2}}\d){{0,3}})?{_COUNTED}|(?:19|20)[{_BLANK}]\d\d{_COUNTED}"
)
_LABEL = re.compile(
    rf"(?:附[{_BLANK}]+件|抄[{_BLANK}]+送|主[{_BLANK}]+送|通[{_BLANK}]+知|附[{_BLANK}]+表)(?=[\d{_BLANK}:：]|$)"
)
#: in running text a blank beside a Chinese character or mark separates nothing
_IN_PROSE = re.compile(
    rf"(?<=[{_HAN}“”《》（），。、；：％,;])[{_BLANK}]{{1,2}}(?=[{_HAN}“”《》（），。、；：\d,;])|(?<=[\d%])[{_BLANK}]{{1,2}}(?=[{_HAN}％%，。、；：）])"
)
#: a text strewn with single blanks between characters has them in its headings, too
_NARROW_BLANK = _BLANK.replace("\u3000", "")
_STRAY = re.compile(
    rf"(?<=[{_HAN}])[{_NARROW_BLANK}](?=[{_HAN}，。、；：,;])|(?<=[\d])[{_NARROW_BLANK}](?=[{_HAN}])|(?<=[{_HAN}])[{_NARROW_BLANK}](?=\d)"
)
_MARK = re.compile("[，。；：,;:]")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s+")
#: the head of a table set with blanks: 序号    项目名称    责任单位
_TABLE_HEAD = re.compile(
    r"^[ \u3000]*(?:序[ \u3000]?号|乡镇|项目名称|任务名称|重点任务|工作任务|指标名称)"
    r"[ \u3000]{2,}[^\n。；]{4,160}$",
    re.M,
)
#: 序号 工作任务 牵头单位 完成时限, with one blank between
_NARROW_HEAD = re.compile(
    r"^[ \u3000]*(?:序号|项目名称|任务名称|重点任务|工作任务|指标名称)"
    r"(?=[^\n]{0,60}(?:单位|部门|时限|\d年|目标))"
    r"(?:[ \u3000][^\s，。；：,;:]{2,10}){2,8}[ \u3000]*$",
    re.M,
)
#: with one of these every such head begins
_FIRST_HEADS = tuple(
    f"{words}{blank}"
    for words in ("号", "乡镇", "项目名称", "任务名称", "重点任务", "工作任务", "指标名称")
    for blank in " \u3000"
)
_NARROW_GAP = re.compile(r"(?<=[^ \u3000])[ \u3000]+(?=[^ \u3000])")
_CELL_GAP = re.compile(r"(?<=[^ \u3000])[ \u3000]{2,}(?=[^ \u3000])")
_LEAST_GAPS, _LEAST_ROWS = 2, 2
_STREWN = 3
_ROUNDS = 6
_PROSE_MARKS = re.compile(r"[，。；,;]")
_PROSE = 24


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    gridded = _gridded(plan)
    # full-width digits are as wide as the page took them to be only before they are made narrow
    wide = any(_WIDE.match(char) for char in odd_in(gridded.text))
    whole = _unwrapped(gridded) if wide else gridded
    mended = _joined_cells(_marks(_set(_tabbed(_narrowed(whole)))))
    return Declined("没有多余的空格和断行") if mended is plan else mended


def _gridded(plan: Plan) -> Plan:
    """Tables of tasks that a PDF set in columns, with a row on each line."""
    mending = Mending(plan)
    for start, end, row in layout_tables(plan.text):
        mending.swap(start, end, row, "layout")
    plan = mending.done()
    mending = Mending(plan)
    for start, end, row in spaced_rows(plan.text):
        mending.swap(start, end, row, "layout")
    for start, end, row in glued_rows(plan.text):
        # where one cell ends and the next begins is a reading
        mending.swap(start, end, row, "layout", "likely")
    return mending.done()


def _narrowed(plan: Plan) -> Plan:
    """Full-width digits, and the signs and letters that stand with them."""
    if not _LETTERS.isdisjoint(odd_in(plan.text)) and _LOOKALIKE_SIGN.search(plan.text):
        figures = Mending(plan)
        for match in _LOOKALIKE.finditer(plan.text):
            figures.swap(match.start(), match.end(), match.group().translate(_FIGURES), "lookalike", "likely")
        plan = figures.done()
    odd = odd_in(plan.text)
    if "∶" in odd or "︰" in odd:
        ratios = Mending(plan)
        for match in _RATIO.finditer(plan.text):
            ratios.swap(match.start(), match.end(), "：", "width")
        plan = ratios.done()
    if not any(_WIDE.match(char) for char in odd):
        return plan
    mending = Mending(plan)
    for match in _WIDE_DIGITS.finditer(plan.text):
        mending.swap(match.start(), match.end(), unicodedata.normalize("NFKC", match.group()), "width")
    return mending.done()


def _tabbed(plan: Plan) -> Plan:
    """A table whose cells stand apart by blanks, with a tab between them: a line of it is no prose."""
    if not any(head in plan.text for head in _FIRST_HEADS):
        return plan
    for head, gap in ((_TABLE_HEAD, _CELL_GAP), (_NARROW_HEAD, _NARROW_GAP)):
        if head.search(plan.text):
            plan = _with_tabs(plan, head, gap)
    return plan


def _with_tabs(plan: Plan, head: re.Pattern[str], gap: re.Pattern[str]) -> Plan:
    """A tab for every gap of the rows below such a head that have as many cells as it."""
    lines = lines_of(plan.text)
    mending = Mending(plan)
    at = 0
    while at < len(lines):
        size = len(gap.findall(lines[at].text)) if head.match(lines[at].text) else 0
        end = at + 1
        while size >= _LEAST_GAPS and end < len(lines) and len(gap.findall(lines[end].text)) == size:
            end += 1
        if end - at > _LEAST_ROWS:
            for line in lines[at:end]:
                for found in gap.finditer(plan.text, line.start, line.end):
                    mending.swap(found.start(), found.end(), "\t", "layout")
        at = end
    return mending.done()


def _set(plan: Plan) -> Plan:
    """Joined and without stray blanks: each can bring to light what the other has to do."""
    for _ in range(_ROUNDS):
        joined = _unwrapped(plan)
        even = _laid_out(joined)
        closed = _gaps(even)
        if joined is plan and closed is even:
            return even
        plan = closed
    return plan


def _laid_out(plan: Plan) -> Plan:
    """Wrapped lines first: whether a line is indented tells whether it begins a paragraph."""
    mending = Mending(plan)
    for start, end, new in _layout(plan.text):
        mending.swap(start, end, new, "layout")
    return mending.done()


def _unwrapped(plan: Plan) -> Plan:
    lines = lines_of(plan.text)
    mending = Mending(plan)
    for index in wrapped_at(plan.text, lines):
        line, after = lines[index], lines[index + 1]
        mending.swap(line.end, after.start, joint(line, after), "wrapped_line")
    return mending.done()


def _joined_cells(plan: Plan) -> Plan:
    """Words of a table's cell on one line: 建设良种基 / 地3个 says nothing of three places."""
    tables = find_tables(plan.text)
    if not tables:
        return plan
    mending = Mending(plan)
    for table in tables:
        for row in table.rows:
            for cell in (row.heading, *row.rest, *row.told):
                for start, end in breaks_in(plan.text, cell):
                    mending.cut(start, end, "wrapped_line")
    return mending.done()


def _layout(text: str) -> list[tuple[int, int, str]]:
    """Every stretch of white space that holds a line end or an edge of the text, made plain."""
    found: list[tuple[int, int, str]] = []
    lines = lines_of(text)
    at = 0
    for line in lines:
        if line.start - at == 1 and at:
            at = line.end
            continue
        gap = text[at : line.start]
        plain = "\n" * min(2, gap.count("\n")) if at else ""
        if gap != plain:
            found.append((at, line.start, plain))
        at = line.end
    if at < len(text) and lines:
        found.append((at, len(text), ""))
    return found


def _gaps(plan: Plan) -> Plan:
    text = plan.text
    if BLANKS.isdisjoint(odd_in(text)):
        return plan
    mending = Mending(plan)
    lines = [line for line in lines_of(text) if _is_gapped(text, line)]
    strewn = sum(_strays(text, line) for line in lines if _is_prose(line.text)) >= _STREWN
    for line in lines:
        for start, end in _line_gaps(text, line.start, line.end, strewn):
            mending.cut(start, end, "blank")
    return mending.done()


def _is_gapped(text: str, line: Line) -> bool:
    """Whether a line holds a blank other than the one behind its number."""
    gap = _SPACE.search(line.text)
    if gap is None:
        return False
    marker = marker_at(text, line.start, line.end)
    if marker is None or not line.start + gap.start() < marker.end:
        return True
    return _SPACE.search(text, marker.end, line.end) is not None


def _strays(text: str, line: Line) -> int:
    return sum(1 for _ in _STRAY.finditer(text, _behind_number(text, line.start, line.end), line.end))


def _behind_number(text: str, start: int, end: int) -> int:
    """A blank behind a heading's number (第一章 总则) belongs to it."""
    marker = marker_at(text, start, end) or dotted_marker(text, start, end)
    return marker.end if marker else start


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and "\t" not in line and bool(_PROSE_MARKS.search(line))


def _line_gaps(text: str, start: int, end: int, strewn: bool) -> list[tuple[int, int]]:
    line = text[start:end]
    # each pattern finds its gaps in order: such runs are sorted in one pass
    gaps: list[tuple[int, int]] = []
    for pattern in (_SPREAD, _LABEL, *((_DATE, _APART_DIGITS) if _DIGIT.search(line) else ())):
        for spread in pattern.finditer(line):
            first, last = start + spread.start(), start + spread.end()
            gaps += map(re.Match.span, _SPACES.finditer(text, first, last))
    if _is_prose(line) or strewn:
        after = _behind_number(text, start, end)
        running = _behind_heading(text, start, end) if _is_prose(line) else end
        if strewn:
            gaps += map(re.Match.span, _STRAY.finditer(text, after, running))
        gaps += map(re.Match.span, _IN_PROSE.finditer(text, running, end))
    return _apart(sorted(gaps))


def _apart(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for gap in gaps:
        if not kept or gap[0] >= kept[-1][1]:
            kept.append(gap)
    return kept


def _behind_heading(text: str, start: int, end: int) -> int:
    """Where running text begins: a blank behind a numbered heading separates it from its text."""
    marker = marker_at(text, start, end) or dotted_marker(text, start, end)
    if marker is None:
        return start
    found = _MARK.search(text, marker.end, end)
    if not found:
        return end
    at = found.start()
    while text[at - 1].isspace():
        at -= 1
    return at


def _marks(plan: Plan) -> Plan:
    if not _DOUBTFUL.search(plan.text):
        return plan
    mending = Mending(plan)
    if len(_COMMA_BEFORE.findall(plan.text)) >= _OFTEN:
        for match in _COMMA_BEFORE.finditer(plan.text):
            mending.cut(match.start(), match.end(), "doubled_mark", "likely")
        plan = mending.done()
    mending = Mending(plan)
    for match in _DOUBLED.finditer(plan.text):
        if plan.text[match.start() - 1 : match.start()] == match.group(1):
            continue
        mending.swap(match.start(), match.end(), match.group(1), "doubled_mark")
    return mending.done()
