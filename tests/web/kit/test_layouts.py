"""The layouts of a list: the same rows, scope, search and filters as the list, in few questions."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhenxing.web.kit.layouts import DayMark, Mark, Timeline, marks_between
from zhenxing.web.kit.layouts_outlines import FILE, outlines
from zhenxing.web.kit.layouts_scale import scale
from zhenxing.web.kit.layouts_timeline import Line, _lines
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.register import CLOCKS
from zhenxing.web.organisations.models import Area
from zhenxing.web.problems.models import Problem
from zhenxing.web.problems.register import PROBLEMS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def that_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def county() -> Area:
    return area()


@pytest.fixture
def office(county: Area) -> Client:
    return signed_in(person("office", unit(county)))


def clock(where: Area, label: str, due: date | None, begins: date = date(2026, 2, 1), **more: Any) -> Clock:
    made: Clock = Clock.objects.create(
        area=where,
        subject_type="tasks.task",
        subject_id=Clock.objects.count() + 1,
        subject_label=label,
        key="k",
        label="办理时限",
        started_on=begins,
        due_on=due,
        until=due,
        **more,
    )
    return made


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", [one.name for one in CLOCKS.layouts])
def test_a_layout_shows_what_the_list_shows_and_nothing_outside(
    name: str, county: Area, office: Client
) -> None:
    clock(county, "瓷土开采方案", TODAY + timedelta(days=5))
    clock(area("清河县"), "外县的事项", TODAY + timedelta(days=5))
    page = office.get(CLOCKS.url(name)).text
    assert "瓷土开采方案" in page
    assert "外县的事项" not in page
    assert "瓷土开采方案" not in office.get(CLOCKS.url(name) + "?q=没有这样的").text
    assert 'aria-current="page"' in page


@pytest.mark.parametrize("name", [one.name for one in CLOCKS.layouts])
def test_a_layout_takes_no_more_questions_for_more_rows(name: str, county: Area, office: Client) -> None:
    clock(county, "一", TODAY)
    few = queries(office, CLOCKS.url(name))
    for n in range(12):
        clock(county, f"第{n}件", TODAY + timedelta(days=n))
    assert queries(office, CLOCKS.url(name)) <= few + 1
    assert few <= 20


@pytest.mark.parametrize("name", [one.name for one in CLOCKS.layouts])
def test_what_is_typed_into_the_address_is_no_error(name: str, county: Area, office: Client) -> None:
    clock(county, "一", TODAY)
    for asked in (
        "at=%00&zoom=x",
        "at=2026-99-99",
        "at=2026-02-30",
        "at=99999999999999999999",
        "after=x&lane=y",
    ):
        assert office.get(f"{CLOCKS.url(name)}?{asked}").status_code == 200, asked


def test_the_switcher_keeps_the_filters(county: Area, office: Client) -> None:
    page = office.get(f"{CLOCKS.url('timeline')}?state=running&zoom=year&after=x").text
    assert f'href="{CLOCKS.url("calendar")}?state=running"' in page


# --- board -------------------------------------------------------------------------------------------------


def problem(where: Area, title: str, state: str, due: date | None = None) -> Problem:
    made: Problem = Problem.objects.create(area=where, title=title, text=title, state=state, due_on=due)
    return made


def test_lanes_hold_the_most_urgent_first_and_count(county: Area, office: Client) -> None:
    problem(county, "不急", "assigned", TODAY + timedelta(days=90))
    problem(county, "没有期限", "assigned")
    problem(county, "最急", "assigned", TODAY - timedelta(days=1))
    lanes = {one.key: one for one in office.get(PROBLEMS.url("board")).context["lanes"]}
    held = next(lane for lane in lanes.values() if lane.number)
    assert [card.title for card in held.cards] == ["最急", "不急", "没有期限"]
    assert held.number == 3
    assert held.first


def test_a_card_s_menu_holds_the_deeds_open_to_the_viewer(county: Area, office: Client) -> None:
    one = clock(county, "瓷土开采方案", TODAY + timedelta(days=5))
    menu = office.get(f"{CLOCKS.url('deeds', one.pk)}?part=1").text
    assert CLOCKS.url("pause", one.pk) in menu
    assert CLOCKS.url("resume", one.pk) not in menu
    assert "瓷土开采方案" in office.get(CLOCKS.url("deeds", one.pk)).text
    stranger = signed_in(person("office", unit(area("清河县"))))
    assert stranger.get(CLOCKS.url("deeds", one.pk)).status_code == 404


# --- timeline ----------------------------------------------------------------------------------------------


def line(layout: Timeline, where: Area, *clocks: Clock) -> list[Line]:
    request = type("Request", (), {"user": person("office", unit(where))})()
    window = scale("month", "2026-01", TODAY)
    return _lines(layout, CLOCKS, request, [one.pk for one in clocks], window)


def test_a_bar_lies_where_its_days_are(county: Area) -> None:
    one = clock(county, "一", date(2026, 12, 31), begins=date(2026, 1, 1))
    (drawn,) = line(Timeline("started_on", "due_on"), county, one)
    assert (drawn.bars[0].x, drawn.bars[0].width, drawn.bars[0].shape) == (0, 100, "planned")
    assert "2026-01-01" in drawn.notes[0]


def test_an_unknown_end_is_drawn_open_and_said(county: Area) -> None:
    one = clock(county, "一", None, begins=date(2026, 7, 2))
    (drawn,) = line(Timeline("started_on", "due_on"), county, one)
    assert drawn.bars[0].shape == "planned-open"
    assert "未定" in drawn.notes[0]


def test_what_lies_beyond_the_window_points_there(county: Area) -> None:
    past = clock(county, "一", date(2025, 5, 1), begins=date(2025, 3, 1))
    ahead = clock(county, "二", date(2028, 5, 1), begins=date(2028, 3, 1))
    assert [one.beyond for one in line(Timeline("started_on", "due_on"), county, past, ahead)] == [
        "before",
        "after",
    ]


def test_marks_and_what_really_happened_are_drawn(county: Area) -> None:
    one = clock(county, "一", date(2026, 6, 1), stopped_on=date(2026, 5, 1))
    marks = {one.pk: [Mark(date(2026, 4, 1), "签约"), Mark(date(2030, 1, 1), "投产")]}
    layout = Timeline("started_on", "due_on", marks=lambda _records: marks, ended="stopped_on")
    (drawn,) = line(layout, county, one)
    assert [bar.actual for bar in drawn.bars] == [False, True]
    assert [dot.label for dot in drawn.dots] == ["签约 2026-04-01"]
    assert any("投产" in note for note in drawn.notes)


def test_days_may_be_reckoned_from_the_record(county: Area) -> None:
    one = clock(county, "一", date(2026, 6, 1))
    layout = Timeline(lambda record: record.started_on, lambda record: record.due_on)
    assert line(layout, county, one)[0].ends == date(2026, 6, 1)


def test_a_long_timeline_is_paged(county: Area, office: Client) -> None:
    for n in range(45):
        clock(county, f"第{n}件", TODAY + timedelta(days=n))
    first = office.get(CLOCKS.url("timeline"))
    rest = office.get(CLOCKS.url("timeline") + first.context["paging"].next_url)
    back = office.get(CLOCKS.url("timeline") + rest.context["paging"].previous_url)
    assert [len(page.context["lines"]) for page in (first, rest, back)] == [40, 5, 40]


# --- calendar ----------------------------------------------------------------------------------------------


def test_working_days_are_the_ledger_s_own(county: Area, office: Client) -> None:
    marks = marks_between(date(2026, 10, 1), date(2026, 10, 11))
    assert marks[date(2026, 10, 1)] == DayMark(False, "国庆节", True)
    assert marks[date(2026, 10, 10)].works
    page = office.get(CLOCKS.url("calendar") + "?at=2026-10").text
    assert "国庆节" in page


def test_a_full_day_shows_the_first_and_leads_to_all(county: Area, office: Client) -> None:
    for n in range(7):
        clock(county, f"第{n}件", TODAY)
    page = office.get(CLOCKS.url("calendar"))
    (day,) = [one for one in page.context["days"] if one.number]
    assert (day.day, day.number, len(day.cards), day.more) == (TODAY, 7, 4, 3)
    assert len(office.get(day.url).context["cards"]) == 7


# --- map ---------------------------------------------------------------------------------------------------


def test_places_gather_what_lies_below_them(county: Area, office: Client) -> None:
    town, other = area("窑头镇", county, "township"), area("竹溪镇", county, "township")
    clock(town, "已超期", TODAY - timedelta(days=3))
    clock(area("窑头村", town, "village"), "快到期", TODAY + timedelta(days=3))
    clock(county, "县里的", TODAY + timedelta(days=90))
    shown = office.get(CLOCKS.url("map"))
    places = {str(one.name): one for one in shown.context["places"]}
    assert [places["窑头镇"].number, places["窑头镇"].late, places["窑头镇"].soon] == [2, 1, 1]
    assert places[str(other)].number == 0
    assert places["云岭县本级"].number == 1
    assert places["窑头镇"].urgent is not None and places["窑头镇"].urgent.title.startswith("已超期")
    assert "方格示意" in shown.text


def test_a_place_s_own_outlines_are_drawn(county: Area, office: Client) -> None:
    town = area("窑头镇", county, "township")
    clock(town, "一", TODAY)
    square = [[[123.0, 29.0], [123.1, 29.0], [123.1, 29.1], [123.0, 29.1], [123.0, 29.0]]]
    feature = {"type": "Feature", "properties": {"code": town.code}}
    feature["geometry"] = {"type": "Polygon", "coordinates": square}
    file = Path(settings.ZHENXING_HOME) / FILE
    try:
        file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
        assert "不作为划界依据" in office.get(CLOCKS.url("map")).text
        file.write_text("{", "utf-8")
        assert outlines().fault
        assert "边界文件读不了" in office.get(CLOCKS.url("map")).text
    finally:
        file.unlink()
