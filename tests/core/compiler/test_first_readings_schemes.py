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
