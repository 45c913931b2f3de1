"""The goals stage: what a Goal carries beside its number, and how the stage keeps the contract."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.compiler.numbers_helper import passage
from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers import roles
from zhenxing.core.compiler.plan import Plan, Suspicion
from zhenxing.core.compiler.source import Source, Span, TracedText
from zhenxing.core.compiler.stages import goals, milestones


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (
            "到2027年,国家级集群达到1个,省级集群达到4个以上。",
            ["到2027年,国家级集群达到1个", "省级集群达到4个以上"],
        ),
        ("6.接待游客10万人次,旅游收入2000万元。", ["接待游客10万人次", "旅游收入2000万元"]),
        ("(二)培育企业5家。", ["培育企业5家"]),
        ("产值、税收分别增长6%和8%。", ["产值、税收分别增长6%", "产值、税收分别增长6%和8%"]),
        ("就业率(以签订协议为准)达到80%。", ["就业率(以签订协议为准)达到80%"]),
        ("　　新增企业5户", ["新增企业5户"]),
    ],
)
def test_text_is_the_phrase_as_printed(text: str, texts: list[str]) -> None:
    plan = passage(text)
    assert [goal.text for goal in plan.goals] == texts
    assert all(plan.quote(goal.span) == goal.text for goal in plan.goals)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("主导产业产值达到50亿元,增长10%。", ["主导产业产值", "主导产业产值增速"]),
        ("2024年新增市场主体15户以上。", ["新增市场主体"]),
        ("培育20家规上企业。", ["规上企业"]),
        ("产值、税收分别增长6%和8%。", ["产值增速", "税收增速"]),
        ("单位能耗下降9%以上。", ["单位能耗降幅"]),
        ("优等率提高2个百分点。", ["优等率提高"]),
        ("设立规模3000万元的应急转贷资金。", ["应急转贷资金规模"]),
        ("组织企业参加展会,每年不少于12场。", ["企业参加展会"]),
        ("到位资金8亿元以上。", ["到位资金"]),
        ("规上企业净增7户,总数达到36户。", ["规上企业净增", "规上企业总数"]),
        ("打造1-2“云岭竹艺”品牌。", ["“云岭竹艺”品牌"]),
    ],
)
def test_indicator_is_the_noun_phrase(text: str, indicators: list[str]) -> None:
    assert [goal.indicator for goal in passage(text).goals] == indicators


def test_aims_increments_and_projects_are_marked() -> None:
    aim, more, project = passage(
        "力争产值突破5亿元;新增企业6户;加快推动投资1.4亿元的竹缠绕管道项目投产。"
    ).goals
    assert (aim.aspirational, aim.increment, aim.kind) == (True, False, "target")
    assert (more.aspirational, more.increment, more.op) == (False, True, "+")
    assert project.kind == "project"


def test_ids_follow_position_and_name_the_clause() -> None:
    plan = passage("培育企业5家。培训工匠200人次。")
    assert [(goal.id, goal.clause) for goal in plan.goals] == [("g1", "1"), ("g2", "1")]
    assert plan.goals[0].span < plan.goals[1].span


def test_certainty_tells_how_plain_the_words_are() -> None:
    assert passage("产值达到5亿元。").goals[0].certainty == "certain"
    assert passage("建设厂房5万平方米。").goals[0].certainty == "likely"
    assert passage("打造1-2“云岭竹艺”品牌。").goals[0].certainty == "unsure"


def test_a_goal_in_a_damaged_place_points_at_the_loss() -> None:
    plan = replace(passage("打造1-2“云岭竹艺”品牌,培育企业5家。"), goals=())
    loss = Suspicion("s1", "unit_lost", Span(2, 5), "1-2", "缺少量词")
    done = goals.run(replace(plan, suspicions=(loss,)), Knowledge())
    assert isinstance(done, Plan)
    assert [goal.suspicion for goal in done.goals] == ["s1", None]
    assert done.goals[0].certainty == "unsure"


def test_no_outline_is_no_obstacle() -> None:
    text = "云岭县竹编专业镇实施方案\n二、目标\n到2026年,产值达到20亿元。"
    done = goals.run(Plan(Source(text), TracedText.of(text)), Knowledge())
    assert isinstance(done, Plan)
    assert [(goal.text, goal.clause) for goal in done.goals] == [("到2026年,产值达到20亿元", None)]


@pytest.mark.parametrize("text", ["", "坚持创新驱动。", "本方案自印发之日起施行,有效期5年。"])
def test_without_goals_the_stage_declines(text: str) -> None:
    plan = Plan(Source(text), TracedText.of(text))
    assert isinstance(goals.run(plan, Knowledge()), Declined)


def test_too_many_numbers_become_a_review_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_MOST_NUMBERS", 3)
    text = "培育企业5家。新增企业6户。建设厂房7座。引进项目8个。举办展会9场。修路10公里。"
    plan = passage(text, title="云岭县限量方案")
    assert len(plan.goals) == 4
    assert [item.stage for item in plan.review] == ["goals"]
    assert plan.review[0].text.startswith("。举办展会")


def test_milestones_are_dated_deliverables() -> None:
    text = (
        "2024年完成专业镇规划编制。实现企业升规破零。6月底前出台认定办法;2024年新增企业5户。"
        "每年3月底前报送总结。到2025年,竹编技艺实现全覆盖。9月底前完成。"
    )
    plan = passage(text, title="云岭县竹编专业镇2024年行动计划")
    assert [(item.text, item.deadline) for item in plan.milestones] == [
        ("2024年完成专业镇规划编制", "2024"),
        ("实现企业升规破零", "2024"),
        ("6月底前出台认定办法", "2024-06"),
        ("到2025年,竹编技艺实现全覆盖", "2025"),
    ]
    assert [item.id for item in plan.milestones] == ["m1", "m2", "m3", "m4"]


@pytest.mark.parametrize(("genre", "reason"), [("news", "新闻"), ("plan", "文中没有")])
def test_milestones_decline(genre: str, reason: str) -> None:
    plan = passage("坚持创新驱动。", genre=genre)
    declined = milestones.run(plan, Knowledge())
    assert isinstance(declined, Declined)
    assert reason in declined.reason
