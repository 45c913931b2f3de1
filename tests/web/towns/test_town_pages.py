"""What a town's page says and what is added from it, by whom."""

from __future__ import annotations

from datetime import date
from math import cos, sin
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from web.towns.town_samples import drawing, figure, milestone, square, tier, town
from zhenxing.web.codetables import queries as codes
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier, Zone
from zhenxing.web.towns.register import TOWNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Area:
    return area()


@pytest.fixture
def kiln(where: Area) -> Town:
    return town(where, "窑头镇日用陶瓷专业镇", aim=20)


@pytest.fixture
def office(where: Area) -> Any:
    return signed_in(person("office", unit(where)))


def page(client: Any, of: Town) -> str:
    text: str = client.get(TOWNS.url("detail", of.pk)).text
    return text


def uploaded(client: Any, of: Town, data: bytes) -> Any:
    file = SimpleUploadedFile("zones.geojson", data)
    return client.post(TOWNS.url("zones", of.pk), {"file": file, "reason": "规划批复", "version": of.version})


def test_the_tier_is_the_last_one_begun_and_the_list_filters_by_it(kiln: Town, office: Any) -> None:
    tier(kiln, "county", date(2023, 6, 30))
    tier(kiln, "city", date(2024, 11, 8), batch="第二批")
    assert str(kiln.tier_on(date(2024, 1, 1)).tier) == "县级"  # type: ignore[union-attr]  # it has one
    assert kiln.tier_on(date(2020, 1, 1)) is None
    text = page(office, kiln)
    assert text.index("市级") < text.index("现行")
    city = codes.get("town_tier", "city").pk
    found = office.get(TOWNS.url("list") + f"?tier={city}").text
    assert kiln.name in found
    county = codes.get("town_tier", "county").pk
    for other in (county, "none", "x"):
        rows = office.get(TOWNS.url("list") + f"?tier={other}")
        assert f'href="/towns/{kiln.pk}/"' not in rows.text


def test_a_tier_that_was_archived_counts_no_more(kiln: Town) -> None:
    entry = tier(kiln, "city", date(2024, 1, 1))
    entry.archived_at = entry.created_at
    entry.save()
    assert kiln.tier_on(date(2025, 1, 1)) is None


def test_a_tier_is_added_from_the_town_s_page_with_its_ground(kiln: Town, office: Any) -> None:
    url = TOWNS.url("tier", kiln.pk)
    typed = {"tier": codes.get("town_tier", "city").pk, "begins": "2024-11-08", "batch": "第二批"}
    assert office.get(url).status_code == 200
    refused = office.post(url, typed)
    assert refused.status_code == 422
    assert "依据的文号" in refused.text
    assert office.post(url, {**typed, "source": "澄工信字〔2024〕61号"}).status_code == 302
    assert TownTier.objects.get(town=kiln).batch == "第二批"
    assert AuditEntry.objects.latest("id").action == "town_tiers.create"


def test_figures_of_two_sources_stand_side_by_side_and_are_said_to_differ(kiln: Town, office: Any) -> None:
    figure(kiln, "18.1", "亿元", 2024, indicator="output")
    figure(kiln, "159000", "万元", 2024, indicator="output", source="协会")
    figure(kiln, "16.2", "亿元", 2023, indicator="output")
    text = page(office, kiln)
    assert "来源不一" in text
    assert "18.1亿元" in text
    assert "159000万元" in text


def test_equal_figures_in_different_units_agree(kiln: Town, office: Any) -> None:
    figure(kiln, "1.5", "亿元", 2024)
    figure(kiln, "15000", "万元", 2024, source="公报")
    text = page(office, kiln)
    assert "来源不一" not in text.replace("不明或来源不一", "")
    assert "还没有到第一级" in text


def test_the_step_on_the_ladder_and_what_is_missing(kiln: Town, office: Any) -> None:
    figure(kiln, "16.6", "亿元", 2024)
    text = page(office, kiln)
    assert "已达 10 亿级" in text
    assert "距 20 亿级还差 3.4亿元" in text
    assert "晋政办发〔2022〕81号" in text
    rows = office.get(TOWNS.url("list")).text
    assert "10亿级" in rows
    assert "16.6亿元（2024）" in rows


def test_without_a_figure_or_with_two_that_differ_nothing_is_said_of_size(kiln: Town, office: Any) -> None:
    assert "不作判断" in page(office, kiln)
    figure(kiln, "16.6", "亿元", 2024)
    figure(kiln, "12", "亿元", 2024, source="协会")
    assert "不作判断" in page(office, kiln)


def test_bars_are_drawn_for_years_that_agree(kiln: Town, office: Any) -> None:
    figure(kiln, "10", "亿元", 2023)
    figure(kiln, "12", "亿元", 2024)
    assert page(office, kiln).count("zx-bar") == 2
    figure(kiln, "-1", "亿元", 2022)
    assert "zx-bar" not in page(office, kiln), "bars of negative values would mislead"


@pytest.mark.parametrize("wrong", ["", "亿元2"])
def test_a_unit_must_be_one_we_know(kiln: Town, wrong: str) -> None:
    figure_ = TownFigure(town=kiln, value=3, unit=wrong, year=2024, source="年报")
    figure_.indicator = codes.get("baseline_indicator", "output")
    with pytest.raises(ValidationError):
        figure_.full_clean()


def test_milestones_are_late_by_the_day_and_done_with_a_proof(kiln: Town, office: Any, where: Area) -> None:
    milestone(kiln, "评审", due_on=date(2020, 1, 1))
    milestone(kiln, "印发", due_on=date(2020, 1, 1), done_on=date(2020, 2, 1), proof="印发文号")
    milestone(kiln, "建成", due_on=date(2999, 1, 1))
    milestone(kiln, "选址")
    text = page(office, kiln)
    for said in ("里程碑 4 个，已完成 1 个", "逾期 1 个", "未到期", "没有期限"):
        assert said in text
    with pytest.raises(ValidationError):
        Milestone(town=kiln, name="无据", done_on=date(2024, 1, 1)).full_clean()
    for standing, name in (("late", "评审"), ("done", "印发"), ("open", "建成"), ("undated", "选址")):
        rows = office.get(f"/milestones/?standing={standing}").text
        assert [one for one in ("评审", "印发", "建成", "选址") if f">{one}<" in rows] == [name]


def test_zones_come_as_a_drawing_and_go_out_as_one(kiln: Town, office: Any) -> None:
    first = drawing(("产业园", "产业功能区", square()), ("镇区", "service", square(112.03)))
    assert uploaded(office, kiln, first).status_code == 302
    assert {str(zone.kind) for zone in kiln.zones.all()} == {"产业功能区", "配套服务功能区"}
    assert kiln.zones.get(name="产业园").size == pytest.approx(4, abs=0.2)  # type: ignore[comparison-overlap]  # a Decimal
    text = page(office, kiln)
    assert text.count("<path") >= 2
    assert "示意图，不作为划界依据" in text
    sent = office.get(TOWNS.url("geojson", kiln.pk))
    assert sent["Content-Type"] == "application/geo+json"
    assert [one["properties"]["name"] for one in sent.json()["features"]] == ["产业园", "镇区"]
    again = uploaded(office, kiln, sent.content)
    assert again.status_code == 302, "what goes out comes back in"
    assert Zone.objects.count() == 2
    assert kiln.zones.get(name="产业园").version == 2


def test_a_zone_s_history_says_that_it_was_redrawn_without_its_points(kiln: Town, office: Any) -> None:
    round_ = [[112 + 0.01 * cos(i / 50), 36 + 0.01 * sin(i / 50)] for i in range(314)]
    uploaded(office, kiln, drawing(("园", "industry", square())))
    uploaded(office, kiln, drawing(("园", "industry", [*round_, round_[0]])))
    text = office.get(f"/zones/{kiln.zones.get().pk}/").text
    assert "范围" in text
    assert text.count("112.0") < 40


def test_a_zone_that_is_in_the_file_no_more_is_archived_and_the_deed_is_on_record(
    kiln: Town, office: Any
) -> None:
    uploaded(office, kiln, drawing(("旧园", "industry", square())))
    uploaded(office, kiln, drawing(("新园", "industry", square())))
    assert [zone.name for zone in kiln.zones.filter(archived_at__isnull=True)] == ["新园"]
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.reason) == ("zones.replace-all", "规划批复")
    assert entry.changes["zone_names"] == ["旧园", "新园"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not json", "不是合法的 JSON"),
        (drawing(("园", "industry", square()[:-1])), "没有闭合"),
        (drawing(("", "industry", square())), "第1个图形没有名称"),
        (drawing(("园", "别的", square())), "产业功能区、配套服务功能区、生态功能区"),
        (drawing(("园", "industry", square()), ("园", "ecology", square(113))), "同名"),
        (b" " * (5 * 1024 * 1024 + 1), "超过 5 MB"),
    ],
)
def test_a_bad_drawing_changes_nothing_and_says_why(kiln: Town, office: Any, data: bytes, said: str) -> None:
    answer = uploaded(office, kiln, data)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Zone.objects.exists()


def test_links_lead_both_ways_and_what_one_cannot_see_stays_linked(
    kiln: Town, office: Any, where: Area
) -> None:
    bureau, stranger = unit(where, "云岭县文旅局"), unit(area("清河县"), "清河县文旅局")
    kiln.units.add(stranger)
    url = TOWNS.url("links", kiln.pk)
    assert "清河县文旅局" not in office.get(url).text
    saved = office.post(url, {"units": [bureau.pk], "version": kiln.version, "reason": "分工"})
    assert saved.status_code == 302
    assert set(kiln.units.all()) == {bureau, stranger}
    assert "云岭县文旅局" in page(office, kiln)
    assert "清河县文旅局" not in page(office, kiln)
    assert kiln.name in office.get(f"/units/{bureau.pk}/").text
    assert "云岭县文旅局" in AuditEntry.objects.latest("id").changes["units"][1]
    stale = office.post(url, {"units": [], "version": 1})
    assert stale.status_code == 412


def test_a_goal_shows_the_towns_that_carry_it(
    kiln: Town, office: Any, where: Area, django_user_model: Any
) -> None:
    from zhenxing.web.documents.models import Document

    clerk = django_user_model.objects.create_user("clerk", "x")
    document = Document.objects.create(area=where, title="方案", sha256="0" * 64, uploaded_by=clerk)
    goal = Goal.objects.create(document=document, area=where, indicator="产值", text="产值达到 25 亿元")
    kiln.goals.add(goal)
    kiln.plan = document
    kiln.save()
    assert kiln.name in office.get(f"/goals/{goal.pk}/").text


def test_towns_of_the_same_trade_are_pointed_out(kiln: Town, office: Any, where: Area) -> None:
    town(where, "竹溪镇美术陶瓷专业镇", industry=codes.get("industry", "3075"), product="艺术瓷")
    town(where, "松林乡香菇专业镇", industry=codes.get("industry", "0142"))
    text = page(office, kiln)
    assert "竹溪镇美术陶瓷专业镇" in text
    assert "松林乡香菇专业镇" not in text


def test_a_township_sees_the_county_s_towns_and_changes_none(kiln: Town, where: Area) -> None:
    below = Area.objects.plant(Area(code="990121199", name="窑头镇", level="township"), where)
    township = signed_in(person("township", unit(below)))
    text = page(township, kiln)
    assert kiln.name in text
    assert "登记梯次" not in text
    for name in ("edit", "tier", "zones", "links"):
        assert township.get(TOWNS.url(name, kiln.pk)).status_code == 404


def test_a_liaison_reports_a_milestone_of_its_own_unit(kiln: Town, where: Area) -> None:
    bureau = unit(where, "云岭县科技局")
    own, other = milestone(kiln, "实验室", unit=bureau), milestone(kiln, "选址", unit=unit(where))
    liaison = signed_in(person("liaison", bureau))
    assert liaison.get(f"/milestones/{own.pk}/edit/").status_code == 200
    assert liaison.get(f"/milestones/{other.pk}/edit/").status_code == 404


def test_a_place_has_both_coordinates_or_none(kiln: Town) -> None:
    kiln.longitude = 112  # type: ignore[assignment]  # a Decimal in the end
    with pytest.raises(ValidationError, match="一起填"):
        kiln.full_clean()


def test_a_town_is_found_by_the_initials_of_its_product(kiln: Town, office: Any) -> None:
    assert kiln.name in office.get(TOWNS.url("list") + "?q=rytc").text


def test_the_share_of_tiers_stands_over_the_list(kiln: Town, office: Any, where: Area) -> None:
    tier(kiln, "city", date(2024, 1, 1))
    town(where)
    text = office.get(TOWNS.url("list")).text
    assert "市级 1" in text
    assert "未定级 1" in text
