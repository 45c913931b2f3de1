"""What meetings refuse, who may do what, and what other ledgers bring."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from web.ledger.ledger_samples import at, clock_on
from web.meetings import meeting_samples as samples
from zhenxing.web.burden.models import Asking
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, SelfApproval
from zhenxing.web.kit.testing import person, signed_in
from zhenxing.web.ledger.models import Clock, Notice
from zhenxing.web.ledger.registry import hand_overs, todos, works
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.meetings import actions, papers, publishing, sheets
from zhenxing.web.meetings.models import Attendance, Bulletin, Meeting, Statement
from zhenxing.web.meetings.providers import part, parts
from zhenxing.web.organisations.models import LeadingGroup, MemberUnit, Post
from zhenxing.web.problems.models import CommonProblem, Problem
from zhenxing.web.projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> samples.County:
    settings.MEDIA_ROOT = tmp_path
    return samples.county()


def noticed(place: samples.County, **fields: Any) -> Meeting:
    made = samples.meeting(place, **fields)
    samples.item(made, source="tasks", of_unit=place.industry)
    samples.attendance(made, place.industry)
    run_action(actions.SendNotice(made.pk), place.clerk)
    made.refresh_from_db()
    return made


def test_a_notice_needs_items_people_and_a_day_to_come(place: samples.County) -> None:
    made = samples.meeting(place)
    with pytest.raises(ActionRefused, match="议题"):
        run_action(actions.SendNotice(made.pk), place.clerk)
    samples.item(made)
    with pytest.raises(ActionRefused, match="参会"):
        run_action(actions.SendNotice(made.pk), place.clerk)
    samples.attendance(made, place.trade)
    Meeting.objects.filter(pk=made.pk).update(held_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ActionRefused, match="过去"):
        run_action(actions.SendNotice(made.pk), place.clerk)


def test_what_went_out_is_not_changed_and_a_postponed_meeting_asks_anew(place: samples.County) -> None:
    later = timezone.localdate() + timedelta(days=9)
    made = noticed(place)
    first = sheets.frozen_of(made)
    item, asked = made.agenda.get(), made.attendances.get()
    item.title = "另一个议题"
    with pytest.raises(ValidationError):
        item.full_clean()
    with pytest.raises(ActionRefused):
        run_action(actions.RemovePart("agenda_items", type(item), item.pk), place.clerk, reason="不议了")
    liaison = person("liaison", place.industry)
    with pytest.raises(Invalid):
        run_action(actions.AnswerInvitation(asked.pk, False), liaison)
    run_action(actions.AnswerInvitation(asked.pk, True, "魏知秋", "局长"), liaison)
    run_action(actions.AnswerInvitation(asked.pk, True, "魏知秋", "副局长"), liaison)
    with pytest.raises(Invalid):
        run_action(
            actions.PostponeMeeting(made.pk, timezone.localdate() - timedelta(days=1)),
            place.clerk,
            reason="改",
        )
    run_action(actions.PostponeMeeting(made.pk, later), place.clerk, reason="与县委会议冲突")
    asked.refresh_from_db()
    assert (asked.state, asked.duty) == ("asked", "副局长")
    assert sheets.said(made.__class__.objects.get(pk=made.pk))[1] is None
    run_action(actions.SendNotice(made.pk), place.clerk)
    assert sheets.frozen_of(made) != first
    with pytest.raises(ActionRefused, match="还没有到"):
        run_action(actions.HoldMeeting(made.pk), place.clerk)
    run_action(actions.CancelMeeting(made.pk), place.clerk, reason="另行安排")
    told = Notice.objects.filter(to_unit=place.industry).values_list("text", flat=True)
    assert any("改期" in text for text in told)
    assert any("取消" in text for text in told)
    with pytest.raises(ActionRefused, match="不收回执"):
        run_action(actions.AnswerInvitation(asked.pk, True, "魏知秋"), liaison)


def test_minutes_need_a_lead_a_number_and_another_hand(place: samples.County) -> None:
    made = samples.meeting(place)
    run_action(actions.HoldMeeting(made.pk), place.clerk)
    assert Clock.objects.running().of(made).get().key == "minutes"
    assert sheets.frozen_of(made) is not None
    loose = samples.decision(made, None)
    with pytest.raises(ActionRefused, match="牵头单位"):
        run_action(actions.DraftMinutes(made.pk), place.clerk)
    loose.lead = place.industry
    loose.due_on = made.held_on - timedelta(days=1)
    with pytest.raises(ValidationError):
        loose.full_clean()
    loose.due_on = None
    loose.save()
    run_action(actions.DraftMinutes(made.pk, "会议听取了汇报。"), place.clerk)
    made.refresh_from_db()
    printed = publishing.printed(made, "云专镇纪〔2026〕9号", timezone.localdate())
    with pytest.raises(Invalid):
        run_action(actions.IssueMinutes(made.pk, " ", printed), place.second)
    with pytest.raises(SelfApproval):
        run_action(actions.IssueMinutes(made.pk, "九号", printed), place.clerk)
    with pytest.raises(SelfApproval):
        run_action(actions.SendBackMinutes(made.pk), place.clerk, reason="改")
    run_action(actions.SendBackMinutes(made.pk), place.second, reason="补上期限")
    run_action(actions.DraftMinutes(made.pk), place.clerk)
    with pytest.raises(ActionRefused, match="刷新"):
        run_action(actions.IssueMinutes(made.pk, "九号", printed), place.second)


def test_many_are_invited_at_once_and_none_twice(place: samples.County) -> None:
    made = samples.meeting(place)
    samples.attendance(made, place.industry)
    deed = actions.Invite(
        made.pk,
        (place.industry.pk, place.trade.pk),
        persons=(("何远舟", "陶坊负责人"),),
        report=True,
        period="上半年",
    )
    for _time in range(2):
        run_action(deed, place.clerk)
    assert made.attendances.count() == 3
    assert set(made.statements.values_list("unit", flat=True)) == {place.industry.pk, place.trade.pk}
    client = signed_in(place.clerk)
    assert client.post(f"/meetings/{made.pk}/invite/", {"part": "attend"}).status_code == 422


def test_a_report_in_three_parts_is_whole_before_it_is_handed_in(place: samples.County) -> None:
    made = samples.meeting(place)
    report = samples.statement(made, place.trade)
    writer = person("liaison", place.trade)
    with pytest.raises(ActionRefused, match="工作情况"):
        run_action(actions.SubmitStatement(report.pk), writer)
    Statement.objects.filter(pk=report.pk).update(work="办展两次", problems="缺场地", next_steps="九月再办")
    run_action(actions.SubmitStatement(report.pk), writer)
    with pytest.raises(NotPermitted):
        run_action(actions.TakeStatement(report.pk), writer)
    run_action(actions.ReturnStatement(report.pk), place.clerk, reason="补成交额")
    report.refresh_from_db()
    run_action(actions.SubmitStatement(report.pk), writer)
    report.refresh_from_db()
    with pytest.raises(ValidationError):
        report.full_clean()
    run_action(actions.TakeStatement(report.pk), place.clerk)
    samples.item(made, source="statements")
    content = sheets.said(made)[0]
    assert content["items"][0]["statements"][0]["problems"] == "缺场地"
    assert papers.book_docx(made)[:2] == b"PK"


def test_a_report_that_is_asked_for_counts_as_a_burden(place: samples.County) -> None:
    made = samples.meeting(place)
    samples.item(made)
    samples.attendance(made, place.trade)
    samples.statement(made, place.trade)
    run_action(actions.SendNotice(made.pk), place.clerk)
    asked = Asking.objects.get()
    assert (asked.by_unit, asked.of_unit, asked.fields) == (place.office, place.trade, 3)
    assert asked.notice_workdays == 0


def test_every_part_answers_for_a_place_and_for_a_unit(place: samples.County) -> None:
    today = timezone.localdate()
    samples.clock(place, "逾期的事", today - timedelta(days=5), 61)
    for one in parts():
        whole, narrow = one.rows(place.area, today, None), one.rows(place.area, today, place.trade)
        assert narrow.total <= whole.total
        assert len(whole.lines) == whole.total
    red = part("red")
    assert red is not None
    assert [line.what for line in red.rows(place.area, today, place.industry).lines] == ["逾期的事"]
    assert {"problems", "goals", "projects", "letters", "follow_up", "tasks"} <= {one.key for one in parts()}


def test_a_matter_stands_once_on_the_sheet_however_many_letters_went(place: samples.County) -> None:
    day = date(2026, 4, 20)
    clock_on(place.industry, on=date(2026, 1, 5))
    clock_on(place.trade, on=date(2026, 3, 30))
    tick(at(day))
    out = part("letters")
    assert out is not None
    found = out.rows(place.area, day, None)
    notes = {line.what: line.note for line in found.lines}
    assert len(notes) == found.total == 2
    assert sorted(notes.values()) == ["待签收", "待签收，此前还有4件在途"]
    assert any("约谈" in what for what in notes)
    Clock.objects.update(stopped_on=day)  # done: what its letters still lack is no matter for a meeting
    assert out.rows(place.area, day, None).total == 0


def test_what_lags_in_other_ledgers_stands_on_the_sheet(place: samples.County) -> None:
    today = timezone.localdate()
    late = today - timedelta(days=9)
    plan = Document.objects.create(
        area=place.area, title="行动计划", sha256="0" * 64, uploaded_by=place.clerk
    )
    goal = {"standing": "behind", "standing_reason": "应有3户，只有1户", "indicator": "新增规上企业"}
    Goal.objects.create(area=place.area, document=plan, owner_unit=place.industry, **goal)
    work = {"area": place.area, "unit": place.industry}
    Project.objects.create(name="公共窑炉", investor="甲公司", state="reserve", plan_signed_on=late, **work)
    Problem.objects.create(title="没有窑炉可用", state="assigned", due_on=late, **work)
    CommonProblem.objects.create(title="电力容量不足", **work)
    found = {one.key: one.rows(place.area, today, None) for one in parts()}
    assert [(one.note, one.light) for one in found["goals"].lines] == [("应有3户，只有1户", "orange")]
    assert [one.what for one in found["projects"].lines] == ["公共窑炉（云岭县）"]
    assert "下一阶段未按计划进入" in found["projects"].lines[0].note
    assert [one.what for one in found["problems"].lines] == ["电力容量不足", "没有窑炉可用"]
    assert found["problems"].lines[0].note.startswith("共性问题")
    assert found["projects"].lines[0].days == found["problems"].lines[1].days
    assert found["goals"].total == found["projects"].total == 1


def test_what_waits_is_asked_of_those_it_waits_for(place: samples.County) -> None:
    made = noticed(place)
    liaison, day = person("liaison", place.industry), timezone.localdate()
    found = {one.key: one for one in todos()}
    assert list(found["meetings.answer"].rows(liaison, day)) == list(Attendance.objects.filter(meeting=made))
    run_action(actions.HoldMeeting(made.pk), place.clerk)
    assert list(found["meetings.minutes"].rows(place.clerk, day)) == [made]
    run_action(actions.DraftMinutes(made.pk), place.clerk)
    assert list(found["meetings.issue"].rows(place.clerk, day)) == []
    assert list(found["meetings.issue"].rows(place.second, day)) == [made]


def test_units_leaders_and_hand_overs_find_their_part(place: samples.County) -> None:
    made = noticed(place)
    report = samples.statement(made, place.trade)
    found = {one.key: one for one in works()}
    assert list(found["meetings"].of_unit(place.office)) == [made]
    assert list(found["statements"].of_unit(place.trade)) == [report]
    assert found["meetings"].of_post is not None
    post = Post.objects.create(unit=place.office, title="县长")
    assert not found["meetings"].of_post(post).exists()
    Meeting.objects.filter(pk=made.pk).update(chair=post)
    assert list(found["meetings"].of_post(post)) == [made]
    ours = [one for one in hand_overs() if one.model._meta.app_label == "meetings"]
    moved = {(one.model.__name__, one.field): one.rows().count() for one in ours}
    assert moved["Meeting", "unit"] == moved["Attendance", "unit"] == moved["Statement", "unit"] == 1
    assert moved["Decision", "lead"] == 0
    waiting = {one.key: list(one.rows(place.clerk, timezone.localdate())) for one in todos()}
    assert waiting["meetings.statements"] == [report]
    assert waiting["meetings.take"] == waiting["meetings.dispatches"] == waiting["meetings.bulletins"] == []


def test_member_units_of_the_leading_group_come_with_one_tick(place: samples.County) -> None:
    group = LeadingGroup.objects.create(area=place.area, name="专业镇发展领导小组", office=place.office)
    MemberUnit.objects.create(group=group, unit=place.trade)
    made = samples.meeting(place)
    client = signed_in(place.clerk)
    assert client.post(f"/meetings/{made.pk}/invite/", {"members": "on", "part": "attend"}).status_code == 302
    assert [one.unit for one in made.attendances.all()] == [place.trade]
    noticed_again = noticed(place, title="另一个会")
    with pytest.raises(ActionRefused, match="逐个添加"):
        run_action(actions.Invite(noticed_again.pk, members=True), place.clerk)


def test_the_page_of_a_bulletin_leads_from_a_figure_to_its_rows(place: samples.County) -> None:
    today = timezone.localdate()
    samples.clock(place, "逾期的事", today - timedelta(days=30), 62)
    made = Bulletin.objects.create(area=place.area, unit=place.office, week=today, number=3)
    made.full_clean()
    assert made.week.weekday() == 0
    page = signed_in(place.clerk).get(f"/bulletins/{made.pk}/").text
    assert 'href="#source-4"' in page
    assert 'id="source-4"' in page
    assert "逾期的事" in page
    made.state = "issued"
    with pytest.raises(ValidationError, match="不能修改"):
        made.full_clean()
