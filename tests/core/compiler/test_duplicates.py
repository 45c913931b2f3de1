"""A body that the page stores twice."""

from __future__ import annotations

from core.compiler.text_helper import PLAN, kinds, read
from zhenxing.core.compiler.stages import duplicates

_ONLY = (duplicates,)
_TITLE = "云岭县部署竹编专业镇发展工作"
_BODY = (
    "云岭融媒讯：近日，云岭县召开竹编专业镇发展推进会，安排部署下一阶段重点工作，县有关部门负责人参加会议。\n"
    "会议强调，要立足资源禀赋，培育龙头企业，延伸产业链条，提升产品附加值，带动更多群众在家门口就业增收。\n"
    "会议要求，各部门要密切配合，强化要素保障，定期调度进展，及时解决企业反映的困难和问题，确保取得实效。"
)


def test_the_second_copy_goes_with_its_title() -> None:
    plan = read(f"{_TITLE}\n\n{_BODY}\n\n{_TITLE}\n\n{_BODY}\n", stages=_ONLY)
    assert plan.text == f"{_TITLE}\n\n{_BODY}"
    assert kinds(plan) == {"duplicate"}


def test_a_copy_with_small_differences_goes_too() -> None:
    other = _BODY.replace("及时", "第一时间").replace("近日", "日前")
    assert read(f"{_BODY}\n{other}", stages=_ONLY).text == _BODY


def test_a_line_that_only_one_copy_has_does_not_end_it() -> None:
    first, second, third = _BODY.split("\n")
    assert read(f"{_BODY}\n{first}\n【打印】\n{second}\n{third}", stages=_ONLY).text == _BODY


def test_text_behind_the_second_copy_stays() -> None:
    plan = read(f"{_BODY}\n{_BODY}\n（来稿请注明联系方式）", stages=_ONLY)
    assert plan.text == f"{_BODY}\n（来稿请注明联系方式）"


def test_short_lines_that_repeat_lawfully_stay() -> None:
    text = "\n".join(
        f"{number}.任务{number}\n责任单位：县工信局、县财政局\n完成时限：2024年12月" for number in range(1, 8)
    )
    plan = read(text, stages=_ONLY)
    assert plan.text == text
    assert plan.trail[0].outcome == "declined"


def test_a_table_of_short_cells_stored_twice_is_kept_once() -> None:
    cells = "\n".join(f"第{number}项竹编任务内容说明\n县工业和信息化局牵头{number}" for number in range(8))
    assert read(f"{cells}\n{cells}", stages=_ONLY).text == cells


def test_one_long_paragraph_said_twice_is_not_enough() -> None:
    line = "各单位要提高站位、加强协同、压实责任，按月报送进展。"
    text = f"一、要求\n{line}\n二、考核\n{line}\n三、附则"
    assert read(text, stages=_ONLY).text == text


def test_a_plan_is_left_alone() -> None:
    assert read(PLAN, stages=_ONLY).text == PLAN
