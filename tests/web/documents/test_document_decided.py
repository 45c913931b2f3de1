"""A document's plan as people have decided it: what difference and X-ray are drawn from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from web.documents.document_samples import number_of
from zhenxing.core.compiler.difference import compare
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    EditProposal,
    RejectProposal,
    ResolveSuspicion,
)
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.decided import decided_plan, known_baselines, value_of
from zhenxing.web.documents.decided import number_of as number_behind
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.units import Directory
from zhenxing.web.kit.actions import run_action


def plan_now(document: Document) -> Plan:
    return decided_plan(document, Review.of(document), Directory(document.area))


def test_before_anybody_looks_it_is_the_compilers(document: Document) -> None:
    plan = plan_now(document)
    assert [goal.indicator for goal in plan.goals] == ["规上企业", "产值", "省级龙头"]
    assert plan.goals[2].value == (Decimal(1), Decimal(2)) and plan.goals[2].suspicion == "s1"
    assert plan.goals[2].certainty == "unsure"
    assert [number_behind(goal.id) for goal in plan.goals] == [
        number_of(document, "goal", item) for item in ("g1", "g2", "g3")
    ]
    assert plan.quote(plan.goals[0].span) == "规上企业达到50户以上"
    assert [condition.subject for condition in plan.conditions] == ["年营收"]
    assert plan.header.title is not None and plan.header.title.value == "云岭县专业镇发展行动方案"
    assert plan.header.issued_on is None
    assert [figure.period for figure in plan.figures] == ["2024"]


def test_decisions_count(document: Document, clerk: User) -> None:
    run_action(RejectProposal(document.pk, number_of(document, "goal", "g2")), clerk)
    run_action(AcceptProposal(document.pk, number_of(document, "goal", "g3")), clerk)
    typed = {"heading": "培育龙头企业", "lead": "县商务局", "support": "", "deadline": "2026-09"}
    run_action(EditProposal(document.pk, number_of(document, "task", "t1"), typed), clerk)
    plan = plan_now(document)
    assert [goal.indicator for goal in plan.goals] == ["规上企业", "省级龙头"]
    assert (plan.goals[1].certainty, plan.goals[1].suspicion) == ("certain", None)
    first = plan.tasks[0]
    assert (first.deadline, [unit.text for unit in first.lead], first.support) == (
        "2026-09",
        ["县商务局"],
        (),
    )


def test_a_place_a_person_has_read_says_what_was_read(document: Document, clerk: User) -> None:
    run_action(ResolveSuspicion(document.pk, number_of(document, "suspicion", "s1"), "1至2家"), clerk)
    plan = plan_now(document)
    assert plan.goals[2].text == "新增省级龙头1至2家"
    assert plan.tasks[0].text == "新增省级龙头1至2家。"
    assert plan.quote(plan.goals[2].span) == "新增省级龙头1-2家"  # what stands there stays
    other = replace(plan, goals=plan.goals[:2])
    [gone] = [entry for entry in compare(plan, other).entries if entry.kind == "goal" and entry.new is None]
    assert gone.old is not None and gone.old.text == "新增省级龙头1至2家"


def test_units_are_named_by_the_sites_own_where_known(document: Document, clerk: User) -> None:
    unknown = plan_now(document).tasks[0]
    assert [unit.unit for unit in (*unknown.lead, *unknown.support)] == ["industry", "finance", "townships"]
    run_action(AcceptCertain(document.pk), clerk)
    known = plan_now(document).tasks[0]
    assert all(str(unit.unit).startswith("unit-") for unit in known.lead)
    run_action(RejectProposal(document.pk, number_of(document, "unit", "finance")), clerk)
    assert [unit.text for unit in plan_now(document).tasks[0].support] == ["各乡镇"]


def test_what_stands_nowhere_and_says_nothing(document: Document) -> None:
    document.proposals.filter(kind="goal", item="g1").update(start=None, end=None)
    figure = document.proposals.get(kind="figure")
    figure.payload["value"] = None
    figure.save()
    plan = plan_now(document)
    assert plan.goals[0].span == Span(0, 0)
    assert plan.figures == ()
    assert value_of(None) is None


def test_figures_of_the_document_before_are_baselines(document: Document) -> None:
    [known] = known_baselines(document)
    assert (known.indicator, known.value, known.period) == ("产值", 180_000_000, "2024")
    assert known.source == "《云岭县专业镇发展行动方案》" and known.span is None
    assert known_baselines(None) == ()
