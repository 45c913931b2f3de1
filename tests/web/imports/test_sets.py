"""A cell that names several records: exported by name, read in any order, wrong names told one by one."""

from __future__ import annotations

import io

import openpyxl
import pytest

from web.imports.conftest import book, brought, confirmed, plan
from web.imports.test_round_trip import changed
from web.towns.town_samples import town
from zhenxing.web.accounts.models import User
from zhenxing.web.codetables import queries as codes
from zhenxing.web.imports.grid import grid_faults
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.sets import Names, Read, read
from zhenxing.web.kit.excel import CLEAR
from zhenxing.web.kit.testing import area, signed_in
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Town
from zhenxing.web.towns.register import TOWNS

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ("专业镇名称", "所属县", "产业类别", "覆盖区域", "集聚特征")


@pytest.fixture
def townships(county: Area) -> list[Area]:
    return [area(name, county, "township") for name in ("竹溪镇", "松林乡", "铁炉镇")]


@pytest.fixture
def kiln(county: Area, townships: list[Area]) -> Town:
    made = town(county, "云岭陶瓷专业镇")
    made.covers.set(townships[:2])
    return made


def names(one: Town, field: str = "covers") -> list[str]:
    return sorted(record.name for record in getattr(one, field).all())


def exported(clerk: User) -> bytes:
    return signed_in(clerk).get(TOWNS.url("export"), {"column": ["name", "covers", "traits"]}).content


def test_an_export_names_them_and_comes_back_unchanged(kiln: Town, clerk: User) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported(clerk))).worksheets[0]
    assert "竹溪镇、松林乡" in {cell.value for row in sheet.iter_rows() for cell in row}
    made = brought(TOWNS, clerk, exported(clerk), name="专业镇.xlsx")
    assert plan(made).faults == ()
    assert (made.updates, made.unchanged) == (0, 1)


def test_what_is_named_no_more_goes_and_what_is_new_comes(kiln: Town, clerk: User) -> None:
    data = changed(exported(clerk), {"云岭陶瓷专业镇": ("覆盖区域", "铁炉镇；竹溪镇，铁炉镇")})
    made = brought(TOWNS, clerk, data, name="专业镇.xlsx")
    assert (made.updates, made.rejected) == (1, 0)
    page = signed_in(clerk).get(f"/imports/{made.pk}/?show=update").text
    assert "竹溪镇、松林乡" in page and "竹溪镇、铁炉镇" in page
    confirmed(made, clerk)
    kiln.refresh_from_db()
    assert names(kiln) == ["竹溪镇", "铁炉镇"] and kiln.version == 2
    through = Town.covers.through.objects.filter(town=kiln)
    assert through.count() == 2


def test_a_new_record_comes_with_its_sets_and_a_blank_changes_none(kiln: Town, clerk: User) -> None:
    trait = codes.of("gathering_trait").first()
    assert trait is not None
    category = codes.get("town_category", "light_industry").name
    rows = (
        ("竹溪竹编专业镇", "云岭县", category, "松林乡", trait.name),
        ("云岭陶瓷专业镇", "云岭县", category, "", trait.name),
    )
    confirmed(brought(TOWNS, clerk, book(HEADINGS, *rows)), clerk)
    new = Town.objects.get(name="竹溪竹编专业镇")
    assert names(new) == ["松林乡"] and names(new, "traits") == [trait.name]
    assert names(kiln) == ["松林乡", "竹溪镇"] and names(kiln, "traits") == [trait.name]


def test_the_sign_empties_a_set(kiln: Town, clerk: User) -> None:
    rows = (("云岭陶瓷专业镇", "云岭县", "", CLEAR, ""),)
    confirmed(brought(TOWNS, clerk, book(HEADINGS, *rows)), clerk)
    assert names(kiln) == []


def test_every_name_that_is_not_known_is_told_with_its_cell(kiln: Town, clerk: User) -> None:
    area("外县某镇", area("清河县"), "township")
    rows = (("云岭陶瓷专业镇", "云岭县", "", "竹溪镇、竹西镇、外县某镇", ""),)
    made = brought(TOWNS, clerk, book(HEADINGS, *rows))
    said = [(fault.cell, fault.code, fault.value) for fault in plan(made).faults]
    assert said[0] == ("D2", "no_reference", "竹西镇") and "竹溪镇" in plan(made).faults[0].advice
    assert said[1][0] == "D2" and said[1][2] == "外县某镇"
    assert made.rejected == 1 and made.updates == 0


def test_what_others_changed_since_the_export_is_not_undone(kiln: Town, clerk: User) -> None:
    data = exported(clerk)
    kiln.covers.set([kiln.covers.first()])
    kiln.product, kiln.version = "青瓷", 2
    kiln.save()
    made = brought(TOWNS, clerk, data, name="专业镇.xlsx")
    assert [(fault.code, fault.field) for fault in plan(made).faults] == [("changed", "covers")]


def test_the_grid_checks_them_too(kiln: Town, clerk: User) -> None:
    words = vocabulary(TOWNS, clerk)
    at = words.spec.names.index("covers")
    row = [""] * len(words.spec.fields)
    row[at] = "竹溪镇 、没有镇"
    faults = grid_faults(words, [row])
    assert list(faults) == [(0, "covers")] and "没有镇" in faults[0, "covers"]


def test_a_cell_is_read_whatever_stands_between_the_names() -> None:
    known = Names({"甲": "3", "乙": "17", "丙（一）": "4"}, frozenset({"丁"}))
    assert read("乙，甲;乙\n甲", known) == Read("3,17")
    assert read("丙(一)", known) == Read("4")
    assert read(" 、 ", known) == read("无", known) == Read(None)
    assert [part[:2] for part in read("丁、戊戊戊、甲", known).wrong] == [
        ("丁", "unclear"),
        ("戊戊戊", "no_reference"),
    ]
