"""The kinds of proposal: their names, their order in review, and the fields a clerk may correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
Control = Literal["text", "long", "choice", "number", "numbers", "deadline", "flag", "units", "lines"]

OPERATORS: dict[str, Label] = {
    ">=": _("不少于（≥）"),
    ">": _("超过（>）"),
    "=": _("等于（=）"),
    "<=": _("不超过（≤）"),
    "<": _("低于（<）"),
    "approx": _("左右（≈）"),
    "range": _("区间（A–B）"),
    "tiers": _("分档"),
    "+": _("新增（+）"),
}

GENRES: dict[str, Label] = {
    "plan": _("方案规划"),
    "notice": _("通知"),
    "measure": _("办法细则"),
    "news": _("新闻"),
    "meeting": _("纪要"),
    "report": _("报告"),
    "opinion": _("意见"),
    "other": _("其他"),
}

HEADER_FIELDS: dict[str, Label] = {
    "title": _("标题"),
    "doc_number": _("文号"),
    "issuer": _("发文机关"),
    "issued_on": _("成文日期"),
    "published_on": _("发布日期"),
    "genre": _("文种"),
}

ROSTERS: dict[str, Label] = {
    "leading_group": _("领导小组"),
    "member_units": _("成员单位"),
    "towns": _("专业镇名单"),
}


@dataclass(frozen=True)
class Field:
    """One thing a clerk can correct in a proposal's payload."""

    name: str
    label: Label
    control: Control = "text"
    required: bool = False
    choices: tuple[tuple[str, Label], ...] = ()
    help: Label = ""


@dataclass(frozen=True)
class Kind:
    """A kind of proposal. `adopts`: it becomes a row of a register."""

    name: str
    label: Label
    #: tab of the review page it stands under
    tab: str
    fields: tuple[Field, ...] = ()
    #: 全部接受 may include it where the compiler was certain
    batch: bool = True
    adopts: bool = False
    #: its whole span is quiet in the text: only the printed name lights up
    quiet: bool = False
    #: stands at one place of the text: a person may add, merge and move it
    reshaped: bool = False


_VALUE = (
    Field("indicator", _("指标"), required=True),
    Field("op", _("比较"), "choice", choices=tuple(OPERATORS.items())),
    Field("value", _("数值"), "numbers", help=_("区间或分档用“–”隔开，如 10–20；原文缺失时留空")),
    Field("unit", _("单位"), help=_("如 家、亿元、%")),
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("suspicion", _("疑点"), "suspicion", batch=False),
        Kind("unit", _("单位"), "unit"),
        Kind("review_item", _("待判"), "suspicion", batch=False),
        Kind("header", _("文件信息"), "header", (Field("value", _("内容"), required=True),)),
        Kind(
            "goal",
            _("目标"),
            "goal",
            (
                *_VALUE,
                Field("deadline", _("期限"), "deadline", help=_("如 2025、2025-06、2025-06-30")),
                Field("scope", _("范围")),
                Field("aspirational", _("力争、争取"), "flag"),
                Field("increment", _("新增数（从基数起算）"), "flag"),
            ),
            adopts=True,
            reshaped=True,
        ),
        Kind(
            "task",
            _("任务"),
            "task",
            (
                Field("number", _("序号")),
                Field("heading", _("任务"), "long", required=True),
                Field("lead", _("牵头单位"), "units", help=_("用“、”隔开")),
                Field("support", _("配合单位"), "units", help=_("用“、”隔开")),
                Field("deadline", _("期限"), "deadline", help=_("如 2025、2025-06、2025-06-30")),
            ),
            adopts=True,
            quiet=True,
            reshaped=True,
        ),
        Kind(
            "milestone",
            _("节点"),
            "goal",
            (
                Field("text", _("节点"), "long", required=True),
                Field("deadline", _("期限"), "deadline", help=_("如 2025、2025-06、2025-06-30")),
            ),
            reshaped=True,
        ),
        Kind(
            "figure",
            _("数据"),
            "figure",
            (*_VALUE, Field("period", _("时期"), "deadline")),
            reshaped=True,
        ),
        Kind(
            "condition",
            _("条件"),
            "condition",
            (
                Field("subject", _("对象或事项"), required=True),
                *_VALUE[1:],
                Field("award", _("奖励、支持"), "long"),
                Field("penalty", _("处罚、退出"), "long"),
            ),
            reshaped=True,
        ),
        Kind(
            "person",
            _("人员"),
            "person",
            (
                Field("name", _("姓名"), required=True),
                Field("role", _("职责")),
                Field("post", _("职务")),
            ),
        ),
        Kind(
            "roster",
            _("名单"),
            "person",
            (
                Field(
                    "members", _("成员"), "lines", required=True, help=_("每行一个；有职责的写“职责：名称”")
                ),
            ),
            quiet=True,
        ),
    )
}

#: tabs of the review page in order, with the keyboard digit each answers to
TABS: dict[str, Label] = {
    "suspicion": _("疑点"),
    "unit": _("单位"),
    "header": _("文件信息"),
    "goal": _("目标"),
    "task": _("任务"),
    "figure": _("数据"),
    "condition": _("条件"),
    "person": _("人员名单"),
}


def kinds_of_tab(tab: str) -> list[str]:
    """Names of the kinds that stand under a tab."""
    return [kind.name for kind in KINDS.values() if kind.tab == tab]
