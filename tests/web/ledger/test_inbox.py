"""The inbox shows a person what waits for them; the board shows everyone's; digests come once a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from web.ledger.ledger_samples import CHINA, at, clock_on, office_of
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger import registry
from zhenxing.web.ledger.inbox import inbox_of, unread_count
from zhenxing.web.ledger.models import Clock, Notice
from zhenxing.web.ledger.queries import light_of
from zhenxing.web.ledger.tallies import lights_by, near
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Incumbency, Post

pytestmark = pytest.mark.django_db
#: a Tuesday
MORNING = datetime(2026, 3, 17, 9, 0, tzinfo=CHINA)
DAY = MORNING.date()


@pytest.fixture(autouse=True)
def on_that_morning() -> object:
    with time_machine.travel(MORNING, tick=False):
        yield


def test_a_person_sees_what_waits_for_them() -> None:
    where = area()
    office_of(where)
    mine = unit(where, "云岭县工业和信息化局")
    clock_on(mine, on=date(2026, 3, 2))
    clock_on(mine, on=date(2026, 3, 2), rule=ClockRule("later", "远期", 60))
    tick(at(DAY))
    reader = person("liaison", mine)
    page = signed_in(reader).get("/inbox/")
    assert "待签收的函件" in page.text and "督办〔2026〕1号" in page.text
    assert "快到期和超期的事项" in page.text and "红：超期1个工作日" in page.text
    assert 'title="超过时限为红灯"' in page.text
    assert "远期" not in page.text
    unread = unread_count(reader, DAY)
    assert unread == Notice.objects.filter(to_unit=mine).count() > 0
    newest = Notice.objects.latest("pk").pk
    assert signed_in(reader).post("/inbox/read/", {"up_to": newest}).status_code == 302
    assert unread_count(reader, DAY) == 0
    assert signed_in(reader).post("/inbox/read/", {"up_to": "x"}).status_code == 302
    # another unit's people are told nothing of it
    stranger = person("liaison", unit(where, "云岭县商务局"))
    assert "督办〔2026〕1号" not in signed_in(stranger).get("/inbox/").text
    assert signed_in(stranger).get("/inbox/board/").status_code == 404


def test_a_post_s_letters_follow_whoever_holds_it() -> None:
    where = area()
    office_of(where)
    bureau = unit(where, "云岭县工业和信息化局")
    head = Post.objects.create(unit=bureau, title="局长")
    leader = person("leader", where, "周局")
    Incumbency.objects.create(post=head, person="周局", user=leader, begins=date(2025, 1, 1))
    clock_on(bureau, on=date(2026, 2, 24))
    tick(at(DAY))
    assert (
        "督办单（橙）" in signed_in(leader).get("/inbox/").text
        or "督办单" in signed_in(leader).get("/inbox/").text
    )
    assert unread_count(leader, DAY) > 0
    assert unread_count(leader, date(2024, 1, 1)) < unread_count(leader, DAY)


def test_the_board_shows_every_unit() -> None:
    where = area()
    office_of(where)
    first, second = unit(where, "云岭县商务局"), unit(where, "云岭县文旅局")
    clock_on(first, on=date(2026, 3, 2))
    clock_on(second, on=date(2026, 3, 10))
    clock_on(second, on=date(2026, 3, 10), rule=ClockRule("long", "长期", 90))
    tick(at(DAY))
    page = signed_in(person("office", where)).get("/inbox/board/")
    assert page.text.index("云岭县商务局") < page.text.index("云岭县文旅局")
    assert "zx-badge-bad" in page.text and "zx-badge-warn" in page.text
    elsewhere = signed_in(person("office", area("清河县"))).get("/inbox/board/")
    assert "云岭县" not in elsewhere.text


def test_the_rules_are_printed() -> None:
    page = signed_in(person("office", area())).get("/inbox/rules/")
    for said in ("超过时限为红灯", "橙色督办单", "超期 6 个工作日", "单位负责人", "示例", "宜昌"):
        assert said in page.text


def test_a_digest_once_a_working_day_from_eight() -> None:
    where = area()
    office = office_of(where)
    mine = unit(where, "云岭县工业和信息化局")
    clock_on(mine, on=date(2026, 3, 2))
    assert tick(at(DAY)).digests == 0
    assert tick(MORNING).digests == 1
    assert tick(MORNING).digests == 0
    told = Notice.objects.get(kind="digest")
    assert told.to_unit == mine
    assert told.text == "2026-03-17 待办：待签收函件1件，超期事项1件"
    assert tick(datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)).digests == 0
    assert office.kind == "office"
    # a clock set back tells nobody twice
    tick(datetime(2026, 3, 18, 9, 0, tzinfo=CHINA))
    before = Notice.objects.filter(kind="digest").count()
    tick(MORNING)
    assert Notice.objects.filter(kind="digest").count() == before


def test_a_source_is_counted_no_further_than_the_cap_and_shown_by_its_first_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = area()
    office_of(where)
    mine, reader = unit(where, "云岭县工业和信息化局"), person("office", where)
    for number in range(12):
        clock_on(mine, on=date(2026, 3, 2), rule=ClockRule(f"step{number}", f"第{number}步", 5))
    registry.todos()
    monkeypatch.setattr(registry, "_TODOS", {})
    registry.todo(
        "plain",
        "全部时限",
        permission="clocks.view",
        rows=lambda _user, _day: Clock.objects.running().order_by("due_on", "pk"),
        url=lambda _user, day: f"/clocks/?q={day}",
        due="due_on",
    )
    registry.todo(
        "closed", "没有权限的", permission="audit.seal", rows=lambda _user, _day: Clock.objects.all(), url=""
    )
    monkeypatch.setattr("zhenxing.web.ledger.inbox.CAP", 10)
    with CaptureQueriesContext(connection) as first:
        (group,) = inbox_of(reader, DAY).groups
    (part,) = group.parts
    assert (str(part.total), len(part.lines), part.url) == ("10+", 8, "/clocks/?q=2026-03-17")
    assert part.lines[0].aside.endswith("到期") and part.tone == "bad" and part.more
    for number in range(12, 20):
        clock_on(mine, on=date(2026, 3, 2), rule=ClockRule(f"step{number}", f"第{number}步", 5))
    with CaptureQueriesContext(connection) as second:
        inbox_of(reader, DAY)
    assert len(second) <= len(first)
    with pytest.raises(KeyError):
        registry.todo("x", "x", permission="", rows=lambda _user, _day: Clock.objects.all(), url="", asks="?")


def test_lights_are_counted_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The count by spans says what each clock's own light says, on either side of every turn."""
    where = area()
    mine = unit(where)
    for limit in range(1, 26):
        clock_on(mine, on=date(2026, 3, 2), rule=ClockRule(f"s{limit}", "步骤", limit))
    paused = clock_on(mine, on=date(2026, 3, 2), rule=ClockRule("paused", "暂停的", 9))
    Clock.objects.filter(pk=paused.pk).update(due_on=None)
    running = Clock.objects.running().whole()
    one_by_one = Counter(
        light_of(clock, DAY).colour if clock.due_on else "paused" for clock in running.iterator(chunk_size=50)
    )
    assert lights_by(Clock.objects.running(), DAY)[()] == one_by_one
    assert lights_by(Clock.objects.running(), DAY, "unit")[mine.pk] == one_by_one
    assert {"red", "yellow", "green", "paused"} == set(one_by_one)
    coloured = Clock.objects.running().filter(near(DAY)).count()
    assert coloured == one_by_one["red"] + one_by_one["yellow"]
