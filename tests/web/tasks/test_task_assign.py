"""Who leads and who supports, changed after adoption: by the office alone, with a reason, on record."""

from __future__ import annotations

import pytest
from django.test import Client

from web.documents.document_samples import received
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import (
    ActionRefused,
    Invalid,
    NeedsReason,
    NotPermitted,
    OutOfScope,
    StaleVersion,
)
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit, UnitAlias
from zhenxing.web.tasks.actions import AssignTask
from zhenxing.web.tasks.models import Task, TaskAssignment


@pytest.fixture
def where(db: None) -> Area:
    return area()


@pytest.fixture
def clerk(where: Area) -> User:
    return person("office", where, "王芳")


@pytest.fixture
def industry(where: Area) -> Unit:
    return unit(where, "云岭县工业和信息化局", short_name="县工信局")


@pytest.fixture
def task(where: Area, clerk: User, industry: Unit) -> Task:
    document = received(clerk, where)
    made: Task = Task.objects.create(document=document, area=where, heading="培育龙头企业")
    TaskAssignment.objects.create(task=made, unit=industry, role="lead", printed="县工信局")
    TaskAssignment.objects.create(task=made, unit=None, role="support", printed="县陶土专班")
    TaskAssignment.objects.create(task=made, unit=industry, role="actor", printed="工信局")
    return made


def parts(task: Task) -> list[tuple[str, str, str, int]]:
    rows = task.assignments.exclude(role="actor").order_by("role", "order")
    return [(one.role, str(one.unit or ""), one.printed, one.order) for one in rows]


def test_lead_and_support_change_places(task: Task, clerk: User, where: Area) -> None:
    unit(where, "云岭县商务局")
    trade = Unit.objects.get(name="云岭县商务局")
    UnitAlias.objects.create(unit=trade, text="县商务局")
    deed = AssignTask(task.pk, ("县商务局",), ("云岭县工业和信息化局", "县陶土专班"))
    done = run_action(deed, clerk, reason="职责调整")
    # what the document printed stays with a unit that stays
    assert parts(task) == [
        ("lead", "云岭县商务局", "县商务局", 0),
        ("support", "云岭县工业和信息化局", "县工信局", 0),
        ("support", "", "县陶土专班", 1),
    ]
    assert task.assignments.filter(role="actor").count() == 1
    assert done.entry.changes["lead"] == [["云岭县工业和信息化局"], ["云岭县商务局"]]
    assert done.entry.changes["support"] == [["县陶土专班"], ["云岭县工业和信息化局", "县陶土专班"]]
    assert done.entry.reason == "职责调整"
    task.refresh_from_db()
    assert task.version == 2


def test_only_what_changed_is_on_record(task: Task, clerk: User) -> None:
    done = run_action(AssignTask(task.pk, ("县工信局", " ", "县工信局")), clerk, reason="专班撤销")
    assert "lead" not in done.entry.changes
    assert done.entry.changes["support"] == [["县陶土专班"], []]


@pytest.mark.parametrize(
    ("lead", "support", "wrong"),
    [
        (("县没有的局",), ("县陶土专班",), {"lead"}),
        (("县没有的局",), ("另一个没有的",), {"lead", "support"}),
        (("县工信局",), ("县陶土专班",), {"lead"}),  # nothing changes
        (("县工信局",), ("县工信局",), {"support"}),
        (tuple(f"{number}局" for number in range(101)), (), {"lead"}),
    ],
)
def test_what_does_not_hold_changes_nothing(
    task: Task, clerk: User, lead: tuple[str, ...], support: tuple[str, ...], wrong: set[str]
) -> None:
    before = parts(task)
    with pytest.raises(Invalid) as caught:
        run_action(AssignTask(task.pk, lead, support), clerk, reason="调整")
    assert set(caught.value.fields) == wrong
    assert parts(task) == before


def test_too_many_units_are_too_many(task: Task, clerk: User, where: Area) -> None:
    Unit.objects.bulk_create([Unit(area=where, name=f"第{number}局") for number in range(101)])
    with pytest.raises(Invalid) as caught:
        run_action(AssignTask(task.pk, tuple(f"第{n}局" for n in range(101))), clerk, reason="调整")
    assert "太多" in str(caught.value.fields["lead"][0])


def test_without_a_reason_or_the_office_it_is_refused(task: Task, clerk: User, where: Area) -> None:
    deed = AssignTask(task.pk, ("县工信局",))
    with pytest.raises(NeedsReason):
        run_action(deed, clerk)
    with pytest.raises(NotPermitted):
        run_action(deed, person("leader", where), reason="调整")
    with pytest.raises(NotPermitted):
        run_action(deed, person("liaison", task.assignments.first().unit), reason="调整")
    with pytest.raises(OutOfScope):
        run_action(deed, person("office", area("清河县")), reason="调整")
    with pytest.raises(OutOfScope):
        run_action(AssignTask(10**9, ("县工信局",)), clerk, reason="调整")


def test_two_clerks_do_not_overwrite_each_other(task: Task, clerk: User) -> None:
    run_action(AssignTask(task.pk, ("县工信局",)), clerk, reason="调整", expected_version=1)
    with pytest.raises(StaleVersion):
        run_action(AssignTask(task.pk, ()), clerk, reason="调整", expected_version=1)


def test_what_is_done_is_not_assigned_again(task: Task, clerk: User) -> None:
    Task.objects.update(state="done")
    with pytest.raises(ActionRefused):
        run_action(AssignTask(task.pk, ("县工信局",)), clerk, reason="调整")


# --- the page ---------------------------------------------------------------------------------------------


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


def test_the_form_holds_what_stands_and_the_history_shows_what_changed(task: Task, client: Client) -> None:
    url = f"/tasks/{task.pk}/assign/"
    page = client.get(url).text
    assert "云岭县工业和信息化局</textarea>" in page
    assert url in client.get(f"/tasks/{task.pk}/").text
    typed = {"lead": "县工信局", "support": "", "reason": "专班撤销", "version": "1"}
    answer = client.post(url, typed, follow=True)
    assert "分工已改" in answer.text
    assert "<dt>配合单位</dt><dd><del>县陶土专班</del> <ins>—</ins></dd>" in answer.text
    assert "专班撤销" in answer.text
    assert AuditEntry.objects.latest("id").action == "tasks.assign"


def test_what_is_wrong_is_said_where_it_was_typed(task: Task, client: Client) -> None:
    url = f"/tasks/{task.pk}/assign/"
    typed = {"lead": "县没有的局", "support": "", "reason": "调整", "version": "1"}
    wrong = client.post(url, typed)
    assert (wrong.status_code, "没有叫“县没有的局”的单位" in wrong.text) == (422, True)
    assert "县没有的局</textarea>" in wrong.text
    assert client.post(url, {**typed, "reason": ""}).status_code == 422
    Task.objects.update(version=5)
    stale = client.post(url, {**typed, "lead": "县工信局"})
    assert stale.status_code == 412
    assert 'name="version" value="5"' in stale.text
    Task.objects.update(state="done")
    refused = client.post(url, {**typed, "version": "5"})
    assert "已经不在推进中" in refused.text


def test_outside_the_scope_there_is_no_form(task: Task, where: Area) -> None:
    url = f"/tasks/{task.pk}/assign/"
    assert signed_in(person("leader", where)).get(url).status_code == 404
    assert signed_in(person("office", area("清河县"))).get(url).status_code == 404
    assert "/accounts/sign-in/" in Client().get(url)["Location"]
