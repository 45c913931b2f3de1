"""The X-ray over compiled texts: contradictions and dates of a whole document, and of the published ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.compiler.duty_plans import SHARED, compiled
from zhenxing.core.compiler.difference import compare
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.xray import Baseline, Xray, examine, render_findings, render_text

LAST_YEAR = """云岭县人民政府办公室关于印发云岭县竹编专业镇2024年行动计划的通知
云政办发〔2024〕8号
各乡镇人民政府，县直各有关单位：
现将《云岭县竹编专业镇2024年行动计划》印发给你们。
云岭县人民政府办公室
2024年10月8日
云岭县竹编专业镇2024年行动计划
一、行动目标
2023年竹编产值2亿元，规上企业13家。到2024年底，竹编产值达到2.4亿元，竹编产值增长8%左右，规上企业达到12家以上。
二、重点任务
（一）培育龙头企业。支持规上企业扩产。（县工信局牵头，县财政局、县税务局配合）
（二）完善标准体系。制定县级标准不少于3项。（县市场监管局牵头）
（三）编制规划。2024年6月底前完成竹编专业镇规划编制。（县发改局牵头）
"""
THIS_YEAR = """云岭县人民政府办公室关于印发云岭县竹编专业镇2025年行动计划的通知
云政办发〔2025〕6号
各乡镇人民政府，县直各有关单位：
现将《云岭县竹编专业镇2025年行动计划》印发给你们。
云岭县人民政府办公室
2025年3月1日
云岭县竹编专业镇2025年行动计划
一、行动目标
到2025年底，竹编产值达到3亿元，规上企业达到12家以上。制定县级标准不少于3项。
二、重点任务
（一）培育龙头企业。支持规上企业扩产。（县工信局牵头，县财政局、县发改局配合）
（二）发展电子商务。培育直播带货主播20名。（县商务局牵头）
"""


def notes(xray: Xray, kind: str) -> list[str]:
    finding = xray.finding(kind)
    return [f"{item.text}：{item.note}" for item in finding.items] if finding else []


@pytest.fixture(scope="module")
def last_year() -> Plan:
    return compiled(LAST_YEAR)


def test_a_whole_document_is_examined(last_year: Plan) -> None:
    xray = examine(last_year)
    [mismatch] = notes(xray, "growth_mismatch")
    assert "2.4亿元÷2亿元−1＝+20%" in mismatch and "竹编产值增长8%左右" in mismatch
    near = notes(xray, "target_near")
    assert len(near) == 4 and all(note.endswith("2024-10-08成文，期限2024，只剩84天") for note in near)
    assert notes(xray, "target_past") == []
    assert len(notes(xray, "target_met")) == 1
    assert "2023年已有13家" in notes(xray, "target_met")[0]
    kinds = [finding.kind for finding in xray.findings]
    assert kinds.index("growth_mismatch") < kinds.index("target_near") < kinds.index("target_met")
    assert "绝对数目标与增速目标对不上：1处" in render_text(xray)


def test_every_side_of_a_finding_points_into_the_text(last_year: Plan) -> None:
    finding = examine(last_year).finding("growth_mismatch")
    assert finding is not None
    [item] = finding.items
    assert item.span is not None and item.against_span is not None
    assert last_year.quote(item.span) == item.text
    assert last_year.quote(item.against_span) == item.against
    assert (item.clause, item.against_clause) == ("1", "1")
    assert render_findings((finding,)).startswith("绝对数目标与增速目标对不上：1处\n  · ")


def test_two_years_of_one_plan_compared(last_year: Plan) -> None:
    found = compare(last_year, compiled(THIS_YEAR))
    tasks = {
        (entry.old or entry.new).title: (entry.status, tuple(change.field for change in entry.changes))  # type: ignore[union-attr]  # one of the two
        for entry in found.of("task")
    }
    assert tasks == {
        "（一）培育龙头企业": ("changed", ("support",)),
        "（二）完善标准体系": ("orphaned", ()),
        "（三）编制规划": ("dropped", ()),
        "（二）发展电子商务": ("added", ()),
    }
    [output] = [entry for entry in found.of("goal", "changed") if entry.new and "产值" in entry.new.text]
    assert [(c.field, c.was, c.now) for c in output.changes] == [
        ("value", "2.4亿元", "3亿元"),
        ("deadline", "2024", "2025"),
    ]


def test_a_document_does_not_differ_from_itself(last_year: Plan) -> None:
    assert compare(last_year, last_year).same


def _real(name: str) -> Plan:
    path = SHARED / name
    if not path.exists():
        pytest.skip("../shared/documents is not on this machine")
    return compiled(path.read_text(encoding="utf-8"))


def test_the_action_plan_asks_for_more_growth_than_it_says() -> None:
    known = (
        Baseline("年产量", Decimal(30_000_000), "公斤", "2023"),
        Baseline("产值", Decimal(205_000_000), "元", "2023"),
    )
    found = notes(examine(_real("huozhou-action-plan-2024.txt"), known), "growth_mismatch")
    assert len(found) == 2
    assert "3750万公斤÷3000万公斤−1＝+25%" in found[0] and "增长10%左右" in found[0]
    assert "2.5亿元÷2.05亿元−1＝+22%" in found[1] and "增长10%左右" in found[1]
    assert notes(examine(_real("huozhou-action-plan-2024.txt")), "growth_mismatch") == []


def test_the_county_plan_leaves_its_first_targets_97_days() -> None:
    found = notes(examine(_real("yingxian-implementation-plan-2023.txt")), "target_near")
    assert len(found) == 2
    assert all("2023-09-25成文，期限2023，只剩97天" in note for note in found)


@pytest.mark.parametrize(
    ("aims", "conflicts"),
    [
        ("项目审批时间分别压缩至60、45、30个工作日。", 0),
        ("竹编产值突破40亿元,力争达到45亿元。", 0),
        ("竹编产值达到40亿元。竹编产值达到45亿元。", 1),
    ],
)
def test_a_list_and_a_better_aim_are_no_contradictions(aims: str, conflicts: int) -> None:
    text = f"云岭县竹编专业镇2025年行动计划\n一、行动目标\n到2025年底,{aims}"
    assert len(notes(examine(compiled(text)), "target_conflict")) == conflicts


def test_conditions_scores_and_the_opening_article_are_no_tasks_left_open() -> None:
    text = (
        "云岭县竹编奖励办法\n第一条 为支持竹编产业,制定本办法。\n第二条 县工信局负责组织实施,做好审核工作。\n"
        "第三条 有下列情形之一的,不予奖励:\n(一)提供虚假材料的;\n(二)列入失信名单的。\n"
        "第四条 考核应当组织打分:\n(一)开展培训一次得5分,应当做好记录。"
    )
    headings = [task.heading for task in compiled(text).tasks]
    assert not [
        heading for heading in headings if heading.endswith("的") or "制定本" in heading or "得5分" in heading
    ]
