"""An official paper read back: margins, grid, faces, numbers, levels, page numbers, imprint."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest

from papers.official_samples import SENTENCE, a_paper, a_table
from zhenxing.intake.docx import read_docx
from zhenxing.papers.official import (
    Blank,
    Cell,
    Cover,
    Form,
    Heading,
    OfficialPaper,
    PageBreak,
    Paragraph,
    Table,
    official_docx,
)
from zhenxing.papers.official_check import departures
from zhenxing.papers.read_back import Layout, read_back


def laid_out(**changes: object) -> Layout:
    return read_back(official_docx(a_paper(**changes)))


def texts(layout: Layout, style: str) -> list[str]:
    return [found.text for found in layout.styled(style)]


def test_a_paper_keeps_the_standard() -> None:
    assert departures(laid_out()) == ()


def test_page_and_grid() -> None:
    layout = laid_out()
    assert [round(length) for length in layout.page] == [210, 297]
    assert [round(length) for length in layout.margins] == [37, 26, 35, 28]
    assert (layout.lines, layout.characters) == (22, 28)


def test_a_line_of_text_is_a_line_of_the_grid_in_programs_that_do_not_keep_the_grid() -> None:
    layout = laid_out()
    core_width, core_height = (length / 25.4 * 72 for length in (156, 225))
    for paragraph in layout.styled("BodyText"):
        run = paragraph.runs[0]
        assert int(core_height / paragraph.line) == 22
        assert int(core_width / (run.size + run.spacing)) == 28


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Organ", "方正小标宋简体", None),
        ("Title", "方正小标宋简体", 22),
        ("Number", "仿宋_GB2312", 16),
        ("Addressee", "仿宋_GB2312", 16),
        ("BodyText", "仿宋_GB2312", 16),
        ("Heading1", "黑体", 16),
        ("Heading2", "楷体_GB2312", 16),
        ("Heading3", "仿宋_GB2312", 16),
        ("Heading4", "仿宋_GB2312", 16),
        ("AttachmentMark", "黑体", 16),
        ("Signer", "仿宋_GB2312", 16),
        ("Date", "仿宋_GB2312", 16),
    ],
)
def test_faces_and_sizes(style: str, font: str, size: float | None) -> None:
    found = laid_out().styled(style)
    assert found
    assert {paragraph.font for paragraph in found} == {font}
    assert size is None or {paragraph.size for paragraph in found} == {size}


def test_levels_are_numbered_and_the_third_is_bold() -> None:
    layout = laid_out()
    assert texts(layout, "Heading1") == ["一、认定结果", "二、工作要求", "一、名单"]
    assert layout.styled("Heading2")[1].text.startswith("（二）培育对象。各乡镇")
    assert [run.font for run in layout.styled("Heading2")[1].runs] == ["楷体_GB2312", "仿宋_GB2312"]
    assert texts(layout, "Heading3") == ["1.基本条件"]
    assert texts(layout, "Heading4") == ["（1）有产业规划"]
    assert layout.styled("Heading3")[0].bold
    assert not layout.styled("Heading4")[0].bold
    assert [layout.styled(f"Heading{level}")[0].outline for level in (1, 2, 3, 4)] == [0, 1, 2, 3]


def test_a_heading_keeps_the_number_it_brings_and_ends_with_a_stop_before_its_text() -> None:
    layout = laid_out(
        body=(Heading(1, "三、旧序号"), Heading(2, "不编号", numbered=False), Heading(3, "甲", "乙"))
    )
    assert texts(layout, "Heading1") == ["三、旧序号"]
    assert texts(layout, "Heading2") == ["不编号"]
    assert texts(layout, "Heading3") == ["1.甲。乙"]


def test_there_are_four_levels() -> None:
    with pytest.raises(ValueError, match="只有四级"):
        Heading(5, "五级")


def test_the_head() -> None:
    layout = laid_out()
    (organ,) = layout.styled("Organ")
    (number,) = layout.styled("Number")
    assert (organ.text, organ.align, organ.runs[0].colour) == ("清河县人民政府文件", "center", "FF0000")
    assert number.text == "清政发〔2026〕5号"
    assert number.red_line
    assert texts(layout, "Addressee") == ["各乡镇人民政府，县直各有关单位："]


def test_upwards_the_signer_stands_beside_the_number() -> None:
    (number,) = laid_out(issued_by="张三").styled("Number")
    assert number.text == "清政发〔2026〕5号\t签发人：张三"
    assert [run.font for run in number.runs] == ["仿宋_GB2312", "楷体_GB2312"]


def test_marks_stand_in_the_corner_in_their_order() -> None:
    layout = laid_out(secrecy="秘密★1年", urgency="特急", copy_number="000012")
    assert texts(layout, "Mark") == ["000012", "秘密★1年", "特急"]


def test_a_name_too_long_for_the_core_is_narrowed_before_it_becomes_small() -> None:
    name = "清河县推进特色专业镇高质量发展工作领导小组办公室文件"
    (organ,) = laid_out(organ=name).styled("Organ")
    xml = zipfile.ZipFile(io.BytesIO(official_docx(a_paper(organ=name)))).read("word/document.xml").decode()
    scale = int(re.findall(r'<w:w w:val="(\d+)"', xml)[0])
    assert organ.size * len(name) * scale / 100 <= 156 / 25.4 * 72
    assert organ.size >= 22


def test_the_date_stands_four_characters_from_the_edge_and_the_signer_above_its_middle() -> None:
    layout = laid_out()
    (signer,) = layout.styled("Signer")
    (day,) = layout.styled("Date")
    assert (day.text, day.align, day.right) == ("2026年3月5日", "right", 4)
    # 7 characters over 6: half a character further in
    assert (signer.align, signer.right) == ("right", 3.5)


@pytest.mark.parametrize(
    ("signer", "sealed", "expected"),
    [
        # the date begins two characters right of the signer
        ("清河县推进专业镇发展领导小组", False, (2, 8)),
        # a date longer than its signer stands two characters from the edge
        ("清河县", False, (7, 2)),
        # a signer too wide for the middle of the date takes the edge
        ("清河县推进特色专业镇高质量发展领导小组", True, (0, 6.5)),
        ("清河县推进特色专业镇高质量发展工作领导小组办公室及其成员单位", True, (0, 4)),
    ],
)
def test_signer_and_date(signer: str, sealed: bool, expected: tuple[float, float]) -> None:
    layout = laid_out(signer=signer, sealed=sealed)
    assert (layout.styled("Signer")[0].right, layout.styled("Date")[0].right) == expected


def test_a_paper_without_date_or_signer() -> None:
    assert laid_out(signer="", date=None).styled("Signer") == ()
    assert laid_out(date=None, printed_on=None).styled("Date") == ()
    assert laid_out(signer="", note="").styled("Date")[0].text == "2026年3月5日"
    assert laid_out(seal_note="（盖章）").styled("Signer")[0].text == "清河县人民政府（盖章）"


def test_enclosures_are_named_below_the_text_and_bound_behind_it() -> None:
    layout = laid_out()
    assert texts(layout, "Enclosures") == ["附件：1. 清河县县级专业镇名录", "2. 清河县专业镇培育对象名单"]
    assert texts(layout, "AttachmentMark") == ["附件1", "附件2"]
    assert texts(layout, "Title")[1:] == ["清河县县级专业镇名录", "清河县专业镇培育对象名单"]
    only = laid_out(body=(Paragraph(SENTENCE),), attachments=("申报书格式。",))
    assert texts(only, "Enclosures") == ["附件：申报书格式"]


def test_page_numbers_stand_on_the_outer_side() -> None:
    layout = laid_out()
    assert layout.odd_and_even
    odd, even = layout.footers["default"], layout.footers["even"]
    assert (odd.align, odd.right, even.align, even.left) == ("right", 1, "left", 1)
    for footer in (odd, even):
        assert footer.page_field
        assert footer.text == "— 1 —"
        assert (footer.font, footer.size) == ("宋体", 14)


def test_the_imprint() -> None:
    layout = laid_out()
    copies, printed, _ = layout.boxed
    assert copies.text.startswith("抄送：县委各部门，")
    assert copies.text.endswith("。")
    assert printed.text == "清河县人民政府办公室\t2026年3月6日印发"
    assert layout.rules == {"top": 1.0, "bottom": 1.0, "insideH": 0.75}
    assert laid_out(copies_to=(), printed_by="").boxed == ()


def test_every_face_says_what_may_stand_in_for_it() -> None:
    fonts = laid_out().fonts
    assert fonts["仿宋_GB2312"][:4] == ("FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK")
    assert all(names[-1].startswith("Noto") for face, names in fonts.items() if face != "Times New Roman")


def test_a_table_repeats_its_header_and_tears_no_row() -> None:
    data = official_docx(a_paper())
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 2
    assert xml.count("<w:cantSplit/>") == 4 + 41 + 2
    assert read_back(data).tables[0][1] == ("1", "清河陶瓷专业镇", "清河镇", "12000")


def test_a_table_of_uneven_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="列数不一致"):
        Table(("甲", "乙"), (("1",),))
    with pytest.raises(ValueError, match="列数不一致"):
        Table(("甲", "乙"), (), widths=(1,))
    with pytest.raises(ValueError, match="这一行的列数不对"):
        Form((1, 1), ((Cell("甲"),),))


def test_a_wide_table_is_set_smaller() -> None:
    wide = Table(tuple(f"很长的表头第{at}列" for at in range(9)), (("很长的一格内容",) * 9,))
    sizes = re.findall(
        r'w:val="(\d+)"/><w:szCs',
        zipfile.ZipFile(io.BytesIO(official_docx(a_paper(body=(wide,)))))
        .read("word/document.xml")
        .decode()
        .split("<w:tbl>")[1],
    )
    assert "21" in sizes
    assert "28" not in sizes


def test_the_same_paper_is_the_same_file() -> None:
    assert official_docx(a_paper()) == official_docx(a_paper())
    assert official_docx(a_paper()) != official_docx(replace(a_paper(), number="清政发〔2026〕6号"))


def test_word_opens_it() -> None:
    document = docx.Document(io.BytesIO(official_docx(a_paper())))
    assert document.core_properties.title.startswith("清河县人民政府关于")
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert "认定结果" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_our_own_reader_reads_it_with_its_imprint() -> None:
    text = read_docx(official_docx(a_paper())).text
    assert "清政发〔2026〕5号" in text
    assert "抄送：县委各部门" in text


def test_what_a_clipboard_brings_does_not_break_the_file() -> None:
    layout = laid_out(
        title="坏\x00字\x0b符", body=(Paragraph("甲\x07乙\r\n丙 <w:b/> & 丁\ud800"),), organ="A&B"
    )
    assert texts(layout, "Title") == ["坏字符"]
    assert texts(layout, "BodyText") == ["甲乙", "丙 <w:b/> & 丁"]


def test_a_paper_without_red_head_begins_with_its_title() -> None:
    layout = read_back(official_docx(OfficialPaper("", None, "云岭县专业镇申报情况说明")))
    assert layout.paragraphs[0].style == "Title"
    assert layout.styled("Organ") == ()
    only_imprint = official_docx(OfficialPaper("", None, "", body=(a_table(),), printed_by="办公室"))
    assert read_back(only_imprint).boxed[0].text == "办公室"


def test_cover_form_and_breaks() -> None:
    cover = Cover(
        "专业镇申报书",
        "（2026年度）",
        ("编号：", "附件"),
        (("申报单位", "清河镇"), ("镇", "某")),
        "二〇二六年",
    )
    form = Form(
        (1, 3), ((Cell("意见", label=True), Cell("同意\n（盖章）", lines=4)), (Cell("备注", span=2),))
    )
    body = (
        form,
        PageBreak(),
        Blank(2),
        Paragraph("说明", strong=True, align="center"),
        Paragraph("顶格", indent=False),
    )
    layout = read_back(official_docx(OfficialPaper("", None, "", body=body, cover=cover)))
    assert layout.tables[0] == (("意见", "同意（盖章）"), ("备注",))
    assert sum(paragraph.breaks for paragraph in layout.paragraphs) == 2
    assert [run.text for run in layout.paragraphs[-2].runs] == ["顶格"] or texts(layout, "Normal")[
        -1
    ] == "顶格"
    values = [found.text for found in layout.paragraphs if "：" in found.text]
    assert "申报单位：清河镇" in values
    assert "镇　　　：某" in values


def test_dates_carry_no_zeros() -> None:
    assert laid_out(date=date(2026, 11, 22)).styled("Date")[0].text == "2026年11月22日"
