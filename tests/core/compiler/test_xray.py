"""The X-ray names what a plan leaves open, with numbers that agree with the published findings."""

from __future__ import annotations

import pytest

from core.compiler.duty_plans import PLAN, SHARED, compiled, plan_of
from zhenxing.core.compiler.xray import Xray, examine, render_text


def _texts(xray: Xray, kind: str) -> list[str]:
    finding = xray.finding(kind)
    return [item.text for item in finding.items] if finding else []


def test_counts_of_a_plan() -> None:
    xray = examine(compiled(PLAN))
    assert (xray.tasks, xray.assigned, xray.pairs, xray.without_lead, xray.unassigned) == (6, 4, 12, 2, 2)


def test_findings_of_a_plan() -> None:
    xray = examine(compiled(PLAN))
    assert _texts(xray, "unassigned") == ["四、(一)加强组织领导", "四、(二)严格督导考核"]
    assert _texts(xray, "without_lead") == ["三、(一)强化资金支持", "三、(二)强化用地保障"]
    assert _texts(xray, "member_without_task") == ["县统计局", "县民政局"]
    assert _texts(xray, "name_variants") == [
        "县工信局 / 县工业和信息化局",
        "县小微企业发展服务中心 / 县小微企业发展中心",
        "云岭县银保监管组 / 银保监组",
    ]
    assert "县自然资源局" in _texts(xray, "outside_group")
    assert _texts(xray, "collective_units") == ["各乡镇人民政府"]
    assert len(_texts(xray, "without_deadline")) == 5


def test_every_item_with_a_place_points_into_the_text() -> None:
    plan = compiled(PLAN)
    for finding in examine(plan).findings:
        assert all(item.span is None or plan.quote(item.span) for item in finding.items)


def test_the_text_for_a_terminal() -> None:
    text = render_text(examine(compiled(PLAN)))
    assert "任务6项：4项有责任分工（12个“单位—任务”对，其中2项没有牵头单位），2项没有责任分工。" in text
    assert "各乡镇人民政府（1项任务）" in text


def test_when_no_task_has_a_date_they_are_not_listed_one_by_one() -> None:
    text = render_text(examine(plan_of("二、重点任务\n(一)扩产。建设新线。(县工信局牵头)")))
    assert "没有写明完成时限的任务：1项（全部）" in text


def test_a_plan_without_a_group_has_no_finding_about_members() -> None:
    xray = examine(plan_of("二、重点任务\n(一)扩产。建设新线。(县工信局牵头)"))
    assert xray.finding("member_without_task") is None
    assert xray.finding("outside_group") is None
    assert xray.finding("unassigned") is None


def test_names_to_confirm_are_shown() -> None:
    xray = examine(plan_of("二、重点任务\n(一)扩产。(县人力资原和社会保障局牵头)"))
    assert _texts(xray, "unsure_units") == ["县人力资原和社会保障局"]


def test_a_text_without_tasks_says_so() -> None:
    assert render_text(examine(compiled("简介\n\n这里盛产陶土。"))).endswith("没有找到任务条目。")


_REAL = SHARED / "yingxian-implementation-plan-2023.txt"


@pytest.mark.skipif(not _REAL.exists(), reason="../shared/documents is not on this machine")
def test_the_published_findings_of_the_county_plan() -> None:
    xray = examine(compiled(_REAL.read_text(encoding="utf-8")))
    assert (xray.tasks, xray.assigned, xray.pairs, xray.without_lead, xray.unassigned) == (33, 28, 200, 17, 5)
    assert sorted(_texts(xray, "member_without_task")) == sorted(
        ["县统计局", "县民政局", "县融媒体中心", "各乡镇人民政府"]
    )
    variants = [set(text.split(" / ")) for text in _texts(xray, "name_variants")]
    assert {"县小微企业发展服务中心", "县小微企业发展中心"} in variants
    assert {"银保监组", "应县银保监管组"} in variants
    busiest = {row.name: (row.tasks, row.leads) for row in xray.matrix.rows}
    assert busiest["县工信局"] == (23, 6)
    assert [busiest[name][0] for name in ("县财政局", "县文旅局", "县农业农村局")] == [18, 18, 17]
