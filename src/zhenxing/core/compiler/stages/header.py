"""What identifies a document: title, number, issuer, dates, genre, place, recipients, citations."""

from __future__ import annotations

import re
from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Division, Knowledge
from zhenxing.core.compiler.plan import Found, Genre, Header, Plan
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import frame as framing
from zhenxing.core.compiler.text.dates import first_date
from zhenxing.core.compiler.text.frame import Frame, Signed
from zhenxing.core.compiler.text.genres import genre_of_title, is_news
from zhenxing.core.compiler.text.issuers import issuer_in_title
from zhenxing.core.compiler.text.lines import squeezed
from zhenxing.core.compiler.text.places import Gazetteer, division_in
from zhenxing.core.compiler.text.titles import is_kind_title

NAME = "header"

#: where a page's foot names the body that runs it
_HOST = re.compile(
    r"(?<=主办单位[:：])|(?<=主办[:：])|(?<=版权所有[:：])|[\u4e00-\u9fff]{2,8}(?:县|市|区)(?=人民政府|新闻网|融媒)"
)
#: where a page says what it issues, and within how many characters
_ISSUES = re.compile(r"现将《([^》\n]{3,60})》")
_SETS = re.compile(r"(?:制定|制订|提出|拟定)(?:了)?(?:如下|以下|本)([\u4e00-\u9fff]{2,8}?)(?=[。，,:：；])")
_OPENING = 1500
#: 云岭县出台专业镇实施方案: a headline that tells of a paper is not the paper's title
_TELLS = re.compile(r"(?!.*(?:关于|通知))[^《]{2,20}(?:出台|印发|发布|推出|公布|审议通过)")
#: ——云岭县竹编产业发展见闻, below a headline
_SUBTITLE = re.compile(r"(?:—{1,2}|─{1,2}|--|－{1,2})[^—。；;]{4,50}")
#: the name of minutes, over what they are about
_MINUTES, _MASTHEAD = re.compile(r"会\s*议\s*纪\s*要$"), 6
_SENT = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:讯|电|消息)")
_HEADLINES = 300
#: a line that stamps a page is no longer than this
_STAMP = 60
#: a line of running text is at least this long
_PROSE = 24


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    frame = Frame.of(plan)
    if not frame.lines:
        return Declined("清理后没有正文")
    title = _title(frame)
    number = framing.doc_number(frame)
    genre = _genre(frame, title, number)
    news = genre is not None and genre.value == "news"
    title = _with_subtitle(frame, title) if news else title
    signed = Signed() if news else framing.signature(frame)
    issuer = None if news else _issuer(frame, title, signed)
    header = Header(
        title=title,
        doc_number=number,
        issuer=issuer,
        issued_on=_issued_on(frame, signed, news),
        published_on=_published_on(frame) or (_stamped(frame) if news else None),
        genre=genre,
        place=_place(frame, knowledge, title, issuer),
        recipients=() if news else tuple(framing.recipients(frame)),
        cited=tuple(framing.cited(frame)),
    )
    return plan.changed(header=header)


def _title(frame: Frame) -> Found | None:
    """The covering notice's title when the page has one, else that of the text itself."""
    printed = _printed_title(frame)
    fact = frame.fact("title")
    if fact is None:
        return printed
    if printed is None:
        return fact
    prose = next((line.start for line in frame.lines if len(line.text) >= _PROSE and "。" in line.text), None)
    if prose is not None and prose <= printed.span.start:
        # a letter's text has begun: what stands in it is no title
        return fact
    same = squeezed(printed.value) in squeezed(fact.value)
    # the table's title is fuller when the page did not print the notice's own
    if frame.covering and not frame.covering.title_span and is_kind_title(fact.value):
        return fact
    return fact if same and len(fact.value) > len(printed.value) and is_kind_title(fact.value) else printed


def _printed_title(frame: Frame) -> Found | None:
    for part in (frame.covering, frame.main):
        if part and part.title_span:
            return Found(part.title, part.title_span)
    return None


def _with_subtitle(frame: Frame, title: Found | None) -> Found | None:
    """A headline with the line that a dash begins below it: ——云岭县竹编产业见闻."""
    if title is None or title.source_span is not None:
        return title
    below = next((line for line in frame.lines if line.start >= title.span.end), None)
    if below is None or not _SUBTITLE.fullmatch(below.text) or first_date(below.text):
        return title
    return Found(f"{title.value}——{below.text.lstrip('—─-－')}", Span(title.span.start, below.end))


def _genre(frame: Frame, title: Found | None, number: Found | None) -> Found | None:
    main = frame.main
    where = title or Found("", frame.lines[0].span)
    named: Genre | None = genre_of_title(main.title) if main and main.title else None
    outer: Genre | None = genre_of_title(title.value) if title else None
    official = number or frame.covering or any(True for _ in framing.recipients(frame))
    if not official and _reads_as_news(frame, title, named or outer):
        return replace(where, value="news", certainty="certain" if named is None else "likely")
    genre = named if named and (frame.covering or named != "notice") else outer or named
    if genre is None and not official and _is_story(frame):
        return replace(where, value="news", certainty="unsure")
    if genre is None and official:
        genre = _genre_told(frame.plan.text)
        where = replace(where, certainty="likely")
    if genre is None and any(_MINUTES.search(line.text) for line in frame.lines[:_MASTHEAD]):
        genre = "meeting"
    if genre is None:
        return replace(where, value="other", certainty="unsure")
    return replace(where, value=genre)


def _genre_told(text: str) -> Genre | None:
    """What a page that lost its title says it issues: 现将《…任务分解》印发, 提出以下指导意见."""
    told = _ISSUES.search(text, 0, _OPENING) or _SETS.search(text, 0, _OPENING)
    return genre_of_title(told[1]) if told else None


def _is_story(frame: Frame) -> bool:
    """Running text under a headline, neither numbered nor signed: a report more than anything else."""
    prose = sum("。" in line.text and len(line.text) >= _PROSE for line in frame.lines)
    return (
        prose > 1
        and not any(clause.number for clause in frame.plan.clauses)
        and not framing.signature(frame).issuer
    )


def _reads_as_news(frame: Frame, title: Found | None, named: Genre | None) -> bool:
    start = title.span.end if title else 0
    body = [line for line in frame.lines if line.start >= start and len(line.text) >= _PROSE]
    if not body:
        return False
    # a title that names an official kind needs more than the word 近日 to be a press report
    if named and (framing.signature(frame).issuer or any(clause.number for clause in frame.plan.clauses)):
        return False
    signed = framing.signature(frame)
    # a body signs what it gives notice of, whatever office put it on the site
    own = bool(signed.issuer and signed.day)
    source = not own and any(field.name == "source" and field.value for field in frame.facts)
    opening = frame.plan.text[start : body[0].end].strip()
    official = bool(named) and not (title and _TELLS.match(title.value))
    return is_news(opening, body[-1].text, official=official) or (named is None and source)


def _issuer(frame: Frame, title: Found | None, signed: Signed) -> Found | None:
    if signed.issuer:
        return signed.issuer
    if title:
        name = issuer_in_title(title.value)
        if name:
            return Found(name, title.span, source_span=title.source_span)
    fact = frame.fact("issuer")
    if fact:
        return fact
    printed = framing.printed_on(frame).issuer
    return replace(printed, certainty="likely") if printed else framing.head_body(frame)


def _issued_on(frame: Frame, signed: Signed, news: bool) -> Found | None:
    if news:
        return _published_on(frame) or _stamped(frame)
    printed = _fact_day(frame, "issued_on")
    if printed:
        return printed
    if signed.day:
        return signed.day
    return framing.printed_on(frame).day or framing.head_date(frame) or _fact_day(frame, "made_on")


def _published_on(frame: Frame) -> Found | None:
    return _fact_day(frame, "published_on") or _fact_day(frame, "made_on") or _dateline(frame)


def _stamped(frame: Frame) -> Found | None:
    """A day beside or below a headline that no label names: 云岭日报 2024-07-16, [2024-07-16]."""
    first = next((line.start for line in frame.lines if len(line.text) >= _PROSE and "。" in line.text), 0)
    for line in frame.lines:
        if line.start >= first:
            break
        day = first_date(line.text) if len(line.text) <= _STAMP else None
        if day:
            at = line.start + day.span.start
            return Found(day.iso, Span(at, line.start + day.span.end), "likely")
    for repair in frame.plan.repairs:
        framed = repair.kind in {"furniture", "metadata"} and repair.source_span.start < _HEADLINES
        day = first_date(repair.before) if framed and len(repair.before) <= 2 * _STAMP else None
        if day:
            return Found(day.iso, Span(0, 0), "likely", source_span=repair.source_span)
    return None


def _fact_day(frame: Frame, name: str) -> Found | None:
    """The day that the page's table gives for a field."""
    fact = frame.fact(name)
    day = first_date(fact.value) if fact else None
    return replace(fact, value=day.iso) if fact and day else None


def _dateline(frame: Frame) -> Found | None:
    """某网2024年7月16日讯: the day a report was sent, where the page prints no other."""
    text = frame.plan.text
    sent = _SENT.search(text, 0, _HEADLINES)
    day = first_date(sent.group()) if sent else None
    if sent is None or day is None:
        return None
    start = sent.start() + day.span.start
    return Found(day.iso, Span(start, start + day.span.end - day.span.start), "likely")


def _place(frame: Frame, knowledge: Knowledge, title: Found | None, issuer: Found | None) -> Found | None:
    """The most specific division the document is of: its issuer's, its title's, its dateline's."""
    if not knowledge.divisions:
        return None
    gazetteer = Gazetteer(knowledge, frame.plan.source.text[:20_000] + frame.plan.text[:20_000])
    for found, leading in ((issuer, True), (title, True), (title, False)):
        place = division_in(gazetteer, squeezed(found.value), leading=leading) if found else None
        if place and found:
            return replace(found, value=place[0].code)
    return _from_body(frame, gazetteer, title)


def _from_body(frame: Frame, gazetteer: Gazetteer, title: Found | None) -> Found | None:
    start = title.span.end if title else 0
    for line in [line for line in frame.lines if line.start >= start][:6]:
        place = division_in(gazetteer, line.text, leading=False)
        if place:
            return _found(place, line.start)
    return _from_page(frame, gazetteer)


def _from_page(frame: Frame, gazetteer: Gazetteer) -> Found | None:
    """Whose page it is, when the text itself does not say: its source, or the body that runs the site."""
    named = [(field.value, field.span) for field in frame.facts if field.name in ("source", "issuer")]
    named += [
        (repair.before[at.start() :], repair.source_span)
        for repair in frame.plan.repairs
        if repair.kind in ("furniture", "metadata") and (at := _HOST.search(repair.before))
    ]
    for text, span in named:
        place = division_in(gazetteer, squeezed(text), leading=True)
        if place:
            return Found(place[0].code, Span(0, 0), "likely", source_span=span)
    return None


def _found(place: tuple[Division, Span], offset: int) -> Found:
    division, span = place
    return Found(division.code, Span(offset + span.start, offset + span.end), "likely")
