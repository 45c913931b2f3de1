"""The register of tasks: inherited behaviour, who sees which, its filters, its parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.documents.document_samples import received
from zhenxing.web.documents.models import Proposal
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.register import TASKS


def task(where: Area, heading: str = "培育龙头企业", lead: Unit | None = None, **fields: Any) -> Task:
    clerk = person("office", where)
    document = received(clerk, where, f"{heading}的文件正文{clerk.pk}")
    made: Task = Task.objects.create(document=document, area=where, heading=heading, content="原话", **fields)
    if lead is not None:
        TaskAssignment.objects.create(task=made, unit=lead, role="lead", printed="工信局")
    return made


class TestTaskRegister(RegisterTests):
    register = TASKS

    def record(self, where: Area) -> Task:
        return task(where, lead=unit(where))

    def form(self, where: Area) -> dict[str, Any]:
        clerk = person("office", where)
        typed = {"heading": "建设公共检测平台", "content": "按纪要办理", "lead_words": "县工信局"}
        document = received(clerk, where, f"纪要正文{clerk.pk}")
        return {**typed, "area": where.pk, "document": document.pk, "due_on": "2027-06-30", "weight": "2"}


def shown(where: Area, query: str, role: str = "office", of: Unit | None = None) -> str:
    return signed_in(person(role, of or where)).get(f"/tasks/{query}").text


@pytest.mark.django_db
def test_a_task_is_found_by_document_unit_section_deadline_and_state() -> None:
    where = area()
    lead = unit(where, "县工信局")
    first = task(where, lead=lead, section="二、重点任务", deadline="2026-06", due_on=date(2026, 6, 30))
    task(where, "打造区域品牌", section="三、政策", state="done", deadline="2025")
    for query in (
        f"?document={first.document.pk}",
        f"?unit={lead.pk}",
        "?section=二、重点任务",
        "?state=open",
        "?q=龙头",
        "?q=县工信局",
    ):
        page = shown(where, query)
        assert f"/tasks/{first.pk}/" in page and ">打造区域品牌</a>" not in page, query
    assert "没有符合条件" in shown(where, "?unit=x")


@pytest.mark.django_db
def test_a_department_sees_the_tasks_it_has_a_part_in() -> None:
    where = area()
    mine, other = unit(where, "县工信局"), unit(where, "县财政局")
    task(where, lead=mine)
    assert "培育龙头企业" in shown(where, "", "liaison", mine)
    assert "培育龙头企业" not in shown(where, "", "liaison", other)


@pytest.mark.django_db
def test_the_detail_shows_the_parts_as_printed_and_the_clause() -> None:
    where = area()
    record = task(where, lead=unit(where, "县工业和信息化局"), start=3, end=9, due_on=date(2026, 6, 30))
    found = {"kind": "task", "certainty": "certain", "payload": {}}
    proposal = Proposal.objects.create(document=record.document, number=99, **found)
    Task.objects.filter(pk=record.pk).update(proposal=proposal)
    TaskAssignment.objects.create(task=record, unit=None, role="support", printed="某局")
    page = shown(where, f"{record.pk}/")
    assert "县工业和信息化局" in page and "文中作 工信局" in page
    assert "某局" in page and "未对应单位" in page
    assert f"/documents/{record.document.pk}/read/?at=3-9#at" in page
    assert "日期为采纳时所定" in page
    assert str(record.assignments.get(unit=None)) == "某局 · 配合"
