"""The responsibility matrix: from the proposals as decided, then from the register; page and workbook."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from web.documents.document_samples import number_of
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AdoptDocument,
    RejectProposal,
    ResolveSuspicion,
)
from zhenxing.web.documents.matrix import MatrixPage, matrix_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sheets import matrix_file, plan_file
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.tasks.models import Task


def table(page: MatrixPage) -> dict[str, str]:
    signs = {"lead": "●", "support": "○", "": "·"}
    return {row.name: "".join(signs[cell.role] for cell in row.cells) for row in page.rows}


def findings(page: MatrixPage) -> dict[str, list[str]]:
    return {found.code: [item.text for item in found.items] for found in page.findings}


@pytest.fixture
def adopted(document: Document, clerk: User, where: Area) -> Document:
    run_action(AcceptCertain(document.pk), clerk)
    run_action(ResolveSuspicion(document.pk, number_of(document, "suspicion", "s1"), "1至2家"), clerk)
    for kind, item in (("goal", "g3"), ("task", "t1")):
        run_action(AcceptProposal(document.pk, number_of(document, kind, item)), clerk)
    return run_action(AdoptDocument(document.pk, unit(where).pk), clerk).result


EXPECTED = {
    "县工业和信息化局": "●··",
    "县财政局": "○··",
    "县商务局": "·○·",
    "县市场监管局": "·○·",
    "各乡镇": "○··",
}


def test_a_day_named_at_adoption_is_no_deadline_of_the_document(adopted: Document) -> None:
    """The register counts to it; the X-ray goes on saying that the document names none."""
    before = findings(matrix_of(adopted))["without_deadline"]
    Task.objects.filter(document=adopted, deadline="").update(due_on=date(2020, 1, 31))
    page = matrix_of(adopted)
    assert "2020-01-31" in {task.deadline for task in page.tasks}
    assert findings(page)["without_deadline"] == before
    assert "task_past" not in findings(page)


def test_the_gaps_stand_where_people_decide(document: Document, clerk: User, adopted: Document) -> None:
    client = signed_in(clerk)
    page = client.get(f"/documents/{adopted.pk}/").content.decode()
    assert 'class="card zx-panel doc-xray"' in page
    assert f'href="/documents/{adopted.pk}/matrix/#x-unassigned"' in page
    assert "x-busiest_units" not in page


def test_what_is_not_adopted_yet_shows_its_gaps_before_the_deed(document: Document, clerk: User) -> None:
    page = signed_in(clerk).get(f"/documents/{document.pk}/adopt/").content.decode()
    assert f'href="/documents/{document.pk}/matrix/#x-unassigned"' in page
    assert "div" not in page.partition("</head>")[0].partition("<link")[2]


def test_before_adoption_it_follows_the_proposals(document: Document) -> None:
    page = matrix_of(document)
    assert table(page) == EXPECTED
    assert (page.xray.pairs, page.lead_total, page.support_total) == (5, 1, 4)
    assert [section.name for section in page.sections] == ["二、重点任务"]
    found = findings(page)
    assert [text.endswith("完善工作机制") for text in found["unassigned"]] == [True]
    assert [text.endswith("打造区域品牌") for text in found["without_lead"]] == [True]
    assert found["member_without_task"] == ["县统计局"]
    assert found["collective_units"] == ["各乡镇"]
    assert found["name_variants"] == ["县市场监管局 / 市场监管局"]


def test_after_adoption_it_follows_the_register(adopted: Document) -> None:
    page = matrix_of(adopted)
    assert table(page) == EXPECTED
    assert not next(row for row in page.rows if row.name == "县商务局").linked
    assert page.tasks[0].url.startswith("/tasks/")
    assert findings(page)["member_without_task"] == ["县统计局"]


def test_decisions_show_at_once(document: Document, clerk: User) -> None:
    run_action(RejectProposal(document.pk, number_of(document, "task", "t2")), clerk)
    run_action(RejectProposal(document.pk, number_of(document, "unit", "townships")), clerk)
    page = matrix_of(document)
    assert table(page) == {"县工业和信息化局": "●·", "县财政局": "○·"}
    assert "collective_units" not in findings(page)


def test_a_rejected_list_of_members_is_not_examined(document: Document, clerk: User) -> None:
    run_action(RejectProposal(document.pk, number_of(document, "roster")), clerk)
    assert "member_without_task" not in findings(matrix_of(document))


def test_the_page_reads_for_everybody(adopted: Document, clerk: User) -> None:
    page = signed_in(clerk).get(f"/documents/{adopted.pk}/matrix/").text
    assert page.count('<th scope="row" class="mx-unit">') == 6
    assert 'aria-label="牵头">●' in page
    assert 'class="mx-phone"' in page
    assert "没有没有" not in page


def test_the_workbook_says_the_same(adopted: Document, clerk: User, where: Area) -> None:
    response = signed_in(clerk).get(f"/documents/{adopted.pk}/matrix.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["责任矩阵", "发现", "任务分解表"]
    text = {str(cell.value) for row in book["责任矩阵"].iter_rows() for cell in row if cell.value is not None}
    assert {"●", "○", "县工业和信息化局", "二、重点任务"} <= text
    assert matrix_file(matrix_of(adopted)) == response.content


def test_the_whole_plan_is_a_workbook(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(plan_file(document)))
    assert {"目标", "任务分解表", "存疑与待核"} <= set(book.sheetnames)


def test_without_the_permission_there_is_no_matrix(adopted: Document, where: Area) -> None:
    stranger = signed_in(person("enterprise", where))
    assert stranger.get(f"/documents/{adopted.pk}/matrix/").status_code == 404
    assert stranger.get(f"/documents/{adopted.pk}/matrix.xlsx").status_code == 404
