"""How plans of other provinces say their aims and print their frames, as a first reading met them."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _TITLE, _compiled, _duties, _value

# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("到2026年，产值超10亿元企业实现从9家到18家的翻番。", ["= 18 家 2026"]),
        (
            "到2026年，税收由3亿元翻一番达到6亿元，企业由20家翻番到40家。",
            [">= 600000000 元 2026", "= 40 家 2026"],
        ),
        ("到2026年，从业人员从3000人扩到5000人。", [">= 5000 人 2026"]),
        ("到2026年，主导产业产值翻一番。", ["= 2 倍 2026"]),
    ],
)
def test_a_change_from_one_number_to_another_is_one_goal(text: str, goals: list[str]) -> None:
    assert goal_lines(passage(text, role="goals")) == goals


def test_what_differs_from_one_to_the_other_stays_a_range() -> None:
    assert goal_lines(passage("2025年每户种植从2亩到50亩不等。", role="goals")) == ["range 2–50 亩 2025"]


def test_a_label_before_a_colon_says_what_is_measured() -> None:
    plan = passage(
        "1.主导产业总产值：12亿元（同比增长15%）。\n2.种植面积：6万亩。", title="云岭县2024年责任书"
    )
    assert goal_lines(plan) == ["= 1200000000 元 2024", "= 0.15 % 2024", "= 60000 亩 2024"]
    assert plan.goals[0].indicator == "主导产业总产值"


def test_what_there_is_now_was_counted_on_the_day_just_named() -> None:
    text = "截至2023年底，全市面积达42万亩；现有企业96家，其中规上17家；三个单品产值均超10亿元。"
    found = figure_lines(passage(text, genre="other", heading="基本情况"))
    assert [line.split()[-1] for line in found] == ["2023"] * 4


@pytest.mark.parametrize("words", ["未达目标80%", "未完成年度任务80%", "未达到80%", "达不到80%"])
def test_what_falls_short_of_a_share(words: str) -> None:
    plan = passage(f"对年度产值{words}的乡镇，取消年度评先资格。", genre="measure")
    assert condition_lines(plan) == ["< 0.8 %"]


# --- responsibility lines ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "（牵头单位：县工信局；配合单位：县财政局、县审批局?",
        "?牵头单位：县工信局；配合单位：县财政局、县审批局）",
        "\n牵头单位?县工信局\n配合单位?县财政局、县审批局",
    ],
)
def test_a_question_mark_stands_for_a_lost_mark(line: str) -> None:
    plan = _compiled(f"{_TITLE}\n一、重点任务\n（一）培育链主。支持企业改造。{line}\n")
    assert _duties(plan) == [("培育链主", "县工信局", "县财政局、县审批局")]


def test_the_imprint_behind_a_table_is_no_duty_of_its_last_row() -> None:
    text = (
        f"{_TITLE}\n一、总体要求\n突出重点。\n附件\n云岭县重点任务分工表\n"
        "序号 | 重点任务 | 责任单位 | 完成时限\n"
        "1 | 建设标准厂房 | 县自然资源局 | 2025年12月\n2 | 开展精准招商 | 县商务局、各乡镇 | 每年12月底\n"
        "主办：县工业和信息化局   督办：县政府办公室五科\n"
    )
    assert _duties(_compiled(text)) == [
        ("建设标准厂房", "县自然资源局", ""),
        ("开展精准招商", "县商务局、各乡镇", ""),
    ]


# --- frames --------------------------------------------------------------------------------------


def test_a_post_that_prints_a_plan_in_full_is_the_plan() -> None:
    text = (
        "划重点！《云岭县茶产业三年攻坚方案》来了！\n近日，云岭县政府办公室印发了《云岭县茶产业三年攻坚方案"
        "（2023—2025年）》，全文如下：\n云岭县茶产业三年攻坚方案\n（2023—2025年）\n为做强茶业，制定本方案。\n"
        "一、总体目标\n到2025年，茶叶产量达到2万吨。\n二、重点任务\n（一）建基地。新建加工厂20座。（县农业农村局）\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县茶产业三年攻坚方案（2023—2025年）"
    assert _value(plan, "genre") == "plan"
    assert goal_lines(plan)[1:] == ["= 20 座"]


def test_the_headline_of_a_page_is_not_the_title_of_its_notice() -> None:
    text = (
        "云岭县专业镇发展2025年行动计划\n云政办发〔2025〕6号\n云岭县人民政府办公室\n"
        "关于印发云岭县专业镇发展2025年行动计划的通知\n各乡（镇）人民政府，县直各有关单位：\n"
        "计划已经县人民政府同意，现印发给你们，请认真贯彻落实。\n云岭县人民政府办公室\n2025年3月10日\n"
        "云岭县专业镇发展2025年行动计划\n为推动专业镇提质，制定本计划。\n一、工作目标\n产值达到18亿元。\n"
    )
    title = "云岭县人民政府办公室关于印发云岭县专业镇发展2025年行动计划的通知"
    assert _value(_compiled(text), "title") == title


def test_an_answer_to_a_deputy_has_its_title() -> None:
    text = (
        "类别标记：A\n对市人大第047号建议的答复\n刘代表：\n您提出的建议收悉。现答复如下：\n一、基本情况\n"
        "目前全市有加工企业96家。\n云岭市工业和信息化局\n2024年6月18日\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "对市人大第047号建议的答复"
    assert _value(plan, "issued_on") == "2024-06-18"


@pytest.mark.parametrize(
    "line",
    [
        "云 岭 县 人 民 政 府 公 报　　　　　　　　2024年第3期（总第47期）",
        "【县政府办文件】",
        "云岭门户  www.example.gov.cn",
    ],
)
def test_what_a_gazette_or_a_site_prints_over_a_notice(line: str) -> None:
    text = (
        f"{line}\n云岭县人民政府办公室\n关于印发竹编专业镇五年方案的通知\n云府办发〔2024〕11号\n各乡镇人民政府：\n"
        "现将方案印发给你们，请抓好落实。\n云岭县人民政府办公室\n2024年4月9日\n竹编专业镇五年方案\n"
        "为推动产业发展，制定本方案。\n一、总体目标\n到2028年，产值达到20亿元。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县人民政府办公室关于印发竹编专业镇五年方案的通知"
    assert line[-6:] not in plan.text


def test_the_body_that_runs_the_site_is_no_part_of_the_title() -> None:
    title = "关于公开征求《云岭省特色产业镇三年方案（2025—2027年）（征求意见稿）》意见的公告"
    text = (
        f"云岭省工业和信息化厅\n您现在的位置：首页 > 互动交流 > 意见征集\n{title}\n"
        "我厅起草了方案，现公开征求意见。\n云岭省工业和信息化厅\n2025年6月11日\n"
        "云岭省特色产业镇三年方案\n（2025—2027年）\n一、行动目标\n到2027年底，培育产业镇100个左右。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "title"), _value(plan, "genre")) == (title, "plan")


def test_a_note_on_marks_names_no_unit() -> None:
    line = "（省自然资源厅、省发展改革委，各设区市政府；逗号前为省级牵头和责任部门，下同）"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n（一）科学编制规划。编制发展规划。{line}\n")
    assert _duties(plan) == [("科学编制规划", "省自然资源厅、省发展改革委、各设区市政府", "")]


# --- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["", "序号\n"])
def test_a_table_of_aims_with_a_line_for_each_cell(number: str) -> None:
    one, two = ("1\n", "2\n") if number else ("", "")
    text = (
        "云岭县竹编专业镇三年行动计划（2024—2026年）\n一、总体要求\n突出重点。\n附件1\n主要指标表\n"
        f"{number}指标名称\n单位\n2023年基数\n\n2026年目标\n备注\n{one}产值\n亿元\n48.5\n\n80\n预期性\n"
        f"{two}规上企业\n户\n21\n30\n约束性\n附件2\n任务表\n"
    )
    plan = _compiled(text)
    assert goal_lines(plan) == ["= 8000000000 元 2026", "= 30 户 2026"]
    assert figure_lines(plan) == ["= 4850000000 元 2023", "= 21 户 2023"]
    assert [goal.indicator for goal in plan.goals] == ["产值", "规上企业"]


# --- of a third reading --------------------------------------------------------------------------


@pytest.mark.parametrize("term", ["到规划期末", "规划期内", "至方案期满", "行动期末"])
def test_the_end_of_the_term_is_the_last_year_of_the_title(term: str) -> None:
    plan = passage(f"{term}，创建绿色工厂30家以上。", title="云岭县产业规划（2026—2030年）")
    assert goal_lines(plan) == [">= 30 家 2030"]


def test_three_years_of_money_are_not_the_year_before() -> None:
    text = "2024年区级财政预算1000万元，三年整合各类资金不少于2亿元。"
    assert goal_lines(passage(text)) == ["= 10000000 元 2024", ">= 200000000 元"]


def test_towns_that_were_named_are_no_goal() -> None:
    text = "集聚区规划面积36.8平方公里，涵盖云岭县所辖的箱包、童鞋、假发3个专业镇。"
    assert goal_lines(passage(text)) == ["= 36.8 平方公里"]


def test_an_article_with_a_lead_orders_work() -> None:
    line = "【州商务局牵头，州市场监管局配合】"
    text = f"第五条　拓展市场。支持企业开设体验店100家，标志使用企业达50家。{line}"
    plan = passage(text, genre="measure")
    assert (goal_lines(plan), condition_lines(plan)) == (["= 100 家", ">= 50 家"], [])


def test_labels_that_are_said_in_a_sentence() -> None:
    line = "牵头单位为区农业农村局，责任单位为区供销社、各乡镇（街道）。"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n（一）标准化种植。建设基地1万亩。{line}\n")
    assert _duties(plan) == [("标准化种植", "区农业农村局", "区供销社、各乡镇（街道）")]


def test_the_foot_of_a_paper_that_lost_a_sign() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n1.建基地。建设基地1万亩。\n云岭县工业和科学技术局办公室\n2024年5月6日印\n"
    )
    assert _value(_compiled(text), "issued_on") == "2024-05-06"


def test_a_table_of_facts_quoted_in_markdown() -> None:
    text = (
        "# 云岭县丝网集群实施方案\n\n> 发布机关：云岭县人民政府办公室 | 文号：云政办字〔2023〕29号\n\n"
        "为推动产业发展，制定本实施方案。\n\n## 一、工作目标\n\n2025年，营业收入达到700亿元。\n\n---\n"
        "原文链接 · 分享 · 收藏 · 字数 1,286\n"
    )
    plan = _compiled(text)
    assert _value(plan, "doc_number") == "云政办字〔2023〕29号"
    assert _value(plan, "issuer") == "云岭县人民政府办公室"
    assert "字数" not in plan.text


# --- of a fourth reading -------------------------------------------------------------------------


def test_labels_in_brackets_below_an_item_say_who_and_when() -> None:
    plan = _compiled(
        f"{_TITLE}\n一、任务清单\n（一）数字化\n1.打造数字化车间20个、智慧工厂3家。\n"
        "[牵头单位] 区工信局 [参与单位] 区发改局、区陶瓷协会\n[完成时间] 2025年12月\n"
        "2.新建大师工作室15个，高端产品占比达到40%。\n[牵头单位] 区文旅局 [参与单位] 区工信局、区科技局\n"
        "[完成时间] 2026年12月\n"
    )
    assert [line.split()[-1] for line in goal_lines(plan)] == ["2025-12", "2025-12", "2026-12", "2026-12"]
    assert [support for _, _, support in _duties(plan)] == ["区发改局、区陶瓷协会", "区工信局、区科技局"]


def test_a_list_of_units_broken_inside_a_name() -> None:
    line = "牵头单位：县林业和草原局；配合单位：县农业\n农村局、县水利局、各乡镇"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n1、提质增效工程\n实施改造5万亩。\n{line}\n")
    assert _duties(plan) == [("提质增效工程", "县林业和草原局", "县农业农村局、县水利局、各乡镇")]


def test_the_day_a_congress_passed_a_paper_of_one_line() -> None:
    text = (
        "中共云岭县委云岭县人民政府关于建设产业强镇的决定（2022年3月28日中共云岭县委十五届三次全会通过）"
        "为深入贯彻“一主六双”战略，特作如下决定。一、总体目标到2025年，全县加工量达到300万吨，建成强镇5个。"
        "二、主要任务（一）做大龙头企业。支持企业扩能改造，新增加工能力80万吨。责任单位：县工信局。"
        "（二）做长产业链条。重点发展新产品，新产品产值率达到25%。责任单位：县发改局。"
        "（三）做优原料基地。建设高标准农田150万亩，提高玉米单产。责任单位：县农业农村局、各乡镇。"
        "三、保障措施（一）健全领导体制。县委农村工作领导小组统筹推进，定期研究解决产业发展中的困难和问题。"
        "（二）严格考核奖惩。把产业强镇建设列入年度绩效考核，对工作不力的单位和个人依规追究责任。"
    )
    plan = _compiled(text)
    assert _value(plan, "issued_on") == "2022-03-28"
    assert goal_lines(plan)[:2] == [">= 3000000 吨 2025", "= 5 个 2025"]


@pytest.mark.parametrize("name", ["“一主六双”", "“两山七水”"])
def test_the_name_of_a_strategy_counts_nothing(name: str) -> None:
    assert goal_lines(passage(f"落实{name}战略，新增企业5家。")) == ["+ 5 家"]


def test_how_many_farmers_each_firm_takes_along() -> None:
    text = "到2026年培育龙头企业5家，每家龙头企业带动花农不少于200户。"
    assert goal_lines(passage(text, genre="opinion")) == ["= 5 家 2026", ">= 200 户 2026"]


def test_the_name_of_a_site_in_two_languages() -> None:
    text = (
        "云岭旗人民政府\nYunling Banner People's Government\n网站首页 政务公开 政务服务 互动交流\n"
        "云岭旗人民政府办公室关于印发羊绒小镇培育方案的通知\n各苏木镇人民政府：\n现印发给你们，请组织实施。\n"
        "2022年6月27日\n羊绒小镇培育方案\n一、目标任务\n2022年，招引企业3家。\n"
    )
    assert _value(_compiled(text), "title") == "云岭旗人民政府办公室关于印发羊绒小镇培育方案的通知"
