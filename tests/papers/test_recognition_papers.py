"""The papers of a recognition: what was judged stands in them, what is missing says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhenxing.papers.official import OfficialPaper, official_docx
from zhenxing.papers.official_check import departures
from zhenxing.papers.read_back import Layout, read_back
from zhenxing.papers.recognition import (
    ApplicationForm,
    DecisionPaper,
    Evidence,
    Ground,
    Listed,
    Mark,
    NoticePaper,
    ReviewOpinion,
    RollEntry,
    RollPaper,
    application_paper,
    decision_paper,
    notice_paper,
    review_paper,
    roll_paper,
)

GROUNDS = (
    Ground("主导产业营业收入", "9.2亿元", "≥10亿元", "不符合", "0.8亿元", "第四条第一款"),
    Ground("主导产业占比", "", "＞70%", "缺数据"),
)
FORM = ApplicationForm(
    scheme="清河县县级专业镇认定",
    call="2026年第一批",
    town="清河陶瓷专业镇",
    applicant="清河镇人民政府",
    facts=(("所在地区", "清河县清河镇"), ("从业人员", "")),
    texts=(("基本情况", "镇区位于县城东部。\n现有企业36户。"), ("产业现状", " ")),
    grounds=GROUNDS,
    marks=(Mark("产业规模", "30", "25", "24.5"),),
    proofs=(Evidence("", "统计证明.pdf", "ab12cd34ef56aa"),),
    submitted=date(2026, 3, 1),
    frozen="9f86d081884c7d659a2f",
    demo=True,
)
ENTRIES = (
    Listed("清河陶瓷专业镇", "清河镇人民政府", "拟认定", "91.50", "1"),
    Listed("白石建材专业镇", "白石镇人民政府", "拟列入储备", "", "2"),
)
NOTICE = NoticePaper(
    organ="清河县工业局",
    title="关于2026年第一批拟认定县级专业镇名单的公示",
    scheme="清河县县级专业镇认定办法",
    call="2026年第一批县级专业镇",
    entries=ENTRIES,
    begins=date(2026, 3, 9),
    ends=date(2026, 3, 13),
    working_days=5,
    contact="0000-1234567",
    channel="县政府门户网站",
)
DECISION = DecisionPaper(
    organ="清河县人民政府文件",
    number="清政发[2026]05号",
    title="清河县人民政府关于认定2026年第一批县级专业镇的决定",
    addressees=("各乡镇人民政府",),
    text="经公示，现决定认定1个镇。\n一、抓好建设。各镇要抓好落实。",
    decided=date(2026, 3, 20),
    entries=(replace(ENTRIES[0], result="", score="", place=""),),
    grounds=GROUNDS,
)
REVIEW = ReviewOpinion(
    "清河县工业局",
    "清河陶瓷专业镇",
    "清河镇人民政府",
    "清河县县级专业镇认定办法",
    "2026年第一批",
    "不符合",
    "营业收入不到10亿元。",
    "张三",
    date(2026, 3, 8),
    GROUNDS,
)
SINCE, UNTIL = date(2024, 5, 1), date(2027, 4, 30)
LINES = (
    RollEntry("清河专业镇", "清河镇", "陶瓷", "省级专业镇", "2024年", "甲发〔2024〕1号", SINCE, UNTIL),
    RollEntry("白石专业镇", "白石镇", "水泥", "县级专业镇", "2026年", "清政发〔2026〕5号", date(2026, 3, 20)),
    RollEntry("青石专业镇", "青石镇", "石材", "县级专业镇", "2026年", "", None),
)
ROLL = RollPaper("清河县专业镇名录", date(2026, 3, 31), LINES, "清河县工业局", "0000-1234567")


def laid_out(paper: OfficialPaper) -> Layout:
    return read_back(official_docx(paper))


@pytest.mark.parametrize(
    "paper",
    [
        application_paper(FORM),
        review_paper(REVIEW),
        notice_paper(NOTICE),
        decision_paper(DECISION),
        roll_paper(ROLL),
    ],
    ids=["申报书", "初审意见书", "公示", "决定", "名录"],
)
def test_every_paper_keeps_the_standard(paper: OfficialPaper) -> None:
    assert departures(laid_out(paper)) == ()


def test_an_application_carries_its_parts_and_says_what_is_missing() -> None:
    layout = laid_out(application_paper(FORM))
    assert layout.paragraphs[0].text == "演示数据"
    headings = [found.text for found in layout.styled("Heading1")]
    assert headings == [
        "一、基本信息",
        "二、基本情况",
        "三、产业现状",
        "四、申报条件对照",
        "五、评审项目自评",
        "六、佐证材料清单",
        "七、申报单位承诺",
    ]
    facts, grounds, marks, proofs, boxes = layout.tables
    assert facts[1] == ("从业人员", "（缺）")
    assert grounds[1] == ("1", "主导产业营业收入", "9.2亿元", "≥10亿元", "不符合", "0.8亿元", "第四条第一款")
    assert grounds[2][2:] == ("缺数据", "＞70%", "缺数据", "—", "—")
    assert marks[1] == ("1", "产业规模", "30", "25", "24.5", "—")
    assert proofs[1] == ("1", "综合", "统计证明.pdf", "ab12cd34ef56")
    assert [row[0] for row in boxes] == ["申报单位意见", "推荐单位意见", "受理单位意见"]
    assert "（未填写）" in [found.text for found in layout.styled("BodyText")]
    assert "材料编号：9f86d081884c" in [found.text for found in layout.paragraphs]


def test_an_empty_draft_is_a_paper_too() -> None:
    layout = laid_out(application_paper(ApplicationForm("认定", "2026年", "某镇", "某单位")))
    texts = [found.text for found in layout.paragraphs]
    assert "材料编号：（未受理）" in texts
    assert "（没有附佐证材料）" in texts
    assert layout.tables[0] == (("基本信息", "（缺）"),)


def test_a_review_opinion_shows_each_condition() -> None:
    layout = laid_out(review_paper(REVIEW))
    assert layout.styled("Title")[0].text == "清河陶瓷专业镇2026年第一批初审意见书"
    assert ("初审结论", "不符合") in layout.tables[0]
    assert not layout.styled("Organ")
    numbered = laid_out(review_paper(replace(REVIEW, number="清工字〔2026〕1号", grounds=(), opinion="")))
    assert numbered.styled("Organ")[0].text == "清河县工业局"
    assert len(numbered.tables) == 1


def test_a_notice_says_until_when_and_where_to_object() -> None:
    layout = laid_out(notice_paper(NOTICE))
    told = "".join(found.text for found in layout.styled("BodyText"))
    assert "2026年3月9日至2026年3月13日（5个工作日）" in told
    assert "受理电话：0000-1234567" in told
    assert layout.tables[0][2] == ("2", "白石建材专业镇", "白石镇人民政府", "—", "拟列入储备")
    own = laid_out(notice_paper(replace(NOTICE, text="本地措辞。", number="清工公〔2026〕2号")))
    assert [found.text for found in own.styled("BodyText")] == ["本地措辞。"]


def test_a_decision_binds_list_and_grounds_behind_it() -> None:
    layout = laid_out(decision_paper(DECISION))
    assert layout.styled("Number")[0].text == "清政发〔2026〕5号"
    assert [found.text for found in layout.styled("AttachmentMark")] == ["附件1", "附件2"]
    assert layout.tables[0] == (("序号", "专业镇", "申报单位"), ("1", "清河陶瓷专业镇", "清河镇人民政府"))
    assert layout.styled("Signer")[0].text == "清河县人民政府"
    plain = laid_out(decision_paper(replace(DECISION, entries=(), grounds=())))
    assert plain.styled("AttachmentMark") == ()


def test_the_roll_stands_by_tiers_as_of_a_day() -> None:
    layout = laid_out(roll_paper(ROLL))
    assert [found.text for found in layout.styled("Heading1")] == ["一、省级专业镇", "二、县级专业镇"]
    assert layout.tables[0][1][-1] == "2024.5—2027.4"
    assert [row[-1] for row in layout.tables[1][1:]] == ["2026.3起", "—"]
    empty = laid_out(roll_paper(RollPaper("名录", date(2026, 3, 31), ())))
    assert empty.styled("BodyText")[-1].text == "到目前还没有认定的专业镇。"
