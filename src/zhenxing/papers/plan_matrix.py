"""A compiled plan's responsibility matrix as a workbook, with what the X-ray saw."""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal

from zhenxing.core.compiler.matrix import Matrix, Part
from zhenxing.core.compiler.plan import Organisation, Plan, Task
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.xray import Finding, Item, Xray, examine
from zhenxing.papers import plan_wording
from zhenxing.papers.matrix import (
    MatrixFinding,
    MatrixTask,
    MatrixUnit,
    ResponsibilityMatrix,
    matrix_workbook,
)

_GROUPS: Final = {
    "county": "县直单位",
    "township": "乡镇",
    "park": "园区",
    "city": "上级单位",
    "province": "上级单位",
    "national": "上级单位",
    "unknown": "其他单位",
}
_COLLECTIVE: Final = "集合称谓"
_WEIGHTS: Final[dict[str, Literal["alert", "warn", "note"]]] = {
    "unassigned": "alert",
    "without_lead": "alert",
    "target_conflict": "alert",
    "target_falls": "alert",
    "growth_mismatch": "alert",
    "increment_mismatch": "alert",
    "target_past": "alert",
    "task_past": "alert",
    "busiest_units": "note",
    "outside_group": "note",
    "without_deadline": "note",
}


def plan_matrix_workbook(plan: Plan, xray: Xray | None = None, *, demo: bool = False) -> bytes:
    """An .xlsx with sheets 责任矩阵, 发现 and 任务分解表. `xray` saves examining the plan again."""
    return matrix_workbook(responsibility_matrix(plan, xray or examine(plan)), demo=demo)


def responsibility_matrix(plan: Plan, xray: Xray) -> ResponsibilityMatrix:
    """The plan's units under the headings of their levels, its tasks, and the X-ray's findings."""
    matrix = xray.matrix
    names = _unit_names(matrix)
    organisations = {organisation.key: organisation for organisation in plan.organisations}
    units = tuple(
        MatrixUnit(names[row.unit], _group(organisations.get(row.unit), row.collective))
        for row in matrix.rows
    )
    tasks = tuple(_task(plan, task, index, matrix, names) for index, task in enumerate(plan.tasks))
    findings = tuple(
        found for finding in xray.findings for found in _findings(plan, finding, len(plan.tasks))
    )
    title = plan_wording.found(plan.header.title) or plan.source.name
    return ResponsibilityMatrix(title, units, tasks, findings, plan_wording.found(plan.header.doc_number))


def _unit_names(matrix: Matrix) -> dict[str, str]:
    """Unit key → name; two units of one name keep their keys beside it."""
    often = Counter(row.name for row in matrix.rows)
    return {
        row.unit: row.name if often[row.name] == 1 else f"{row.name}（{row.unit}）" for row in matrix.rows
    }


def _group(organisation: Organisation | None, collective: bool) -> str:
    if collective:
        return _COLLECTIVE
    return _GROUPS[organisation.level if organisation else "unknown"]


def _task(plan: Plan, task: Task, index: int, matrix: Matrix, names: dict[str, str]) -> MatrixTask:
    return MatrixTask(
        number=task.number or "",
        heading=task.heading,
        section=plan_wording.section_name(plan, task),
        content=plan_wording.shortened(task.text),
        lead=_units(matrix, index, "lead", names),
        support=_units(matrix, index, "support", names),
        deadline=task.deadline or "",
        clause=plan_wording.clause_number(plan, task.clause),
    )


def _units(matrix: Matrix, index: int, part: Part, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[row.unit] for row in matrix.rows if row.parts[index] == part)


def _findings(plan: Plan, finding: Finding, tasks: int) -> list[MatrixFinding]:
    """One row an item; what is true of every task is said once."""
    weight = _WEIGHTS.get(finding.kind, "warn")
    kind = finding.message.partition("：")[0]
    if finding.kind == "without_deadline" and len(finding.items) == tasks:
        return [MatrixFinding(kind, "全部任务", finding.message, "", weight)]
    return [
        MatrixFinding(kind, item.text, item.note, _clause(plan, item.span), weight)
        for item in _items(finding)
    ]


def _items(finding: Finding) -> tuple[Item, ...]:
    return finding.items or (Item(finding.message),)


def _clause(plan: Plan, span: Span | None) -> str:
    clause = plan.clause_at(span.start) if span else None
    return plan_wording.clause_number(plan, clause.id) if clause else ""
