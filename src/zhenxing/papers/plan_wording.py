"""A Plan's values in the words a clerk uses, the same in workbooks and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zhenxing.core.compiler.plan import Clause, Found, Plan, Task, UnitMention, Value
from zhenxing.core.compiler.source import Span
from zhenxing.papers.width import cut, line_count

OPERATORS: Final = {
    ">=": "不低于",
    ">": "超过",
    "=": "等于",
    "<=": "不超过",
    "<": "低于",
    "approx": "约",
    "range": "区间",
    "tiers": "分档",
    "+": "新增",
}
CERTAINTY: Final = {"certain": "确定", "likely": "较可靠", "unsure": "待人工判断"}
GENRES: Final = {
    "plan": "方案、规划",
    "notice": "通知",
    "measure": "办法、细则",
    "news": "新闻报道",
    "meeting": "会议纪要",
    "report": "报告",
    "opinion": "意见",
    "other": "其他",
}
ROSTERS: Final = {"leading_group": "领导小组", "member_units": "成员单位", "towns": "专业镇名单"}
#: kinds of repair and of suspicion; a kind that is not named here is shown as it is
KINDS: Final = {
    "pinyin": "去掉拼音注音",
    "traditional": "繁体改简体",
    "scrap": "去掉乱码残片",
    "escape": "还原转义字符",
    "tag": "去掉网页标记",
    "metadata": "移出网页要素",
    "furniture": "去掉网页杂项",
    "page_number": "去掉页码",
    "running_header": "去掉页眉页脚",
    "duplicate": "去掉重复正文",
    "width": "全角半角",
    "lookalike": "字母改为数字",
    "layout": "版面空白",
    "line_end": "接续断行",
    "invisible": "不可见字符",
    "blank": "多余空格",
    "doubled_mark": "重复标点",
    "advert": "去掉插入的广告",
}
#: of the column 具体内容, a little under its width
_CONTENT_WIDTH: Final = 62
_CONTENT_LINES: Final = 27
_LARGE: Final = ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万"))


def number(value: Decimal, unit: str | None) -> str:
    """In a reader's units: 250000000 元 → 2.5亿元; 0.1 % → 10%."""
    if unit == "%":
        return f"{_trimmed(value * 100)}%"
    for size, name in _LARGE:
        scaled = value / size
        if abs(value) >= size and scaled == round(scaled, 4):
            return f"{_trimmed(scaled)}{name}{unit or ''}"
    return f"{_trimmed(value)}{unit or ''}"


def amount(value: Value | None, unit: str | None) -> str:
    """A value, a range (2–3家) or tiers (1、2、3级); empty when nothing is known."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value, unit)
    parts = [number(part, unit) for part in value]
    return ("–" if len(parts) == 2 else "、").join(parts)


def found(item: Found | None) -> str:
    return item.value if item else ""


def units(mentions: tuple[UnitMention, ...]) -> str:
    return "、".join(mention.text for mention in mentions)


def clause_number(plan: Plan, clause_id: str | None) -> str:
    """A clause's number with those above it: 二（一）."""
    numbers = [_bare(clause.number) for clause in _upwards(plan, clause_id)]
    return "".join(reversed(numbers)) or (clause_id or "")


def clause_name(plan: Plan, clause_id: str | None) -> str:
    """A clause's number, with those above it, and its heading: 二（一）做强龙头."""
    heading = next((clause.heading for clause in _upwards(plan, clause_id)), "")
    return cut(f"{clause_number(plan, clause_id)} {heading}".strip(), 40)


def section_name(plan: Plan, task: Task) -> str:
    """The heading of the part a task names only by its number: 二、重点任务."""
    for clause in _upwards(plan, task.clause):
        if task.section in (clause.id, _bare(clause.number)):
            return cut(f"{clause.number}{clause.heading}", 40)
    return task.section or ""


def _upwards(plan: Plan, clause_id: str | None) -> Iterator[Clause]:
    """A clause and those above it, innermost first."""
    by_id = {clause.id: clause for clause in plan.clauses}
    for _ in range(len(by_id)):
        clause = by_id.get(clause_id or "")
        if clause is None:
            return
        yield clause
        clause_id = clause.parent


def _bare(number: str) -> str:
    return number.strip().rstrip("、.．")


def place(plan: Plan, span: Span) -> str:
    """Where a span stands in the stored source: `第3页 1204–1230` or `1204–1230`."""
    at = plan.source_span(span)
    starts = plan.source.page_starts
    page = sum(start <= at.start for start in starts)
    where = f"第{page}页 " if len(starts) > 1 else ""
    return f"{where}{at.start}–{at.end}"


def shortened(text: str) -> str:
    """What a row of Excel's greatest height can show; the whole stands in the document."""
    if line_count(text, _CONTENT_WIDTH) <= _CONTENT_LINES:
        return text
    return cut(one_line(text), _CONTENT_WIDTH * (_CONTENT_LINES - 1)) + "（下略，见原文）"


def one_line(text: str) -> str:
    return " ".join(text.split())


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
