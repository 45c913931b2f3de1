"""A county's year in a browser: adopted, reported, lit by the calendar, written about, closed, dispatched."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from docx import Document as Word

from accessibility import Axe
from conftest import DESKTOP, PHONE
from web.documents.document_samples import received
from web.tasks.task_samples import picture
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import AcceptCertain, AcceptProposal, LinkUnit, ResolveSuspicion
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.testing import person, unit
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Area, Incumbency, LeadingGroup, Post, Unit
from zhenxing.web.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]
HERE = ZoneInfo("Asia/Shanghai")


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), HERE)


@pytest.fixture
def spring() -> date:
    """The first Monday of next March: the whole story lies ahead of the browser's own clock."""
    march = date(timezone.localdate().year + 1, 3, 1)
    return march + timedelta(days=-march.weekday() % 7)


@pytest.fixture
def office(county: Area) -> Unit:
    made = unit(county, "云岭县镇兴办公室")
    LeadingGroup.objects.filter(area=county).update(office=made)
    return made


@pytest.fixture
def second(office: Unit) -> User:
    return person("office", office, "吴书")


@pytest.fixture
def leader(county: Area) -> User:
    post = Post.objects.create(unit=unit(county, "云岭县人民政府"), title="副县长")
    who = person("leader", post.unit, "林远")
    Incumbency.objects.create(post=post, person="林远", user=who, begins=date(2020, 1, 1))
    return who


def decided(clerk: User, county: Area) -> Document:
    """The plan, compiled, with everything decided but not yet adopted."""
    document = received(clerk, county)
    run_action(AcceptCertain(document.pk), clerk)
    for blocker in Review.of(document).blockers():
        deed: Action[Any] = AcceptProposal(document.pk, blocker.number)
        if blocker.kind == "unit":
            deed = LinkUnit(document.pk, blocker.number)
        elif blocker.kind == "suspicion":
            deed = ResolveSuspicion(document.pk, blocker.number, verbatim=True)
        run_action(deed, clerk)
    return document


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("load")


def main(page: Any) -> str:
    return page.locator("main").inner_text()


def adopt(page: Any, document: Document, due: date) -> Task:
    page.goto(f"/documents/{document.pk}/adopt/")
    page.fill("input[name=due_on]", due.isoformat())
    page.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_url("**/matrix/")
    return Task.objects.get(heading__contains="培育龙头企业")


def report(page: Any, task: Task) -> None:
    """A unit's month, with a keyboard and a first try that does not do."""
    page.goto("/task_reports/fill/")
    page.fill(f"[name=percent-{task.pk}]", "四成")
    page.fill(f"[name=text-{task.pk}]", "完成选址，签约一家")
    press(page, "报送填好的")
    assert "有内容需要更正" in main(page)
    page.fill(f"[name=percent-{task.pk}]", "40")
    press(page, "报送填好的")
    assert "已报送 1 项任务的进展" in page.inner_text("body")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def confirm(page: Any, task: Task) -> None:
    page.goto("/task_reports/confirm/")
    page.get_by_role("checkbox").first.check()
    press(page, "确认勾选的")
    page.goto(f"/tasks/{task.pk}/")
    assert "40%" in main(page)


def overdue(task: Task, colour: str, day: date) -> tuple[Letter, date]:
    """Night after night until the letter of a colour is written."""
    for _night in range(40):
        tick(nine(day))
        letter = Letter.objects.filter(colour=colour, subject_id=task.pk, subject_type="tasks.task").first()
        if letter is not None:
            return letter, day
        day += timedelta(days=1)
    raise AssertionError(f"no letter of {colour}")


def sign(page: Any, letter: Letter) -> None:
    page.goto(f"/letters/{letter.pk}/sign/")
    press(page, "签收")
    letter.refresh_from_db()
    assert letter.state == "signed"


def light(page: Any, task: Task) -> str:
    page.goto("/tasks/?q=培育龙头")
    return str(page.locator(f"tr:has(a[href='/tasks/{task.pk}/'])").inner_text())


def finish(page: Any, task: Task) -> None:
    """Reported done with a photo, on a phone."""
    page.goto(f"/tasks/{task.pk}/report/")
    page.fill("[name=text]", "两家企业通过省级龙头认定，文件见附件。")
    shot = {"name": "认定文件.png", "mimeType": "image/png", "buffer": picture().data}
    page.set_input_files("[name=proof]", files=[shot])
    press(page, "报完成")
    assert "已报完成待核" in main(page) and "认定文件" in main(page)
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def dispatched(page: Any, area: Area, office: Unit, day: date) -> str:
    """The month's dispatch: assembled, held and frozen; the text of its Word file."""
    page.goto("/dispatches/new/")
    page.select_option("[name=area]", value=str(area.pk))
    page.select_option("[name=unit]", value=str(office.pk))
    page.fill("[name=month]", day.replace(day=1).isoformat())
    press(page, "保存")
    address = page.url
    page.goto(f"{address}hold/")
    page.fill("[name=held_on]", day.isoformat())
    press(page, "登记已调度并冻结")
    with page.expect_download() as download:
        page.get_by_role("link", name="调度单 Word").click()
    word = Word(io.BytesIO(download.value.path().read_bytes()))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


@pytest.mark.drill  # a minute and more: ./test --all runs it
def test_a_year_of_the_county(
    open_page: Open, county: Area, clerk: User, office: Unit, second: User, leader: User, spring: date
) -> None:
    due = spring + timedelta(days=18)
    with time_machine.travel(nine(spring), tick=True):
        queries.calendar(fresh=True)
        task = adopt(open_page(clerk, DESKTOP), decided(clerk, county), due)
        Task.objects.filter(pk=task.pk).update(accountable_post=Post.objects.get(title="副县长"))
        lead = task.assignments.get(role="lead").unit
        worker = person("liaison", lead, "何青")
        tick(nine(spring))
        report(open_page(worker, DESKTOP), task)
        confirm(open_page(second, DESKTOP), task)
        assert "绿" in light(open_page(worker, DESKTOP), task)
    with time_machine.travel(nine(due - timedelta(days=2)), tick=True):
        assert "黄" in light(open_page(worker, DESKTOP), task)
    day = due + timedelta(days=1)
    for colour, signer in (("blue", worker), ("orange", worker), ("red", leader)):
        letter, day = overdue(task, colour, day)
        with time_machine.travel(nine(day), tick=True):
            sign(open_page(signer, DESKTOP), letter)
            assert "红" in light(open_page(worker, DESKTOP), task)
    with time_machine.travel(nine(day), tick=True):
        said = dispatched(open_page(clerk, DESKTOP), county, office, day)
        assert "培育龙头企业" in said
        finish(open_page(worker, PHONE), task)
        _closed_by_another(open_page, task, worker, second)


def _closed_by_another(open_page: Open, task: Task, worker: User, second: User) -> None:
    """Whoever reported it finds no way to close it; another does, and its clock stands still."""
    page = open_page(worker, DESKTOP)
    assert page.goto(f"/tasks/{task.pk}/close/").status == 404
    page = open_page(second, DESKTOP)
    page.goto(f"/tasks/{task.pk}/close/")
    press(page, "销号")
    told = main(page)
    assert "已销号" in told and "100%" in told and "何青" in told and "吴书" in told
    assert not Clock.objects.running().of(task).exists()
