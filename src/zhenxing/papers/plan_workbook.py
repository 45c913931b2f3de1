"""Everything a compiled plan holds, as a workbook: one kind a sheet, each row with its clause and words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zhenxing.core.compiler.plan import Condition, Figure, Goal, Plan, Suspicion
from zhenxing.core.compiler.source import Span
from zhenxing.papers import plan_wording
from zhenxing.papers.looks import Tone
from zhenxing.papers.plan_sheets import about_sheet, more_sheets
from zhenxing.papers.sheets import Cell, Column, Sheet, Value, workbook

_CLAUSE = Column("依据条款", "text", 22)
_WORDS = Column("原文", "long", 48)
_PLACE = Column("原文位置", "text", 14)
_CERTAINTY = Column("把握", "text", 10)


def plan_workbook(plan: Plan, *, demo: bool = False) -> bytes:
    """An .xlsx of the whole plan. `demo` marks every sheet 演示数据."""
    header = plan.header
    title = plan_wording.found(header.title) or plan.source.name or "公文"
    sheets = [
        goal_sheet(plan),
        task_sheet(plan),
        figure_sheet(plan),
        condition_sheet(plan),
        *more_sheets(plan),
        doubt_sheet(plan),
        repair_sheet(plan),
    ]
    return workbook([about_sheet(plan, title, sheets), *sheets], title=title, demo=demo)


def goal_sheet(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("指标", "text", 28),
        Column("要求", "text", 9),
        *_value_columns(),
        Column("完成时限", "text", 11),
        Column("范围", "text", 12, optional=True),
        Column("性质", "text", 10, optional=True),
        _CLAUSE,
        _WORDS,
        _CERTAINTY,
    ]
    rows = [
        [
            number,
            goal.indicator,
            plan_wording.OPERATORS[goal.op],
            *_amount(goal, plan),
            goal.deadline or "文中未写明",
            goal.scope,
            _nature(goal),
            plan_wording.clause_name(plan, goal.clause),
            goal.text,
            _certainty(goal.certainty),
        ]
        for number, goal in enumerate(plan.goals, 1)
    ]
    return Sheet("目标", columns, rows, title="目标", empty="没有找到带数字的目标。", freeze_columns=2)


def task_sheet(plan: Plan) -> Sheet:
    """In the form clerks know as 任务分解表."""
    columns = [
        Column("序号", "whole", 6),
        Column("所属部分", "text", 14),
        Column("任务", "text", 22),
        Column("具体内容", "long", 70),
        Column("牵头单位", "text", 16, groups=("责任分工",)),
        Column("配合单位", "text", 28, groups=("责任分工",)),
        Column("文中主体", "text", 14, groups=("责任分工",), optional=True),
        Column("责任领导", "text", 10, groups=("责任分工",), optional=True),
        Column("完成时限", "text", 11),
        Column("依据条款", "text", 12),
        _CERTAINTY,
    ]
    rows: list[list[Value]] = [
        [
            number,
            plan_wording.section_name(plan, task),
            f"{task.number or ''}{task.heading}",
            plan_wording.shortened(task.text),
            plan_wording.units(task.lead) or (Cell("未明确", "warn") if task.support else ""),
            plan_wording.units(task.support),
            plan_wording.units(task.actors),
            "、".join(task.leaders),
            task.deadline,
            plan_wording.clause_number(plan, task.clause),
            _certainty(task.certainty),
        ]
        for number, task in enumerate(plan.tasks, 1)
    ]
    notes = ["牵头、配合只取自文中的责任分工；“文中主体”是正文里提到的单位，供分工时参考。"]
    return Sheet(
        "任务分解表", columns, rows, title="任务分解表", notes=notes, empty="没有找到任务。", freeze_columns=3
    )


def figure_sheet(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("指标", "text", 28),
        Column("关系", "text", 9),
        *_value_columns(),
        Column("时期", "text", 11),
        _CLAUSE,
        _WORDS,
        _CERTAINTY,
    ]
    rows = [
        [
            number,
            figure.indicator,
            plan_wording.OPERATORS[figure.op],
            *_amount(figure, plan),
            figure.period or "文中未写明",
            plan_wording.clause_name(plan, figure.clause),
            figure.text,
            _certainty(figure.certainty),
        ]
        for number, figure in enumerate(plan.figures, 1)
    ]
    return Sheet("数据", columns, rows, title="文中陈述的数据", empty="没有找到数据。", freeze_columns=2)


def condition_sheet(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("对象", "text", 28),
        Column("要求", "text", 9),
        *_value_columns(),
        Column("奖励", "text", 24, optional=True),
        Column("处罚", "text", 20, optional=True),
        Column("择一组", "text", 10, optional=True),
        _CLAUSE,
        _WORDS,
        _CERTAINTY,
    ]
    rows = [
        [
            number,
            condition.subject,
            plan_wording.OPERATORS[condition.op] if condition.op else "",
            *_amount(condition, plan),
            condition.award,
            condition.penalty,
            condition.alternative_group,
            plan_wording.clause_name(plan, condition.clause),
            condition.text,
            _certainty(condition.certainty),
        ]
        for number, condition in enumerate(plan.conditions, 1)
    ]
    notes = (
        ["同一“择一组”的条件满足其一即可。"]
        if any(item.alternative_group for item in plan.conditions)
        else []
    )
    return Sheet(
        "条件", columns, rows, title="条件、奖补与退出", notes=notes, empty="没有找到条件。", freeze_columns=2
    )


def doubt_sheet(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("类别", "text", 10),
        _CLAUSE,
        Column("文字", "long", 36),
        Column("说明", "long", 40),
        Column("可能的读法", "long", 44),
        _PLACE,
    ]
    doubts: list[list[Value]] = [
        [
            number,
            Cell("存疑", "alert"),
            _clause_at(plan, doubt.span),
            doubt.text,
            doubt.message,
            _readings(doubt),
            plan_wording.place(plan, doubt.span),
        ]
        for number, doubt in enumerate(plan.suspicions, 1)
    ]
    items: list[list[Value]] = [
        [
            number,
            Cell("待核", "warn"),
            _clause_at(plan, item.span),
            item.text,
            item.message,
            "",
            plan_wording.place(plan, item.span),
        ]
        for number, item in enumerate(plan.review, len(doubts) + 1)
    ]
    notes = ["存疑：原文疑有缺损；待核：程序没有读懂。两者都须人工对照原件判断。"]
    return Sheet(
        "存疑与待核",
        columns,
        [*doubts, *items],
        title="存疑与待核",
        notes=notes,
        empty="没有存疑或待核之处。",
    )


def repair_sheet(plan: Plan) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("种类", "text", 18),
        Column("改动前", "long", 48),
        Column("改动后", "long", 48),
        Column("处数", "whole", 8),
        Column("原文位置", "text", 16),
        _CERTAINTY,
    ]
    rows = [
        [
            number,
            plan_wording.KINDS.get(repair.kind, repair.kind),
            repair.before,
            repair.after or Cell("（删去）" if repair.before else "", "muted"),
            repair.count,
            f"{repair.source_span.start}–{repair.source_span.end}",
            _certainty(repair.certainty),
        ]
        for number, repair in enumerate(plan.repairs, 1)
    ]
    notes = ["位置是字符在所存原文中的序号，从 0 起。"]
    return Sheet("修复记录", columns, rows, title="整理文字时的改动", notes=notes, empty="没有改动原文。")


def _value_columns() -> Sequence[Column]:
    return (Column("数值", "number", 16), Column("单位", "text", 8), Column("读作", "text", 14))


def _amount(item: Goal | Figure | Condition, plan: Plan) -> tuple[Value, Value, Value]:
    """The exact number where there is one, its unit, and both as a reader says them."""
    said = plan_wording.amount(item.value, item.unit)
    single = item.value if isinstance(item.value, Decimal) else None
    if item.value is None:
        doubtful = getattr(item, "suspicion", None)
        return (
            Cell(
                "存疑" if doubtful else "", "alert" if doubtful else "", goto="存疑与待核" if doubtful else ""
            ),
            item.unit,
            "",
        )
    if item.unit == "%":
        return Cell(single, number_format="0.##%"), "", said
    return single, item.unit, said


def _nature(goal: Goal) -> str:
    words = [("力争", goal.aspirational), ("增量", goal.increment)]
    return "、".join(word for word, holds in words if holds)


def _certainty(certainty: str) -> Cell:
    tones: dict[str, Tone] = {"certain": "", "likely": "", "unsure": "warn"}
    return Cell(plan_wording.CERTAINTY[certainty], tones[certainty])


def _clause_at(plan: Plan, span: Span) -> str:
    clause = plan.clause_at(span.start)
    return plan_wording.clause_name(plan, clause.id if clause else None)


def _readings(doubt: Suspicion) -> str:
    return "\n".join(
        f"{'★' if reading.likely else '·'} {reading.text}：{reading.reason}" for reading in doubt.readings
    )
