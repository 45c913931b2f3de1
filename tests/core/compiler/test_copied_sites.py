"""What sites that copy official pages leave around and inside them, and pages that lost their title."""

from __future__ import annotations

import pytest

from core.compiler.duty_plans import compiled
from core.compiler.text_helper import read
from zhenxing.core.compiler.evaluation import fold

_TITLE = "云岭县竹编产业集聚区考核规则"
_BODY = (
    "第一条 为规范竹编产业集聚区考核工作，结合云岭县实际，制定本规则。\n"
    "第二条 县工信局负责竹编产业集聚区的日常管理，每年组织一次考核。"
)


@pytest.mark.parametrize(
    "line",
    [
        "浏览字体：【大 中 小】",
        "【正文字号大小：大 中 小】",
        "前言：本站为你整理了考核规则范文，欢迎咨询。",
        "栏目：工作动态 发布时间：2023-05-06",
        "云岭省工信厅网站 时间：2023年5月6日 10:12 【字体：大 中 小】",
        "今日云岭",
        "您好，欢迎来到云岭新闻网！",
        "您所在的位置： 首页 新闻资讯 部门动态",
        "图片",
        "网站导航 | 时事要闻",
        "统计公报年度索引：2023 2022 2021 2020",
        "加入收藏 | 会员中心",
        "（资料图）",
        "添加时间：2023-08-25",
        "文字：[大][中][小] 2020-12-8 浏览次数：1720",
        '& J" N+ v9 P) M',
        "第一篇：云岭县竹编产业集聚区考核规则大全",
        "新闻热线：0350-2020001 广告：0350-2020002",
        "2023-05-06 15:28:36 云岭新闻网",
    ],
)
def test_a_site_s_line_above_the_text_goes(line: str) -> None:
    plan = read(f"首页 > 文章中心 > 正文\n{line}\n{_TITLE}\n{_BODY}")
    assert fold(plan.text) == fold(f"{_TITLE}{_BODY}")
    assert plan.header.title is not None
    assert plan.header.title.value == _TITLE


@pytest.mark.parametrize(
    "line",
    [
        "（阅读全部图文内容，您需要先登录！）",
        "还剩2页未读，继续阅读",
        "共3页 第1页",
        "鲜花\n握手\n鸡蛋",
        "（统计局供稿 编校：赵明）",
        "别处的旧闻\n2024/11/21李明\n另一条旧闻\n2024/11/20周宁",
        "下载文档到电脑，查找使用更方便",
        "更多资讯请关注官方微信。",
        "查看隐藏内容（*）需先登录",
        "云川县xip929| 清溪县ted909| 北岭区4st743|",
        "9976116",
        "用户登录\n还没有账号？\n立即注册",
        "17700000000\n- 手机：\n- 13900000000\n- 地址：\n- 滨海市高新区火炬路88号",
    ],
)
def test_a_site_s_line_below_the_text_goes(line: str) -> None:
    assert fold(read(f"{_TITLE}\n{_BODY}\n{line}").text) == fold(f"{_TITLE}{_BODY}")


def test_a_number_that_ends_a_table_stays() -> None:
    text = f"{_TITLE}\n{_BODY}\n附件：联系电话\n9976116"
    assert "9976116" in read(text).text


def test_letters_that_a_forum_strews_behind_a_paragraph_go() -> None:
    jammed = _BODY.replace("本规则。", "本规则。 : b4 U4 p1 |5 i+ q+ M L")
    assert fold(read(f"{_TITLE}\n{jammed}").text) == fold(f"{_TITLE}{_BODY}")


def test_units_behind_a_full_stop_are_no_strewn_letters() -> None:
    text = f"{_TITLE}\n{_BODY}\n第三条 规格如下。 12 34 56 78 90 11"
    assert "12 34 56 78 90 11" in read(text).text


def test_a_short_title_between_lines_of_a_menu_stays() -> None:
    plan = read(f"首页 > 文章中心 > 正文\n集聚区考核规则\n字体：大 中 小\n{_BODY}")
    assert plan.header.title is not None
    assert plan.header.title.value == "集聚区考核规则"


@pytest.mark.parametrize(
    ("opening", "genre"),
    [
        ("经省政府同意，提出以下指导意见。", "opinion"),
        ("现将《2025年县<政府工作报告>任务分解》印发给你们，请抓好落实。", "plan"),
        ("结合我县实际，制定本办法。", "measure"),
        ("请认真抓好落实。", "other"),
    ],
)
def test_a_page_without_its_title_says_in_the_text_what_it_issues(opening: str, genre: str) -> None:
    head = "云政办发〔2024〕37号\n各乡镇人民政府，县直各单位：\n"
    plan = read(f"{head}{opening}\n一、总体要求\n坚持竹编产业集聚发展，培育更多龙头企业。")
    assert plan.header.genre is not None
    assert plan.header.genre.value == genre


def test_a_note_that_others_are_not_listed_again_names_no_unit() -> None:
    text = (
        "一、重点任务\n(一)优化布局。坚持一县一业。"
        "(责任单位:省工信厅、省财政厅,有关市人民政府。以下均需有关市人民政府落实,不再列出)\n"
        "(二)壮大企业。遴选标杆企业。(责任单位:省工信厅)"
    )
    first, second = compiled(text).tasks
    assert [unit.text for unit in first.lead] == ["省工信厅", "省财政厅", "有关市人民政府"]
    assert [unit.text for unit in second.lead] == ["省工信厅"]


def test_items_under_the_body_that_leads_them_are_its_tasks() -> None:
    text = (
        "云岭县2025年重点任务清单\n一、县示范区管委会牵头工作(2项)\n1.建设水产养殖基地。\n2.培育服装产业园。\n"
        "二、县农业农村局牵头工作(1项)\n3.改造农村户厕。"
    )
    tasks = compiled(text).tasks
    assert [(task.heading, [unit.text for unit in task.lead]) for task in tasks] == [
        ("建设水产养殖基地", ["县示范区管委会"]),
        ("培育服装产业园", ["县示范区管委会"]),
        ("改造农村户厕", ["县农业农村局"]),
    ]


def test_a_headline_s_number_is_not_told_twice() -> None:
    plan = compiled(
        "云岭县今年培育超30家竹编企业\n本报讯（记者 赵明）3月6日，云岭县召开竹编产业会议，"
        "提出今年力争培育竹编企业30家以上。"
    )
    assert [(goal.value, goal.unit) for goal in plan.goals] == [(30, "家")]
    assert plan.figures == ()


def test_the_day_a_title_bears_is_no_part_of_it() -> None:
    plan = read(
        "云岭县关于加快农业强县建设的实施意见\n(2023年2月18日)\n为落实会议精神，结合我县实际，现提出如下意见。"
    )
    assert plan.header.title is not None
    assert plan.header.title.value == "云岭县关于加快农业强县建设的实施意见"
    assert plan.header.issued_on is not None
    assert plan.header.issued_on.value == "2023-02-18"


def test_one_headline_over_a_day_may_be_the_document_s() -> None:
    text = f"{_TITLE}\n{_BODY}\n云岭县工业和信息化局\n2024-03-06"
    assert "云岭县工业和信息化局" in read(text).text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("云岭新闻网2024年7月16日讯（记者 赵明）", "2024-07-16"),
        ("2025-08-14 来源：云岭日报\n近日，", "2025-08-14"),
    ],
)
def test_a_report_says_when_it_was_printed(head: str, day: str) -> None:
    plan = compiled(
        f"云岭县新增三个专业镇\n{head}云岭县第三批专业镇认定工作顺利完成，产业链条持续拉长，群众收入增加。"
    )
    assert plan.header.issued_on is not None
    assert plan.header.issued_on.value == day


def test_letters_strewn_behind_headings_go_and_columns_of_figures_stay() -> None:
    jammed = f'{_TITLE}% t0 ?! r" S; F4 r\n{_BODY}\n规格： 10 20 30 40 50'
    assert fold(read(jammed).text) == fold(f"{_TITLE}{_BODY}规格： 10 20 30 40 50")


def test_who_wrote_a_report_is_not_its_title() -> None:
    plan = read(
        "本报记者 李明\n云岭县竹编产业政策解读会近日举行。会上，县工信局负责人介绍了有关情况和下一步的工作。"
    )
    assert plan.header.title is None


def test_a_statistical_bulletin_reports_the_year_it_names() -> None:
    plan = compiled(
        "云岭县2019年国民经济和社会发展统计公报\n时间：2020-05-06 18:01:51 来源：云岭县统计局\n"
        "一、综合\n全年全县生产总值83.5亿元，比上年增长5.1%。年末城镇登记失业率控制在2.1%。"
    )
    assert plan.header.genre is not None
    assert plan.header.genre.value == "report"
    assert [figure.period for figure in plan.figures] == ["2019", "2019", "2019"]
    assert plan.goals == ()


def test_what_is_set_up_is_no_responsibility_line() -> None:
    text = (
        "云岭县竹编发展方案\n一、重点任务\n(一)做强企业。支持扩产。(县工信局牵头)\n"
        "二、保障措施\n(一)加强领导。成立竹编产业发展领导小组,由县林业局牵头组织实施。"
    )
    first, second = compiled(text).tasks
    assert [unit.text for unit in first.lead] == ["县工信局"]
    assert second.lead == second.support == ()


def test_a_brand_with_its_address_goes_from_the_title() -> None:
    plan = read(f"开云真人 kaiyun.com{_TITLE}\n开云真人 开云真人官网开云真人 {_BODY}")
    assert fold(plan.text) == fold(f"{_TITLE}{_BODY}")


def test_a_headline_s_season_is_not_what_a_report_tells_of() -> None:
    plan = compiled(
        "云岭县全力冲刺上半年目标\n来源：云岭在线 发布时间：2023-05-30 15:20\n"
        "近日，云岭县召开调度会。目前，全县有6户企业停产，用电成本上涨7.2%。"
    )
    assert [figure.period for figure in plan.figures] == [None, None]


def test_years_of_running_text_are_not_that_of_a_title() -> None:
    plan = compiled(
        "近年来，云岭县以竹编产业为抓手实现群众增收。数据显示，截至2024年全县种植竹林46.3万亩。\n"
        "自2018年起累计投入资金9800万元。"
    )
    times = [figure.period for figure in plan.figures] + [goal.deadline for goal in plan.goals]
    assert times == ["2024", None]
