"""The responsibility matrix: marks under the right units, totals that add up, findings, the task list."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from zhenxing.papers.matrix import (
    MatrixFinding,
    MatrixTask,
    MatrixUnit,
    ResponsibilityMatrix,
    matrix_workbook,
)

MATRIX = ResponsibilityMatrix(
    "云岭县陶瓷专业镇培育方案",
    (
        MatrixUnit("县发展局", "县直单位"),
        MatrixUnit("青石乡", "乡镇"),
        MatrixUnit("县财政局", "县直单位"),
        MatrixUnit("商会"),
    ),
    (
        MatrixTask(
            "（一）",
            "做强龙头",
            "二、重点任务",
            "培育企业。",
            ("县发展局",),
            ("县财政局", "青石乡"),
            "2026-06",
            "二（一）",
        ),
        MatrixTask("（二）", "打造品牌", "二、重点任务", "办展会。", (), ("县财政局",), "", "二（二）"),
        MatrixTask("（一）", "加强宣传", "三、保障措施"),
    ),
    (
        MatrixFinding("没有牵头单位", "打造品牌", "只列了责任单位。", "三（一）", "alert"),
        MatrixFinding("写法不一", "县发展局", "又作发展局。"),
    ),
    "云政办发〔2025〕5号",
)


def opened(matrix: ResponsibilityMatrix = MATRIX, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(matrix_workbook(matrix, **options)))


def values(sheet: Any, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def test_marks_stand_under_their_units_and_totals_add_up() -> None:
    sheet = opened()["责任矩阵"]
    assert values(sheet, 3) == ["所属部分", "序号", "任务", "县直单位", None, "乡镇", "商会", "单位数", None]
    assert values(sheet, 4)[3:] == ["县发展局", "县财政局", "青石乡", None, "牵头", "配合"]
    assert values(sheet, 5) == ["二、重点任务", "（一）", "做强龙头", "●", "○", "○", None, 1, 2]
    assert values(sheet, 6)[2:] == ["打造品牌", None, "○", None, None, 0, 1]
    assert values(sheet, 7) == ["三、保障措施", "（一）", "加强宣传", None, None, None, None, 0, 0]
    assert values(sheet, 8)[2:] == ["牵头任务数", 1, 0, 0, 0, 1, None]
    assert values(sheet, 9)[2:] == ["配合任务数", 0, 2, 1, 0, None, 3]


def test_the_legend_counts_and_sections_are_merged() -> None:
    sheet = opened()["责任矩阵"]
    assert "任务 3 项，单位 4 个，分工 4 处，有分工而未明确牵头 1 项，没有写明分工 1 项" in sheet["A2"].value
    assert "云政办发〔2025〕5号" in sheet["A2"].value
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A6", "D3:E3", "G3:G4", "H3:I3"} <= merged
    assert sheet.freeze_panes == "D5"


def test_only_a_task_that_should_have_a_lead_is_marked() -> None:
    sheet = opened()["责任矩阵"]
    assert sheet["H6"].fill.start_color.rgb.endswith("FEF3C7")
    assert not sheet["H7"].fill.start_color.rgb.endswith("FEF3C7")


def test_findings_and_the_task_list() -> None:
    book = opened(demo=True)
    assert book.sheetnames == ["责任矩阵", "发现", "任务分解表"]
    assert values(book["发现"], 4) == [
        1,
        "须处理",
        "没有牵头单位",
        "打造品牌",
        "只列了责任单位。",
        "三（一）",
    ]
    tasks = book["任务分解表"]
    assert values(tasks, 4) == [
        "序号",
        "任务",
        "具体内容",
        "牵头单位",
        "责任（配合）单位",
        "完成时限",
        "依据条款",
    ]
    assert values(tasks, 5) == [
        1,
        "（一）做强龙头",
        "培育企业。",
        "县发展局",
        "县财政局、青石乡",
        "2026-06",
        "二（一）",
    ]
    assert values(tasks, 6)[3] == "未明确"


def test_an_empty_matrix_is_still_a_workbook() -> None:
    book = opened(ResponsibilityMatrix("空方案", (), ()))
    assert "没有任务。" in [cell.value for row in book["责任矩阵"] for cell in row]
    assert "没有发现问题。" in [cell.value for row in book["发现"] for cell in row]


def test_a_mark_on_an_unknown_unit_is_an_error() -> None:
    task = MatrixTask("1", "任务", lead=("县林业局",))
    with pytest.raises(ValueError, match="县林业局"):
        matrix_workbook(ResponsibilityMatrix("方案", (), (task,)))
