"""Deeds on projects: what is refused and why; requests between departments; whose turn it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from web.projects import project_samples as samples
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, NotPermitted, SelfApproval
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.models import Clock, Notice
from zhenxing.web.ledger.registry import todos
from zhenxing.web.ledger.services import tick
from zhenxing.web.projects import actions, flow, queries, screening
from zhenxing.web.projects.actions.suspicions import verify_changed
from zhenxing.web.projects.models import BatchRound, ElementRequest, Investment, Project, Suspicion
from zhenxing.web.projects.register import PROJECTS
from zhenxing.web.proofs.services import proofs_of

pytestmark = pytest.mark.django_db


def request(found: Project, to: Any, due: date = date(2025, 6, 1)) -> ElementRequest:
    return ElementRequest.objects.create(project=found, kind="land", content="供地30亩", unit=to, due_on=due)


# ── screening ────────────────────────────────────────────────────────────────────────────────────
def test_a_project_that_fails_is_not_let_in_and_the_reasons_are_kept() -> None:
    samples.rulebook()
    town = samples.township()
    found, who = samples.project(town, **{**samples.SOUND, "policy": "restricted"}), samples.officer(town)
    with pytest.raises(ActionRefused, match="产业政策"):
        samples.do(actions.ScreenProject(found.pk, True, "照样"), who)
    with pytest.raises(NeedsReason):
        samples.do(actions.ScreenProject(found.pk, False), who)
    made = samples.do(actions.ScreenProject(found.pk, False, "限制类"), who)
    assert (made.verdict, made.result) == ("false", "refused")
    (policy,) = [one for one in made.lines if one["name"] == "产业政策"]
    assert policy["verdict"] == "false" and policy["lines"][0]["value"] == "限制类"
    samples.do(actions.ProposeAgain(found.pk), who, "改为鼓励类产品")
    found.refresh_from_db()
    assert found.state == flow.PROPOSED


def test_missing_data_is_unknown_and_admitted_only_with_an_opinion() -> None:
    samples.rulebook()
    town = samples.township()
    found, who = samples.project(town, **{**samples.SOUND, "land": None}), samples.officer(town)
    shown = screening.screen(found, date(2025, 6, 30))
    assert shown is not None and shown.verdict == "unknown" and shown.missing == ["用地面积"]
    with pytest.raises(ActionRefused, match="用地面积"):
        samples.do(actions.ScreenProject(found.pk, True), who)
    assert samples.do(actions.ScreenProject(found.pk, True, "规划选址中"), who).verdict == "unknown"


def test_margins_are_said_and_without_a_rulebook_a_person_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    town = samples.township()
    found = samples.project(town, **{**samples.SOUND, "fixed_investment": Decimal(39_000_000)})
    who = samples.officer(town)
    with monkeypatch.context() as nothing:
        nothing.setattr(screening, "BOOK", "no-such-book")
        assert screening.screen(found, date(2025, 6, 30)) is None
        with pytest.raises(ActionRefused, match="入库评审标准"):
            samples.do(actions.ScreenProject(found.pk, True), who)
    samples.rulebook()
    shown = screening.screen(found, date(2025, 6, 30))
    assert shown is not None and shown.failed == ["投资强度"]
    (line,) = [one for each in shown.criteria if each.name == "投资强度" for one in each.lines]
    assert "还差" in line.gap


def test_nobody_screens_what_they_proposed() -> None:
    town = samples.township()
    who = samples.officer(town)
    typed = {"name": "自报项目", "investor": "甲公司", "area": town.pk, "heavy": "unknown"}
    assert signed_in(who).post(PROJECTS.url("create"), typed).status_code == 302
    with pytest.raises(SelfApproval):
        samples.do(actions.ScreenProject(Project.objects.get().pk, True, "可以"), who)


# ── stages ───────────────────────────────────────────────────────────────────────────────────────
def test_a_stage_needs_a_proof_a_day_that_has_come_and_its_turn() -> None:
    found = samples.through(samples.township(), date(2025, 3, 1))
    who = samples.officer(found.area)
    with pytest.raises(Invalid) as refused:
        samples.do(actions.AdvanceProject(found.pk, "land", date(2025, 2, 1), None), who)
    assert set(refused.value.fields) == {"proof", "happened_on"}
    with pytest.raises(Invalid) as later:
        samples.do(actions.AdvanceProject(found.pk, "land", date(2099, 1, 1), samples.photo()), who)
    assert "还没有到" in str(later.value.fields["happened_on"][0])
    with pytest.raises(ActionRefused, match="签约"):
        samples.do(actions.AdvanceProject(found.pk, "start", date(2025, 4, 1), samples.photo()), who)
    with pytest.raises(ActionRefused, match="没有可以撤回"):
        samples.do(actions.UndoStage(samples.project(found.area).pk), who, "错")


def test_a_proof_that_is_archived_takes_its_stage_out_of_the_count_until_another_is_added() -> None:
    found = samples.through(samples.township(), date(2025, 3, 1))
    event, who = found.events.get(), samples.officer(found.area)
    proofs_of(event).update(archived_at="2025-03-02T00:00:00Z")
    assert queries.standing_of([event]) == {event.pk: "unproven"}
    samples.do(actions.AddProof(event.pk, samples.photo(), "补照"), who)
    assert queries.standing_of([event]) == {event.pk: "evidenced"}
    with pytest.raises(Invalid):
        samples.do(actions.AddProof(event.pk, None), who)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2025-990121-30-03-12345", "20位数字"),
        ("1890-990121-30-03-123456", "不是年份"),
        ("2098-990121-30-03-123456", "还没有到"),
    ],
)
def test_a_wrong_code_is_told_kindly_and_a_right_one_is_written_as_printed(typed: str, said: str) -> None:
    field = Project._meta.get_field("code")
    with pytest.raises(ValidationError, match=said):
        field.to_python(typed)
    assert field.to_python("２０２５９９０１２１３００３１２３４５６") == "2025-990121-30-03-123456"
    assert field.to_python("  ") is None


# ── what departments owe a project ───────────────────────────────────────────────────────────────
def test_a_request_is_answered_by_the_one_and_confirmed_by_the_other() -> None:
    county = area()
    asking, asked = unit(county), unit(county)
    found = samples.project(samples.township(county), flow.RESERVE, unit=asking)
    one = request(found, asked)
    theirs, ours = person("liaison", asked), person("liaison", asking)
    with pytest.raises(NotPermitted):
        samples.do(actions.AnswerElement(one.pk, "accept"), ours)
    samples.do(actions.AnswerElement(one.pk, "accept"), theirs)
    with pytest.raises(Invalid):
        samples.do(actions.AnswerElement(one.pk, "answer"), theirs)
    samples.do(actions.AnswerElement(one.pk, "answer", "批文号12", samples.photo()), theirs)
    with pytest.raises(NotPermitted):
        samples.do(actions.ConfirmElement(one.pk, "confirm"), theirs)
    with pytest.raises(NeedsReason):
        samples.do(actions.ConfirmElement(one.pk, "redo"), ours)
    samples.do(actions.ConfirmElement(one.pk, "redo", "面积不够"), ours)
    samples.do(actions.AnswerElement(one.pk, "answer", "补足"), theirs)
    samples.do(actions.ConfirmElement(one.pk, "confirm"), ours)
    one.refresh_from_db()
    assert (one.state, one.answer) == ("settled", "补足")
    assert Notice.objects.filter(to_unit=asking).exists() and Notice.objects.filter(to_unit=asked).exists()


def test_who_says_it_is_done_does_not_confirm_it_even_in_the_office() -> None:
    county = area()
    who = samples.officer(county)
    one = request(samples.project(samples.township(county)), unit(county))
    samples.do(actions.AnswerElement(one.pk, "accept"), who)
    samples.do(actions.AnswerElement(one.pk, "answer", "已供地"), who)
    with pytest.raises(SelfApproval):
        samples.do(actions.ConfirmElement(one.pk, "confirm"), who)
    with pytest.raises(NotPermitted):
        samples.do(actions.ConfirmElement(one.pk, "answer"), who)


def test_clocks_run_on_the_next_stage_and_on_what_was_asked_for_until_they_are_done() -> None:
    county = area()
    found = samples.project(
        samples.township(county), flow.RESERVE, unit=unit(county), plan_signed_on=date(2025, 3, 1)
    )
    one = request(found, unit(county))
    tick(datetime(2025, 2, 3, 4, tzinfo=UTC))
    running = {(clock.key, clock.due_on) for clock in Clock.objects.running()}
    assert running == {("stage", date(2025, 3, 1)), ("settle", one.due_on)}
    samples.advance(found, date(2025, 2, 20))
    samples.do(actions.AnswerElement(one.pk, "decline", "没有指标"), samples.officer(county))
    tick(datetime(2025, 2, 21, 4, tzinfo=UTC))
    assert not Clock.objects.running().exists()


# ── verification, rounds, to-do ──────────────────────────────────────────────────────────────────
def test_the_daily_look_finds_what_came_in_by_a_table_and_looks_only_when_something_changed() -> None:
    town = samples.township()
    first, later = (samples.project(town, parcel="窑头1号") for _ in range(2))
    assert verify_changed() == 1
    assert Suspicion.objects.get(project=later).other == first
    assert verify_changed() == 0
    samples.do(actions.JudgeSuspicion(Suspicion.objects.get().pk, "clear"), samples.officer(town), "两个地块")
    samples.project(town)
    assert verify_changed() == 0, "what was cleared is not raised again by the same facts"
    with pytest.raises(ActionRefused):
        samples.do(actions.JudgeSuspicion(Suspicion.objects.get().pk, "vanish"), samples.officer(town), "x")


def test_a_round_that_has_not_begun_cannot_be_frozen_and_a_frozen_one_keeps_its_quarter() -> None:
    county = area()
    held = BatchRound.objects.create(area=county, year=2099, quarter=4)
    who = samples.officer(county)
    with pytest.raises(ActionRefused, match="还没有开始"):
        samples.do(actions.FreezeRound(held.pk), who)
    held.year = 2024
    held.save()
    samples.do(actions.FreezeRound(held.pk), who)
    held.refresh_from_db()
    held.quarter = 3
    with pytest.raises(ValidationError, match="不能再改"):
        held.clean()
    assert queries.quarter(2024, 4) == (date(2024, 10, 1), date(2024, 12, 31))


def test_the_to_do_page_asks_each_for_what_is_theirs() -> None:
    county = area()
    ours, theirs = unit(county), unit(county)
    found = samples.project(
        samples.township(county), flow.RESERVE, unit=ours, plan_signed_on=date(2025, 3, 1)
    )
    samples.project(found.area)
    one = request(found, theirs)
    sources = {source.key: source for source in todos()}
    day = date(2025, 3, 1)

    def asked(key: str, who: Any) -> list[Any]:
        return list(sources[key].rows(who, day))

    assert asked("projects.advance", person("liaison", ours)) == [found]
    assert len(asked("projects.screen", person("office", county))) == 1
    assert asked("projects.elements", person("liaison", theirs)) == [one]
    assert asked("projects.elements", person("liaison", ours)) == []
    assert asked("projects.suspicions", person("office", county)) == []


def test_months_are_months_and_sums_are_exact() -> None:
    found = samples.project(samples.township())
    for month, amount in (("2025-01", "0.10"), ("2025-02", "0.20")):
        Investment.objects.create(project=found, month=month, amount=amount)
    assert str(queries.invested([found.pk])[found.pk]) == "0.30"
    with pytest.raises(ValidationError, match="请写到月"):
        Investment(project=found, month="2025", amount=1).clean()
    found.plan_signed_on, found.plan_landed_on = date(2025, 3, 1), date(2025, 2, 1)
    found.investment, found.fixed_investment, found.bond_amount = 1, 2, 3
    with pytest.raises(ValidationError) as wrong:
        found.clean()
    assert set(wrong.value.message_dict) == {"plan_landed_on", "fixed_investment", "bond"}
