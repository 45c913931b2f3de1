"""The stored search key: kept by saving, filled for batches, rebuilt when the names give another one."""

from __future__ import annotations

from typing import Any

import pytest

from zhenxing.web.codetables.models import CodeTable
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.search import fill_search_keys, rebuild_search_keys, searchable_models
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.towns.models import Town

pytestmark = pytest.mark.django_db


def town(name: str = "云岭陶瓷专业镇", product: str = "日用陶瓷") -> Any:
    return Town.objects.create(name=name, product=product, area=area())


def found(words: str) -> list[str]:
    register = Register(
        Town, key="towns", columns=("name",), search=("name", "lead_unit__name"), pinyin=("name",)
    )
    return [one.name for one in Town.objects.filter(register.search_condition(words))]


def test_saving_keeps_the_key_also_when_one_field_is_written() -> None:
    one = town()
    assert found("ylTC") == found("云岭 riyong") == [one.name]
    one.name = "清河核桃专业镇"
    one.save(update_fields=["name"])
    assert found("yltc") == []
    assert found("qinghe ht") == [one.name]


def test_a_deed_says_nothing_of_the_key() -> None:
    where = area()
    one = Town.objects.create(name="云岭陶瓷专业镇", area=where)
    run_action(SaveRecord("towns", Town, {"name": "云岭瓷业专业镇"}, one.pk), person("office", unit(where)))
    assert "search_key" not in AuditEntry.objects.get().changes
    assert found("ylcy") == ["云岭瓷业专业镇"]


def test_a_batch_is_filled_before_it_is_written_and_others_are_left_alone() -> None:
    where = area()
    made = [Town(name="云岭陶瓷专业镇", area=where), Unit(name="甲局", area=where)]
    fill_search_keys(made)
    Town.objects.bulk_create(made[:1])
    assert found("yunlingtaoci")


def test_a_rebuild_mends_what_is_old_and_only_that() -> None:
    town(), town("清河核桃专业镇")
    rebuild_search_keys()
    Town.objects.update(search_key="old")
    assert rebuild_search_keys() == 2
    assert rebuild_search_keys() == 0
    assert found("qhht") == ["清河核桃专业镇"]


def test_only_living_tables_are_rebuilt() -> None:
    models = searchable_models()
    assert {Town, CodeTable} <= set(models)
    assert not [model for model in models if model.__name__.startswith("Historical")]


def test_a_register_may_not_promise_what_no_key_holds() -> None:
    with pytest.raises(TypeError, match="duty"):
        Register(Post, key="posts", columns=("title",), pinyin=("duty",))
    assert not Register(Post, key="posts", columns=("title",)).searchable
    assert Register(Town, key="towns", columns=("name",)).searchable


def test_no_filter_may_be_called_what_the_address_of_a_list_says_itself() -> None:
    with pytest.raises(TypeError, match="page"):
        Register(Unit, key="units", columns=("name",), filters=("page", "kind"))
