"""Every way of writing one organisation leads to one key; what is only alike is asked, never merged."""

from __future__ import annotations

import pytest

from core.compiler.duty_plans import PLAN, compiled, plan_of
from zhenxing.core.compiler.duties.organisations import Resolver
from zhenxing.core.compiler.knowledge import Knowledge, UnitName
from zhenxing.core.compiler.plan import Organisation
from zhenxing.packs.loader import load_knowledge

_COUNTY = Resolver(load_knowledge(), "140622", ["应县"])
_CITY = Resolver(load_knowledge(), "140600", ["朔州市"])
_COUNTY_CITY = Resolver(load_knowledge(), "141082", ["霍州市"])
_FICTIONAL = Resolver(load_knowledge(), None, ["云岭县"])


def _organisations(text: str) -> dict[str, Organisation]:
    return {each.key: each for each in compiled(text).organisations}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (
            "county.industry",
            "县工信局 县工业和信息化局 县工业信息化局 工信局 县工信 云岭县工信局 云岭县工业和信息化局",
        ),
        ("county.development-reform", "县发改局 县发展和改革局 县发改委 县发展改革委 县发展改革局 县发改"),
        ("county.market-regulation", "县市场监管局 县市监局 县市场监督管理局"),
        ("county.culture-tourism", "县文旅局 县文化和旅游局 县文化旅游局 县文旅体局"),
        ("county.ecology", "市生态环境局云岭分局 市生态环境局云岭县分局 县生态环境局 县生态环境分局"),
        (
            "county.central-bank",
            "人行云岭县支行 人民银行云岭县支行 县人行 中国人民银行云岭县支行 人行云岭支行",
        ),
        (
            "county.financial-regulator",
            "银保监组 云岭县银保监管组 云岭银保监管组 县银保监管组 县金融监管支局",
        ),
        ("county.small-enterprises", "县小微企业发展服务中心 县小微企业发展中心 县中小企业发展服务中心"),
        ("county.power-supply", "县供电公司 国网云岭县供电公司 国网云岭供电公司"),
        ("county.tax", "县税务局 国家税务总局云岭县税务局"),
        ("county.organisation-dept", "县委组织部 组织部"),
        ("county.party-office", "县委办 县委办公室 县委办公室（县档案局）"),
        ("county.government-office", "县政府办 县政府办公室 县人民政府办公室"),
        ("county.industry-commerce-federation", "县工商联 县工商业联合会"),
        ("county.youth-league", "团县委 共青团云岭县委 县团委"),
        ("county.health", "县卫健局 县卫健委 县卫生健康和体育局"),
        (
            "park.development-zone",
            "县经济技术开发区管委会 经开区管委会 云岭经济技术开发区管委会 县开发区管委会",
        ),
        ("township.石桥镇", "石桥镇 石桥镇人民政府 石桥镇政府"),
        ("collective.townships", "各乡镇 各乡镇人民政府 各乡(镇)人民政府 各镇(街道)"),
        ("collective.departments", "县直有关部门 相关部门 各有关单位"),
        ("county.agriculture", "县农业农村局 县农业局 县农委"),
        ("county.natural-resources", "县自然资源局 县国土局 县国土资源局"),
    ],
)
def test_every_way_of_writing_a_unit_has_one_key(key: str, names: str) -> None:
    assert {name: _FICTIONAL.read(name).key for name in names.split()} == dict.fromkeys(names.split(), key)


@pytest.mark.parametrize(
    ("resolver", "printed", "key"),
    [
        (_COUNTY, "市工信局", "city.industry"),
        (_COUNTY, "朔州市工信局", "city.industry"),
        (_COUNTY, "省工信厅", "province.industry"),
        (_COUNTY, "山西省工业和信息化厅", "province.industry"),
        (_COUNTY, "晋城市工信局", "140500.industry"),
        (_COUNTY, "应县工信局", "county.industry"),
        (_CITY, "市工信局", "city.industry"),
        (_CITY, "工信局", "city.industry"),
        (_CITY, "县工信局", "county.industry"),
        (_COUNTY_CITY, "市工信局", "county.industry"),
        (_COUNTY_CITY, "临汾市工信局", "city.industry"),
        (_COUNTY_CITY, "霍州市工信局", "county.industry"),
        (_COUNTY, "国务院办公厅", "national.国务院办公厅"),
    ],
)
def test_the_level_is_seen_from_the_documents_own_place(resolver: Resolver, printed: str, key: str) -> None:
    assert resolver.read(printed).key == key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("县委办公室", "县政府办公室"),
        ("县税务局", "县财政局"),
        ("县人民医院", "县中医院"),
        ("县农业农村局", "县农业银行"),
        ("县委党史研究室", "县委政策研究室"),
        ("县工信局", "市工信局"),
        ("县文旅局", "县文物局"),
        ("县公安局", "县交警大队"),
        ("县教育局", "县体育局"),
    ],
)
def test_different_units_keep_different_keys(left: str, right: str) -> None:
    assert _COUNTY.read(left).key != _COUNTY.read(right).key


def test_units_before_the_reforms_lead_to_their_successors_as_likely() -> None:
    reading = _COUNTY.read("县国土资源局")
    assert (reading.key, reading.certainty) == ("county.natural-resources", "likely")


def test_a_plans_mentions_and_members_carry_their_keys() -> None:
    plan = compiled(PLAN)
    task = plan.tasks[1]
    assert [unit.unit for unit in (*task.lead, *task.support)] == [
        "county.commerce",
        "county.industry",
        "park.development-zone",
        "collective.townships",
    ]
    assert all(member.unit for roster in plan.rosters for member in roster.members)


def test_variants_of_a_plan_are_one_organisation() -> None:
    found = _organisations(PLAN)
    assert found["county.industry"].printed == ("县工信局", "县工业和信息化局")
    assert found["county.small-enterprises"].printed == ("县小微企业发展服务中心", "县小微企业发展中心")
    assert found["county.financial-regulator"].printed == ("云岭县银保监管组", "银保监组")
    assert found["county.industry"].name == "县工业和信息化局"
    assert found["collective.townships"].collective


def test_unknown_names_that_differ_in_loose_words_are_likely_one() -> None:
    plan = plan_of("二、重点任务\n(一)扩产。(县陶瓷产业发展服务中心牵头)\n(二)招商。(县陶瓷产业发展中心牵头)")
    (one,) = plan.organisations
    assert (one.printed, one.certainty) == (("县陶瓷产业发展服务中心", "县陶瓷产业发展中心"), "likely")


def test_names_that_are_only_alike_stay_apart_and_are_asked() -> None:
    plan = plan_of("二、重点任务\n(一)扩产。(县石材质量检测研究院牵头)\n(二)招商。(县石雕质量检测研究院牵头)")
    assert len(plan.organisations) == 2
    (item,) = [item for item in plan.review if item.stage == "link"]
    assert "未合并" in item.message
    assert plan.quote(item.span) == item.text
    assert [each.certainty for each in plan.organisations] == ["certain", "unsure"]


def test_a_slip_of_the_pen_is_asked_not_corrected() -> None:
    plan = plan_of("二、重点任务\n(一)扩产。(县人力资原和社会保障局牵头)")
    (item,) = [item for item in plan.review if item.stage == "link"]
    assert "人力资源和社会保障局" in item.message
    assert plan.organisations[0].certainty == "unsure"


def test_places_are_linked_to_their_codes() -> None:
    plan = compiled("应县工作方案\n\n山西省朔州市应县与天门市、高平市合作,城区参加。")
    assert {link.text: link.code for link in plan.places} == {
        "应县": "140622",
        "山西省": "140000",
        "朔州市": "140600",
        "天门市": "429006",
        "高平市": "140581",
    }


def test_a_document_without_units_and_places_declines() -> None:
    plan = compiled("简介\n\n这里盛产陶土。")
    assert [r.outcome for r in plan.trail if r.stage == "link"] == ["declined"]


def test_without_packs_names_keep_themselves_as_keys() -> None:
    resolver = Resolver(Knowledge(), None)
    assert resolver.read("县工信局").key == "county.工信局"
    assert resolver.suggestion("工信局") is None


def test_a_site_may_add_its_own_units() -> None:
    own = UnitName("town-office", "专业镇发展中心", ("专业镇中心",))
    resolver = Resolver(Knowledge(units=(own,)), None)
    assert resolver.read("县专业镇中心").key == "county.town-office"
