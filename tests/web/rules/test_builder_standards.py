"""Standards change by date: a new value from a day on, and what was before is judged as before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from web.rules.builder_samples import TEXT, a_book
from zhenxing.core.rules.book import Case, Fact
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.truth import Truth
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(person("office", area()))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


AS_IS = {"floor-0-begins": "2020-01-01", "floor-0-value": "2000万元", "floor-0-clause": "第一条"}


def post(client: Client, row: Rulebook, changes: dict[str, str]) -> Any:
    url = f"/rulebooks/{row.pk}/standards/"
    base = client.get(url).context["base"]
    return client.post(url, {"base": base, "do": "publish", **AS_IS, **changes})


def standards(row: Rulebook) -> Any:
    row.refresh_from_db()
    return read(row.text).parameters


def test_what_stands_there_is_shown_with_room_for_one_more(client: Client, row: Rulebook) -> None:
    (one,) = client.get(f"/rulebooks/{row.pk}/standards/").context["standards"]
    assert [(each.begins, each.value, each.clause) for each in one.rows] == [
        ("2020-01-01", "2000万元", "第一条"),
        ("", "", ""),
    ]
    assert post(client, row, {}).status_code == 302
    assert read(row.text) == read(TEXT)


def test_last_year_is_judged_by_last_years_text(client: Client, row: Rulebook) -> None:
    new = {"floor-1-begins": "2027-01-01", "floor-1-value": "3000万元", "floor-1-clause": "新第一条"}
    assert post(client, row, new).status_code == 302
    book = read(_text(row))
    facts = {"revenue": (Fact(Decimal(25_000_000)),), "industry": (Fact("C3071"),)}
    verdicts = [
        judge(book, Case("甲厂", day, day.year - 1, facts))["scale"].verdict
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert verdicts == [Truth.TRUE, Truth.FALSE]


def _text(row: Rulebook) -> str:
    row.refresh_from_db()
    return row.text


def test_a_value_may_be_open_and_a_row_may_go(client: Client, row: Rulebook) -> None:
    post(client, row, {"floor-1-begins": "2027-01-01"})
    assert [span.value.value for span in standards(row)["floor"].values][1] is None
    post(client, row, {"floor-1-begins": "", "floor-1-value": ""})
    assert len(standards(row)["floor"].values) == 1


def test_a_new_standard(client: Client, row: Rulebook) -> None:
    new = {"new-label": "税收下限", "new-unit": "元", "new-0-begins": "2026-01-01", "new-0-value": "100万元"}
    assert post(client, row, new).status_code == 302
    assert [one.label for one in standards(row).values()] == ["营收下限", "税收下限"]


@pytest.mark.parametrize(
    ("changes", "place", "told"),
    [
        ({"floor-0-value": "很多"}, "floor-0", "不是数量或日期"),
        ({"floor-0-value": "5户"}, "floor-0", "单位不同"),
        ({"floor-0-begins": ""}, "floor-0", "请填起始日"),
        ({"floor-1-begins": "2020-01-01", "floor-1-value": "1万元"}, "floor-0", "有两个值"),
        ({"new-0-begins": "2026-01-01", "new-0-value": "5户"}, "new-0", "请写标准的名称"),
        ({"new-label": "甲", "new-unit": "万元", "new-0-begins": "2026-01-01"}, "floor-0", "单位不带万、亿"),
    ],
)
def test_each_fault_stands_in_its_row(
    client: Client, row: Rulebook, changes: dict[str, str], place: str, told: str
) -> None:
    answer = post(client, row, changes)
    assert answer.status_code == 422
    assert any(at == place and told in line for at, line in answer.context["wrong"])
    assert read(_text(row)) == read(TEXT)


def test_a_standard_that_breaks_a_case_stays_a_draft(client: Client, row: Rulebook) -> None:
    post(client, row, {"floor-0-value": "3000万元"})
    assert read(_text(row)) == read(TEXT)
    assert "刚好达到" in client.get(f"/rulebooks/{row.pk}/rules/").content.decode()


def test_readers_have_no_such_page(row: Rulebook) -> None:
    reader = signed_in(person("leader", area()))
    assert reader.get(f"/rulebooks/{row.pk}/standards/").status_code == 404
