"""Several documents in one file: a compilation of notices scanned, printed or pasted as one.

A file is split only where two things meet: what ends a document (版记: copies to, printed on) and
then what begins another (its own number and title). A document number alone proves nothing: a notice
that passes another one on carries that one's head as its attachment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from zhenxing.core.compiler.source import Source
from zhenxing.core.compiler.text.doc_numbers import DocNumber, is_number_line
from zhenxing.core.compiler.text.titles import is_kind_title

#: 云岭县人民政府文件, letters spaced as the head is printed; also 第3期 papers of one office
_RED_HEAD: Final = re.compile(r"[\u4e00-\u9fff()（）]{4,36}文件$")
#: the imprint at the foot of a document's last page
_COPIES: Final = re.compile(r"抄\s{0,4}[送报]\s{0,2}[:：]")
_PRINTED: Final = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s{0,4}印发")
_ATTACHED: Final = re.compile(r"附\s{0,4}[件表]\s{0,2}[\d一二三四五六七八九十]{0,3}\s{0,2}[:：]?\s{0,2}$")
_PASSES_ON: Final = re.compile(r"转发|批转")
#: what may stand between the imprint and the next head: a page's number, a copy's, 公开 signs, urgency
_BETWEEN: Final = re.compile(
    r"[-—－·\s\d]{1,12}$|第\s?\d{1,3}\s?页.{0,12}$|\(?（?此件.{0,8}公开.{0,4}$|共印\s?\d{1,5}\s?份.{0,3}$|特\s?急$|加\s?急$"
    r"|.{0,20}印发$|校对[:：].{0,10}$|信息公开.{0,20}$"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LONGEST: Final = 60
#: non-blank lines: from the red head to the number, from the number to the end of the title, and
#: from the imprint to the next head
_TO_NUMBER: Final = 5
_TO_TITLE: Final = 6
_TO_HEAD: Final = 6
#: with fewer characters a stretch is a leftover, not a document
_SHORTEST: Final = 80


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


@dataclass(frozen=True)
class _Head:
    """Where a document begins, its title, and whether an imprint right above ends the one before."""

    start: int
    title: str
    sure: bool


@dataclass(frozen=True)
class _Division:
    """The heads of a file's documents, the first one's included, and those that may only look like one."""

    heads: tuple[_Head, ...]
    doubtful: tuple[_Head, ...]

    @property
    def starts(self) -> list[int]:
        return [0, *(head.start for head in self.heads[1:])]


def split_documents(source: Source) -> tuple[Source, ...]:
    """Each document of a file as a Source of its own, or the one Source there was.

    `offset` leads every part back to the text of the file. Where a second document may begin but
    that is not certain, the file stays whole and its notes say so.
    """
    division = _divide(source.text)
    if len(division.heads) < 2:
        return (_doubted(source, division.doubtful, source),)
    ends = [*division.starts[1:], len(source.text)]
    return tuple(
        _part(source, division, number, begin, end)
        for number, (begin, end) in enumerate(zip(division.starts, ends, strict=True), 1)
    )


def several_documents_note(source: Source) -> str:
    """What to tell whoever uploaded a file that holds, or may hold, several documents; else ""."""
    division = _divide(source.text)
    if len(division.heads) < 2:
        return _doubt(source, division.doubtful) if division.doubtful else ""
    places = "；".join(
        f"第 {number} 份“{head.title}”{_page_words(source, begin)}"
        for number, (head, begin) in enumerate(zip(division.heads[:10], division.starts, strict=False), 1)
    )
    return f"这个文件里有 {len(division.heads)} 份公文（{places}），现作为一份解析；建议拆开后分别上传。"


def _divide(text: str) -> _Division:
    """Where the documents begin; in doubt about their sizes, about all of them."""
    heads = _heads(_lines(text))
    certain = tuple(head for head in heads if head.sure)
    division = _Division((*heads[:1], *certain), tuple(head for head in heads[1:] if not head.sure))
    bounds = [*division.starts, len(text)]
    if all(_letters(text[begin:end]) >= _SHORTEST for begin, end in pairwise(bounds)):
        return division
    return _Division(tuple(heads[:1]), tuple(heads[1:]))


# -- heads ----------------------------------------------------------------------


def _lines(text: str) -> list[_Line]:
    """The lines that print something."""
    found: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        if said := line.strip():
            found.append(_Line(at + line.index(said[0]), said))
        at += len(line) + 1
    return found


def _heads(lines: Sequence[_Line]) -> list[_Head]:
    heads: list[_Head] = []
    seen: set[str] = set()
    passes_on = False
    for index, line in enumerate(lines):
        number = _number(line)
        if number is None or number.text in seen:
            continue
        title, first = _title_around(lines, index)
        # a second number over one title is that of its registration
        if not title or title in seen:
            continue
        sure = bool(heads) and _ends_before(lines, first) and not _is_attached(lines, first)
        # what a notice passes on has a head of its own, printed before the notice's imprint
        if heads and passes_on and not sure:
            continue
        seen |= {number.text, title}
        heads.append(_Head(lines[first].start, title, sure))
        passes_on = bool(_PASSES_ON.search(title))
    return heads


def _title_around(lines: Sequence[_Line], number: int) -> tuple[str, int]:
    """The title beside a number, and the head's first line: on paper below it, on web pages above it."""
    below = _title_after(lines, number)
    if below:
        return below, _red_head(lines, number)
    title, first = _title_before(lines, number)
    return title, _red_head(lines, first)


def _number(line: _Line) -> DocNumber | None:
    """A document number with a line to itself."""
    return is_number_line(line.text) if len(line.text) <= _LONGEST and "号" in line.text else None


def _title_after(lines: Sequence[_Line], index: int) -> str:
    """The title right under a number, joined; "" when there is none."""
    joined = ""
    for line in lines[index + 1 : index + 1 + _TO_TITLE]:
        if len(line.text) > _LONGEST or line.text[-1] in "。；;：:":
            return ""
        if _number(line) or not _HAN.search(line.text):
            continue
        joined += "".join(line.text.split())
        if is_kind_title(joined):
            return joined
    return ""


def _title_before(lines: Sequence[_Line], number: int) -> tuple[str, int]:
    """The title right above a number, joined from three lines at most, and the line it begins on."""
    first, joined = number, ""
    while first > max(0, number - 3) and _may_be_title(lines[first - 1]):
        above = "".join(lines[first - 1].text.split())
        if joined and is_kind_title(above):
            break
        first, joined = first - 1, above + joined
    return (joined, first) if is_kind_title(joined) else ("", number)


def _may_be_title(line: _Line) -> bool:
    text = line.text
    plain = len(text) <= _LONGEST and text[-1] not in "。；;：:，," and _HAN.search(text) is not None
    squeezed = "".join(text.split())
    return plain and not (
        _is_imprint(line) or _BETWEEN.match(text) or _RED_HEAD.match(squeezed) or _number(line)
    )


def _red_head(lines: Sequence[_Line], first: int) -> int:
    """The red head above a line, where there is one, else that line."""
    for index in range(first - 1, max(first - 1 - _TO_NUMBER, -1), -1):
        text = "".join(lines[index].text.split())
        if _RED_HEAD.match(text):
            return index
        if len(text) > _LONGEST or text[-1] in "。；：" or _is_imprint(lines[index]):
            break
    return first


def _is_imprint(line: _Line) -> bool:
    return len(line.text) <= 200 and bool(_COPIES.match(line.text) or _PRINTED.search(line.text))


def _ends_before(lines: Sequence[_Line], first: int) -> bool:
    """Whether an imprint stands right above, with nothing but page numbers and the like between."""
    for line in reversed(lines[max(0, first - _TO_HEAD) : first]):
        if _is_imprint(line):
            return True
        if not _BETWEEN.match(line.text):
            return False
    return False


def _is_attached(lines: Sequence[_Line], first: int) -> bool:
    return any(_ATTACHED.match(line.text) for line in lines[max(0, first - 3) : first])


# -- parts ----------------------------------------------------------------------


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _part(source: Source, division: _Division, number: int, begin: int, end: int) -> Source:
    title = division.heads[number - 1].title
    note = (
        f"取自“{source.name}”：文件里有 {len(division.heads)} 份公文，"
        f"这是第 {number} 份“{title}”{_page_words(source, begin)}。"
    )
    inside = [start - begin for start in source.page_starts if begin < start < end]
    part = replace(
        source,
        text=source.text[begin:end],
        page_starts=(0, *inside) if source.page_starts else (),
        notes=(note, *source.notes),
        offset=source.offset + begin,
    )
    return _doubted(part, [head for head in division.doubtful if begin <= head.start < end], source)


def _doubted(part: Source, heads: Sequence[_Head], source: Source) -> Source:
    return replace(part, notes=(*part.notes, _doubt(source, heads))) if heads else part


def _doubt(source: Source, heads: Sequence[_Head]) -> str:
    places = "、".join(f"“{head.title}”{_page_words(source, head.start)}" for head in heads[:5])
    return (
        f"文件里可能不止一份公文：{places}像是另一份的开头，但不能确定，仍按一份解析。"
        "如果确是几份，请拆开后分别上传。"
    )


def _page_words(source: Source, at: int) -> str:
    """`（自第 3 页起）`, or "" for a file without pages."""
    if len(source.page_starts) < 2:
        return ""
    return f"（自第 {bisect_right(source.page_starts, at)} 页起）"
