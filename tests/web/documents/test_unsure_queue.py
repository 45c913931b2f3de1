"""The queue of what is unsure: what stands in it, in which order, for whom, and deciding in place."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from web.documents.document_samples import RAW, in_review, number_of
from zhenxing.web.accounts.models import User
from zhenxing.web.documents import unsure
from zhenxing.web.documents.actions import AcceptProposal, RejectProposal
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.queries import unsure_count
from zhenxing.web.documents.unsure import Queue
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.organisations.models import Area

PAGE = "/documents/unsure/"


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


@pytest.fixture
def second(clerk: User, where: Area, document: Document) -> Document:
    """A document that came in a day before the first."""
    earlier = in_review(clerk, where, f"{RAW}\n另一份。")
    Document.objects.filter(pk=earlier.pk).update(uploaded_at=timezone.now() - timedelta(days=1))
    return earlier


def shown(queue: Queue) -> list[tuple[int, int]]:
    return [(entry.document.pk, entry.card.number) for entry in queue.entries]


def test_what_stands_in_it(document: Document, clerk: User) -> None:
    expected = {
        number_of(document, "suspicion", "s1"),
        number_of(document, "suspicion", "s2"),
        number_of(document, "unit", "trade"),  # likely: its name is read from weaker signs
        number_of(document, "review_item"),
        number_of(document, "goal", "g3"),  # it stands where the source has lost something
        number_of(document, "task", "t1"),
    }
    queue = Queue(clerk)
    assert {number for _document, number in shown(queue)} == expected
    assert queue.total == unsure_count(clerk) == len(expected)


def test_what_blocks_comes_first_then_the_oldest(document: Document, second: Document, clerk: User) -> None:
    entries = Queue(clerk).entries
    blocking = [entry.card.blocking for entry in entries]
    assert blocking == sorted(blocking, reverse=True)
    assert True in blocking
    assert False in blocking
    first_half = [entry.document.pk for entry in entries if entry.card.blocking]
    assert first_half == sorted(first_half, key=lambda pk: pk != second.pk)
    assert len({entry.card.anchor for entry in entries}) == len(entries)


def test_kind_and_document_narrow_it(document: Document, second: Document, clerk: User) -> None:
    queue = Queue(clerk, kind="suspicion", document=second.pk)
    assert {entry.document.pk for entry in queue.entries} == {second.pk}
    assert {entry.card.kind for entry in queue.entries} == {"suspicion"}
    assert [choice.value for choice in queue.documents] == [str(second.pk), str(document.pk)]
    assert {choice.value: choice.count for choice in queue.kinds}["suspicion"] == 4
    assert Queue(clerk, kind="nothing").total == Queue(clerk).total
    assert Queue(clerk, document=999999).entries == []


def test_a_page_holds_so_many(
    document: Document, second: Document, clerk: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsure, "PAGE", 5)
    pages = [shown(Queue(clerk, page=number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [5, 5, 2]
    assert len({entry for page in pages for entry in page}) == 12
    assert shown(Queue(clerk, page=99)) == pages[-1]
    middle = client.get(f"{PAGE}?page=2").text
    assert "page=1" in middle
    assert "page=3" in middle


def test_what_is_decided_or_adopted_leaves_it(document: Document, second: Document, clerk: User) -> None:
    before = unsure_count(clerk)
    run_action(AcceptProposal(document.pk, number_of(document, "goal", "g3")), clerk)
    assert unsure_count(clerk) == before - 1
    Document.objects.filter(pk=document.pk).update(state="adopted")
    assert {pk for pk, _number in shown(Queue(clerk))} == {second.pk}


def test_a_form_of_the_queue_comes_back_to_it(document: Document, client: Client) -> None:
    page = client.get(f"{PAGE}?kind=suspicion").text
    assert f'id="p-{document.pk}-{number_of(document, "suspicion", "s1")}"' in page
    queue = re.search(r'name="queue" value="([^"]+)"', page)
    assert queue is not None
    assert queue[1] == "?kind=suspicion"
    decide = f"/documents/{document.pk}/review/{number_of(document, 'suspicion', 's1')}/decide/"
    answer = client.post(decide, {"decision": "verbatim", "queue": queue[1]})
    assert answer["Location"] == f"{PAGE}?kind=suspicion#queue"
    other = f"/documents/{document.pk}/review/{number_of(document, 'suspicion', 's2')}/decide/"
    assert client.post(other, {"decision": "verbatim", "queue": "#"})["Location"] == f"{PAGE}#queue"
    elsewhere = client.post(other, {"decision": "reopen", "queue": "https://elsewhere.example"})
    assert elsewhere["Location"].startswith(f"/documents/{document.pk}/review/")


def test_a_refused_form_says_why_on_the_documents_page(
    document: Document, client: Client, where: Area
) -> None:
    number = number_of(document, "goal", "g3")
    run_action(RejectProposal(document.pk, number), person("office", where, "李明"))
    stale = client.post(
        f"/documents/{document.pk}/review/{number}/decide/",
        {"decision": "accept", "version": "1", "queue": "#"},
    )
    assert stale.status_code == 412
    assert "李明" in stale.text


def test_only_reviewers_of_the_area_have_it(document: Document, where: Area) -> None:
    assert signed_in(person("leader", where)).get(PAGE).status_code == 404
    assert "/accounts/sign-in/" in Client().get(PAGE)["Location"]
    stranger = person("office", area("清河县"))
    assert Queue(stranger).entries == []
    assert "没有存疑的事项" in signed_in(stranger).get(PAGE).text


def test_more_documents_do_not_take_more_queries_each_card(
    document: Document, second: Document, client: Client
) -> None:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) <= 20
