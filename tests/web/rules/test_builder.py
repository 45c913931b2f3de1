"""The rule builder: nothing is lost by opening a rule, each fault stands in its row, cases decide."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from web.rules.builder_samples import TEXT, a_book, page, sent
from zhenxing.packs.rules_loader import shipped_texts
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.rules.builder_models import RuleDraft
from zhenxing.web.rules.builder_nodes import of_condition, remember_places, walk
from zhenxing.web.rules.builder_rules import Draft, into_book, values_of
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(person("office", area()))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


def url(row: Rulebook, at: str = "0") -> str:
    return f"/rulebooks/{row.pk}/rules/{at}/"


def sending(client: Client, row: Rulebook, deed: str, changes: dict[str, str], at: str = "0") -> Any:
    return client.post(url(row, at), {**page(client, row, at), **changes, "do": deed})


def in_force(row: Rulebook) -> Any:
    row.refresh_from_db()
    return read(row.text)


@pytest.mark.parametrize("key", ["county-town-recognition", "size-2017", "quality-sme-2022"])
def test_opening_and_saving_a_shipped_rule_changes_nothing(key: str) -> None:
    book = read(shipped_texts()[key])
    for rule in book.rules[:6]:
        draft = Draft(values_of(rule), remember_places(of_condition(rule.when, book)))
        assert into_book(draft, rule, book, {}) == book, rule.key


@pytest.mark.parametrize("at", ["0", "1", "2"])
def test_sending_the_form_as_it_is_keeps_the_rule(client: Client, row: Rulebook, at: str) -> None:
    before = read(TEXT)
    answer = sending(client, row, "publish", {}, at)
    assert answer.status_code == 302
    assert in_force(row).rules == before.rules


def test_a_threshold_is_changed_and_put_into_force_when_the_cases_hold(client: Client, row: Rulebook) -> None:
    answer = sending(client, row, "publish", {"0.0-value": "1999.5万元"})
    assert answer.status_code == 302
    assert in_force(row).rules[0].when.of[0].to[0].value == 19995000
    assert row.version == 2
    assert AuditEntry.objects.filter(action="rulebooks.write").exists()
    assert not RuleDraft.objects.exists()


def test_a_rule_whose_cases_fail_stays_a_draft(client: Client, row: Rulebook) -> None:
    answer = client.post(
        url(row), {**page(client, row), "0.0-value": "3000万元", "do": "publish"}, follow=True
    )
    told = answer.content.decode()
    assert "没有发布，已存为草稿" in told
    assert "刚好达到" in told
    assert in_force(row) == read(TEXT)
    draft = RuleDraft.objects.get()
    assert "scale 应为 true,得到 false" in draft.told
    assert "3000万元" in draft.text
    # the pages work on the draft now, and it can be thrown away
    assert page(client, row)["0.0-value"] == "3000万元"
    client.post(f"/rulebooks/{row.pk}/draft/", {"do": "drop"})
    assert not RuleDraft.objects.exists()
    assert page(client, row)["0.0-value"] == "标准：营收下限"


def test_a_draft_is_put_into_force_once_its_cases_hold(client: Client, row: Rulebook) -> None:
    sending(client, row, "draft", {"0.0-value": "1999.5万元"})
    assert in_force(row) == read(TEXT)
    base = client.get(f"/rulebooks/{row.pk}/rules/").context["state"]
    client.post(f"/rulebooks/{row.pk}/draft/", {"do": "publish", "base": base})
    assert in_force(row).rules[0].when.of[0].to[0].value == 19995000


@pytest.mark.parametrize(
    ("changes", "place", "told"),
    [
        ({"0.0-value": "很多"}, "0.0", "不是数量或日期"),
        ({"0.0-value": "5户"}, "0.0", "单位不同"),
        ({"0.0-value": ""}, "0.0", "请填要求的值"),
        ({"0.0-value": "标准：没有的"}, "0.0", "没有叫“没有的”的标准"),
        ({"0.0-op": ""}, "0.0", "请选一种比较方式"),
        ({"0.0-fact": "nothing"}, "0.0", "请选一个字段"),
        ({"0.0-op": "between", "0.0-value": "2000万元"}, "0.0", "请填两个数"),
        ({"0.0-fact": "kind", "0.0-op": "equals", "0.0-value": "个体户"}, "0.0", "可选：公司、合作社"),
        ({"0.1.1-question": ""}, "0.1.1", "请写明要由人判断的问题"),
        ({"0.1-how": "some", "0.1-n": "9"}, "0.1", "应为1至2的整数"),
        ({"0.0-kind": "rule"}, "0.0", "请选一条规则"),
        ({"0.1-parts": "0"}, "0.1", "这一组里还没有条件"),
    ],
)
def test_each_fault_stands_in_its_row(
    client: Client, row: Rulebook, changes: dict[str, str], place: str, told: str
) -> None:
    answer = sending(client, row, "publish", changes)
    assert answer.status_code == 422
    wrong = {at: line for at, _number, line in answer.context["wrong_rows"]}
    assert told in wrong[place]
    assert f'href="#n-{place}"' in answer.content.decode()
    assert in_force(row) == read(TEXT)


@pytest.mark.parametrize(
    ("changes", "name", "told"),
    [
        ({"key": "大写"}, "key", "标识应以小写字母开头"),
        ({"name": ""}, "name", "请写规则的名称"),
        ({"begins": "明天"}, "begins", "日期应如"),
        ({"begins": "2026-05-01", "ends": "2026-01-01"}, "ends", "不能早于"),
        ({"weight": "很多"}, "weight", "满分应为数字"),
        ({"key": "first"}, "", "first"),
    ],
)
def test_the_fields_of_the_rule_are_checked_too(
    client: Client, row: Rulebook, changes: dict[str, str], name: str, told: str
) -> None:
    answer = sending(client, row, "publish", changes)
    assert answer.status_code == 422
    assert any(told in line for line in answer.context["form"]["faults"][name])


@pytest.mark.parametrize(
    ("fact", "measure", "op", "value", "words"),
    [
        ("revenue", "growth:3", "at_least", "10%", "近3年营业收入年均(复合)增速≥10%"),
        ("revenue", "average:2", "above", "1亿元", "近2年平均营业收入>1亿元"),
        ("revenue", "-1", "below", "500万元", "上年营业收入<500万元"),
        ("revenue", "0", "between", "100万元、200万元", "营业收入在100万元至200万元之间"),
        ("industry", "0", "in", "C30，C31", "行业代码为“C30”、“C31”之一"),
        ("kind", "0", "equals", "合作社", "企业类型为合作社"),
        ("active", "0", "equals", "是", "正常经营为是"),
        ("revenue", "0", "known", "", "营业收入须有数据"),
    ],
)
def test_a_row_becomes_a_condition(
    client: Client, row: Rulebook, fact: str, measure: str, op: str, value: str, words: str
) -> None:
    changes = {"0.0-fact": fact, "0.0-measure": measure, "0.0-op": op, "0.0-value": value}
    sending(client, row, "draft", changes)
    text = RuleDraft.objects.get().text
    from zhenxing.core.rules.words import Words

    book = read(text)
    assert Words(book).condition(book.rules[0].when.of[0]) == words


def test_buttons_change_the_form_and_write_nothing(client: Client, row: Rulebook) -> None:
    added = sending(client, row, "add:0.1", {})
    form = sent(added.content.decode())
    assert form["0.1-parts"] == "3"
    assert form["0.1.2-kind"] == "compare"
    grouped = sent(client.post(url(row), {**form, "do": "group:0"}).content.decode())
    assert grouped["0.2-kind"] == "group"
    asked = sent(client.post(url(row), {**grouped, "do": "ask:0.2"}).content.decode())
    assert asked["0.2.0-answer"].startswith("q-")
    referred = sent(client.post(url(row), {**asked, "do": "refer:0.2"}).content.decode())
    assert referred["0.2.1-kind"] == "rule"
    up = sent(client.post(url(row), {**referred, "do": "up:0.2"}).content.decode())
    assert up["0.1.0-answer"] == asked["0.2.0-answer"]
    down = sent(client.post(url(row), {**up, "do": "down:0.0"}).content.decode())
    assert down["0.1-value"] == "标准：营收下限"
    dropped = sent(client.post(url(row), {**down, "do": "drop:0.0"}).content.decode())
    assert dropped["0-parts"] == "2"
    assert in_force(row) == read(TEXT)
    assert not RuleDraft.objects.exists()


@pytest.mark.parametrize("deed", ["drop:9.9", "up:0.0", "down:0.1", "group:0.0", "nonsense", "add:x"])
def test_a_button_that_means_nothing_changes_nothing(client: Client, row: Rulebook, deed: str) -> None:
    before = page(client, row)
    assert sent(sending(client, row, deed, {}).content.decode()) == before


def test_what_has_no_fields_is_kept_even_when_it_is_moved(client: Client, row: Rulebook) -> None:
    form = sent(sending(client, row, "add:0", {}, "1").content.decode())
    moved = sent(client.post(url(row, "1"), {**form, "do": "down:0.0"}).content.decode())
    moved |= {"0.0-fact": "revenue", "0.0-op": "known"}
    assert client.post(url(row, "1"), {**moved, "do": "publish"}).status_code == 302
    kept = in_force(row).rules[1]
    assert kept.when.of[1] == read(TEXT).rules[1].when
    assert kept.amount == read(TEXT).rules[1].amount


def test_a_left_side_without_fields_keeps_its_threshold_editable(client: Client, row: Rulebook) -> None:
    sending(client, row, "draft", {"0.0-value": "300%"}, "2")
    when = read(RuleDraft.objects.get().text).rules[2].when
    assert when.of == read(TEXT).rules[2].when.of
    assert when.to[0].value == 3


def test_a_new_rule_uses_a_field_that_another_book_declares(client: Client, row: Rulebook) -> None:
    a_book(
        TEXT.replace("county-scale", "other").replace("营业收入", "销售收入").replace("revenue", "sales"), ""
    )
    form = page(client, row, "new")
    form = sent(client.post(url(row, "new"), {**form, "do": "add:0"}).content.decode())
    form |= {"name": "卖得多", "0.0-fact": "sales", "0.0-op": "at_least", "0.0-value": "1亿元"}
    assert client.post(url(row, "new"), {**form, "do": "publish"}).status_code == 302
    book = in_force(row)
    assert book.rules[-1].name == "卖得多"
    assert book.facts["sales"].label == "销售收入"


def test_a_rule_is_taken_out_into_the_draft(client: Client, row: Rulebook) -> None:
    sending(client, row, "remove", {}, "2")
    assert [one.key for one in read(RuleDraft.objects.get().text).rules] == ["scale", "first"]
    assert len(in_force(row).rules) == 3


def test_who_was_overtaken_is_told_and_nothing_is_overwritten(client: Client, row: Rulebook) -> None:
    form = page(client, row)
    sending(client, row, "publish", {"0.0-value": "1999.5万元"})
    late = client.post(url(row), {**form, "0.0-value": "1万元", "do": "publish"}, follow=True)
    assert "已有人改过这本规则" in late.content.decode()
    assert in_force(row).rules[0].when.of[0].to[0].value == 19995000


def test_readers_see_the_rules_and_cannot_write(client: Client, row: Rulebook) -> None:
    sending(client, row, "draft", {"0.0-value": "1万元"})
    reader = signed_in(person("leader", area()))
    shown = reader.get(f"/rulebooks/{row.pk}/rules/")
    assert shown.status_code == 200
    assert "草稿" not in shown.content.decode()
    assert "营业收入≥营收下限" in shown.content.decode()
    assert reader.get(url(row)).status_code == 404
    assert reader.post(f"/rulebooks/{row.pk}/draft/", {"do": "drop"}).status_code == 404
    assert Client().get(url(row)).status_code == 302


@pytest.mark.parametrize("at", ["9", "x", "-1"])
def test_a_rule_that_is_not_there(client: Client, row: Rulebook, at: str) -> None:
    assert client.get(url(row, at)).status_code == 404
    assert client.get(f"{url(row, at)}preview/").status_code == 404
    assert client.get(f"{url(row, at)}cases/").status_code == 404


def test_the_script_gets_the_form_alone(client: Client, row: Rulebook) -> None:
    data = {**page(client, row), "do": "add:0"}
    part = client.post(url(row), data, headers={"X-Requested-With": "builder"}).content.decode()
    assert part.lstrip().startswith("<form")
    assert "<html" not in part


def test_an_archived_book_is_not_written(client: Client, row: Rulebook) -> None:
    from django.utils import timezone

    form = page(client, row)
    Rulebook.objects.filter(pk=row.pk).update(archived_at=timezone.now())
    answer = client.post(url(row), {**form, "do": "publish"})
    assert "已经归档" in answer.content.decode()


def test_deep_and_endless_forms_are_cut(client: Client, row: Rulebook) -> None:
    deep = {f"0{'.0' * depth}-kind": "group" for depth in range(12)}
    deep |= {f"0{'.0' * depth}-parts": "5000" for depth in range(12)}
    form = {**page(client, row), **deep}
    answer = client.post(url(row), {**form, "do": "look"})
    assert answer.status_code == 200
    assert sum(1 for name in sent(answer.content.decode()) if name.endswith("-kind")) <= 201


def test_every_place_has_its_number(row: Rulebook) -> None:
    book = read(TEXT)
    places = [place for place, _node in walk(of_condition(book.rules[0].when, book))]
    assert places == ["0", "0.0", "0.1", "0.1.0", "0.1.1"]
