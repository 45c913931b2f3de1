"""Who acts in running text: 各乡镇要…, 由县财政局负责…. Not a responsibility line, but worth knowing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenxing.core.compiler.duties.units import is_collective, looks_like_unit
from zhenxing.core.compiler.plan import UnitMention
from zhenxing.core.compiler.source import Span

#: how every name below ends: most verbs stand behind other words
_UNIT_LAST = "局委办部厅院心府会室司行联社镇道门位构班组站区)）"
_MUST = re.compile(
    rf"[{_UNIT_LAST}](?=要|应当?(?!用|急|对|力|有|县|州|届|收|变|届)|须|负责(?!人|同志)|牵头|承担|会同)"
)
_BEGINS = "。;；,，:：!！\n"
_LONGEST = 48
_UNIT_END = re.compile(
    r"(?:局|委|办|部|厅|院|中心|政府|委员会|办公室|公司|银行|支行|联|会|社|乡镇|街道|部门|单位|机构|专班|领导小组|室|站|队|各县区|市、区[)）])$"
)


def find_actors(text: str, span: Span) -> tuple[UnitMention, ...]:
    """The units that `text[span]` says must do something, each once, as printed."""
    found: dict[str, UnitMention] = {}
    for mention in _mentions(text, span):
        found.setdefault(mention.text, mention)
    return tuple(found.values())


def _mentions(text: str, span: Span) -> Iterator[UnitMention]:
    for must in _MUST.finditer(text, span.start, span.end):
        subject = _subject(text, span.start, must.end())
        if subject is None:
            continue
        printed = text[subject.start : subject.end]
        yield UnitMention(printed, subject, is_collective(printed))


def _subject(text: str, limit: int, end: int) -> Span | None:
    """The words from the last mark to the verb, when all of them name units."""
    low = max(limit, end - _LONGEST)
    start = max(text.rfind(mark, low, end) for mark in _BEGINS) + 1
    if start == 0 and low > limit:
        return None
    start = max(start, low)
    by = text.rfind("由", start, end)
    start = by + 1 if by >= 0 else start
    if not 3 <= end - start <= _LONGEST - 2 or text[start - 1 : start] in "(（":
        return None
    printed = text[start:end]
    if not _UNIT_END.search(printed) or not looks_like_unit(printed[-40:]):
        return None
    parts = printed.split("、")
    return Span(start, end) if all(2 <= len(part) <= 24 for part in parts) else None
