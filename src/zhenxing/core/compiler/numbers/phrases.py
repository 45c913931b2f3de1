"""The words of a find: its text as printed, and the noun phrase that names the indicator."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.times import times
from zhenxing.core.compiler.source import Span

_LEADING = re.compile(
    r"^(?:[\s、,和及与并且;:]|第[一二三四五六七八九十百\d]{1,5}[条款]|力争|争取|确保|努力|力求|实现|推动|推进|促进|加快|其中|同时|全力|积极|要|将|使|让|到(?!位|访)|对|约|近|达到|"
    r"到时|届时|以及|进一步|每年|每季度|每月|全年|年内|有望|预计|计划|目标|新的|一是|二是|三是|四是|五是|已|已经|共|累计|截至|目前|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])+"
)
_COUNTING = re.compile(
    r"(?:培育|培植|建设|建成|打造|引进|引育|招引|引入|创建|争创|完成|实现|发展|扶持|壮大|举办|承办|组织|开展|实施|推广|建立|达到|达|有|为|共|累计|占|至少|力争|"
    r"达成|签约|签订|新建|设立|安排|投入|投资|带动|吸纳|提供|培训|培养|认定|评定|开工|落地|投产|覆盖|发放|获得|取得|拥有|完成了|实现了|建|育|到|至|了|建设培育)+$"
)
_KEPT_VERBS = re.compile(r"(?:新增|净增|申报|入选|带动|培训|发放|引进|签约|投资)$")
_GROWTH = re.compile(
    r"(?:同比|年均|平均|每年|逐年|累计)*(?P<verb>增长|增加|提高|提升|上升|增幅|扩大|下降|降低|减少|压减|压降|缩短)(?:到|至|了)?$"
)
_FALL = {"下降", "降低", "减少", "压减", "压降", "缩短"}
_TOTALS = frozenset({"总数", "总量", "总额", "数量", "规模", "累计"})
#: what 3.2亿元的项目 says of the project
_SIZE = re.compile(r"(?:总投资|投资|规模|面积|占地)(?:额)?$")
_BENEFIT = re.compile(r"奖励|给予|补助|补贴|一次性|每(?:家|户|人|件|个)|分别|按")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_OBJECT_END = re.compile(r"(?:以上|以内|左右|以下|之内|等|的)+$")
_AFTER_MARK = re.compile(r"^(?:\(含\))?(?:及?以上|以内|左右|以下|之内|上下)?(?:的)?")
_NUMBERING = re.compile(
    r"[\s、,;和及与]*(?:第[一二三四五六七八九十百\d]{1,5}条\s*|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)"
    r"|[一二三四五六七八九十]是)?\s*(?:【[^】]{0,20}】)?"
)
_ONLY_TIME = re.compile(r"^\s*(?:到|至|力争到|争取到|在|力争|确保|全县|全市|全区|全省)*\s*$")


def indicator(mention: Mention, previous: str = "") -> str:
    """The noun phrase measured; `previous` is that of the number before, for 增长10% after a level."""
    subject = _clean(mention.subject)
    growth = _GROWTH.search(subject)
    if growth and mention.amount.unit in {"%", "倍", "个百分点"}:
        return _short(
            _rate(_trim(subject[: growth.start()]) or previous, growth["verb"], mention.amount.unit)
        )
    if mention.dealt and _GROWTH.search(mention.verb) and mention.amount.unit == "%":
        return _short(_rate(_trim(subject), mention.verb, "%"))
    kept, named, thing = _KEPT_VERBS.search(subject), _trim(subject), _object(mention)
    if mention.after.startswith("的") and thing:
        size = _SIZE.search(subject)
        return _short(thing + (size[0] if size else ""))
    if kept and not named:
        return _short(kept[0] + thing)
    if named and not kept:
        return _short(previous + named if named in _TOTALS and previous else named)
    return _short(named + thing or previous or _clause_before(mention) or subject)


def _rate(named: str, verb: str, unit: str | None) -> str:
    """产值 that grows by 10% is measured by 产值增速; a share that rises by 2 points, by its rise."""
    fall = verb in _FALL
    if unit == "个百分点":
        return named + ("降低" if fall else "提高")
    suffix = "降幅" if fall else "增速"
    return named if named.endswith(suffix) else named + suffix


def _clause_before(mention: Mention) -> str:
    """组织参展,每年不少于12场: the clause before says what is counted."""
    sentence = mention.sentence
    end = max(mention.start - 1, 0)
    return _trim(_clean(sentence.text[sentence.clause_start(end) : end]))


_AND = re.compile(r"^(?:\(含\))?(?:及?以上|以内|以下)?(?:且|并|并且|或|或者|的且|同时)")
_ADDRESS = re.compile(r"^(?:对于?|凡是?|针对|给予)(?!标|接|外|口)")
_MEASURED = re.compile(r"(?:首次|不|可按|按|应|须|需|一次性|列|排名?|进入|前)+$")
_TRAILING = re.compile(r"[由从自为达到在至是]+$")
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


def beneficiary(mention: Mention) -> str:
    """Whom a benefit without a threshold is for: the words after the last 对, else its clause."""
    before = mention.sentence.text[: mention.amount.start]
    named = [match["who"] for match in _FOR.finditer(before)]
    if named:
        return _short(named[-1].strip(" ,、的"))
    clause = before[after_numbering(before, 0, len(before)) :].split(",")[0]
    return _short(_BENEFIT.split(clause)[0].strip(" ,、的") or subject_of(mention))


def _clean(words: str) -> str:
    return _LEADING.sub("", _BRACKETED.sub("", words).strip()).strip(" 、,")


def _trim(words: str) -> str:
    return _COUNTING.sub("", words).strip(' 、,“”"')


def _object(mention: Mention) -> str:
    after = _AFTER_MARK.sub("", mention.after)
    return _OBJECT_END.sub("", _BRACKETED.sub("", after)).strip(" 、,")


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
    start = _with_leading_time(text, start)
    return Span(sentence.start + start, sentence.start + max(end, mention.amount.end))


def after_numbering(text: str, start: int, end: int) -> int:
    """Where a stretch begins once marks, 第三条, (一), 1. and 一是 before it are left out."""
    leading = _NUMBERING.match(text, start, end)
    return leading.end() if leading else start


def _with_leading_time(text: str, start: int) -> int:
    """Take in a clause before that only says when."""
    if start < 1 or text[start - 1] != ",":
        return start
    clause = max(text.rfind(mark, max(0, start - 30), start - 1) for mark in ",:()") + 1
    if clause == 0 and start > 30:
        return start
    words = text[clause : start - 1]
    found = list(times(words))
    rest = words
    for time in reversed(found):
        rest = rest[: time.start] + rest[time.end :]
    return clause if found and _ONLY_TIME.match(rest) else start
