"""From work to closure: proof, another's eyes, the way back, and what each step leaves behind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from web.tasks.task_samples import County, picture, wrong
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import (
    ActionRefused,
    NeedsReason,
    NotPermitted,
    OutOfScope,
    SelfApproval,
)
from zhenxing.web.kit.testing import area, person, unexplained
from zhenxing.web.ledger.models import Clock, Notice, Transit
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.proofs.services import proofs_of
from zhenxing.web.tasks import actions
from zhenxing.web.tasks.flow import PROOF

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def that_day(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(DAY, tick=True):
        yield


def test_reported_with_proof_and_closed_by_another(place: County) -> None:
    task = place.task(place.industry, place.trade)
    tick(DAY)
    assert Clock.objects.running().get().subject_id == task.pk
    liaison = place.of(place.industry)
    place.do(actions.ReportDone(task.pk, "已培育两家", (picture(),)), liaison)
    task.refresh_from_db()
    assert (task.state, task.reported_unit, task.reported_on) == ("reported", place.industry, DAY.date())
    assert not Clock.objects.running().exists()
    assert proofs_of(task).get().unit == place.industry
    assert Notice.objects.get(kind="other").to_unit == place.office
    place.do(actions.CloseTask(task.pk), place.clerk)
    task.refresh_from_db()
    assert (task.state, task.closed_on, task.percent) == ("done", DAY.date(), 100)
    told = Notice.objects.filter(text__startswith="已销号").values_list("to_unit__name", flat=True)
    assert sorted(told) == sorted([place.industry.name, place.trade.name])
    ways = Transit.objects.filter(subject_type="tasks.task").order_by("pk")
    assert [(one.transition, one.proofs) for one in ways] == [("report", {PROOF: "现场.png"}), ("close", {})]
    assert not unexplained()


def test_without_words_or_proof_it_is_not_done(place: County) -> None:
    task, liaison = place.task(place.industry), place.of(place.industry)
    with wrong():
        place.do(actions.ReportDone(task.pk, " ", (picture(),)), liaison)
    with pytest.raises(ActionRefused, match="完成证明"):
        place.do(actions.ReportDone(task.pk, "好了"), liaison)
    task.refresh_from_db()
    assert (task.state, task.version) == ("open", 1)


def test_a_proof_given_before_still_proves(place: County) -> None:
    task, liaison = place.task(place.industry), place.of(place.industry)
    place.do(actions.ReportDone(task.pk, "好了", (picture(),)), liaison)
    place.do(actions.ReturnTask(task.pk), place.clerk, "缺少验收单")
    place.do(actions.ReportDone(task.pk, "已补验收单"), liaison)
    assert proofs_of(task).count() == 1


def test_nobody_closes_what_they_or_their_unit_reported(place: County) -> None:
    own = place.task(place.office, heading="办公室自己的任务")
    with pytest.raises(NotPermitted):
        place.do(actions.CloseTask(own.pk), place.of(place.industry))
    place.do(actions.ReportDone(own.pk, "办好了", (picture(),)), place.clerk)
    with pytest.raises(ActionRefused, match="其他单位"):
        place.do(actions.CloseTask(own.pk), place.second)
    with pytest.raises(ActionRefused, match="其他单位"):
        place.do(actions.ReturnTask(own.pk), place.clerk, "再看看")
    place.do(actions.CloseTask(own.pk), place.leader)
    # the office wrote it down for a unit: the person who did does not close it, a colleague may
    other = place.task(place.industry)
    place.do(actions.ReportDone(other.pk, "电话报告", (picture(),), place.industry.pk), place.clerk)
    with pytest.raises(SelfApproval):
        place.do(actions.CloseTask(other.pk), place.clerk)
    place.do(actions.CloseTask(other.pk), place.second)
    with pytest.raises(SelfApproval):
        run_action(_AsSystem(other.pk), None)


class _AsSystem(actions.CloseTask):  # the way a job would come
    code = "tasks.close-by-nobody"
    by_system = True


def test_a_unit_speaks_for_itself(place: County) -> None:
    task = place.task(place.industry, place.trade)
    with wrong():
        place.do(actions.ReportDone(task.pk, "好了", (picture(),), place.industry.pk), place.of(place.trade))
    with wrong():
        place.do(actions.ReportDone(task.pk, "好了", (picture(),), place.finance.pk), place.clerk)
    with wrong():  # the office has to say for whom
        place.do(actions.ReportDone(task.pk, "好了", (picture(),)), place.clerk)
    with pytest.raises(OutOfScope):
        place.do(actions.ReportDone(task.pk, "好了", (picture(),)), place.of(place.finance))
    with pytest.raises(OutOfScope):
        place.do(actions.CloseTask(task.pk), person("office", area("清河县")))


def test_returned_the_clock_goes_on_where_it_stood(place: County) -> None:
    task, liaison = place.task(place.industry, due_on=date(2026, 2, 27)), place.of(place.industry)
    tick(DAY)
    place.do(actions.ReportDone(task.pk, "好了", (picture(),)), liaison)
    assert not Clock.objects.running().exists()
    with pytest.raises(NeedsReason):
        place.do(actions.ReturnTask(task.pk), place.clerk)
    place.do(actions.ReturnTask(task.pk), place.clerk, "现场没有建成")
    tick(DAY)
    assert Clock.objects.running().get().due_on == date(2026, 2, 27)
    assert Notice.objects.filter(to_unit=place.industry, text__endswith="理由：现场没有建成").exists()
    task.refresh_from_db()
    assert (task.state, task.reported_unit, task.reported_on) == ("open", None, None)


def test_withdrawn_and_opened_again_with_reasons(place: County) -> None:
    task = place.task(place.industry)
    tick(DAY)
    with pytest.raises(NotPermitted):
        place.do(actions.WithdrawTask(task.pk), place.of(place.industry), "不想办")
    place.do(actions.WithdrawTask(task.pk), place.clerk, "会议决定不再开展")
    assert not Clock.objects.running().exists()
    with pytest.raises(ActionRefused):
        place.do(actions.CloseTask(task.pk), place.clerk)
    place.do(actions.ReopenTask(task.pk), place.clerk, "恢复")
    tick(DAY)
    assert Clock.objects.running().count() == 1
    for done in (
        (actions.ReportDone(task.pk, "好了", (picture(),)), place.of(place.industry), ""),
        (actions.CloseTask(task.pk), place.clerk, ""),
        (actions.ReopenTask(task.pk), place.clerk, "抽查发现停工"),
    ):
        place.do(done[0], done[1], done[2])
    task.refresh_from_db()
    assert (task.state, task.closed_on, task.reported_unit) == ("open", None, None)


def test_what_waits_for_its_parts_is_not_reported(place: County) -> None:
    task = place.task(place.industry)
    part = place.do(actions.DivideTask(task.pk, "编制方案", place.trade.pk), place.clerk)
    with pytest.raises(ActionRefused, match="1 项分任务"):
        place.do(actions.ReportDone(task.pk, "好了", (picture(),)), place.of(place.industry))
    place.do(actions.WithdrawPart(part.pk), place.clerk, "并入主任务")
    place.do(actions.ReportDone(task.pk, "好了", (picture(),)), place.of(place.industry))
