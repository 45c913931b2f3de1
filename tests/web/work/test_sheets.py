"""One page a unit, one a leader, and the busy units: set-based, within the viewer's scope."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from web.ledger.ledger_samples import CHINA
from web.work.work_samples import DAY, declared, open_tasks, task, timed
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger import registry
from zhenxing.web.organisations.models import Area, Incumbency, Post
from zhenxing.web.work.sheets import busy, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.MEDIA_ROOT = tmp_path
    declared(monkeypatch)
    with time_machine.travel(datetime(2026, 3, 17, 9, 0, tzinfo=CHINA), tick=True):
        yield


@pytest.fixture
def where() -> Area:
    return area()


def test_a_unit_s_page_counts_what_is_late_and_what_comes(where: Area) -> None:
    bureau = unit(where, "云岭县工业和信息化局")
    timed(task(where, bureau, "已经超期的事"), bureau, on=date(2026, 3, 2))
    timed(task(where, bureau, "快到期的事"), bureau, on=date(2026, 3, 10))
    task(where, bureau, "没有时限的事")
    task(where, bureau, "做完的事", state="done")
    sheet = sheet_of(bureau, person("office", where), DAY)
    assert (sheet.total, sheet.overdue, sheet.soon) == (3, 1, 1)
    assert [(one.label, one.tone) for one in sheet.sections[0].entries if one.light] == [
        ("已经超期的事", "bad"),
        ("快到期的事", "warn"),
    ]
    assert [one.label for one in sheet.coming] == ["快到期的事 完成期限"]
    assert [(colour, n) for colour, _tone, n in sheet.lights] == [("红", 1), ("黄", 1)]
    page = signed_in(person("liaison", bureau)).get(f"/work/unit/{bureau.pk}/")
    assert page.status_code == 200
    assert "已经超期的事" in page.text and "做完的事" not in page.text
    # who may not see the tasks sees none, and is told that this is so
    stranger = signed_in(person("liaison", unit(where))).get(f"/work/unit/{bureau.pk}/")
    assert "已经超期的事" not in stranger.text and "只列出您有权查看的事项" in stranger.text
    assert signed_in(person("office", area("清河县"))).get(f"/work/unit/{bureau.pk}/").status_code == 404


def test_a_leader_s_page_has_what_was_laid_upon_the_post(where: Area) -> None:
    government = unit(where, "云岭县人民政府")
    post = Post.objects.create(unit=government, title="副县长", duty="分管工业")
    Incumbency.objects.create(post=post, person="周明", begins=date(2025, 1, 1))
    timed(task(where, government, accountable_post=post), government, leader=post)
    page = signed_in(person("leader", where)).get(f"/work/post/{post.pk}/")
    assert "领导工作一览" in page.text and "周明，分管工业" in page.text and "建一条中试线" in page.text


def test_a_part_with_a_day_of_its_own_needs_no_clock(where: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau = unit(where)
    registry.work("led", "任务", lambda unit: open_tasks().filter(assignments__unit=unit), due="due_on")
    monkeypatch.setattr("zhenxing.web.work.sheets.ledger_of", lambda _record: None)
    for heading, due in (("甲", date(2026, 3, 1)), ("乙", date(2026, 3, 20)), ("丙", None)):
        task(where, bureau, heading, due_on=due)
    sheet = sheet_of(bureau, person("office", where), DAY)
    assert (sheet.total, sheet.overdue, sheet.soon) == (3, 1, 1)
    assert {one.label: one.light for one in sheet.sections[0].entries} == {
        "甲": "2026-03-01 已到期",
        "乙": "2026-03-20 到期",
        "丙": "",
    }
    registry.work("led", "任务", lambda unit: open_tasks().filter(assignments__unit=unit))
    plain = sheet_of(bureau, person("office", where), DAY)
    assert (plain.total, plain.overdue, plain.soon) == (3, 0, 0)


def test_busy_units_most_overdue_first_in_as_many_queries_however_many(where: Area) -> None:
    first, second = unit(where, "云岭县商务局"), unit(where, "云岭县文旅局")
    timed(task(where, second, "超期"), second, on=date(2026, 3, 2))
    timed(task(where, first, "不急"), first, on=date(2026, 3, 10))
    task(where, first, "没有时限")
    office = person("office", where)
    rows = busy(office, DAY)
    assert [(row.unit, row.total, row.overdue, row.soon) for row in rows] == [
        ("云岭县文旅局", 1, 1, 0),
        ("云岭县商务局", 2, 0, 1),
    ]
    with CaptureQueriesContext(
        connection,
    ) as few:
        busy(office, DAY)
    for number in range(6):
        another = unit(where)
        timed(task(where, another, f"又一件{number}"), another)
    with CaptureQueriesContext(connection) as many:
        assert len(busy(office, DAY)) == 8
    assert len(many) == len(few)
    page = signed_in(office).get("/work/busy/")
    assert page.text.index("云岭县文旅局") < page.text.index("云岭县商务局")
    assert signed_in(person("liaison", first)).get("/work/busy/").status_code == 404
