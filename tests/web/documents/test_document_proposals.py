"""A site's own model reads along: its proposals wait like all others, and its failures stop nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from intake.model_server import chat, items, serving
from web.documents.document_samples import RAW, received
from zhenxing.intake.local_model import LocalModel
from zhenxing.intake.model_connection import Limits
from zhenxing.web.accounts.models import User
from zhenxing.web.documents import jobs
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.organisations.models import Area
from zhenxing.web.settings import environment

pytestmark = pytest.mark.django_db
#: a sentence without any form the rules know
PLAIN = "云岭县陶瓷专业镇情况\n窑炉的事还请县能源局多操心。\n"
FOUND = {"kind": "task", "quote": "窑炉的事还请县能源局多操心", "name": "窑炉", "lead": ["县能源局"]}


def compiled_with(settings: Any, clerk: User, where: Area, answer: bytes, raw: str) -> Document:
    with serving(answer) as server:
        settings.ZHENXING_PROPOSER = LocalModel(server.url, "甲", Limits(seconds=5))
        return compiled(clerk, where, raw)


def compiled(clerk: User, where: Area, raw: str = RAW) -> Document:
    document = received(clerk, where, raw)
    jobs.compile_document.call(document.jobs.get().pk)
    document.refresh_from_db()
    return document


def trail(document: Document) -> str:
    [record] = [each for each in document.plans.get().plan["trail"] if each["stage"] == "proposals"]
    return str(record["note"])


def test_a_proposal_waits_for_a_person_and_says_where_it_comes_from(
    settings: Any, clerk: User, where: Area
) -> None:
    document = compiled_with(settings, clerk, where, items(FOUND), PLAIN)
    proposal = document.proposals.get(item="t-m1")
    assert (proposal.kind, proposal.certainty, proposal.can.open) == ("task", "unsure", True)
    assert proposal.payload["origin"] == "模型 甲"
    page = signed_in(clerk).get(f"/documents/{document.pk}/review/?tab=task").content.decode()
    assert "这一条由模型 甲提议" in page
    assert "提议 1 条" in signed_in(clerk).get(f"/documents/{document.pk}/").content.decode()


def test_a_model_that_fails_is_a_note_and_no_failure(settings: Any, clerk: User, where: Area) -> None:
    document = compiled_with(settings, clerk, where, chat("nonsense"), RAW)
    assert document.proposals.filter(kind="task").exists()
    assert not document.proposals.filter(item__contains="-m").exists()
    assert trail(document) == "模型的答复不是所要的 JSON"
    assert "模型的答复不是所要的 JSON" in signed_in(clerk).get(f"/documents/{document.pk}/").content.decode()


def test_without_a_model_nothing_is_asked_and_nothing_said(clerk: User, where: Area) -> None:
    document = compiled(clerk, where)
    assert "proposals" not in {record["stage"] for record in document.plans.get().plan["trail"]}


def test_the_settings_name_a_model_inside_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.model() is None
    monkeypatch.setenv("ZHENXING_MODEL_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("ZHENXING_MODEL_NAME", "甲")
    assert environment.model() == LocalModel("http://127.0.0.1:8080/v1", "甲")
    monkeypatch.setenv("ZHENXING_MODEL_URL", "https://model.example.org/v1")
    with pytest.raises(ImproperlyConfigured, match="内网"):
        environment.model()
