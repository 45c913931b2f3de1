"""How schemes of provinces and counties say numbers, units and tables, as a first reading met them."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, goal_lines, passage
from .test_first_readings import _TITLE, _compiled, _duties, _value

# --- numbers -------------------------------------------------------------------------------------


def test_years_and_amounts_in_chinese_numerals() -> None:
    text = "到二〇二五年，面积稳定在十五万亩，加工企业发展到三十家，其中规上企业五家；二○二七年占比达三成。"
    found = [">= 150000 亩 2025", ">= 30 家 2025", "= 5 家 2025", ">= 0.3 % 2027"]
    assert goal_lines(passage(text, role="goals")) == found


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("建设万亩益智基地3个、五千亩牛大力基地2个。", ["= 3 个", "= 2 个"]),
        ("建成百万袋以上示范村20个，五十万袋示范村35个。", ["= 20 个", "= 35 个"]),
        ("2026年，其中3个以上专业镇营业收入过50亿元。", [">= 3 个 2026"]),
        (
            "到2026年底，面积达到12.5万亩，较2021年的8.4万亩增长48.8%。",
            [">= 125000 亩 2026", "= 0.488 % 2026"],
        ),
        ("香菇9000万袋、木耳3500万袋、平菇等500万袋。", ["= 90000000 袋", "= 35000000 袋", "= 5000000 袋"]),
    ],
)
def test_what_is_counted_and_what_says_how_big_it_is(text: str, goals: list[str]) -> None:
    assert goal_lines(passage(text, role="goals")) == goals


def test_land_that_is_given_to_the_first_is_no_goal() -> None:
    text = "对排名前3位的县（市、区）各奖励用地指标100亩。"
    plan = passage(text)
    assert (goal_lines(plan), condition_lines(plan)) == ([], ["<= 3 位"])


# --- responsibility lines ------------------------------------------------------------------------


def test_those_who_carry_out_what_others_share_in_support() -> None:
    line = "（省教育厅、省人社厅按职责分工负责，各市人民政府负责落实）"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n（一）人才支撑工程。共建产业学院30所。{line}\n")
    assert _duties(plan) == [("人才支撑工程", "", "省教育厅、省人社厅、各市人民政府")]


@pytest.mark.parametrize("marks", ["〖〗", "｛｝", "【】"])
def test_brackets_of_any_kind(marks: str) -> None:
    line = f"{marks[0]}责任单位：区农业农村局（牵头），区林业局、各镇人民政府{marks[1]}"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n1.扩面提质。每年新种茶园2万亩以上。{line}\n")
    assert _duties(plan) == [("扩面提质", "区农业农村局", "区林业局、各镇人民政府")]


def test_a_table_whose_cells_one_blank_parts() -> None:
    text = (
        "2024年云岭县小杂粮重点工作清单\n现将2024年重点工作任务分解如下。\n"
        "序号 工作任务 牵头单位 责任单位 完成时限\n"
        "1 建设绿色高产示范片3万亩 县农业农村局 各乡镇 2024年9月底\n"
        "2 举办小米文化旅游节，签约5亿元以上 县文旅局 县商务局、县农业农村局 2024年10月底\n"
        "3 发放小杂粮产业贷款1.2亿元 县农商行 县金融办 2024年12月底\n"
    )
    plan = _compiled(text)
    assert [(task, lead) for task, lead, _ in _duties(plan)] == [
        ("建设绿色高产示范片3万亩", "县农业农村局"),
        ("举办小米文化旅游节，签约5亿元以上", "县文旅局"),
        ("发放小杂粮产业贷款1.2亿元", "县农商行"),
    ]
    assert [line.split()[-1] for line in goal_lines(plan)] == ["2024-09", "2024-10", "2024-12"]


# --- frames --------------------------------------------------------------------------------------


def test_a_number_alone_below_the_signature() -> None:
    text = f"{_TITLE}\n一、重点任务\n1.建基地。建设基地1万亩。\n中共云岭县委\n2024年5月6日\n云发〔2024〕2号\n"
    assert _value(_compiled(text), "doc_number") == "云发〔2024〕2号"


def test_a_column_before_a_title_with_a_year() -> None:
    text = "【信息公开】云岭县2023年食用菌专业镇建设实施方案\n一、目标任务\n发展食用菌1.3亿袋。\n"
    assert _value(_compiled(text), "title") == "云岭县2023年食用菌专业镇建设实施方案"


def test_documents_alike_below_a_colon_are_the_sites() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n1.建基地。建设基地1万亩。\n相关文档：\n云岭县人民政府办公室关于领导分工的通知\n"
        "版权所有@云岭县人民政府办公室\n"
    )
    assert "领导分工" not in _compiled(text).text


# --- of a sixth reading --------------------------------------------------------------------------


def test_a_card_says_aim_units_and_day_in_lines_of_their_own() -> None:
    plan = _compiled(
        "云岭县豆制品专业镇重点任务清单（2024年度）\n一、产业发展类\n任务1：培育经营主体\n"
        "工作目标：新增规上企业4家、个转企30家。\n主要举措：建立培育库。\n牵头单位：县市场监管局\n"
        "责任单位：县经信局、县税务局\n完成时限：2024年11月30日\n任务2：建成冷链物流园\n"
        "工作目标：新增冷库3万吨。\n主要举措：加快审批。\n牵头单位：县商务局\n责任单位：县住建局\n"
        "完成时限：2024年10月31日\n"
    )
    assert goal_lines(plan) == ["+ 4 家 2024-11-30", "= 30 家 2024-11-30", "+ 30000 吨 2024-10-31"]


def test_what_is_dealt_out_next_goes_by_the_same_years() -> None:
    text = "2024年、2025年、2026年营业收入分别达到38亿元、43亿元、50亿元，增速分别不低于10%、13%、16%。"
    assert [line.split()[-1] for line in goal_lines(passage(text, role="goals"))] == [
        *("2024", "2025", "2026"),
        *("2024", "2025", "2026"),
    ]


def test_sizes_of_a_list_that_are_each_exceeded() -> None:
    text = "到2026年，营业收入超50亿元、超30亿元、超10亿元的专业镇分别达到2个、3个、6个。"
    assert goal_lines(passage(text)) == [">= 2 个 2026", ">= 3 个 2026", ">= 6 个 2026"]


@pytest.mark.parametrize(
    "text", ["为统筹推进全县6个专业镇建设，制定本方案。", "每季度组织一次现场观摩，全年不少于4次。"]
)
def test_how_many_there_are_and_how_often_one_meets_are_no_goals(text: str) -> None:
    assert goal_lines(passage(text)) == []


def test_letters_that_a_scan_took_figures_for() -> None:
    plan = _compiled(
        "云岭县雕刻专业镇提升方案\n云政办函[2O24] l2号\n各乡镇人民政府：\n一、行动目标\n"
        "到 2O25 年底，产值达到 l20 亿元，从业人员稳定在 1O 万人，使用企业突破3OO家，推广5G、O2O项目2个。\n"
        "云岭县人民政府\n2O24年 6 月 l8 日\n"
    )
    found = [">= 12000000000 元 2025", ">= 100000 人 2025", "> 300 家 2025", "= 2 个 2025"]
    assert goal_lines(plan) == found
    assert (_value(plan, "doc_number"), _value(plan, "issued_on")) == ("云政办函〔2024〕12号", "2024-06-18")
    assert "5G、O2O项目" in plan.text


def test_a_signature_over_a_month_and_the_frame_of_a_site_of_models() -> None:
    text = (
        "登录 | 注册 | 投稿\n范文网 > 工作方案 > 正文\n云岭县绿茶专业镇提质增效工作方案（讨论稿）\n"
        "2026-01-20 范文网 评论(0) 字号 T|T\n为推动提质增效，制定本方案。\n一、目标要求\n"
        "到2030年，茶园面积稳定在20万亩。\n云岭县茶产业发展中心\n二〇二六年一月\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县绿茶专业镇提质增效工作方案（讨论稿）"
    assert _value(plan, "issuer") == "云岭县茶产业发展中心"
    assert "评论" not in plan.text


def test_what_comes_round_each_year_dates_no_row() -> None:
    text = (
        "云岭县特色产业行动方案（2024—2026年）\n一、总体要求\n突出重点。\n附件\n重点任务分工表\n"
        "序号 | 重点任务 | 目标要求 | 牵头领导 | 责任单位 | 完成时限\n"
        "1 | 开展招商 | 引进项目10个 | 高林 | 县商务局、各乡镇 | 每年12月底\n"
        "2 | 建设厂房 | 建成厂房3万平方米 | 高林 | 县商务局 | 2025年12月底\n"
    )
    assert goal_lines(_compiled(text)) == ["= 10 个", "= 30000 平方米 2025-12"]


# --- of a seventh reading ------------------------------------------------------------------------


def test_a_year_in_brackets_dates_only_what_stands_in_them() -> None:
    text = "2027年末强度达到3.5%，拥有高企260家（2022年为142家），产值突破9亿元；专利授权量达到5件。"
    plan = passage(text, issued="2023-07-28", role="goals")
    found = [">= 0.035 % 2027", "= 260 家 2027", "> 900000000 元 2027", ">= 5 件 2027"]
    assert goal_lines(plan) == found


def test_a_doubling_from_what_there_is_now() -> None:
    text = "到2025年、2027年，企业分别达60家和70家，超5亿元企业分别达2家和3家，上市企业翻一番（现有3家）。"
    plan = passage(text, issued="2023-07-28")
    assert [line.split()[-1] for line in goal_lines(plan)] == ["2025", "2027", "2025", "2027", "2027"]


def test_a_table_of_towns_by_years_has_its_unit_over_it() -> None:
    text = (
        "云岭县专业镇产值目标分解表（2024—2026年）\n单位：亿元\n"
        "专业镇名称 | 2023年实际 | 2024年目标 | 2025年目标 | 责任单位\n"
        "白鹿竹编专业镇 | 12.6 | 14 | 16 | 白鹿镇\n青溪柑橘专业镇 | 9.8 | 11 | 12.5 | 青溪乡\n"
    )
    plan = _compiled(text)
    assert [line.split()[1] for line in goal_lines(plan)] == [
        "1400000000",
        "1600000000",
        "1100000000",
        "1250000000",
    ]
    assert [figure.period for figure in plan.figures] == ["2023", "2023"]


@pytest.mark.parametrize(
    "text",
    ["省级财政对新认定的30个专业镇分类指导。", "（共30个，排名不分先后）", "建设10万吨级分选中心。"],
)
def test_the_ones_that_were_named_and_classes_are_no_goals(text: str) -> None:
    assert goal_lines(passage(text)) == []


def test_a_bracket_lost_before_a_list_of_units() -> None:
    text = "推动东泉、万生等企业扩能，2024年6月底前建成生产线2条县工信局、县林业局牵头，县发改局分工负责）"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n（一）壮大主体。{text}\n")
    assert _duties(plan) == [("壮大主体", "县工信局、县林业局", "县发改局")]


def test_what_is_asked_of_time_below_an_item() -> None:
    plan = _compiled(
        f"{_TITLE}\n一、重点任务\n（一）集中入园。日处理污水6万吨。\n责任部门：区工信局、区科协\n时限要求：2025年12月底\n"
    )
    assert goal_lines(plan) == ["= 60000 吨 2025-12"]
    assert _duties(plan) == [("集中入园", "区工信局、区科协", "")]


# --- of an eighth reading ------------------------------------------------------------------------


def test_a_table_of_facts_in_square_brackets() -> None:
    title = "云岭区人民政府关于印发云岭区摩配专业镇行动计划（2022—2025年）的通知"
    text = (
        "[ 索引号 ] 115000/2022-00098　[ 发文字号 ] 云岭府发〔2022〕14号\n"
        "[ 主题分类 ] 工业、交通　[ 体裁分类 ] 行政规范性文件\n"
        "[ 发布机构 ] 云岭区政府　[ 有效性 ] 有效\n[ 成文日期 ] 2022-07-04　[ 发布日期 ] 2022-07-11\n"
        f"{title}\n各镇人民政府：\n现印发给你们，请认真贯彻落实。\n云岭区人民政府\n2022年7月4日\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "title"), _value(plan, "doc_number")) == (title, "云岭府发〔2022〕14号")
    assert "有效性" not in plan.text


def test_one_short_name_among_many_units() -> None:
    line = "（县金融办牵头，人保、太保财险公司配合）"
    plan = _compiled(f"{_TITLE}\n一、重点任务\n7.抓金融支持。投放贷款4亿元。{line}\n")
    assert _duties(plan) == [("抓金融支持", "县金融办", "人保、太保财险公司")]
