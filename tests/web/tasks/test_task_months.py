"""The month: reported on one page, confirmed by the lead, missing ones shown; progress follows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps

from web.tasks.task_samples import County, county, picture, wrong
from web.tasks.test_task_register import task
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason, NotPermitted, SelfApproval
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.ledger.models import Notice
from zhenxing.web.organisations.models import Area
from zhenxing.web.tasks import actions, queries
from zhenxing.web.tasks.actions import Filled
from zhenxing.web.tasks.models import Subtask, Task, TaskReport
from zhenxing.web.tasks.register import TASK_REPORTS

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 16, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
MONTH = "2026-03"


class TestTaskReports(RegisterTests):
    register = TASK_REPORTS

    def record(self, where: Area) -> TaskReport:
        lead = unit(where)
        made: TaskReport = TaskReport.objects.create(
            task=task(where, lead=lead), unit=lead, month="2026-02", percent=10, text="已经开工"
        )
        return made

    def form(self, where: Area) -> dict[str, Any]:
        lead = unit(where)
        on = task(where, "建设检测中心", lead=lead)
        return {"task": str(on), "unit": lead.pk, "month": MONTH, "percent": "20", "text": "选址已定"}


@pytest.fixture
def that_day() -> Any:
    with time_machine.travel(DAY, tick=True):
        yield


@pytest.fixture
def place(that_day: None) -> County:
    return county()


def send(place: County, of: Any, *lines: Filled, by: Any = None, month: str = MONTH) -> int:
    done: int = place.do(actions.FillReports(of.pk, month, lines), by or place.of(of))
    return done


def report_of(on: Task, of: Any, month: str = MONTH) -> TaskReport:
    found: TaskReport = TaskReport.objects.get(task=on, unit=of, month=month)
    return found


def test_progress_is_unknown_until_it_is_confirmed(place: County) -> None:
    on = place.task(place.industry, place.trade)
    assert queries.progress_of([on.pk])[on.pk].percent is None
    send(place, place.industry, Filled(on.pk, 30, "完成选址"))
    send(place, place.trade, Filled(on.pk, 60, "完成招展", "缺少场地"))
    on.refresh_from_db()
    assert (on.percent, on.reported_month) == (None, MONTH)
    place.do(actions.ConfirmReports((report_of(on, place.trade).pk,)), place.of(place.industry))
    on.refresh_from_db()
    assert on.percent is None  # a support unit's word is not the task's, while somebody leads it
    place.do(actions.ConfirmReports((report_of(on, place.industry).pk,)), place.clerk)
    on.refresh_from_db()
    assert on.percent == 30
    assert [one.unit for one in queries.difficulties(place.area, MONTH)] == [place.trade]


def test_parts_reported_with_it_make_the_progress_of_the_whole(place: County) -> None:
    on = place.task(place.industry, place.trade)
    first = place.do(actions.DivideTask(on.pk, "选址", place.trade.pk, weight=3), place.clerk)
    place.do(actions.DivideTask(on.pk, "招标", place.industry.pk), place.clerk)
    send(place, place.trade, Filled(on.pk, None, "选址过半", parts={first.pk: 60}))
    place.do(actions.ConfirmReports((report_of(on, place.trade).pk,)), place.of(place.industry))
    on.refresh_from_db()
    first.refresh_from_db()
    assert (first.percent, on.percent, on.at_least) == (60, None, Decimal("45.00"))
    place.do(actions.ReportPart(first.pk, "好了", (picture(),)), place.of(place.trade))
    place.do(actions.ConfirmPart(first.pk), place.clerk)
    on.refresh_from_db()
    assert on.at_least == 75


def test_who_may_judge_what(place: County) -> None:
    on = place.task(place.industry, place.trade, place.finance)
    send(place, place.trade, Filled(on.pk, 10, "开始"))
    send(place, place.industry, Filled(on.pk, 20, "开始"))
    theirs, own = report_of(on, place.trade), report_of(on, place.industry)
    with pytest.raises(NotPermitted):
        place.do(actions.ConfirmReports((theirs.pk,)), place.of(place.finance))
    with pytest.raises(SelfApproval):
        place.do(actions.ConfirmReports((own.pk,)), place.of(place.industry))
    colleague = person("liaison", place.industry)
    with pytest.raises(ActionRefused, match="办公室确认"):
        place.do(actions.ConfirmReports((own.pk,)), colleague)
    with pytest.raises(NeedsReason):
        place.do(actions.ReturnReport(theirs.pk), place.of(place.industry))
    place.do(actions.ReturnReport(theirs.pk), place.of(place.industry), "没有写数字")
    assert Notice.objects.filter(to_unit=place.trade, text__contains="没有写数字").exists()
    send(place, place.trade, Filled(on.pk, 15, "签约两家"))
    place.do(actions.ConfirmReports((theirs.pk, own.pk)), place.second)
    with pytest.raises(ActionRefused):
        place.do(actions.ConfirmReports((theirs.pk,)), place.second)
    with pytest.raises(ActionRefused, match="请先选择"):
        place.do(actions.ConfirmReports(()), place.second)


def test_what_is_not_said_is_not_sent(place: County) -> None:
    on, other = place.task(place.industry), place.task(place.trade, heading="别人的任务")
    for line in (Filled(on.pk, 10, ""), Filled(on.pk, None, "有进展"), Filled(on.pk, 101, "有进展")):
        with wrong():
            send(place, place.industry, line)
    with wrong("不需要本单位"):
        send(place, place.industry, Filled(other.pk, 10, "代报"))
    with pytest.raises(ActionRefused, match="本单位"):
        send(place, place.trade, Filled(other.pk, 10, "代报"), by=place.of(place.industry))
    with pytest.raises(ActionRefused, match="还没有到"):
        send(place, place.industry, Filled(on.pk, 10, "早报"), month="2026-04")
    assert not TaskReport.objects.exists()
    send(place, place.industry, Filled(on.pk, 10, "已报"))
    with wrong("已经报送"):
        send(place, place.industry, Filled(on.pk, 20, "再报"))
    # nor by the plain form or a table
    report = report_of(on, place.industry)
    with wrong("已经报送"):
        place.do(SaveRecord("task_reports", TaskReport, {"percent": 99}, report.pk), place.of(place.industry))
    typed = {"task": other, "unit": place.industry, "month": MONTH, "percent": 1, "text": "?"}
    with wrong("不是这项任务"):
        place.do(SaveRecord("task_reports", TaskReport, typed), place.clerk)
    with wrong("本单位的进展"):
        typed = {**typed, "task": on, "month": "2026-02"}
        place.do(SaveRecord("task_reports", TaskReport, typed), place.of(place.trade))


# --- pages ------------------------------------------------------------------------------------------------


def test_a_unit_fills_all_its_tasks_on_one_page(place: County) -> None:
    one = place.task(place.industry, created_at=datetime(2026, 1, 5, tzinfo=ZoneInfo("UTC")))
    other = place.task(place.trade, place.industry, heading="打造区域品牌")
    place.task(place.trade, heading="与本单位无关")
    part = place.do(actions.DivideTask(other.pk, "设计标识", place.industry.pk), place.clerk)
    TaskReport.objects.create(
        task=one, unit=place.industry, month="2026-02", percent=25, text="二月的话", state="confirmed"
    )
    client = signed_in(place.of(place.industry))
    page = client.get("/task_reports/fill/").text
    assert "培育龙头企业" in page and "打造区域品牌" in page and "与本单位无关" not in page
    assert "25%，二月的话" in page and ">二月的话</textarea>" not in page
    assert ">二月的话</textarea>" in client.get("/task_reports/fill/?copy=1").text
    assert "还没有填写" in client.post("/task_reports/fill/", {"send": "1"}).text
    typed = {f"percent-{one.pk}": "四成", f"text-{one.pk}": "三月的话", "send": "1"}
    bad = client.post("/task_reports/fill/", typed)
    assert bad.status_code == 422 and 'value="四成"' in bad.text and ">三月的话</textarea>" in bad.text
    assert f'href="#task-{one.pk}"' in bad.text
    typed |= {f"percent-{one.pk}": "40%", f"text-{other.pk}": "在设计", f"part-{part.pk}": "50"}
    saved = client.post("/task_reports/fill/", {**typed, "save": "1", "send": ""}, follow=True)
    assert saved.status_code == 200
    done = client.post("/task_reports/fill/", {**typed, "send": "1"}, follow=True)
    assert "已报送" in done.text
    assert report_of(other, place.industry).parts == {str(part.pk): 50}
    late = client.post("/task_reports/fill/", {**typed, "send": "1"}, follow=True)
    assert "还没有填写" in late.text  # what was sent is no longer asked


def test_drafts_wait_until_they_are_sent(place: County) -> None:
    on = place.task(place.industry)
    client = signed_in(place.of(place.industry))
    client.post("/task_reports/fill/", {f"text-{on.pk}": "写了一半", "save": "1"})
    assert report_of(on, place.industry).state == "draft"
    assert ">写了一半</textarea>" in client.get("/task_reports/fill/").text
    due = queries.reports_due(MONTH, place.area)
    assert [(one.unit, one.leads, one.given) for one in due] == [(place.industry, True, False)]


def test_the_office_sees_who_is_missing_and_asks_them(place: County) -> None:
    on = place.task(place.industry, place.trade)
    send(place, place.industry, Filled(on.pk, 10, "已报"))
    office = signed_in(place.clerk)
    page = office.get("/task_reports/month/").text
    assert "催报没有报的单位" in page and "都已报送" in page
    assert "已催报 1 个单位" in office.post("/task_reports/month/", {"month": MONTH}, follow=True).text
    office.post("/task_reports/month/", {"month": MONTH})
    asked = Notice.objects.filter(text__contains="前报送")
    assert [one.to_unit for one in asked] == [place.trade]
    assert f"unit={place.trade.pk}" in asked[0].url
    shown = office.get(f"/tasks/{on.pk}/").text
    assert "还有 1 个单位没有报" in shown and place.trade.name in shown
    listed = office.get("/tasks/?report=no").text
    assert "没有符合条件" in listed
    assert "培育龙头企业" in office.get("/tasks/?report=yes").text
    other = signed_in(place.of(place.finance)).get("/task_reports/month/").text
    assert "没有需要报进展的任务" in other and "催报" not in other
    assert "请先选是哪个单位" in signed_in(person("office", place.area)).get("/task_reports/fill/").text
    assert signed_in(person("office", area("清河县"))).get("/task_reports/month/").status_code == 200


def test_what_waits_is_confirmed_together(place: County) -> None:
    on = place.task(place.industry, place.trade)
    TaskReport.objects.create(
        task=on, unit=place.trade, month="2026-02", percent=50, text="照旧", state="confirmed"
    )
    TaskReport.objects.create(
        task=on, unit=place.industry, month="2026-02", percent=50, text="二月", state="confirmed"
    )
    send(place, place.trade, Filled(on.pk, 50, "照旧"))
    send(place, place.industry, Filled(on.pk, 40, "三月", "缺钱"))
    lead = signed_in(place.of(place.industry))
    page = lead.get("/task_reports/confirm/").text
    assert "与上次一字不差" in page and "缺钱" not in page
    office = signed_in(place.clerk)
    page = office.get("/task_reports/confirm/").text
    assert "比上次的 50% 低" in page and "缺钱" in page
    assert office.post("/task_reports/confirm/", {}).status_code == 422
    reports = [one.pk for one in TaskReport.objects.filter(state="submitted")]
    assert "已确认 2 项" in office.post("/task_reports/confirm/", {"report": reports}, follow=True).text
    assert "没有等您确认" in lead.get("/task_reports/confirm/").text


def test_whoever_only_supports_is_not_asked_to_confirm(place: County) -> None:
    on = place.task(place.industry, place.trade, place.finance)
    send(place, place.trade, Filled(on.pk, 50, "照旧"))
    Subtask.objects.create(task=on, content="选址", unit=place.finance, state="reported")
    lead = signed_in(place.of(place.industry)).get("/inbox/").text
    assert "待确认的月进展" in lead and "报完成待确认的分任务" in lead
    for helper in (place.trade, place.finance):
        page = signed_in(place.of(helper)).get("/inbox/").text
        assert "待确认的月进展" not in page and "报完成待确认的分任务" not in page
    office = signed_in(place.clerk).get("/inbox/").text
    assert "待确认的月进展" in office and "报完成待确认的分任务" in office


@pytest.mark.skipif(
    not apps.is_installed("zhenxing.web.problems"), reason="the ledger of problems may be deleted"
)
def test_a_difficulty_leads_to_a_problem_filled_in(place: County) -> None:
    on = place.task(place.industry)
    send(place, place.industry, Filled(on.pk, 10, "已报", "检测站资质排队时间长"))
    report = report_of(on, place.industry)
    office = signed_in(place.clerk)
    page = office.get(f"/task_reports/{report.pk}/").text
    link = unescape(page.split('class="btn" href="/problems/new/')[1].split('"')[0])
    form = office.get(f"/problems/new/{link}").text
    assert ">检测站资质排队时间长</textarea>" in form.replace("\n", "")
    TaskReport.objects.update(difficulties="")
    assert "/problems/new/" not in office.get(f"/task_reports/{report.pk}/").text
