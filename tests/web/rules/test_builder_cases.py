"""Cases beside a rule: added from a form, taken away, run on every save; what was typed by hand stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from web.rules.builder_samples import CASES, TEXT, a_book
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.rules.builder_cases import added, asked, removed, shown
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read

BOOK = read(TEXT)
SCALE = BOOK.rules[0]
GOOD = {"name": "没有行业", "day": "2026-06-01", "expected": "unknown", "fact-revenue": "3000万元"}


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(person("office", area()))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


def url(row: Rulebook, at: int = 0) -> str:
    return f"/rulebooks/{row.pk}/rules/{at}/cases/"


def post(client: Client, row: Rulebook, data: dict[str, str], at: int = 0) -> Any:
    base = client.get(url(row, at)).context["base"]
    return client.post(url(row, at), {"base": base, "publish": "1", **data})


def test_the_form_asks_for_what_the_rule_reads() -> None:
    assert [(one.name, one.label) for one in asked(SCALE, BOOK)] == [
        ("revenue", "营业收入"),
        ("industry", "行业代码"),
        ("judged:craft", "有传承工艺"),
    ]
    assert [one.label for one in asked(BOOK.rules[2], BOOK)] == ["营业收入", "营业收入（基准年前1年）"]


def test_a_case_is_added_behind_the_others_which_stay_as_typed(client: Client, row: Rulebook) -> None:
    answer = post(client, row, {**GOOD, "do": "add"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.cases.startswith(CASES.rstrip())
    assert "# 刚好" in row.cases
    assert [one.name for one in shown(row.cases, BOOK, SCALE)[0]] == ["刚好达到", "差一点", "没有行业"]


def test_values_of_every_kind(db: None) -> None:
    text = TEXT.replace("- any:", "- {of: kind, equals: coop}\n    - {of: active, equals: true}\n    - any:")
    book = read(text)
    data = {
        **GOOD,
        "expected": "true",
        "fact-industry": "C3071",
        "fact-kind": "合作社",
        "fact-active": "是",
        "fact-judged:craft": "否",
    }
    cases, faults = added("", book.rules[0], book, data)
    assert faults == {}
    (case,) = shown(cases, book, book.rules[0])[0]
    assert case.holds
    assert "kind: coop" in cases


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"name": ""}, "name", "请给案例起个名字"),
        ({"day": "明天"}, "day", "日期应如"),
        ({"expected": "maybe"}, "expected", "请选应得的结论"),
        ({"fact-revenue": "很多"}, "revenue", "看不懂"),
        ({"fact-judged:craft": "也许"}, "judged:craft", "请填“是”或“否”"),
        ({"fact-revenue": "30户"}, "", "单位不同"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    client: Client, row: Rulebook, changes: dict[str, str], field: str, told: str
) -> None:
    answer = post(client, row, {**GOOD, **changes, "do": "add"})
    assert answer.status_code == 422
    assert told in answer.context["faults"][field]
    assert f'value="{GOOD["name"]}"' in answer.content.decode() or changes.get("name") == ""
    row.refresh_from_db()
    assert row.cases == CASES


def test_a_case_that_comes_out_otherwise_is_kept_with_the_draft(client: Client, row: Rulebook) -> None:
    post(client, row, {**GOOD, "expected": "true", "do": "add"})
    row.refresh_from_db()
    assert row.cases == CASES
    page = client.get(f"/rulebooks/{row.pk}/rules/").content.decode()
    assert "没有行业:scale 应为 true,得到 unknown" in page
    assert "1 个案例不符" in page


def test_a_case_is_taken_away(client: Client, row: Rulebook) -> None:
    post(client, row, {"do": "drop:0"})
    row.refresh_from_db()
    assert [one.name for one in shown(row.cases, BOOK)[0]] == ["差一点"]
    assert removed(CASES, BOOK, 9) == CASES


def test_the_text_of_all_cases_is_written_by_hand(client: Client, row: Rulebook) -> None:
    typed = CASES.replace("1999万元", "1998万元")
    assert post(client, row, {"do": "text", "text": typed.replace("\n", "\r\n")}).status_code == 302
    row.refresh_from_db()
    assert row.cases == typed
    wrong = post(client, row, {"do": "text", "text": "cases: [{name: 坏}]"})
    assert wrong.status_code == 422
    assert "第1行" in wrong.context["faults"]["text"]


def test_no_button_saves_nothing(client: Client, row: Rulebook) -> None:
    assert post(client, row, {}).status_code == 422


def test_cases_that_cannot_be_read_are_told_and_not_hidden(client: Client, row: Rulebook) -> None:
    Rulebook.objects.filter(pk=row.pk).update(cases="cases: [{name: 坏}]")
    assert "校验案例看不懂" in client.get(f"/rulebooks/{row.pk}/rules/").content.decode()
    assert "校验案例看不懂" in client.get(url(row)).content.decode()


def test_a_rule_without_cases_says_what_to_write(client: Client, row: Rulebook) -> None:
    assert "刚好达到、差一点、缺数据" in client.get(url(row, 1)).content.decode()
