"""Breakdown tables as pages, files and sheets print them."""

from __future__ import annotations

import pytest

from .numbers_helper import goal_lines
from .test_first_readings import _compiled, _duties

_TOP = "云岭县竹编专业镇2024年任务清单\n"
_HEAD = "序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限"


def test_rows_of_groups_with_a_line_of_their_own() -> None:
    text = (
        f"{_TOP}{_HEAD}\n一、扩大规模\n1\t建园区\t建厂房6栋\t县工信局\t县住建局\t10月底\n"
        "二、打响品牌\n2\t办节会\t签约额2亿元\t县文旅局\t县商务局、石桥镇\t9月底\n备注：每月报送。\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [("建园区", "县工信局", "县住建局"), ("办节会", "县文旅局", "县商务局、石桥镇")]
    assert goal_lines(plan) == ["= 6 栋 2024-10", "= 200000000 元 2024-09"]


def test_a_unit_printed_once_for_several_rows() -> None:
    text = (
        f"{_TOP}{_HEAD}\n1\t建园区\t建厂房\t县工信局\t县住建局\t10月底\n"
        "2\t强企业\t上规模\t\t县统计局\t9月底\n3\t引人才\t办招聘\t\t\t8月底\n"
    )
    assert _duties(_compiled(text)) == [
        ("建园区", "县工信局", "县住建局"),
        ("强企业", "县工信局", "县统计局"),
        ("引人才", "县工信局", "县统计局"),
    ]


def test_a_head_printed_again_on_each_page() -> None:
    text = f"{_TOP}{_HEAD}\n1\t建园区\t建厂房\t县工信局\t县住建局\t10月底\n"
    text += f"{_HEAD}\n2\t强企业\t上规模\t县统计局\t\t9月底\n"
    assert _duties(_compiled(text)) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "")]


@pytest.mark.parametrize(
    "head",
    [
        "| 序号 | 具体任务 | 责任单位 |  | 备注 |\n|---|---|---|---|---|\n|  |  | 牵头 | 配合 |  |\n",
        "| 序号 | 具体任务 | 责任分工 | | 备注 |\n| | | 牵头单位 | 协办单位 | |\n",
        "序号\t具体任务\t责任单位\t备注\n牵头单位\t配合单位\n",
    ],
)
def test_a_head_of_two_levels(head: str) -> None:
    rows = "1\t建园区\t县工信局\t县住建局\t省级\n2\t强企业\t县统计局\t\t\n"
    if "|" in head:
        rows = "".join(f"| {' | '.join(row.split(chr(9)))} |\n" for row in rows.splitlines())
    plan = _compiled(_TOP + head + rows)
    assert _duties(plan) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "")]


def test_the_column_that_repeats_names_a_group() -> None:
    text = (
        f"{_TOP}序号\t行动\t具体任务\t牵头单位\t配合单位\n"
        "1\t强链行动\t引进企业\t县招商局\t县工信局\n2\t强链行动\t建冷库\t县商务局\t石桥镇\n"
    )
    assert [heading for heading, _, _ in _duties(_compiled(text))] == ["引进企业", "建冷库"]


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_cell_of_several_lines(quote: str) -> None:
    text = (
        f"{_TOP}{_HEAD}\n1\t建园区\t{quote}1.建厂房6栋；\n2.入驻企业9家。{quote}\t县工信局\t县住建局\t10月底\n"
        "2\t强企业\t上规模\t县统计局\t石桥镇\t9月底\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "石桥镇")]
    assert goal_lines(plan) == ["= 6 栋 2024-10", "= 9 家 2024-10"]


def test_a_head_whose_titles_are_broken_over_lines() -> None:
    text = (
        f"{_TOP}序\n号\n重点任务\n牵头\n单位\n配合\n单位\n完成\n时限\n1\n建园区\n县工信局\n县住建局\n10月底\n"
        "2\n强企业\n县统计局\n石桥镇\n9月底\n"
    )
    assert _duties(_compiled(text)) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "石桥镇")]


def test_cells_of_several_lines_with_a_cell_a_line() -> None:
    text = (
        f"{_TOP}序号\n重点任务\n具体举措\n牵头单位\n配合单位\n完成时限\n1\n建园区\n（1）建好厂房。\n（2）引入企业9家。\n"
        "县工信局\n县住建局\n10月底\n2\n强企业\n扶持企业上规模\n县统计局\n石桥镇\n9月底\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "石桥镇")]
    assert goal_lines(plan) == ["= 9 家 2024-10"]


def test_both_parts_in_one_cell() -> None:
    text = (
        f"{_TOP}序号\t重点任务\t责任分工\t完成时限\n"
        "1\t建园区\t牵头单位：县工信局 配合单位：县住建局\t10月底\n2\t强企业\t牵头单位：县统计局\t9月底\n"
    )
    assert _duties(_compiled(text)) == [("建园区", "县工信局", "县住建局"), ("强企业", "县统计局", "")]


def test_a_year_spelled_out_in_the_title() -> None:
    text = f"云岭县二〇二三年工作要点\n{_HEAD}\n1\t讲故事\t刊发报道20篇\t县委宣传部\t县融媒体中心\t持续推进\n"
    assert goal_lines(_compiled(text)) == ["= 20 篇 2023"]


def test_rows_and_a_head_that_a_page_broke_inside_words() -> None:
    text = (
        f"{_TOP}重点任务\t工作措施\t完成时限\t牵头\n领导\t牵头单位\t参与单位\n"
        "提升茶园品质\t改植换种1.5万亩，建设绿色\n示范区\t10月底\t分管领导\t县农业农\n村局\t县茶业发展中心、石桥镇\n"
        "唱响公共品牌\t办节会\t9月底\t分管领导\t县委宣传部\t县农业农村局、县文化体育\n和旅游局\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("提升茶园品质", "县农业农村局", "县茶业发展中心、石桥镇"),
        ("唱响公共品牌", "县委宣传部", "县农业农村局、县文化体育和旅游局"),
    ]
    assert goal_lines(plan) == ["= 15000 亩 2024-10"]


def test_a_note_that_says_who_leads_is_no_task() -> None:
    text = (
        f"{_TOP}任务\t责任单位\t完成时限\n建园区\t石桥镇、县工信局\t9月\n强企业\t县统计局\t5月\n"
        "说明：1.责任单位列首位的为牵头单位。2.实行月调度。\n"
    )
    duties = _duties(_compiled(text))
    assert duties[-2:] == [("建园区", "石桥镇", "县工信局"), ("强企业", "县统计局", "")]
    assert not [heading for heading, _, _ in duties if "牵头单位" in heading]


def test_a_cell_of_two_short_parts_is_a_heading_as_it_stands() -> None:
    text = f"{_TOP}序号\t整改措施\t责任单位\n1\t清理居住人员；建设公寓\t石桥镇\n2\t更换管网\t县住建局\n"
    assert [heading for heading, _, _ in _duties(_compiled(text))] == ["清理居住人员；建设公寓", "更换管网"]


def test_groups_and_cells_of_two_lines_without_numbers() -> None:
    text = (
        f"{_TOP}事项名称\n主要内容\n牵头单位\n配合单位\n一、夯实基础\n建园区\n建厂房6栋\n县工信局\n县住建局\n"
        "二、打响品牌\n办节会\n签约额2亿元\n吸引游客9万人次\n县文旅局\n县商务局、石桥镇\n"
        "讲故事\n刊发报道\n县委宣传部\n县融媒体中心\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("建园区", "县工信局", "县住建局"),
        ("办节会", "县文旅局", "县商务局、石桥镇"),
        ("讲故事", "县委宣传部", "县融媒体中心"),
    ]
    assert goal_lines(plan) == ["= 6 栋 2024", "= 200000000 元 2024", "= 90000 人次 2024"]


@pytest.mark.parametrize("numbers", [("1-1", "1-2", "2-1"), ("一", "二", "三"), ("01", "02", "03")])
def test_numbers_of_every_kind_and_a_cell_left_empty(numbers: tuple[str, str, str]) -> None:
    one, two, three = numbers
    text = (
        f"{_TOP}编号\n工作事项\n目标任务\n主责单位\n协办单位\n办结时限\n"
        f"{one}\n建菌棒厂\n年产菌棒300万棒\n县农业农村局\n各乡镇\n8月底\n"
        f"{two}\n改造大棚\n改造大棚120座\n县林业局\n9月底\n{three}\n建市场\n年交易量12万吨\n县商务局\n县财政局\n10月底\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("建菌棒厂", "县农业农村局", "各乡镇"),
        ("改造大棚", "县林业局", ""),
        ("建市场", "县商务局", "县财政局"),
    ]
    assert [line[-7:] for line in goal_lines(plan)] == ["2024-08", "2024-09", "2024-10"]


def test_columns_that_say_when_their_cells_are_due() -> None:
    text = (
        f"{_TOP}序号\t工作任务\t上半年目标\t三季度\t全年目标\t牵头单位\n"
        "1\t壮大产业\t完成产值9亿元\t完成产值14亿元\t完成产值20亿元\t县工信局\n"
        "2\t引进大师\t引进2名\t引进3名\t引进5名\t县人社局\n"
    )
    plan = _compiled(text)
    assert [line.split()[-1] for line in goal_lines(plan)] == ["2024-06", "2024-09", "2024"] * 2


def test_a_plan_signed_behind_the_table_of_its_attachment() -> None:
    text = (
        "云岭县竹编专业镇提升行动方案（2025—2027年）\n云政发〔2025〕4号\n为加快竹编产业提档升级，制定本方案。\n"
        "一、重点任务\n"
        "（一）加快绿色转型。建设集中园区。\n附件：任务分工\n附件\n任务分工\n重点任务\n牵头单位\n配合单位\n"
        "加快绿色转型\n县工信局\n石桥镇\n办好展会\n县商务局\n县财政局\n云岭县人民政府\n2025年1月9日\n"
    )
    plan = _compiled(text)
    assert plan.header.issuer and plan.header.issuer.value == "云岭县人民政府"
    assert plan.header.issued_on and plan.header.issued_on.value == "2025-01-09"
    assert _duties(plan) == [("加快绿色转型", "县工信局", "石桥镇"), ("办好展会", "县商务局", "县财政局")]


def test_a_unit_that_stands_first_and_holds_for_several_rows() -> None:
    text = (
        f"{_TOP}责任单位\t序号\t重点任务\t完成时限\t协同单位\n县工信局\t1\t强企业\t12月底\t县统计局\n"
        "\t2\t建大脑\t9月底\t县大数据中心\n县商务局\t3\t办对接会\t每季度1场\t服装协会\n"
    )
    assert _duties(_compiled(text)) == [
        ("强企业", "县工信局", "县统计局"),
        ("建大脑", "县工信局", "县大数据中心"),
        ("办对接会", "县商务局", "服装协会"),
    ]


def test_a_second_table_under_a_heading() -> None:
    head = "重点工作\n具体措施\n牵头单位\n配合单位\n时间节点\n"
    text = (
        f"{_TOP}一、花炮\n{head}推进改造\n改造45条线\n县应急局\n县工信局\n8月\n"
        f"研发新品\n推出新品20个\n县科技局\n县花炮总会\n9月\n"
        f"二、机械\n{head}壮大主体\n培育企业8家\n县工信局\n县统计局\n5月\n"
        f"搭建平台\n建中心1个\n县市监局\n县财政局\n6月\n"
    )
    assert [heading for heading, lead, _ in _duties(_compiled(text)) if lead] == [
        "推进改造",
        "研发新品",
        "壮大主体",
        "搭建平台",
    ]
