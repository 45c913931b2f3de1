"""A round of recognition in a browser: applied for, reviewed, noticed, objected to, decided, listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, by_turns, every_look
from web.recognition import recognition_samples as samples
from zhenxing.web.accounts.models import User
from zhenxing.web.recognition import actions
from zhenxing.web.recognition.models import Application, Decision, PublicNotice, PublicRoll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


@pytest.fixture
def place(transactional_db: None) -> samples.County:
    made = samples.county()
    samples.rulebook()
    return made


def faults(page: Any) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    return found + (["wider than the window"] if wide else [])


def step(page: Any, address: str, button: str, fill: dict[str, str] | None = None) -> None:
    """Open the page of a step, fill it in, do it, and wait for where it leads."""
    page.goto(address)
    for name, value in (fill or {}).items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("load")


def apply(page: Any, place: samples.County, town: Any, tmp_path: Path) -> Application:
    """The township puts a town forward."""
    page.goto(f"/calls/{place.call.pk}/")
    page.get_by_role("link", name="新申报").click()
    page.select_option("[name=town]", label=str(town))
    page.select_option("[name=unit]", label=str(place.township))
    with page.expect_navigation():
        page.get_by_role("button", name="新申报", exact=True).click()
    found = Application.objects.get(town=town)
    expect(page.locator("main")).to_contain_text(
        "沿溪聚集", use_inner_text=True
    )  # filled in from the register
    at = f"/applications/{found.pk}"
    step(page, f"{at}/edit/", "保存", {**samples.WORDS, "holds_safety": "yes", "mark_output": "50"})
    for key in ("output", "safety"):
        proof = tmp_path / f"{key}.txt"
        proof.write_text(f"演示数据：{key}", encoding="utf-8")
        page.goto(f"{at}/proof/")
        page.set_input_files("[name=file]", proof)
        page.select_option("[name=criterion]", key)
        with page.expect_navigation():
            page.get_by_role("button", name="附证明材料", exact=True).click()
    step(page, f"{at}/submit/", "提交申报")
    expect(page.locator("main")).to_contain_text("已提交，待受理", use_inner_text=True)
    return found


def review(page: Any, found: Application, result: str) -> None:
    """The office takes it in and says what it found."""
    at = f"/applications/{found.pk}"
    step(page, f"{at}/accept/", "受理并冻结材料")
    given = {"found_safety": "yes", "passed": result, "opinion": "逐项核对了材料。"}
    step(page, f"{at}/review/", "初审", given)


def score(open_page: Open, place: samples.County, found: Application) -> None:
    """The first expert by hand, the second one by the same deeds."""
    seats = [samples.seated(place, found, who) for who in place.experts[:2]]
    page = open_page(place.experts[0], DESKTOP)
    step(page, f"/seats/{seats[0].pk}/declare/", "利益关系声明", {"conflict": "no"})
    page.goto(f"/seats/{seats[0].pk}/score/")
    expect(page.locator("form.zx-form")).to_contain_text("系统计算：50 分", use_inner_text=True)
    marks = {"mark_output": "52", "mark_brand": "30", "opinion": "可以认定"}
    step(page, f"/seats/{seats[0].pk}/score/", "评分", marks)
    place.do(actions.DeclareInterest(seats[1].pk, False), place.experts[1])
    given = {"output": samples.Decimal(50), "brand": samples.Decimal(34)}
    place.do(actions.ScoreApplication(seats[1].pk, given), place.experts[1])


def put_on_notice(page: Any, place: samples.County) -> PublicNotice:
    step(page, f"/calls/{place.call.pk}/rank/", "排序")
    begins = samples.timezone.localdate().isoformat()
    given = {"title": "拟认定名单公示", "begins_on": begins, "channel": "县政府网站", "contact": "0000-0000"}
    step(page, f"/calls/{place.call.pk}/notice/", "公示", given)
    return PublicNotice.objects.get()


def decide(page: Any, found: Application, number: str, reasons: str = "") -> None:
    step(page, f"/applications/{found.pk}/decide/", "作出决定", {"number": number, "reasons": reasons})


def test_one_town_is_recognised_another_refused_with_reasons(
    open_page: Open, place: samples.County, tmp_path: Path
) -> None:
    good = samples.town(place, "竹编专业镇", "2.6", "1200")
    poor = samples.town(place, "木梳专业镇", "1.4", "650")
    township, office = open_page(place.writer, DESKTOP), open_page(place.clerk, DESKTOP)
    first, second = (apply(township, place, one, tmp_path) for one in (good, poor))
    review(office, first, "yes")
    review(office, second, "no")
    score(open_page, place, first)
    step(office, f"/applications/{first.pk}/close-scoring/", "结束评分")
    notice = put_on_notice(office, place)
    given = {"application": str(first.pk), "objector": "邻镇商会", "text": "产值里有别镇的企业。"}
    step(township, f"/public_notices/{notice.pk}/object/", "提出异议", given)
    objection = first.objections.get()
    answer = {"upheld": "no", "answer": "核查台账，没有别镇的企业。"}
    step(office, f"/objections/{objection.pk}/answer/", "答复异议", answer)
    office.goto(f"/applications/{first.pk}/")
    expect(office.locator("main")).to_contain_text("期满才能决定", use_inner_text=True)
    PublicRoll.objects.create(area=place.area, title="云山县专业镇名录", valid_from=notice.begins_on)
    with time_machine.travel(f"{samples.after(notice)}T10:00:00+08:00"):
        leader = open_page(place.decider, DESKTOP)
        decide(leader, first, "云山政函〔2026〕8号")
        decide(leader, second, "云山政函〔2026〕9号", "产值和从业人员不达标。")
        assert sorted(Decision.objects.values_list("kind", flat=True)) == ["recognise", "refuse"]
        _sees_why(open_page(place.writer, DESKTOP), second)
        _listed(open_page, place)


def _sees_why(page: Any, found: Application) -> None:
    """The applicant reads what was missing, by how much, by which clause."""
    page.goto(f"/applications/{found.pk}/")
    told = page.locator("main").inner_text()
    assert "未予认定" in told
    assert "还差6000万元" in told and "第五条第一项" in told
    assert "还差150人" in told and "第五条第二项" in told


def _listed(open_page: Open, place: samples.County) -> None:
    """Anybody reads the roll, and it names the decision."""
    page = open_page(None, DESKTOP)
    assert page.goto("/roll/").status == 200
    told = page.locator("main").inner_text()
    assert "竹编专业镇" in told and "云山政函〔2026〕8号" in told and "木梳专业镇" not in told
    assert faults(page) == []


@every_look
def test_the_pages_fit_and_can_be_used_by_all(
    open_page: Open, place: samples.County, viewport: dict[str, int], scheme: str
) -> None:
    town = samples.town(place, "竹编专业镇", "2.6", "1200")
    found = samples.scored(place, town, 10, 38)
    samples.draft(place, samples.town(place, "木梳专业镇", "1.4"))
    notice = samples.noticed(place)
    who: User = place.clerk
    page = open_page(who, viewport, scheme)
    addresses = (
        "/applications/",
        f"/applications/{found.pk}/",
        f"/applications/{found.pk}/decide/",
        f"/calls/{place.call.pk}/",
        f"/schemes/{place.scheme.pk}/",
        f"/public_notices/{notice.pk}/",
        "/roll/",
    )
    for address in by_turns(addresses, scheme):
        page.goto(address)
        page.wait_for_load_state("load")
        assert faults(page) == [], address
