"""People are found in leading groups, beside tasks and in reports, whole names with their own posts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler.duty_plans import PLAN, compiled
from zhenxing.core.compiler.duties.names import glued_name, is_name
from zhenxing.core.compiler.duties.reports import named_people


def _people(text: str) -> list[tuple[str, str, str | None]]:
    return [(person.name, person.role, person.post) for person in compiled(text).people]


def _group(lines: str) -> str:
    return f"云岭县专业镇领导小组组成人员名单\n\n{lines}\n"


def test_the_leading_group_of_a_plan() -> None:
    assert _people(PLAN) == [("周明远", "组长", "县委副书记、县长"), ("韩立文", "副组长", "县委常委、副县长")]


def test_a_person_points_at_the_name_and_the_clause() -> None:
    plan = compiled(PLAN)
    person = plan.people[0]
    assert plan.quote(person.span) == "周明远"
    assert person.clause is not None
    assert plan.clause(person.clause).role == "attachment"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("组长:周明远县委副书记、县长", ("周明远", "组长", "县委副书记、县长")),
        ("组长：周明远（县委副书记、县长）", ("周明远", "组长", "县委副书记、县长")),
        ("组　长：周明远　县委副书记", ("周明远", "组长", "县委副书记")),
        ("组 长: 周 明  县委副书记", ("周明", "组长", "县委副书记")),
        ("常务副组长:李娜 副县长", ("李娜", "常务副组长", "副县长")),
        ("副组长:李娜副县长", ("李娜", "副组长", "副县长")),
        ("第一组长:欧阳明县委书记", ("欧阳明", "第一组长", "县委书记")),
        ("组长:澹台明 县长", ("澹台明", "组长", "县长")),
        ("总指挥:秦×× 县长", ("秦××", "总指挥", "县长")),
        ("召集人:王某某 县政府副县长", ("王某某", "召集人", "县政府副县长")),
        ("组长:周明远", ("周明远", "组长", None)),
    ],
)
def test_a_name_is_parted_from_its_post(line: str, found: tuple[str, str, str | None]) -> None:
    assert _people(_group(line)) == [found]


def test_members_on_lines_of_their_own_are_all_found() -> None:
    people = _people(
        _group(
            "组  长:周明远  县委副书记、县长\n副组长:韩立文  副县长\n       邵青  副县长\n"
            "成  员:田禾  县财政局局长\n       卞启  县工信局局长"
        )
    )
    assert [(name, role) for name, role, _ in people] == [
        ("周明远", "组长"),
        ("韩立文", "副组长"),
        ("邵青", "副组长"),
        ("田禾", "成员"),
        ("卞启", "成员"),
    ]


def test_bare_names_in_a_row_are_parted() -> None:
    assert [name for name, _, _ in _people(_group("组长:周明远\n副组长:韩立文、邵青"))] == [
        "周明远",
        "韩立文",
        "邵青",
    ]


def test_a_damaged_label_is_read_where_the_evidence_leaves_one_reading() -> None:
    plan = compiled(PLAN.replace("组  长:周明远", "长:周明远"))
    assert [(p.name, p.role) for p in plan.people] == [("周明远", "组长"), ("韩立文", "副组长")]
    assert any(s.kind == "label" for s in plan.suspicions)


def test_a_chair_without_a_readable_name_is_reviewed() -> None:
    plan = compiled(_group("组长:(待定)\n副组长:韩立文 副县长"))
    assert any(item.stage == "people" and "组长" in item.message for item in plan.review)


def test_leaders_of_tasks_are_people_once() -> None:
    text = (
        "云岭县任务分解方案\n\n一、扩产\n牵头领导:周明远\n牵头单位:县工信局\n"
        "二、招商\n牵头领导:周明远\n牵头单位:县商务局\n"
    )
    assert _people(text) == [("周明远", "牵头领导", None)]


def test_leaders_of_a_table_are_people() -> None:
    text = (
        "云岭县任务分解表\n\n序号\t重点任务\t牵头领导\t牵头单位\n"
        "1\t建设园区\t周明远\t县工信局\n2\t组织展会\t韩立文\t县商务局\n"
    )
    assert [(name, role) for name, role, _ in _people(text)] == [
        ("周明远", "牵头领导"),
        ("韩立文", "牵头领导"),
    ]


@pytest.mark.parametrize(
    "sentence",
    ["办公室主任由县工信局局长何清兼任。", "办公室主任由县工信局局长何清同志担任,负责日常工作。"],
)
def test_an_office_given_in_a_sentence(sentence: str) -> None:
    assert _people(f"云岭县方案\n\n一、组织机构\n{sentence}\n") == [("何清", "办公室主任", "县工信局局长")]


def test_an_office_given_to_a_post_names_nobody() -> None:
    assert _people("云岭县方案\n\n一、组织机构\n办公室主任由县工信局局长兼任。\n") == []


_REPORT = (
    "近日,云岭县委副书记、县长周明远主持召开专题会议。县委常委、副县长韩立文,副县长李娜参加。\n"
    "周明远指出,要做强产业。市领导邵青、田禾、卞启文出席会议。县工信局局长欧阳明汇报工作。"
)


def test_people_of_a_report_with_their_titles() -> None:
    assert [(person.name, person.role) for person in named_people(_REPORT)] == [
        ("周明远", "县委副书记、县长"),
        ("韩立文", "县委常委、副县长"),
        ("李娜", "副县长"),
        ("邵青", "市领导"),
        ("田禾", "市领导"),
        ("卞启文", "市领导"),
        ("欧阳明", "县工信局局长"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "由县委书记任组长。",
        "各乡镇党委书记要高度重视。",
        "县工信局局长兼任办公室主任。",
        "县直各单位主要领导和相关负责人参加。",
        "实行县长负责制。",
        "记者王帅报道。",
    ],
)
def test_titles_without_a_name_name_nobody(text: str) -> None:
    assert named_people(text) == ()


def test_a_plan_without_people_declines() -> None:
    plan = compiled("云岭县实施方案\n\n一、重点任务\n(一)扩产。建设新线。\n")
    assert plan.people == ()
    assert [r.outcome for r in plan.trail if r.stage == "people"] == ["declined"]


@given(st.text(alphabet="王李周明远县委副书记长局、 ", max_size=20))
def test_a_glued_name_is_always_a_name(text: str) -> None:
    size = glued_name(text)
    assert size is None or is_name(text[:size])
