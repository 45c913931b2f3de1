"""The grammar of one responsibility line: which units it names, and as what.

Two shapes, and any mixture of them:

    责任单位：县工信局、县财政局；配合单位：各乡镇          a label, then a list
    县工信局牵头，县财政局、县发改局等部门分工负责落实        a list, then a verb
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from zhenxing.core.compiler.duties.units import Listed, looks_like_unit, split_units
from zhenxing.core.compiler.plan import UnitMention
from zhenxing.core.compiler.source import Span

#: `answerable` is 责任单位 or plain 负责: lead when nobody leads, else support.
Part = Literal["lead", "support", "answerable", "none"]

_KINDS: dict[str, Part] = {
    "牵头": "lead",
    "主办": "lead",
    "主责": "lead",
    "责任": "answerable",
    "落实": "answerable",
    "负责": "answerable",
    "实施": "answerable",
    "承办": "answerable",
    "主管": "answerable",
    "配合": "support",
    "协办": "support",
    "协助": "support",
    "协同": "support",
    "协作": "support",
    "会办": "support",
    "帮扶": "support",
    "参与": "support",
    "参加": "support",
    "成员": "support",
}
_KIND = "|".join((*_KINDS, "督导", "督办", "监督", "指导", "包联", "分管"))
_LABEL = re.compile(
    rf"(?:第一|首要)?(?P<kind>{_KIND})(?:[和及、(（]?(?:责任|牵头|落实|配合|分工)[)）]?)?(?:县|市|区)?"
    r"(?P<what>单位|部门|主体|机构|[科处股]室|领导|人员|人(?!民|社|大))"
    r"(?:[及和、]?(?:责任人|责任单位|配合单位|负责人))?"
    r"(?P<mark>[ \u3000]*[:：?？\ufffd][ \u3000]*|[】\]〕][ \u3000]*[:：]?"
    r"|为(?!第一责任|主要责任|首要)|是|(?=[ \u3000\t])"
    r"|(?<=[(（](?:责任|牵头|配合)(?:单位|部门))(?=[县市区省州][\u4e00-\u9fff]))"
    r"|(?P<short>牵头|配合|主办|协办|协助|参与|主责|责任|负责)[ \u3000]*[:：?？\ufffd][ \u3000]*"
    r"|(?P<time>(?:完成|办理|推进|落实|整改|办结)?(?:时限|期限|时间节点|时间)(?:要求)?)"
    r"[ \u3000]*(?:[:：]|(?=[ \u3000\t]))[ \u3000]*"
)
#: a question mark is what a page leaves of a mark that it lost
_BEHIND_LABEL = re.compile("[:：】\\]〕为是 \u3000\t?？\ufffd]")
#: (责任单位县工信局、…: its colon is lost
_BARE_LABELS = ("责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位", "配合部门")
_BY_DUTY = r"(?:各自|本|自身)?(?:部门|单位|工作)?(?:职责|职能|分工|任务)"
_CLOSED = r"(?=[,，;；。)）\]】\s]|$)"
#: each branch begins with a plain character: so the engine skips to them
_STARTER = (
    rf"按照?{_BY_DUTY}|根据{_BY_DUTY}|依据{_BY_DUTY}|依{_BY_DUTY}"
    r"|为(?:第一)?(?:牵头|责任|主责|配合|协办|参与)(?:单位|部门)"
    r"|职责分工|牵头(?<!链牵头)|牵头(?!部门|单位)|分工|分别|各自|共同|协同(?!发展)"
    r"|密切|积极|主动|具体|做好|抓好|予以|协助|负责(?!人|同志)|配合|参与|参加|协办|承办|主办|支持"
    rf"|抓落实|组织实施{_CLOSED}|贯彻落实{_CLOSED}|组织落实{_CLOSED}|推动落实{_CLOSED}|推进落实{_CLOSED}|落实{_CLOSED}"
)
_CONTINUING = (
    r"职责|职能|任务|范围|权限|内|分工|分别|各自|共同|协同|密切|积极|主动|具体|全力|做好|抓好|抓总|总|予以|给予|协助"
    r"|负责(?!人|同志)|牵头|配合|参与|参加|协办|承办|主办|支持|落实|推进|推动|实施|办理|协调|完成|到位|组织(?!部)|抓|具体|相关工作|有关工作|各项工作"
    rf"|工作{_CLOSED}"
)
_VERB = re.compile(rf"(?:{_STARTER})(?:[和、]?(?:{_CONTINUING}))*")
_SUPPORTS = re.compile("分工|分别|配合|协助|参与|参加|协办|协同|支持|职责|职能|各自|共同")
_WITH = re.compile(r"会同|联合(?=[县市区各])")
_DEADLINE = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|年底|上旬|中旬|下旬)?(?:以?前|之前|内)?(?:全部|全面|基本)?完成"
    r"|20\d\d年[^、,，;；)）]{0,12}"
    r"|^\d{1,2}月(?:\d{1,2}日|底|末|份)?(?:以?前)?"
    r"|^(?:长期坚持|长期|持续推进|持续|常态化(?:推进|开展)?|全年|年底前|即时|立即|每年|每月|每季度)"
)
#: …，列首位的为牵头单位，下同: a rule for the whole document, not a unit
_NOTE_BEHIND = re.compile(
    r"[,，;；。][ \u3000]*(?:[^,，;；。]{0,4}(?:[逗分顿冒句]号|斜杠|分隔号)[之以]?[前后][^()（）]{0,50}|"
    r"[^,，;；。]{0,8}(?:第一|首位|首个|首家|列首|居首)[^()（）]{0,30}|(?:以)?下同"
    r"|[^()（）。]{0,50}(?:不再(?:逐一|一一)?(?:列出|列举|重复|赘述)))$"
)
#: （以下均需各县（市、区）落实，不再列出）
_NOTE_IN_BRACKETS = re.compile(
    r"[（(](?:以下|下同)[^()（）\n]{0,60}(?:[（(][^()（）\n]{1,20}[)）][^()（）\n]{0,60}){0,4}[)）]\s{0,4}$"
)
#: the unit listed first is the lead
FIRST_LEADS = re.compile(
    r"[第首排列居最牵](?:"
    r"(?:(?<=第)一|(?<=首)[位个家名]|(?<=[排列居])首|(?<=最)前面?)(?:位|名|个|家)?的?(?:责任)?(?:单位|部门|者)?"
    r"(?:为|是|即为|即|作为|系|均为)?(?:该项|本项|此项)?(?:任务|工作|措施)?的?总?牵头"
    r"|(?<=牵)头(?:责任)?(?:单位|部门)(?:为|是|均)?[排列居在][^。;；\n]{0,6}(?:第一|首))"
)
_SHIFTS = re.compile(r"[;；。]")


class Share(NamedTuple):
    """A list of units and the part it takes."""

    part: Part
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class DutyLine:
    """One responsibility line, its parts not yet weighed against each other."""

    span: Span
    shares: tuple[Share, ...] = ()
    leaders: tuple[str, ...] = ()
    deadline: str | None = None
    #: entries inside that do not look like units: a person must look
    odd: tuple[UnitMention, ...] = field(default=())
    #: 以上任务由…: speaks for the items before it
    above: bool = False
    #: part of the line had to be read into the text
    damaged: bool = False
    #: a note inside says that the unit listed first leads here
    first_leads: bool = False

    @property
    def names_units(self) -> bool:
        return any(share.listed for share in self.shares if share.part != "none")

    @property
    def mentions(self) -> tuple[UnitMention, ...]:
        return tuple(listed.mention for share in self.shares for listed in share.listed)


def parse_line(text: str, content: Span, span: Span | None = None) -> DutyLine:
    """Read `text[content]`; `span` is the whole line with its brackets. Never raises."""
    note = _NOTE_BEHIND.search(text, content.start, content.end)
    aside = _NOTE_IN_BRACKETS.search(text, max(content.start, content.end - 100), content.end)
    if aside and note is None:
        content = Span(content.start, aside.start())
    first_leads = bool(note and FIRST_LEADS.search(note.group()))
    if note:
        content = Span(content.start, note.start())
    shares: list[Share] = []
    leaders: list[str] = []
    deadline: str | None = None
    for label, piece in _segments(text, content):
        if label is None:
            shares.extend(_verb_shares(text, piece, None))
        elif label["time"]:
            deadline = deadline or _first_line(text, piece)
        elif label["what"] in ("领导", "人", "人员"):
            leaders.extend(_names(text, piece))
        else:
            shares.extend(_verb_shares(text, piece, _KINDS.get(label["kind"] or label["short"], "none")))
    kept, odd, dates = _sorted_out(shares)
    due = deadline or next(iter(dates), None)
    return DutyLine(span or content, kept, tuple(leaders), due, odd, first_leads=first_leads)


def label_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that begins exactly at `start`."""
    return _LABEL.match(text, start, end)


def next_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first label in a range; without one of the marks behind labels there is none."""
    if _BEHIND_LABEL.search(text, start, end) or text.startswith(_BARE_LABELS, start):
        return _LABEL.search(text, start, end)
    return None


def verb_in(text: str, span: Span) -> re.Match[str] | None:
    return _VERB.search(text, span.start, span.end)


def column_share(text: str, title: str, cell: Span) -> tuple[Share, ...]:
    """What a table column such as 牵头单位 says of the units in one of its cells."""
    kind = next((kind for kind in _KINDS if kind in title), "责任")
    kept, _, _ = _sorted_out(_verb_shares(text, cell, _KINDS[kind]))
    return kept


def looks_like_deadline(printed: str) -> bool:
    """2024年12月底, 长期坚持: a time by which something is to be done."""
    return len(printed) <= 24 and _DEADLINE.search(printed) is not None


def without_verbs(piece: str) -> str:
    """A piece of text without the verbs that give parts."""
    return _VERB.sub("", piece)


def _segments(text: str, content: Span) -> Iterator[tuple[re.Match[str] | None, Span]]:
    """Cut at labels; what stands before the first has none."""
    if next_label(text, *content) is None:
        yield None, content
        return
    previous: re.Match[str] | None = None
    begin = content.start
    for found in _LABEL.finditer(text, content.start, content.end):
        if _nested(text, begin, found.start()):
            continue
        yield previous, Span(begin, found.start())
        previous, begin = found, found.end()
    yield previous, Span(begin, content.end)


def _nested(text: str, begin: int, position: int) -> bool:
    """A label inside brackets of the same segment annotates one unit: 县工信局(牵头单位)."""
    window = text[max(begin, position - 40) : position]
    return window.count("(") + window.count("（") > window.count(")") + window.count("）")


def _verb_shares(text: str, piece: Span, default: Part | None) -> Iterator[Share]:
    """Lists closed by their verb; a list without one takes the label's part."""
    begin = piece.start
    after_verb = False
    led = False
    for found in _VERB.finditer(text, piece.start, piece.end):
        if _nested(text, begin, found.start()):
            continue
        part = _part_of(found[0], default)
        yield from _companions(text, Span(begin, found.start()), part, after_verb)
        led = led or part == "lead"
        begin, after_verb = found.end(), True
    rest: Part = "support" if led and default in (None, "answerable") else default or "answerable"
    yield from _companions(text, Span(begin, piece.end), rest, after_verb)


def _part_of(verb: str, default: Part | None) -> Part:
    """What a verb makes of the units before it; in a labelled list plain 负责 changes nothing."""
    if "牵头" in verb or "主办" in verb:
        return "lead"
    if _SUPPORTS.search(verb):
        return "support"
    return default or "answerable"


def _companions(text: str, piece: Span, part: Part, after_verb: bool) -> Iterator[Share]:
    """县工信局会同县财政局: those after 会同 support."""
    if piece.start >= piece.end:
        return
    found = _WITH.search(text, piece.start, piece.end)
    if found is None:
        yield Share(part, _list(text, piece, after_verb))
        return
    before = _list(text, Span(piece.start, found.start()), after_verb)
    if before:
        yield Share("lead", before)
    yield Share("support", _list(text, Span(found.end(), piece.end), False))


def _list(text: str, piece: Span, after_verb: bool) -> tuple[Listed, ...]:
    listed = split_units(text, piece.start, piece.end)
    # 负责指标监测, 县统计局…: what follows a verb without a mark is its object
    if after_verb and listed and listed[0].mention.span.start == piece.start:
        first = listed[0].mention.text
        if not looks_like_unit(first) or _SHIFTS.search(first):
            return listed[1:]
    return listed


def _sorted_out(
    shares: Iterable[Share],
) -> tuple[tuple[Share, ...], tuple[UnitMention, ...], list[str]]:
    """Part the units from the dates and from what looks like neither."""
    kept: list[Share] = []
    odd: list[UnitMention] = []
    dates: list[str] = []
    for share in shares:
        units: list[Listed] = []
        for listed in share.listed:
            printed = listed.mention.text
            kind = _kind_of(printed)
            if kind == "date":
                dates.append(printed)
                continue
            if kind != "other":
                units.append(listed)
            if kind != "unit":
                odd.append(listed.mention)
        if units:
            kept.append(Share(share.part, tuple(units)))
    return tuple(kept), tuple(odd), dates


# a document prints the same few names again and again
@lru_cache(maxsize=4096)
def _kind_of(printed: str) -> Literal["unit", "date", "name", "other"]:
    if looks_like_unit(printed):
        return "unit"
    if _DEADLINE.search(printed):
        return "date"
    return "name" if _could_name(printed) else "other"


def _could_name(printed: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9()（）“”·]{2,30}", printed))


def _first_line(text: str, piece: Span) -> str | None:
    printed = text[piece.start : min(piece.end, piece.start + 60)].strip()
    lines = re.split(r"[\n;；。)）\]】]", printed, maxsplit=1)
    return lines[0].strip(" \u3000,，、") or None


def _names(text: str, piece: Span) -> Iterator[str]:
    for listed in split_units(text, piece.start, piece.end):
        printed = listed.mention.text
        if len(printed) <= 30:
            yield printed
