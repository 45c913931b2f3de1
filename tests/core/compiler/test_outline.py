"""The clause tree: numbers, headings, parts and roles."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.compiler.text_helper import PLAN, read
from zhenxing.core.compiler.plan import Clause, Plan
from zhenxing.core.compiler.text.numbering import chinese_number, marker_at


def _ids(text: str) -> list[str]:
    return [clause.id for clause in read(text).clauses]


def _headings(text: str) -> list[str]:
    return [clause.heading for clause in read(text).clauses]


def _check(plan: Plan) -> None:
    """What every outline keeps to."""
    by_id = {clause.id: clause for clause in plan.clauses}
    assert len(by_id) == len(plan.clauses)
    for clause in plan.clauses:
        assert 0 <= clause.span.start <= clause.span.end <= len(plan.text)
        assert plan.quote(clause.heading_span) == clause.heading or "\n" in plan.quote(clause.heading_span)
        assert clause.span.contains(clause.heading_span) or not clause.heading
        assert plan.quote(clause.span).startswith(clause.number)
        if clause.parent is not None:
            parent = by_id[clause.parent]
            assert parent.span.start <= clause.span.start
            assert clause.level == parent.level + 1


def test_a_plan_with_its_notice_and_attachment() -> None:
    plan = read(PLAN)
    _check(plan)
    assert [clause.id for clause in plan.clauses] == [
        "0", "1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2", "a1", "a1.1",
    ]  # fmt: skip
    assert plan.clause("0").heading == "云岭县人民政府办公室关于印发云岭县竹编专业镇培育方案的通知"
    assert plan.clause("2.1").heading == "培育龙头企业"
    assert plan.clause("2.1").number == "（一）"
    assert plan.clause("a1").heading == "云岭县竹编专业镇领导小组组成人员名单"
    assert plan.clause("3.2").span.end < plan.text.index("附件：")


def test_roles_come_from_headings_and_go_down() -> None:
    roles = {clause.id: clause.role for clause in read(PLAN).clauses}
    assert roles["0"] == "covering"
    assert roles["1.1"] == "body"
    assert roles["1.2"] == "goals"
    assert roles["2"] == roles["2.1"] == "tasks"
    assert roles["3"] == roles["3.2"] == "safeguards"
    assert roles["a1"] == "attachment"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("总体目标", "goals"),
        ("主要目标", "goals"),
        ("行动措施", "tasks"),
        ("重点工作", "tasks"),
        ("支持专业镇发展政策措施", "policies"),
        ("扶持政策", "policies"),
        ("保障措施", "safeguards"),
        ("组织实施", "safeguards"),
        ("形成协调联动工作机制", "mechanism"),
        ("认定条件", "conditions"),
        ("申报条件", "conditions"),
        ("指导思想", "body"),
    ],
)
def test_headings_tell_the_role(heading: str, role: str) -> None:
    (clause, *_) = read(f"云岭县文件\n一、{heading}\n内容一句。\n二、其他\n内容一句。").clauses
    assert clause.role == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("云岭县支持竹编产业若干措施", "policies"),
        ("云岭县竹编专业镇2024年工作要点", "tasks"),
        ("云岭县竹编产业调研", "body"),
    ],
)
def test_the_title_tells_when_no_heading_does(title: str, role: str) -> None:
    clauses = read(
        f"{title}\n一、基本原则\n原则。\n二、培育企业\n（一）龙头。支持。\n三、开拓市场\n办展。"
    ).clauses
    assert [clause.role for clause in clauses] == ["body", role, role, role]


def test_numbers_that_count_on_across_parents() -> None:
    text = (
        "计划\n三、行动措施\n（一）政策\n1.支持。甲。\n2.规划。乙。\n"
        "（二）培育\n3.争创。丙。\n（三）主体\n4.龙头。丁。"
    )
    assert _ids(text) == ["3", "3.1", "3.1.1", "3.1.2", "3.2", "3.2.3", "3.3", "3.3.4"]


def test_numbers_that_begin_again() -> None:
    text = "计划\n一、甲\n1.子。一。\n2.丑。二。\n二、乙\n1.寅。三。"
    assert _ids(text) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_number_printed_twice_gets_its_own_id() -> None:
    assert _ids("计划\n一、甲\n（一）子。一。\n（一）丑。二。\n二、乙\n内容。") == ["1", "1.1", "1.1_2", "2"]


def test_lost_numbers_are_counted_on() -> None:
    text = "计划\n一、甲\n（一）子。一。\n（）丑。二。\n、乙乙\n（一）寅。三。\n三、丙\n内容。"
    assert _ids(text) == ["1", "1.1", "1.2", "2", "2.1", "3"]


def test_chapters_and_articles() -> None:
    text = (
        "云岭县竹编专业镇认定办法\n第一章 总 则\n第一条 为规范认定，制定本办法。\n"
        "第二条【适用范围】本县竹编专业镇。\n第二章 认定条件\n第三条 应当具备下列条件：\n"
        "（一）产值3亿元以上；\n（二）企业60家以上。\n第三章 附则\n第四条 自发布之日起施行。"
    )
    plan = read(text)
    _check(plan)
    assert [clause.id for clause in plan.clauses] == [
        "ch1", "art1", "art2", "ch2", "art3", "art3.1", "art3.2", "ch3", "art4",
    ]  # fmt: skip
    assert plan.clause("art2").heading == "适用范围"
    assert plan.clause("art3.1").parent == "art3"
    assert plan.clause("art3.1").role == "conditions"


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("（一）指导思想。坚持市场主导。", "指导思想"),
        ("1.支持企业发展。", "支持企业发展"),
        ("1、支持企业发展：给予补助。", "支持企业发展"),
        ("（一）强化领导  成立专班", "强化领导"),
        ("一、重点任务", "重点任务"),
        ("① 建设平台；", "建设平台"),
        ("⑴建设平台。", "建设平台"),
        ("⒈建设平台。", "建设平台"),
        ("㈠建设平台。", "建设平台"),
        ("(１)建设平台。", "建设平台"),
        ("1.2024年建成平台。", "2024年建成平台"),
        ("3.5G应用推广。", "5G应用推广"),
    ],
)
def test_the_heading_is_what_stands_before_the_first_stop(line: str, heading: str) -> None:
    assert _headings(f"方案\n{line}\n内容一句。") == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "1.4亿元的厨具产业链项目投产。",
        "10、20、30亿级规模企业。",
        "2024年3月18日",
        "一、二产业融合发展。",
        "一、二级企业。",
        "第一条例文说明",
        "首先，要提高认识。",
        "一是加强领导，二是强化考核。",
        "50%以上的企业完成改造。",
        "(试行)",
        "（含乡镇）各单位",
    ],
)
def test_these_are_no_numbers(line: str) -> None:
    assert _ids(f"方案\n一、任务\n内容。\n{line}") == ["1"]


def test_items_counted_inside_a_line_are_children() -> None:
    plan = read("办法\n第一条 条件如下：（一）产值3亿元；（二）企业60家；（三）品牌5个。\n第二条 其他。")
    _check(plan)
    assert [clause.id for clause in plan.clauses] == ["art1", "art1.1", "art1.2", "art1.3", "art2"]
    assert plan.clause("art1.2").heading == "企业60家"


def test_a_reference_inside_a_line_is_no_child() -> None:
    assert _ids("办法\n第一条 符合本条（一）项的；（四）项除外。\n第二条 其他。") == ["art1", "art2"]


def test_a_text_without_line_ends_is_divided_all_the_same() -> None:
    text = (
        "云岭县方案\n一、要求。内容甲。二、任务。（一）培育。内容乙。（二）平台。内容丙。三、保障。内容丁。"
    )
    assert _ids(text) == ["1", "2", "2.1", "2.2", "3"]


def test_technical_plans_number_with_points() -> None:
    text = (
        "方案\n第一章 任务\n1 目标\n1.1 到2026年产值3亿元。\n1.2 建成平台1个。\n"
        "2 分工\n2.1 建设基地\n依托园区建设。"
    )
    plan = read(text)
    assert [clause.id for clause in plan.clauses] == [
        "ch1",
        "ch1.1",
        "ch1.1.1",
        "ch1.1.2",
        "ch1.2",
        "ch1.2.1",
    ]
    assert plan.clauses[-1].heading == "建设基地"


def test_a_notice_that_numbers_its_own_items() -> None:
    text = PLAN.replace("请认真组织实施。", "并就有关事项通知如下：\n一、提高认识。\n二、加强领导。")
    ids = _ids(text)
    assert ids[:3] == ["0", "0.1", "0.2"]
    assert "2.1" in ids


def test_the_plan_behind_a_bare_notice_is_the_main_text() -> None:
    text = PLAN.replace("云岭县竹编专业镇培育方案\n\n为推动", "附件\n\n云岭县竹编专业镇培育方案\n\n为推动")
    ids = _ids(text)
    assert ids[:2] == ["0", "1"]
    assert ids[-2:] == ["a1", "a1.1"]


def test_a_list_of_attachments_is_not_an_attachment() -> None:
    text = (
        PLAN.split("附件：")[0]
        + "附件：\n1.云岭县任务分工表\n2.云岭县领导小组名单\n\n云岭县人民政府办公室\n2024年3月18日\n"
    )
    assert not [each for each in _ids(text) if each.startswith("a")]


def test_several_attachments() -> None:
    text = PLAN + "\n附件2\n\n云岭县竹编任务分工表\n\n一、企业培育\n县工信局。\n"
    ids = _ids(text)
    assert ids[-4:] == ["a1", "a1.1", "a2", "a2.1"]


def test_a_text_without_numbers_is_one_clause() -> None:
    plan = read("云岭县部署竹编发展\n云岭融媒讯：近日，县里召开会议。\n会议强调，要抓落实。")
    (clause,) = plan.clauses
    assert (clause.id, clause.role, clause.level) == ("1", "body", 1)
    assert plan.quote(clause.span).startswith("云岭融媒讯")


def test_an_empty_text_has_no_outline() -> None:
    plan = read("首页\n打印\n岭ICP备00000000号")
    assert plan.clauses == ()
    assert "outline" in {record.stage for record in plan.trail if record.outcome == "declined"}


def test_the_clause_at_a_place_is_the_innermost() -> None:
    plan = read(PLAN)
    found = plan.clause_at(plan.text.index("龙头企业5家"))
    assert isinstance(found, Clause)
    assert found.id == "2.1"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("一百零五", 105),
        ("二〇二三", 2023),
        ("7", 7),
        ("", None),
        ("甲", None),
        ("两百", 200),
    ],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


_LINES = (
    "一、甲|二、|（一）乙。丙|（）丁丁|1.戊|(2)己|①庚|第一章 辛|第三条 壬|附件|附件1：癸|云岭县方案|"
    "现印发给你们。|2024年3月18日|云岭县人民政府|内容（一）子；（二）丑。|1.1 寅卯|、辰巳|第条 午|"
)
_LINE = st.sampled_from(_LINES.split("|"))


@example(["现印发给你们。", "云岭县人民政府", "云岭县方案"])
@given(st.lists(_LINE, max_size=25))
def test_any_order_of_lines_gives_a_sound_tree(lines: list[str]) -> None:
    _check(read("\n".join(lines)))


@given(st.text(alphabet="第一十章条、()（）1.．①⑴㈠县 \n", max_size=40))
def test_markers_stay_inside_the_text(text: str) -> None:
    for start in range(len(text)):
        marker = marker_at(text, start, len(text))
        if marker:
            assert start == marker.start < marker.end <= len(text)
