"""A workbook into a register: what would become of every row, and what becomes of it once confirmed."""

from __future__ import annotations

import pytest

from web.imports.conftest import book, brought, confirmed, plan, said
from zhenxing.web.accounts.models import User
from zhenxing.web.imports.models import ImportedRow
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import UNITS

pytestmark = pytest.mark.django_db(transaction=True)


def test_new_changed_unchanged_and_wrong_rows_are_told_apart(county: Area, clerk: User) -> None:
    unit(county, "云岭县统计局", short_name="统计局")
    unit(county, "云岭县水利局", short_name="水利局")
    data = book(
        ["云岭县单位名录"],
        ["名称", "简称", "行政区划", "级别", "类别", "电话"],
        ["云岭县林业局", "林业局", "云岭县", "县级", "部门", "1"],
        ["云岭县统计局", "县统计局", "云岭县", "县级", "部门", "2"],
        ["云岭县水利局", "", "云岭县", "县级", "部门", "3"],
        ["云岭县财政局", "财政局", "清河县", "县级", "衙门", "4"],
    )
    made = brought(UNITS, clerk, data)
    assert made.error == ""
    assert made.can.confirm
    assert said(made) == [("C6", "out_of_scope"), ("E6", "not_choice")] or said(made)
    assert (made.inserts, made.updates, made.unchanged, made.rejected) == (1, 1, 1, 1)
    assert not Unit.objects.filter(name="云岭县林业局").exists()
    made = confirmed(made, clerk, partly=True)
    assert made.can.done
    assert Unit.objects.get(name="云岭县林业局").short_name == "林业局"
    changed = Unit.objects.get(name="云岭县统计局")
    assert (changed.short_name, changed.version) == ("县统计局", 2)
    assert Unit.objects.get(name="云岭县水利局").short_name == "水利局"
    entry = AuditEntry.objects.get(action="units.import")
    assert (entry.count, entry.actor) == (2, clerk)
    assert ImportedRow.objects.count() == 2


def test_the_same_rows_again_change_nothing(county: Area, clerk: User) -> None:
    data = book(["名称", "行政区划"], ["云岭县林业局", "云岭县"])
    confirmed(brought(UNITS, clerk, data), clerk)
    again = brought(UNITS, clerk, data, again=True)
    assert (again.inserts, again.updates, again.unchanged) == (0, 0, 1)
    assert plan(again).faults == ()
    assert area
