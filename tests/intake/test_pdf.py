"""PDF: lines and page starts are right, tables go row by row, scans and locked files are named."""

from __future__ import annotations

import pytest

from intake import files
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.paged import joined
from zhenxing.intake.pdf import _attached, read_pdf


def test_pages_begin_where_page_starts_say() -> None:
    found = read_pdf(files.pdf([["云岭县培育方案", "一、总体要求"], ["二、重点任务（2025年）"]]))
    assert found.text == "云岭县培育方案\n一、总体要求\n二、重点任务（2025年）"
    assert [found.text[start : start + 2] for start in found.page_starts] == ["云岭", "二、"]
    assert found.notes == ()


def test_ruled_tables_go_row_by_row_between_the_lines_around_them() -> None:
    rows = [["任务", "牵头单位"], ["建设陶瓷\n产业园区", "县发展局"], ["", "县财政局"]]
    found = read_pdf(files.pdf_with_table("附件：任务分解表", rows, "联系人见通知"))
    assert found.text.split("\n") == [
        "附件：任务分解表",
        "任务\t牵头单位",
        "建设陶瓷产业园区\t县发展局",
        "\t县财政局",
        "联系人见通知",
    ]


def test_a_frame_around_text_is_not_a_table() -> None:
    found = read_pdf(files.pdf_with_table("上文", [["框中文字"]], "下文"))
    assert found.text == "上文\n框中文字\n下文"


def test_a_drawing_of_many_lines_is_not_searched_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhenxing.intake.pdf._MOST_EDGES", 3)
    found = read_pdf(files.pdf_with_table("上文", [["甲", "乙"], ["丙", "丁"]], "下文"))
    assert found.text.split("\n") == ["上文", "甲 乙", "丙 丁", "下文"]


def test_a_scan_is_named_with_its_number_of_pages() -> None:
    with pytest.raises(IntakeError) as refused:
        read_pdf(files.pdf([[], ["- 2 -"], []]))
    assert refused.value.code == "scanned"
    assert "3 页" in refused.value.message


def test_scanned_pages_among_others_are_noted() -> None:
    found = read_pdf(files.pdf([["正文一页"], [], ["正文三页"]]))
    assert found.notes == ("共 3 页，其中第 2 页几乎没有文字，可能是扫描的图片，其中的内容没有读到。",)
    assert found.page_starts == (0, 5, 6)


def test_a_damaged_page_does_not_take_the_others_with_it() -> None:
    sound = files.pdf([["正文一页"], ["正文二页"], ["正文三页"]])
    first, second, *rest = sound.split(b"/FlateDecode")
    found = read_pdf(b"/FlateDecode".join([b"/PlateDecode".join([first, second]), *rest]))
    assert found.text == "\n正文二页\n正文三页"
    assert found.page_starts == (0, 1, 6)
    [note] = found.notes
    assert "共 3 页，其中第 1 页已损坏" in note
    with pytest.raises(IntakeError) as refused:
        read_pdf(sound.replace(b"/FlateDecode", b"/PlateDecode"))
    assert refused.value.code == "damaged"


def test_a_locked_file_is_refused_and_an_openable_one_read() -> None:
    with pytest.raises(IntakeError) as refused:
        read_pdf(files.pdf([["正文"]], password="user"))
    assert refused.value.code == "encrypted"
    printable_only = files.pdf([["Notice 2025"]], password=files.NO_PASSWORD, font="Helvetica")
    assert b"/Encrypt" in printable_only
    assert read_pdf(printable_only).text == "Notice 2025"


def test_a_lock_of_an_unknown_kind_is_called_a_password() -> None:
    data = files.pdf([["正文"]], password="user").replace(b"/Filter /Standard", b"/Filter /Elsewher")
    with pytest.raises(IntakeError) as refused:
        read_pdf(data)
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (
            {
                "Names": [
                    b"a",
                    {"UF": b"\xfe\xff" + "任务表.xlsx".encode("utf-16-be")},
                    b"b",
                    {"F": b"list.doc"},
                ]
            },
            "任务表.xlsx、list.doc",
        ),
        ({"Kids": [{"Names": [b"a", {}]}, {"Names": [b"b", {"F": b"b.pdf"}]}, None]}, "未命名、b.pdf"),
        ({"Names": [b"a", {"F": b"a.doc"}] * 11}, "等"),
    ],
)
def test_attached_files_are_named(tree: dict[str, object], expected: str) -> None:
    [note] = _attached({"Names": {"EmbeddedFiles": tree}})
    assert expected in note
    assert "没有读入" in note


@pytest.mark.parametrize("catalog", [None, {}, {"Names": 3}, {"Names": {"EmbeddedFiles": {"Kids": 4}}}])
def test_no_attached_files_no_note(catalog: object) -> None:
    assert _attached(catalog) == []


def test_a_tree_of_attachments_without_end_is_given_up() -> None:
    endless: dict[str, object] = {"Names": [b"a", {"F": b"a.doc"}]}
    endless["Kids"] = [endless, endless]
    assert len(_attached({"Names": {"EmbeddedFiles": endless}})) == 1


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.7\n%%EOF", files.pdf([["正文"]])[:400]], ids=files.short
)
def test_damaged_files_are_named_as_such(data: bytes) -> None:
    with pytest.raises(IntakeError) as refused:
        read_pdf(data)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("stopped", "expected"), [(MemoryError(), MemoryError), (TypeError("no page"), IntakeError)]
)
def test_what_stops_the_reader_is_damage_unless_it_is_memory(
    monkeypatch: pytest.MonkeyPatch, stopped: Exception, expected: type[Exception]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise stopped

    monkeypatch.setattr("zhenxing.intake.pdf._page_text", stop)
    with pytest.raises(expected):
        read_pdf(files.pdf([["正文"]]))
    monkeypatch.undo()
    monkeypatch.setattr("pdfplumber.pdf.PDFDocument", stop)
    with pytest.raises(expected):
        read_pdf(files.pdf([["正文"]]))


def test_fonts_without_a_character_table_are_named() -> None:
    with pytest.raises(IntakeError) as refused:
        joined(["(cid:12)(cid:13)(cid:14)", "(cid:15)文字"], "PDF")
    assert refused.value.code == "print_fonts"
    found = joined(["正文" * 20 + "\ue001"], "PDF")
    assert "1 个字符" in found.notes[0]


def test_shapes_that_stand_for_ordinary_characters_are_put_right_in_place() -> None:
    found = joined(["⼀、⽬标\uf9dc", "⼆、任务"], "PDF")
    assert found.text == "一、目标隆\n二、任务"
    assert found.page_starts == (0, 6)
    assert "4 个字" in found.notes[0]


def test_a_long_list_of_thin_pages_is_cut_short() -> None:
    every_other = ["正文文字", ""] * 25
    assert "、38、40等 页" in joined(every_other, "PDF").notes[0]


def test_scanned_pages_in_a_row_are_drawn_together() -> None:
    assert "第 2—6、8 页" in joined(["正文", "", "", "", "", "", "正文", ""], "PDF").notes[0]
