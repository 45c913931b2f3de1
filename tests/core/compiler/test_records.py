"""Pages that are one record of a database, and letters to a county's head."""

from __future__ import annotations

import json
import time

from zhenxing.core.compiler.text.records import record_pieces

from .numbers_helper import figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _value

_BODY = (
    "<p>阳春四月，走进竹溪镇的茶园，茶农们正忙着采摘春茶，一派繁忙景象。</p>\r\n"
    "<p>2022年，产值37.4亿元，增收3600元。</p>"
)


def _record(**more: object) -> str:
    fields = {
        "id": 8,
        "title": "竹溪镇：“叶子”变“票子”",
        "source": "云岭县融媒体中心",
        "pubdate": "2023-04-11 09:20:00",
    }
    return json.dumps({**fields, "hits": 12, "content": _BODY, **more}, ensure_ascii=False)


def test_a_record_is_read_as_the_page_it_makes() -> None:
    plan = _compiled(_record(tags="茶", prev="云岭县开展春季植树"))
    assert _value(plan, "title") == "竹溪镇：“叶子”变“票子”"
    assert (_value(plan, "issued_on"), _value(plan, "genre")) == ("2023-04-11", "news")
    assert figure_lines(plan) == ["= 3740000000 元 2022", "= 3600 元 2022"]
    assert not any(word in plan.text for word in ("植树", "hits", "content", "{", "<p>"))


def test_a_record_whose_characters_are_escaped_is_read_too() -> None:
    plan = _compiled(json.dumps({"title": "竹编专业镇产销两旺", "content": _BODY}))
    assert "一派繁忙景象" in plan.text


def test_what_is_no_record_stays() -> None:
    assert record_pieces("{云岭县}竹编专业镇实施方案") == []
    assert record_pieces('["甲","乙"]') == []
    assert record_pieces('{"title":"方案","content":"短"}') == []


def test_a_hostile_record_takes_no_longer_than_its_length() -> None:
    began = time.process_time()
    record_pieces('{"a":"' + '\\"' * 500_000 + "}")
    record_pieces('{"' * 300_000 + "}")
    assert time.process_time() - began < 3


def test_a_letter_is_titled_by_its_label() -> None:
    text = (
        "县长信箱\n首页 >> 互动交流 >> 县长信箱 >> 信件内容\n"
        "信件标题：\t关于扶持竹笋加工企业的想法\n信件编号：\t20240308001\n"
        "来信人：\t张**\n来信内容：\n尊敬的县长您好！我是一家竹笋加工厂的负责人，希望出台扶持政策。谢谢！\n处理状态：\t已办结\n"
        "回复内容：\n2023年，我县为竹笋企业发放贷款1.26亿元，惠及企业84家。\n感谢您的支持！\n县经济信息化局\n2024年3月15日\n"
        "满意度评价：  ○非常满意 ○满意 ○不满意\n提交评价\n我要写信    信件查询\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "关于扶持竹笋加工企业的想法"
    assert not any(word in plan.text for word in ("编号", "非常满意", "提交", "信件查询"))


def test_how_far_targets_were_met_is_told() -> None:
    plan = _compiled(
        "2024年县《政府工作报告》重点任务三季度完成情况公示\n"
        "2024-10-15 17:26:40   阅读：   来源：县政府督查室\n"
        "为接受社会监督，现将完成情况公示如下：\n完成情况：已建成65座，累计收储310亩。\n"
        "云岭县人民政府督查室\n2024年10月15日\n"
    )
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["= 65 座 2024-09", "= 310 亩 2024-09"])


def test_the_months_of_an_analysis_are_those_of_its_figures() -> None:
    plan = passage(
        "完成工业投资38.5亿元,增长21.4%。",
        genre="report",
        role="body",
        title="1-5月云岭县专业镇运行情况分析",
        issued="2025-06-24",
    )
    assert figure_lines(plan) == ["= 3850000000 元 2025-05", "= 0.214 % 2025-05"]


def test_a_year_s_results_are_expected_in_its_last_month() -> None:
    text = "今年以来,全县上下砥砺前行,预计全年产值增长7.2%,新增规上企业9家。明年产值突破55亿元。"
    plan = passage(text, genre="other", role="body", title="县委全体会议公报", issued="2023-12-29")
    assert figure_lines(plan) == ["= 0.072 % 2023", "+ 9 家 2023"]
    assert goal_lines(plan) == ["> 5500000000 元 2024"]
