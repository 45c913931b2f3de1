"""Rows staged for a register: written in one stroke with their history, refused when the table objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from zhenxing.web.imports.models import Import, ImportedRow
from zhenxing.web.imports.staging import INSERT, ROWS_A_SHEET, UPDATE, Refusal, Staging
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, Incumbency, Post, Unit

pytestmark = pytest.mark.django_db
_SILENT = {
    "name",
    "search_key",
    "history_id",
    "history_date",
    "history_change_reason",
    "id",
    "created_at",
    "updated_at",
}


def new(row: int, *values: Any) -> tuple[Any, ...]:
    return (row, INSERT, None, None, *values)


def change(row: int, record: Any, *values: Any) -> tuple[Any, ...]:
    return (row, UPDATE, record.pk, record.version, *values)


@contextmanager
def staged(model: Any, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Iterator[Staging]:
    with Staging(model, names) as staging:
        staging.add(rows)
        staging.complete()
        yield staging


@pytest.fixture
def county() -> Area:
    return area()


def test_new_records_get_their_defaults_and_changed_ones_keep_the_rest(county: Area) -> None:
    old = unit(county, "云岭县统计局", short_name="县统计局", kind="vertical")
    author = person()
    with staged(
        Unit,
        ("name", "area"),
        [new(5, "云岭县林业局", county.pk), change(6, old, "云岭县统计中心", county.pk)],
    ) as staging:
        written = staging.write(timezone.now(), author, "名单.xlsx")
    assert (written.inserted, written.updated) == (1, 1)
    made = Unit.objects.get(name="云岭县林业局")
    assert (made.kind, made.level, made.version, made.short_name) == ("department", "county", 1, "")
    old.refresh_from_db()
    assert (old.name, old.kind, old.short_name, old.version) == ("云岭县统计中心", "vertical", "县统计局", 2)
    assert old.updated_at > old.created_at


def test_the_history_is_what_the_library_itself_would_write(county: Area) -> None:
    author = person()
    with staged(Unit, ("name", "area"), [new(5, "云岭县林业局", county.pk)]) as staging:
        staging.write(timezone.now(), author, "名单.xlsx")
    ours = Unit.history.values().get()
    by_library = Unit(name="云岭县水利局", area=county)
    bulk_create_with_history([by_library], Unit, default_user=author, default_change_reason="名单.xlsx")
    theirs = Unit.history.values().latest("history_id")
    assert {k: v for k, v in ours.items() if k not in _SILENT} == {
        k: v for k, v in theirs.items() if k not in _SILENT
    }
    assert ours["history_change_reason"] == "名单.xlsx"


def test_new_keys_go_on_where_the_table_stopped(county: Area) -> None:
    gone = unit(county, "撤销的单位")
    last = gone.pk
    gone.delete()
    with staged(Unit, ("name", "area"), [new(9, "甲局", county.pk), new(12, "乙局", county.pk)]) as staging:
        staging.write(timezone.now(), None, "")
    keys = dict(Unit.objects.values_list("name", "pk"))
    assert keys["甲局"] > last
    assert keys["乙局"] == keys["甲局"] + 1
    assert Unit.objects.create(name="丙局", area=county).pk == keys["乙局"] + 1


def test_what_others_changed_since_is_refused(county: Area) -> None:
    record = unit(county, "云岭县统计局")
    seen = change(7, record, "新名", county.pk)
    Unit.objects.filter(pk=record.pk).update(version=2)
    gone = unit(county, "已不存在")
    lost = change(8, gone, "名", county.pk)
    gone.delete()
    with staged(Unit, ("name", "area"), [seen, lost]) as staging:
        assert staging.refusals() == [Refusal(7, "changed"), Refusal(8, "changed")]
        staging.drop([7, 8])
        assert staging.write(timezone.now(), None, "").updated == 0


def test_a_key_that_is_taken_or_stands_twice_is_refused(county: Area) -> None:
    unit(county, "已有的局")
    rows = [new(5, "已有的局", county.pk), new(6, "两次", county.pk), new(7, "两次", county.pk)]
    with staged(Unit, ("name", "area"), rows) as staging:
        found = staging.refusals()
    assert [(one.row, one.code, one.fields) for one in found] == [
        (5, "taken", ("area", "name")),
        (6, "taken", ("area", "name")),
        (7, "taken", ("area", "name")),
    ]
    assert str(found[0].message) == "这个区划下已有同名单位。"


def test_names_may_be_handed_on_within_one_import(county: Area) -> None:
    old = unit(county, "老局")
    with staged(
        Unit, ("name", "area"), [change(5, old, "新局", county.pk), new(6, "老局", county.pk)]
    ) as staging:
        assert staging.refusals() == []


def test_a_rule_of_the_table_is_asked_for_the_whole_set(county: Area) -> None:
    post = Post.objects.create(unit=unit(county), title="局长")
    held = Incumbency.objects.create(post=post, person="张某", begins=date(2024, 3, 1))
    rows = [
        new(5, post.pk, "李某", "2024-01-01", "2023-01-01"),
        new(6, post.pk, "王某", "2024-01-01", None),
        change(7, held, post.pk, "张某", "2024-03-01", "2024-02-01"),
    ]
    with staged(Incumbency, ("post", "person", "begins", "ends"), rows) as staging:
        found = staging.refusals()
    assert [(one.row, one.code, one.fields) for one in found] == [
        (5, "rule", ("ends", "begins")),
        (7, "rule", ("ends", "begins")),
    ]
    assert str(found[0].message) == "离任日不能早于任职日。"


def test_left_alone_it_leaves_nothing(county: Area) -> None:
    with staged(Unit, ("name", "area"), [new(5, "林业局", county.pk)]):
        pass
    assert not Unit.objects.filter(name="林业局").exists()
    with staged(Unit, ("name", "area"), []) as again:
        assert again.write(timezone.now(), None, "").inserted == 0


def test_a_record_leads_back_to_its_row(county: Area) -> None:
    brought = Import.objects.create(register="units", uploaded_by=person(), sha256="0" * 64)
    second_sheet = ROWS_A_SHEET + 8
    with staged(Unit, ("name", "area"), [new(second_sheet, "林业局", county.pk)]) as staging:
        staging.write(timezone.now(), None, "")
        staging.trace(brought.pk)
        assert set(Unit.objects.filter(pk__in=staging.written())) == {Unit.objects.get(name="林业局")}
    row = ImportedRow.objects.get()
    assert (row.record_id, row.sheet, row.row, row.record_version) == (
        Unit.objects.get(name="林业局").pk,
        1,
        8,
        1,
    )
