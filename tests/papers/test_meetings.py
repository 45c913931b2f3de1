"""Notice, book and minutes of a meeting as official papers."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from zhenxing.papers.dispatch import SheetLine, SheetPart
from zhenxing.papers.meetings import (
    BookItem,
    MeetingBook,
    MeetingNotice,
    Minutes,
    MinutesDecision,
    NoticeItem,
    UnitReport,
    book_paper,
    decision_words,
    minutes_paper,
    notice_paper,
)
from zhenxing.papers.official import OfficialPaper, official_docx

DECISION = MinutesDecision(
    "建成公共窑炉。",
    "抓紧安装\n尽早试烧。",
    "县工信局",
    ("窑头镇", "县供电公司"),
    "副县长",
    date(2026, 8, 31),
    "小作坊没有窑炉",
    "窑头镇",
)


def words(paper: OfficialPaper) -> str:
    found = Document(io.BytesIO(official_docx(paper)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in found.paragraphs), *cells])


def notice(**changes: object) -> MeetingNotice:
    given = {
        "organ": "领导小组办公室",
        "title": "工作推进会",
        "when": "2026年7月3日（星期五）09:00",
        "place": "三楼会议室",
        "chair": "县长林知远",
        "items": (NoticeItem("审议办法", "审议", "窑头镇", 15), NoticeItem("通报情况")),
        "units": ("县工信局", "窑头镇"),
        "noticed": date(2026, 6, 28),
        **changes,
    }
    return MeetingNotice(**given)  # type: ignore[arg-type]  # given by name


def test_a_notice_tells_when_where_what_and_asks_for_a_slip() -> None:
    said = words(
        notice_paper(
            notice(reply_by=date(2026, 7, 1), contact="秦书宁", statements=True, requirements="准时。")
        )
    )
    parts = ("关于召开工作推进会的通知", "1.审议办法（审议，窑头镇，15分钟）。", "2.通报情况。", "参会回执")
    parts += ("2026年7月1日前反馈", "三部分准备书面汇报", "联系人和电话：秦书宁", "县长林知远。")
    assert [part for part in parts if part not in said] == []


def test_a_notice_with_little_known_says_what_is_to_follow() -> None:
    said = words(notice_paper(notice(place="", chair="", units=())))
    assert "另行通知" in said
    assert "会议主持" not in said
    assert "请准时参会" in said
    assert "参会回执" not in said


def test_the_book_begins_with_what_became_of_earlier_decisions() -> None:
    report = UnitReport("窑头镇", "上半年", "完工两座", "", "试烧")
    lines = (SheetLine("建成公共窑炉", "县工信局", light="red"),)
    paper = SheetPart("红灯和超期事项", lines, 1)
    items = (BookItem("研究超期事项", "协调", "县工信局", "请逐项明确。", paper),
             BookItem("听取汇报", reports=(report,)), BookItem("其他"))  # fmt: skip
    book = MeetingBook("推进会", "领导小组办公室", date(2026, 7, 3), "", date(2026, 6, 28),
                       SheetPart("", lines, 1), items, "cd" * 32, True)  # fmt: skip
    said = words(book_paper(book))
    headings = [line for line in said.splitlines() if line[:2] in ("一、", "二、", "三、", "四、")]
    assert headings == [
        "一、以前议定事项落实情况",
        "二、研究超期事项（协调，县工信局）",
        "三、听取汇报",
        "四、其他",
    ]
    assert "（未填写）" in said
    assert "（没有书面材料）" in said
    assert "cdcdcdcdcdcdcdcd" in said
    assert "演示数据" in said


def test_minutes_print_each_decision_as_one_paragraph() -> None:
    minutes = Minutes(
        organ="领导小组办公室",
        number="云专镇纪〔2026〕3号",
        title="推进会",
        held=date(2026, 7, 3),
        place="三楼",
        chair="县长林知远",
        opening="会议听取了汇报。",
        items=("审议办法",),
        decisions=(DECISION,),
        present=(("出席", "县工信局"),),
        excused=("县商务局",),
        issued=date(2026, 7, 5),
    )
    paper = minutes_paper(minutes)
    said = words(paper)
    assert f"建成公共窑炉。{decision_words(DECISION)}" in said
    assert "2026年7月3日，县长林知远在三楼主持召开推进会。" in said
    assert "问题答复情况" in said
    assert "请假：县商务局。" in said
    assert paper.number == "云专镇纪〔2026〕3号"


def test_a_draft_has_neither_number_nor_head() -> None:
    empty = Minutes("领导小组办公室", "", "推进会", date(2026, 7, 3), "", "", "", (), (), (), (), None)
    paper = minutes_paper(empty)
    assert (paper.number, paper.organ) == (None, "")
    assert "没有议定需要督办的事项" in words(paper)


def test_what_is_not_known_of_a_decision_is_left_out() -> None:
    assert decision_words(MinutesDecision("制定标准")) == ""
    assert decision_words(MinutesDecision("制定标准", lead="县发改局")) == "（县发改局牵头）"
    assert decision_words(DECISION) == (
        "抓紧安装尽早试烧。（县工信局牵头，窑头镇、县供电公司配合，责任领导：副县长，2026年8月31日前完成）"
    )
