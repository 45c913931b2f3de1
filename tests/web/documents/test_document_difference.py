"""The difference page, its workbook, the question which document is replaced, and who sees them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils.html import escape

from core.compiler.plan_maker import condition, goal, task
from web.documents.version_samples import DUE, LAST_YEAR, THIS_YEAR, adopted, compiled, decided
from zhenxing.core.compiler.difference import Entry, Side
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.terms import terms_of
from zhenxing.papers.difference import FIELD_NAMES
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import EditProposal, RejectProposal
from zhenxing.web.documents.comparing import FIELDS, DifferencePage, marked
from zhenxing.web.documents.matrix import matrix_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sheets import matrix_file
from zhenxing.web.documents.versions import difference
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.models import Task


@pytest.fixture
def office(where: Area) -> Unit:
    return unit(where, "专业镇办公室")


@pytest.fixture
def last(clerk: User, where: Area, office: Unit) -> Document:
    return adopted(compiled(clerk, where, LAST_YEAR), clerk, office)


@pytest.fixture
def this(clerk: User, where: Area, last: Document) -> Document:
    return compiled(clerk, where, THIS_YEAR, last)


def test_the_page_shows_both_sides_before_anything_is_replaced(
    this: Document, last: Document, clerk: User
) -> None:
    page = signed_in(clerk).get(f"/documents/{this.pk}/difference/").text
    assert "竹编产值达到<del>2.4</del>亿元" in page and "竹编产值达到<ins>3</ins>亿元" in page
    for mark, label in (("≠", "变更"), ("！", "无人承担"), ("－", "取消"), ("＋", "新增"), ("＝", "未变")):
        assert f'<b aria-hidden="true">{mark}</b> {label}' in page
    assert "新文件没有任务来承担：制定县级标准不少于3项" in page
    assert "发展电子商务" in page and f"/documents/{last.pk}/read/?at=" in page
    assert Task.objects.filter(document=last).count() == 3


def test_the_way_there_stands_on_review_adoption_and_the_documents_page(this: Document, clerk: User) -> None:
    client = signed_in(clerk)
    link = f'href="/documents/{this.pk}/difference/"'
    assert link in client.get(f"/documents/{this.pk}/review/").text
    assert link in client.get(f"/documents/{this.pk}/").text
    decided(this, clerk)
    assert link in client.get(f"/documents/{this.pk}/adopt/").text


def test_adopting_from_the_page_replaces(this: Document, last: Document, clerk: User, office: Unit) -> None:
    client = signed_in(clerk)
    decided(this, clerk)
    url = f"/documents/{this.pk}/adopt/"
    page = client.get(url).text
    assert f'name="older" value="{last.pk}"' in page
    typed = {"owner_unit": office.pk, "due_on": DUE.isoformat()}
    refused = client.post(url, {**typed, "version": this.version})
    assert refused.status_code == 409
    done = client.post(url, {**typed, "older": last.pk})
    assert done.status_code == 302
    last.refresh_from_db()
    assert last.can.replaced
    assert client.get(f"/documents/{last.pk}/adopt/").status_code == 302
    assert "已被新文件替代" in client.get(f"/documents/{last.pk}/matrix/").text


def test_it_is_asked_whether_the_new_one_follows_on(last: Document, clerk: User, where: Area) -> None:
    new = compiled(clerk, where, THIS_YEAR)
    client = signed_in(clerk)
    assert "承接上一份？" in client.get(f"/documents/{new.pk}/review/").text
    page = client.get(f"/documents/{new.pk}/difference/").text
    assert "是否承接上一份？" in page and "培育龙头企业" in page
    assert client.post(f"/documents/{new.pk}/replace/", {"older": last.pk}).status_code == 302
    new.refresh_from_db()
    assert new.version_of == last
    assert "是否承接上一份？" not in client.get(f"/documents/{new.pk}/difference/").text
    client.post(f"/documents/{new.pk}/replace/", {"older": ""})
    new.refresh_from_db()
    assert new.version_of is None
    assert client.post(f"/documents/{new.pk}/replace/", {"older": "x"}).status_code == 404
    refused = client.post(f"/documents/{new.pk}/replace/", {"older": 999_999}, follow=True)
    assert "没有找到要替代的旧版文件" in refused.text


def test_a_document_alone_has_nothing_to_compare(last: Document, clerk: User) -> None:
    client = signed_in(clerk)
    page = client.get(f"/documents/{last.pk}/difference/")
    assert page.status_code == 200 and "没有说明替代或承接哪一份旧文件" in page.text
    assert client.get(f"/documents/{last.pk}/difference.xlsx").status_code == 404
    for other in ("999999", "x", "９"):
        assert client.get(f"/documents/{last.pk}/difference/", {"with": other}).status_code == 404


def test_another_one_can_be_asked_for(last: Document, this: Document, clerk: User) -> None:
    page = signed_in(clerk).get(f"/documents/{last.pk}/difference/?with={this.pk}").text
    assert "竹编产值达到<del>3</del>亿元" in page


def test_the_workbook_says_the_same(last: Document, this: Document, clerk: User) -> None:
    response = signed_in(clerk).get(f"/documents/{this.pk}/difference.xlsx")
    assert "attachment" in response["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    text = {str(cell.value) for row in book["差异"].iter_rows() for cell in row}
    assert {"！无人承担", "到2024年底，竹编产值达到2.4亿元", "到2025年底，竹编产值达到3亿元"} <= text


def test_who_sees_it(last: Document, this: Document, clerk: User, where: Area, office: Unit) -> None:
    url = f"/documents/{this.pk}/difference/"
    leader = signed_in(person("leader", where))
    assert leader.get(url).status_code == 404
    for stranger in (person("office", area("清河县")), person("enterprise", where), person()):
        for address in (url, f"/documents/{this.pk}/difference.xlsx", f"/documents/{last.pk}/difference/"):
            assert signed_in(stranger).get(address).status_code == 404
    assert leader.post(f"/documents/{this.pk}/replace/", {"older": ""}).status_code == 404
    assert leader.get(f"/documents/{last.pk}/difference/?with={this.pk}").status_code == 404
    adopted(this, clerk, office)
    page = leader.get(url)
    assert page.status_code == 200 and "改为这一份" not in page.text


def test_what_people_corrected_is_what_is_compared(last: Document, this: Document, clerk: User) -> None:
    target = this.proposals.get(kind="goal", text__contains="产值")
    typed = {"indicator": "竹编产值", "op": ">=", "value": "2.4亿", "unit": "元", "deadline": "2024"}
    run_action(EditProposal(this.pk, target.number, typed), clerk)
    new = this.proposals.get(kind="task", payload__heading="发展电子商务")
    run_action(RejectProposal(this.pk, new.number), clerk)
    found = difference(last, this)
    assert found.count("added", "task") == 0
    [entry] = [e for e in found.of("goal") if e.new and e.new.id == f"p{target.number}"]
    assert entry.wording_only


def test_the_words_that_changed_are_marked_and_nothing_runs() -> None:
    def entry(old: str, new: str) -> Entry:
        sides = [Side("p1", text, text, Span(0, 0), Span(0, 0)) for text in (old, new)]
        return Entry("goal", "changed", sides[0], sides[1])

    old, new = marked(entry("产值<b>2亿元", "产值<b>3亿元"))
    assert old == "产值&lt;b&gt;<del>2</del>亿元" and new == "产值&lt;b&gt;<ins>3</ins>亿元"
    old, new = marked(entry("到2024年底2.4亿元", "到2025年底3亿元"))
    assert new == "到<ins>2025</ins>年底<ins>3</ins>亿元"
    long = "甲" * 1300
    assert marked(entry(long, "乙"))[0] == escape(long)


def test_every_field_and_status_has_a_name(last: Document, this: Document) -> None:
    view = DifferencePage(difference(last, this), last, this)
    assert [group.kind for group in view.groups] == ["goal", "task"]
    assert set(FIELD_NAMES) == set(FIELDS)
    samples = {
        "goal": goal("甲", "甲", 1, "家"),
        "task": task("甲"),
        "condition": condition("甲", "甲", 1, "家"),
    }
    assert {term.name for kind, each in samples.items() for term in terms_of(kind, each)} <= set(FIELDS)  # type: ignore[arg-type]  # kinds


def test_contradictions_stand_beside_the_matrix(last: Document, clerk: User) -> None:
    page = signed_in(clerk).get(f"/documents/{last.pk}/matrix/").text
    assert "绝对数目标与增速目标对不上：1处" in page
    assert "2.4亿元÷2亿元−1＝+20%" in page
    assert "对照：竹编产值增长8%左右" in page
    assert 'id="x-target_near"' in page
    book = openpyxl.load_workbook(io.BytesIO(matrix_file(matrix_of(last))))
    text = " ".join(str(cell.value) for row in book["发现"].iter_rows() for cell in row)
    assert "2.4亿元÷2亿元−1＝+20%" in text and "只剩84天" in text


def test_last_years_figures_are_this_years_baseline(last: Document, clerk: User, where: Area) -> None:
    text = THIS_YEAR.replace("2025年", "2024年").replace("到2024年底", "到2024年底，竹编产值增长8%，")
    new = compiled(clerk, where, text, last)
    notes = [
        item.note
        for found in matrix_of(new).findings
        for item in found.items
        if found.code == "growth_mismatch"
    ]
    assert len(notes) == 1 and f"（《{last.title}》）" in notes[0]
