"""What the pages of a document give out as workbooks, handed to `papers` as frozen values."""

from __future__ import annotations

from zhenxing.papers import matrix as paper
from zhenxing.papers.plan_workbook import plan_workbook
from zhenxing.web.documents.matrix import MatrixPage, MatrixTask
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sources import plan_of


def matrix_file(matrix: MatrixPage) -> bytes:
    """The matrix as .xlsx: 责任矩阵, 发现, 任务分解表."""
    names = dict.fromkeys(name for task in matrix.tasks for name, _printed in (*task.lead, *task.support))
    labels = {name.label: name.group for name in names}
    findings = tuple(
        paper.MatrixFinding(
            str(finding.short), item.text, finding.message + (f"；{item.note}" if item.note else "")
        )
        for finding in matrix.findings
        for item in finding.items
    )
    document = matrix.document
    sheet = paper.ResponsibilityMatrix(
        document=document.title,
        units=tuple(paper.MatrixUnit(label, group) for label, group in labels.items()),
        tasks=tuple(_row(task) for task in matrix.tasks),
        findings=findings,
        doc_number=document.doc_number,
    )
    return paper.matrix_workbook(sheet)


def _row(task: MatrixTask) -> paper.MatrixTask:
    lead = tuple(dict.fromkeys(name.label for name, _printed in task.lead))
    support = dict.fromkeys(name.label for name, _printed in task.support)
    return paper.MatrixTask(
        number=task.number,
        heading=task.heading,
        section=task.section,
        content=task.content,
        lead=lead,
        support=tuple(label for label in support if label not in lead),
        deadline=task.deadline,
        clause=task.clause,
    )


def plan_file(document: Document) -> bytes:
    """The whole compiled plan as .xlsx, one kind a sheet."""
    return plan_workbook(plan_of(document))
