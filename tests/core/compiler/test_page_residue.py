"""What saved pages leave in a text: code, Markdown, lost line breaks, letterheads, flattened copies."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler.evaluation import fold
from zhenxing.core.compiler.text import code, markdown, single_line

from .text_helper import PLAN, read


def _clean(text: str) -> str:
    return fold(read(text).text)


WANTED = _clean(PLAN)


@pytest.mark.parametrize(
    "above",
    (
        "@font-face{\nfont-family:宋体;\n}\n",
        "function go(){if(a){b();}}\n",
        "/* 样式 */ p.MsoNormal {margin:0pt;}\n",
        "Normal 0 7.8 磅 0 2 false false ZH-CN X-NONE MicrosoftInternetExplorer4\n",
        "特急\n",
        "打???\n",
    ),
)
def test_code_and_debris_above_a_document_go(above: str) -> None:
    assert _clean(above + PLAN).removeprefix("特急") == WANTED


def test_braces_of_a_document_are_no_code() -> None:
    text = "根据云政办发{2024}12号文件，认真组织实施各项重点任务。"
    assert list(code.code_in(text)) == []


def test_stars_that_mask_a_name_are_no_bold_type() -> None:
    assert list(markdown.changes("组长：王**，副组长：李**。")) == []


def test_marks_of_markdown_go_where_a_line_shows_them() -> None:
    text = "**（一）培育企业。**推动**产业**发展。\n## 二、保障措施\n[附件](/a.docx)"
    assert _clean(text) == fold("（一）培育企业。推动产业发展。二、保障措施附件")


@pytest.mark.parametrize("gap", ("　　", "    ", " "))
def test_a_document_in_one_line_gets_its_lines_back(gap: str) -> None:
    plan = read(PLAN.strip().replace("\n\n", "\n").replace("\n", gap))
    assert fold(plan.text) == WANTED
    assert plan.header.doc_number is not None
    assert len(plan.clauses) == len(read(PLAN).clauses)


def test_marks_that_begin_a_line_go_where_the_lines_were_lost() -> None:
    marked = PLAN.strip().replace("\n\n", "\n").replace("\n一、", "\n## 一、").replace("\n二、", "\n## 二、")
    once = read(marked.replace("\n", "    ")).text
    assert fold(once) == WANTED
    assert read(once).text == once


def test_blanks_inside_sentences_break_no_lines() -> None:
    text = "云岭 县竹编 产业持 续发展壮大企 业数量不断增加" * 20
    assert list(single_line.lost_breaks(text)) == []


def test_a_copy_without_line_breaks_goes() -> None:
    assert _clean(PLAN + "\n" + "".join(PLAN.split())) == WANTED


def test_a_letterhead_is_no_title() -> None:
    title = read("云岭县人民政府办公室文件\n" + PLAN).header.title
    assert title is not None
    assert fold(title.value) == fold(read(PLAN).header.title.value)  # type: ignore[union-attr]  # PLAN has one


def test_a_signature_may_have_its_day_with_points() -> None:
    header = read(PLAN.replace("2024年3月18日", "2024.3.18")).header
    assert header.issued_on is not None
    assert header.issued_on.value == "2024-03-18"


def test_a_zero_may_be_typed_as_a_letter() -> None:
    header = read(PLAN.replace("2024年3月18日", "二O二四年三月十八日")).header
    assert header.issued_on is not None
    assert header.issued_on.value == "2024-03-18"


def test_pinyin_set_apart_goes_with_its_blanks() -> None:
    assert _clean("推動 (dòng) 產 (chǎn) 業發 (fā) 展") == "推动产业发展"


def test_the_body_that_runs_the_page_says_where_it_is_from() -> None:
    place = read(
        "特色产业稳步发展\n近日，镇里召开现场会，部署竹编产业工作。\n主办单位：云岭县人民政府\n"
    ).header.place
    assert place is not None
    assert place.value == "990122"
