"""Several documents in one file: parted where that is certain, told of where it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake import files
from intake.ofd_files import simple
from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.core.compiler.serialise import PlanFormatError, plan_from_dict, plan_to_dict
from zhenxing.intake import read_bytes, several_documents_note, split_documents

IMPRINT = "抄送：县委各部门，县人大常委会办公室。\n云岭县人民政府办公室 2025年3月5日印发\n"
BODY = (
    "各乡镇人民政府，县直各单位：\n为做好陶瓷专业镇培育工作，经县政府同意，现将有关事项通知如下。\n"
    "一、建设园区。由县发展局牵头，县财政局配合，6月底前建成标准厂房三万平方米。\n"
)


def notice(number: int, about: str, *, red: bool = True, imprint: bool = True, web: bool = False) -> str:
    """A notice of the fictional county: as printed on paper, or with its title first as on the web."""
    doc_number, title = f"云政办发〔2025〕{number}号\n", f"云岭县人民政府办公室\n关于{about}的通知\n"
    head = title + doc_number if web else doc_number + title
    red_head = "云岭县人民政府办公室文件\n" if red else ""
    signed = "云岭县人民政府办公室\n2025年3月4日\n(此件公开发布)\n"
    return red_head + head + BODY + signed + (IMPRINT if imprint else "")


def parts_of(*texts: str) -> tuple[Source, ...]:
    return split_documents(Source("\n".join(texts), name="合集.txt"))


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("red", [False, True])
def test_each_document_becomes_a_source_of_its_own(red: bool, web: bool) -> None:
    texts = [notice(number, f"做好第{number}项工作", red=red, web=web) for number in (3, 4, 5)]
    whole = "\n".join(texts)
    parts = parts_of(*texts)
    assert [part.text.strip() for part in parts] == [text.strip() for text in texts]
    assert all(whole[part.offset : part.offset + len(part.text)] == part.text for part in parts)
    assert "".join(part.text for part in parts) == whole
    assert "3 份公文" in parts[1].notes[0]
    assert "第 2 份“云岭县人民政府办公室关于做好第4项工作的通知”" in parts[1].notes[0]


def test_page_numbers_and_signs_may_stand_between_two_documents() -> None:
    between = "共印120份\n- 3 -\n\n特急\n"
    assert len(parts_of(notice(3, "甲事"), between, notice(4, "乙事"))) == 2


def test_one_document_stays_as_it_is() -> None:
    source = Source(notice(3, "甲事"), name="通知.txt", notes=("旧注",))
    assert split_documents(source) == (source,)
    assert several_documents_note(source) == ""
    assert split_documents(Source("")) == (Source(""),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (notice(3, "甲事", imprint=False) + "\n" + notice(4, "乙事"), "nothing ends the first"),
        (notice(3, "甲事") + "以下是有关材料，供参考。\n" + notice(4, "乙事"), "other text between"),
        (notice(3, "甲事") + "附件1\n" + notice(4, "乙事"), "an attachment"),
        (notice(3, "甲事") + notice(4, "乙事")[:60], "the second too short"),
    ],
)
def test_what_is_not_certain_stays_whole_and_is_noted(text: str, why: str) -> None:
    source = Source(text, name="合集.txt")
    [whole] = split_documents(source)
    assert whole.text == text, why
    [note] = whole.notes
    assert "可能不止一份公文" in note
    assert "乙事" in note
    assert several_documents_note(source) == note


def test_a_doubtful_head_inside_a_certain_part_is_noted_there() -> None:
    texts = notice(3, "甲事"), notice(4, "乙事", imprint=False), notice(5, "丙事")
    first, second = parts_of(*texts)
    assert len(first.notes) == 1
    assert "丙事" in second.notes[-1]


@pytest.mark.parametrize(
    "text",
    [
        notice(3, "转发市政府办公室有关通知", imprint=False) + notice(9, "做好培育工作"),
        notice(3, "甲事") + "\n" + notice(3, "甲事"),
        "云政发〔2025〕8号\n云政办规〔2025〕3号\n云岭县人民政府关于甲事的通知\n" + BODY,
        "云政发〔2025〕8号\n" + BODY + IMPRINT + "云政办发〔2025〕4号\n" + BODY,
        "发文字号：云政发〔2025〕8号\n" + BODY + IMPRINT + "来源：云政办发〔2025〕4号。\n" + BODY,
    ],
    ids=["passed on", "stored twice", "registered", "no titles", "no lines of their own"],
)
def test_numbers_that_begin_no_other_document_part_nothing(text: str) -> None:
    source = Source(text)
    assert split_documents(source) == (source,)


def test_pages_are_counted_in_each_part_and_named_in_the_notes() -> None:
    first, second = (notice(number, f"第{number}项工作").strip().split("\n") for number in (3, 4))
    source = read_bytes(files.pdf([first[:5], first[5:], second[:5], second[5:]]), "合集.pdf")
    one, two = split_documents(source)
    assert [one.text[start:].split("\n")[0] for start in one.page_starts] == [first[0], first[5]]
    assert [two.text[start:].split("\n")[0] for start in two.page_starts] == [second[0], second[5]]
    assert "自第 3 页起" in two.notes[0]
    assert (one.sha256, one.media_type) == (source.sha256, source.media_type)
    note = several_documents_note(source)
    assert "2 份公文" in note
    assert "自第 1 页起" in note
    assert "自第 3 页起" in note


def test_documents_of_one_ofd_or_word_file_are_parted_too() -> None:
    pages = [notice(number, f"第{number}项工作").strip().split("\n") for number in (3, 4)]
    assert len(split_documents(read_bytes(simple(*pages), "合集.ofd"))) == 2
    body = "".join(files.p(line) for page in pages for line in page)
    assert len(split_documents(read_bytes(files.docx(body), "合集.docx"))) == 2


def test_a_part_compiles_and_its_plan_knows_its_place() -> None:
    _, second = parts_of(notice(3, "甲事"), notice(4, "乙事"))
    plan = compile_source(second, Knowledge())
    assert plan.header.doc_number is not None
    assert plan.header.doc_number.value == "云政办发〔2025〕4号"
    stored = plan_to_dict(plan)
    assert stored["source"]["offset"] == second.offset
    assert plan_from_dict(stored, second) == plan
    with pytest.raises(PlanFormatError):
        plan_from_dict(stored, replace(second, offset=0))


@pytest.mark.parametrize("unit", ["云政办发〔2025〕3号\n", "抄送：\n", "文件\n", "〔", "关于甲事的通知\n"])
def test_hostile_texts_are_looked_through_at_once(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert split_documents(Source(text))[0].text == text
