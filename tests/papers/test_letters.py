"""Letters of supervision as papers: colour with its name, what it is about, slips to sign and to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhenxing.papers.letters import SupervisionLetter, letter_paper
from zhenxing.papers.official import official_docx
from zhenxing.papers.official_check import departures
from zhenxing.papers.read_back import Layout, read_back

LETTER = SupervisionLetter(
    kind="督办单",
    organ="清河县专业镇发展领导小组办公室",
    number="清专镇督〔2026〕3号",
    title="关于陶瓷专业镇产值任务逾期的督办单",
    addressee="清河县商务局",
    text="该任务应于2026年3月2日办结，已超期3个工作日。\n请抓紧办理。",
    issued=date(2026, 3, 5),
    subject="陶瓷专业镇产值任务",
    deadline="任务办理时限",
    due=date(2026, 3, 2),
    overdue=3,
    responsible="清河县商务局",
    basis="《清河县专业镇行动方案》第三条",
    colour="blue",
    receipt_by=date(2026, 3, 9),
    feedback_by=date(2026, 3, 12),
)


def laid_out(letter: SupervisionLetter) -> Layout:
    return read_back(official_docx(letter_paper(letter)))


def test_a_letter_keeps_the_standard_and_names_its_colour() -> None:
    layout = laid_out(LETTER)
    assert departures(layout) == ()
    (mark,) = layout.styled("Mark")
    assert (mark.text, mark.runs[0].colour) == ("蓝色督办", "1F4E9E")


def test_what_it_is_about_stands_in_a_table() -> None:
    facts, receipt, answer = laid_out(LETTER).tables
    assert facts == (
        ("督办事项", "陶瓷专业镇产值任务"),
        ("时限名称", "任务办理时限", "到期日", "2026年3月2日"),
        ("责任单位", "清河县商务局", "超期", "3个工作日"),
        ("签收期限", "2026年3月9日", "反馈期限", "2026年3月12日"),
        ("督办依据", "《清河县专业镇行动方案》第三条"),
    )
    assert receipt[0][1] == "清专镇督〔2026〕3号　关于陶瓷专业镇产值任务逾期的督办单"
    assert [row[0] for row in answer][-2:] == ["复核意见（由非经办人复核）", "销号意见"]


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(LETTER, due=None, overdue=None, basis="", receipt_by=None, feedback_by=None)
    (facts,) = laid_out(bare).tables
    assert facts == (
        ("督办事项", "陶瓷专业镇产值任务"),
        ("时限名称", "任务办理时限", "责任单位", "清河县商务局"),
    )
    odd = replace(bare, due=date(2026, 3, 2))
    assert laid_out(odd).tables[0][-1] == ("责任单位", "清河县商务局")


def test_a_notice_to_all_has_no_slips_and_no_colour() -> None:
    told = replace(LETTER, kind="通报", colour="", receipt_by=None, feedback_by=None, addressee="")
    layout = laid_out(told)
    assert layout.tables == ()
    assert layout.styled("Mark") == ()
    assert layout.styled("Addressee") == ()
