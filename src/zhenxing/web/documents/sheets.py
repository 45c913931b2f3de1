"""What the pages of a document give out as workbooks, handed to `papers` as frozen values."""

from __future__ import annotations

from zhenxing.papers import matrix as paper
from zhenxing.papers.plan_workbook import plan_workbook
from zhenxing.papers.sheets import Column, Sheet, workbook
from zhenxing.web.documents.corrections import Corrections
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.matrix import MatrixPage, MatrixTask
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sources import plan_of
from zhenxing.web.kit.demo import is_demo

#: more cases than this are asked for with filters
_MOST_CASES = 50_000


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
    return paper.matrix_workbook(sheet, demo=is_demo())


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


def corrections_file(view: Corrections) -> bytes:
    """The statistics of corrections as .xlsx: 按类别, 按字段, 疑点读法, 更正明细."""
    sheets = [_kind_sheet(view), _field_sheet(view), _reading_sheet(view), _case_sheet(view)]
    return workbook(sheets, title="解析更正统计", demo=is_demo())


def _kind_sheet(view: Corrections) -> Sheet:
    titles = ("机器提出", "未改接受", "修改", "退回", "并入", "拆分", "补录", "待核")
    columns = [Column("类别"), *(Column(title, "whole") for title in titles), Column("未改接受率")]
    rows = [
        [
            str(one.label),
            *(
                one.proposed,
                one.accepted,
                one.edited,
                one.rejected,
                one.merged,
                one.split,
                one.added,
                one.open,
            ),
            one.percent,
        ]
        for one in view.kinds
    ]
    return Sheet("按类别", columns, rows, title="解析更正统计", freeze_columns=1)


def _field_sheet(view: Corrections) -> Sheet:
    columns = [Column("类别"), Column("字段"), Column("改过", "whole"), Column("已核", "whole")]
    rows = [[str(one.kind), str(one.label), one.corrected, one.decided] for one in view.fields]
    return Sheet("按字段", columns, rows, title="改得最多的字段", empty="还没有改过字段")


def _reading_sheet(view: Corrections) -> Sheet:
    rows = [[str(label), count] for label, count in view.readings]
    return Sheet("疑点读法", [Column("读法"), Column("处数", "whole")], rows, title="疑点怎样读的")


def _case_sheet(view: Corrections) -> Sheet:
    columns = [
        Column("文件", "text", 34),
        Column("编号", "whole", 7),
        Column("类别"),
        Column("字段"),
        Column("机器所读", "long", 30),
        Column("人工核定", "long", 30),
        Column("文字", "long", 60),
    ]
    rows = [
        [one.title, one.number, str(KINDS[one.kind].label), str(one.label), one.was, one.now, one.text]
        for one in view.cases[:_MOST_CASES]
    ]
    return Sheet("更正明细", columns, rows, title="更正明细", empty="还没有更正", freeze_columns=2)


def plan_file(document: Document) -> bytes:
    """The whole compiled plan as .xlsx, one kind a sheet."""
    return plan_workbook(plan_of(document), demo=is_demo())
