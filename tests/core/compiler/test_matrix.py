"""The matrix holds every unit–task pair once per printed name and one row per organisation."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.compiler.duty_plans import PLAN, compiled, plan_of
from zhenxing.core.compiler.matrix import build_matrix

_UNITS = ("县工信局", "县财政局", "县商务局", "县统计局", "各乡镇")


def test_rows_and_columns_of_a_plan() -> None:
    matrix = build_matrix(compiled(PLAN))
    assert [column.heading for column in matrix.columns][:2] == ["做强龙头企业", "推进集群招商"]
    assert [(column.assigned, column.led) for column in matrix.columns] == [
        (True, True),
        (True, True),
        (True, False),
        (True, False),
        (False, False),
        (False, False),
    ]
    rows = {row.unit: row for row in matrix.rows}
    assert rows["county.industry"].parts == ("lead", "support", None, None, None, None)
    assert (rows["county.industry"].tasks, rows["county.industry"].leads) == (2, 1)
    assert rows["collective.townships"].collective


def test_pairs_keep_the_printed_names() -> None:
    plan = compiled(PLAN)
    matrix = build_matrix(plan)
    assert len(matrix.pairs) == 12
    assert {p.printed for p in matrix.pairs if p.unit == "county.financial-regulator"} == {
        "云岭县银保监管组",
        "银保监组",
    }
    assert all(plan.quote(pair.span) == pair.printed for pair in matrix.pairs)


def test_a_unit_printed_in_two_ways_for_one_task_has_one_cell_where_lead_wins() -> None:
    matrix = build_matrix(plan_of("二、重点任务\n(一)扩产。(县工信局牵头,县工业和信息化局、县财政局配合)"))
    assert [(row.unit, row.parts) for row in matrix.rows] == [
        ("county.industry", ("lead",)),
        ("county.finance", ("support",)),
    ]
    assert len(matrix.pairs) == 3


def test_an_empty_plan_has_an_empty_matrix() -> None:
    matrix = build_matrix(compiled("简介\n\n这里盛产陶土。"))
    assert (matrix.rows, matrix.columns, matrix.pairs) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_UNITS), min_size=1, unique=True), min_size=1, max_size=4))
def test_cells_count_what_the_lines_say(tasks: list[list[str]]) -> None:
    numbers = "一二三四"
    items = [
        f"({n})任务{n}号。抓好落实工作。({'、'.join(units)}分工负责)"
        for n, units in zip(numbers, tasks, strict=False)
    ]
    matrix = build_matrix(plan_of("二、重点任务\n" + "\n".join(items)))
    assert sum(row.tasks for row in matrix.rows) == len(matrix.pairs) == sum(map(len, tasks))
    assert sum(row.leads for row in matrix.rows) == 0
