"""Lists a document establishes: the leading group, its member units, the towns it names."""

from __future__ import annotations

import pytest

from core.compiler.duty_plans import PLAN, compiled
from zhenxing.core.compiler.plan import Roster


def _rosters(text: str, kind: str) -> list[Roster]:
    return [roster for roster in compiled(text).rosters if roster.kind == kind]


def test_the_units_of_the_leading_group_without_their_heads() -> None:
    (group,) = _rosters(PLAN, "leading_group")
    assert [member.text for member in group.members] == [
        "县工信局",
        "县财政局",
        "县商务局",
        "县统计局",
        "县民政局",
        "各乡镇人民政府",
    ]
    assert [member.collective for member in group.members] == [False] * 5 + [True]
    assert {member.role for member in group.members} == {"成员"}


def test_members_point_at_their_own_characters() -> None:
    plan = compiled(PLAN)
    assert all(plan.quote(m.span) == m.text for roster in plan.rosters for m in roster.members)


def test_the_posts_of_members_name_their_units() -> None:
    text = (
        "领导小组名单\n\n组长:周明远 县长\n成员:田禾  县财政局局长\n"
        "     卞启  县工业和信息化局党组书记、局长\n     尤溪  石桥镇镇长\n"
    )
    (group,) = _rosters(text, "leading_group")
    assert [member.text for member in group.members] == ["县财政局", "县工业和信息化局", "石桥镇"]


@pytest.mark.parametrize(
    "text",
    [
        "联席会议成员单位包括县工信局、县财政局、各乡镇。",
        "成员单位有:县工信局、县财政局、各乡镇。",
        "联席会议由县工信局、县财政局、各乡镇等部门组成。",
        "召集人:周明远 县长\n\n成员单位:县工信局、县财政局、各乡镇",
    ],
)
def test_member_units_in_a_sentence(text: str) -> None:
    found = [r for r in compiled(f"云岭县工作方案\n\n{text}\n").rosters if r.kind != "towns"]
    assert [member.text for roster in found for member in roster.members] == [
        "县工信局",
        "县财政局",
        "各乡镇",
    ]


@pytest.mark.parametrize(
    "lead_in", ["确定了首批三个专业镇名单,包括", "首批三个专业镇分别为", "首批3个专业镇分别是:"]
)
def test_towns_named_in_a_sentence(lead_in: str) -> None:
    (roster,) = _rosters(
        f"云岭县专业镇建设方案\n\n我县{lead_in}云岭陶瓷、清河蔬菜(大棚)、石桥石雕。\n", "towns"
    )
    assert [member.text for member in roster.members] == ["云岭陶瓷", "清河蔬菜(大棚)", "石桥石雕"]


def test_towns_as_numbered_lines() -> None:
    text = (
        "关于公布专业镇名单的通知\n\n认定以下2个专业镇:\n1.云岭县陶瓷专业镇\n"
        "2.清河县蔬菜专业镇\n有效期三年。\n"
    )
    (roster,) = _rosters(text, "towns")
    assert [member.text for member in roster.members] == ["云岭县陶瓷专业镇", "清河县蔬菜专业镇"]
    assert not [item for item in compiled(text).review if item.stage == "rosters"]


def test_towns_as_an_attached_roll() -> None:
    text = (
        "关于公布专业镇名单的通知\n\n现予公布。\n\n附件:专业镇名单\n\n云岭县工信局\n2024年3月5日\n\n附件\n"
        "云岭县第一批县级专业镇名单\n\n1.云岭陶瓷专业镇\n2.清河蔬菜专业镇\n"
    )
    (roster,) = _rosters(text, "towns")
    assert [member.text for member in roster.members] == ["云岭陶瓷专业镇", "清河蔬菜专业镇"]


def test_towns_as_the_plain_lines_of_a_roll() -> None:
    text = (
        "关于公布名单的通知\n\n现予公布。\n\n云岭县工信局\n2024年3月5日\n\n附件1\n"
        "云岭县县级名单\n\n云岭陶瓷专业镇\n清河蔬菜专业镇\n"
    )
    (roster,) = _rosters(text, "towns")
    assert [member.text for member in roster.members] == ["云岭陶瓷专业镇", "清河蔬菜专业镇"]


def test_a_roll_whose_lines_do_not_say_town() -> None:
    text = (
        "关于公布名单的通知\n\n一、名单\n见附件。\n\n云岭县工信局\n2024年3月5日\n\n附件1\n"
        "云岭县第一批县级专业镇名单\n\n1.云岭陶瓷\n2.清河蔬菜\n"
    )
    (roster,) = _rosters(text, "towns")
    assert [member.text for member in roster.members] == ["云岭陶瓷", "清河蔬菜"]


def test_a_count_that_does_not_agree_is_reviewed() -> None:
    plan = compiled("云岭县方案\n\n确定了首批四个专业镇名单,包括云岭陶瓷、清河蔬菜、石桥石雕。\n")
    (item,) = [item for item in plan.review if item.stage == "rosters"]
    assert "4个" in item.message
    assert "3个" in item.message


def test_a_plan_without_lists_declines() -> None:
    plan = compiled("云岭县简介\n\n云岭县盛产陶土。")
    assert [r.outcome for r in plan.trail if r.stage == "rosters"] == ["declined"]
