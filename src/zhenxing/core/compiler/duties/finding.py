"""Where responsibility lines stand in a stretch of text, damaged ones included."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from zhenxing.core.compiler.duties.line import (
    FIRST_LEADS,
    DutyLine,
    label_at,
    next_label,
    parse_line,
    verb_in,
    without_verbs,
)
from zhenxing.core.compiler.duties.units import OPENING, looks_like_unit
from zhenxing.core.compiler.duties.wrapped import led_back, unwrapped
from zhenxing.core.compiler.source import Span

_BRACKET = re.compile(r"[(（\[【〔［〖｛)）\]】〕］〗｝]")
_KEY = re.compile(r"牵头|负责|分工|配合|协助|协办|主办|承办|参与|责任|落实|完成时[限间]|时限|会同")
_STRONG = re.compile(r"牵头|分工负责|分工落实|职责分工|分别负责")
_LABEL_KEY = re.compile(
    r"(?:单位|部门|机构|主体|[科处股]室|领导|责任人|人员|时限|期限|时间|要求)"
    r"(?=[ \u3000]*[:：】\]〕?？\ufffd为是]|[ \u3000\t]|$)"
    r"|(?:牵头|配合|主办|协办|协助|参与|主责|责任|负责)(?=[ \u3000]*[:：])",
    re.MULTILINE,
)
_BEHIND_LABEL = re.compile("[ \u3000\t\n:：】\\]〕?？\ufffd为是]")
_LABEL_ENDS = frozenset(
    (
        *(
            "单位",
            "部门",
            "机构",
            "主体",
            "科室",
            "处室",
            "股室",
            "领导",
            "任人",
            "人员",
            "时限",
            "期限",
            "时间",
            "要求",
        ),
        *("牵头", "配合", "主办", "协办", "协助", "参与", "主责", "责任", "负责"),
    )
)
#: (2025年底前完成,甲局牵头)
_DUE_FIRST = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|年?底|末)?(?:之?前)?(?:全部|全面)?(?:完成|办结|落实|启动)[,，;；]"
)
_ABOVE = re.compile(
    r"[(（]?(?:以上|上述|本(?:部分|章|节|项|类)|该部分)(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:各)?项?(?:重点|主要)?"
    r"(?:任务|工作|措施|内容|事项|条款)?(?:的|均|都|全部)?由?"
)
#: 考核由县统计局牵头: what is led stands before the units
_BY = re.compile(r"[\u4e00-\u9fff]{1,10}?由(?=[县市区省州旗各经开高领])")
#: 【牵头单位】 before the names
_ONLY_LABEL = re.compile(
    r"(?:牵头|责任|配合|主办|协办|参与|承办|成员|落实|协同)(?:责任|牵头)?(?:单位|部门|领导|人|科室)|(?:完成)?(?:时限|时间|期限)"
)
_DEPARTMENT = re.compile(r"(?:局|委|办|部|厅|中心|海关|管委会|(?:督查|研究|办公)室)$")
#: 成立领导小组,由县林业局牵头…: tells what is set up
_SETS_UP = re.compile(r"[\s,，]*(?:成立|组建|设立|建立|抽调)")
_BARE_UNIT = re.compile(
    rf"{_DEPARTMENT.pattern}|(?:队|行|公司|政府|联|院|会|社|镇|乡|街道|企业|单位|部门|[)）])$|^各"
)
_LAST_UNIT = re.compile(r"[县市区省][^县市区省、,，]{1,10}(?:局|委|办|部|中心|院|会)$")
#: the list of units that ends before the verb, words of the sentence before stuck to its first
_LAST_UNITS = re.compile(
    r"(?:[县市区省][^县市区省、,，。；;]{1,10}(?:局|委|办|部|中心|院|会)、){0,12}[县市区省][^县市区省、,，。；;]{1,10}(?:局|委|办|部|中心|院|会)$"
)
_LIST = 120
#: of more units than these one may have a short name: 县金融办牵头,人保、太保财险公司配合
_FEW = 2
_FILLERS = re.compile(
    r"[\s、,，;；:：|()（）]|以上|上述|本部分|本章|任务|工作|由|等|各?(?:有关|相关)?(?:部门|单位)|会同|各项|20\d\d年|\d{1,2}月|底?前|完成|长期|持续|坚持|推进|全年|实施"
)
#: a bare list of units closes its paragraph in one of these: (甲局、乙局), 【甲局】
_CLOSES_LINE = re.compile(r"[)）】\]］〕〗｝][ 。;；\u3000]*(?:\n|\Z)")
#: 0733-2211670(机关纪委): who answers the telephone
_TELEPHONE = re.compile(r"\d{7,12}[ \u3000]?$")
#: 列席:范某某(县工信局): who sat in a meeting
_ATTENDS = re.compile(
    r"(?:主\s*持|出\s*席|列\s*席|参\s*[加会]|缺\s*席|请\s*假|记\s*录|与\s*会)(?:会议)?(?:人员?|同志|领导|单位)?\s*[:：]"
)
_LONGEST = 2000
#: 成员单位: names who takes part where 牵头单位: stands so near before it
_NEAR = 120
#: so many brackets in one clause are no responsibility lines; the rest is told of and not read
MOST_BRACKETS = 2000
#: so many paragraphs that each say who does it: likewise
MOST_LINES = 2000


def find_lines(text: str, span: Span) -> tuple[DutyLine, ...]:
    """Every responsibility line in `text[span]`, in order and without overlaps; linear in its length."""
    if not _KEY.search(text, span.start, span.end) and not _ends_with_bracket(text, span):
        return ()
    found: list[DutyLine] = []
    pairs, opened, closed = _brackets(text, span)
    for pair in pairs[:MOST_BRACKETS]:
        line = _bracketed(text, pair)
        if line:
            found.append(line)
    if not _STRONG.search(text, *span) and not _may_have_label(text, span):
        return tuple(sorted(found, key=lambda line: line.span))
    free = (
        line
        for paragraph in _paragraphs(text, span)
        if not _taken(text, found, paragraph)
        for line in _in_paragraph(text, paragraph, opened, closed, found)
    )
    return tuple(sorted([*found, *islice(free, MOST_LINES)], key=lambda line: line.span))


def _may_have_label(text: str, span: Span) -> bool:
    """Whether a label's word stands before one of the few marks that can follow a label."""
    if text[span.end - 2 : span.end] in _LABEL_ENDS:
        return True
    for mark in _BEHIND_LABEL.finditer(text, span.start, span.end):
        if text[mark.start() - 2 : mark.start()] in _LABEL_ENDS:
            return True
    return False


def _brackets(text: str, span: Span) -> tuple[list[Span], list[int], list[int]]:
    """(outermost pairs, unmatched opening, unmatched closing brackets)."""
    stack: list[int] = []
    closed: list[int] = []
    matched: list[Span] = []
    for found in _BRACKET.finditer(text, span.start, span.end):
        if found[0] in OPENING:
            stack.append(found.start())
        elif stack:
            matched.append(Span(stack.pop(), found.end()))
        else:
            closed.append(found.start())
    outer: list[Span] = []
    for pair in sorted(matched):
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer, stack, closed


def _bracketed(text: str, pair: Span) -> DutyLine | None:
    if not 4 < pair.end - pair.start < _LONGEST:
        return None
    if _ONLY_LABEL.fullmatch(text, pair.start + 1, pair.end - 1):
        return None
    wrapped = text.find("\n", pair.start, pair.end) >= 0
    if not wrapped and not _KEY.search(text, *pair) and not _closes_paragraph(text, pair.end):
        return None
    if _TELEPHONE.search(text, max(0, pair.start - 12), pair.start):
        return None
    if _ATTENDS.match(text, text.rfind("\n", 0, pair.start) + 1):
        return None
    content = Span(pair.start + 1, pair.end - 1)
    broken = unwrapped(text, content)
    if broken is None:
        return _accepted(text, content, pair)
    whole = Span(0, len(broken[0]))
    line = _accepted(broken[0], whole, whole)
    return led_back(line, broken[1], pair) if line else None


def _closes_paragraph(text: str, position: int) -> bool:
    rest = text[position : position + 3].lstrip(" \u3000。;；")
    return not rest or rest[0] == "\n"


def _ends_with_bracket(text: str, span: Span) -> bool:
    """Whether a bracket closes one of the paragraphs."""
    return _CLOSES_LINE.search(text, span.start, span.end) is not None


def _accepted(text: str, content: Span, span: Span) -> DutyLine | None:
    """The line when the grammar covers it: all of it without a label, half of it with one."""
    above = _ABOVE.match(text, content.start, content.end)
    if above:
        content = Span(above.end(), content.end)
    by = _BY.match(text, content.start, content.end)
    if by:
        content = Span(by.end(), content.end)
    line = parse_line(text, content, span)
    if above:
        line = replace(line, above=True)
    mentions = len(line.mentions)
    labelled = _has_marked_label(text, content)
    if labelled:
        return line if mentions >= len(line.odd) and (mentions or line.leaders or line.deadline) else None
    # every strong word is or holds a verb
    strong = _STRONG.search(text, *content)
    if not mentions or len(line.odd) > (max(mentions // 4, mentions > _FEW) if strong else 0):
        return None
    if strong is None and verb_in(text, content) is None:
        return line if _bare_list(line) else None
    return line if _ends_in_order(text, content, line) else None


def _has_marked_label(text: str, content: Span) -> bool:
    found = next_label(text, content.start, content.end)
    return found is not None


def _bare_list(line: DutyLine) -> bool:
    """(县工信局、县财政局): a line without any verb must be nothing but departments and their like."""
    names = [mention.text for mention in line.mentions]
    return all(map(_BARE_UNIT.search, names)) and any(map(_DEPARTMENT.search, names))


def _ends_in_order(text: str, content: Span, line: DutyLine) -> bool:
    """A verb form must begin with a unit, not with a sentence that mentions one."""
    lead_in = _DUE_FIRST.sub("", text[content.start : line.mentions[0].span.start])
    return len(lead_in.strip("由 ，,、:：;；")) <= 2


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    begin = span.start
    while begin < span.end:
        end = text.find("\n", begin, span.end)
        end = span.end if end < 0 else end
        if end > begin:
            yield Span(begin, end)
        begin = end + 1


def _taken(text: str, found: list[DutyLine], paragraph: Span) -> bool:
    """Whether a line already found (they stand in order) closes the paragraph."""
    last = paragraph.end - 1
    while last > paragraph.start and text[last] in " \u3000\t。;；":
        last -= 1
    index = bisect_left(found, last + 1, key=lambda line: line.span.start) - 1
    return index >= 0 and found[index].span.end > last


def _in_paragraph(
    text: str, paragraph: Span, opened: list[int], closed: list[int], found: list[DutyLine]
) -> Iterator[DutyLine]:
    labelled = _labelled(text, paragraph, found)
    if labelled:
        yield labelled
        return
    if not _STRONG.search(text, max(paragraph.start, paragraph.end - _LONGEST), paragraph.end):
        return
    damaged = _half_bracketed(text, paragraph, opened, closed)
    if damaged:
        yield damaged
        return
    sentence = _last_sentence(text, paragraph)
    line = _sentence(text, sentence)
    if line:
        yield line


def _labelled(text: str, paragraph: Span, found: list[DutyLine]) -> DutyLine | None:
    """责任单位：… standing free, at the start of a line or behind a full stop."""
    key = _LABEL_KEY.search(text, paragraph.start, paragraph.end)
    if key is None:
        return None
    label = next_label(text, max(paragraph.start, key.start() - 12), paragraph.end)
    if label is None or _taken(text, found, Span(label.start(), label.start() + 1)):
        return None
    if label["kind"] == "成员" and text.find("牵头", max(0, paragraph.start - _NEAR), paragraph.end) < 0:
        # who sits in a group, where nobody leads a task
        return None
    before = text[paragraph.start : label.start()].rstrip(" \u3000\t")
    whole = _ABOVE.fullmatch(before)
    if (
        before
        and not whole
        and before[-1] not in "。;；!！、】)）(（〔—-·*★☆▲△◆◇◎○●□■▪•|│【[〔1234567890.?？\ufffd"
    ):
        return None
    end = _end_of_labels(text, label.end(), paragraph.end)
    start = label.start() - 1 if before[-1:] in ("【", "[", "〔") else label.start()
    if whole:
        return _accepted(text, Span(paragraph.start, end), Span(paragraph.start, end))
    return _accepted(text, Span(label.start(), end), Span(start, end))


def _end_of_labels(text: str, position: int, limit: int) -> int:
    """Up to the full stop that no further label follows."""
    end = text.find("。", position, limit)
    while 0 <= end < limit - 1:
        rest = end + 1
        while rest < limit and text[rest] in " \u3000\t":
            rest += 1
        if label_at(text, rest, limit) is None:
            return end
        end = text.find("。", rest, limit)
    return limit if end < 0 else end


def _half_bracketed(text: str, paragraph: Span, opened: list[int], closed: list[int]) -> DutyLine | None:
    """A line that has lost one of its brackets."""
    at = _last_in(opened, paragraph)
    if at is not None and paragraph.end - at < _LONGEST:
        return _accepted(text, Span(at + 1, paragraph.end), Span(at, paragraph.end))
    at = _last_in(closed, paragraph)
    if at is None or not _closes_paragraph(text, at + 1):
        return None
    content = _last_sentence(text, Span(paragraph.start, at))
    line = _accepted(text, content, Span(content.start, at + 1))
    if line and not _swallowed_text(line.mentions[0].text if line.mentions else ""):
        return line
    return _cut_to_unit(text, content, Span(content.start, at + 1)) or line


def _swallowed_text(first: str) -> bool:
    """…陶瓷产业县工信局: words of the sentence before stuck to the first unit."""
    unit = _LAST_UNIT.search(first)
    before = first[: unit.start()] if unit else ""
    return len(before) > 4 and not re.search("局|公司|银行|国家|中国|总", before)


def _cut_to_unit(text: str, content: Span, span: Span) -> DutyLine | None:
    """…发展县工信局牵头…): the bracket and the full stop before it are both lost."""
    verb = verb_in(text, content)
    if verb is None:
        return None
    unit = _LAST_UNITS.search(text, max(content.start, verb.start() - _LIST), verb.start())
    if unit is None:
        return None
    line = _accepted(text, Span(unit.start(), content.end), Span(unit.start(), span.end))
    return replace(line, damaged=True) if line else None


def _last_in(positions: list[int], paragraph: Span) -> int | None:
    index = bisect_left(positions, paragraph.end) - 1
    return positions[index] if index >= 0 and positions[index] >= paragraph.start else None


def _last_sentence(text: str, paragraph: Span) -> Span:
    end = paragraph.end
    while end > paragraph.start and text[end - 1] in " \u3000。;；":
        end -= 1
    start = max(text.rfind(mark, paragraph.start, end) for mark in "。;；!！")
    return Span(max(start + 1, paragraph.start), end)


def _sentence(text: str, sentence: Span) -> DutyLine | None:
    """A closing sentence that is nothing but a responsibility line, its brackets lost or left out."""
    if sentence.end - sentence.start > 600 or not _STRONG.search(text, sentence.start, sentence.end):
        return None
    if _SETS_UP.match(text, sentence.start, sentence.end) or FIRST_LEADS.search(text, *sentence):
        return None
    line = _accepted(text, sentence, sentence)
    if line is None or not all(looks_like_unit(m.text) and not m.text.endswith("责") for m in line.mentions):
        return None
    return line if _covers(text, sentence, line) else None


def _covers(text: str, sentence: Span, line: DutyLine) -> bool:
    """Whether units, verbs and marks are all there is; 牵头组织考核 says what, so it is no bare line."""
    rest: list[str] = []
    at = sentence.start
    by = _BY.match(text, sentence.start, sentence.end)
    at = by.end() if by else at
    for mention in line.mentions:
        rest.append(text[at : mention.span.start])
        at = mention.span.end
    rest.append(text[at : sentence.end])
    left = "|".join(without_verbs(piece) for piece in rest)
    return len(_FILLERS.sub("", left)) <= 2
