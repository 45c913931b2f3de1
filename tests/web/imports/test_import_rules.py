"""What an import refuses, row by row, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from web.imports.conftest import book, brought, confirmed, plan, said
from zhenxing.web.accounts.models import User
from zhenxing.web.imports.staging import ROWS_A_SHEET
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.excel_export import export_book
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import POSTS, UNITS

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ["名称", "行政区划", "简称", "级别", "生效日", "失效日"]


def edit(record: Unit, by: User, **values: Any) -> None:
    run_action(SaveRecord("units", Unit, values, record.pk), by)


def test_a_blank_cell_leaves_and_a_sign_clears(county: Area, clerk: User) -> None:
    unit(county, "林业局", short_name="林局", valid_from="2020-01-01")
    unit(county, "水利局", short_name="水局", valid_from="2020-01-01")
    data = book(
        ["名称", "行政区划", "简称", "生效日"],
        ["林业局", "云岭县", None, "—清空—"],
        ["水利局", "云岭县", "—清空—", None],
    )
    made = confirmed(brought(UNITS, clerk, data), clerk)
    assert (made.updates, made.rejected) == (2, 0)
    forest, water = Unit.objects.get(name="林业局"), Unit.objects.get(name="水利局")
    assert (forest.short_name, forest.valid_from) == ("林局", None)
    assert (water.short_name, str(water.valid_from)) == ("", "2020-01-01")


def test_what_must_be_there_cannot_be_cleared_or_left_out(county: Area, clerk: User) -> None:
    unit(county, "林业局")
    number = Unit.objects.get().pk
    data = book(
        ["记录编号", "名称", "行政区划"],
        [number, "—清空—", "云岭县"],
        [None, None, "云岭县"],
        [None, "水利局", None],
        [number + 1000, "财政局", "云岭县"],
    )
    assert said(brought(UNITS, clerk, data)) == [
        ("B2", "required"),
        ("B3", "required"),
        ("C4", "required"),
        ("A5", "no_record"),
    ]


def test_one_record_twice_is_said_at_the_second(county: Area, clerk: User) -> None:
    data = book(HEADINGS[:2], ["林业局", "云岭县"], ["水利局", "云岭县"], ["林业局", "云岭县"])
    made = brought(UNITS, clerk, data)
    assert said(made) == [("B4", "duplicate")]
    assert "第 2 行" in plan(made).faults[0].message


def test_the_model_s_own_rules_are_asked(county: Area, clerk: User) -> None:
    data = book(HEADINGS, ["林业局", "云岭县", None, None, "2024-05-01", "2023-05-01"])
    made = brought(UNITS, clerk, data)
    assert said(made) == [("F2", "rule")]
    assert plan(made).faults[0].message == "失效日不能早于生效日。"


def test_a_place_of_others_is_named_at_its_cell(county: Area, clerk: User) -> None:
    area("清河县")
    made = brought(UNITS, clerk, book(HEADINGS[:2], ["林业局", "清河县"], ["水利局", "云岭县"]))
    assert said(made) == [("B2", "out_of_scope")]
    assert not Unit.objects.exists()


def test_a_name_of_several_is_not_guessed(county: Area, clerk: User) -> None:
    for number in range(301):  # too many for a list: names are looked up
        unit(county, f"第{number}局")
    town = area("城关镇", county, "township")
    other = area("古驿镇", county, "township")
    unit(town, "财政所")
    unit(other, "财政所")
    made = brought(POSTS, clerk, book(["单位", "职务"], ["财政所", "所长"], ["第7局", "局长"]))
    assert said(made) == [("A2", "unclear")]
    assert made.inserts == 1


def test_what_others_changed_after_the_check_is_not_overwritten(county: Area, clerk: User) -> None:
    forest, water = unit(county, "林业局"), unit(county, "水利局")
    data = book(HEADINGS[:3], ["林业局", "云岭县", "林局"], ["水利局", "云岭县", "水局"])
    made = brought(UNITS, clerk, data)
    edit(forest, person("office", county, "李强"), short_name="林草局")
    made = confirmed(made, clerk)
    assert (made.updates, made.refused) == (1, 1)
    forest.refresh_from_db()
    water.refresh_from_db()
    assert (forest.short_name, water.short_name) == ("林草局", "水局")
    told = made.work.missed[0]
    assert (told["row"], told["by"]) == (2, "李强")
    assert ["简称", "—", "林草局"] in told["changes"]
    page = signed_in(clerk).get(f"/imports/{made.pk}/").text
    assert "李强 改过这条记录" in page


def test_a_key_taken_after_the_check_is_told(county: Area, clerk: User) -> None:
    made = brought(UNITS, clerk, book(HEADINGS[:2], ["林业局", "云岭县"]))
    unit(county, "林业局")
    made = confirmed(made, clerk)
    assert (made.inserts, made.refused) == (0, 1)
    assert made.work.missed[0]["message"] == "这个区划下已有同名单位。"


def test_an_older_export_keeps_what_others_changed_meanwhile(county: Area, clerk: User) -> None:
    for name in ("林业局", "水利局", "财政局"):
        run_action(SaveRecord("units", Unit, {"name": name, "area": county}), clerk)
    old = export_book(UNITS, Unit.objects.order_by("pk"))
    other = person("office", county, "李强")
    forest, water, money = Unit.objects.order_by("pk")
    edit(forest, other, short_name="林草局")
    edit(water, other, short_name="水务局")
    edit(money, other, short_name="财政")
    from web.imports.test_round_trip import changed

    data = changed(old, {"林业局": ("类别", "垂管单位"), "水利局": ("简称", "水局")})
    made = brought(UNITS, clerk, data, name="旧表.xlsx")
    assert (made.updates, made.unchanged, made.rejected) == (1, 1, 1)
    fault = plan(made).faults[0]
    assert (fault.code, fault.label.rstrip("*＊ "), fault.value) == ("changed", "简称", "水局")
    assert "— → 水务局" in fault.message
    confirmed(made, clerk, partly=True)
    forest.refresh_from_db()
    assert (forest.kind, forest.short_name) == ("vertical", "林草局")


def test_several_sheets_are_one_import(county: Area, clerk: User) -> None:
    import io

    import openpyxl

    made = openpyxl.load_workbook(io.BytesIO(book(HEADINGS[:2], ["林业局", "云岭县"])))
    second = made.create_sheet("乡镇")
    second.append(["名称", "行政区划"])
    second.append(["水利局", "云岭县"])
    second.append(["林业局", "云岭县"])
    output = io.BytesIO()
    made.save(output)
    done = brought(UNITS, clerk, output.getvalue())
    assert [one["sheet"] for one in done.mapping] == ["名单", "乡镇"]
    fault = plan(done).faults[0]
    assert (fault.sheet, fault.cell, fault.code) == ("乡镇", "B3", "duplicate")
    assert "工作表“名单”" in fault.message
    done = confirmed(done, clerk, partly=True)
    rows = list(done.rows.order_by("sheet").values_list("sheet", "row"))
    assert rows == [(0, 2), (1, 2)]
    assert ROWS_A_SHEET > 1_048_576


def test_a_key_may_lack_what_its_records_may_lack(county: Area, clerk: User) -> None:
    from zhenxing.web.registers import register

    heritage = register("heritage")
    data = book(["名称", "地区", "项目编号"], ["云岭剪纸", "云岭县", None], ["云岭面塑", "云岭县", "7-1"])
    mapping = {"名单": {"A": "name", "B": "area", "C": "number"}}
    made = confirmed(brought(heritage, clerk, data, mapping=mapping), clerk)
    assert (made.inserts, made.rejected) == (2, 0), said(made)
    again = brought(heritage, clerk, data, mapping=mapping, again=True)
    assert (again.inserts, again.updates, again.unchanged) == (0, 0, 2)
    without = book(["名称", "地区"], ["云岭剪纸", "云岭县"])
    assert brought(heritage, clerk, without).unchanged == 1


def test_a_place_in_a_tree_is_planted_not_imported(county: Area, clerk: User) -> None:
    assert signed_in(clerk).get("/areas/import/").status_code == 404
