"""Document numbers: X政办发〔2024〕15号, in any brackets, whole or damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.dates import at_years

_OPENING = frozenset("〔﹝［[【(（〈<")
_OPEN = "〔﹝［\\[【(（〈<"
_SHUT = "〕﹞］\\]】)）〉>"
_GAP = r"[ \u3000]?"
_WHOLE = re.compile(
    rf"([{_OPEN}]){_GAP}((?:19|20)\d\d){_GAP}(?:年)?[{_SHUT}]{_GAP}第?{_GAP}(\d{{1,5}}){_GAP}号"
)
_PREFIX = re.compile(r"([\u4e00-\u9fff]{2,16})[ \u3000]?$")
#: a number that lost brackets, 号, or digits, from its year on; which of them decides whether it
#: can be read (it begins with a character class: the engine skips to it)
_DAMAGED = re.compile(
    rf"[12][09]\d\d{_GAP}(?P<b>[{_SHUT}])?{_GAP}第?(?P<n>\d{{0,4}}){_GAP}(?P<c>号)?(?![\d年月日.%％亿万])"
)
_FIGURE = re.compile(r"\d")
_EMPTY = re.compile(
    rf"(?P<a>[{_OPEN}])[ \u3000]?(?P<b>[{_SHUT}])[ \u3000]?第?(?P<n>\d{{1,4}})[ \u3000]?(?P<c>号)"
)
#: how the marks before a number end (…政发, …办字, …工信函): others are words
_KIND = re.compile(r"(?:发|字|函|办|规|通|令|专|办发|办函|办字|政|组|指|文|党|委|阅|纪|请|复|呈|任|审|公告)$")


class DocNumber(NamedTuple):
    """A number in its one normal form and where it stands."""

    text: str
    span: Span


def normal(prefix: str, year: str, number: str) -> str:
    return f"{prefix}〔{year}〕{int(number)}号"


def whole_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[DocNumber]:
    """Every whole document number with its marks."""
    for match in _WHOLE.finditer(text, start, len(text) if end is None else end):
        found = _PREFIX.search(text, max(start, match.start() - 17), match.start())
        if found:
            prefix = _own_marks(found.group(1))
            at = found.end(1) - len(prefix)
            yield DocNumber(normal(prefix, match[2], match[3]), Span(at, match.end()))


def _own_marks(prefix: str) -> str:
    """The marks without words that stand before them in running text (根据应政办发 → 应政办发)."""
    return re.sub(
        r"^.*?(?:根据|依据|按照|文号为|文号|印发的|关于|通知|文件|以)(?=[\u4e00-\u9fff]{2})", "", prefix
    )


def is_number_line(line: str) -> DocNumber | None:
    """The number when a line holds nothing else (a signer beside it is allowed)."""
    found = next(whole_numbers(line), None)
    if not found:
        return None
    rest = line[: found.span.start] + line[found.span.end :]
    if other := next(whole_numbers(rest), None):
        # two bodies issued it, each with its number
        rest = rest[: other.span.start] + rest[other.span.end :]
    rest = rest.strip(" \t\u3000()（）【】:：")
    plain = not rest or re.fullmatch(
        rf"(?:文{_GAP}号)?|(?:办理结果|办理类别|类别|结果|密级|紧急程度|是否公开|公开属性|公开类别)[:：].{{0,10}}|签{_GAP}发{_GAP}人.{{0,12}}|特{_GAP}急|急{_GAP}件|公{_GAP}开",
        rest,
    )
    return found if plain else None


class Damage(NamedTuple):
    """A damaged number; `reading` is None when digits themselves are gone."""

    span: Span
    reading: str | None
    year: str | None


def damaged_at_line(line: str, start: int) -> Damage | None:
    """A damaged number that fills a line of the document's head."""
    if len(line) > 40 or not _FIGURE.search(line) or next(whole_numbers(line), None):
        return None
    empty = _EMPTY.search(line)
    if empty and _PREFIX.search(line, 0, empty.start()):
        return Damage(Span(start, start + len(line)), None, None)
    match = _DAMAGED.search(line)
    if not match or line[match.end() :].strip():
        return None
    start_of_marks = _opened(line, match.start())
    prefix = _PREFIX.search(line, 0, start_of_marks)
    if not prefix or prefix.start() != 0:
        return None
    marked = start_of_marks < match.start() or match["b"] or match["c"]
    if not marked and not _KIND.search(prefix.group(1)):
        return None
    return Damage(Span(start, start + match.end()), _reading(prefix.group(1), match), match.group()[:4])


def _opened(text: str, year: int) -> int:
    """Where the bracket before a year stands, or the year itself."""
    at = year - 1
    if at > 0 and text[at] in " \u3000":
        at -= 1
    return at if at >= 0 and text[at] in _OPENING else year


def damaged_in_text(text: str) -> Iterator[Damage]:
    """Damaged numbers inside running text: half their brackets are still there."""
    for match in at_years(_DAMAGED, text):
        opened = _opened(text, match.start())
        half = (opened < match.start()) != bool(match["b"])
        bare = opened == match.start() and not match["b"] and match["c"] and match["n"]
        if not half and not bare:
            continue
        prefix = _PREFIX.search(text, max(0, opened - 12), opened)
        if not prefix or not _KIND.search(prefix.group(1)):
            continue
        marks = _own_marks(prefix.group(1))
        yield Damage(Span(prefix.end(1) - len(marks), match.end()), _reading(marks, match), match.group()[:4])


def _reading(prefix: str, match: re.Match[str]) -> str | None:
    number = match["n"]
    return normal(prefix, match.group()[:4], number) if number and number[0] != "0" else None
