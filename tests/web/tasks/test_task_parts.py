"""Parts of tasks, reported by their units and confirmed by another; what is handed on by the office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.tasks.task_samples import County, picture, wrong
from web.tasks.test_task_register import task
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason, NotPermitted, OutOfScope
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.ledger.models import Clock, Notice
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Area, Post
from zhenxing.web.tasks import actions
from zhenxing.web.tasks.models import HandOn, Subtask, Task, TaskAssignment
from zhenxing.web.tasks.register import HAND_ONS, SUBTASKS

pytestmark = pytest.mark.django_db


class TestSubtasks(RegisterTests):
    register = SUBTASKS

    def record(self, where: Area) -> Subtask:
        lead = unit(where)
        made: Subtask = Subtask.objects.create(
            task=task(where, lead=lead), content="编制方案", unit=unit(where), due_on=date(2027, 1, 31)
        )
        return made

    def form(self, where: Area) -> dict[str, Any]:
        on = task(where, "建设检测中心")
        return {"task": str(on), "content": "选定地块", "unit": unit(where).pk, "weight": "3"}


class TestHandOns(RegisterTests):
    register = HAND_ONS

    def record(self, where: Area) -> HandOn:
        one, other = unit(where), unit(where)
        made: HandOn = HandOn.objects.create(
            task=task(where, lead=one), from_unit=one, to_unit=other, reason="职责", asked_on=date(2026, 3, 1)
        )
        return made


def part(place: County, on: Task, **fields: Any) -> Subtask:
    deed = actions.DivideTask(on.pk, fields.pop("content", "编制方案"), place.trade.pk, **fields)
    made: Subtask = place.do(deed, place.of(place.industry))
    return made


def test_the_lead_divides_and_nobody_else(place: County) -> None:
    on = place.task(place.industry, place.finance)
    made = part(place, on, due_on=date(2026, 5, 31), weight=2)
    assert Notice.objects.filter(to_unit=place.trade, text__contains="编制方案").exists()
    with pytest.raises(NotPermitted):
        place.do(actions.DivideTask(on.pk, "评审", place.trade.pk), place.of(place.finance))
    with pytest.raises(OutOfScope):
        place.do(
            actions.DivideTask(place.task(place.finance).pk, "评审", place.trade.pk), place.of(place.trade)
        )
    with wrong("同名"):
        part(place, on)
    with wrong("晚于"):
        part(place, on, content="评审", due_on=date(2026, 7, 1))
    leader = Post.objects.get(title="副县长")
    with wrong("不在这个责任单位"):
        part(place, on, content="评审", post_id=leader.pk)
    # nor by the plain form
    typed = {"task": on, "content": "评审", "unit": place.trade, "weight": 1}
    with wrong("牵头"):
        place.do(SaveRecord("subtasks", Subtask, typed), place.of(place.finance))
    place.do(SaveRecord("subtasks", Subtask, typed), place.of(place.industry))
    on.refresh_from_db()
    assert (on.percent, made.state) == (None, "open")


def test_a_part_has_its_own_clock_and_goes_its_way(place: County) -> None:
    on = place.task(place.industry, due_on=None)
    one = part(place, on, due_on=date(2027, 5, 31), weight=3)
    other = part(place, on, content="评审")
    tick()
    clock = Clock.objects.running().get()
    assert (clock.subject_type, clock.unit, clock.area) == ("tasks.subtask", place.trade, place.area)
    with pytest.raises(NotPermitted):  # the lead does not speak for it
        place.do(actions.ReportPart(one.pk, "好了", (picture(),)), place.of(place.industry))
    with wrong():
        place.do(actions.ReportPart(one.pk, "", (picture(),)), place.of(place.trade))
    place.do(actions.ReportPart(one.pk, "方案已定", (picture(),)), place.of(place.trade))
    assert not Clock.objects.running().exists()
    with pytest.raises(NotPermitted):
        place.do(actions.ConfirmPart(one.pk), place.of(place.trade))
    with pytest.raises(NeedsReason):
        place.do(actions.ReturnPart(one.pk), place.of(place.industry))
    place.do(actions.ReturnPart(one.pk), place.of(place.industry), "缺少会议记录")
    place.do(actions.ReportPart(one.pk, "已补"), place.of(place.trade))
    place.do(actions.ConfirmPart(one.pk), place.of(place.industry))
    on.refresh_from_db()
    assert (on.percent, on.at_least) == (None, Decimal("75.00"))
    place.do(actions.WithdrawPart(other.pk), place.clerk, "不再需要")
    on.refresh_from_db()
    assert on.percent == 100
    place.do(actions.ReopenPart(one.pk), place.clerk, "返工")
    on.refresh_from_db()
    assert on.percent is None
    with wrong("已经结束"):
        place.do(SaveRecord("subtasks", Subtask, {"weight": 9}, other.pk), place.clerk)


def test_what_leads_and_reports_is_judged_by_the_office(place: County) -> None:
    on = place.task(place.industry)
    deed = actions.DivideTask(on.pk, "自己的一半", place.industry.pk)
    own = place.do(deed, place.of(place.industry))
    place.do(actions.ReportPart(own.pk, "好了", (picture(),)), place.of(place.industry))
    with pytest.raises(ActionRefused, match="其他单位"):
        place.do(actions.ConfirmPart(own.pk), place.of(place.industry))
    place.do(actions.ConfirmPart(own.pk), place.clerk)
    place.do(actions.ReportDone(on.pk, "都好了", (picture(),)), place.of(place.industry))
    with pytest.raises(ActionRefused, match="任务已经报完成"):
        place.do(actions.ReopenPart(own.pk), place.clerk, "返工")
    Task.objects.filter(pk=on.pk).update(state="done")
    with wrong("不在推进中"):
        place.do(SaveRecord("subtasks", Subtask, {"weight": 9}, own.pk), place.clerk)


def test_a_task_is_handed_on_by_the_office_alone(place: County) -> None:
    on = place.task(place.industry, place.trade)
    tick()
    ask = actions.AskToHandOn(on.pk, place.finance.pk)
    with pytest.raises(NeedsReason):
        place.do(ask, place.of(place.industry))
    with wrong("就是本单位"):
        place.do(actions.AskToHandOn(on.pk, place.industry.pk), place.of(place.industry), "不归我管")
    with wrong():
        place.do(actions.AskToHandOn(on.pk, place.finance.pk, place.trade.pk), place.of(place.industry), "?")
    asked = place.do(ask, place.of(place.industry), "按三定规定归财政局")
    assert Clock.objects.running().exists()  # meanwhile the time goes on
    with pytest.raises(ActionRefused, match="已经提过"):
        place.do(ask, place.of(place.industry), "再提")
    with pytest.raises(NotPermitted):
        place.do(actions.DecideHandOn(asked.pk, True), place.of(place.finance))
    with pytest.raises(NeedsReason):
        place.do(actions.DecideHandOn(asked.pk, False), place.clerk)
    place.do(actions.DecideHandOn(asked.pk, True, "同意"), place.clerk)
    units = on.assignments.order_by("role", "order").values_list("role", "unit__name")
    assert list(units) == [("lead", place.finance.name), ("support", place.trade.name)]
    tick()
    clock = Clock.objects.running().get()
    assert (clock.unit, clock.due_on, clock.round) == (place.finance, on.due_on, 1)
    assert Notice.objects.filter(to_unit=place.finance, text__contains="同意转办").exists()
    on.refresh_from_db()
    assert on.lead_words == place.finance.name


def test_refused_it_stays_and_both_parts_of_one_unit_become_one(place: County) -> None:
    on = place.task(place.industry, place.trade, place.finance)
    asked = place.do(actions.AskToHandOn(on.pk, place.trade.pk), place.of(place.industry), "不归我管")
    place.do(actions.DecideHandOn(asked.pk, False, "三定规定明确由你局牵头"), place.clerk)
    assert TaskAssignment.objects.get(task=on, role="lead").unit == place.industry
    asked = place.do(actions.AskToHandOn(on.pk, place.trade.pk), place.of(place.industry), "还是不归我管")
    place.do(actions.DecideHandOn(asked.pk, True, "同意"), place.second)
    pairs = on.assignments.order_by("role", "order").values_list("role", "unit")
    assert list(pairs) == [("lead", place.trade.pk), ("support", place.finance.pk)]
    # a support given to the unit that leads already just goes
    asked = place.do(actions.AskToHandOn(on.pk, place.trade.pk), place.of(place.finance), "由商务局一并办")
    place.do(actions.DecideHandOn(asked.pk, True, "同意"), place.second)
    assert list(on.assignments.values_list("role", "unit")) == [("lead", place.trade.pk)]


def test_too_late_to_hand_on(place: County) -> None:
    on = place.task(place.industry)
    first = place.do(actions.AskToHandOn(on.pk, place.trade.pk), place.of(place.industry), "不归我管")
    on.assignments.update(unit=place.finance)
    with pytest.raises(ActionRefused, match="分工已经改过"):
        place.do(actions.DecideHandOn(first.pk, True, "同意"), place.clerk)
    Task.objects.filter(pk=on.pk).update(state="done")
    with pytest.raises(ActionRefused, match="不在推进中"):
        place.do(actions.DecideHandOn(first.pk, True, "同意"), place.clerk)
    with pytest.raises(ActionRefused, match="不需要转办"):
        place.do(actions.AskToHandOn(on.pk, place.trade.pk), place.of(place.finance), "不归我管")
    place.do(actions.DecideHandOn(first.pk, False, "已经办结"), place.clerk)
    first.refresh_from_db()
    assert (first.state, first.answer) == ("refused", "已经办结")
