"""Work changes hands in one deed: what was ticked moves with its clocks, both sides are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from web.ledger.ledger_samples import CHINA
from web.work.work_samples import DAY, declared, task, timed
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in, unexplained, unit
from zhenxing.web.ledger import registry
from zhenxing.web.ledger.models import Notice
from zhenxing.web.organisations.models import Area, Incumbency, Post
from zhenxing.web.tasks.models import TaskAssignment
from zhenxing.web.work import moving
from zhenxing.web.work.models import HandOver

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


@pytest.fixture
def clerk(where: Area) -> Client:
    return signed_in(person("office", where, "王芳"))


def pick(*parts: Any) -> list[str]:
    return [f"tasks.taskassignment.unit:{part.pk}" for part in parts]


def test_a_unit_s_work_moves_in_one_deed(where: Area, clerk: Client) -> None:
    old, new = unit(where, "云岭县经济信息局"), unit(where, "云岭县工业和信息化局")
    first, second = task(where, old), task(where, old, "开拓东盟市场")
    kept = task(where, old, "留下的任务")
    clock = timed(first, old)
    url = f"/work/unit/{old.pk}/hand-over/"
    page = clerk.get(url)
    assert page.status_code == 200
    assert page.text.count('name="pick"') == page.text.count(" checked") == 3
    before = AuditEntry.objects.count()
    parts = [one.assignments.get() for one in (first, second)]
    shown = pick(*parts, kept.assignments.get())
    sent = {"to": new.pk, "reason": "机构改革职能划转", "pick": pick(*parts), "shown": shown}
    done = clerk.post(url, sent)
    made = HandOver.objects.get()
    assert done.status_code == 302 and done.url == f"/hand_overs/{made.pk}/"
    assert AuditEntry.objects.count() == before + 1
    row = AuditEntry.objects.latest("pk")
    assert (row.action, row.count, row.reason) == ("hand_overs.create", 2, "机构改革职能划转")
    assert row.changes["kinds"] == {"牵头或配合的任务": 2}
    assert {part.task_id for part in TaskAssignment.objects.filter(unit=new)} == {first.pk, second.pk}
    assert TaskAssignment.objects.get(unit=old).task == kept
    clock.refresh_from_db()
    assert clock.unit == new and clock.due_on is not None
    assert Notice.objects.filter(to_unit=new).get().url == done.url
    assert Notice.objects.filter(to_unit=old).count() == 1
    shown_page = clerk.get(done.url)
    assert "机构改革职能划转" in shown_page.text and "开拓东盟市场" in shown_page.text
    assert first.history.latest().history_change_reason == "机构改革职能划转"
    assert not unexplained()


def test_a_clock_stays_with_whoever_still_leads(where: Area, clerk: Client) -> None:
    both, new = unit(where, "云岭县商务局"), unit(where, "云岭县投资促进局")
    one = task(where, both, due_on=date(2026, 9, 1))
    helps = TaskAssignment.objects.create(task=one, unit=both, role="support", printed="商务局")
    clock = timed(one, both)
    sent = {"to": new.pk, "reason": "分工调整", "pick": pick(helps), "shown": pick(helps)}
    assert clerk.post(f"/work/unit/{both.pk}/hand-over/", sent).status_code == 302
    clock.refresh_from_db()
    assert clock.unit == both


def test_what_a_post_answers_for_goes_to_another_post(where: Area, clerk: Client) -> None:
    government = unit(where, "云岭县人民政府")
    old = Post.objects.create(unit=government, title="副县长（工业）")
    new = Post.objects.create(unit=unit(where, "云岭县委"), title="常委")
    left = Incumbency.objects.create(post=old, person="周明", begins=date(2024, 1, 1))
    laid = task(where, government, accountable_post=old)
    leader, doer = timed(laid, government, leader=old), None
    offered = clerk.get(f"/incumbencies/{left.pk}/")
    assert "移交工作" in offered.text
    page = clerk.get(f"/incumbencies/{left.pk}/pass-on/")
    assert "建一条中试线" in page.text
    doer = timed(task(where, government, "另一件", accountable_post=old), government, post=old)
    sent = {"to": new.pk, "reason": "周明调离", "rest": ["tasks.task.accountable_post"]}
    done = clerk.post(f"/work/post/{old.pk}/hand-over/", sent)
    assert done.status_code == 302
    for one in (laid, leader, doer):
        one.refresh_from_db()
    assert laid.accountable_post == new and leader.leader == new
    assert (doer.post, doer.unit) == (new, new.unit)
    assert str(HandOver.objects.get()) == f"{old} → {new}"


def test_refusals_say_what_to_do_and_keep_what_was_ticked(
    where: Area, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = unit(where, "云岭县水务局"), unit(where, "云岭县水利局")
    one = task(where, old)
    url, part = f"/work/unit/{old.pk}/hand-over/", one.assignments.get()
    chosen = {"to": new.pk, "reason": "合并", "pick": pick(part), "shown": pick(part)}
    nothing = clerk.post(url, {**chosen, "pick": []})
    assert nothing.status_code == 422 and "没有选中任何事项" in nothing.text
    assert clerk.post(url, {**chosen, "reason": ""}).status_code == 422
    assert clerk.post(url, {**chosen, "to": old.pk}).status_code == 422
    closed = unit(where, "云岭县旧局", valid_to=date(2025, 1, 1))
    assert clerk.post(url, {**chosen, "to": closed.pk}).status_code == 422
    # one part a name and role: the receiver's own part stands in the way, where the model says so
    TaskAssignment.objects.create(task=one, unit=new, role="lead", printed="水利局")
    monkeypatch.setattr(moving, "_unique_with", lambda _source: [("task", "unit", "role")])
    clash = clerk.post(url, chosen)
    assert clash.status_code == 422 and "已经承担这些事项" in clash.text and "建一条中试线" in clash.text
    assert clash.text.count(" checked") == 1
    assert not HandOver.objects.exists()


def test_only_who_may_hands_over_and_only_within_reach(where: Area) -> None:
    old = unit(where)
    task(where, old)
    elsewhere = area("清河县")
    stranger, liaison = signed_in(person("office", elsewhere)), signed_in(person("liaison", old))
    for client in (stranger, liaison):
        assert client.get(f"/work/unit/{old.pk}/hand-over/").status_code == 404
    assert "移交工作" not in liaison.get(f"/work/unit/{old.pk}/").text
    sent = {"to": unit(where).pk, "reason": "划转", "rest": ["tasks.taskassignment.unit"]}
    own = unit(elsewhere)
    assert stranger.post(f"/work/unit/{own.pk}/hand-over/", sent).status_code == 422
    assert not HandOver.objects.exists()


def test_constraints_of_a_model_are_read(where: Area) -> None:
    source = registry.HandedOver(TaskAssignment, "task", lambda: TaskAssignment.objects.all())
    assert moving._unique_with(source) == [("task", "printed", "role")]
    old = unit(where)
    one, other = task(where, old), task(where, old, "另一件")
    rows = list(one.assignments.all())
    assert moving.clashing(source, rows, other) == rows  # type: ignore[arg-type]  # any record will do
    assert DAY.year == 2026
