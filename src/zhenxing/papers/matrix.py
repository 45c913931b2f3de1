"""The responsibility matrix as a workbook: who leads and who supports what, findings, and the task list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from zhenxing.papers.looks import Tone
from zhenxing.papers.sheets import Cell, Column, Sheet, Value, workbook

LEAD, SUPPORT = "●", "○"
_TONES: Final[dict[str, Tone]] = {"alert": "alert", "warn": "warn", "note": ""}
_WEIGHTS: Final = {"alert": "须处理", "warn": "请留意", "note": "供参考"}


@dataclass(frozen=True)
class MatrixUnit:
    """A column: a unit and the heading it stands under (县直单位, 乡镇, 园区 …)."""

    name: str
    group: str = ""


@dataclass(frozen=True)
class MatrixTask:
    """A row. `lead` and `support` are names of `MatrixUnit`s."""

    number: str
    heading: str
    section: str = ""
    content: str = ""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: str = ""
    clause: str = ""


@dataclass(frozen=True)
class MatrixFinding:
    """Something the X-ray saw: a task without a lead, a member without a task, two names of one unit."""

    kind: str
    subject: str
    message: str
    clause: str = ""
    weight: Literal["alert", "warn", "note"] = "warn"


@dataclass(frozen=True)
class ResponsibilityMatrix:
    """What the workbook shows. Units and tasks keep their order; tasks of a section stand together."""

    document: str
    units: tuple[MatrixUnit, ...]
    tasks: tuple[MatrixTask, ...]
    findings: tuple[MatrixFinding, ...] = ()
    doc_number: str = ""


def matrix_workbook(matrix: ResponsibilityMatrix, *, demo: bool = False) -> bytes:
    """Sheets 责任矩阵, 发现 and 任务分解表; raises ValueError for a mark on a unit without a column."""
    known = {unit.name for unit in matrix.units}
    unknown = {name for task in matrix.tasks for name in (*task.lead, *task.support)} - known
    if unknown:
        raise ValueError(f"units without a column: {'、'.join(sorted(unknown))}")
    sheets = [_matrix_sheet(matrix), _finding_sheet(matrix), _task_sheet(matrix)]
    return workbook(sheets, title=f"{matrix.document}责任矩阵", demo=demo)


def _matrix_sheet(matrix: ResponsibilityMatrix) -> Sheet:
    marks = [_marks(task) for task in matrix.tasks]
    columns = [
        Column("所属部分", "text", 14),
        Column("序号", "text", 7),
        Column("任务", "text", 34),
        *(Column(unit.name, "mark", 4.3, _groups(unit), upright=True) for unit in _grouped(matrix.units)),
        Column("牵头", "whole", 6, ("单位数",)),
        Column("配合", "whole", 6, ("单位数",)),
    ]
    units = [unit.name for unit in _grouped(matrix.units)]
    rows: list[list[Value]] = [
        [
            task.section,
            task.number,
            task.heading,
            *(_mark(found.get(name, "")) for name in units),
            len(task.lead) if task.lead or not task.support else Cell(0, "warn"),
            len(task.support),
        ]
        for task, found in zip(matrix.tasks, marks, strict=True)
    ]
    return Sheet(
        "责任矩阵",
        columns,
        rows,
        title=f"{matrix.document}责任矩阵",
        notes=[_legend(matrix)],
        totals=_totals(units, marks, matrix),
        freeze_columns=3,
        empty="没有任务。",
        merge_down=frozenset({0}),
    )


def _grouped(units: Sequence[MatrixUnit]) -> list[MatrixUnit]:
    """Units of a group side by side, groups in the order in which they first come."""
    order = {unit.group: index for index, unit in reversed(list(enumerate(units)))}
    return sorted(units, key=lambda unit: order[unit.group])


def _groups(unit: MatrixUnit) -> tuple[str, ...]:
    return (unit.group,) if unit.group else ()


def _marks(task: MatrixTask) -> dict[str, str]:
    return {**dict.fromkeys(task.support, SUPPORT), **dict.fromkeys(task.lead, LEAD)}


def _mark(mark: str) -> Value:
    return Cell(mark, "strong") if mark == LEAD else mark or None


def _legend(matrix: ResponsibilityMatrix) -> str:
    pairs = sum(len(task.lead) + len(task.support) for task in matrix.tasks)
    leaderless = sum(bool(task.support) and not task.lead for task in matrix.tasks)
    unassigned = sum(not task.support and not task.lead for task in matrix.tasks)
    parts = [
        f"任务 {len(matrix.tasks)} 项",
        f"单位 {len(matrix.units)} 个",
        f"分工 {pairs} 处",
        f"有分工而未明确牵头 {leaderless} 项",
        f"没有写明分工 {unassigned} 项",
    ]
    source = f"　　依据：{matrix.doc_number}" if matrix.doc_number else ""
    return f"{LEAD} 牵头　{SUPPORT} 配合（责任）　　{'，'.join(parts)}。{source}"


def _totals(
    units: Sequence[str], marks: Sequence[dict[str, str]], matrix: ResponsibilityMatrix
) -> list[list[Value]]:
    """Two rows: of how many tasks each unit is the lead, and in how many it supports."""
    tally = Counter((name, mark) for found in marks for name, mark in found.items())
    leads = sum(len(task.lead) for task in matrix.tasks)
    supports = sum(len(task.support) for task in matrix.tasks)
    return [
        ["合计", "", "牵头任务数", *(tally[name, LEAD] for name in units), leads, ""],
        ["合计", "", "配合任务数", *(tally[name, SUPPORT] for name in units), "", supports],
    ]


def _finding_sheet(matrix: ResponsibilityMatrix) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("程度", "text", 9),
        Column("类别", "text", 34),
        Column("对象", "long", 36),
        Column("说明", "long", 46),
        Column("依据条款", "text", 16, optional=True),
    ]
    rows: list[list[Value]] = [
        [
            number,
            Cell(_WEIGHTS[finding.weight], _TONES[finding.weight]),
            finding.kind,
            finding.subject,
            finding.message,
            finding.clause,
        ]
        for number, finding in enumerate(matrix.findings, 1)
    ]
    return Sheet("发现", columns, rows, title="分工中的问题", empty="没有发现问题。", freeze_columns=3)


def _task_sheet(matrix: ResponsibilityMatrix) -> Sheet:
    columns = [
        Column("序号", "whole", 6),
        Column("任务", "text", 24),
        Column("具体内容", "long", 64),
        Column("牵头单位", "text", 20),
        Column("责任（配合）单位", "text", 34),
        Column("完成时限", "text", 12),
        Column("依据条款", "text", 14),
    ]
    rows: list[list[Value]] = [
        [
            number,
            f"{task.number}{task.heading}",
            task.content,
            "、".join(task.lead) or Cell("未明确", "warn"),
            "、".join(task.support),
            task.deadline,
            task.clause,
        ]
        for number, task in enumerate(matrix.tasks, 1)
    ]
    notes = [f"依据：{matrix.doc_number}"] if matrix.doc_number else []
    title = f"{matrix.document}任务分解表"
    return Sheet("任务分解表", columns, rows, title=title, notes=notes, empty="没有任务。", freeze_columns=2)
