"""No sheet, however strange, breaks the finding of its table or the checks; no record is lost in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.workbook_files import CODES, SPEC
from zhenxing.engines.checks import check
from zhenxing.intake.workbooks import Workbook, prepare, sheet_of

words = st.sampled_from(
    [
        None, "", " ", "企业名称", "信用代码", "营业收入", "营业收入（万元）", "单位：万元", "合计", "小计",
        "填表人：", "一、", "甲", "1", "2",
        "1.5", "约10", "2024年3月", "#N/A", "无", "备注", *CODES,
    ]
)  # fmt: skip
cells = st.one_of(words, words, st.text(max_size=12))
grids = st.lists(st.lists(cells, min_size=1, max_size=6), min_size=0, max_size=9)


def holds(row: list[str | None], column: int) -> bool:
    return column < len(row) and bool((row[column] or "").strip())


@settings(deadline=None)
@given(grids)
def test_any_sheet(rows: list[list[str | None]]) -> None:
    prepared = prepare(Workbook("a", "xlsx", (sheet_of("表", rows),)), SPEC)
    assert len(prepared.sheets) + len(prepared.left_out) == 1
    for sheet in prepared.sheets:
        named = [heading.column for heading in sheet.layout.headings if heading.levels]
        below = range(sheet.layout.last_heading_row, len(rows))
        filled = {row + 1 for row in below if any(holds(rows[row], column) for column in named)}
        assert filled <= set(sheet.rows.tolist()) | {row.row for row in sheet.skipped}
    checked = check(prepared.sheets, SPEC)
    assert len(checked.bad) == checked.table.num_rows
    assert all(fault.message and fault.advice for fault in checked.faults)
