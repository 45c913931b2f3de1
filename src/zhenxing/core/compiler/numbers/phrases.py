"""The words of a find: its text as printed, and who must meet a threshold."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.source import Span

_LEADING = re.compile(
    r"^(?:[\s、,和及与并且;:]|第[一二三四五六七八九十百\d]{1,5}[条款]|力争|争取|确保|努力|力求|实现|推动|推进|促进|加快|其中|同时|全力|积极|要|将|使|让|到(?!位|访)|对|约|近|达到|"
    r"到时|届时|以及|进一步|每年|每季度|每月|全年|年内|有望|预计|计划|目标|新的|一是|二是|三是|四是|五是|答:|原则上|申报(?:对象|主体|范围|单位)(?:须|应|需)?[为是:]|已|已经|共|累计|截至|目前|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])+"
)
_BENEFIT = re.compile(r"奖励|给予|补助|补贴|一次性|每(?:家|户|人|件|个)|分别|按")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_NUMBERING = re.compile(
    r"[\s、,;和及与◆◇●○■□▪•·★▲▶✅✔☑—-]*(?:第[一二三四五六七八九十百\d]{1,5}条\s*|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)"
    r"|[一二三四五六七八九十]是)?\s*(?:【[^】]{0,20}】)?"
)
_NUMBERING_BEGINS = frozenset("、,;和及与◆◇●○■□▪•·★▲▶✅✔☑—-第(一二三四五六七八九十【0123456789")
_ONLY_TIME = re.compile(r"^\s*(?:到|至|力争到|争取到|在|力争|确保|全县|全市|全区|全省)*\s*$")


_AND = re.compile(r"^(?:\(含\))?(?:及?以上|以内|以下)?(?:且|并|并且|或|或者|的且|同时)")
_ADDRESS = re.compile(r"^(?:对于?|凡是?|针对|给予)(?!标|接|外|口)")
_MEASURED = re.compile(r"(?:首次|不|可按|按|应|须|需|一次性|列|排名?|进入|前|后|末|原则上|最高)+$")
_TRAILING = re.compile(r"[由从自为达到在至是]+$")
#: between the parts of a list, and what is said once of all of them
_AND_ALSO = re.compile(r"[、和及]")
_BECOMES = re.compile(
    r"(?:当年|上年度|年度|新|首次|成功)*(?:评定为|评为|认定为|列入|入选|获评|获得|获批|获|通过|纳入|评上|被认定为)(?:的)?"
)
#: 对首次入规的企业, …: whom a benefit is for
_FOR = re.compile(
    r"(?:(?<![面应相绝核])对于?|凡是?)(?P<who>[^,。;]{2,60}?)(?:的)?(?=,|给予|予以|奖励|一次性|分别|按|每|补助|$)"
)


def subject_of(mention: Mention) -> str:
    """Who or what must meet a threshold: the words before it, without 对 and the comparison."""
    words = _AND.sub("", _clean(mention.subject))
    words = _ADDRESS.sub("", words).strip(" ,、的")
    words = re.split("的?(?:企业|项目)?且(?!不)", words)[-1] if "且" in words else words
    return _short(_TRAILING.sub("", _MEASURED.sub("", words)) or words)


def beneficiaries(mention: Mention, count: int) -> list[str]:
    """Whom each of `count` benefits is for: A、B分别给予a、b deals them out, else all are for the same."""
    whom = _whom(mention)
    parts = [part for part in _AND_ALSO.split(whom) if part] if count > 1 else []
    if len(parts) != count or "分别" not in mention.sentence.text:
        return [_short(whom)] * count
    becomes = _BECOMES.match(parts[0])
    verb = becomes[0] if becomes else ""
    return [_short(parts[0]), *(_short(verb + part) for part in parts[1:])]


def _whom(mention: Mention) -> str:
    """The words after the last 对, else the clause that closes with 的, else the first."""
    before = mention.sentence.text[: mention.amount.start]
    named = [match["who"] for match in _FOR.finditer(before)]
    if named:
        return named[-1].strip(" ,、的")
    clauses = before[after_numbering(before, 0, len(before)) :].split(",")
    closed = [clause for clause in clauses[:-1] if clause.endswith("的")]
    clause = closed[-1] if closed else clauses[0]
    return _BENEFIT.split(clause)[0].strip(" ,、的") or subject_of(mention)


def _clean(words: str) -> str:
    return _LEADING.sub("", _BRACKETED.sub("", words).strip()).strip(" 、,")


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[-40:]


def text_span(mention: Mention) -> Span:
    """The phrase as printed: from its own beginning, with a leading 到2025年, to the clause's end.

    A number that goes on with the one before it (6%和8%) takes in the words both depend on.
    """
    sentence = mention.sentence
    start, end = mention.head, mention.end
    text = sentence.text
    start = after_numbering(text, start, end)
    end = start + len(text[start:end].rstrip(" \t\n、,;:"))
    start = _with_leading_time(sentence, start)
    return Span(sentence.start + start, sentence.start + max(end, mention.amount.end))


def after_numbering(text: str, start: int, end: int) -> int:
    """Where a stretch begins once marks, 第三条, (一), 1. and 一是 before it are left out."""
    first = text[start : start + 1]
    if first not in _NUMBERING_BEGINS and not first.isspace():
        return start
    leading = _NUMBERING.match(text, start, end)
    return leading.end() if leading else start


def _with_leading_time(sentence: Sentence, start: int) -> int:
    """Take in a clause before that only says when."""
    text = sentence.text
    if start < 1 or text[start - 1] != "," or not sentence.times:
        return start
    before = [time.end for time in sentence.times if time.end < start]
    if not before or text.find(",", before[-1], start - 1) >= 0:
        return start
    low, high = max(0, start - 30), start - 1
    clause = max([text.rfind(mark, low, high) for mark in ",:()"]) + 1
    if clause == 0 and start > 30:
        return start
    rest, at = "", clause
    for time in sentence.times:
        if clause <= time.start and time.end < start:
            rest += text[at : time.start]
            at = time.end
    return clause if at > clause and _ONLY_TIME.match(rest + text[at : start - 1]) else start
