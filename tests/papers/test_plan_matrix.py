"""From a compiled plan to its matrix workbook: levels become headings, findings become rows."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from papers.samples import a_plan
from zhenxing.core.compiler.plan import Organisation, Plan
from zhenxing.core.compiler.xray import examine
from zhenxing.papers.matrix import MatrixTask, MatrixUnit
from zhenxing.papers.plan_matrix import plan_matrix_workbook, responsibility_matrix


def linked() -> Plan:
    """The sample with its mentions linked to organisations of different levels."""
    plan = a_plan()
    lead, support = plan.tasks[0].lead[0], plan.tasks[0].support[0]
    first = replace(
        plan.tasks[0],
        lead=(replace(lead, unit="fzj"),),
        support=(replace(support, unit="czj"), replace(lead, text="发展局", unit="fzj2")),
    )
    organisations = (
        Organisation("fzj", "县发展局", "county"),
        Organisation("fzj2", "县发展局", "city"),
        Organisation("czj", "各乡镇", "township", collective=True),
    )
    return replace(plan, tasks=(first, plan.tasks[1]), organisations=organisations)


def test_units_stand_under_their_levels_and_namesakes_stay_apart() -> None:
    matrix = responsibility_matrix(linked(), examine(linked()))
    assert matrix.document == "云岭县陶瓷专业镇培育方案"
    assert matrix.doc_number == "云政办发〔2025〕5号"
    assert matrix.units == (
        MatrixUnit("县发展局（fzj）", "县直单位"),
        MatrixUnit("各乡镇", "集合称谓"),
        MatrixUnit("县发展局（fzj2）", "上级单位"),
        MatrixUnit("县商务局", "其他单位"),
    )
    assert matrix.tasks[0] == MatrixTask(
        "（一）",
        "做强龙头",
        "二、重点任务",
        "培育规模以上企业。",
        ("县发展局（fzj）",),
        ("各乡镇", "县发展局（fzj2）"),
        "2026-06",
        "二（一）",
    )


def test_findings_keep_their_weight_and_place() -> None:
    plan = a_plan()
    found = responsibility_matrix(plan, examine(plan)).findings
    leaderless = next(each for each in found if "牵头" in each.kind)
    assert (leaderless.subject[-4:], leaderless.weight) == ("打造品牌", "alert")
    assert next(each for each in found if "完成时限" in each.kind).weight == "note"
    timeless = replace(plan, tasks=tuple(replace(task, deadline=None) for task in plan.tasks))
    found = responsibility_matrix(timeless, examine(timeless)).findings
    assert [each.subject for each in found if "完成时限" in each.kind] == ["全部任务"]


def test_the_workbook_holds_the_three_sheets() -> None:
    for data in (
        plan_matrix_workbook(linked()),
        plan_matrix_workbook(linked(), examine(linked()), demo=True),
    ):
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["责任矩阵", "发现", "任务分解表"]
