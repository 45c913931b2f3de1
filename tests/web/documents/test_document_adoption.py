"""Adoption: what must be decided first, what it creates, once, whole, with every trace to the clause."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.documents.document_samples import number_of, received
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AdoptDocument,
    EditProposal,
    LinkUnit,
    RejectProposal,
    ResolveSuspicion,
)
from zhenxing.web.documents.actions.adopting import StillOpen
from zhenxing.web.documents.adoption import Review, as_read
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import Deed, run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope
from zhenxing.web.kit.testing import area, person, signed_in, unexplained, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.models import Task, TaskAssignment

DUE = date(2026, 12, 31)


@pytest.fixture
def office(where: Area) -> Unit:
    return unit(where, "专业镇办公室")


@pytest.fixture
def decided(document: Document, clerk: User) -> Document:
    """Everything that blocks has been decided; the reading of 1-2家 is 1至2家."""
    run_action(AcceptCertain(document.pk), clerk)
    run_action(ResolveSuspicion(document.pk, number_of(document, "suspicion", "s1"), "1至2家"), clerk)
    for kind, item in (("goal", "g3"), ("task", "t1")):
        run_action(AcceptProposal(document.pk, number_of(document, kind, item)), clerk)
    return document


def adopt(document: Document, who: User, office: Unit | None = None) -> Document:
    done = run_action(AdoptDocument(document.pk, office.pk if office else None, DUE), who)
    return done.result


def blocking(document: Document) -> list[tuple[str, str]]:
    numbers = {p.number: p.item for p in document.proposals.all()}
    return [(blocker.kind, numbers[blocker.number]) for blocker in Review.of(document).blockers()]


def test_what_is_open_is_listed_worst_first(document: Document, clerk: User) -> None:
    assert blocking(document) == [
        ("suspicion", "s1"),
        ("unit", "industry"),
        ("goal", "g1"),
        ("goal", "g2"),
        ("goal", "g3"),
        ("task", "t1"),
        ("task", "t2"),
        ("task", "t3"),
    ]
    with pytest.raises(StillOpen) as caught:
        adopt(document, clerk)
    assert len(caught.value.blockers) == 8
    assert not Task.objects.exists()


def test_a_suspicion_in_a_rejected_task_no_longer_blocks(document: Document, clerk: User) -> None:
    for kind, item in (("task", "t1"), ("goal", "g3")):
        run_action(RejectProposal(document.pk, number_of(document, kind, item)), clerk)
    assert ("suspicion", "s1") not in blocking(document)
    assert ("unit", "industry") not in blocking(document)


def test_a_goal_that_names_the_suspicion_is_blocked_wherever_it_stands(
    document: Document, clerk: User
) -> None:
    document.proposals.filter(kind="suspicion", item="s2").update(start=None, end=None)
    goal = document.proposals.get(item="g1")
    goal.payload["suspicion"] = "s2"
    goal.save()
    assert ("suspicion", "s2") in blocking(document)


def test_adoption_fills_the_registers(decided: Document, clerk: User, office: Unit) -> None:
    adopted = adopt(decided, clerk, office)
    assert (adopted.state, adopted.adopted_by) == ("adopted", clerk)
    goal = Goal.objects.get(indicator="省级龙头")
    assert (goal.value, goal.upper, goal.unit, goal.increment) == (Decimal(1), Decimal(2), "家", True)
    assert goal.text == "新增省级龙头1至2家"
    assert (goal.clause, goal.clause_label) == ("2.1", "二、(一)")
    assert goal.owner_unit == Unit.objects.get(name="县工业和信息化局")
    assert (goal.deadline, goal.due_on) == ("", DUE)
    output = Goal.objects.get(indicator="产值")
    assert (output.op, output.value, output.owner_unit, output.amount) == (
        ">",
        Decimal(200_000_000),
        office,
        "2亿元",
    )
    assert Goal.objects.get(indicator="规上企业").due_on == DUE
    first = Task.objects.get(heading="培育龙头企业")
    assert (first.number, first.section, first.deadline, first.due_on) == (
        "(一)",
        "二、重点任务",
        "2026-06",
        date(2026, 6, 30),
    )
    assert first.content == "新增省级龙头1至2家。"
    source = decided.source.text
    assert source[goal.source_start : goal.source_end] == "新增省级龙头1-2家"
    entry = AuditEntry.objects.get(action="documents.adopt")
    assert entry.count == 6
    assert {row.history_date for row in Task.history.all()} == {entry.at}
    assert unexplained() == []


def test_every_printed_name_keeps_its_part(decided: Document, clerk: User, office: Unit) -> None:
    adopt(decided, clerk, office)
    parts = TaskAssignment.objects.order_by("task__position", "role", "order")
    assert [
        (p.task.heading, p.role, p.printed, p.unit and p.unit.name)
        for p in parts.select_related("task", "unit")
    ] == [
        ("培育龙头企业", "lead", "县工信局", "县工业和信息化局"),
        ("培育龙头企业", "support", "县财政局", "县财政局"),
        ("培育龙头企业", "support", "各乡镇", "各乡镇"),
        ("打造区域品牌", "support", "县商务局", None),
        ("打造区域品牌", "support", "县市场监管局", "县市场监管局"),
    ]


def test_a_name_that_is_no_unit_has_no_part(decided: Document, clerk: User, office: Unit) -> None:
    run_action(RejectProposal(decided.pk, number_of(decided, "unit", "trade")), clerk)
    adopt(decided, clerk, office)
    assert not TaskAssignment.objects.filter(printed="县商务局").exists()


def test_rejected_items_go_no_further_and_corrections_do(
    decided: Document, clerk: User, office: Unit
) -> None:
    run_action(RejectProposal(decided.pk, number_of(decided, "goal", "g2")), clerk)
    typed = {"indicator": "规上企业", "op": ">=", "value": "60–70", "unit": "户", "deadline": "2027-06"}
    run_action(EditProposal(decided.pk, number_of(decided, "goal", "g1"), typed), clerk)
    adopt(decided, clerk, office)
    assert not Goal.objects.filter(indicator="产值").exists()
    goal = Goal.objects.get(indicator="规上企业")
    assert (goal.value, goal.upper, goal.due_on) == (Decimal(60), Decimal(70), date(2027, 6, 30))


def test_a_value_nobody_knows_stays_unknown(decided: Document, clerk: User, office: Unit) -> None:
    run_action(EditProposal(decided.pk, number_of(decided, "goal", "g2"), {"indicator": "产值"}), clerk)
    adopt(decided, clerk, office)
    goal = Goal.objects.get(indicator="产值")
    assert goal.value is None
    assert goal.amount == "数值不详"


def test_adopted_twice_there_is_one_effect(decided: Document, clerk: User, office: Unit) -> None:
    adopt(decided, clerk, office)
    counts = (Goal.objects.count(), Task.objects.count(), TaskAssignment.objects.count())
    again = adopt(decided, clerk, office)
    assert again.adopted_by == clerk
    assert (Goal.objects.count(), Task.objects.count(), TaskAssignment.objects.count()) == counts == (3, 3, 5)


def test_all_or_nothing(
    decided: Document, clerk: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(deed: Deed, model: Any, records: Any) -> Any:
        if model is Goal:
            raise RuntimeError("power cut")
        return whole(deed, model, records)

    whole = Deed.create_many
    monkeypatch.setattr(Deed, "create_many", broken)
    with pytest.raises(RuntimeError):
        adopt(decided, clerk, office)
    decided.refresh_from_db()
    assert decided.can.decide
    assert not Task.objects.exists() and not TaskAssignment.objects.exists()
    assert not AuditEntry.objects.filter(action="documents.adopt").exists()


def test_adoption_takes_a_fixed_number_of_statements(
    decided: Document, clerk: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25):
        adopt(decided, clerk, office)


def test_who_may_adopt_and_when(decided: Document, clerk: User, where: Area, office: Unit) -> None:
    for role in ("liaison", "leader", "city"):
        with pytest.raises(NotPermitted):
            adopt(decided, person(role, where))
    with pytest.raises(OutOfScope):
        adopt(decided, person("office", area("清河县")))
    with pytest.raises(Invalid) as caught:
        adopt(decided, clerk, unit(area("清河县"), "外县局"))
    assert list(caught.value.fields) == ["owner_unit"]
    with pytest.raises(ActionRefused):
        adopt(received(clerk, where, "另一份，还没有解析"), clerk)


def test_a_task_somebody_else_leads_gives_its_goal_an_owner_only_when_known(
    decided: Document, clerk: User, office: Unit
) -> None:
    typed = {"heading": "培育龙头企业", "lead": "", "support": "县财政局"}
    run_action(EditProposal(decided.pk, number_of(decided, "task", "t1"), typed), clerk)
    adopt(decided, clerk, office)
    assert Goal.objects.get(indicator="省级龙头").owner_unit == office


def test_a_lead_a_person_typed_must_be_linked_too(decided: Document, clerk: User, office: Unit) -> None:
    typed = {"heading": "打造区域品牌", "lead": "县文旅局"}
    run_action(EditProposal(decided.pk, number_of(decided, "task", "t2"), typed), clerk)
    with pytest.raises(StillOpen) as caught:
        adopt(decided, clerk, office)
    asked = caught.value.blockers[0]
    run_action(LinkUnit(decided.pk, asked.number), clerk)
    adopt(decided, clerk, office)
    assert TaskAssignment.objects.get(role="lead", task__heading="打造区域品牌").unit.name == "县文旅局"


def test_a_passage_is_quoted_as_it_was_read() -> None:
    readings = {(12, 15): "1至2", (2, 3): "外", (18, 30): "越界"}
    assert as_read("打造1-2家品牌", 10, readings) == "打造1至2家品牌"
    assert as_read("打造1-2家品牌", None, readings) == "打造1-2家品牌"


def test_what_stands_nowhere_is_quoted_as_it_is(decided: Document, clerk: User, office: Unit) -> None:
    decided.proposals.filter(item="g1").update(start=None, end=None)
    adopt(decided, clerk, office)
    assert Goal.objects.get(indicator="规上企业").text == "规上企业达到50户以上"


def test_the_form_says_what_is_still_open_or_wrong(
    document: Document, clerk: User, office: Unit, where: Area
) -> None:
    client = signed_in(clerk)
    url, typed = f"/documents/{document.pk}/adopt/", {"owner_unit": office.pk, "due_on": "2026-12-31"}
    refused = client.post(url, typed)
    assert refused.status_code == 409
    assert "还有 8 项没有定" in refused.text
    outside = unit(area("清河县"))
    assert client.post(url, {**typed, "owner_unit": outside.pk}).status_code == 422
    assert not Goal.objects.exists()
