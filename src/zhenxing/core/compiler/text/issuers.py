"""Who issued a document: the signature, the title, the table of facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.dates import DateFound, first_date
from zhenxing.core.compiler.text.lines import Line

_BODY = (
    r"[\u4e00-\u9fff（）()]{2,40}?(?:人民政府(?:办公(?:室|厅))?|委员会(?:办公(?:室|厅))?|[市县区州省旗镇乡]委(?:办公(?:室|厅))?|领导小组(?:办公室)?|"
    r"管委会|局|厅|部|办公室|办公厅|委|中心|联席会议(?:办公室)?|指挥部(?:办公室)?|工作专班|专班|街道办事处|党组|总工会|联合会|商会|协会|法院|检察院|银行|公司|政府|院|处|站|室|大队|支队|总队|调查队|集团|社)"
)
_SIGNATURE = re.compile(rf"{_BODY}(?:[\s、,，]+{_BODY}){{0,9}}$")
_IN_TITLE = re.compile(
    rf"^({_BODY}(?:[\s、]+{_BODY}){{0,5}})(?:关于|20\d\d年(?=.{{0,20}}(?:总结|报告|情况|要点|计划|打算)))"
)
#: 某县专班(代章): sealed by another
_FOR = re.compile(r"[(（](?:代章?|盖章|印章|章|公章)[)）]\s*$")
#: (县工信局代章), on a line of its own above the day
_SEALED = re.compile(r"[(（][^()（）]{2,30}(?:代章?|代印)[)）]")
_EDITED = re.compile(r"(?:编印|编发|编|主办)$")
_PRINTED = re.compile(rf"^({_BODY})\s{{0,20}}(?=[\d一二〇○Ｏ年].{{2,24}}印[发制]?$)")
_WORDS = re.compile(r"[。；;：:！？!?《》“”\d]|^各|^附件|^抄送|^主送|^关于|^第")


class Signature(NamedTuple):
    """The lines that sign: who, when, and where each stands."""

    issuer: str
    issuer_span: Span
    day: DateFound | None


def issuer_in_title(title: str) -> str | None:
    found = _IN_TITLE.match("".join(title.split()))
    return found.group(1) if found else None


def is_body_name(line: str) -> bool:
    """Whether a line is nothing but the names of bodies that can sign."""
    line = _FOR.sub("", line)
    return len(line) <= 80 and not _WORDS.search(line) and bool(_SIGNATURE.fullmatch(line))


def names(line: str) -> str:
    """Several bodies on one line, joined the way a list is written."""
    return "、".join(part for part in re.split(r"[\s、,，]+", _FOR.sub("", line)) if part)


def signature_at(lines: Sequence[Line], index: int) -> tuple[str, Span] | None:
    """The bodies that sign directly above the date on `lines[index]`."""
    if index > 0 and _SEALED.fullmatch(lines[index - 1].text):
        index -= 1
    first = index
    while first > 0 and index - first < 8 and is_body_name(lines[first - 1].text):
        first -= 1
    if first == index:
        return None
    span = Span(lines[first].start, lines[index - 1].end)
    return "、".join(names(line.text) for line in lines[first:index]), span


def signed_on_one_line(line: Line) -> tuple[str, DateFound] | None:
    """`云岭县人民政府 2024年3月1日` on one line."""
    found = first_date(line.text)
    if not found or line.text[found.span.end :].strip(" )）"):
        return None
    # a brief names who edits it
    before = _EDITED.sub("", line.text[: found.span.start].strip())
    if not is_body_name(before):
        return None
    return names(before), found


def printed_by(line: str) -> str | None:
    """The office in `云岭县人民政府办公室 2024年3月1日印发`."""
    found = _PRINTED.match(line)
    return found.group(1) if found else None
