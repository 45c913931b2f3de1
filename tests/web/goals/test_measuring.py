"""Goals are read from registers, by hand with proof, or through a measure another app brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from web.goals.goal_samples import PROOF, do, goal
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise, Qualification
from zhenxing.web.goals import actions, measures, services
from zhenxing.web.goals.actions.measuring import typed_amount
from zhenxing.web.goals.measures import BY_HAND, Reading
from zhenxing.web.goals.models import Goal, GoalMeasure, GoalReading
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Town, TownTier

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def town(where: Area, name: str, tier: str, begins: date = date(2023, 1, 1)) -> Town:
    category = codes.of("town_category").first()
    made: Town = Town.objects.create(area=where, name=name, category=category)
    TownTier.objects.create(town=made, tier=codes.get("town_tier", tier), begins=begins, source="批复")
    return made


def fresh(one: Goal) -> Goal:
    one.refresh_from_db()
    return one


@pytest.mark.parametrize(
    ("indicator", "first"),
    [
        ("省级专业镇", "towns:province"),
        ("市级以上专业镇", "towns:city+"),
        ("规模以上工业企业", "enterprises:industrial_above_scale"),
        ("市级以上企业技术中心", "innovation:technology_centre:city+"),
        ("高新技术企业", "qualifications:high_tech"),
        ("专业镇主导产业产值", None),
        ("规模以上企业研发投入强度", None),
        ("申报市级专业镇", None),
    ],
)
def test_a_measure_is_proposed_by_the_words_of_the_indicator(indicator: str, first: str | None) -> None:
    found = measures.propose(Goal(indicator=indicator))
    assert (found[0].measure.key if found else None) == first


def test_towns_of_a_tier_are_counted_as_at_a_day_with_rule_rows_and_link() -> None:
    where = area()
    clerk = person("office", where)
    town(where, "甲镇", "city"), town(where, "乙镇", "province", TODAY - timedelta(30))
    town(area("清河县"), "丙镇", "city")
    one = goal(where, "市级以上专业镇", value=Decimal(4), unit="个", due_on=TODAY + timedelta(300))
    begin = (TODAY - timedelta(300)).isoformat()
    do(actions.SetPoint(one.pk, "baseline", "0个", date.fromisoformat(begin), "年报"), clerk)
    assert fresh(one).standing == "unknown"
    do(actions.ConfirmMeasure(one.pk, "towns:city+"), clerk)
    reading = GoalReading.objects.get(goal=one)
    assert (reading.value, reading.rows, reading.state) == (2, 2, "confirmed")
    assert "梯次为市级以上" in reading.source and reading.note == "计入：乙镇、甲镇"
    assert (fresh(one).standing, one.now) == ("on_track", 2)
    do(actions.TakeReading(one.pk, TODAY - timedelta(60)), clerk)
    assert GoalReading.objects.get(at=TODAY - timedelta(60)).value == 1
    page = signed_in(clerk).get(f"/goals/{one.pk}/").text
    assert "应达 2 个，现 2 个，进度够" in page and reading.rows_url in page and "<svg" in page
    with pytest.raises(Invalid):
        do(actions.TakeReading(one.pk, TODAY + timedelta(1)), clerk)


def test_firms_nobody_can_judge_leave_the_count_open_and_a_register_of_today_tells_no_past() -> None:
    where = area()
    clerk = person("office", where)
    for number, above in enumerate((True, True, None, False)):
        firm = Enterprise.objects.create(area=where, name=f"企业{number}")
        Enterprise.objects.filter(pk=firm.pk).update(above_scale=above)
    one = goal(where, "规模以上企业", value=Decimal(3), due_on=TODAY - timedelta(1))
    do(actions.ConfirmMeasure(one.pk, "enterprises:above_scale"), clerk)
    assert fresh(one).standing == "unknown"
    assert one.standing_reason.startswith("另有 1 户情况未知")
    with pytest.raises(ActionRefused, match="不能倒推"):
        do(actions.TakeReading(one.pk, TODAY - timedelta(1)), clerk)
    Enterprise.objects.filter(above_scale=None).update(above_scale=False)
    do(actions.TakeReading(one.pk), clerk)
    assert fresh(one).standing == "missed"


def test_a_title_counts_a_firm_once_and_while_it_is_valid() -> None:
    where = area()
    firm = Enterprise.objects.create(area=where, name="云岭窑厂")
    kind = codes.get("qualification", "high_tech")
    for begins, ends in ((date(2019, 1, 1), date(2021, 12, 31)), (date(2022, 1, 1), None)):
        Qualification.objects.create(enterprise=firm, kind=kind, valid_from=begins, valid_to=ends)
    one, known = goal(where, "高新技术企业"), measures.find("高新技术企业数")
    assert known is not None
    assert known.ask(one, where, TODAY).value == 1
    assert known.ask(one, where, date(2018, 1, 1)).value == 0


def test_what_is_typed_counts_once_another_has_looked_at_its_proof() -> None:
    where = area()
    own = unit(where)
    liaison, clerk = person("liaison", own), person("office", where)
    one = goal(where, "培训人次", unit="人次", value=Decimal(100), owner_unit=own, due_on=TODAY)
    sent = {"amount": "120人次", "at": TODAY.isoformat(), "source": "培训签到表"}
    client, url = signed_in(liaison), f"/goals/{one.pk}/report/"
    refused = client.post(url, sent)
    assert refused.status_code == 422 and "请附上佐证" in refused.text
    proof = SimpleUploadedFile("签到.pdf", PROOF.data)
    assert client.post(url, {**sent, "proof": proof}).status_code == 302
    reading = GoalReading.objects.get(goal=one)
    assert reading.state == "entered" and fresh(one).standing == "unknown"
    assert client.post(f"/goal_readings/{reading.pk}/confirm/").status_code == 404
    do(actions.ConfirmReading(reading.pk), clerk)
    assert (fresh(one).standing, one.now) == ("met", 120)
    mine = do(actions.EnterReading(one.pk, "130", TODAY, "台账", PROOF), clerk)
    with pytest.raises(SelfApproval):
        do(actions.ConfirmReading(mine.pk), clerk)
    do(actions.ReturnReading(mine.pk), person("office", where), "与台账不符")
    assert fresh(one).now == 120
    with pytest.raises(ActionRefused, match="已经有效"):
        do(actions.ReturnReading(reading.pk), person("office", where), "理由")


@pytest.mark.parametrize(
    ("said", "unit_", "value"),
    [("36", "户", "36"), ("2.5亿元", "元", "250000000"), ("12.5%", "%", "0.125"), ("2.6万人", "人", "26000")],
)
def test_amounts_are_typed_as_people_write_them(said: str, unit_: str, value: str) -> None:
    assert typed_amount(said, unit_) == Decimal(value)


@pytest.mark.parametrize(
    ("said", "unit_", "wants"),
    [("多", "户", "请写数字"), ("12", "%", "百分号"), ("36吨", "户", "计量单位"), ("9" * 30, "户", "请")],
)
def test_an_amount_that_cannot_be_meant_is_refused_kindly(said: str, unit_: str, wants: str) -> None:
    with pytest.raises(ValueError, match=wants):
        typed_amount(said, unit_)


@dataclass(frozen=True)
class Released:
    """A stand-in for figures another app releases."""

    key: str = "test:released"
    label: str = "发布数据（测试）"
    words: tuple[tuple[str, ...], ...] = (("产值",),)
    never: tuple[str, ...] = ()
    value: str | None = "40"

    def ask(self, goal: Any, area: Any, day: date) -> Reading:
        value = Decimal(self.value) if self.value else None
        return Reading(value, day, "发布第3版", "/releases/3/", "" if value else "本期还没有发布")


def test_another_app_brings_a_measure_and_the_worker_reads_it(monkeypatch: Any) -> None:
    where = area()
    clerk = person("office", where)
    monkeypatch.setitem(measures._MEASURES, "test:released", Released(value=None))
    measures.measures()
    one = goal(where, "主导产业产值", due_on=TODAY + timedelta(10))
    assert [fit.measure.key for fit in measures.propose(one)] == ["test:released"]
    do(actions.ConfirmMeasure(one.pk, "test:released"), clerk)
    assert services.read_all() == 0 and not GoalReading.objects.exists()
    with pytest.raises(ActionRefused, match="还没有发布"):
        do(actions.TakeReading(one.pk), clerk)
    monkeypatch.setitem(measures._MEASURES, "test:released", Released())
    assert services.read_all() == 1
    reading = GoalReading.objects.get(goal=one)
    assert (reading.value, reading.source, reading.rows_url) == (40, "发布第3版", "/releases/3/")
    assert services.read_all() == 0
    assert services.read_all(TODAY + timedelta(40)) == 1


def test_a_measure_that_is_gone_says_so_and_reads_nothing() -> None:
    where = area()
    one = goal(where)
    GoalMeasure.objects.create(goal=one, measure="test:gone")
    assert services.read_all() == 0
    page = signed_in(person("office", where)).get(f"/goals/{one.pk}/").text
    assert "这种取数方式已停用" in page
    with pytest.raises(Invalid):
        do(actions.ConfirmMeasure(one.pk, "test:gone"), person("office", where))


def test_without_a_measure_nothing_is_read_and_the_page_offers_what_fits() -> None:
    where = area()
    clerk = person("office", where)
    one = goal(where, "省级专业镇", unit="个")
    page = signed_in(clerk).get(f"/goals/{one.pk}/").text
    assert "建议：省级专业镇数" in page and "measure=towns%3Aprovince" in page and "登记基数" in page
    with pytest.raises(ActionRefused, match="还没有定取数方式"):
        do(actions.TakeReading(one.pk), clerk)
    do(actions.ConfirmMeasure(one.pk, BY_HAND), clerk)
    with pytest.raises(ActionRefused, match="取不到数"):
        do(actions.TakeReading(one.pk), clerk)


def test_a_baseline_is_one_and_before_the_end() -> None:
    where = area()
    clerk = person("office", where)
    one = goal(where, due_on=date(2026, 12, 31))
    do(actions.SetPoint(one.pk, "baseline", "30户", date(2024, 1, 1), "年报"), clerk)
    with pytest.raises(ActionRefused, match="已有基数"):
        do(actions.SetPoint(one.pk, "baseline", "31户", date(2024, 2, 1), "年报"), clerk)
    with pytest.raises(Invalid):
        do(actions.SetPoint(one.pk, "step", "31户", date(2027, 1, 1), "年报"), clerk)
    with pytest.raises(Invalid):
        do(actions.SetPoint(one.pk, "step", "三十一万吨", date(2025, 1, 1), "年报"), clerk)


def test_a_measure_is_known_by_its_name_in_either_language() -> None:
    with override("en"):
        assert measures.find("高新技术企业数") is measures.find("qualifications:high_tech")
        laboratories = measures.find("innovation:key_laboratory:city+")
        assert laboratories is not None and measures.own_label(laboratories) == "市级以上重点实验室数"
        assert measures.shown_label("一种早已停用的取数方式") == "一种早已停用的取数方式"


def test_what_a_reading_keeps_is_in_the_sites_own_language() -> None:
    where = area()
    one, clerk = goal(where, "高新技术企业"), person("office", where)
    with override("en"):
        do(actions.ConfirmMeasure(one.pk, "qualifications:high_tech", "level"), clerk)
        kept = do(actions.TakeReading(one.pk, None), clerk)
    assert kept.measure == "高新技术企业数"
