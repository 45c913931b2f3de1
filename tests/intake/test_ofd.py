"""OFD: pages in their order, lines as they are printed, tables row by row, oddities named."""

from __future__ import annotations

import pytest

from intake import files
from intake.ofd_files import Doc, grid, lines, ofd, page, simple, stroke, text
from zhenxing.intake import read_bytes
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.ofd import read_ofd

FIRST = ["云岭县人民政府办公室文件", "云政办发〔2025〕3号", "关于印发方案的通知"]
SECOND = ["二、重点任务", "(一)建设陶瓷园区。县发展局牵头。"]


def test_pages_begin_where_page_starts_say() -> None:
    found = read_ofd(simple(FIRST, SECOND))
    assert found.text.split("\n") == [*FIRST, *SECOND]
    assert [found.text[at : at + 2] for at in found.page_starts] == ["云岭", "二、"]
    assert found.notes == ()


def test_a_file_is_known_by_its_bytes_and_read_in_the_child() -> None:
    source = read_bytes(simple(FIRST, SECOND), "通知.pdf")
    assert source.media_type == "application/ofd"
    assert source.text.startswith(FIRST[0])
    assert len(source.page_starts) == 2
    assert "OFD" in source.notes[0]


@pytest.mark.parametrize("prefix", ["", "ofd", "x"])
@pytest.mark.parametrize("space", ["http://www.ofdspec.org/2016", "http://www.ofdspec.org", "urn:other"])
def test_names_are_read_in_any_name_space(prefix: str, space: str) -> None:
    assert read_ofd(ofd(Doc([page(lines(*FIRST))]), prefix=prefix, space=space)).text == "\n".join(FIRST)


def test_locations_may_begin_at_the_root_and_differ_in_case() -> None:
    assert read_ofd(ofd(Doc([page(lines("正文文字"))]), lead="/")).text == "正文文字"
    assert read_ofd(ofd(Doc([page(lines("正文文字"))]), lead="/DOC_0/../")).text == "正文文字"


def test_the_order_of_pages_is_the_document_s_not_the_zip_s() -> None:
    document = Doc([page(lines(f"第{number}页文字")) for number in range(12)])
    assert read_ofd(ofd(document)).text.split("\n") == [f"第{number}页文字" for number in range(12)]


def test_lines_go_down_then_across_whatever_order_they_are_drawn_in() -> None:
    drawn = [text("下行", 30, 80), text("右半", 60, 40.4), text("左半", 30, 40), text("中行", 30, 60)]
    assert read_ofd(ofd(Doc([page(*drawn)]))).text == "左半 右半\n中行\n下行"


def test_characters_drawn_one_by_one_make_words() -> None:
    drawn = [text(character, 30 + 5 * index, 40) for index, character in enumerate("云岭县2025年")]
    assert read_ofd(ofd(Doc([page(*drawn)]))).text.replace(" ", "") == "云岭县2025年"
    chinese = [text(character, 30 + 5 * index, 40) for index, character in enumerate("云岭县方案")]
    assert read_ofd(ofd(Doc([page(*chinese)]))).text == "云岭县方案"


def test_text_drawn_twice_as_false_bold_is_read_once() -> None:
    drawn = [text("标题", 30, 40), text("标题", 30.1, 40.1), text("标题", 30, 60)]
    assert read_ofd(ofd(Doc([page(*drawn)]))).text == "标题\n标题"


def test_a_leap_inside_a_text_code_is_a_gap() -> None:
    parted = text("目标任务", 30, 40, delta="5 60 5")
    assert read_ofd(ofd(Doc([page(parted)]))).text == "目标 任务"


def test_a_place_left_out_is_that_of_the_text_before() -> None:
    two = (
        '<TextObject Boundary="10 10 100 20" Size="5"><TextCode X="3" Y="5">甲</TextCode>'
        '<TextCode Y="13">乙</TextCode><TextCode X="40">丙</TextCode></TextObject>'
    )
    assert read_ofd(ofd(Doc([page(two)]))).text == "甲\n乙 丙"


def test_the_matrix_of_an_object_moves_its_text() -> None:
    moved = text("上行", 30, 200, more=' CTM="1 0 0 1 0 -160"')
    assert read_ofd(ofd(Doc([page(text("下行", 30, 60), moved)]))).text == "上行\n下行"


def test_a_column_of_characters_is_one_word() -> None:
    upright = (
        '<TextObject Boundary="10 10 10 50" Size="5">'
        '<TextCode X="0" Y="5" DeltaY="g 2 6">责任制</TextCode></TextObject>'
    )
    assert read_ofd(ofd(Doc([page(upright, text("正文", 40, 60))]))).text == "责任制\n正文"


LEFT = [f"左栏第{number}行文字写满了这一整栏的宽" for number in "一二三四五"]
RIGHT = [f"右栏第{number}行文字写满了这一整栏的宽" for number in "一二三四五"]


@pytest.mark.parametrize("offset", [0, 3.5])
def test_two_columns_are_read_one_after_the_other(offset: float) -> None:
    """… between the lines that cross the page, also where the base lines of the columns differ."""
    drawn = page(
        text("横贯全页的标题文字横贯全页的标题文字横贯全页", 15, 25),
        *(text(line, 15, 40 + 8 * row, 4.5) for row, line in enumerate(LEFT)),
        *(text(line, 110, 40 + offset + 8 * row, 4.5) for row, line in enumerate(RIGHT)),
        text("横贯全页的末尾文字横贯全页的末尾文字横贯全页", 15, 100),
    )
    found = read_ofd(ofd(Doc([drawn]))).text.split("\n")
    assert found[1:-1] == [*LEFT, *RIGHT]
    assert found[0].endswith("横贯全页")
    assert "末尾" in found[-1]


def test_names_beside_posts_are_no_columns() -> None:
    roster = [("组长", "张某"), ("副组长", "李某"), ("成员", "王某"), ("成员", "赵某"), ("成员", "钱某")]
    drawn = [
        text(said, x, 40 + 8 * row)
        for row, names in enumerate(roster)
        for x, said in zip((30, 90), names, strict=True)
    ]
    found = read_ofd(ofd(Doc([page(*drawn)]))).text.split("\n")
    assert found == [f"{post} {name}" for post, name in roster]


def test_ruled_tables_go_row_by_row_between_the_lines_around_them() -> None:
    drawn = page(
        text("附件：任务分解表", 20, 30),
        grid(20, 40, [60, 60], [15, 25, 15]),
        text("任务", 22, 50), text("牵头单位", 82, 50),
        text("建设陶瓷", 22, 62), text("产业园区", 22, 70), text("县发展局", 82, 66),
        text("县财政局", 82, 90),
        text("联系人见通知", 20, 110),
    )  # fmt: skip
    assert read_ofd(ofd(Doc([drawn]))).text.split("\n") == [
        "附件：任务分解表",
        "任务\t牵头单位",
        "建设陶瓷产业园区\t县发展局",
        "\t县财政局",
        "联系人见通知",
    ]


def test_a_box_around_text_and_a_line_under_it_are_no_table() -> None:
    box = (
        '<PathObject Boundary="20 30 100 30"><AbbreviatedData>M 0 0 L 100 0 L 100 30 L 0 30 C'
        "</AbbreviatedData></PathObject>"
    )
    drawn = page(box, stroke(20, 45, 120, 45), text("框中文字", 22, 40), text("框下文字", 22, 70))
    assert read_ofd(ofd(Doc([drawn]))).text == "框中文字\n框下文字"


def test_a_template_is_printed_once() -> None:
    head = page(text("云岭县人民政府文件", 30, 20))
    document = Doc([page(lines(line), template="7") for line in ("首页正文", "次页正文")], {"7": head})
    assert read_ofd(ofd(document)).text == "云岭县人民政府文件\n首页正文\n次页正文"


def test_several_documents_follow_each_other() -> None:
    found = read_ofd(ofd(Doc([page(lines("甲文正文"))]), Doc([page(lines("乙文正文"))])))
    assert found.text == "甲文正文\n乙文正文"
    assert found.page_starts == (0, 5)
    assert "2 份文档" in found.notes[0]


def test_what_is_not_read_is_said() -> None:
    hidden = text("看不见", 30, 60, more=' Visible="false"')
    attached = {"Attachs/Attachments.xml": '<Attachment ID="1" Name="任务表.xlsx"/><Attachment/>'}
    document = Doc(
        [page(lines("正文"), hidden, "<ImageObject/>", "<CompositeObject/>")],
        more="<Attachments>Attachs/Attachments.xml</Attachments>",
        parts=attached,
    )
    found = read_ofd(ofd(document, body="<Signatures>Signs.xml</Signatures>"))
    assert found.text == "正文"
    said = "".join(found.notes)
    for word in ("任务表.xlsx", "电子签章", "1 处隐藏", "1 幅图片", "1 个复合图形"):
        assert word in said


def test_scanned_pages_are_named() -> None:
    found = read_ofd(ofd(Doc([page(lines("正文文字")), page("<ImageObject/>"), page()])))
    assert "共 3 页，其中第 2—3 页" in "".join(found.notes)
    with pytest.raises(IntakeError) as refused:
        read_ofd(ofd(Doc([page("<ImageObject/>")])))
    assert (refused.value.code, "OFD" in refused.value.message) == ("scanned", True)


def broken(**changes: bytes | str) -> bytes:
    parts: dict[str, bytes | str] = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": '<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>',
        "D/P.xml": f"<Page>{page(lines('正文文字'))}</Page>",
    }
    return files.zipped({name: data for name, data in {**parts, **changes}.items() if data})


def test_attachments_and_pages_that_are_not_there_do_no_harm() -> None:
    listed = '<Page BaseLoc="P.xml"/><Page BaseLoc="Q.xml"/><Page/>'
    template = '<CommonData><TemplatePage ID="1" BaseLoc="T.xml"/></CommonData>'
    document = f"<Document>{template}<Pages>{listed}</Pages><Attachments>no.xml</Attachments></Document>"
    content = f"<Page>{page(lines('正文文字'), template='1')}</Page>"
    found = read_ofd(broken(**{"D/Document.xml": document, "D/P.xml": content}))
    assert found.text == "正文文字\n"
    assert "1 页在文件里找不到" in "".join(found.notes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"OFD.xml": "<OFD/>"}, "damaged"),
        ({"OFD.xml": "<OFD>"}, "damaged"),
        ({"D/Document.xml": ""}, "damaged"),
        ({"D/Document.xml": "<Document/>"}, "damaged"),
        ({"D/Document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><Document>&x;</Document>'}, "unsafe"),
        ({"D/Document.xml": "<D>" + '<Page BaseLoc="P.xml"/>' * 5001 + "</D>"}, "unsafe"),
    ],
)
def test_damage_and_danger_are_named(changes: dict[str, bytes | str], code: str) -> None:
    with pytest.raises(IntakeError) as refused:
        read_ofd(broken(**changes))
    assert refused.value.code == code


@pytest.mark.parametrize("number", ["", "x", "nan", "inf", "1e400", "-1e12", "9" * 50])
def test_numbers_that_are_none_count_as_not_given(number: str) -> None:
    odd = (
        f'<TextObject Boundary="{number} 10 {number} 10" Size="{number}" CTM="{number} 0 0 1 0 {number}">'
        f'<TextCode X="{number}" Y="{number}" DeltaX="g {number} {number} {number}">文字</TextCode>'
        f"</TextObject><PathObject Boundary=\"{number}\"><AbbreviatedData>M {number} 0 L 0 {number} L C"
        "</AbbreviatedData></PathObject>"
    )  # fmt: skip
    found = read_ofd(ofd(Doc([page(odd, lines("正文"))]))).text
    assert "正文" in found.split("\n")


def test_steps_repeated_without_end_are_as_many_as_the_characters() -> None:
    endless = text("文字", 30, 40, delta="g 999999999 5")
    assert read_ofd(ofd(Doc([page(endless)]))).text == "文字"


def test_a_drawing_of_many_lines_is_not_searched_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhenxing.intake.ofd_text._MOST_RULES", 3)
    cells = [
        text(said, x, y) for said, x, y in (("甲", 22, 50), ("乙", 82, 50), ("丙", 22, 65), ("丁", 82, 65))
    ]
    drawn = page(grid(20, 40, [60, 60], [15, 15]), *cells)
    assert read_ofd(ofd(Doc([drawn]))).text == "甲 乙\n丙 丁"
