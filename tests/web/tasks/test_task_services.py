"""Tasks ordered by minutes, by hand and by a table; what a document said cannot be typed over."""

from __future__ import annotations

from datetime import date

import pytest

from web.imports.conftest import book, brought, confirmed, said
from web.tasks.task_samples import County, county, wrong
from zhenxing.web.documents.models import Proposal
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.ledger.models import Notice
from zhenxing.web.tasks import queries, services
from zhenxing.web.tasks.models import Task, TaskReport
from zhenxing.web.tasks.register import TASK_REPORTS, TASKS


@pytest.fixture
def place(db: None) -> County:
    return county()


class Order(Action[Task]):
    """As a meeting's deed would."""

    code = "demo.order"
    permission = "tasks.create"

    def __init__(self, place: County, heading: str) -> None:
        self.place, self.heading = place, heading

    def execute(self, deed: Deed) -> Task:
        place = self.place
        return services.order(
            deed,
            area=place.area,
            heading=self.heading,
            content="会议议定，由工信局牵头建设检测中心。",
            lead=place.industry,
            support=(place.trade, place.industry),
            due_on=date(2026, 9, 30),
            document=place.document,
            clause_label="议定事项一",
            start=3,
            end=12,
        )


def units(task: Task) -> list[tuple[str, str, str]]:
    rows = task.assignments.order_by("role", "order").select_related("unit")
    return [(one.role, str(one.unit or ""), one.printed) for one in rows]


def test_minutes_order_a_task_and_its_lead_is_told(place: County) -> None:
    place.task(place.finance, heading="文件里的任务", position=7)
    made = place.do(Order(place, "建设检测中心"), place.clerk)
    assert (made.state, made.position, made.clause_label) == ("open", 8, "议定事项一")
    assert units(made) == [
        ("lead", place.industry.name, place.industry.name),
        ("support", place.trade.name, place.trade.name),
    ]
    told = Notice.objects.get()
    assert (told.to_unit, told.url) == (place.industry, f"/tasks/{made.pk}/")
    page = signed_in(place.of(place.industry)).get(f"/tasks/{made.pk}/").text
    assert f"/documents/{place.document.pk}/read/?at=3-12#at" in page
    assert made in queries.open_tasks(place.area) and made in queries.tasks_of(place.trade)
    with wrong("请写明"):
        place.do(Order(place, " "), place.clerk)


def test_by_hand_the_written_units_are_assigned(place: County) -> None:
    client = signed_in(place.clerk)
    typed = {"heading": "办好展会", "lead_words": f"{place.industry.name}、县展会专班", "weight": "1"}
    typed |= {"area": place.area.pk, "document": place.document.pk, "support_words": place.trade.name}
    assert client.post("/tasks/new/", typed).status_code == 302
    made = Task.objects.get(heading="办好展会")
    assert units(made) == [
        ("lead", place.industry.name, place.industry.name),
        ("lead", "", "县展会专班"),
        ("support", place.trade.name, place.trade.name),
    ]
    assert "未对应单位" in client.get(f"/tasks/{made.pk}/").text
    place.do(SaveRecord("tasks", Task, {"lead_words": place.finance.name}, made.pk), place.clerk)
    leads = [one for one in units(made) if one[0] == "lead"]
    assert leads == [("lead", place.finance.name, place.finance.name)]
    place.do(SaveRecord("tasks", Task, {"weight": 5}, made.pk), place.clerk)
    assert len(units(made)) == 2


def test_what_a_document_said_stays_as_it_said_it(place: County) -> None:
    found = {"kind": "task", "certainty": "certain", "payload": {}}
    proposal = Proposal.objects.create(document=place.document, number=1, **found)
    adopted = place.task(place.industry, proposal=proposal)
    adopted.history.create(  # as adoption writes it
        **{one.attname: getattr(adopted, one.attname) for one in Task._meta.concrete_fields},
        history_date=adopted.created_at,
        history_type="+",
    )
    with wrong("以文件和分工为准"):
        place.do(SaveRecord("tasks", Task, {"heading": "改了"}, adopted.pk), place.clerk)
    place.do(SaveRecord("tasks", Task, {"weight": 5}, adopted.pk), place.clerk)
    page = signed_in(place.clerk).get(f"/tasks/{adopted.pk}/edit/").text
    assert "文件里的分工请用" in page and page.count("disabled") >= 8


@pytest.mark.django_db(transaction=True)
def test_a_table_orders_tasks_and_another_reports_on_them(place: County) -> None:
    place.document.refresh_from_db()  # compiled by now
    rows = book(
        ["地区", "文件", "任务", "牵头单位", "配合单位", "完成时限"],
        [
            "云山县",
            place.document.title,
            "办好展会",
            place.industry.name,
            f"{place.trade.name}；县里没有的局",
            "2026-06-30",
        ],
        ["云山县", place.document.title, "编制规划", place.finance.name, "", ""],
    )
    made = brought(TASKS, place.clerk, rows)
    assert (said(made), made.inserts) == ([], 2)
    confirmed(made, place.clerk)
    first = Task.objects.get(heading="办好展会")
    assert [part[1:] for part in units(first)] == [
        (place.industry.name, place.industry.name),
        (place.trade.name, place.trade.name),
        ("", "县里没有的局"),
    ]
    month = queries.month_of(first.created_at.date())
    reports = book(
        ["任务", "报送单位", "月份", "累计进度（%）", "本月进展"],
        [str(first), place.industry.name, month, 35, "场馆已定"],
    )
    confirmed(brought(TASK_REPORTS, place.of(place.industry), reports), place.of(place.industry))
    draft = TaskReport.objects.get()
    assert (draft.state, draft.percent, draft.unit) == ("draft", 35, place.industry)
    # another unit's, or one that was sent, is told of in its cell before anything is written
    TaskReport.objects.update(state="submitted")
    again = book(["任务", "报送单位", "月份", "累计进度（%）"], [str(first), place.industry.name, month, 90])
    told = brought(TASK_REPORTS, place.of(place.industry), again)
    draft.refresh_from_db()
    assert said(told) != []
    assert (told.inserts, told.updates, draft.percent) == (0, 0, 35)
