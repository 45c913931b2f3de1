"""The day a record shows is where its clock ends: paused, resumed and extended in the same deed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from web.documents.document_samples import received
from web.goals.goal_samples import goal
from web.leads.lead_samples import county as promotion
from web.leads.lead_samples import lead
from web.ledger.ledger_samples import at, do
from web.problems.problem_samples import GAS, county
from web.projects.project_samples import project, township
from zhenxing.web.goals.models import Goal, GoalReading
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.leads.steps import take
from zhenxing.web.ledger import queries, services
from zhenxing.web.ledger.deadlines import in_words
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.problems import actions
from zhenxing.web.problems.models import Problem
from zhenxing.web.projects.models import ElementRequest
from zhenxing.web.tasks.models import Task, TaskAssignment

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def that_monday(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(at(MONDAY), tick=True):
        yield


def clock_of(record: Any) -> Clock:
    found: Clock = Clock.objects.running().of(record).get()
    return found


def extend(record: Any, days: int) -> None:
    clock = clock_of(record)
    do(lambda deed: services.extend(deed, clock, days=days, reason="汛期停工", authority="第3次调度会"))
    record.refresh_from_db()


def pause(record: Any, day: date) -> None:
    clock = clock_of(record)
    do(lambda deed: services.pause(deed, clock, reason="等待省里批复", on=day))
    record.refresh_from_db()


def resume(record: Any, day: date) -> None:
    clock = clock_of(record)
    do(lambda deed: services.resume(deed, clock, on=day))
    record.refresh_from_db()


def task(due_on: date, **fields: Any) -> Task:
    where = area()
    document = received(person("office", where), where)
    made: Task = Task.objects.create(
        document=document, area=where, heading="培育龙头企业", due_on=due_on, **fields
    )
    TaskAssignment.objects.create(task=made, unit=unit(where), role="lead", printed="县工信局")
    tick(at(MONDAY))
    return made


def test_a_task_shows_the_time_it_was_given() -> None:
    made = task(date(2026, 3, 20), deadline="2026-03-20")
    extend(made, 30)
    assert made.due_on == clock_of(made).due_on == clock_of(made).until == date(2026, 4, 19)
    tick(at(MONDAY + timedelta(1)))
    made.refresh_from_db()
    assert made.due_on == clock_of(made).due_on == date(2026, 4, 19), "the tick takes nothing back"
    page = signed_in(person("office", made.area)).get("/tasks/").content.decode()
    assert "2026-03-20（2026-04-19）" in page


def test_a_paused_task_shows_no_day_until_it_goes_on() -> None:
    made = task(date(2026, 3, 20))
    pause(made, date(2026, 3, 5))
    tick(at(date(2026, 3, 30)))
    assert made.due_on is None and clock_of(made).due_on is None, "nobody can know it, and it runs on"
    resume(made, date(2026, 3, 25))
    assert made.due_on == clock_of(made).due_on == date(2026, 4, 9), "20 days later"


def test_a_day_set_by_hand_is_that_day_whatever_was_given_before() -> None:
    made = task(date(2026, 3, 20))
    extend(made, 30)
    clerk = person("office", made.area)
    run_action(SaveRecord("tasks", Task, {"due_on": date(2026, 5, 1)}, made.pk), clerk)
    tick(at(MONDAY + timedelta(1)))
    assert clock_of(made).due_on == date(2026, 5, 1)


def test_the_reply_day_of_a_lead_follows_its_clock() -> None:
    place = promotion()
    found = lead(place.area, reported_by=place.first, unit=place.centre)
    do(lambda deed: take(deed, found, "report"), place.scout)
    before = found.due_on
    assert before == clock_of(found).due_on
    extend(found, 3)
    assert found.due_on == clock_of(found).due_on != before
    pause(found, MONDAY)
    assert found.due_on is None
    resume(found, MONDAY + timedelta(7))
    assert found.due_on == clock_of(found).due_on


def assigned(place: Any) -> Problem:
    found: Problem = place.problem(GAS[0])
    step = actions.Assign("problems", found.pk, place.gas, due_on=date(2026, 3, 16), grade="county")
    place.do(step, place.clerk)
    found.refresh_from_db()
    return found


def test_a_problem_and_its_slip_promise_the_day_that_was_granted() -> None:
    place = county()
    found = assigned(place)
    extend(found, 5)
    assert found.due_on == found.referrals.get().due_on == clock_of(found).due_on == date(2026, 3, 21)
    pause(found, date(2026, 3, 4))
    assert found.due_on is None and found.referrals.get().due_on is None
    with time_machine.travel(at(date(2026, 3, 9)), tick=True):
        place.do(actions.Answer("problems", found.pk, "已协调增供"), place.gasman)
    found.refresh_from_db()
    slip = found.referrals.get()
    assert (slip.due_on, slip.kept(date(2026, 3, 9))) == (date(2026, 3, 26), True), "5 days of pause more"


def test_a_projects_next_stage_is_planned_anew() -> None:
    found = project(township(), "reserve", plan_signed_on=date(2026, 4, 1))
    tick(at(MONDAY))
    extend(found, 30)
    assert found.plan_signed_on == found.due_on == clock_of(found).due_on == date(2026, 5, 1)
    with pytest.raises(ActionRefused, match="计划日期"):
        pause(found, MONDAY)


def test_what_a_project_needs_waits_while_it_is_paused() -> None:
    found = project(township(), "reserve")
    bureau = unit(found.area)
    asked = ElementRequest.objects.create(
        project=found, kind="land", content="工业用地20亩", unit=bureau, due_on=date(2026, 3, 20)
    )
    tick(at(MONDAY))
    pause(asked, MONDAY)
    assert asked.due_on is None
    resume(asked, MONDAY + timedelta(10))
    assert asked.due_on == clock_of(asked).due_on == date(2026, 3, 29)


def test_a_goal_with_more_time_is_judged_by_it_at_once() -> None:
    where = area()
    found = goal(where, due_on=date(2026, 3, 1))
    GoalReading.objects.create(
        goal=found, at=date(2026, 3, 1), value=10, measure="人工填报", source="台账", state="confirmed"
    )
    tick(at(MONDAY))
    found.refresh_from_db()
    clerk = person("office", where)
    run_action(SaveRecord("goals", Goal, {"owner_unit": unit(where)}, found.pk), clerk)
    found.refresh_from_db()
    assert found.standing == "missed"
    extend(found, 60)
    assert (found.due_on, found.standing) == (date(2026, 4, 30), "unknown")
    with pytest.raises(ActionRefused, match="计划日期"):
        pause(found, MONDAY)


def test_time_in_a_pause_is_not_used() -> None:
    made = task(date(2026, 3, 31))
    pause(made, date(2026, 3, 3))
    resume(made, date(2026, 3, 17))
    clock = Clock.objects.whole().get(pk=clock_of(made).pk)
    assert queries.left_of(clock, date(2026, 3, 17)) == queries.calendar().between(
        date(2026, 3, 17), date(2026, 4, 14)
    )
    assert [one.end for one in clock.paused()] == [date(2026, 3, 17)] and clock.run().pauses == ()


@pytest.mark.parametrize(
    ("words", "due_on", "shown"),
    [
        ("2026", date(2026, 12, 31), "2026"),
        ("2026", date(2027, 1, 31), "2026（2027-01-31）"),
        ("2026-06", date(2026, 7, 10), "2026-06（2026-07-10）"),
        ("2026-06-30", date(2026, 6, 30), "2026-06-30"),
        ("", date(2026, 6, 30), "2026-06-30*"),
        ("2026H1", date(2026, 6, 30), "2026H1"),
        ("长期坚持", None, "长期坚持"),
        ("年底前", date(2026, 12, 31), "年底前（2026-12-31）"),
    ],
)
def test_a_deadline_in_words_says_the_day_when_they_no_longer_do(
    words: str, due_on: date | None, shown: str
) -> None:
    assert in_words(words, due_on) == shown
