"""Code tables come with the software, are the site's to change, and are chosen, typed and cited."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import call_command

from zhenxing.packs.code_tables import PackedCode, PackedTable, load_code_tables
from zhenxing.web.codetables import queries as codes
from zhenxing.web.codetables.forms import TypedCodeField
from zhenxing.web.codetables.loading import Installed, install
from zhenxing.web.codetables.models import Code, CodeTable, code_field
from zhenxing.web.codetables.register import CODES, TABLES
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


class SiteWide(RegisterTests):
    """Lists of choices belong to the whole site: another county sees and keeps them too."""

    @pytest.fixture(autouse=True)
    def few(self) -> None:
        """One short table is enough for pages of one row each."""
        kept = CodeTable.objects.filter(key="town_category")
        for model, field in ((Code, "table__in"), (CodeTable, "pk__in")):
            rows = model.objects.exclude(**{field: kept})
            rows._raw_delete("default")

    def test_outside_the_scope_nothing_exists(self) -> None:
        record = self.record(area())
        stranger = self.client(area("清河县"))
        assert stranger.get(self.register.url("detail", record.pk)).status_code == 200

    def test_api_outside_the_scope_nothing_exists(self) -> None:
        record = self.record(area())
        stranger = self.program(self._where("清河县"))
        assert stranger.get(f"{self.api_url}/{record.pk}").status_code == 200

    def test_many_rows_outside_the_scope_are_not_touched(self) -> None:
        pytest.skip("these records are everybody's: none is outside")

    def test_many_rows_are_archived_with_a_reason(self) -> None:
        where = self._many("bulk-archive")
        record, client = self.record(where), self.client(where)
        sent = {"pick": f"{record.pk}.{record.version}"}
        url = self.register.url("bulk-archive")
        assert client.post(url, sent).status_code == 422
        assert client.post(url, {**sent, "reason": "停用"}).status_code == 302
        record.refresh_from_db()
        assert record.archived_at is not None


class TestTables(SiteWide):
    register = TABLES

    def record(self, where: Area) -> Any:
        return CodeTable.objects.create(key=f"table-{CodeTable.objects.count()}", name="试验表")

    def form(self, where: Area) -> dict[str, Any]:
        return {"name": "改名的表", "purpose": "试验", "source": "自拟", "year": 2024}


class TestCodes(SiteWide):
    register = CODES

    def record(self, where: Area) -> Any:
        return codes.get("town_category", "manufacturing")

    def form(self, where: Area) -> dict[str, Any]:
        table = CodeTable.objects.get(key="town_category")
        return {"table": table.pk, "code": "digital", "name": "数字产业", "position": 9}

    def test_inside_the_scope_every_page_opens(self) -> None:
        where = area()
        record, client = self.record(where), self.client(where)
        for url in self.urls(record):
            assert client.get(url).status_code == 200, url


def test_every_table_of_the_pack_is_there_after_a_migration() -> None:
    packed = {table.key: len(table.codes) for table in load_code_tables()}
    found = {table.key: table.codes.count() for table in CodeTable.objects.all()}
    assert found == packed
    assert packed["public_platform"] == 12
    assert packed["industry"] == 1971


def test_every_table_says_where_it_comes_from() -> None:
    assert all(table.source and table.purpose for table in load_code_tables())


@pytest.mark.parametrize(("code", "line"), [("3074", ["C", "30", "307"]), ("0141", ["A", "01", "014"])])
def test_an_industry_stands_below_its_group_division_and_section(code: str, line: list[str]) -> None:
    above, found = codes.get("industry", code).parent, []
    while above is not None:
        found.insert(0, above.code)
        above = above.parent
    assert found == line


def test_a_second_migration_adds_nothing_and_keeps_what_the_site_changed() -> None:
    code = codes.get("town_category", "tourism")
    code.name = "文旅与康养"
    code.save()
    call_command("migrate", verbosity=0)
    assert install(load_code_tables()) == Installed(0, 0)
    assert codes.get("town_category", "tourism").name == "文旅与康养"


def test_a_newer_pack_adds_what_is_missing() -> None:
    more = PackedTable(
        "pet", "宠物", "试验", "自拟", None, (PackedCode("a", "猫"), PackedCode("b", "小猫", "a"))
    )
    assert install([more]) == Installed(1, 2)
    assert codes.get("pet", "b").parent == codes.get("pet", "a")
    assert codes.get("pet", "b").history.count() == 1
    lost = PackedTable("pet", "宠物", "试验", "自拟", None, (PackedCode("c", "狗", "nowhere"),))
    with pytest.raises(ValueError, match="c"):
        install([lost])


def test_codes_are_asked_for_by_table_and_day() -> None:
    table = CodeTable.objects.get(key="town_tier")
    Code.objects.create(table=table, code="star", name="星级", valid_from=date(2024, 1, 1), position=99)
    assert "星级" in [code.name for code in codes.of("town_tier")]
    assert "星级" not in [code.name for code in codes.of("town_tier", date(2023, 1, 1))]
    assert codes.choices("town_category")[0][1] == "制造业"


def test_a_code_brings_those_below_it() -> None:
    division = codes.get("industry", "30")
    below = codes.within([division.pk])
    assert codes.get("industry", "3074").pk in below
    assert codes.get("industry", "31").pk not in below


def test_a_parent_is_of_the_same_table_and_never_below_itself() -> None:
    group, kind = codes.get("industry", "307"), codes.get("industry", "3074")
    group.parent = kind
    with pytest.raises(ValidationError, match="它自己或它的下级"):
        group.clean()
    group.parent = codes.get("town_category", "manufacturing")
    with pytest.raises(ValidationError, match="同一张表"):
        group.clean()


def test_a_natural_key_leads_to_a_code_and_back() -> None:
    code = codes.get("industry", "3074")
    assert Code.objects.get_by_natural_key(*code.natural_key()) == code
    assert CodeTable.objects.get_by_natural_key(*code.table.natural_key()) == code.table


def typed(value: Any) -> Code | None:
    field = TypedCodeField(
        Code.objects.filter(table__key="industry"),
        limit_choices_to={"table__key": "industry"},
        required=False,
    )
    found: Code | None = field.clean(value)
    return found


@pytest.mark.parametrize("said", ["3074", " 3074 日用陶瓷制品制造", "日用陶瓷制品制造"])
def test_a_code_is_typed_by_its_code_its_name_or_both(said: str) -> None:
    assert typed(said) == codes.get("industry", "3074")


def test_a_program_names_a_code_by_its_id() -> None:
    code = codes.get("industry", "3074")
    assert typed(code.pk) == typed(code) == code
    assert typed("") is None


@pytest.mark.parametrize(
    ("said", "why"), [("9999", "没有“9999”"), ("3074 别的", "没有"), ("其他农业", "有几个代码")]
)
def test_what_is_no_one_code_is_said(said: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        typed(said)


def test_the_form_of_a_long_table_is_a_text_box_with_the_code_in_it() -> None:
    code = codes.get("industry", "3074")
    field = code_field("industry", "行业", typed=True).formfield()
    assert isinstance(field, TypedCodeField)
    shown = forms.Form()
    shown.fields["industry"] = field
    shown.initial = {"industry": code.pk}
    html = str(shown)
    assert 'value="3074 日用陶瓷制品制造"' in html
    assert "/codes/options/?table=industry" in html
    assert not field.has_changed(code.pk, "3074 日用陶瓷制品制造")
    assert isinstance(code_field("town_tier", "梯次").formfield(), forms.ModelChoiceField)


@pytest.mark.parametrize("said", ["307", "日用陶瓷", "rytc", "riyongtaoci"])
def test_codes_are_offered_while_one_types(said: str) -> None:
    office = signed_in(person("office", unit(area())))
    offered = office.get(f"{CODES.url('options')}?table=industry&q={said}").text
    assert 'value="3074 日用陶瓷制品制造"' in offered
    assert offered.count("<option") <= 20
    assert "其他合成材料" not in offered
