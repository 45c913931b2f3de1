"""A deed: permission, scope, version, check, execution, audit, events — all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError

from zhenxing.web.kit import actions
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.models import AuditEntry, IdempotencyKey
from zhenxing.web.kit.panels import history
from zhenxing.web.kit.refusals import (
    ActionRefused,
    KeyConflict,
    NeedsReason,
    NotPermitted,
    OutOfScope,
    SelfApproval,
    StaleVersion,
)
from zhenxing.web.kit.testing import area, person, unexplained, unit
from zhenxing.web.organisations.models import Area, Post, Unit

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Rename(Action[Unit]):
    code: ClassVar[str] = "units.rename"
    permission: ClassVar[str] = "units.edit"
    by_system: ClassVar[bool] = True

    pk: int
    name: str
    events: Any = None

    def load(self) -> Unit:
        return Unit.objects.get(pk=self.pk)

    def check(self, deed: Deed) -> None:
        if self.name == "无名":
            raise ActionRefused("名称不能是“无名”。")

    def execute(self, deed: Deed) -> Unit:
        deed.subject.name = self.name
        deed.save(deed.subject)
        if self.events is not None:
            deed.after_commit(lambda: self.events.append(self.name))
        return deed.subject

    def body(self) -> dict[str, Any]:
        return {"pk": self.pk, "name": self.name}


@dataclass(frozen=True)
class Found(Action[Unit]):
    code: ClassVar[str] = "units.found"
    permission: ClassVar[str] = "units.create"
    needs_reason: ClassVar[bool] = True

    area: Area
    names: tuple[str, ...]

    def execute(self, deed: Deed) -> Unit:
        made = [Unit(area=self.area, name=name) for name in self.names]
        for one in made:
            deed.save(one)
        deed.batch(len(made))
        return made[0]


@dataclass(frozen=True)
class Approve(Action[None]):
    code: ClassVar[str] = "units.approve"
    permission: ClassVar[str] = "units.edit"

    author: int

    def check(self, deed: Deed) -> None:
        deed.forbid_self(self.author)

    def execute(self, deed: Deed) -> None:
        return None


def test_an_action_without_a_code_or_a_permission_cannot_exist() -> None:
    with pytest.raises(TypeError, match="no audit code"):
        type("Nameless", (Action,), {"permission": "units.edit"})
    with pytest.raises(TypeError, match="no permission"):
        type("Unpermitted", (Action,), {"code": "units.edit"})


def test_an_action_must_say_what_it_does() -> None:
    nothing = type("Nothing", (Action,), {"code": "a.b", "permission": "units.edit"})()
    with pytest.raises(NotImplementedError):
        run_action(nothing, person("office", unit(area())))


def test_the_deed_and_its_audit_row_stand_together() -> None:
    one = unit(area(), "旧名局")
    clerk = person("office", one, "孙明")
    post = Post.objects.create(unit=one, title="主任")
    outcome = run_action(
        Rename(one.pk, "新名局"), clerk, reason=" 机构改革 ", request_id="r-1", on_behalf_of=post, client="c"
    )
    entry = outcome.entry
    assert (outcome.result.name, outcome.result.version, outcome.repeated) == ("新名局", 2, False)
    assert (entry.actor, entry.actor_label, entry.on_behalf_of) == (clerk, "孙明", post)
    assert (entry.action, entry.subject_type, entry.subject_id) == (
        "units.rename",
        "organisations.unit",
        str(one.pk),
    )
    assert (entry.reason, entry.request_id, entry.client, entry.count) == ("机构改革", "r-1", "c", 1)
    assert entry.changes == {"name": ["旧名局", "新名局"]}
    assert str(entry) == "units.rename 新名局"


@pytest.mark.parametrize("role", ["", "liaison", "leader", "enterprise", "audit_administrator"])
def test_without_the_permission_nothing_happens(role: str) -> None:
    one = unit(area(), "旧名局")
    with pytest.raises(NotPermitted):
        run_action(Rename(one.pk, "新名局"), person(role, one))
    one.refresh_from_db()
    assert one.name == "旧名局"
    assert not AuditEntry.objects.exists()


def test_a_stopped_account_may_do_nothing() -> None:
    one = unit(area())
    clerk = person("office", one)
    clerk.is_active = False
    with pytest.raises(NotPermitted):
        run_action(Rename(one.pk, "新名局"), clerk)


def test_outside_the_scope_the_record_does_not_exist() -> None:
    clerk = person("office", unit(area()))
    with pytest.raises(OutOfScope):
        run_action(Rename(unit(area("清河县")).pk, "新名局"), clerk)
    with pytest.raises(OutOfScope):
        run_action(Rename(10**9, "新名局"), clerk)


def test_a_new_record_may_not_be_put_outside_the_scope() -> None:
    clerk, elsewhere = person("office", unit(area())), area("清河县")
    with pytest.raises(OutOfScope):
        run_action(Found(elsewhere, ("林业局",)), clerk, reason="新设")
    assert not Unit.objects.filter(name="林业局").exists()


def test_a_deed_that_needs_a_reason_is_refused_without_one() -> None:
    where = area()
    clerk = person("office", unit(where))
    with pytest.raises(NeedsReason):
        run_action(Found(where, ("林业局",)), clerk, reason="  ")


def test_a_batch_is_one_row() -> None:
    where = area()
    clerk = person("office", unit(where))
    entry = run_action(Found(where, ("林业局", "水务局")), clerk, reason="机构改革").entry
    assert entry.count == 2
    assert entry.changes["name"] == [None, "林业局"]
    assert [change["name"] for change in entry.changes["others"].values()] == [[None, "水务局"]]


@dataclass(frozen=True)
class Gather(Action[list[Unit]]):
    """Some units are made by one deed, others renamed."""

    code: ClassVar[str] = "units.gather"
    permission: ClassVar[str] = "units.edit"

    new: tuple[Unit, ...]
    old: tuple[Unit, ...]

    def execute(self, deed: Deed) -> list[Unit]:
        for one in self.old:
            one.name, one.version = f"新{one.name}", one.version + 1
        deed.update_many(Unit, self.old, ["name", "version"])
        return deed.create_many(Unit, self.new)


def test_many_rows_at_once_are_found_by_name_and_their_history_by_the_deed() -> None:
    where = area()
    old = unit(where, "林业局")
    made = run_action(
        Gather((Unit(area=where, name="统计局"), Unit(area=where, name="水利局")), (old,)),
        person("office", where, "孙明"),
        reason="机构改革",
        request_id="r-7",
    ).result
    for one, found_by in (*zip(made, ("tjj", "slj"), strict=True), (old, "xlyj")):
        one.refresh_from_db()
        assert found_by in one.search_key
        (line,) = [line for line in history(one) if line.request_id]
        assert (line.request_id, line.reason, line.who) == ("r-7", "机构改革", "孙明")
    assert unexplained() == []


def test_a_refused_check_leaves_no_trace() -> None:
    one = unit(area(), "旧名局")
    with pytest.raises(ActionRefused, match="无名"):
        run_action(Rename(one.pk, "无名"), person("office", one))
    assert not AuditEntry.objects.exists()


def test_nobody_approves_their_own_work() -> None:
    one = unit(area())
    clerk, colleague = person("office", one), person("office", one)
    with pytest.raises(SelfApproval):
        run_action(Approve(clerk.pk), clerk)
    entry = run_action(Approve(clerk.pk), colleague).entry
    assert (entry.subject_type, entry.subject_label, entry.changes) == ("", "", {})


def test_a_job_acts_without_a_person_only_where_it_may() -> None:
    one = unit(area(), "旧名局")
    entry = run_action(Rename(one.pk, "新名局"), None).entry
    assert (entry.actor, entry.actor_label) == (None, "系统")
    with pytest.raises(NotPermitted):
        run_action(Approve(1), None)


def test_a_stale_version_is_refused_with_what_changed_and_by_whom() -> None:
    one = unit(area(), "旧名局")
    one.short_name = "旧"
    one.save()
    clerk, other = person("office", one, "孙明"), person("office", one, "李强")
    run_action(Rename(one.pk, "改名局"), other, expected_version=1)
    with pytest.raises(StaleVersion) as refused:
        run_action(Rename(one.pk, "新名局"), clerk, expected_version=1)
    assert (refused.value.expected, refused.value.current, refused.value.status) == (1, 2, 412)
    assert "李强" in str(refused.value)
    (difference,) = refused.value.differences
    assert (difference.label, difference.was, difference.now) == ("名称", "旧名局", "改名局")


def test_a_stale_version_without_history_is_still_refused() -> None:
    one = unit(area(), "旧名局")
    one.history.all().delete()
    with pytest.raises(StaleVersion) as refused:
        run_action(Rename(one.pk, "新名局"), person("office", one), expected_version=7)
    assert refused.value.differences == ()
    assert "已经被改过" in str(refused.value)


def test_the_same_submission_has_one_effect() -> None:
    one = unit(area(), "旧名局")
    clerk = person("office", one)
    first = run_action(Rename(one.pk, "新名局"), clerk, idempotency_key="k")
    again = run_action(Rename(one.pk, "新名局"), clerk, idempotency_key="k")
    assert again.repeated
    assert (again.entry, again.result) == (first.entry, first.result)
    assert AuditEntry.objects.count() == 1
    assert str(IdempotencyKey.objects.get()) == "k"


def test_a_repeated_deed_without_a_subject_gives_no_result() -> None:
    one = unit(area())
    clerk = person("office", one)
    run_action(Approve(0), clerk, idempotency_key="k")
    assert run_action(Approve(0), clerk, idempotency_key="k").result is None


def test_one_key_for_two_submissions_is_a_conflict() -> None:
    one = unit(area(), "旧名局")
    clerk = person("office", one)
    run_action(Rename(one.pk, "新名局"), clerk, idempotency_key="k")
    with pytest.raises(KeyConflict):
        run_action(Rename(one.pk, "另名局"), clerk, idempotency_key="k")
    with pytest.raises(KeyConflict):
        run_action(Approve(0), clerk, idempotency_key="k")


def test_keys_of_two_people_do_not_meet() -> None:
    one = unit(area(), "旧名局")
    run_action(Rename(one.pk, "新名局"), person("office", one), idempotency_key="k")
    assert not run_action(Rename(one.pk, "另名局"), person("office", one), idempotency_key="k").repeated


def test_the_same_submission_twice_at_once_has_one_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    one = unit(area(), "旧名局")
    clerk = person("office", one)
    first = run_action(Rename(one.pk, "新名局"), clerk, idempotency_key="k")
    look, seen = actions._earlier, []

    def blind_at_first(*args: Any) -> Any:
        seen.append(args)
        return None if len(seen) == 1 else look(*args)

    monkeypatch.setattr(actions, "_earlier", blind_at_first)
    again = run_action(Rename(one.pk, "新名局"), clerk, idempotency_key="k")
    assert again.repeated
    assert again.entry == first.entry
    assert AuditEntry.objects.count() == 1


def test_a_broken_constraint_is_no_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    where = area()
    unit(where, "林业局")
    with pytest.raises(IntegrityError):
        run_action(Found(where, ("林业局",)), person("office", unit(where)), reason="新设")


def test_events_come_after_the_deed_stands(django_capture_on_commit_callbacks: Any) -> None:
    one, events = unit(area(), "旧名局"), []
    clerk = person("office", one)
    with django_capture_on_commit_callbacks(execute=True):
        run_action(Rename(one.pk, "新名局", events), clerk)
        assert events == []
    assert events == ["新名局"]
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ActionRefused):
        run_action(Rename(one.pk, "无名", events), clerk)
    assert events == ["新名局"]


def test_inputs_of_every_kind_have_one_text() -> None:
    where = area()
    same = [
        {"record": where, "words": {"乙", "甲"}, "file": b"1", "day": date(2026, 1, 1), "deep": Rename(1, "")}
        for _ in range(2)
    ]
    first, again = (actions.digest("a.b", body) for body in same)
    assert first == again
    assert first != actions.digest("a.b", {**same[0], "file": b"2"})
    with pytest.raises(TypeError):
        actions.digest("a.b", {"what": object()})
