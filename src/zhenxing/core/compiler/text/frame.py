"""The frame of an official document: number, recipients, signatures and dates, by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zhenxing.core.compiler.plan import Certainty, Found, Plan, Suspicion
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import issuers
from zhenxing.core.compiler.text.dates import DateFound, dates_in, first_date
from zhenxing.core.compiler.text.doc_numbers import damaged_at_line, is_number_line, whole_numbers
from zhenxing.core.compiler.text.lines import Line, lines_of
from zhenxing.core.compiler.text.metadata import Field, fields
from zhenxing.core.compiler.text.parts import Part, parts_of

_HEAD_LINES = 14
#: 云发〔2024〕2号, alone among the last lines
_FOOT_LINES, _ALONE = 4, 24
_MONTH = re.compile(
    r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
)
_ISSUE_DATE = re.compile(r"印发[)）]?$|印制$|日印$")
#: every date, damaged ones too, has one of these
_DATED = re.compile(r"[年月日\d](?:(?<!\d)|[-./]\d|\d{4})")
#: ——2025年1月8日在某县第十八届人民代表大会第五次会议上
_SPOKEN = re.compile(r"在.{4,60}(?:会议|大会|全会|例会)上(?:的(?:讲话|报告|发言))?")
_PASSED = re.compile(r"[(（].{0,60}(?:通过|发布|印发|修订|公布|录音整理|记录整理).{0,20}[)）]?$")


@dataclass(frozen=True)
class Frame:
    """One reading of the document's lines, shared by all header fields."""

    plan: Plan
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    facts: tuple[Field, ...]

    @classmethod
    def of(cls, plan: Plan) -> Frame:
        return cls(plan, lines_of(plan.text), parts_of(plan.text), tuple(fields(plan.repairs)))

    def fact(self, name: str) -> Found | None:
        """A value of the page's table; it stands in the source, not in the clean text."""
        for field in self.facts:
            if field.name == name and field.value:
                return self.removed(field.value, field)
        return None

    def removed(self, value: str, field: Field) -> Found:
        return Found(value, Span(0, 0), source_span=field.span)

    @property
    def main(self) -> Part | None:
        return next((part for part in self.parts if part.kind == "main"), None)

    @property
    def covering(self) -> Part | None:
        return next((part for part in self.parts if part.kind == "covering"), None)

    @property
    def own(self) -> tuple[Line, ...]:
        """The lines before the first attachment."""
        attachment = next((part for part in self.parts if part.kind == "attachment"), None)
        if attachment is None:
            return self.lines
        return self.lines[: bisect_left([line.start for line in self.lines], attachment.span.start)]

    @cached_property
    def signed(self) -> Signed:
        return _signature(self)

    def suspicion(self, kind: str, span: Span) -> Suspicion | None:
        """The damage of a kind that was found on a line, if it was."""
        for each in self.plan.suspicions:
            if each.kind == kind and each.span.overlaps(span):
                return each
        return None


def doc_number(frame: Frame) -> Found | None:
    """The document's own number: from the table, a line of the head, or a damaged one's reading."""
    fact = frame.fact("doc_number")
    if fact:
        found = is_number_line(fact.value)
        if found:
            return replace(fact, value=found.text)
        broken = damaged_at_line(fact.value, 0)
        if broken and broken.reading:
            return replace(fact, value=broken.reading, certainty="likely")
    for line in frame.lines[:_HEAD_LINES]:
        number = is_number_line(line.text)
        if number:
            at = line.start + number.span.start
            return Found(number.text, Span(at, line.start + number.span.end))
        damaged = frame.suspicion("doc_number", line.span)
        if damaged and damaged.span.start == line.start and damaged.reading:
            return Found(damaged.reading, damaged.span, "likely")
    return _beside_title(frame) or _at_foot(frame)


def _at_foot(frame: Frame) -> Found | None:
    """A number that stands alone below the text, behind the signature."""
    for line in frame.own[-_FOOT_LINES:]:
        number = is_number_line(line.text) if len(line.text) <= _ALONE else None
        if number and number.span.end - number.span.start == len(line.text):
            return Found(number.text, line.span, "likely")
    return None


def _beside_title(frame: Frame) -> Found | None:
    """A number in brackets under the title; one that says 附件 is the notice's, not the attachment's."""
    for line in frame.lines[:6]:
        if line.text[0] in "(（" and len(line.text) <= 70 and "附件" not in line.text:
            found = next(whole_numbers(line.text), None)
            if found:
                return Found(
                    found.text, Span(line.start + found.span.start, line.start + found.span.end), "likely"
                )
    return None


@dataclass(frozen=True)
class Signed:
    """Who signed and when, as far as the lines say."""

    issuer: Found | None = None
    day: Found | None = None


def signature(frame: Frame) -> Signed:
    """The signature of the covering notice, else of the text itself, else the line 印发."""
    return frame.signed


def _signature(frame: Frame) -> Signed:
    best = Signed()
    for index, line in enumerate(frame.own):
        if len(line.text) > 90 or not _DATED.search(line.text):
            continue
        here = _signed_here(frame, index, line)
        if here and here.issuer and here.day:
            return here
        if here and not best.day:
            best = here
    if best.issuer or best.day:
        return best
    signed = _month_signed(frame)
    return signed if signed.issuer else _signed_behind(frame)


def _signed_behind(frame: Frame) -> Signed:
    """A plan without a notice may be signed behind its attachment, by a body with the day."""
    if frame.covering is not None:
        return Signed()
    first = max(len(frame.own), len(frame.lines) - _FOOT_LINES)
    for index in range(len(frame.lines) - 1, first - 1, -1):
        line = frame.lines[index]
        if len(line.text) <= 90 and _DATED.search(line.text):
            here = _signed_here(frame, index, line)
            above = frame.lines[index - 1]
            # the cells of a table's last row stand above, too
            if here and here.issuer and here.day and issuers.is_body_name(above.text):
                issuer = Found(issuers.names(above.text), above.span, "likely")
                return Signed(issuer, replace(here.day, certainty="likely"))
    return Signed()


def _month_signed(frame: Frame) -> Signed:
    """A signature over a month only: 二〇二六年一月."""
    for index in range(len(frame.own) - 1, max(1, len(frame.own) - _FOOT_LINES), -1):
        above = issuers.signature_at(frame.own, index) if _MONTH.fullmatch(frame.own[index].text) else None
        if above:
            return Signed(Found(above[0], above[1], "likely"))
    return Signed()


def _signed_here(frame: Frame, index: int, line: Line) -> Signed | None:
    one_line = issuers.signed_on_one_line(line)
    if one_line:
        name, found = one_line
        end = line.start + found.span.start
        return Signed(Found(name, Span(line.start, end)), _day(found, line.start))
    day = _date_line(frame, line)
    if day is None:
        return None
    above = issuers.signature_at(frame.lines, index)
    if above:
        return Signed(Found(above[0], above[1]), day)
    return Signed(None, day) if index >= 2 else None


def _day(found: DateFound, offset: int, certainty: Certainty = "certain") -> Found:
    return Found(found.iso, Span(offset + found.span.start, offset + found.span.end), certainty)


def _alone(line: str, found: DateFound) -> bool:
    """Whether a line is a date and nothing else, brackets, 印发 and where it was spoken aside."""
    rest = (line[: found.span.start] + line[found.span.end :]).strip(" ()（）—-－─\t\u3000")
    return rest in ("", "印发") or _SPOKEN.fullmatch(rest) is not None


def _date_line(frame: Frame, line: Line) -> Found | None:
    """The date when a line is a date and nothing else, or a damaged one that can be read."""
    if len(line.text) > 26:
        return None
    found = first_date(line.text)
    if found:
        return _day(found, line.start) if _alone(line.text, found) else None
    damaged = frame.suspicion("date", line.span)
    if damaged and damaged.span == line.span and damaged.reading:
        read = first_date(damaged.reading)
        return Found(read.iso, damaged.span, "likely") if read else None
    return None


#: the month in which a report was written, behind who wrote it
_MONTH_BEHIND = re.compile(r"[ \t\u3000]+[(（]?20\d\d年\d{1,2}月[)）]?$")


def head_body(frame: Frame) -> Found | None:
    """A body named on its own line under the title."""
    title = frame.main.title_span if frame.main else None
    if title is None:
        return None
    below = [line for line in frame.lines[:_HEAD_LINES] if line.start >= title.end]
    for line in below[:3]:
        spoken = first_date(line.text)
        if spoken and _alone(line.text, spoken):
            continue
        body = _MONTH_BEHIND.sub("", line.text)
        if issuers.is_body_name(body):
            return Found(issuers.names(body), Span(line.start, line.start + len(body)), "likely")
        if not is_number_line(line.text):
            return None
    return None


def printed_on(frame: Frame) -> Signed:
    """`云岭县人民政府办公室 2024年3月1日印发`, at the foot of the last page."""
    for line in frame.lines:
        if len(line.text) > 70 or not _ISSUE_DATE.search(line.text):
            continue
        name = issuers.printed_by(line.text)
        issuer = Found(name, Span(line.start, line.start + len(name))) if name else None
        found = first_date(line.text)
        if found:
            return Signed(issuer, _day(found, line.start))
        damaged = frame.suspicion("date", line.span)
        read = first_date(damaged.reading) if damaged and damaged.reading else None
        if damaged and read:
            return Signed(issuer, Found(read.iso, damaged.span, "likely"))
    return Signed()


def head_date(frame: Frame) -> Found | None:
    """A date beside the title: passed or published on it."""
    title = frame.main.title_span if frame.main else None
    for index, line in enumerate(frame.lines[:_HEAD_LINES]):
        if title and line.start < title.end:
            continue
        if len(line.text) > 90:
            return None
        bracketed = _PASSED.match(line.text)
        found = next(dates_in(line.text), None)
        # where it was spoken may fill two lines
        below = frame.lines[index + 1].text if index + 1 < len(frame.lines) else ""
        if found and (bracketed or _alone(line.text, found) or _alone(line.text + below, found)):
            return _day(found, line.start, "likely")
    return None


def recipients(frame: Frame) -> Iterator[Found]:
    """主送: the line that ends with a colon before the text begins."""
    part = frame.covering or frame.main
    if part is None:
        return
    for line in _head(frame, part):
        if part.title_span and part.title_span.start <= line.start < part.title_span.end:
            continue
        if _SPEAKS.match(line.text):
            return
        if line.text[-1] in ":：" and _ADDRESSED.match(line.text) and _BODIES.search(line.text):
            yield from _addressees(line)
            return
        if "。" in line.text:
            return


_ADDRESSED = re.compile(r"[\u4e00-\u9fff（）()、,，；;\s]{2,400}[:：]$")
#: an addressee is a body or a person; 手机终端下载: is neither
_BODIES = re.compile(
    "[各府办局委部厅院所会社校司站场乡镇街村区县市州旗省企同你您]|中心|单位|先生|女士|代表|领导"
)
#: 主持人(…):, 某报记者:, 各位媒体朋友: a conference is held, nobody is written to
_SPEAKS = re.compile(
    r"(?:主持人|发布人|发言人|嘉宾|问|答)(?:[(（][^()（）]{1,40}[)）])?\s?[:：]|[^。，,；;:：]{0,30}记者(?:[(（]?[\u4e00-\u9fff]{2,4}[)）]?)?[:：]"
    r"|(?:各位|新闻界的?)?(?:媒体|记者|新闻界)(?:的)?(?:各位)?(?:记者)?(?:朋友|同志)"
)
_ADDRESSEE = re.compile(r"[^、,，；;:：()（）]+(?:[(（][^()（）]*[)）][^、,，；;:：()（）]*)*")


def _head(frame: Frame, part: Part) -> Sequence[Line]:
    first = next((i for i, line in enumerate(frame.lines) if line.start >= part.span.start), 0)
    return frame.lines[first : first + _HEAD_LINES]


def _addressees(line: Line) -> Iterator[Found]:
    for match in _ADDRESSEE.finditer(line.text[:-1]):
        name = match.group().strip()
        if name:
            at = line.start + match.start() + match.group().index(name)
            yield Found(name, Span(at, at + len(name)))


_CITED = re.compile(
    r"《([^《》\n]{2,80}(?:〈[^〈〉\n]{2,60}〉[^《》\n]{0,20})?)》(?:[(（]([^()（）\n]{4,40})[)）])?"
)


def cited(frame: Frame) -> Iterator[Found]:
    """Documents in 《》, each once, with the number that follows."""
    seen: set[str] = set()
    own = {"".join(part.title.split()) for part in frame.parts}
    text = frame.plan.text
    if "《" not in text:
        return
    for match in _CITED.finditer(text):
        name = "".join(match[1].split())
        if name in seen or name in own:
            continue
        seen.add(name)
        number = next(whole_numbers(match[2]), None) if match[2] else None
        value = f"《{match[1]}》（{number.text}）" if number else f"《{match[1]}》"
        yield Found(value, Span(match.start(), match.end() if number else match.end(1) + 1))
