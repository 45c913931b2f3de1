"""What the pages of a document give out as workbooks, handed to `papers` as frozen values."""

from __future__ import annotations

from zhenxing.core.compiler.serialise import plan_from_dict
from zhenxing.papers import matrix as paper
from zhenxing.papers.plan_workbook import plan_workbook
from zhenxing.web.documents.jobs import source_of
from zhenxing.web.documents.matrix import Matrix
from zhenxing.web.documents.models import Document
from zhenxing.web.tasks.states import LEAD, SUPPORT


def matrix_file(matrix: Matrix) -> bytes:
    """The matrix as .xlsx: 责任矩阵, 发现, 任务分解表."""
    labels = {key: name.label for key, name in matrix.names.items()}
    used = dict.fromkeys(key for task in matrix.tasks for key, _role in task.parts)
    groups = {name.label: name.group for name in matrix.names.values()}
    tasks = tuple(
        paper.MatrixTask(
            number=task.number,
            heading=task.heading,
            section=task.section,
            content=task.content,
            lead=_labels(task.names(LEAD), labels),
            support=_labels(task.names(SUPPORT), labels),
            deadline=task.deadline,
            clause=task.clause,
        )
        for section in matrix.sections
        for task in section.tasks
    )
    units = tuple(paper.MatrixUnit(label, groups[label]) for label in _labels(list(used), labels))
    findings = tuple(
        paper.MatrixFinding(str(finding.label), item.text, str(finding.hint))
        for finding in matrix.findings
        for item in finding.items
    )
    document = matrix.document
    return paper.matrix_workbook(
        paper.ResponsibilityMatrix(document.title, units, tasks, findings, document.doc_number)
    )


def _labels(keys: list[str], labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels[key] for key in keys))


def plan_file(document: Document) -> bytes:
    """The whole compiled plan as .xlsx, one kind a sheet."""
    stored = document.plans.latest("id")
    return plan_workbook(plan_from_dict(stored.plan, source_of(document)))
