"""Tasks under the ledger: a light from their day, a clock that follows them, letters to who leads them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from web.documents.document_samples import received
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Area, Post
from zhenxing.web.tasks.models import Task, TaskAssignment

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 2, 1, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def that_night(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NIGHT, tick=True):
        yield


@pytest.fixture
def where() -> Area:
    return area()


@pytest.fixture
def clerk(where: Area) -> User:
    return person("office", where)


@pytest.fixture
def task(where: Area, clerk: User) -> Task:
    document = received(clerk, where)
    leader = Post.objects.create(unit=unit(where, "云岭县人民政府"), title="副县长")
    made: Task = Task.objects.create(
        document=document,
        area=where,
        heading="培育龙头企业",
        due_on=date(2026, 3, 20),
        accountable_post=leader,
    )
    bureau = unit(where, "云岭县工业和信息化局")
    TaskAssignment.objects.create(task=made, unit=bureau, role="lead", printed="县工信局")
    Task.objects.create(document=document, area=where, heading="没有期限的任务")
    return made


def change(task: Task, clerk: User, **values: Any) -> None:
    run_action(SaveRecord("tasks", Task, values, task.pk), clerk)


def test_a_task_s_clock_follows_its_day(task: Task, clerk: User) -> None:
    assert tick(NIGHT).started == 1
    clock = Clock.objects.get()
    assert (clock.until, clock.due_on, str(clock.unit)) == (
        task.due_on,
        task.due_on,
        "云岭县工业和信息化局",
    )
    assert clock.leader == task.accountable_post
    assert not tick(NIGHT).anything
    change(task, clerk, due_on=date(2026, 4, 30))
    assert tick(NIGHT).moved == 1
    clock.refresh_from_db()
    assert (clock.due_on, clock.round) == (date(2026, 4, 30), 2)
    change(task, clerk, state="done")
    assert tick(NIGHT).stopped == 1
    assert not Clock.objects.running().exists()
    change(task, clerk, state="open")
    assert tick(NIGHT).started == 1
    assert Clock.objects.count() == 2


def test_another_lead_unit_answers_from_then_on(task: Task, clerk: User, where: Area) -> None:
    tick(NIGHT)
    task.assignments.update(unit=unit(where, "云岭县商务局"))
    change(task, clerk, heading="培育龙头企业（修订）")
    assert tick(NIGHT).moved == 1
    clock = Clock.objects.get()
    assert (str(clock.unit), clock.subject_label) == ("云岭县商务局", "培育龙头企业（修订）")
    assert clock.round == 1
    assert not tick(NIGHT).anything


def test_an_overdue_task_is_written_about(task: Task, clerk: User) -> None:
    # after weeks in which nothing ran
    tick(NIGHT + timedelta(days=24))
    letters = Letter.objects.order_by("pk")
    assert [one.colour for one in letters] == ["blue"]
    assert "县" in letters[0].text
    page = signed_in(clerk).get(f"/tasks/{task.pk}/")
    assert "时限与督办" in page.text and letters[0].reference in page.text


def test_the_list_shows_lights_with_their_rule(task: Task, clerk: User) -> None:
    page = signed_in(clerk).get("/tasks/")
    assert "绿：剩14个工作日" in page.text
    with time_machine.travel(NIGHT + timedelta(days=21)):
        page = signed_in(clerk).get("/tasks/")
        assert "红：超期1个工作日" in page.text and 'title="超过时限为红灯"' in page.text


def test_a_task_overdue_when_it_came_climbs_from_there(task: Task, clerk: User) -> None:
    """A plan of years ago, adopted today, is not answered by five letters a task on the same night."""
    Task.objects.filter(pk=task.pk).update(due_on=date(2024, 12, 31))
    assert tick(NIGHT).letters == 0
    assert tick(NIGHT + timedelta(days=1)).letters == 1
    assert Letter.objects.get().overdue > 200
    assert tick(NIGHT + timedelta(days=8)).letters == 1
