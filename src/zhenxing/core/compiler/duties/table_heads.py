"""Heads of breakdown tables: what each column holds, told by its title.

A head may stand on two lines, 责任单位 above 牵头 and 配合, and a title on several (牵头 / 单位).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zhenxing.core.compiler.source import Span

_NUMBER = re.compile(r"序\s*号|编\s*号|项次|序|NO\.?|No\.?")
_TASK = re.compile(
    r"(?:重点|主要|工作|具体|年度|当年|本年|全年|20\d\d年度?|目标|任务|督办|督查|督导|交办|推进|落实|改革|整改|政策|攻坚|建设|细化|分解|实施|[一二三]级)*"
    r"(?:任务|事项|工作|项目|措施|举措|行动|做法|工程)(?:名称|清单|内容|分解|描述|要点|安排)?"
    r"|任务分解|工作内容|(?:工作|重点|任务)要点|(?:实施|建设|推进|具体|分解)内容"
)
_UNIT = re.compile(
    r"(?:第一|县级?|市级?|区级?|县直)?(?:牵头|责任|配合|主办|协办|落实|参与|主责|承办|实施|参加|协同|协助|负责|承担|主管|支持|协作|包抓|包联|协调|会办|帮扶|督导|属地)"
    r"(?:[（(]?(?:责任|牵头|配合|落实|协办|参与)[)）]?|[和及、/](?:责任|配合|协办|参与))?(?:单位|部门|机构|主体|[科处股]室)(?:(?:及|和)?责任人)?"
    r"|(?:责任|职责|任务|工作)分工|分工|牵头|配合|主办|协办|参与"
)
_LEADER = re.compile(
    r"(?:牵头|责任|分管|包联|联系|包保|包抓|督导|挂联|主管|协调|挂帅|总)(?:县|市|区)?级?领导|(?:具体|第一|直接)?(?:责任|负责|联系|经办)人(?:员)?"
)
_TIME = re.compile(
    r"(?:完成|推进|办理|时间|整改|办结|落实|实施|计划|责任|目标|任务)?(?:时限|时间|期限|节点|进度|日期)(?:要求|安排|节点)?|时间进度"
)
#: what was done so far
_TOLD = re.compile(
    r"(?:截至|截止)?(?:目前|当前|工作|推进|落实|办理|整改|任务|项目|最新|阶段|\d{1,2}月[底末]?)*"
    r"(?:进展|进展情况|完成情况|推进情况|落实情况|办理情况|整改情况|实施情况|办结情况|进展及成效|现状)"
)
_OTHER = re.compile(
    r"(?:工作|任务|年度|预期|主要|具体|进展|目标|完成|考核|20\d\d年)*(?:目标|指标|要求|标准|成效|措施|内容|成果|进展|情况|任务)(?:要求|任务|内容|值)?|类别|领域|备注|备\s*注|(?:存在|主要|突出)?的?问题"
    r"|(?:20\d\d年)?(?:上半年|下半年|第?[一二三四1234]季度|全年|年底|(?:\d{1,2}[-—至])?\d{1,2}月底?)(?:(?:工作|阶段)?(?:目标|任务|计划|进度|要求|节点|安排)){0,2}|(?:任务|工作|项目)?(?:分类|类别|类型|领域|板块)|工作措施|(?:成果|完成)形式|(?:推进|落实)?情况|依据|(?:总)?投资.{0,6}|说明|方面|大类|板块"
)
_KINDS = (
    ("number", _NUMBER),
    ("unit", _UNIT),
    ("leader", _LEADER),
    ("told", _TOLD),
    ("time", _TIME),
    ("task", _TASK),
    ("other", _OTHER),
)
#: 上半年目标, 三季度, 6月底: a column that says when what stands in it is due
DATED = re.compile(r"上半年|下半年|[一二三四1234]季度|20\d\d年|\d{1,2}月|年底")
#: a column that says to which group several rows belong
GROUP = re.compile(r"项目|类别|领域|分类|板块|大类|类型|方面|任务类别|工作类别|项目类别|任务分类|工作领域")
#: the titles below 责任单位
_PART = re.compile(r"(?:牵头|责任|配合|主办|协办|参与|主责|协同|承办|协助)(?:责任|牵头|配合)?(?:单位|部门)?")
_SPANNING = re.compile(r"(?:责任|落实|承办|实施)(?:单位|部门|主体)|(?:责任|职责|任务|工作)?分工")
_BRACKET = re.compile(r"[(（][^()（）]{0,40}[)）]$")
_BLANK = re.compile(r"\s")
#: 牵头 on one line, 单位 on the next
_FIRST_HALF = re.compile(
    r"序|编|备|牵头|责任|配合|主办|协办|参与|落实|完成|办结|推进|整改|时间|重点|主要|工作|具体|任务|年度|目标|督办|"
    r"主责|承办|牵头责任|责任牵头"
)
_LAST_HALF = re.compile(
    r"号|注|(?:责任)?(?:单位|部门|领导|主体)|时限|时间|期限|节点|任务|事项|工作|措施|举措|内容|目标|要求|名称|进度"
)


@dataclass(frozen=True)
class Column:
    kind: str
    title: str
    #: what the title says in brackets: 责任单位（第一位为牵头单位）
    note: str = ""


# a document prints the same few titles on every page
@lru_cache(maxsize=4096)
def kind_of(title: str) -> str | None:
    """What a column with this title holds: number, unit, leader, time, task, other; None for no title."""
    title = _BLANK.sub("", title)
    return _kind(title) or (_kind(_BRACKET.sub("", title)) if title[-1:] in ")）" else None)


def _kind(title: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(title)), None)


# cells repeat themselves: 县工信局, 序号, 责任单位
@lru_cache(maxsize=4096)
def could_head(opening: str) -> bool:
    """Whether the first characters of a line may begin a head."""
    return any(pattern.search(opening) for kind, pattern in _KINDS if kind not in ("leader", "time"))


def columns_of(titles: Sequence[str]) -> list[Column] | None:
    """The columns of a head, or None when it heads no table of tasks."""
    columns = [_column(title) for title in titles]
    for index, (column, following) in enumerate(pairwise(columns)):
        if column.kind == following.kind == "task" and GROUP.fullmatch(column.title):
            columns[index] = Column("other", column.title)
    kinds = [column.kind for column in columns]
    if len(columns) < 2 or "unit" not in kinds:
        return None
    return columns if "task" in kinds else _problems(columns)


def _problems(columns: list[Column]) -> list[Column] | None:
    """A list of problems to be set right names each by the problem."""
    for index, column in enumerate(columns):
        if column.kind == "other" and column.title.endswith("问题"):
            return [*columns[:index], Column("task", column.title), *columns[index + 1 :]]
    return None


def _column(title: str) -> Column:
    bare = _BLANK.sub("", title)
    kind = kind_of(bare)
    if kind and not _kind(bare):
        note = _BRACKET.search(bare)
        return Column(kind, _BRACKET.sub("", bare), note[0] if note else "")
    return Column(kind or "other", bare)


def are_parts(titles: Sequence[str]) -> bool:
    """Whether a line holds nothing but the parts below 责任单位: 牵头, 配合."""
    printed = [_BLANK.sub("", title) for title in titles if title.strip()]
    return len(printed) > 1 and all(map(_PART.fullmatch, printed)) and printed[0] != printed[-1]


def with_parts(titles: Sequence[str], parts: Sequence[str]) -> list[str]:
    """A head of two levels as one: the parts take the place of the title that spans them."""
    if len(parts) == len(titles):
        return [part or title for title, part in zip(titles, parts, strict=True)]
    printed = [part for part in parts if part.strip()]
    at = next((i for i, title in enumerate(titles) if _SPANNING.fullmatch(_BLANK.sub("", title))), None)
    if at is None:
        return list(titles)
    end = at + 1
    while end < len(titles) and end - at < len(printed) and not titles[end].strip():
        end += 1
    return [*titles[:at], *printed, *titles[end:]]


def is_head_again(text: str, lines: Sequence[Span], at: int, head: Sequence[str]) -> bool:
    """Whether a new page begins with the head of the table, a title a line."""
    if at + len(head) > len(lines) or text[slice(*lines[at])] != head[0]:
        return False
    return [text[slice(*line)] for line in lines[at : at + len(head)]] == list(head)


def joined_titles(lines: Sequence[str]) -> list[tuple[str, int]]:
    """(title, lines it takes) of a head with a cell a line, as far as titles go; 牵头 / 单位 is one."""
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(lines) and len(found) < 12:
        first = _BLANK.sub("", lines[at])
        after = _BLANK.sub("", lines[at + 1]) if at + 1 < len(lines) else ""
        if _FIRST_HALF.fullmatch(first) and _LAST_HALF.fullmatch(after) and kind_of(first + after):
            found.append((first + after, 2))
        elif kind_of(first):
            found.append((first, 1))
        else:
            break
        at += found[-1][1]
    return found
