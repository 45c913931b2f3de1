"""A rule tried on who is there: only those in scope, with reasons; and versions side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from web.rules.builder_samples import TEXT, a_book, page
from zhenxing.core.rules.form import parse
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.rules import builder_preview
from zhenxing.web.rules.builder_versions import compared
from zhenxing.web.rules.models import Rulebook

LAST = str(date.today().year - 1)  # noqa: DTZ011 — the page judges by today


@pytest.fixture
def place(db: None) -> Area:
    return area("清河县")


@pytest.fixture
def client(place: Area) -> Client:
    return signed_in(person("office", place))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


def enterprise(where: Area, name: str, revenue: str | None) -> Enterprise:
    made = Enterprise.objects.create(area=where, name=name)
    if revenue is not None:
        EnterpriseAttribute.objects.create(
            enterprise=made,
            indicator="revenue",
            period=LAST,
            value=revenue,
            source="年报",
            source_kind="declared",
        )
    return made


@pytest.fixture
def firms(place: Area) -> None:
    enterprise(place, "甲厂", "50000000")
    enterprise(place, "乙厂", "100")
    enterprise(place, "丙厂", None)
    enterprise(area("别县"), "外厂", "50000000")


def seen(client: Client, row: Rulebook, query: str = "", at: int = 2) -> Any:
    return client.get(f"/rulebooks/{row.pk}/rules/{at}/preview/{query}")


def test_how_many_hold_and_why_not(client: Client, row: Rulebook, firms: None) -> None:
    answer = seen(client, row, at=0)
    assert answer.context["seen"].counts == {"true": 0, "false": 1, "unknown": 2}
    text = answer.content.decode()
    assert "外厂" not in text
    assert "还差" in text
    assert "补上就能判定：" in text


def test_by_verdict_day_and_page(
    client: Client, row: Rulebook, firms: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = seen(client, row, "?verdict=false", at=0).content.decode()
    assert "乙厂" in only
    assert "甲厂" not in only
    assert seen(client, row, "?day=2019-01-01", at=0).context["seen"].counts["unknown"] >= 2
    assert seen(client, row, "?day=never&verdict=odd&page=x").status_code == 200
    monkeypatch.setattr(builder_preview, "PAGE", 1)
    second = seen(client, row, "?page=2", at=0)
    assert second.context["seen"].pages == 3
    assert len(second.context["seen"].rows) == 1
    assert seen(client, row, "?page=99", at=0).context["seen"].page == 3


def test_more_than_can_be_judged_is_told(
    client: Client, row: Rulebook, firms: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder_preview, "MOST", 2)
    assert "共 3 个，只判前面这些" in seen(client, row, at=0).content.decode()


def test_the_form_is_tried_without_being_saved(client: Client, row: Rulebook, firms: None) -> None:
    form = {**page(client, row), "0.0-value": "50元", "do": "preview"}
    answer = client.post(f"/rulebooks/{row.pk}/rules/0/", form)
    assert answer.context["seen"].counts["false"] == 0
    assert "试判结果（按表单里的内容，没有保存）" in answer.content.decode()
    wrong = client.post(f"/rulebooks/{row.pk}/rules/0/", {**form, "0.0-value": "?"})
    assert wrong.context["seen"] is None
    new = {**page(client, row, "new"), "name": "新", "do": "add:0"}
    added = client.post(f"/rulebooks/{row.pk}/rules/new/", new)
    assert added.context["seen"] is None


def test_towns_are_tried_too_and_projects_are_not(client: Client, place: Area) -> None:
    towns = a_book(TEXT.replace("subject: enterprise", "subject: town"), "")
    assert "没有可以试判的对象" in seen(client, towns).content.decode()
    projects = a_book(
        TEXT.replace("subject: enterprise", "subject: project").replace("county-scale", "projects"), ""
    )
    assert seen(client, projects).status_code == 404


def test_readers_are_shown_the_rule_in_force(client: Client, row: Rulebook, firms: None, place: Area) -> None:
    client.post(f"/rulebooks/{row.pk}/rules/0/", {**page(client, row), "0.0-value": "50元", "do": "draft"})
    reader = signed_in(person("leader", unit(place)))
    assert seen(reader, row, at=0).status_code == 200


def test_versions_side_by_side(client: Client, row: Rulebook) -> None:
    assert "两个版本没有差别" in client.get(f"/rulebooks/{row.pk}/versions/").content.decode()
    client.post(
        f"/rulebooks/{row.pk}/rules/0/", {**page(client, row), "0.0-value": "1999.5万元", "do": "publish"}
    )
    text = client.get(f"/rulebooks/{row.pk}/versions/").content.decode()
    assert "<del>　营业收入≥营收下限</del>" in text
    assert "<ins>　营业收入≥1999.5万元</ins>" in text
    client.post(f"/rulebooks/{row.pk}/rules/2/", {**page(client, row, "2"), "do": "remove"})
    draft = client.get(f"/rulebooks/{row.pk}/versions/?new=draft&old=2").content.decode()
    assert "增长快" in draft
    assert "取消" in draft
    assert client.get(f"/rulebooks/{row.pk}/versions/?new=77").status_code == 404


def test_what_came_went_and_changed() -> None:
    old = parse(TEXT, "旧")
    changed = TEXT.replace("2000万元, clause: 第一条", "3000万元, clause: 第二条").replace("增长快", "翻番")
    changed = changed.replace("status: site", "status: site\nnote: 待核")
    kinds = {part.name: part.kind for part in compared(old, parse(changed, "新"))}
    assert kinds == {
        "规则的名称和依据": "changed",
        "标准：营收下限": "changed",
        "翻番": "added",
        "增长快": "dropped",
    }


def test_a_book_of_the_sites_own_is_begun(client: Client) -> None:
    given = {"name": "本县奖励", "key": "own-award", "subject": "enterprise", "document": "奖励办法"}
    answer = client.post("/rulebooks/begin/", given, follow=True)
    assert "条件还没有编写" in answer.content.decode()
    assert Rulebook.objects.get(key="own-award").status == "site"
    again = client.post("/rulebooks/begin/", given)
    assert again.status_code == 422
    assert client.post("/rulebooks/begin/", {**given, "key": "UPPER"}).status_code == 422
    assert signed_in(person("leader", area())).get("/rulebooks/begin/").status_code == 404
