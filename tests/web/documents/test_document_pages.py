"""The pages of a document: for whom they exist, and the whole main job without a script."""

from __future__ import annotations

import itertools
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from web.documents.document_samples import RAW, number_of, received
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.register import DOCUMENTS
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.tasks.models import Task

_number = itertools.count(1)
PAGES = (
    "",
    "review/",
    "adopt/",
    "read/",
    "matrix/",
    "source/?at=10-20",
    "original/",
    "plan.json",
    "plan.xlsx",
    "matrix.xlsx",
    "review/versions/",
    "review/1/",
)
#: what those who do not review see once the document is adopted
READING = ("", "read/", "matrix/", "source/?at=10-20", "original/", "plan.json", "plan.xlsx", "matrix.xlsx")


class TestDocumentRegister(RegisterTests):
    register = DOCUMENTS

    def record(self, where: Area) -> Document:
        # the same file would be known: every document is another one
        return received(person("office", where), where, f"{RAW}\n第{next(_number)}份。")


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


def url(document: Document, page: str) -> str:
    return f"/documents/{document.pk}/{page}"


@pytest.mark.parametrize("page", PAGES)
def test_the_office_opens_every_page(document: Document, client: Client, page: str) -> None:
    assert client.get(url(document, page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_for_another_county_no_page_exists(document: Document, page: str) -> None:
    stranger = signed_in(person("office", area("清河县")))
    assert stranger.get(url(document, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["leader", "liaison"])
def test_others_see_a_document_once_it_is_adopted(
    document: Document, where: Area, page: str, role: str
) -> None:
    reader = signed_in(person(role, unit(where) if role == "liaison" else where))
    assert reader.get(url(document, page)).status_code == 404
    Document.objects.update(state="adopted")
    expected = 200 if page in READING else 404
    assert reader.get(url(document, page)).status_code == expected


@pytest.mark.parametrize("page", PAGES)
def test_anonymous_is_asked_to_sign_in(document: Document, page: str) -> None:
    assert "/accounts/sign-in/" in Client().get(url(document, page))["Location"]


def test_until_there_is_a_plan_there_is_nothing_to_read(client: Client, clerk: User, where: Area) -> None:
    waiting = received(clerk, where)
    for page in ("read/", "matrix/", "source/", "plan.json", "matrix.xlsx"):
        assert client.get(url(waiting, page)).status_code == 404
    for page in ("review/", "adopt/"):
        assert client.get(url(waiting, page))["Location"].endswith("/progress/")
    assert client.get(url(waiting, "")).status_code == 200


def test_an_adopted_document_is_no_longer_reviewed(document: Document, client: Client) -> None:
    Document.objects.update(state="adopted")
    assert client.get(url(document, "review/"))["Location"] == url(document, "")
    assert client.get(url(document, "adopt/"))["Location"].endswith("/matrix/")


def test_what_is_not_there_is_not_found(document: Document, client: Client) -> None:
    assert client.get(url(document, "review/999/")).status_code == 404
    assert client.post(url(document, "review/999/decide/"), {"decision": "accept"}).status_code == 404
    assert client.get("/documents/999999/review/").status_code == 404
    Document.objects.update(sha256="0" * 64)
    assert client.get(url(document, "original/")).status_code == 404


def test_the_original_comes_back_byte_for_byte(document: Document, client: Client) -> None:
    response = client.get(url(document, "original/"))
    assert b"".join(response.streaming_content).decode() == document.source.text
    assert "attachment" in response["Content-Disposition"]


def test_a_phrase_is_pointed_out_in_its_clause(document: Document, client: Client) -> None:
    goal = document.proposals.get(item="g1")
    page = client.get(url(document, f"read/?at={goal.start}-{goal.end}")).text
    assert '<mark class="pointed" id="at">规上企业达到50户以上</mark>' in page
    assert 'id="clause-2.3"' in page
    assert 'href="#clause-2.1"' in page
    for strange in ("", "x", "1-", "-2", "5", "9" * 30 + "-1"):
        assert client.get(url(document, f"read/?at={strange}")).status_code == 200


def test_the_source_shows_what_was_taken_out(document: Document, client: Client) -> None:
    at = document.source.text.index("&nbsp;")
    page = client.get(url(document, f"source/?at={at - 2}-{at + 6}")).text
    assert '<span class="src-atcut">&amp;nbsp;</span>' in page
    fragment = client.get(url(document, "source/?at=0-99999"), headers={"X-Fragment": "1"}).text
    assert "<html" not in fragment


def test_suspicions_and_units_come_first(document: Document, client: Client) -> None:
    page = client.get(url(document, "review/")).text
    tabs = re.findall(r'data-tab="(\w+)"', page)
    assert list(dict.fromkeys(tabs)) == [
        "suspicion",
        "unit",
        "header",
        "goal",
        "task",
        "figure",
        "condition",
        "person",
    ]
    assert "已核 0/" in page
    assert page.count("<article ") == document.proposals.count()


def test_a_tab_and_the_open_ones_alone(document: Document, client: Client) -> None:
    client.post(url(document, f"review/{number_of(document, 'goal', 'g1')}/decide/"), {"decision": "accept"})
    page = client.get(url(document, "review/?tab=goal&open=1")).text
    assert set(re.findall(r'data-kind="(\w+)"', page)) == {"goal", "milestone"}
    assert f'id="p-{number_of(document, "goal", "g1")}"' not in page


# --- without a script -------------------------------------------------------------------------------------


class Reader:
    """A person with a browser that runs no script: reads a page, presses a button of one of its forms."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page = ""

    def open(self, address: str) -> str:
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, address
        self.page = response.text
        return self.page

    def press(self, number: int, decision: str, **typed: str) -> Any:
        """Press a button of a card: the hidden fields of its form go along."""
        card = re.search(rf'<article class="pc[^>]*id="p-{number}".*?</article>', self.page, re.S)
        assert card is not None, number
        forms = re.findall(r'<form[^>]*action="([^"]*)".*?</form>', card[0], re.S)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', card[0]))
        hidden.pop("csrfmiddlewaretoken", None)
        button = {"decision": decision} if decision else {}
        response = self.client.post(unescape(forms[0]), {**hidden, **button, **typed}, follow=True)
        self.page = response.text
        return response


def test_the_main_job_without_a_script(document: Document, client: Client, where: Area) -> None:
    reader = Reader(client)
    office = unit(where, "专业镇办公室")
    review = url(document, "review/")
    reader.open(review)
    reader.press(number_of(document, "suspicion", "s1"), "", reading="1至2家")
    assert "→ 1至2家" in reader.page
    reader.press(number_of(document, "unit", "trade"), "link-new", name="县商务局")
    reader.press(number_of(document, "task", "t1"), "accept")
    reader.open(f"{review}?edit={number_of(document, 'goal', 'g3')}")
    typed = {"indicator": "省级龙头", "op": "range", "value": "1–2", "unit": "家", "increment": "1"}
    response = reader.press(number_of(document, "goal", "g3"), "edit", **typed, deadline="何时")
    assert response.status_code == 422
    assert "请写年、年-月或年-月-日" in reader.page
    assert 'value="何时"' in reader.page
    reader.press(number_of(document, "goal", "g3"), "edit", **typed, deadline="2026年底")
    reader.open(url(document, "adopt/"))
    assert "还有" in reader.page and "回去核对" in reader.page
    done = client.post(url(document, "review/certain/"), follow=True)
    assert "已接受" in done.text
    reader.open(url(document, "adopt/"))
    wrong = client.post(url(document, "adopt/"), {"owner_unit": "", "due_on": "明年"})
    assert wrong.status_code == 422
    done = client.post(
        url(document, "adopt/"), {"owner_unit": office.pk, "due_on": "2026-12-31"}, follow=True
    )
    assert "3 条目标、3 项任务进入台账" in done.text
    assert done.redirect_chain[-1][0].endswith("/matrix/")
    goal = Goal.objects.get(indicator="省级龙头")
    detail = reader.open(f"/goals/{goal.pk}/")
    link = re.search(r'href="(/documents/\d+/read/\?at=\d+-\d+)#at"', detail)
    assert link is not None
    assert '<mark class="pointed" id="at">' in reader.open(unescape(link[1]))


def test_after_a_decision_the_reader_comes_to_the_next(document: Document, client: Client) -> None:
    first, second = (number_of(document, "goal", item) for item in ("g1", "g2"))
    reader = Reader(client)
    reader.open(url(document, "review/?tab=goal"))
    response = reader.press(first, "accept")
    assert response.redirect_chain[-1][0] == f"{url(document, 'review/')}?tab=goal#p-{second}"


def test_two_clerks_the_second_sees_what_the_first_decided(
    document: Document, client: Client, where: Area
) -> None:
    number = number_of(document, "goal", "g1")
    other = Reader(signed_in(person("office", where, "李强")))
    other.open(url(document, "review/"))
    Reader(client).open(url(document, "review/"))
    mine = Reader(client)
    mine.open(url(document, "review/"))
    assert mine.press(number, "reject").status_code == 200
    late = other.press(number, "accept")
    assert late.status_code == 412
    assert "王芳 刚刚处理了这一条（已退回）" in late.text


def test_a_script_gets_one_card_with_the_counts(document: Document, client: Client) -> None:
    number = number_of(document, "goal", "g1")
    headers = {"X-Fragment": "1"}
    decide = url(document, f"review/{number}/decide/")
    answer = client.post(decide, {"decision": "accept", "version": "1"}, headers=headers)
    assert answer.text.count("<article ") == 1
    assert "已核 1/" in answer.text and 'data-version="2"' in answer.text
    stale = client.post(decide, {"decision": "reject", "version": "1"}, headers=headers)
    assert stale.status_code == 412
    nothing = client.post(decide, {"version": "2"}, headers=headers)
    assert nothing.status_code == 409 and "没有选择怎样处理" in nothing.text
    form = client.get(url(document, f"review/{number}/?edit=1")).text
    assert 'name="indicator" value="规上企业"' in form
    told = client.get(url(document, "review/versions/")).json()
    assert told["versions"][str(number)] == 2
    assert told["decided"] == 1


def test_wrong_values_come_back_in_the_card(document: Document, client: Client) -> None:
    headers = {"X-Fragment": "1"}
    goal, damage = number_of(document, "goal", "g1"), number_of(document, "suspicion", "s2")
    wrong = client.post(
        url(document, f"review/{goal}/decide/"), {"decision": "edit", "value": "两"}, headers=headers
    )
    assert wrong.status_code == 422
    assert 'value="两"' in wrong.text and 'aria-invalid="true"' in wrong.text
    unread = client.post(url(document, f"review/{damage}/decide/"), {"decision": "accept"}, headers=headers)
    assert unread.status_code == 422
    assert "请选一种读法" in unread.text


def test_every_decision_has_its_button(document: Document, client: Client) -> None:
    client.post(url(document, f"review/{number_of(document, 'goal', 'g1')}/decide/"), {"decision": "accept"})
    page = client.get(url(document, "review/")).text
    decisions = set(re.findall(r'name="decision" value="([\w-]+)"', page))
    assert decisions == {
        "accept", "reject", "reopen", "reading", "verbatim",
        "link-suggested", "link-existing", "link-new", "link-collective",
    }  # fmt: skip


def test_what_was_missed_is_added_by_form(document: Document, client: Client) -> None:
    add = url(document, "review/add/")
    wrong = client.post(add, {"kind": "goal", "quote": "没有这句话", "indicator": "调度"})
    assert wrong.status_code == 422
    assert "在文件里找不到这段文字" in wrong.text
    done = client.post(add, {"kind": "goal", "quote": "定期调度", "indicator": "调度", "value": "4"})
    added = document.proposals.latest("number")
    assert done["Location"] == f"{url(document, 'review/')}#p-{added.number}"
    assert f'id="s-{added.number}"' in client.get(url(document, "review/")).text


def test_the_review_takes_few_queries(
    document: Document, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(url(document, "review/"))
    with django_assert_max_num_queries(14):
        client.get(url(document, "review/"))


def test_history_names_every_deed_in_words(document: Document, client: Client) -> None:
    history = client.get(url(document, "")).text
    assert "解析完成" in history and "上传" in history
    assert not re.search(r"</strong> [a-z-]+", history)


def test_tasks_register_links_to_the_clause(document: Document, client: Client, where: Area) -> None:
    assert not Task.objects.exists()
    assert client.get("/tasks/").status_code == 200
