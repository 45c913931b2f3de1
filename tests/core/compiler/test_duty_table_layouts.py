"""Breakdown tables in further layouts: groups, merged cells, progress told beside aims."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source

from .numbers_helper import figure_lines, goal_lines

_TITLE = "云岭县2024年制鞋专业镇重点任务分解表"


def _compiled(text: str) -> Plan:
    return compile_source(Source(f"{_TITLE}\n\n{text}\n"), Knowledge())


def _duties(plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (task.heading, "、".join(u.text for u in task.lead), "、".join(u.text for u in task.support))
        for task in plan.tasks
    ]


_BARS = """| 序号 | 重点任务 | 年度目标 | 县级领导 | 牵头单位 | 责任单位 | 完成时限 |
| --- | --- | --- | --- | --- | --- | --- |
| 一 | 主体培育 | | | | | |
| 1 | 培育龙头企业 | 达到3家 | 陈远 | 县工信局 | 县财政局、河头镇 | 2024年9月底 |

| 序号 | 重点任务 | 年度目标 | 县级领导 | 牵头单位 | 责任单位 | 完成时限 |
| --- | --- | --- | --- | --- | --- | --- |
| 二 | 平台提升 | | | | | |
| 2 | 建设检测中心 | 服务300家 | 林红 | 县市场监管局 | | 6月底 |
| 3 | 推广数字车间 | 改造12个 | 林红 | 县工信局<br>县科技局 | 县电信公司<br>县移动公司 | 全年 |"""


def test_bars_with_groups_empty_cells_breaks_and_a_head_on_each_page() -> None:
    plan = _compiled(_BARS)
    assert _duties(plan) == [
        ("培育龙头企业", "县工信局", "县财政局、河头镇"),
        ("建设检测中心", "县市场监管局", ""),
        ("推广数字车间", "县工信局、县科技局", "县电信公司、县移动公司"),
    ]
    assert goal_lines(plan) == [">= 3 家 2024-09", "= 300 家 2024-06", "= 12 个 2024"]


def test_a_cell_that_holds_for_several_rows_is_carried_down() -> None:
    plan = _compiled(
        "| 重点任务 | 具体举措 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|\n"
        "| 强链补链 | 编制图谱 | 县工信局 | 县科技局 | 3月底 |\n"
        "| | 组建联盟 | | 县商务局 | 5月底 |\n| 品牌提升 | 注册商标 | 县市场监管局 | | 9月底 |"
    )
    assert _duties(plan) == [
        ("编制图谱", "县工信局", "县科技局"),
        ("组建联盟", "县工信局", "县商务局"),
        ("注册商标", "县市场监管局", ""),
    ]


_LEDGER = """填报单位:县委督查室    截止日期:2024年8月14日
序号\t督办事项\t目标要求\t责任领导\t责任单位\t协助单位\t办结时限\t目前进展
1\t建设菌棒厂\t10月底前完成主体工程,新增产能300万棒\t王军\t河西镇\t县住建局\t2024.12.31\t已完成投资4200万元
2\t改造大棚\t改造1200座\t李兰\t县农业农村局\t河西镇、大庙乡\t2024.9.30\t已改造735座"""


def test_what_was_done_so_far_is_told_as_of_the_day_above_the_table() -> None:
    plan = _compiled(_LEDGER)
    assert _duties(plan) == [
        ("建设菌棒厂", "河西镇", "县住建局"),
        ("改造大棚", "县农业农村局", "河西镇、大庙乡"),
    ]
    assert goal_lines(plan) == ["+ 3000000 棒 2024-10", "= 1200 座 2024-09-30"]
    assert figure_lines(plan) == ["= 42000000 元 2024-08", "= 735 座 2024-08"]


@pytest.mark.parametrize(
    ("title", "lead", "support"),
    [
        ("县级牵头单位", "县工信局、县商务局", ""),
        ("责任单位（列首位的为牵头单位）", "县工信局", "县商务局"),
        ("协办单位", "", "县工信局、县商务局"),
        ("属地单位", "县工信局、县商务局", ""),
    ],
)
def test_the_names_of_unit_columns(title: str, lead: str, support: str) -> None:
    plan = _compiled(f"序号\t工作任务\t{title}\t时间节点\n1\t办好展会\t县工信局、县商务局\t9月底")
    assert _duties(plan) == [("办好展会", lead, support)]


def test_a_list_of_problems_names_each_by_the_problem() -> None:
    plan = _compiled(
        "序号\t存在问题\t整改要求\t责任单位\t整改时限\n1\t用地不足\t盘活土地300亩\t县自然资源局\t9月底"
    )
    assert goal_lines(plan) == ["= 300 亩 2024-09"]
    assert _duties(plan) == [("用地不足", "县自然资源局", "")]


def test_prose_that_follows_a_table_is_not_in_it() -> None:
    plan = _compiled(
        "序号\t工作任务\t责任单位\n1\t办好展会\t县商务局\n各单位要按月报送进展,确保完成全年目标。"
    )
    assert _duties(plan) == [("办好展会", "县商务局", "")]


_STACK = """序号
工作任务
牵头
单位
配合单位
完成时限
1
制定产业发展规
划（2024—2028年）
县农业农村
局
县发改局
县自然资源局
6月底
2
建设良种基
地3个
县农业农村局
县林草局、各乡镇
10月底
第 1 页 共 2 页
序号
工作任务
牵头
单位
配合单位
完成时限
3 建成交易市场
县商务局
县市场监管局、
县交通局
2024年9
月底
备注:按月报送。
"""


def test_one_cell_a_line_each_over_several_lines() -> None:
    plan = _compiled(_STACK)
    assert _duties(plan) == [
        ("制定产业发展规划（2024—2028年）", "县农业农村局", "县发改局、县自然资源局"),
        ("建设良种基地3个", "县农业农村局", "县林草局、各乡镇"),
        ("建成交易市场", "县商务局", "县市场监管局、县交通局"),
    ]
    assert goal_lines(plan) == ["= 3 个 2024-10"]
    assert [task.deadline for task in plan.tasks] == ["2024-06", "2024-10", "2024-09"]


def test_one_cell_a_line_without_numbers_and_with_missing_cells() -> None:
    plan = _compiled(
        "重点任务\n责任单位\n配合单位\n完成时间\n强链补链\n县投资促进局\n县发改局\n12月\n"
        "数字转型\n县工信局\n10月\n办好展会\n县商务局、县文旅局\n县总工会\n9月\n备注:按月调度。"
    )
    assert _duties(plan) == [
        ("强链补链", "县投资促进局", "县发改局"),
        ("数字转型", "县工信局", ""),
        ("办好展会", "县商务局、县文旅局", "县总工会"),
    ]


def test_a_note_that_names_nobody_is_no_task() -> None:
    plan = _compiled(
        "序号\t工作任务\t牵头单位\t完成时限\n1\t办好展会\t县商务局\t9月底\n\n"
        "注：1.牵头单位为第一责任单位，每月25日前报送进展情况。2.2023年全县产值为182.4亿元。"
    )
    assert _duties(plan) == [("办好展会", "县商务局", "")]
    assert figure_lines(plan) == ["= 18240000000 元 2023"]


def test_a_unit_alone_leads() -> None:
    plan = _compiled(
        "重点任务\n责任领导\n牵头单位\n配合单位\n完成时限\n打造产业园，完成一期\n主体工程2.6万平方米\n许文博\n"
        "县文旅公司\n县自然资源局\n县住建局\n6月底\n建立保护区\n邓少军\n县自然资源局\n持续推进\n"
    )
    assert [(lead, support) for _, lead, support in _duties(plan)] == [
        ("县文旅公司", "县自然资源局、县住建局"),
        ("县自然资源局", ""),
    ]
    assert goal_lines(plan) == ["= 26000 平方米 2024-06"]


def test_cards_of_problems_with_a_line_each_for_who_and_when() -> None:
    text = (
        "云岭县竹编专业镇建设存在问题整改方案\n\n针对考核反馈的问题，制定如下整改方案。\n\n"
        "问题一：龙头企业偏少，带动力不强。\n整改目标：培育亿元企业2家。\n整改措施：制定培育计划。\n"
        "牵头单位：县工信局\n配合单位：县财政局、县税务局\n整改时限：2025年6月底\n\n"
        "问题二：竹林利用率不高。\n整改目标：新建林区道路45公里。\n整改措施：实施提质工程。\n"
        "牵头单位：县林业局\n配合单位：各乡镇\n整改时限：2025年11月底\n\n云岭县人民政府\n2025年2月26日\n"
    )
    plan = compile_source(Source(text), Knowledge())
    assert _duties(plan) == [
        ("龙头企业偏少，带动力不强", "县工信局", "县财政局、县税务局"),
        ("竹林利用率不高", "县林业局", "各乡镇"),
    ]
    assert [(task.number, task.deadline) for task in plan.tasks] == [("一", "2025-06"), ("二", "2025-11")]
    assert goal_lines(plan) == ["= 2 家 2025-06", "= 45 公里 2025-11"]
