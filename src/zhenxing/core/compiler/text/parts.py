"""The parts of a document: a covering notice, the text it issues, and the attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import Line, lines_of, squeezed
from zhenxing.core.compiler.text.numbering import marker_at
from zhenxing.core.compiler.text.titles import is_kind_title, is_main_title, title_at

#: how a covering notice issues something, and the words without which it does not
_ISSUES = re.compile(
    r"(?:印发|转发|下发|通知|公布)给?你们|现(?:将|予|就)?.{0,80}(?:印发|公布|发布)|予以(?:印发|公布|发布)|"
    r"请.{0,12}(?:贯彻|组织实施|遵照|结合实际|抓好落实|执行)|经.{0,30}(?:同意|通过|审定)"
)
#: 近日,甲办公室印发了《…方案》,全文如下: a post that prints a paper in full
_IN_FULL = re.compile(
    r"(?:全文|原文|内容)(?:[^。，,；;]{0,6}(?:如下|发布|刊发|公布|刊登|刊载|转发)|[:：]$)|以下(?:为|是)[^。]{0,12}(?:全文|原文)"
)
_ISSUE_SIGNS = re.compile("你们|印发|公布|发布|请|同意|通过|审定|全文|原文")
_LABEL = re.compile(r"附\s*(?:件|表|录)\s*([\d一二三四五六七八九十]{0,3})\s*[:：]?\s*")
_SIGNED = re.compile(
    r"[(（]?此件|附\s*(?:件|表)|抄\s*送|主\s*送[:：]|联\s*系\s*人[:：]|信息公开(?:选项|类别)"
)
_DATE = re.compile(
    r"[\d○〇二零一三四五六七八九OＯo◯]{4}\s*年.{1,8}日?$|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}$|(?:19|20)\d{4,8}日$"
)
_SIGNER = re.compile(
    r"[^。；;：:]{2,60}(?:府|委|局|室|会|组|厅|部|院|中心|处|公司|党组)(?:办公室)?(?:\s+[^。；;]{2,40})?$"
)
#: a covering notice says what it has to say within this many lines
_COVER_LINES = 40
#: …印发, at the foot of the last page
_FOOT = 42


class Part(NamedTuple):
    """`span` is the whole part; `title` the lines that name it, when they were found."""

    kind: Literal["covering", "main", "attachment"]
    number: int
    span: Span
    title: str
    title_span: Span | None


# losses, outline and header all ask for the parts of the one clean text
@lru_cache(maxsize=2)
def parts_of(text: str) -> tuple[Part, ...]:
    """The document's parts in order; there is always one `main`, unless the text is empty."""
    lines = lines_of(text)
    if not lines:
        return ()
    starts = [
        index
        for index, line in enumerate(lines)
        if line.text[0] == "附" and _begins_attachment(lines, index, text)
    ]
    front = starts[0] if starts else len(lines)
    main = _main_start(lines, front, text)
    # a text printed from its label on (附件1 over the plan), or right behind a bare notice
    if main is None and starts and (starts[0] == 0 or _is_covering(lines[:front], text)):
        main = starts.pop(0)
    return tuple(_built(lines, main or 0, starts, text))


def _built(lines: Sequence[Line], main: int, attachments: list[int], text: str) -> list[Part]:
    bounds = [main, *attachments, len(lines)]
    parts: list[Part] = []
    if main:
        parts.append(_part("covering", 0, lines, 0, main, text))
    for order, (start, stop) in enumerate(pairwise(bounds)):
        parts.append(_part("attachment" if order else "main", order, lines, start, stop, text))
    return parts


def _part(
    kind: Literal["covering", "main", "attachment"],
    number: int,
    lines: Sequence[Line],
    start: int,
    stop: int,
    text: str,
) -> Part:
    span = Span(lines[start].start, lines[stop - 1].end)
    issued = _title_of(lines, stop, len(lines), text)[0] if kind == "covering" and stop < len(lines) else ""
    title, title_span = _title_of(lines, start, stop, text, issued)
    if kind == "covering" and not is_kind_title(title):
        title, title_span = "", None
    return Part(kind, number, span, title, title_span)


def _title_of(
    lines: Sequence[Line], start: int, stop: int, text: str, issued: str = ""
) -> tuple[str, Span | None]:
    """The best title among the first lines of a part: one that names a kind of document, else the first.

    A page may print what the notice issues as its own headline; that is not the notice's title.
    """
    best: tuple[str, Span | None] = ("", None)
    series: tuple[str, Span | None] = ("", None)
    index = start
    own = lines[: min(stop, start + 20)]
    while index < min(stop, start + 12):
        line = lines[index]
        label = _LABEL.match(line.text)
        if label:
            if label.end() < len(line.text) and index == start:
                at = line.start + label.end()
                return text[at : line.end], Span(at, line.end)
            index += 1
            continue
        if _LETTERHEAD.match(line.text):
            index += 1
            continue
        if marker_at(text, line.start, line.end) or (best[1] and _is_story(line)):
            break
        # a title ends within its part, even where the next part's fits behind it
        found = title_at(own, index, text)
        if found and issued and squeezed(found[0]) == squeezed(issued):
            best = (found[0], found[1])
            index = found[2]
            continue
        if found and is_kind_title(found[0]) and not _is_masthead(lines, found[2]):
            return found[0], found[1]
        if found and _holds_several(lines, found[2]):
            return found[0], found[1]
        heads = found is not None and (
            _is_masthead(lines, found[2])
            or _is_column(lines, index)
            or _ISSUE.fullmatch(line.text) is not None
        )
        if found and heads:
            series = series if series[1] else (found[0], found[1])
        elif found and not best[1] and not _OPENS_MINUTES.match(line.text):
            best = (found[0], found[1])
        index += 1
    if series[1] and _MINUTES.search(series[0]) and not is_kind_title(best[0]):
        # what was talked of stands below the name of minutes, and is no title
        return series
    return best if best[1] else series


#: 某区人民政府专题会议纪要
_MINUTES = re.compile(r"(?:政府|委员会|委|局|管委会).{0,10}会议\s?纪\s?要$")


#: 时间:2024年9月12日上午, 主持:某某
_OPENS_MINUTES = re.compile(
    r"(?:会议)?(?:时\s*间|地\s*点|主\s*持|参\s*加|出\s*席|列\s*席|记\s*录|签\s*发)[^。]{0,6}[:：]"
)
_COLUMN_NAME = 6
_HEADLINE = 10
_COLUMNS = re.compile(
    r"要闻|头条|聚焦|关注|观察|动态|快讯|资讯|时政|经济|热点|专题|特写|报道|视点|县域|乡镇|基层|一线|综合|新闻|专栏"
)


def _is_column(lines: Sequence[Line], index: int) -> bool:
    """Whether a line only names the column (热点聚焦) in which the headline below it stands."""
    name = lines[index].text
    if len(name) > _COLUMN_NAME or not _COLUMNS.search(name) or index + 1 >= len(lines):
        return False
    below = lines[index + 1].text
    return len(below) >= _HEADLINE and "。" not in below


_DAY = re.compile(r"\d{1,2}月\d{1,2}日|近日|日前|据悉")


def _is_story(line: Line) -> bool:
    """Whether running text has begun: a long line, or the day with which a report opens."""
    return len(line.text) > 60 or bool(_DAY.match(line.text))


_ISSUE = re.compile(
    r"[(（]?.{0,10}第\s?[\d一二三四五六七八九十]{1,4}\s?[期号次][)）]?(?:[(（]总?第?\s?\d{1,5}\s?期[)）])?$"
)


#: 〔2023〕7号, 云政纪〔2023〕7号: how minutes are counted, below the name of the series
_COUNTED = re.compile(r"[\u4e00-\u9fff]{0,8}[〔\[【(（](?:19|20)\d\d[〕\]】)）]第?\s?\d{1,4}\s?[号期次]$")
_SERIES = re.compile(
    r"(?:[\u4e00-\u9fff]{0,14}会议)?\s*纪\s*要$|(?:工作|情况|督查|信息)?\s*(?:简\s*报|通\s*报|快\s*报|专\s*报)$"
)


def _is_masthead(lines: Sequence[Line], behind: int) -> bool:
    """Whether a title is only the name of a series (专题会议纪要, 督查通报) over its issue number."""
    if behind >= len(lines):
        return False
    below, named = lines[behind].text, lines[behind - 1].text
    return bool(_ISSUE.match(below) or (_COUNTED.match(below) and _SERIES.fullmatch(named)))


#: what a brief of several pieces prints below its head
_SEVERAL = re.compile(r"(?:本期)?(?:要目|目录|导读|内容提要|提要)[:：]?(?:$|[◇◆●○★☆※\d])|目\s*录$")


def _holds_several(lines: Sequence[Line], behind: int) -> bool:
    """Whether the name of a series stands over a brief of several pieces, which has no title but that."""
    if not _is_masthead(lines, behind):
        return False
    return any(_SEVERAL.match(line.text) for line in lines[behind : behind + 8])


#: what stands above a title: how secret and how urgent it is, the copy's number, the red letterhead
_LETTERHEAD = re.compile(
    r"[^。；;：:，,《》]{2,40}(?:府|委员会|委|局|办公室|办|室|厅|小组|部|院|会|中心)文件$|(?:特急|加急|急件|平急|特提)$|"
    r"(?:绝密|机密|秘密|内部(?:资料|文件))[★☆*]?.{0,8}$|份号[:：]?\s*\d{0,8}$|\d{6}$|签发人[:：]"
)


def _main_start(lines: Sequence[Line], front: int, text: str) -> int | None:
    """The line at which the issued text begins behind its covering notice, or None."""
    notice = _notice(lines[: min(front, _COVER_LINES)], text)
    if notice is None:
        return None
    named = {
        squeezed(name)
        for line in lines[: notice + 1]
        for name in re.findall(r"《?([^《》]{4,60})》", line.text)
    }
    signed = False
    for index in range(notice + 1, min(front, notice + _COVER_LINES)):
        line = lines[index].text
        if len(line) <= 40 and (line.endswith(("日", "印发")) or _SIGNER.match(line) or _SIGNED.match(line)):
            signed = True
            continue
        found = title_at(lines, index, text)
        if not found or found[2] >= front:
            continue
        if squeezed(found[0]) in named or (signed and is_main_title(found[0])):
            return index
    return None


def _notice(lines: Sequence[Line], text: str) -> int | None:
    """The first line that issues something: only lines with one of its words are looked at."""
    index = 0
    for sign in _ISSUE_SIGNS.finditer(text, 0, lines[-1].end) if lines else ():
        if sign.start() < lines[index].start:
            continue
        while lines[index].end <= sign.start():
            index += 1
        line = lines[index].text
        if _ISSUES.search(line) or _IN_FULL.search(line):
            return index
        index += 1
        if index == len(lines):
            break
    return None


def _is_covering(lines: Sequence[Line], text: str) -> bool:
    """Whether these lines are no more than a notice: it issues something and orders nothing itself."""
    if any(marker_at(text, line.start, line.end) for line in lines if not _LABEL.match(line.text)):
        return False
    return any(_ISSUES.search(line.text) for line in lines)


def prints_in_full(text: str, part: Part) -> bool:
    """Whether a covering part is a post that prints a paper in full, and no notice that issues it."""
    return _IN_FULL.search(text, part.span.start, part.span.end) is not None


def _begins_attachment(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether 附件 here begins an attachment, rather than listing it."""
    line = lines[index].text
    found = _LABEL.match(line)
    if not found:
        return False
    behind = lines[index].text[found.end() :]
    following = lines[index + 1 : index + 4]
    if not following:
        return False
    if not behind:
        return not _is_list(lines, index, text)
    return bool(found.group(1)) and _is_after_signature(lines, index) and not _LABEL.match(following[0].text)


def _is_list(lines: Sequence[Line], index: int, text: str) -> bool:
    """`附件：` over numbered titles, with the signature below, only lists them."""
    first = lines[index + 1]
    marker = marker_at(text, first.start, first.end)
    if not marker or marker.value != 1 or len(first.text) > 60 or "。" in first.text:
        return False
    below = lines[index + 2 : index + 10]
    return any(_DATE.match(line.text) for line in below)


def _is_after_signature(lines: Sequence[Line], index: int) -> bool:
    return any(_DATE.match(line.text) or line.text.endswith("印发") for line in lines[:index])


def closing_start(lines: Sequence[Line], stop: int, after: int) -> int:
    """The first of the lines that close a part (附件 list, signature, date, 抄送) in `lines[after:stop]`."""
    for index in range(after, stop):
        line = lines[index].text
        if _SIGNED.match(line) or (len(line) <= _FOOT and line.endswith("印发")):
            return _with_signer(lines, index, after)
        if _DATE.match(line) and len(line) <= 24:
            return _with_signer(lines, index, after)
    return stop


def _with_signer(lines: Sequence[Line], index: int, after: int) -> int:
    while index - 1 >= after and len(lines[index - 1].text) <= 60 and _SIGNER.match(lines[index - 1].text):
        index -= 1
    return index
