"""What waits for each person, with the apps that are there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from zhenxing.web.accounts.models import User
from zhenxing.web.kit import filters
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Incumbency, Post, Unit
from zhenxing.web.overview import queries

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)
whole = pytest.mark.skipif(
    "zhenxing.web.tasks" not in settings.ZHENXING_APPS, reason="the removable apps are removed"
)


def numbers(user: User, day: date = DAY) -> dict[str, int]:
    return {str(tile.label): tile.number for tile in queries.home(user, day).tiles}


def document(where: Area, by: User, state: str) -> object:
    model = apps.get_model("documents.Document")
    sha = f"{model.objects.count():064d}"
    return model.objects.create(area=where, title="实施方案", state=state, sha256=sha, uploaded_by=by)


def task(where: Area, by: User, lead: Unit, due: date | None, state: str = "open") -> object:
    paper = document(where, by, "adopted")
    made = apps.get_model("tasks.Task").objects.create(
        document=paper, area=where, heading="培育链主", due_on=due, state=state
    )
    made.assignments.create(unit=lead, role="lead", printed=str(lead))
    return made


def test_a_post_held_is_shown_on_its_days_only() -> None:
    clerk = person("office", unit(area()))
    post = Post.objects.create(unit=unit(area("清河县")), title="主任")
    Incumbency.objects.create(post=post, person="赵", user=clerk, begins=DAY)
    assert [line.label for line in queries.home(clerk, DAY).posts] == [str(post)]
    assert queries.home(clerk, DAY - timedelta(days=1)).posts == ()


def test_administrators_see_what_is_theirs_to_do() -> None:
    where = area()
    person()
    security, auditor = person("security_administrator", where), person("audit_administrator", where)
    assert numbers(security, timezone.localdate()) == {
        "启用的账号": 3,
        "还没有角色的账号": 1,
        "被锁定的账号": 0,
    }
    assert numbers(auditor)["今日操作"] == 0


@whole
def test_the_office_sees_documents_waiting_for_review() -> None:
    where = area()
    clerk = person("office", unit(where))
    paper = document(where, clerk, "review")
    document(where, clerk, "adopted")
    paper.proposals.create(number=1, kind="suspicion", certainty="unsure", payload={})
    home = queries.home(clerk, DAY)
    assert {str(tile.label): tile.number for tile in home.tiles}["待核文件"] == 1
    assert numbers(clerk)["存疑事项"] == 1
    assert [line.label for line in home.sections[0].lines] == ["实施方案"]
    assert "实施方案" in signed_in(clerk).get("/").text


@whole
def test_a_unit_sees_its_own_tasks_and_which_are_due() -> None:
    where = area()
    clerk, own, other = person("office", unit(where)), unit(where), unit(where)
    liaison = person("liaison", own)
    for due in (DAY - timedelta(days=1), DAY + timedelta(days=30), DAY + timedelta(days=31), None):
        task(where, clerk, own, due)
    task(where, clerk, other, DAY)
    task(where, clerk, own, DAY, "done")
    seen = numbers(liaison)
    assert (seen["本单位在办任务"], seen["已到期的任务"]) == (4, 1)
    section = next(one for one in queries.home(liaison, DAY).sections if "任务" in str(one.title))
    assert [line.tone for line in section.lines] == ["bad", "warn"]
    assert numbers(clerk)["在办任务"] == 5


@whole
def test_a_leader_sees_the_areas_numbers_and_a_foreign_one_none() -> None:
    where = area()
    clerk = person("office", unit(where))
    task(where, clerk, unit(where), DAY - timedelta(days=1))
    assert numbers(person("leader", where))["已到期的任务"] == 1
    assert numbers(person("leader", area("清河县")))["已到期的任务"] == 0


@whole
@pytest.mark.parametrize(
    ("asked", "days"), [("overdue", -1), ("soon", 0), ("soon", 30), ("later", 31), ("none", None)]
)
def test_the_due_filter_sorts_every_date_into_one_box(asked: str, days: int | None) -> None:
    where = area()
    clerk = person("office", unit(where))
    due = None if days is None else timezone.localdate() + timedelta(days=days)
    made = task(where, clerk, unit(where), due)
    one = filters.due_filter(state="open")
    rows = type(made).objects.all()
    hits = [value for value, _label in one.choices(rows) if one.apply(rows, value).exists()]
    assert hits == [asked]
    assert not one.apply(rows, "whenever").exists()
    rows.update(state="done")
    assert one.apply(rows, asked).exists() is (asked not in {"overdue", "soon"})
