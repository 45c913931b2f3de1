"""A book is written by hand too: every line that is wrong is told, cases decide, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from web.rules.builder_samples import TEXT, a_book
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.rules.builder_actions import state_of
from zhenxing.web.rules.builder_models import RuleDraft
from zhenxing.web.rules.models import Rulebook


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(person("office", area()))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


def sent(client: Client, row: Rulebook, deed: str = "publish", **changes: str) -> Any:
    values = {"text": row.text, "cases": row.cases, "base": state_of(row), "do": deed}
    return client.post(f"/rulebooks/{row.pk}/text/", {**values, **changes})


def test_what_the_form_has_no_fields_for_is_written_in_the_text(client: Client, row: Rulebook) -> None:
    page = client.get(f"/rulebooks/{row.pk}/text/")
    assert "first_time" in page.text
    answer = sent(
        client, row, text=row.text.replace("amount: 50万元", "amount: 80万元").replace("\n", "\r\n")
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert "amount: 80万元" in row.text and "\r" not in row.text


def test_every_wrong_line_is_told_and_what_was_typed_stays(client: Client, row: Rulebook) -> None:
    wrong = row.text.replace("since: 2020", "until: 2020").replace("[C, D]", "[]")
    answer = sent(client, row, text=wrong)
    assert answer.status_code == 422
    assert "until: 2020" in answer.text
    assert answer.text.count("第") >= 2
    row.refresh_from_db()
    assert row.text == TEXT


def test_with_a_case_that_says_otherwise_it_stays_a_draft(client: Client, row: Rulebook) -> None:
    sent(client, row, text=row.text.replace("value: 2000万元", "value: 3000万元"))
    row.refresh_from_db()
    assert "3000万元" not in row.text
    assert "3000万元" in RuleDraft.objects.get(rulebook=row).text


def test_a_draft_is_kept_without_asking_the_cases(client: Client, row: Rulebook) -> None:
    sent(client, row, "draft", text=row.text.replace("50万元", "60万元"))
    row.refresh_from_db()
    assert "60万元" not in row.text
    assert RuleDraft.objects.get(rulebook=row).told == ""


def test_somebody_else_s_change_is_not_covered(client: Client, row: Rulebook) -> None:
    answer = sent(client, row, text=row.text.replace("50万元", "60万元"), base="of another moment")
    assert answer.status_code == 422
    assert "已有人改过这本规则" in answer.text
    assert "60万元" in answer.text


def test_who_may_not_write_rules_has_no_such_page(row: Rulebook) -> None:
    reader = signed_in(person("leader", area("清河县")))
    assert reader.get(f"/rulebooks/{row.pk}/text/").status_code == 404
