"""Eight alike problems become one, are solved, answered, rated; complaints are counted before and after."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from web.problems import problem_samples as samples
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.ledger.models import Clock, Notice, Transit
from zhenxing.web.problems import queries
from zhenxing.web.problems.limits import QUESTIONS, REPORTS
from zhenxing.web.problems.models import CommonProblem, PlanClause, Problem, Referral

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits() -> None:
    REPORTS.forget()
    QUESTIONS.forget()


def at(day: str) -> Any:
    moment = datetime.fromisoformat(f"{day} 09:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return time_machine.travel(moment, tick=False)


def report(place: samples.County, text: str, number: int) -> tuple[str, str]:
    """A firm scans the code; its receipt."""
    sent = {
        "text": text,
        "asker": place.firms[number].name,
        "phone": "0990-2100009",
        "idempotency_key": f"r{number}",
    }
    page = Client().post(f"/report/{place.point.token}/", sent)
    assert page.status_code == 200, page.text
    found = re.findall(r"<dd>([0-9A-Z]+)</dd>", page.text)
    return found[0], found[1]


def step(who: User, url: str, **typed: Any) -> Any:
    """A page is opened, and what it asks is sent with the version it shows."""
    client = signed_in(who)
    page = client.get(url)
    assert page.status_code == 200, url
    version = re.search(r'name="version" value="(\d+)"', page.text)
    return client.post(url, {**typed, **({"version": version[1]} if version else {})})


def test_eight_alike_problems_are_merged_solved_and_counted() -> None:
    place = samples.county()
    receipts = []
    for number, text in enumerate(samples.GAS):
        with at(f"2026-0{1 + number // 4}-{10 + number}"):
            receipts.append(report(place, text, number))
    with at("2026-02-26"):
        for text in samples.OTHERS:
            place.problem(text)
        common = merged(place)
    with at("2026-03-02"):
        handled(place, common)
    with at("2026-03-09"):
        solved(place, common)
        rated(receipts)
        sent_again(place)
    with at("2026-05-20"):
        place.problem("天然气又停了一天", date(2026, 4, 20), channel="call")
        place.problem("供气压力低", date(2026, 4, 21), state="rejected")
        counted(place, common)


def merged(place: samples.County) -> CommonProblem:
    """The office sees the eight and only the eight, unticks none, and merges them."""
    clerk = signed_in(place.clerk)
    page = clerk.get("/common_problems/proposals/")
    assert "8 个问题" in page.text
    assert "都说到：用气" in page.text
    assert samples.OTHERS[0] not in page.text
    preview = clerk.get(
        re.search(r'href="(/common_problems/merge/[^"]+)"', page.text)[1].replace("&amp;", "&")
    )
    assert preview.text.count('name="problem"') == 8
    ids = re.findall(r'name="problem" value="(\d+)"', preview.text)
    words = re.search(r'name="words" value="([^"]*)"', preview.text)[1]
    assert "天然气" in words
    typed = {"problem": ids, "offered": ids, "title": "云岭陶瓷专业镇用气问题", "words": words, "text": ""}
    assert signed_in(place.gasman).get("/common_problems/merge/").status_code == 404
    answer = clerk.post("/common_problems/merge/", {**typed, "idempotency_key": "m"})
    assert answer.status_code == 302, answer.text
    clerk.post("/common_problems/merge/", {**typed, "idempotency_key": "m"})
    common = CommonProblem.objects.get()
    assert set(common.members.values_list("state", "nature")) == {("merged", "common")}
    assert common.members.count() == Transit.objects.filter(transition="merge").count() == 8
    assert (common.area, common.town) == (place.area, place.town)
    assert not Clock.objects.running().filter(subject_id__in=common.members.values("pk")).exists()
    return common


def handled(place: samples.County, common: CommonProblem) -> None:
    """Handed on with a slip; the unit signs; another unit, and the office, cannot answer for it."""
    url = f"/common_problems/{common.pk}"
    typed = {"unit": place.gas.pk, "grade": "county", "measures": "与燃气公司签订保供协议，建应急气源"}
    assert step(place.clerk, f"{url}/assign/", **typed).status_code == 302
    slip = Referral.objects.get()
    assert (slip.unit, slip.due_on) == (place.gas, date(2026, 3, 16))
    clock = Clock.objects.running().get(subject_type="problems.commonproblem")
    assert (clock.key, clock.due_on, clock.unit) == ("handle", date(2026, 3, 16), place.gas)
    assert Notice.objects.filter(to_unit=place.gas).exists()
    assert "待签收的共性问题转办单" in signed_in(place.gasman).get("/inbox/").text
    assert step(place.gasman, f"{url}/sign/").status_code == 302
    assert signed_in(place.roadman).get(f"{url}/answer/").status_code == 404
    slip.refresh_from_db()
    assert slip.signed_by == place.gasman


def solved(place: samples.County, common: CommonProblem) -> None:
    """Reported solved by the unit, found so by the office; every asker gets the answer."""
    url = f"/common_problems/{common.pk}"
    assert step(place.gasman, f"{url}/answer/", answer="已签订保供协议，备用气源投用。").status_code == 302
    assert step(place.second, f"{url}/close/").status_code == 302
    common.refresh_from_db()
    assert (common.state, common.solved_on) == ("closed", date(2026, 3, 9))
    members = Problem.objects.filter(common=common)
    assert set(members.values_list("state", "answer")) == {("answered", "已签订保供协议，备用气源投用。")}
    assert not Clock.objects.running().exclude(key="triage").exists()


def rated(receipts: list[tuple[str, str]]) -> None:
    """Seven are content; the eighth sends it back, and it runs anew with a clock of its own."""
    for number, (name, code) in enumerate(receipts):
        sent = {"number": name.lower(), "code": f" {code[:4]}-{code[4:].lower()}"}
        page = Client().post("/report/answer/", sent)
        assert "备用气源投用" in page.text
        word = "dissatisfied" if number == 7 else "satisfied"
        page = Client().post(
            "/report/answer/",
            {**sent, "rate": "1", "rating": word, "note": "我们厂还是停", "idempotency_key": name},
        )
        assert page.status_code == 200
    back = Problem.objects.get(number=receipts[7][0])
    assert (back.state, back.rating, back.rated_by) == ("redo", "dissatisfied", "asker")
    clock = Clock.objects.running().get(subject_type="problems.problem", subject_id=back.pk)
    assert (clock.key, clock.due_on) == ("redo", date(2026, 3, 16)) == ("redo", back.due_on)
    assert back.referrals.get().due_on == back.due_on
    assert Problem.objects.filter(state="rated").count() == 7


def sent_again(place: samples.County) -> None:
    """What is done again stands among all that wait to be signed for, where the to-do page leads."""
    gasman = signed_in(place.gasman)
    [whole] = re.findall(r'href="(/referrals/\?stage=sign[^"]*)"', gasman.get("/inbox/").text)
    slip = Referral.objects.get(problem__state="redo")
    assert str(slip) in gasman.get(unescape(whole)).text


def counted(place: samples.County, common: CommonProblem) -> None:
    """Four in January, four in February, one in April; the month of the solution counts for neither side."""
    common.refresh_from_db()
    found = queries.before_after(common, date(2026, 5, 20))
    by_month = {f"{one.month:%Y-%m}": (one.count, one.part) for one in found.months if one.count}
    assert by_month == {"2026-01": (4, "before"), "2026-02": (4, "before"), "2026-04": (1, "after")}
    assert (found.before, found.after, found.fell) == (queries.Fraction(8, 6), 1, True)
    url = f"/common_problems/{common.pk}/"
    page = signed_in(place.clerk).get(url).text
    assert "减少了" in page
    assert "什么算同类" in page
    listed = signed_in(place.clerk).get(f"/problems/?kind={common.pk}&fill=total").text
    assert "共 9 条" in listed
    assert step(place.clerk, f"{url}clause/", town=place.town.pk).status_code == 302
    clause = PlanClause.objects.get()
    assert "反映8件" in clause.text
    assert "保供协议" in clause.text
    assert len(clause.sources) == 9
    edited = {"text": "改写后的条款。", "reason": "润色"}
    assert step(place.clerk, f"/plan_clauses/{clause.pk}/edit/", **edited).status_code == 302
    assert "起草依据" in signed_in(place.clerk).get(f"/plan_clauses/{clause.pk}/").text
    rate = signed_in(place.clerk).get("/problems/promises/?year=2026").text
    assert "云岭县住房和城乡建设局" in rate
    assert "50%" in rate  # the common one by its day; the redone one past it
