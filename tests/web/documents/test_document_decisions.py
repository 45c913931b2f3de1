"""Decisions on proposals: each kind, each state, two clerks at once, and what may not be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from web.documents.document_samples import in_review, number_of, received
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AddProposal,
    EditProposal,
    LinkUnit,
    RejectProposal,
    ReopenProposal,
    ResolveSuspicion,
)
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope, StaleVersion
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, Unit, UnitAlias

Make = Callable[[int, int], Action[Any]]
EVERY_DECISION: tuple[Make, ...] = (
    AcceptProposal,
    RejectProposal,
    ReopenProposal,
    lambda pk, number: EditProposal(pk, number, {"indicator": "x"}),
    lambda pk, number: ResolveSuspicion(pk, number, "x"),
    LinkUnit,
    lambda pk, number: AddProposal(pk, "goal", "x", {}),
    lambda pk, number: AcceptCertain(pk),
)


def proposal(document: Document, kind: str, item: str = "") -> Proposal:
    return document.proposals.get(number=number_of(document, kind, item))


def test_accepting_says_who_and_when(document: Document, clerk: User) -> None:
    number = number_of(document, "goal", "g1")
    done = run_action(AcceptProposal(document.pk, number), clerk)
    goal = proposal(document, "goal", "g1")
    assert (goal.state, goal.decided_by, goal.decided) == ("accepted", clerk, None)
    assert goal.decided_at is not None
    assert done.entry.action == "proposals.accept"
    assert done.entry.changes["state"] == ["pending", "accepted"]


def test_an_edit_keeps_only_what_changed_and_the_machines_reading_stays(
    document: Document, clerk: User
) -> None:
    number = number_of(document, "goal", "g1")
    typed = {"indicator": "规上企业", "op": ">=", "value": "60", "unit": "户", "deadline": "2026"}
    run_action(EditProposal(document.pk, number, typed), clerk)
    goal = proposal(document, "goal", "g1")
    assert goal.state == "edited"
    assert goal.decided == {"value": "60"}
    assert goal.payload["value"] == "50"
    assert goal.values["value"] == "60"


def test_an_edit_that_changes_nothing_is_an_acceptance(document: Document, clerk: User) -> None:
    number = number_of(document, "goal", "g1")
    typed = {"indicator": "规上企业", "op": ">=", "value": "50", "unit": "户", "deadline": "2026"}
    run_action(EditProposal(document.pk, number, typed), clerk)
    assert proposal(document, "goal", "g1").state == "accepted"


def test_an_edit_that_does_not_hold_changes_nothing(document: Document, clerk: User) -> None:
    number = number_of(document, "goal", "g1")
    with pytest.raises(Invalid) as caught:
        run_action(EditProposal(document.pk, number, {"value": "很多"}), clerk)
    assert set(caught.value.fields) == {"indicator", "value"}
    assert proposal(document, "goal", "g1").version == 1


def test_rejected_and_taken_back(document: Document, clerk: User) -> None:
    number = number_of(document, "figure")
    run_action(RejectProposal(document.pk, number), clerk)
    assert proposal(document, "figure").can.dropped
    run_action(ReopenProposal(document.pk, number), clerk)
    again = proposal(document, "figure")
    assert (again.state, again.decided_by, again.decided_at) == ("pending", None, None)
    with pytest.raises(ActionRefused):
        run_action(ReopenProposal(document.pk, number), clerk)


def test_the_second_clerk_overwrites_nothing(document: Document, clerk: User, where: Area) -> None:
    number = number_of(document, "goal", "g1")
    run_action(RejectProposal(document.pk, number), clerk, expected_version=1)
    with pytest.raises(StaleVersion) as caught:
        run_action(AcceptProposal(document.pk, number), person("office", where), expected_version=1)
    assert "王芳" in str(caught.value)
    assert proposal(document, "goal", "g1").state == "rejected"


def test_a_suspicion_with_one_reading_can_be_accepted(document: Document, clerk: User) -> None:
    run_action(AcceptProposal(document.pk, number_of(document, "suspicion", "s1")), clerk)
    assert proposal(document, "suspicion", "s1").values["reading"] == "1至2家"


def test_a_suspicion_with_no_one_reading_must_be_read(document: Document, clerk: User) -> None:
    number = number_of(document, "suspicion", "s2")
    for refused in (AcceptProposal(document.pk, number), ResolveSuspicion(document.pk, number, " ")):
        with pytest.raises(Invalid) as caught:
            run_action(refused, clerk)
        assert list(caught.value.fields) == ["reading"]
    with pytest.raises(Invalid):
        run_action(ResolveSuspicion(document.pk, number, "长" * 501), clerk)
    run_action(ResolveSuspicion(document.pk, number, " 云政办发 "), clerk)
    assert proposal(document, "suspicion", "s2").values["reading"] == "云政办发"


def test_a_suspicion_may_be_right_as_printed(document: Document, clerk: User) -> None:
    number = number_of(document, "suspicion", "s1")
    run_action(ResolveSuspicion(document.pk, number, verbatim=True), clerk)
    decided = proposal(document, "suspicion", "s1")
    assert decided.values["reading"] is None
    assert decided.can.binding


def test_a_deed_of_another_kind_is_refused(document: Document, clerk: User) -> None:
    goal, suspicion = number_of(document, "goal", "g1"), number_of(document, "suspicion", "s1")
    for deed in (
        ResolveSuspicion(document.pk, goal, "x"),
        LinkUnit(document.pk, goal),
        EditProposal(document.pk, suspicion, {}),
    ):
        with pytest.raises(ActionRefused):
            run_action(deed, clerk)


def test_header_decisions_are_the_documents_own(document: Document, clerk: User) -> None:
    number = number_of(document, "header", "doc_number")
    run_action(EditProposal(document.pk, number, {"value": "云政办发〔2025〕8号"}), clerk)
    document.refresh_from_db()
    assert document.doc_number == "云政办发〔2025〕8号"
    run_action(RejectProposal(document.pk, number), clerk)
    document.refresh_from_db()
    assert document.doc_number == ""
    run_action(ReopenProposal(document.pk, number), clerk)
    document.refresh_from_db()
    assert document.doc_number == "云政办发〔2025〕3号"


def test_a_rejected_title_leaves_a_name_to_find_the_document_by(document: Document, clerk: User) -> None:
    run_action(RejectProposal(document.pk, number_of(document, "header", "title")), clerk)
    document.refresh_from_db()
    assert document.title == "云岭县专业镇发展行动方案"


def test_a_header_date_must_be_a_day_and_texts_must_fit(document: Document, clerk: User) -> None:
    date, title = number_of(document, "header", "issued_on"), number_of(document, "header", "title")
    for number, typed in ((date, "2025年"), (title, "长" * 301)):
        with pytest.raises(Invalid) as caught:
            run_action(EditProposal(document.pk, number, {"value": typed}), clerk)
        assert list(caught.value.fields) == ["value"]
    run_action(EditProposal(document.pk, date, {"value": "2025年3月5日"}), clerk)
    document.refresh_from_db()
    assert str(document.issued_on) == "2025-03-05"


def test_a_missed_goal_is_added_where_it_stands(document: Document, clerk: User) -> None:
    typed = {"indicator": "调度", "op": ">=", "value": "4", "unit": "次"}
    added = run_action(AddProposal(document.pk, "goal", "定期调度", typed), clerk).result
    assert added.can.binding
    assert added.clause == "2.3"
    assert document.plans.get().layout["text"][added.start : added.end] == "定期调度"
    assert document.source.text[added.source_start : added.source_end] == "定期调度"


@pytest.mark.parametrize(
    ("kind", "quote", "data", "wrong"),
    [
        ("goal", "不在文中的话", {"indicator": "x"}, "quote"),
        ("goal", "", {"indicator": "x"}, "quote"),
        ("goal", "定期调度", {}, "indicator"),
        ("person", "定期调度", {"indicator": "x"}, "kind"),
        ("nothing", "定期调度", {}, "kind"),
    ],
)
def test_what_cannot_be_traced_is_not_added(
    document: Document, clerk: User, kind: str, quote: str, data: dict[str, str], wrong: str
) -> None:
    count = document.proposals.count()
    with pytest.raises(Invalid) as caught:
        run_action(AddProposal(document.pk, kind, quote, data), clerk)
    assert list(caught.value.fields) == [wrong]
    assert document.proposals.count() == count


def test_units_a_person_typed_are_asked_about(document: Document, clerk: User, where: Area) -> None:
    unit(where, "县林业局")
    number = number_of(document, "task", "t2")
    typed = {"heading": "打造区域品牌", "lead": "县林业局、县文旅局", "support": "县商务局"}
    run_action(EditProposal(document.pk, number, typed), clerk)
    asked = {p.payload["name"]: p.certainty for p in document.proposals.filter(kind="unit", item="")}
    assert asked == {"县林业局": "certain", "县文旅局": "unsure"}
    run_action(ReopenProposal(document.pk, number), clerk)
    run_action(EditProposal(document.pk, number, typed), clerk)
    assert document.proposals.filter(kind="unit", item="").count() == 2


# --- units ------------------------------------------------------------------------------------------


def test_a_suggested_unit_that_exists_is_linked_and_its_name_learnt(
    document: Document, clerk: User, where: Area
) -> None:
    known = unit(where, "县工业和信息化局")
    run_action(LinkUnit(document.pk, number_of(document, "unit", "industry")), clerk)
    linked = proposal(document, "unit", "industry")
    assert (linked.state, linked.values["unit"]) == ("accepted", known.pk)
    alias = UnitAlias.objects.get()
    assert (alias.unit, alias.text, alias.learnt_from) == (known, "县工信局", document.title)


def test_a_unit_nobody_has_is_made(document: Document, clerk: User, where: Area) -> None:
    run_action(LinkUnit(document.pk, number_of(document, "unit", "finance")), clerk)
    made = Unit.objects.get(name="县财政局")
    assert (made.area, made.key, made.kind) == (where, "finance", "department")
    assert not UnitAlias.objects.exists()


def test_a_collective_is_no_department(document: Document, clerk: User) -> None:
    run_action(LinkUnit(document.pk, number_of(document, "unit", "townships")), clerk)
    run_action(LinkUnit(document.pk, number_of(document, "unit", "trade"), "collective"), clerk)
    assert {u.kind for u in Unit.objects.filter(name__in=("各乡镇", "县商务局"))} == {"collective"}


def test_another_unit_is_named(document: Document, clerk: User, where: Area) -> None:
    other = unit(where, "县经信局")
    number = number_of(document, "unit", "industry")
    run_action(LinkUnit(document.pk, number, "existing", " 县经信局 "), clerk)
    assert proposal(document, "unit", "industry").values["unit"] == other.pk
    assert proposal(document, "unit", "industry").state == "edited"


def test_a_unit_that_is_not_there_is_not_linked(document: Document, clerk: User) -> None:
    number = number_of(document, "unit", "industry")
    for how, name in (("existing", "县不存在局"), ("existing", "长" * 101)):
        with pytest.raises(Invalid) as caught:
            run_action(LinkUnit(document.pk, number, how, name), clerk)
        assert list(caught.value.fields) == ["name"]
    with pytest.raises(ActionRefused):
        run_action(LinkUnit(document.pk, number, "guess"), clerk)


def test_a_unit_of_a_higher_level_belongs_above(clerk: User) -> None:
    from zhenxing.web.documents.units import new_unit

    city = area("岭阳市", level="city")
    county = area("云岭县", city)
    payload = {
        "name": "市生态环境局",
        "key": "?市生态环境局",
        "level": "city",
        "collective": False,
        "printed": [],
    }
    made = new_unit(payload, county)
    assert (made.area, made.level, made.key) == (city, "city", "")
    assert new_unit({**payload, "level": "province"}, county).area == county
    assert new_unit({**payload, "level": "unknown"}, county).level == "county"
    assert new_unit({**payload, "level": "township"}, county).kind == "township"


def test_a_name_two_units_share_is_nobodys(document: Document, where: Area) -> None:
    from zhenxing.web.documents.units import Directory

    one, two = unit(where, "甲局"), unit(where, "乙局")
    for each in (one, two):
        UnitAlias.objects.create(unit=each, text="同名局")
    directory = Directory(where)
    assert directory.named("同名局") is None
    assert directory.named("甲局") == one
    assert directory.named("") is None


def test_a_forgotten_alias_is_remembered_again(document: Document, clerk: User, where: Area) -> None:
    known = unit(where, "县工业和信息化局")
    from django.utils import timezone

    UnitAlias.objects.create(unit=known, text="县工信局", archived_at=timezone.now())
    run_action(LinkUnit(document.pk, number_of(document, "unit", "industry")), clerk)
    assert UnitAlias.objects.get().archived_at is None


# --- all the certain ones -----------------------------------------------------------------------------


def test_all_that_is_certain_is_accepted_at_once(
    document: Document, clerk: User, where: Area, django_assert_max_num_queries: Any
) -> None:
    unit(where, "县工业和信息化局")
    expected = document.proposals.filter(certainty="certain").exclude(kind__in=("suspicion", "review_item"))
    count = expected.count()
    with django_assert_max_num_queries(30):
        done = run_action(AcceptCertain(document.pk), clerk)
    assert done.result == done.entry.count == count > 10
    left = document.proposals.filter(state="pending")
    assert set(left.values_list("certainty", flat=True)) <= {"likely", "unsure"}
    assert proposal(document, "unit", "market").values["unit_name"] == "县市场监管局"
    assert set(UnitAlias.objects.values_list("text", flat=True)) == {"县工信局", "市场监管局"}
    assert proposal(document, "goal", "g1").version == 2
    assert run_action(AcceptCertain(document.pk), clerk).result == 0


def test_only_one_tab_is_accepted(document: Document, clerk: User) -> None:
    assert run_action(AcceptCertain(document.pk, "goal"), clerk).result == 3
    assert set(document.proposals.filter(state="accepted").values_list("kind", flat=True)) == {
        "goal",
        "milestone",
    }


# --- who and when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", EVERY_DECISION)
@pytest.mark.parametrize("role", ["liaison", "township", "leader", "city", "system_administrator", ""])
def test_only_the_office_decides(document: Document, where: Area, make: Make, role: str) -> None:
    someone = person(role, unit(where) if role in {"liaison", "township"} else where) if role else person()
    with pytest.raises(NotPermitted):
        run_action(make(document.pk, 1), someone)


@pytest.mark.parametrize("make", EVERY_DECISION)
def test_another_county_does_not_exist(document: Document, make: Make) -> None:
    stranger = person("office", area("清河县"))
    with pytest.raises(OutOfScope):
        run_action(make(document.pk, 1), stranger)
    assert not AuditEntry.objects.filter(actor=stranger).exists()


@pytest.mark.parametrize("make", EVERY_DECISION)
def test_nothing_is_decided_outside_review(document: Document, clerk: User, make: Make) -> None:
    Document.objects.update(state="adopted")
    with pytest.raises(ActionRefused):
        run_action(make(document.pk, number_of(document, "suspicion", "s1")), clerk)
    assert not document.proposals.exclude(state="pending").exists()


def test_a_document_still_waiting_has_nothing_to_decide(clerk: User, where: Area) -> None:
    waiting = received(clerk, where, "另一份文件的正文，内容不同。")
    with pytest.raises(ActionRefused):
        run_action(AcceptCertain(waiting.pk), clerk)


def test_the_next_document_knows_the_name(document: Document, clerk: User, where: Area) -> None:
    from zhenxing.web.documents.units import known_units

    run_action(LinkUnit(document.pk, number_of(document, "unit", "market")), clerk)
    learnt = {name.name: name.aliases for name in known_units(where)}
    assert "市场监管局" in learnt["县市场监管局"]
    later = in_review(
        clerk, where, "演示数据\n" + document.source.text.removeprefix("演示数据\n") + "附：修订"
    )
    run_action(AcceptProposal(later.pk, number_of(later, "goal", "g1")), clerk)
    assert later.proposals.get(item="g1").can.binding


def test_a_missed_task_is_added_and_its_units_asked_about(document: Document, clerk: User) -> None:
    typed = {"heading": "定期调度", "lead": "县发改局"}
    run_action(AddProposal(document.pk, "task", "定期调度", typed), clerk)
    assert document.proposals.filter(kind="unit", item="").get().payload["name"] == "县发改局"


def test_too_many_items_are_refused(document: Document, clerk: User) -> None:
    document.proposals.filter(item="g1").update(number=20_000)
    with pytest.raises(ActionRefused):
        run_action(AddProposal(document.pk, "goal", "定期调度", {"indicator": "调度"}), clerk)


def test_a_unit_the_compiler_knew_by_its_key_is_suggested(
    document: Document, clerk: User, where: Area
) -> None:
    known = unit(where, "县经信局", key="industry")
    run_action(LinkUnit(document.pk, number_of(document, "unit", "industry")), clerk)
    assert proposal(document, "unit", "industry").values["unit"] == known.pk


def test_a_unit_is_suggested_by_a_printed_form(document: Document, clerk: User, where: Area) -> None:
    known = unit(where, "县市监局", short_name="市场监管局")
    run_action(LinkUnit(document.pk, number_of(document, "unit", "market")), clerk)
    assert proposal(document, "unit", "market").values["unit"] == known.pk
