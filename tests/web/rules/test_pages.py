"""The pages of what would be judged today: a town's, an area's, a book's, and the page to answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from web.towns.town_samples import figure, tier, town
from zhenxing.packs.demo_rules import demo_cases, demo_texts
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in
from zhenxing.web.organisations.models import Area
from zhenxing.web.rules.loading import Packed, load
from zhenxing.web.rules.models import OWN, CriterionAnswer, Rulebook, ScaleCandidate
from zhenxing.web.rules.register import ANSWERS, CANDIDATES
from zhenxing.web.towns.models import Town

pytestmark = pytest.mark.django_db
LAST = timezone.localdate().year - 1


@pytest.fixture
def schemes() -> None:
    load([Packed(text, demo_cases(key)) for key, text in demo_texts().items()], OWN)
    # its own days end some day; the tests do not
    row = Rulebook.objects.get(key="yunling-recognition")
    row.text = row.text.replace("    ends: 2028-06-30\n", "").replace(", ends: 2028-06-30", "")
    row.ends = None
    row.save()


def bamboo(where: Area, name: str = "竹溪竹制品专业镇") -> Town:
    """A town whose share of output falls by three points a year towards the line of 30 %."""
    one = town(where, name)
    for year, output, share in ((LAST - 1, "4.8", "35"), (LAST, "5.4", "32")):
        figure(one, output, "亿元", year, indicator="output")
        figure(one, share, "%", year, indicator="output_share")
    for indicator, value, unit in (
        ("entities", "88", "户"),
        ("above_scale", "2", "户"),
        ("employment", "1500", "人"),
    ):
        figure(one, value, unit, LAST, indicator=indicator)
    return one


def answer(of: Town, *criteria: str, **more: Any) -> None:
    for criterion in criteria:
        given = {"book": "yunling-recognition", "year": LAST, "holds": True, "proof": "证明", **more}
        CriterionAnswer.objects.create(town=of, criterion=criterion, **given)


# ── a town ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("schemes")
def test_a_town_sees_each_criterion_and_what_fails_first() -> None:
    where = area()
    one = bamboo(where)
    answer(one, "local-labour", "brands", "no-accidents")
    page = signed_in(person("office", where)).get(f"/towns/{one.pk}/standing/").text
    assert f"最先保不住的：产值占比（{LAST + 1}年起）" in page
    for words in ("第五条第二项", "32%", "≥30%", "还差4.6亿元", "不足两年数据，看不出趋势", "云南省中小企业"):
        assert words in page, words


@pytest.mark.usefixtures("schemes")
def test_what_is_missing_leads_to_where_it_is_entered() -> None:
    where = area()
    one = bamboo(where)
    figure(one, "5.9", "亿元", LAST, indicator="output", source="协会")
    page = signed_in(person("office", where)).get(f"/towns/{one.pk}/standing/").text
    assert f"主导产业产值（{LAST}年，来源不一致，先核定）" in page
    asked = f"/towns/{one.pk}/judge/?book=yunling-recognition&amp;criterion=brands&amp;year={LAST}"
    assert asked in page
    assert f"year={LAST - 3}" in page
    watched = signed_in(person("leader", where)).get(f"/towns/{one.pk}/standing/").text
    assert "/judge/?" not in watched, "who may not answer is not led there"


def test_another_year_can_be_looked_at() -> None:
    where = area()
    one = bamboo(where)
    client = signed_in(person("office", where))
    assert f"按 {LAST} 年数据" in client.get(f"/towns/{one.pk}/standing/").text
    assert f"按 {LAST - 1} 年数据" in client.get(f"/towns/{one.pk}/standing/?year={LAST - 1}").text
    assert client.get(f"/towns/{one.pk}/standing/?year=%27x").status_code == 200


def test_outside_the_scope_there_is_no_such_page() -> None:
    one = bamboo(area())
    stranger = signed_in(person("office", area("清河县")))
    assert stranger.get(f"/towns/{one.pk}/standing/").status_code == 404
    assert stranger.get(f"/towns/{one.pk}/judge/").status_code == 404


# ── answering ────────────────────────────────────────────────────────────────────────────────────
def test_an_answer_is_kept_with_its_proof_and_answering_anew_keeps_one_record() -> None:
    where = area()
    one = bamboo(where)
    client = signed_in(person("office", where))
    asked = {"book": "county-town-recognition", "criterion": "brand", "year": LAST}
    url = f"/towns/{one.pk}/judge/"
    page = client.get(url, asked).text
    assert "有叫得响的品牌或产品" in page and "商标、资质" in page
    said = {**asked, "holds": "True", "proof": "", "judge": "县市场监管局"}
    assert "要写明证明材料" in client.post(url, said).text
    assert client.post(url, {**said, "proof": "商标注册证"}).status_code == 302
    assert client.post(url, {**said, "holds": "False", "proof": "商标已注销"}).status_code == 302
    kept = CriterionAnswer.objects.get()
    assert (kept.holds, kept.proof, kept.history.count()) == (False, "商标已注销", 2)
    assert client.post(url, {**said, "proof": "证", "criterion": "nothing"}).status_code == 422


# ── an area ──────────────────────────────────────────────────────────────────────────────────────
def wants(where: Area, indicator: str, number: int) -> None:
    clerk = person("office", where)
    document = Document.objects.create(
        area=where, title="云岭县方案", sha256=f"{number:064d}", uploaded_by=clerk
    )
    Goal.objects.create(
        document=document, area=where, indicator=indicator, value=Decimal(number), unit="个",
        due_on=date(2099, 12, 31), text=f"{indicator}达到{number}个",
    )  # fmt: skip


@pytest.mark.usefixtures("schemes")
def test_goals_stand_beside_what_there_is_and_who_is_nearest() -> None:
    where = area()
    near, far, has = bamboo(where), town(where, "双河铺农机专业镇"), bamboo(where, "铁炉法兰专业镇")
    answer(near, "local-labour", "brands", "no-accidents")
    tier(has, "city", date(2023, 1, 1))
    wants(where, "市级专业镇", 3)
    wants(where, "省级专业镇", 1)
    page = signed_in(person("office", where)).get("/standing/").text
    assert "还差 2 个" in page and "还差 1 个" in page
    race = page[page.index("离市级最近的") :]
    assert race.index(near.name) < race.index(far.name) < race.index(has.name)
    assert "已有" in race
    assert "标准还没有填写" in page


def test_an_area_asks_as_often_for_many_towns_as_for_one() -> None:
    where = area()
    bamboo(where)
    client = signed_in(person("office", where))
    client.get("/standing/")
    with CaptureQueriesContext(connection) as one:
        client.get("/standing/")
    for number in range(6):
        bamboo(where, f"第{number}镇")
    with CaptureQueriesContext(connection) as many:
        client.get("/standing/")
    assert len(many) <= len(one)


def test_an_empty_place_says_so() -> None:
    assert "这里还没有专业镇" in signed_in(person("office", area())).get("/standing/").text


# ── a book ───────────────────────────────────────────────────────────────────────────────────────
def test_a_book_is_printed_in_words() -> None:
    row = Rulebook.objects.get(key="energy-review")
    page = signed_in(person("office", area())).get(f"/rulebooks/{row.pk}/").text
    for words in ("待核", "10000吨标准煤", "2023年6月1日起", "现行", "结果：免予审查", "以下2项须全部满足"):
        assert words in page, words


def test_a_threshold_nobody_set_is_said_to_be_the_sites() -> None:
    row = Rulebook.objects.get(key="upper-town-recognition")
    page = signed_in(person("office", area())).get(f"/rulebooks/{row.pk}/").text
    assert "由本地填写" in page and "由本地制定" in page


def test_a_newer_text_is_offered_and_taken_over_with_a_reason() -> None:
    row = Rulebook.objects.get(key="energy-review")
    Rulebook.objects.filter(pk=row.pk).update(offered=row.text + "# 新\n", origin=OWN)
    client = signed_in(person("office", area()))
    assert "看一看，决定是否采用" in client.get(f"/rulebooks/{row.pk}/").text
    assert client.post(f"/rulebooks/{row.pk}/adopt/", {"version": 1}).status_code == 422
    assert (
        client.post(f"/rulebooks/{row.pk}/adopt/", {"version": 1, "reason": "上级文本更新"}).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.text.endswith("# 新\n") and not row.offered


# ── registers ────────────────────────────────────────────────────────────────────────────────────
class TestAnswers(RegisterTests):
    register = ANSWERS

    def record(self, where: Area) -> Any:
        return CriterionAnswer.objects.create(
            town=town(where), book="county-town-recognition", criterion="brand", year=2024, holds=None
        )

    def form(self, where: Area) -> dict[str, Any]:
        asked = {"town": town(where).pk, "book": "county-town-recognition", "criterion": "chain"}
        return {**asked, "year": 2024, "holds": "True", "proof": "企业名单", "judge": "县工信局"}


class TestCandidates(RegisterTests):
    register = CANDIDATES

    def record(self, where: Area) -> Any:
        from web.enterprises.enterprise_samples import enterprise

        return ScaleCandidate.objects.create(
            enterprise=enterprise(where), standard="规模以上工业", year=2024,
            revenue=Decimal(19_000_000), required=Decimal(20_000_000), gap=Decimal(1_000_000),
        )  # fmt: skip
