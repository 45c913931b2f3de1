"""Word files: what is printed is read, in order; what is left out is noted; damage and tricks are refused."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from lxml import etree

from intake import files
from intake.files import docx, p
from zhenxing.intake.docx import read_docx
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.extract import Extract
from zhenxing.intake.xml import parse_xml


def read(body: str, **parts: str) -> Extract:
    return read_docx(docx(body, **parts))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_a_file_as_word_writes_it() -> None:
    document = python_docx.Document()
    document.add_heading("云岭县方案", 0)
    document.add_paragraph("各乡镇人民政府：")
    document.add_paragraph("第一项", style="List Number")
    document.add_paragraph("第二项", style="List Number")
    grid = document.add_table(2, 2)
    for index, text in enumerate(["任务", "牵头单位", "建园区", "县发展局"]):
        grid.cell(index // 2, index % 2).text = text
    document.sections[0].header.paragraphs[0].text = "页眉"
    output = io.BytesIO()
    document.save(output)
    found = read_docx(output.getvalue())
    assert found.text.split("\n") == [
        "云岭县方案",
        "各乡镇人民政府：",
        "1.第一项",
        "2.第二项",
        "任务\t牵头单位",
        "建园区\t县发展局",
    ]
    assert found.notes == ()


def test_runs_breaks_tabs_and_links_make_one_text() -> None:
    body = (
        "<w:p><w:r><w:t>到</w:t></w:r><w:hyperlink><w:r><w:t>2026</w:t></w:r></w:hyperlink>"
        "<w:r><w:t>年</w:t><w:tab/><w:t>达到</w:t><w:br/><w:t>3</w:t><w:noBreakHyphen/><w:t>5个</w:t></w:r></w:p>"
    )
    assert read(body).text == "到2026年\t达到\n3-5个"


def test_tracked_changes_are_accepted_and_noted() -> None:
    body = (
        "<w:p><w:r><w:t>达到</w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t>个</w:t></w:r></w:p>"
        f"<w:moveFrom>{p('搬走的')}</w:moveFrom><w:ins>{p('插入的段落')}</w:ins>"
    )
    found = read(body)
    assert found.text == "达到5个\n插入的段落"
    assert found.notes == ("文件带有修订记录：插入 1 处已采用，删除 1 处已略去。",)


def test_comments_hidden_text_symbols_and_pictures_are_left_out_and_noted() -> None:
    body = (
        '<w:p><w:r><w:t>正文</w:t><w:commentReference w:id="0"/><w:sym w:char="F0FE"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r>'
        "<w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    )
    found = read(body)
    assert found.text == "正文看得见"
    assert [note for note in found.notes if "1" in note] == list(found.notes)
    assert len(found.notes) == 4


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('云政发〔2025〕3号')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>标题</w:t></w:r></w:p>"
    )
    assert read(body).text == "云政发〔2025〕3号\n标题"


def test_footnotes_go_to_the_end_in_order_of_citation() -> None:
    notes = "".join(
        f'<w:footnote w:id="{key}">{p(text)}</w:footnote>'
        for key, text in ((2, "指规模以上工业。"), (3, "含园区。"))
    )
    body = (
        '<w:p><w:r><w:t>工业</w:t><w:footnoteReference w:id="2"/><w:t>企业</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>乡镇</w:t><w:footnoteReference w:id="3"/></w:r></w:p>'
    )
    found = read(body, footnotes=notes)
    assert found.text == "工业企业\n乡镇\n注1：指规模以上工业。\n注2：含园区。"
    assert found.text[found.page_starts[1] :].startswith("注1")
    assert "2 条脚注" in found.notes[0]


def test_tables_go_row_by_row_and_merged_cells_keep_their_place() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("牵头单位"), cell("任务"), cell("时限")),
        row(cell("县发展局", restart), cell("建园区"), cell("6月底前")),
        row(cell("", go_on), cell("育企业", '<w:gridSpan w:val="2"/>')),
        row(cell("小计"), cell("2项"), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
        row(cell(""), cell("")),
    )
    assert read(body).text.split("\n") == [
        "牵头单位\t任务\t时限",
        "县发展局\t建园区\t6月底前",
        "\t育企业",
        "\t小计\t2项",
    ]


def test_a_cell_of_several_paragraphs_stays_on_its_row() -> None:
    inner = f"<w:tc>{p('建园区，')}{p('育企业')}{p('引人才')}</w:tc>"
    assert read(table(row(cell("任务"), inner))).text == "任务\t建园区，育企业 引人才"


def test_a_table_that_only_frames_text_reads_as_paragraphs() -> None:
    inner = f"<w:tc>{p('第一段。')}{p('第二段。')}</w:tc>"
    assert read(table(row(inner))).text == "第一段。\n第二段。"


def test_numbers_are_counted_inside_tables_too() -> None:
    numbering = files.abstract(1, files.level(0, "decimal", "%1")) + files.num(1, 1)
    rows = [
        row(f"<w:tc>{files.numbered('', 1).replace('<w:t></w:t>', '<w:t>甲</w:t>')}</w:tc>", cell("乙"))
        for _ in range(2)
    ]
    assert read(table(*rows), numbering=numbering).text == "1 甲\t乙\n2 甲\t乙"


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('一、总体要求 1')}</w:sdtContent></w:sdt>"
    )
    body = p("二、任务 2", '<w:pStyle w:val="11"/>') + control + p("一、总体要求")
    found = read(body, styles=styles)
    assert found.text == "一、总体要求"
    assert found.notes == ("文件的目录没有读入。",)


def test_content_controls_and_ruby_are_read_through() -> None:
    above, below = "<w:r><w:t>lǐng</w:t></w:r>", "<w:r><w:t>岭</w:t></w:r>"
    ruby = f"<w:ruby><w:rt>{above}</w:rt><w:rubyBase>{below}</w:rubyBase></w:ruby>"
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:r><w:t>云</w:t></w:r><w:r>{ruby}</w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:tbl><w:sdt><w:sdtContent>{row(cell('甲'), cell('乙'))}</w:sdtContent></w:sdt></w:tbl><w:sectPr/>"
    )
    assert read(body).text == "云岭\n甲\t乙"


def with_parts(*names: str) -> bytes:
    body = files.part("document", f"<w:body>{p('云岭县方案')}</w:body>")
    return files.zipped({"word/document.xml": body, **dict.fromkeys(names, b"\xd0\xcf")})


def test_embedded_files_are_named_and_not_read() -> None:
    found = read_docx(
        with_parts("word/embeddings/任务分解表.xlsx", "word/embeddings/oleObject1.bin", "word/afchunk.htm")
    )
    assert found.text == "云岭县方案"
    [note] = found.notes
    assert note.startswith("文件里嵌有 3 个附件，没有读入")
    assert note.endswith("Excel 表格 任务分解表.xlsx、其他文件 oleObject1.bin、网页 afchunk.htm。")
    many = read_docx(with_parts(*(f"word/embeddings/{number}.docx" for number in range(12))))
    assert "12 个" in many.notes[0]
    assert many.notes[0].endswith("9.docx等。")


def test_macros_are_neither_run_nor_hidden() -> None:
    found = read_docx(with_parts("word/vbaProject.bin", "word/vbaData.xml"))
    assert found.text == "云岭县方案"
    assert found.notes == ("文件带有宏；只读了文字，宏没有运行。",)


def test_comments_are_counted_and_left_out() -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>力争3家</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    found = read(body, comments=f'<w:comment w:id="1">{p("改成5家")}</w:comment>')
    assert found.text == "力争3家"
    assert found.notes == ("文件带有 1 条批注，没有读入。",)


@pytest.mark.parametrize(
    "data", [files.billion_laughs(), files.xxe(), files.xxe("http://127.0.0.1:9/x")], ids=files.short
)
def test_entities_are_never_expanded(data: bytes) -> None:
    with pytest.raises(IntakeError) as refused:
        read_docx(data)
    assert refused.value.code == "unsafe"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut off",
        docx(p("文"))[:300],
        files.zipped({"word/document.xml": "<w:document"}),
        files.zipped({"word/document.xml": "<document/>"}),
        files.zipped({"word/other.xml": "<document/>"}),
    ],
    ids=["no zip", "truncated", "bad xml", "no body", "no document"],
)
def test_damaged_files_are_named_as_such(data: bytes) -> None:
    with pytest.raises(IntakeError) as refused:
        read_docx(data)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "inside", ["<w:p>" * 300, f"<w:p><w:r><w:t>{'字' * 4_000_000}</w:t></w:r></w:p>"], ids=["deep", "huge"]
)
def test_xml_beyond_all_measure_is_refused_as_dangerous(inside: str) -> None:
    with pytest.raises(IntakeError) as refused:
        parse_xml(files.part("document", inside).encode(), "word/document.xml")
    assert refused.value.code == "unsafe"


@pytest.mark.parametrize("said", ["Memory allocation failed", "unknown error (<string>, line 0)"])
def test_running_out_of_memory_is_not_called_damage(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    def exhausted(*_: object) -> None:
        raise ValueError(said)

    monkeypatch.setattr(etree, "fromstring", exhausted)
    with pytest.raises(MemoryError):
        parse_xml(b"<a/>", "word/document.xml")


def test_a_part_with_a_wrong_checksum_is_damage() -> None:
    data = bytearray(files.zipped({"word/document.xml": "<a/>" * 50}))
    data[60] ^= 0xFF
    with pytest.raises(IntakeError) as refused:
        read_docx(bytes(data))
    assert refused.value.code == "damaged"
