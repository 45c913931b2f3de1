"""Lists of units as printed: where one ends and the next begins, and which are collective."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.plan import UnitMention
from zhenxing.core.compiler.source import Span

OPENING = "(（[【〔［〖｛"
CLOSING = ")）]】〕］〗｝"
_SEPARATORS = "、,，;；/\t\u3000。|│"
_BLANKS = " \u3000\t\n\xa0"

_STOP = re.compile(rf"[{re.escape(OPENING + CLOSING + _SEPARATORS + _BLANKS)}]")

#: with brackets or blanks it takes more to tell where a name ends
_GROUPED = re.compile(rf"[{re.escape(OPENING + CLOSING + _BLANKS)}]")
_RUN = re.compile(rf"[^{re.escape(_SEPARATORS)}][^{re.escape(_SEPARATORS)}]*")

_BRACKET = re.compile(rf"[{re.escape(OPENING + CLOSING)}]")

_SUFFIX = (
    "局|委|办|部|厅|院|所|中心|政府|委员会|办公室|公司|银行|支行|分行|农商行|农发行|城商行|工行|农行|中行|建行|人行|联社|信用社|联|会|社|台|站|队|处|室|科|组"
    "|校|学院|大学|集团|馆|厂|专班|乡|镇|街道|村|社区|园区|园|区|县|市|省|州|旗|部门|单位|企业|机构|协会|场|港|团|基地|海关|总队|支局|科协|作协|商会|学会"
)
_ENDS_LIKE_UNIT = re.compile(rf"(?:{_SUFFIX})$")
#: Stems that stand for a department when 局 is left out: 县发改、工信、财政等部门.
_STEM_WORDS = """
发改 发展改革 发展和改革 工信 经信 工业和信息化 财政 教育 科技 民政 司法 人社
自然资源 生态环境 环保 住建 交通 交通运输 水利 水务 农业农村 农业 商务 文旅
文化旅游 卫健 卫生健康 退役军人 应急 应急管理 审计 市场监管 市监 统计 医保 林业
林草 能源 税务 公安 信访 行政审批 乡村振兴 金融 国资 国土 规划 环境保护 气象
消防 电力 供电 组织 宣传 统战 政法 网信 粮食 住房城乡建设 住房和城乡建设
人力资源社会保障 城管 招商 扶贫 体育 档案 大数据 数据
"""
_STEMS = frozenset(_STEM_WORDS.split())
_COLLECTIVE = re.compile(
    r"^(?:其他|其它|全县|全市|全区)?各|[县市区省州旗]直(?:各|有关|相关)|(?:有关|相关|各|涉及的?|成员|职能|直属|责任)(?:部门|单位|乡镇|企业|机构)"
    r"|^[县市区]直(?:部门|单位|机关)|成员单位|^(?:乡镇|乡[(（]镇[)）]|镇[(（](?:乡|街道|街)[)）]|街道|县区|镇街|镇村)"
    r"(?:[(（][^()（）]{1,8}[)）])?(?:党委|人民政府|政府|办事处)?$|^[县市][(（][市区县、]{1,4}[)）]|^金融机构$|^企业$|^[县市]级人民政府$"
)
#: 牵头单位为第一责任单位: the part one takes, no name
_NO_NAME = re.compile(r"(?:第一|主要|首要|直接)(?:责任|牵头|配合)(?:单位|部门|主体)")
#: 等部门, 等有关单位, 等7个部门: says there are more, names none.
_AND_OTHERS = re.compile(
    r"等(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?)?(?:[县市区省]级?直?属?)?"
    r"(?:各|有关|相关|成员|职能|责任|其他|其它|的|涉及)*(?:(?:和|及|、)?(?:部门|单位|机构|乡镇|企业))*$"
)
_JOINED = re.compile(
    r"以及|及其他|及(?=各|[县市区省]|相关|有关|其|驻|辖区)|(?:和|与|、及)(?=各|[县市区]直|相关|有关|其他|其它|驻[县市区])"
)
_BEGINS_UNIT = re.compile(
    r"[ \n]*(?:[县市区省州旗各]|有关|相关|其他|人行|人民银行|国网|国家|共青团|银保|经开|开发区|领导小组|团"
    r"|中国(?=邮政|移动|联通|电信|人民|农业|工商|建设|银行|铁塔|人寿|人保))"
)
#: a whole name of a town: 青石镇, 河口镇人民政府
_BEGINS_TOWN = re.compile(
    r"[ \n]*[\u4e00-\u9fff]{2,5}(?:镇|乡|街道|林场)(?:人民政府|政府|党委|办事处)?"
    rf"(?=[{re.escape(_SEPARATORS + _BLANKS)}]|$)"
)
_AND = re.compile(r"和|与|及|暨")
#: 县工信局县财政局: the mark between two units is lost.
_RUN_TOGETHER = re.compile(r"(?<=[局办部厅委])(?=[县市区][\u4e00-\u9fff]{1,12}(?:局|办|部|委|中心)$)")
_NOTE = re.compile(r"[(（\[【](牵头|配合|主办|协办|责任|参与)(?:单位|部门|负责)?[)）\]】]$")
#: 县发改局(按职责分工), 县工信局(牵头任务4项): what stands behind the name in brackets
_BY_DUTIES = re.compile(
    r"[(（](?:(?:按照?|依|根据)[^()（）]{0,8}(?:职责|分工|职能)[^()（）]{0,10}|[^()（）\d]{0,8}\d{1,3}[项条个][^()（）]{0,6})[)）]$"
)
_LEADING = re.compile(
    r"(?:\d{1,2}[.．、]|[①-⑳]|主要由|分别由|由|请|以及|及|和|并|会同|联合(?!会)|为|是|[:：?？\ufffd])+"
)
_TRAILING = re.compile(r"(?:要|应|应当|等|[:：。?？\ufffd])+$")


#: makes a record from a tuple of its fields: a document lists some forty units
_new = tuple.__new__


class Listed(NamedTuple):
    """One entry of a list; `note` is a role printed behind it in brackets: 县工信局(牵头)."""

    mention: UnitMention
    note: str | None = None
    #: two units may have run together here: the split is a reading, not a fact
    doubtful: bool = False


@lru_cache(maxsize=4096)
def looks_like_unit(text: str) -> bool:
    """Whether a text could name a unit or a collective of units."""
    bare = _without_tail_brackets(text)
    if not 1 < len(bare) <= 40 or _NO_NAME.fullmatch(bare):
        return False
    if _COLLECTIVE.search(bare) or _ENDS_LIKE_UNIT.search(bare):
        return True
    return bare in _STEMS or (bare[0] in "县市区省州旗盟" and bare[1:] in _STEMS)


@lru_cache(maxsize=4096)
def is_collective(text: str) -> bool:
    """各乡镇, 县直有关部门: many units under one name."""
    return bool(_COLLECTIVE.search(text))


def split_units(text: str, start: int, end: int) -> tuple[Listed, ...]:
    """The units listed in `text[start:end]`, in order; separators inside brackets do not count.

    Empty entries and 等部门 are dropped. Time is linear in the length of the range.
    """
    found: list[Listed] = []
    plain = not _GROUPED.search(text, start, end)
    runs = [run.span() for run in _RUN.finditer(text, start, end)] if plain else _parts(text, start, end)
    for at, stop in runs:
        for first, last, printed, note, collective, doubtful in _entries(text[at:stop]):
            mention = UnitMention(printed, _new(Span, (at + first, at + last)), collective)
            found.append(_new(Listed, (mention, note, doubtful)))
    return tuple(found)


@lru_cache(maxsize=4096)
def _entries(part: str) -> tuple[tuple[int, int, str, str | None, bool, bool], ...]:
    """(start, end, printed, note, collective, doubtful) of each unit between two separators.

    Kept, because a document prints the same few names again and again.
    """
    found = []
    for piece in _joined(part, Span(0, len(part))):
        trimmed = _trim(part, piece)
        if not part[trimmed.start : trimmed.end].strip():
            continue
        pieces = _run_together(part, trimmed)
        for start, end in pieces:
            note = _NOTE.search(part, start, end)
            if note and note.start() > start:
                end = note.start()
            printed = "".join(part[start:end].split())
            noted = note[1] if note else None
            found.append((start, end, printed, noted, is_collective(printed), len(pieces) > 1))
    return tuple(found)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at separators outside brackets; blanks cut only between two units."""
    depth = 0
    begin = start
    for stop in _STOP.finditer(text, start, end):
        mark, position = stop[0], stop.start()
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 and (mark in _SEPARATORS or _between_units(text, begin, position)):
            yield Span(begin, position)
            begin = position + 1
    yield Span(begin, end)


def _between_units(text: str, begin: int, position: int) -> bool:
    """Whether a blank or a line break parts two units; inside one (县人社 局) it is an accident."""
    if position - begin > 40 or not _ENDS_LIKE_UNIT.search(text[begin:position].strip()):
        return False
    return begins_unit(text, position + 1) or begins_town(text, position + 1)


def begins_town(text: str, position: int) -> bool:
    """Whether the whole name of a town stands at a position."""
    return _BEGINS_TOWN.match(text, position) is not None


def ends_unit(text: str, start: int, end: int) -> bool:
    """Whether the words before a position end as the name of a unit does."""
    return _ENDS_LIKE_UNIT.search(text, max(start, end - 8), end) is not None


def begins_unit(text: str, position: int) -> bool:
    """Whether the words at a position could only be the beginning of a name."""
    return _BEGINS_UNIT.match(text, position) is not None


def _joined(text: str, part: Span) -> Iterator[Span]:
    """Cut 县财政局及各乡镇 in two, but leave 工业和信息化局 whole."""
    if part.end - part.start > 80:
        yield part
        return
    found = next((m for m in _JOINED.finditer(text, part.start, part.end) if m.start() > part.start), None)
    if found is None:
        found = next((m for m in _AND.finditer(text, part.start, part.end) if _joins(text, part, m)), None)
    if found is None or _inside_brackets(text, part, found.start()):
        yield part
        return
    yield Span(part.start, found.start())
    yield from _joined(text, Span(found.end(), part.end))


def _joins(text: str, part: Span, found: re.Match[str]) -> bool:
    left, right = text[part.start : found.start()], text[found.end() : part.end]
    if len(left) < 3 or len(right) < 3 or left.startswith("各"):
        return False
    whole = re.search(r"(?:局|委|办|部|厅|院|中心|政府|委员会|办公室|公司|银行|支行)$", left)
    return bool(whole) and looks_like_unit(right)


def _inside_brackets(text: str, part: Span, position: int) -> bool:
    before = text[part.start : position]
    return sum(map(before.count, OPENING)) > sum(map(before.count, CLOSING))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    duties = (
        _BY_DUTIES.search(text, max(start, end - 24), end)
        if text[max(start, end - 1) : end] in (")", "）")
        else None
    )
    end = duties.start() if duties else end
    others = _AND_OTHERS.search(text, max(start, end - 24), end)
    end = others.start() if others else end
    trailing = _TRAILING.search(text, max(start, end - 4), end)
    end = trailing.start() if trailing else end
    return _balanced(text, Span(start, end))


def _balanced(text: str, span: Span) -> Span:
    """Drop a bracket at either end that has lost its other half."""
    start, end = span
    if not _BRACKET.search(text, start, end):
        return span
    piece = text[start:end]
    opened, closed = sum(map(piece.count, OPENING)), sum(map(piece.count, CLOSING))
    if opened < closed and piece[-1:] in CLOSING:
        end -= 1
    elif opened > closed and piece[:1] in OPENING:
        start += 1
    elif opened > closed and piece[-1:] in OPENING:
        end -= 1
    return Span(start, end)


def _run_together(text: str, span: Span) -> list[Span]:
    printed = text[span.start : span.end]
    if len(printed) > 40 or printed.endswith("分局"):
        return [span]
    found = _RUN_TOGETHER.search(printed)
    if found is None or printed[0] != printed[found.start()] or found.start() < 3:
        return [span]
    if any(mark in printed for mark in OPENING):
        return [span]
    middle = span.start + found.start()
    return [Span(span.start, middle), Span(middle, span.end)]


def _without_tail_brackets(text: str) -> str:
    if text[-1:] in CLOSING:
        opening = max(text.rfind(mark) for mark in OPENING)
        if opening > 0:
            return text[:opening]
    return text
