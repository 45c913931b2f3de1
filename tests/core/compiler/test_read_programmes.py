"""Phrases and frames of long programmes that a first reading met."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties, _value


def test_a_year_whose_stocktaking_lost_a_byte() -> None:
    text = (
        "截2022年底，全县苹果面积28.6万亩，产量达36.5万吨；现有加工企业23家，其中龙头企业4家；从业5.2万人。"
    )
    found = figure_lines(passage(text, role="body", heading="发展基础", issued="2023-04-18"))
    assert [line.split()[-1] for line in found] == ["2022"] * 5


@pytest.mark.parametrize("word", ["成功创建", "荣获", "获评"])
def test_what_shall_be_attained_among_aims(word: str) -> None:
    text = f"2024年，{word}市级重点专业镇，完成老园改造2万亩。"
    assert goal_lines(passage(text, role="goals")) == ["= 20000 亩 2024"]
    assert goal_lines(passage(text, role="body", heading="发展基础")) == []


def test_shortcomings_are_told() -> None:
    text = "但对照高质量发展要求，还存在老果园占比高（约35%）、精深加工率不足10%等问题。"
    plan = passage(text, role="body")
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["approx 0.35 %", "< 0.1 %"])


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("政策性融资担保费率降至1%以下。", ["<= 0.01 %"]),
        ("支持院校开设订单班，每年培养产业工人不少于2000人。", [">= 2000 人"]),
        ("每年建设标准化厂房不少于3万平方米。", [">= 30000 平方米"]),
    ],
)
def test_a_measure_promises_to_all(text: str, goals: list[str]) -> None:
    plan = passage(text, genre="measure", role="policies")
    assert (goal_lines(plan), condition_lines(plan)) == (goals, [])


def test_what_says_how_big_each_is() -> None:
    text = "培育10亿元级链主企业2家、5亿元级骨干企业4家。2024年淘汰5吨以下中频感应电炉18台。"
    assert goal_lines(passage(text)) == ["= 2 家", "= 4 家", "= 18 台 2024"]


def test_a_row_of_facts_parted_by_tabs() -> None:
    text = (
        "信息索取号\t008412-06-2025-00034\t信息分类\t规划计划\n"
        "生成日期\t2025-01-24\t公开方式\t主动公开\n"
        "文号\t云政办字〔2025〕6号\t关键词\t专业镇\n\n"
        "关于印发《云岭县2025年专业镇建设任务分解表》的通知\n各乡镇：\n现印发给你们。\n"
        "云岭县人民政府办公室\n2025年1月22日\n"
    )
    plan = _compiled(text)
    assert "索取号" not in plan.text
    assert _value(plan, "title") == "关于印发《云岭县2025年专业镇建设任务分解表》的通知"


def test_headings_whose_numbers_the_page_lost() -> None:
    text = (
        "云岭县砚台专业镇实施意见\n目标任务\n到2026年，砚台产值达到12亿元。\n重点任务\n强化资源保护\n"
        "编制资源保护专项规划，划定禁采区3处。\n严厉打击盗采行为，定期开展联合执法。\n"
        "责任领导：马某某\n牵头单位：县自然资源局\n配合单位：县公安局、龙尾镇\n完成时限：2024年9月底前\n"
        "建设产业园区\n规划建设砚文化产业园，入驻企业和大师工作室不少于150家。\n"
        "责任领导：刘某某\n牵头单位：县文旅局\n配合单位：县发改局\n完成时限：2026年12月底前\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("强化资源保护", "县自然资源局", "县公安局、龙尾镇"),
        ("建设产业园区", "县文旅局", "县发改局"),
    ]
    assert [task.leaders for task in plan.tasks] == [("马某某",), ("刘某某",)]


def test_a_glued_page_with_what_its_site_prints() -> None:
    text = (
        "首页政务公开政务服务互动交流魅力云岭政策文件"
        "云岭县人民政府关于印发《云岭县童装产业行动计划（2022—2025年）》的通知"
        "发布时间：2022-08-19 17:20信息来源：县政府办公室浏览次数：436字号：[大][中][小]云政发〔2022〕16号"
        "各乡镇人民政府，县政府各部门：现将《云岭县童装产业行动计划（2022—2025年）》印发给你们，请认真组织实施。"
        "云岭县人民政府2022年8月15日（此件公开发布）云岭县童装产业行动计划（2022—2025年）童装产业是传统产业。"
        "一、主要目标到2025年，童装产业规上企业达到150家。二、主要任务（一）优化空间布局。建设童装科创城，完成厂房建设。"
        "（责任单位：县经信局）（二）培育市场主体。每年遴选成长型企业进行扶持，推动小微企业入园。"
        "（责任单位：县市场监管局）三、保障措施（一）加强组织保障。成立领导小组，实行专班化运作。（责任单位：县府办）"
        "打印本页关闭窗口分享到：网站地图联系我们主办单位：云岭县人民政府办公室浙ICP备11019999号"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县人民政府关于印发《云岭县童装产业行动计划（2022—2025年）》的通知"
    assert _value(plan, "doc_number") == "云政发〔2022〕16号"
    assert not any(word in plan.text for word in ("政务服务", "浏览次数", "打印本页", "ICP备"))


def test_a_table_of_a_pdf_that_names_a_unit_a_line() -> None:
    text = (
        "云岭县茶油产业攻坚行动方案\n一、总体要求\n做大茶油产业。\n附件\n云岭县茶油产业任务分解表\n\n"
        "  序号  任务名称    具体内容              牵头单位      配合单位          完成时限\n"
        "        油茶新造    完成新造8万亩，其中                 市财政局\n"
        "  1     与低改      长坪县3万亩、云溪县   市林业局      市自然资源局      12月底\n"
        "                    2万亩；低改12万亩                   各县（区）政府\n"
        "        精深加工    新增精炼生产线4条，                 市发改委\n"
        "  2     扩能        新增产能3万吨         市工信局      市行政审批局      11月底\n"
        "                                                        市生态环境局\n"
        "        区域公用    授权企业45家，抽检    市市场监管    市委宣传部\n"
        "  3     品牌打造    合格率98%以上         局            市林业局          12月底\n"
        "                                                        市融媒体中心\n"
    )
    assert _duties(_compiled(text)) == [
        ("油茶新造与低改", "市林业局", "市财政局、市自然资源局、各县（区）政府"),
        ("精深加工扩能", "市工信局", "市发改委、市行政审批局、市生态环境局"),
        ("区域公用品牌打造", "市市场监管局", "市委宣传部、市林业局、市融媒体中心"),
    ]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ('新建标准化基地2万亩、"定制药园"6个。', ["= 20000 亩", "= 6 个"]),
        ("严厉打击盗采乱挖行为，每月至少开展1次联合执法。", []),
        ("自主品牌占比达到3成。", [">= 0.3 %"]),
    ],
)
def test_quotes_shares_and_how_often(text: str, goals: list[str]) -> None:
    assert goal_lines(passage(text)) == goals


def test_years_of_a_title_set_wide() -> None:
    title = "云岭市灯具产业行动方案（２ ０ ２ ４—２ ０ ２ ６年）"
    text = "每年净增规上企业20家。3年累计新增专精特新企业5家。"
    assert goal_lines(passage(text, title=title)) == ["+ 20 家", "+ 5 家 2026"]


def test_a_slanted_line_below_a_markdown_page() -> None:
    text = "# 云岭县专业镇建设方案\n\n## 一、目标\n\n2025年产值28亿元。\n\n*编辑:网站管理员 | 审核:某主任*\n"
    assert "管理员" not in _compiled(text).text


def test_a_table_whose_rows_all_end_with_one_time_keeps_its_numbers() -> None:
    rows = "".join(
        f"{number}\n{group}\n{task}\n{aim}\n{lead}\n{helper}\n县财政局\n2025年12月\n"
        for number, group, task, aim, lead, helper in (
            (
                1,
                "主体培育",
                "培育龙头企业",
                "1.新增规上企业3家；\n2.转化率达到45%。",
                "县工信局",
                "县农业农村局",
            ),
            (2, "主体培育", "规范合作社", "示范社达到20家。", "县农业农村局", "县供销合作社"),
            (3, "品牌营销", "叫响香菇品牌", "授权企业不少于28家。", "县市场监管局", "县委宣传部"),
            (4, "要素保障", "加大金融支持", "贷款余额达到18亿元。", "县政府金融中心", "县农商行"),
        )
    )
    head = "序号\n类别\n重点任务\n工作目标\n牵头单位\n配合单位\n完成时间\n"
    plan = _compiled(f"云岭县香菇产业链2025年工作任务清单\n{head}{rows}")
    assert _duties(plan) == [
        ("培育龙头企业", "县工信局", "县农业农村局、县财政局"),
        ("规范合作社", "县农业农村局", "县供销合作社、县财政局"),
        ("叫响香菇品牌", "县市场监管局", "县委宣传部、县财政局"),
        ("加大金融支持", "县政府金融中心", "县农商行、县财政局"),
    ]
    assert {goal.deadline for goal in plan.goals} == {"2025-12"}


def test_tasks_of_a_report_dealt_out_are_aims() -> None:
    text = (
        "云岭区人民政府关于分解落实2024年《政府工作报告》重点任务的通知\n各镇人民政府：\n现将重点任务分解如下。\n"
        "一、做强专业镇\n1.完成技改投资6.5亿元；新增规上企业8户；减税降费1.8亿元以上。"
        "（责任领导：梁某某；责任单位：区工信局、区税务局）\n"
        "2.高端装备、文旅康养、绿色建材3条产业链营业收入分别达到12亿元、4亿元、2亿元。（责任单位：各产业链牵头部门）\n"
        "排在第一位的责任单位为牵头单位。\n云岭区人民政府\n2024年2月23日\n"
    )
    plan = _compiled(text)
    assert len(plan.goals) == 6 and not plan.figures
    assert _duties(plan) == [
        ("完成技改投资6.5亿元；新增规上企业8户；减税降费1.8亿元以上", "区工信局", "区税务局"),
        ("高端装备、文旅康养、绿色建材3条产业链营业收入分别达到12亿元、4亿元、2亿元", "各产业链牵头部门", ""),
    ]


@pytest.mark.parametrize("verb", ["支持", "盘活", "依托", "推动"])
def test_what_is_done_with_what_there_is_lies_ahead(verb: str) -> None:
    assert goal_lines(passage(f"{verb}现有企业技改扩能，新增加工能力5000吨。")) == ["+ 5000 吨"]
    told = passage("现有加工企业9家。", role="body", heading="基本情况")
    assert figure_lines(told) == ["= 9 家"]


@pytest.mark.parametrize(
    ("text", "goals", "conditions"),
    [
        ("打造4A级景区，建设基地5个，年接待10万人次以上。", ["= 5 个", ">= 100000 人次"], []),
        ("在县职教中心设立紫砂学院，每年招生不少于200人。", [">= 200 人"], []),
        ("投资8亿元建设紫砂文化产业园。", ["= 800000000 元"], []),
        ("对营业收入增速低于10%的产业链，责任单位年度考核不得评优。", [], ["< 0.1 %"]),
        ("对连续2次排名末位的村，约谈党支部书记。", [], [">= 2 次"]),
        ("“香菇贷”贴息率达到50%。", [">= 0.5 %"], []),
    ],
)
def test_what_a_measure_undertakes_and_what_it_asks(
    text: str, goals: list[str], conditions: list[str]
) -> None:
    plan = passage(text, genre="measure", role="policies")
    if "贴息率" in text:
        plan = passage(text)
    assert (goal_lines(plan), condition_lines(plan)) == (goals, conditions)


def test_a_number_that_lost_its_brackets_is_no_title() -> None:
    text = (
        "云办发20246\n\n中共云岭县委办公室云岭县人民政府办公室关于印发支持紫砂专业镇十条措施的通知\n各乡镇：\n"
        "现印发给你们。\n2024412日\n支持紫砂专业镇十条措施\n第一条 支持升规。对首次升规企业奖励15万元。\n"
    )
    assert _value(_compiled(text), "title").startswith("中共云岭县委办公室")


def test_responsibility_lines_that_lost_a_bracket_or_a_colon() -> None:
    text = (
        "云岭县核桃专业镇高质量发展实施方案\n二、重点任务\n"
        "（一）实施加工工程。转化率达到45%。（责任单位县工信局、县发改局）\n"
        "（二）实施创新工程。建设研发中心5个。（责任单位：县科技局、县工信局\n"
        "（三）实施品牌工程。授权企业达到60家。（县市场监管局、县商务局、云岭海关）\n"
    )
    assert [(lead, support) for _, lead, support in _duties(_compiled(text))] == [
        ("县工信局、县发改局", ""),
        ("县科技局、县工信局", ""),
        ("县市场监管局、县商务局、云岭海关", ""),
    ]


def test_a_lone_share_sign_is_the_unit_of_its_row() -> None:
    head = "序号\n指标名称\n单位\n2023年\n2026年\n"
    rows = "1\n珍珠产业总产值\n亿元\n450\n600\n2\n尾水达标排放率\n%\n92\n100\n3\n地方标准数\n项\n3\n10\n"
    text = f"云岭市珍珠产业行动方案（2024—2026年）\n二、发展目标\n主要指标\n{head}{rows}三、任务\n"
    plan = _compiled(text)
    assert [goal.value for goal in plan.goals] == [60_000_000_000, 1, 10]


def test_the_years_of_a_plan_below_a_notice_that_names_none() -> None:
    text = (
        "云岭市人民政府办公室关于印发渔具产业三年行动计划的通知\n各区人民政府：\n现印发给你们。\n"
        "云岭市人民政府办公室\n2023年9月11日\n云岭市渔具产业三年行动计划（2023—2025年）\n一、行动目标\n"
        "——规模提升。2025年，规上企业达到150家。\n"
        "——创新提升。新增专精特新企业20家，研发费用年均增长18%以上，新增发明专利100件。\n"
    )
    assert [goal.deadline for goal in _compiled(text).goals] == ["2025"] * 4


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("新建50头以上规模场60个、500头以上规模场3个。", ["= 60 个", "= 3 个"]),
        ("培育规上企业20家，营业收入10亿元以上企业实现突破。", ["= 20 家"]),
        ("领导小组每季度专题研究1次。", []),
    ],
)
def test_sizes_first_ones_and_sittings(text: str, goals: list[str]) -> None:
    assert goal_lines(passage(text)) == goals


def test_how_many_of_them_are_large() -> None:
    text = "目前全市拥有渔具企业4200家，其中规模以上105家。"
    assert figure_lines(passage(text, role="body", heading="发展基础")) == ["= 4200 家", "= 105 家"]


def test_a_signature_sealed_by_another() -> None:
    text = (
        "关于印发《云岭县产业链重点任务》的通知\n各乡镇：\n现印发你们。\n云岭县特色产业专班（代章）\n2025年2月17日\n"
        "云岭县产业链重点任务\n一、重点任务\n1.建基地。新建基地3个。\n"
    )
    assert _value(_compiled(text), "issuer") == "云岭县特色产业专班"


def test_a_time_behind_who_is_responsible_is_of_its_own_paragraph() -> None:
    text = (
        "（一）发展加工。建设产业园2000亩。（县工信局牵头）\n"
        "（二）办好展会。参展企业不少于120家。◎责任单位：县商务局\n"
        "（三）拓展电商。培育海外仓15个。责任部门：县商务局；完成时限：2026年12月。\n"
    )
    assert [goal.deadline for goal in passage(text).goals] == [None, None, "2026-12"]


def test_sales_on_line_are_no_year_before() -> None:
    assert goal_lines(passage("年出口鲜果5000吨，线上年销售额突破12亿元。")) == [
        "= 5000 吨",
        "> 1200000000 元",
    ]


@pytest.mark.parametrize(
    "head",
    [
        "云政发〔2023〕7号 云岭区人民政府关于实施火锅食材产业“八大行动”的意见",
        "云岭区人民政府关于实施火锅食材产业“八大行动”的意见 云政发〔2023〕7号",
    ],
)
def test_a_number_and_a_title_on_one_line(head: str) -> None:
    text = (
        f"首页»政务公开»云政发\n{head}\n发布时间：2023-03-21\n各镇人民政府：\n现提出如下意见。\n"
        "一、链主引育行动\n【责任单位】区招商局（牵头）、区农业农村委\n云岭区人民政府\n2023年3月17日\n"
        "为火锅产业添把火——解读《关于实施“八大行动”的意见》\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭区人民政府关于实施火锅食材产业“八大行动”的意见"
    assert _value(plan, "doc_number") == "云政发〔2023〕7号"
    assert "添把火" not in plan.text


def test_a_table_whose_first_column_names_groups_before_the_numbers() -> None:
    text = (
        "云岭县木耳专业镇2024年行动计划\n二、重点任务\n\n任务类别\n\n序号\n\n具体任务\n\n责任领导\n\n牵头单位\n\n责任单位\n\n"
        "完成时限\n\n壮大规模\n\n1\n\n新建大棚1200栋\n\n孙某某\n\n县食用菌中心\n\n各乡镇\n\n2024年6月底\n\n"
        "2\n\n推进菌种厂建设\n\n孙某某\n\n县农业农村局\n\n县工信局\n\n2024年5月底\n\n"
        "提升加工\n\n3\n\n投产生产线3条\n\n曲某某\n\n县工信局\n\n县科技局\n\n2024年10月底\n\n三、保障措施\n（一）加强领导。\n"
    )
    plan = _compiled(text)
    assert [each for each in _duties(plan) if each[1]] == [
        ("新建大棚1200栋", "县食用菌中心", "各乡镇"),
        ("推进菌种厂建设", "县农业农村局", "县工信局"),
        ("投产生产线3条", "县工信局", "县科技局"),
    ]
    assert [goal.deadline for goal in plan.goals] == ["2024-06", "2024-10"]


def test_a_body_whose_seal_another_lends() -> None:
    text = (
        "关于印发《云岭县面塑专业镇建设2023年工作要点》的通知\n各成员单位：\n现予印发。\n"
        "云岭县面塑专业镇建设领导小组\n（县工业和信息化局代章）\n2023年4月3日\n"
        "云岭县面塑专业镇建设2023年工作要点\n一、重点任务\n1.发展电商。培育主播100名。\n牵头单位：县商务局\n"
        "配合单位：共青团云岭县委 中国邮政云岭县分公司\n"
    )
    plan = _compiled(text)
    assert _value(plan, "issuer") == "云岭县面塑专业镇建设领导小组"
    assert _duties(plan) == [("发展电商", "县商务局", "共青团云岭县委、中国邮政云岭县分公司")]


def test_so_much_of_a_task_and_more() -> None:
    text = "对超额完成年度任务10%以上的单位，给予通报表扬。"
    assert condition_lines(passage(text, role="mechanism")) == [">= 0.1 %"]


def test_a_table_whose_tasks_bear_their_numbers() -> None:
    text = (
        "云岭县蚕桑产业链建设2024年任务分工方案\n一、任务分工\n工作任务\n工作措施\n牵头领导\n牵头单位\n配合单位\n"
        "（1）建设优质桑园\n新建桑园1.2万亩，亩产提高10公斤。\n邓某某\n县蚕业中心\n县农业农村局\n县水利局\n"
        "（2）建设共育体系\n配备催青设备20组，新建小蚕共育室60个。\n邓某某\n县蚕业中心\n各乡镇\n"
        "（3）推进省力化养殖\n培育50张以上养蚕大户400户。\n邓某某\n县农业农村局\n县供销社\n"
        "二、工作要求\n（一）加强领导。\n"
    )
    plan = _compiled(text)
    assert [each for each in _duties(plan) if each[1]] == [
        ("建设优质桑园", "县蚕业中心", "县农业农村局、县水利局"),
        ("建设共育体系", "县蚕业中心", "各乡镇"),
        ("推进省力化养殖", "县农业农村局", "县供销社"),
    ]
    assert [goal.value for goal in plan.goals] == [12000, 10, 20, 60, 400]


def test_a_measure_that_keeps_supplies_for_all() -> None:
    plan = passage("优先保障用气需求，年供气量不低于3亿立方米。", genre="measure", role="policies")
    assert (goal_lines(plan), condition_lines(plan)) == ([">= 300000000 立方米"], [])
