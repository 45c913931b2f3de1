"""A compiled plan for a terminal: `zhenxing compile --format table`."""

from __future__ import annotations

from collections.abc import Sequence

from zhenxing.core.compiler.plan import Found, Plan
from zhenxing.papers import plan_wording
from zhenxing.papers.table import text_table
from zhenxing.papers.width import cut

_LONG = 160


def plan_table(plan: Plan, *, columns: int = 120) -> str:
    """Header, then one table a kind; kinds with nothing are named in the last line."""
    parts = [_head(plan, columns)]
    empty = []
    for name, headings, rows in _tables(plan):
        if rows:
            parts.append(f"【{name}】{len(rows)} 条\n{text_table(headings, rows, columns=columns)}")
        else:
            empty.append(name)
    if empty:
        parts.append(f"没有找到：{'、'.join(empty)}。")
    return "\n\n".join(parts)


def _head(plan: Plan, columns: int) -> str:
    header = plan.header
    genre = plan_wording.found(header.genre)
    rows = [
        ["标题", _said(header.title)],
        ["发文字号", _said(header.doc_number)],
        ["发文机关", _said(header.issuer)],
        ["成文日期", _said(header.issued_on)],
        ["文种", plan_wording.GENRES.get(genre, genre) or "没有找到"],
        ["区划代码", _said(header.place)],
        ["文件", plan.source.name],
        *(["读取说明", note] for note in plan.source.notes),
    ]
    return text_table(["文件信息", ""], rows, columns=columns)


def _said(item: Found | None) -> str:
    return item.value if item else "没有找到"


def _tables(plan: Plan) -> Sequence[tuple[str, list[str], list[list[str]]]]:
    return (
        ("目标", ["指标", "要求", "数值", "时限", "条款", "原文"], _goals(plan)),
        ("任务", ["任务", "牵头单位", "配合单位", "时限", "条款"], _tasks(plan)),
        ("数据", ["指标", "关系", "数值", "时期", "条款", "原文"], _figures(plan)),
        ("条件", ["对象", "要求", "数值", "奖励", "处罚", "条款"], _conditions(plan)),
        ("节点", ["成果", "时限", "条款"], _milestones(plan)),
        ("名单", ["名单", "姓名或单位", "角色"], _rosters(plan)),
        ("存疑", ["文字", "说明", "可能的读法"], _suspicions(plan)),
        ("待核", ["文字", "说明"], [[_short(item.text), item.message] for item in plan.review]),
    )


def _goals(plan: Plan) -> list[list[str]]:
    return [
        [
            goal.indicator,
            plan_wording.OPERATORS[goal.op],
            plan_wording.amount(goal.value, goal.unit) or "存疑",
            goal.deadline or "",
            goal.clause or "",
            _short(goal.text),
        ]
        for goal in plan.goals
    ]


def _tasks(plan: Plan) -> list[list[str]]:
    return [
        [
            f"{task.number or ''}{task.heading}",
            plan_wording.units(task.lead),
            plan_wording.units(task.support),
            task.deadline or "",
            task.clause or "",
        ]
        for task in plan.tasks
    ]


def _figures(plan: Plan) -> list[list[str]]:
    return [
        [
            figure.indicator,
            plan_wording.OPERATORS[figure.op],
            plan_wording.amount(figure.value, figure.unit),
            figure.period or "",
            figure.clause or "",
            _short(figure.text),
        ]
        for figure in plan.figures
    ]


def _conditions(plan: Plan) -> list[list[str]]:
    return [
        [
            condition.subject,
            plan_wording.OPERATORS[condition.op] if condition.op else "",
            plan_wording.amount(condition.value, condition.unit),
            condition.award or "",
            condition.penalty or "",
            condition.clause or "",
        ]
        for condition in plan.conditions
    ]


def _milestones(plan: Plan) -> list[list[str]]:
    return [[_short(item.text), item.deadline or "", item.clause or ""] for item in plan.milestones]


def _rosters(plan: Plan) -> list[list[str]]:
    people = [["人员", person.name, f"{person.role} {person.post or ''}".strip()] for person in plan.people]
    members = [
        [plan_wording.ROSTERS.get(roster.kind, roster.kind), member.text, member.role or ""]
        for roster in plan.rosters
        for member in roster.members
    ]
    return people + members


def _suspicions(plan: Plan) -> list[list[str]]:
    return [
        [
            _short(doubt.text),
            doubt.message,
            "；".join(f"{'★' if reading.likely else ''}{reading.text}" for reading in doubt.readings),
        ]
        for doubt in plan.suspicions
    ]


def _short(text: str) -> str:
    return cut(plan_wording.one_line(text), _LONG)
