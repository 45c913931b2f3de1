"""Work reports, minutes, replies to delegates and notices: what their pages showed at a first reading."""

from __future__ import annotations

import pytest

from .numbers_helper import figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties, _value

_MINUTES = "关于竹编专业镇有关事项的会议纪要\n2024年6月14日,县长主持召开专题会议。会议议定以下事项:\n"


def test_a_bar_of_tools_may_offer_traditional_characters() -> None:
    text = (
        "无障碍浏览 长者模式 繁體版 登录 注册\n2024年云岭县人民政府工作报告\n各位代表:\n"
        "现在,我代表县人民政府向大会报告工作。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "2024年云岭县人民政府工作报告"
    assert "长者模式" not in plan.text


def test_what_minutes_decide_about_goals_is_a_task_too() -> None:
    text = (
        f"{_MINUTES}一、关于改造时限。年底前完成改造。(责任单位:县工信局)\n"
        "二、关于用能指标。县发改局要积极向上争取。\n"
    )
    assert _duties(_compiled(text)) == [("关于改造时限", "县工信局", ""), ("关于用能指标", "", "")]


@pytest.mark.parametrize("label", ["列席", "出席", "参加人员", "请假", "记 录"])
def test_who_sat_in_a_meeting_leads_nothing(label: str) -> None:
    text = f"{_MINUTES}一、关于工作调度。由县工信局汇总后上报。\n\n{label}:何芸 范大志(县财政局)\n"
    assert _duties(_compiled(text)) == [("关于工作调度", "", "")]


def test_what_a_fund_is_for_a_year_stands_behind_what_each_firm_gets() -> None:
    text = "同意对A级企业给予50万元奖补,所需资金从专项资金中列支,2024年安排不超过600万元。"
    assert goal_lines(passage(text, genre="meeting", role="body", issued="2024-06-18")) == [
        "<= 6000000 元 2024"
    ]


def test_what_delegates_asked_for_says_nothing_of_when() -> None:
    text = (
        "对县人大四次会议第58号建议的答复\n方秀英等代表:\n您提出的建议收悉,现答复如下:\n"
        "一、建议办理情况\n(一)关于“解决用工难”的建议。开设竹编设计专业,在校生420人。\n云岭县工业和信息化局\n2024年7月30日\n"
    )
    plan = _compiled(text)
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["= 420 人"])


def test_where_a_speaker_says_effort_must_go_is_ahead() -> None:
    plan = passage(
        "围绕薄弱环节,今年至少引进补链项目8个。",
        genre="report",
        role="body",
        title="在全县推进会上的讲话",
        issued="2024-04-23",
        heading="要在补链条上下功夫",
    )
    assert goal_lines(plan) == [">= 8 个 2024"]


def test_a_signed_public_notice_is_no_news_and_its_page_name_goes() -> None:
    title = "关于2023年度专项资金拟支持项目的公示"
    text = (
        f"{title}-通知公告-云岭县工业和信息化局\n{title}\n文章来源: 中小企业股 发布时间: 2023年11月20日\n"
        "根据有关规定,经研究,拟对7个项目给予支持,现予以公示。\n云岭县工业和信息化局\n2023年11月20日\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == title
    assert (_value(plan, "genre"), _value(plan, "issuer")) == ("notice", "云岭县工业和信息化局")
    assert plan.text.count("公示-") == 0


def test_how_much_a_project_in_a_list_makes_a_year_is_its_name() -> None:
    plan = passage("2 年产50万件箱包智能制造项目 华岳箱包公司 1850", genre="notice", role="body")
    assert goal_lines(plan) == figure_lines(plan) == []


def test_a_drawn_line_is_no_text() -> None:
    plan = _compiled(
        "专业镇工作简报\n第7期\n━━━━━━━━━━\n云岭县激活竹编专业镇\n今年以来,全县新增主体186户。\n"
    )
    assert "━" not in plan.text


def test_a_figure_that_a_page_cut_within_itself_is_whole() -> None:
    text = (
        "竹编产业情况报告\n会议指出,竹编是第一大产业,低端企业占比仍高达5\n\n"
        "— 1 —\n\n2.3%,改造提升刻不容缓。\n"
    )
    assert "高达52.3%" in _compiled(text).text


# --- frames of a second reading ------------------------------------------------------------------

_NEWS = "云岭日报讯 记者10月21日获悉，今年前三季度，竹溪镇竹编专业镇实现产值18.5亿元，同比增长9.8%。\n"


@pytest.mark.parametrize(
    "head",
    [
        "首页要闻资讯县区部门专题视频\n竹编专业镇产销两旺\n云岭日报社数字报  2021-10-22 09:03:11   阅读量: ",
        "云岭县人民政府门户网站 www.yunling.gov.***\n竹编专业镇产销两旺\n"
        "【信息时间：2021/10/22 阅读次数：[ 208 ] 次】【我要打印】【关闭】",
        "[视频直播] [图片直播] [文字实录]\n竹编专业镇产销两旺\n来源：云岭日报 2021-10-22 浏览：33\nA-\nA+",
    ],
)
def test_menus_without_gaps_and_stamps_with_counters_go(head: str) -> None:
    plan = _compiled(f"{head}\n{_NEWS}")
    assert _value(plan, "title") == "竹编专业镇产销两旺"
    assert _value(plan, "issued_on") == "2021-10-22"
    assert "".join(plan.text.split()) == "".join(f"竹编专业镇产销两旺{_NEWS}".split())


def test_what_asks_for_a_question_at_the_foot_goes() -> None:
    foot = (
        "我要提问\n姓名： *\n联系方式： *\n验证码： 看不清？换一张\n提交 重置\n"
        "往期回顾\n· 县人社局局长谈稳就业\n"
    )
    assert _compiled(f"竹编专业镇产销两旺\n{_NEWS}{foot}").text.rstrip().endswith("同比增长9.8%。")


def test_buttons_that_stand_between_what_is_known_go_with_it() -> None:
    foot = "附件：\n微信扫一扫\n关注云岭发布\n打印\n关闭\n政府网站工作年度报表\n主办：云岭县人民政府\n"
    text = _compiled(f"竹编专业镇产销两旺\n{_NEWS}{foot}").text
    assert "关注" not in text
    assert "年度报表" not in text


def test_the_minute_of_each_answer_goes() -> None:
    lines = "".join(f"[李局长]：竹编产业有{n}个好做法。 [2023-11-15 15:0{n}:03]\n" for n in range(1, 5))
    text = _compiled(f"访谈主题：做强竹编专业镇\n{lines}").text
    assert "15:0" not in text
    assert text.count("好做法") == 4


def test_a_percent_sign_is_said_once() -> None:
    assert (
        "增长10.4%,其中"
        in _compiled(f"竹编专业镇产销两旺\n{_NEWS}产值同比增长10.4%%,其中竹席占六成。\n").text
    )


def test_the_session_a_paper_was_laid_before_is_no_title() -> None:
    text = (
        "镇人民代表大会\n会 议 文 件（２）\n\n政 府 工 作 报 告\n\n"
        "－－２０２３年１２月２８日在竹溪镇第十五届\n人民代表大会第四次会议上\n\n镇长　纪春生\n\n"
        "各位代表：\n现在，我代表镇人民政府向大会作工作报告，请予审议。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "title"), _value(plan, "issued_on")) == ("政府工作报告", "2023-12-28")


def test_what_came_since_a_thing_was_won_has_no_year() -> None:
    plan = passage(
        "2022年入选省级特色专业镇以来,县里先后投入专项资金1.8亿元。",
        genre="news",
        role="body",
        issued="2024-11-08",
    )
    assert figure_lines(plan) == ["= 180000000 元"]


def test_an_aim_that_was_outdone_and_a_room_are_no_figures() -> None:
    plan = passage(
        "新入库企业14户,超额完成市定10户的任务。材料报送至行政中心B座412室。",
        genre="report",
        role="body",
        issued="2022-12-28",
    )
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["= 14 户"])


def test_a_file_to_download_is_no_task() -> None:
    text = "关于遴选运营机构的公告\n一、遴选数量\n面向社会遴选。\n附件:1.申报书.doc\n2.承诺书(模板).doc\n"
    assert all(not task.heading.endswith("doc") for task in _compiled(text).tasks)
