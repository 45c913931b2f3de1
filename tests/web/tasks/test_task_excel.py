"""Parts and reports in a workbook: what does not hold is told of in its cell before anything is written."""

from __future__ import annotations

from typing import Any

import pytest

from web.imports.conftest import book, brought, confirmed, said
from web.tasks.task_samples import County
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.tasks.models import Subtask, TaskReport
from zhenxing.web.tasks.register import SUBTASKS, TASK_REPORTS

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_of_a_unit_without_a_part_is_told_of_in_its_cell(place: County) -> None:
    on = place.task(place.industry)
    head = ["任务", "报送单位", "月份", "累计进度（%）"]
    rows = [[str(on), str(place.trade), "2026-03", 20], [str(on), str(place.industry), "2026-03", 40]]
    made = brought(TASK_REPORTS, place.clerk, book(head, *rows))
    assert said(made) == [("B2", "rule")] and made.inserts == 1
    confirmed(made, place.clerk, partly=True)
    assert [one.percent for one in TaskReport.objects.all()] == [40]


def test_what_a_register_says_against_a_row_names_its_column(
    place: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = place.task(place.industry)
    made = brought(
        SUBTASKS, place.clerk, book(["所属任务", "分任务", "责任单位"], [str(on), "甲", str(place.trade)])
    )

    def refuse(*_given: Any) -> None:
        raise Invalid({"unit": ("这个单位已经撤并。",)})

    monkeypatch.setattr(Subtask, "written", refuse)
    confirmed(made, place.clerk)
    assert (
        made.error.startswith("一行都没有写入。责任单位：这个单位已经撤并。") and not Subtask.objects.exists()
    )
