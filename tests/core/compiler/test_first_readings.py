"""Forms of page and of speech that were met at a first reading, one rule a test, whole pages compiled."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage

_TITLE = "云岭县竹编专业镇建设工作方案"


def _compiled(text: str) -> Plan:
    return compile_source(Source(text), Knowledge())


def _value(plan: Plan, name: str) -> str | None:
    found = getattr(plan.header, name)
    return found.value if found else None


def _duties(plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (task.heading, "、".join(u.text for u in task.lead), "、".join(u.text for u in task.support))
        for task in plan.tasks
    ]


# --- parts without numbers -----------------------------------------------------------------------

_REPORT = """镇政府工作报告
——2023年1月12日在竹溪镇第九届人民代表大会第三次会议上
各位代表:
现在,我代表镇人民政府报告工作,请予审议。
2022年工作回顾
一、产业更强
一是园区建设加快。工业园区入园企业45家,新建标准厂房3.6万平方米。
2023年工作安排
一、聚焦竹编产业。完成技改投入2亿元,建设道路12公里。
二、聚焦民生改善。新增停车位150个。
"""


def test_headings_without_numbers_part_what_was_from_what_shall_be() -> None:
    plan = _compiled(_REPORT)
    assert figure_lines(plan) == ["= 45 家 2022", "= 36000 平方米 2022"]
    assert goal_lines(plan) == ["= 200000000 元 2023", "= 12 公里 2023", "+ 150 个 2023"]


def test_numbered_items_below_next_year_s_work_are_tasks() -> None:
    assert [task.heading for task in _compiled(_REPORT).tasks] == ["聚焦竹编产业", "聚焦民生改善"]


def test_a_year_of_work_dealt_out_is_that_of_its_goals() -> None:
    text = (
        "各镇人民政府,县政府各部门:\n为完成好2024年各项工作任务,现将任务分解表印发给你们。\n"
        "云岭县人民政府办公室\n2024年1月20日\n附件\n《政府工作报告》任务分解表\n"
        "1.实施亿元以上项目12个,完成投资30亿元。(牵头单位:县发改局;责任单位:各镇人民政府)\n"
        "2.新签约项目20个。(牵头单位:县商务局)\n"
    )
    assert goal_lines(_compiled(text)) == ["= 12 个 2024", "= 3000000000 元 2024", "= 20 个 2024"]


def test_another_year_named_in_the_opening_is_not_that_of_the_goals() -> None:
    text = (
        f"{_TITLE}\n为完成2027年各项目标任务,制定本方案。\n一、重点任务\n"
        "(一)建园区。引进企业12家。(县工信局牵头)\n云岭县人民政府\n2024年1月20日\n"
    )
    assert goal_lines(_compiled(text)) == ["= 12 家"]


# --- titles, days, genres ------------------------------------------------------------------------


def test_the_day_of_signing_stands_before_the_day_a_page_was_made() -> None:
    table = (
        "索 引 号: | 000099/2023-00150 | 信息分类: | 规划 |\n发布机构: | 县府办 | 生成日期: | 2023-"
        "05-28 08:54:33 |\n"
    )
    text = f"{table}{_TITLE}\n各乡镇人民政府:\n一、重点任务\n(一)建园区。\n云岭县人民政府\n2023年5月21日\n"
    plan = _compiled(text)
    assert (_value(plan, "issued_on"), _value(plan, "published_on")) == ("2023-05-21", "2023-05-28")


def test_a_site_s_word_in_quotes_is_no_part_of_a_long_title() -> None:
    title = (
        "中共云岭县委办公室 云岭县人民政府办公室印发《云岭县做强“一镇一品”特色产业三年行动计划(2018"
        "—2020年)》的通知"
    )
    plan = _compiled(f"“党政信息公开” {title}\n各乡镇:\n一、主要任务\n1.做强竹编。\n2.做优笋干。\n")
    assert _value(plan, "title") == title


def test_a_newspaper_s_issue_dates_its_report() -> None:
    text = (
        "手机终端下载:\n当前位置:云岭日报 第2019-07-16期 第B3版:县域观察\n竹溪召开专业镇建设现场会\n"
        "  本报讯 近日,竹溪县召开专业镇建设现场会。会议通报,上半年全县实现产值4.6亿元。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2019-07-16")
    assert figure_lines(plan) == ["= 460000000 元 2019-06"]
    assert "下载" not in plan.text


def test_a_draft_open_to_comment_is_of_its_own_kind() -> None:
    text = "关于《云岭县专业镇认定办法(征求意见稿)》公开征求意见的公告\n县工信局起草了办法,现公开征求意见。\n"
    assert _value(_compiled(text), "genre") == "measure"


# --- who does it ---------------------------------------------------------------------------------


def test_each_item_s_own_line_is_not_that_of_all() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n(一)编制规划。聘请机构编制规划。\n牵头单位:县工信局\n配合单位:县发改局\n"
        "(二)集聚企业。招引配套企业。\n牵头单位:县商务局\n"
        "二、保障措施\n(一)加强领导。成立领导小组。\n(二)加大投入。安排专项资金。\n牵头单位:县财政局\n"
    )
    assert _duties(_compiled(text)) == [
        ("编制规划", "县工信局", "县发改局"),
        ("集聚企业", "县商务局", ""),
        ("加强领导", "", ""),
        ("加大投入", "县财政局", ""),
    ]


def test_how_units_share_the_work_is_no_part_of_a_name() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n(一)做响品牌。\n牵头单位:县商务局\n配合单位:县农业农村局、县文旅局"
        "(按职责分工负责)\n"
    )
    assert _duties(_compiled(text)) == [("做响品牌", "县商务局", "县农业农村局、县文旅局")]


@pytest.mark.parametrize("marks", ["【】", "[]", "()"])
def test_a_bare_list_in_any_brackets_leads(marks: str) -> None:
    text = (
        f"{_TITLE}\n一、主要任务\n1.做强竹编。集聚企业。{marks[0]}区商务委、区投资办{marks[1]}\n2.严"
        f"格考核。{marks[0]}区委督查室{marks[1]}\n"
    )
    assert _duties(_compiled(text)) == [
        ("做强竹编", "区商务委、区投资办", ""),
        ("严格考核", "区委督查室", ""),
    ]


def test_numbers_with_a_nought_head_their_items() -> None:
    text = (
        "云岭县支持竹编产业发展十条措施\n01 支持升规\n对首次升规的企业,奖励15万元。\n责任单位:县经信局\n"
        "02 支持技改\n对技改项目给予补助。\n责任单位:县财政局\n03 支持用地\n保障用地。\n责任单位:县"
        "自然资源局\n"
    )
    assert _duties(_compiled(text)) == [
        ("支持升规", "县经信局", ""),
        ("支持技改", "县财政局", ""),
        ("支持用地", "县自然资源局", ""),
    ]


# --- what numbers say ----------------------------------------------------------------------------


def test_a_threshold_that_may_be_lowered_is_still_one_to_be_met() -> None:
    text = "一、申报条件\n(一)主导产业产值超过800万元(脱贫县可降低至500万元)。\n"
    plan = _compiled(f"关于申报“一村一品”示范村的通知\n{text}")
    assert condition_lines(plan) == ["> 8000000 元", ">= 5000000 元"]


def test_a_step_of_its_own_does_not_date_what_stands_before_it() -> None:
    assert goal_lines(passage("建设特色产业园6个,2024年6月底前完成规划编制。")) == ["= 6 个"]
    assert goal_lines(passage("建设特色产业园6个,2024年6月底前完成建设。")) == ["= 6 个 2024-06"]


def test_credit_held_ready_is_no_threshold() -> None:
    plan = passage("设立1亿元产业基金,推出“竹编贷”,授信额度不低于5亿元。", genre="measure", role="policies")
    assert goal_lines(plan) == ["= 100000000 元", ">= 500000000 元"]
    assert condition_lines(plan) == []


def test_a_plan_told_of_in_a_part_that_looks_back_is_no_goal() -> None:
    plan = passage(
        "竹编园二期计划投资1.2亿元,仅完成投资3100万元。", genre="report", role="body", heading="存在问题"
    )
    assert goal_lines(plan) == []


def test_a_warning_follows_from_a_low_score() -> None:
    plan = passage("考核得分低于70分的予以警告。", genre="measure", role="body")
    assert condition_lines(plan) == ["< 70 分"]


def test_what_many_years_brought_has_not_the_day_named_before() -> None:
    text = "今年上半年,销售额突破1800万元。据了解,该县先后投入资金4500万元。"
    plan = passage(text, genre="news", role="body", issued="2024-08-21", title="竹编富了竹溪镇")
    assert figure_lines(plan) == ["> 18000000 元 2024-06", "= 45000000 元"]


def test_a_page_in_one_line_keeps_its_headline_and_its_opening() -> None:
    text = (
        "首页 > 新闻 > 县区 竹篾“编”出亿元产业——竹溪镇见闻 2024-08-21 07:35 来源：云岭新闻网 编辑：陶然 "
        "云岭新闻网讯（记者 苗青）走进竹溪镇，家家户户门口晾晒着竹篾，处处是编织的身影。去年，全镇"
        "产值达3.2亿元，带动从业人员8600人。 "
        "“订单做不完。”理事长石磊说，合作社现有社员312户。 据了解，竹溪镇将竹编作为主导产业。 责任"
        "编辑：陶然 版权声明：未经授权不得转载"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "竹篾“编”出亿元产业——竹溪镇见闻"
    assert "= 8600 人 2023" in figure_lines(plan)


def test_items_inside_one_paragraph_share_the_line_that_closes_it() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n(一)强化培育。1.做强龙头。培育链主企业。2.壮大主体。扶持小微企业。"
        "(省工信厅牵头,省商务厅配合)\n(二)打造品牌。参加展会。(省商务厅负责)\n"
    )
    assert _duties(_compiled(text)) == [("强化培育", "省工信厅", "省商务厅"), ("打造品牌", "省商务厅", "")]


def test_tasks_numbered_by_name_and_those_who_take_part() -> None:
    text = (
        f"{_TITLE}\n一、链长分工\n任务1:醋产业链\n牵头单位:县工信局\n成员单位:县商务局、清源镇\n重点"
        "任务:新增老字号2个。\n"
        "任务2:铸造产业链\n牵头单位:县发改局\n成员单位:县能源局\n"
    )
    assert _duties(_compiled(text)) == [
        ("醋产业链", "县工信局", "县商务局、清源镇"),
        ("铸造产业链", "县发改局", "县能源局"),
    ]


def test_who_sits_in_a_group_has_no_task() -> None:
    text = (
        f"{_TITLE}\n一、组织保障\n(一)成立专班。统筹推进。\n组长:县长\n成员单位:县工信局、县财政局\n"
        "(二)严格考核。\n"
    )
    assert all(not lead and not support for _, lead, support in _duties(_compiled(text)))


def test_a_table_s_groups_are_not_its_tasks() -> None:
    text = (
        "青溪县2024年专业镇建设任务分工表\n项目\t工作任务\t责任领导\t牵头单位\t责任单位\t完成时限\n"
        "产业培育\t1.编制规划\t江月明\t县工信局\t县发改局\t2024年6月底\n"
        "\t2.新增规上企业4户\t江月明\t县工信局\t各专业镇\t2024年12月底\n"
        "平台建设\t3.建设市场2万平方米\t苏河\t东山镇\t县住建局\t2024年11月底\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("编制规划", "县工信局", "县发改局"),
        ("新增规上企业4户", "县工信局", "各专业镇"),
        ("建设市场2万平方米", "东山镇", "县住建局"),
    ]
    assert [task.number for task in plan.tasks] == ["1", "2", "3"]
    assert _value(plan, "genre") == "plan"
    assert goal_lines(plan) == ["+ 4 户 2024-12", "= 20000 平方米 2024-11"]


def test_the_meaning_of_words_is_no_part_of_the_last_task() -> None:
    text = (
        "政府工作报告\n(2022年2月20日在云岭县第十七届人民代表大会第一次会议上)\n各位代表:\n现在报告工作。\n"
        "一、2022年重点工作\n(一)振兴产业。新造油茶林2万亩。\n(二)办好实事。新增学位900个。\n名词解释:\n"
        "1.“小升规”:指规模以下企业升级为年收入2000万元及以上的企业。\n"
    )
    plan = _compiled(text)
    assert [task.heading for task in plan.tasks] == ["振兴产业", "办好实事"]
    assert goal_lines(plan) == ["= 20000 亩 2022", "+ 900 个 2022"]


def test_what_is_aimed_at_for_the_whole_year_is_due_in_it() -> None:
    plan = passage(
        "会议强调,要锚定全年目标不动摇,确保营业收入增长12%以上。",
        genre="news",
        role="body",
        issued="2024-04-18",
    )
    assert goal_lines(plan) == [">= 0.12 % 2024"]


def test_a_line_below_says_by_when() -> None:
    text = (
        "竹溪镇竹编专业镇建设2024年行动方案\n一、重点工作\n(一)强加工。新上烘干线4条。\n"
        "责任领导:陆平  责任单位:经济发展办、竹编协会  完成时限:6月底前\n(二)拓市场。培训带头人60名。\n"
        "责任领导:叶青  责任单位:经济发展办  完成时限:10月底前\n"
    )
    assert goal_lines(_compiled(text)) == ["= 4 条 2024-06", "= 60 名 2024-10"]


def test_the_year_of_the_first_item_of_a_list_is_that_of_all() -> None:
    text = "◆到2026年,集群产值突破150亿元\n◆产值超10亿元的集群达到6个\n重点任务\n◆引进项目15个以上\n"
    plan = passage(text, role="body", title="桂岭县培育特色产业集群")
    assert goal_lines(plan) == ["> 15000000000 元 2026", ">= 6 个 2026", ">= 15 个"]


def test_which_two_is_known() -> None:
    assert goal_lines(passage("力争两个专业镇营业收入突破80亿元。")) == ["> 8000000000 元"]


def test_money_won_in_a_year_told_of_is_a_figure() -> None:
    plan = passage(
        "1-11月实现营业收入64亿元。争取省级专项资金5000万元,撬动投资2.7亿元。",
        genre="report", role="body", issued="2023-12-15", heading="2023年工作完成情况",
    )  # fmt: skip
    assert goal_lines(plan) == []


def test_money_given_beside_something_else_is_a_benefit() -> None:
    plan = passage("考核优秀的,奖励用地指标30亩、资金200万元。", genre="measure", role="body")
    assert condition_lines(plan) == ["null"]


def test_a_bureau_s_summary_is_its_own() -> None:
    title = "云岭县工业和信息化局2023年工作总结及2024年工作计划"
    plan = _compiled(f"{title}\n2023年,工作扎实推进。\n一、工作情况\n")
    assert _value(plan, "issuer") == "云岭县工业和信息化局"


def test_the_last_three_years_are_past() -> None:
    plan = passage("近三年累计投入资金4200万元。", genre="other", role="body", title="关于第87号提案的答复")
    assert figure_lines(plan) == ["= 42000000 元"]
