"""More forms of news and reports met at a first reading, one rule a test."""

from __future__ import annotations

from .numbers_helper import figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _value

_LEAD = "云岭网讯 7月16日，记者从县工信局获悉，竹编产业发展势头良好，企业忙着赶制订单，车间一片忙碌。\n"


def _told(text: str, *, issued: str = "2024-07-16", heading: str = "") -> tuple[list[str], list[str]]:
    plan = passage(
        text, genre="report", role="body", title="竹编产业发展情况报告", issued=issued, heading=heading
    )
    return goal_lines(plan), figure_lines(plan)


def test_how_a_plan_was_carried_out_tells_what_was() -> None:
    text = "全县竹林面积达到28万亩，新增规上工业企业13家。"
    _, figures = _told(text, heading="2023年国民经济和社会发展计划执行情况")
    assert figures == [">= 280000 亩 2023", "+ 13 家 2023"]


def test_a_year_named_in_the_sentence_is_that_of_its_months() -> None:
    plan = passage(
        "2024年，将做好项目储备，力争6月底前支出进度达到60%、11月底前达到100%。",
        genre="report",
        role="body",
        title="云岭县2023年度专项资金绩效自评报告",
        issued="2024-03-27",
        heading="改进措施",
    )
    assert goal_lines(plan) == [">= 0.6 % 2024-06", ">= 1 % 2024-11"]


def test_an_aim_that_was_reached_is_told() -> None:
    goals, figures = _told("2023年营业收入增长13.2%，超额完成增长10%的目标；新增就业1860人，目标值为1500人。")
    assert (goals, "+ 1860 人 2023" in figures) == ([], True)


def test_how_many_were_named_is_no_figure() -> None:
    assert _told("做强竹编、锦和电子2个专业镇。") == ([], [])


def test_all_of_some_projects_shall_begin() -> None:
    goals, _ = _told("9个未开工项目务必于9月20日前全部开工。")
    assert goals == ["= 9 个 2024-09-20"]


def test_an_account_the_day_and_how_many_have_read_it() -> None:
    text = f"≡  云上云岭\n云岭县：跑出专业镇建设加速度\n云上云岭  2025-06-11  阅读 3.4万\n{_LEAD}"
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县：跑出专业镇建设加速度"
    assert _value(plan, "issued_on") == "2025-06-11"
    assert "阅读" not in plan.text


def test_who_wrote_a_report_may_stand_below_where_it_was_given() -> None:
    text = (
        "关于云岭县2022年计划执行情况与2023年计划草案的报告\n"
        "——2023年1月5日在云岭县第十八届人民代表大会第三次会议上\n云岭县发展和改革局\n各位代表：\n"
        "受县人民政府委托，现将有关情况报告如下。\n"
    )
    assert _value(_compiled(text), "issuer") == "云岭县发展和改革局"


# --- a seventh reading ---------------------------------------------------------------------------


def test_a_page_of_no_known_kind_that_tells_is_an_account() -> None:
    text = (
        "以竹编专业镇撬动县域发展的云岭实践\n2024年第5期《县域参考》\n近年来，云岭县发展竹编产业。\n"
        "一、聚焦“特”字\n现有企业216家，2023年销售收入6.4亿元，同比增长8%。三年累计搬迁企业74家，产值去年已达8亿元。\n"
        "二、聚焦“链”字\n先后引进企业9家，目前建成检测中心1个。2023年，全县新增发明专利41件。\n"
    )
    plan = _compiled(text)
    assert not plan.goals
    assert {"= 216 家", "= 640000000 元 2023", "+ 41 件 2023"} <= set(figure_lines(plan))


def test_years_in_which_something_changed_have_no_year_of_their_own() -> None:
    _, figures = _told("2021年启动专业镇培育，三年间总产值由43亿元增加到79亿元。")
    assert figures == [">= 7900000000 元"]


def test_a_price_that_rose_began_somewhere() -> None:
    assert _told("每公斤收购价由3元涨到12元。") == ([], ["= 12 元"])


def test_how_long_a_fair_lasted_and_whose_motto_is_the_future() -> None:
    text = "为期3天的博览会落幕，博览会以“专业镇·向未来”为主题，展览面积5万平方米。"
    assert _told(text) == ([], ["= 50000 平方米"])


def test_what_is_today_is_not_of_the_year_it_began() -> None:
    _, figures = _told("2019年成立合作社，起初社员23人；如今已发展绣坊38个、合作社7家。")
    assert figures[1:] == ["= 38 个", "= 7 家"]


def test_a_hundred_million_said_in_speech() -> None:
    goals, _ = _told("明年县财政拿出1个亿，推动12个亿元以上项目开工。")
    assert goals == ["= 100000000 元 2025", "= 12 个 2025"]


def test_columns_over_a_page_are_no_title() -> None:
    text = f"理论前沿 | 基层实践\n云岭县竹编专业镇培育的实践\n{_LEAD}"
    assert _value(_compiled(text), "title") == "云岭县竹编专业镇培育的实践"


def test_what_shall_be_done_stands_under_a_question() -> None:
    text = (
        "云岭网 > 云岭要闻\n云岭县特色专业镇“任务书”来了\n云岭网 2025-02-06 18:44 作者：田野\n"
        "2月5日，云岭县召开动员大会，印发行动方案，排出时间表、路线图。2024年，专业镇总产值达到206亿元。\n"
        "怎么干？——\n▶“强链”攻坚。全年引进补链项目20个。\n▶“要素”攻坚。县财政安排专项资金1亿元。\n"
        "一审：李一 二审：王二 三审：张三\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县特色专业镇“任务书”来了"
    assert goal_lines(plan)[0] == "= 20 个 2025"
    assert figure_lines(plan) == [">= 20600000000 元 2024"]
    assert "三审" not in plan.text


def test_growth_of_two_digits_counts_no_digits() -> None:
    _, figures = _told("连续5个季度保持两位数增长，产值89.2亿元。")
    assert figures == ["= 8920000000 元"]


def test_a_page_s_own_buttons_in_brackets_go() -> None:
    text = f"竹溪镇小竹编带动山乡增收\n{_LEAD}【我要打印】 【我要关闭】\n"
    assert "我要" not in _compiled(text).text
