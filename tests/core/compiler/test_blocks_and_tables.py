"""Blocks of labelled lines, tables of indicators and of places, as lists and bulletins print them."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties

_BLOCKS = (
    "云岭县竹木家居专业镇重点事项责任清单\n一、实施龙头倍增工程\n"
    "工作目标：三年内完成80家企业喷涂环节改造，建成绿色工厂3家。\n"
    "主要举措：1.支持企业兼并重组；2.落实链长制。\n牵头单位：县工信局\n责任单位：县发改局、县金融办\n"
    "完成时限：2025年底\n二、拓展销售渠道\n工作目标：新建海外仓2个。\n主要举措：办好展会。\n"
    "牵头单位：县商务局\n责任单位：县贸促会\n完成时限：2024年10月\n"
)


def test_measures_numbered_within_a_labelled_line_are_no_tasks() -> None:
    plan = _compiled(_BLOCKS)
    assert _duties(plan) == [
        ("实施龙头倍增工程", "县工信局", "县发改局、县金融办"),
        ("拓展销售渠道", "县商务局", "县贸促会"),
    ]
    assert goal_lines(plan) == ["= 80 家 2025", "= 3 家 2025", "= 2 个 2024-10"]


def test_titles_of_years_on_two_lines() -> None:
    text = (
        "云岭县陶瓷专业镇主要指标\n（2023—2025年）\n指标名称\n单位\n2022年\n基数\n2023年\n目标\n2025年\n目标\n责任单位\n"
        "产业总产值\n亿元\n32.5\n37\n50\n县工信局\n研发投入强度\n%\n1.8\n2.1\n2.8\n县科技局\n"
    )
    plan = _compiled(text)
    assert figure_lines(plan) == ["= 3250000000 元 2022", "= 0.018 % 2022"]
    assert goal_lines(plan) == [
        "= 3700000000 元 2023",
        "= 5000000000 元 2025",
        "= 0.021 % 2023",
        "= 0.028 % 2025",
    ]


def test_units_with_the_part_they_take_in_a_row_without_its_group() -> None:
    text = (
        "云岭县2022年专业镇建设任务分解表\n类别\t工作任务\t具体措施\t责任单位\t完成时间\n"
        "规划引领\t编制规划\t完成规划编制。\t县工信局牵头，县自然资源局配合\t6月底前\n"
        "\t划定集聚区\t划定面积不少于1500亩。\t县自然资源局牵头，柳河镇、新店镇配合\t8月底前\n"
        "\t实施技改\t技改投资增长20%以上。\t县工信局牵头；县财政局配合\t12月底前\n"
    )
    assert _duties(_compiled(text)) == [
        ("编制规划", "县工信局", "县自然资源局"),
        ("划定集聚区", "县自然资源局", "柳河镇、新店镇"),
        ("实施技改", "县工信局", "县财政局"),
    ]


def test_what_a_bulletin_counts_by_town_was_reached_in_its_quarter() -> None:
    text = (
        "二、分镇情况\n（单位：亿元、%、户）\n专业镇 产值 增速 完成率 位次 新增主体\n"
        "石桥镇 3.82 12.6 26.3 1 31\n青林镇 2.95 9.1 23.4 2 22\n"
    )
    plan = passage(
        text,
        genre="notice",
        role="body",
        issued="2024-04-22",
        title="关于2024年一季度专业镇主要指标完成情况的通报",
    )
    assert goal_lines(plan) == []
    assert figure_lines(plan)[:3] == ["= 382000000 元 2024-03", "= 0.126 % 2024-03", "= 0.263 % 2024-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蔬菜类200亩（设施蔬菜50亩）以上。", [">= 200 亩", ">= 50 亩"]),
        ("新设立直播间不少于5个且带动就业30人以上的直播基地，一次性补助20万元。", [">= 5 个", ">= 30 人"]),
        ("县农业农村局组织认定，当年认定示范村不超过20个、示范镇不超过3个。", []),
    ],
)
def test_thresholds_and_what_is_none(text: str, expected: list[str]) -> None:
    plan = passage(text, genre="measure", role="conditions" if "蔬菜" in text else "policies")
    assert (goal_lines(plan), condition_lines(plan)) == ([], expected)


def test_the_day_a_rule_was_issued_in_brackets_below_it() -> None:
    text = "云岭县示范村镇认定办法\n第一条 为规范认定，制定本办法。\n（2021年3月15日云岭县农业农村局印发）\n"
    issued = _compiled(text).header.issued_on
    assert issued is not None
    assert issued.value == "2021-03-15"


def test_cells_glued_together_row_by_row() -> None:
    text = (
        "云岭县2024年茶叶专业镇重点任务分工表\n序号重点任务年度目标牵头单位责任单位完成时限\n"
        "1改造低产茶园改造低产茶园1.2万亩。县农业农村局各产茶乡镇11月底\n"
        "2培育龙头企业新增年销售收入5000万元以上茶企3家。县工信局县农业农村局、县统计局12月底\n"
        "3推进茶旅融合创建茶旅景区1个。县文旅局青云镇、白崖乡9月底\n"
        "4加强质量监管茶叶抽检合格率稳定在99%以上。县市场监管局县农业农村局长期\n注：每季度报送进展。\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("改造低产茶园", "县农业农村局", "各产茶乡镇"),
        ("培育龙头企业", "县工信局", "县农业农村局、县统计局"),
        ("推进茶旅融合", "县文旅局", "青云镇、白崖乡"),
        ("加强质量监管", "县市场监管局", "县农业农村局"),
    ]
    assert goal_lines(plan) == ["= 12000 亩 2024-11", "+ 3 家 2024-12", "= 1 个 2024-09", ">= 0.99 % 2024"]


def test_glued_cells_without_a_column_of_aims() -> None:
    text = (
        "云岭县2024年重点任务分工表\n序号工作任务责任单位\n1建设茶叶交易市场县商务局、青云镇\n"
        "2举办茶文化节县文旅局县委宣传部\n3开展茶农培训县人社局\n"
    )
    assert _duties(_compiled(text)) == [
        ("建设茶叶交易市场", "县商务局、青云镇", ""),
        ("举办茶文化节", "县文旅局、县委宣传部", ""),
        ("开展茶农培训", "县人社局", ""),
    ]


def test_the_award_in_the_next_cell_is_no_threshold() -> None:
    text = "奖励项目\t奖励条件\t奖励标准\n规模发展\t年产值首次超过2亿元\t20万元\n"
    assert condition_lines(passage(text, genre="measure", role="policies")) == ["> 200000000 元"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近三年化肥用量零增长，未发生农产品质量安全事件。", ["= 0 起"]),
        ("总得分900分以上为一类镇，700分以下为三类镇。", [">= 900 分", "<= 700 分"]),
        ("次年绩效评价合格的拨付剩余40%。", []),
        ("获得奖励后迁出本市的，应当退还50%。", []),
    ],
)
def test_classes_records_and_what_is_paid_back(text: str, expected: list[str]) -> None:
    plan = passage(text, genre="measure", role="conditions" if text.startswith("近") else "body")
    assert (goal_lines(plan), condition_lines(plan)) == ([], expected)


def test_the_name_of_a_table_and_its_head_again_on_the_next_page() -> None:
    top = "云岭县2024年专业镇重点任务分解表\n"
    head = "序号\n重点任务\n牵头单位\n配合单位\n完成时限\n"
    first = "1\n建设园区\n县工信局\n县住建局\n12月底\n2\n办好展会\n县商务局\n县文旅局\n9月底\n"
    plan = _compiled(f"{top}{head}{first}{top}{head}3\n培训人才\n县人社局\n县教体局\n10月底\n")
    assert [heading for heading, _, _ in _duties(plan)] == ["建设园区", "办好展会", "培训人才"]
