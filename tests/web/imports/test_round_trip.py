"""What is exported comes back: unchanged it changes nothing, three cells changed are three updates."""

from __future__ import annotations

import io

import openpyxl
import pytest

from web.imports.conftest import brought, confirmed, plan
from zhenxing.web.accounts.models import User
from zhenxing.web.imports.models import ImportedRow
from zhenxing.web.kit.excel_export import export_book, template_book
from zhenxing.web.kit.panels import history
from zhenxing.web.kit.testing import person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import UNITS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exported(county: Area, clerk: User) -> bytes:
    for name in ("林业局", "水利局", "财政局", "审计局"):
        unit(county, f"云岭县{name}", short_name=name)
    content = signed_in(clerk).get(UNITS.url("export")).content
    assert content[:2] == b"PK"
    return content


def changed(content: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    """The workbook with other values: name → (heading, value)."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    told = [[str(cell or "").rstrip("*＊ ") for cell in row] for row in rows]
    wanted = {heading for heading, _value in changes.values()}
    headings = next(row for row in told if wanted <= set(row))
    for at, row in enumerate(rows):
        for name, (heading, value) in changes.items():
            if name in row:
                sheet.cell(at + 1, headings.index(heading) + 1).value = value
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def test_an_export_unchanged_changes_nothing(exported: bytes, clerk: User) -> None:
    made = brought(UNITS, clerk, exported, name="单位.xlsx")
    assert plan(made).faults == ()
    assert (made.inserts, made.updates, made.unchanged) == (0, 0, Unit.objects.count())


def test_three_cells_changed_are_three_updates(exported: bytes, clerk: User) -> None:
    before = dict(Unit.objects.values_list("name", "version"))
    data = changed(
        exported,
        {
            "云岭县林业局": ("简称", "林草局"),
            "云岭县水利局": ("类别", "垂管单位"),
            "云岭县财政局": ("名称", "云岭县财政税务局"),
        },
    )
    made = brought(UNITS, clerk, data, name="单位.xlsx")
    assert (made.inserts, made.updates, made.rejected) == (0, 3, 0)
    made = confirmed(made, clerk)
    assert (made.inserts, made.updates) == (0, 3)
    assert Unit.objects.get(name="云岭县林业局").short_name == "林草局"
    assert Unit.objects.get(name="云岭县水利局").kind == "vertical"
    assert Unit.objects.get(name="云岭县财政税务局").version == 2
    assert Unit.objects.get(name="云岭县审计局").version == before["云岭县审计局"]
    assert ImportedRow.objects.count() == 3


def test_a_change_leads_back_to_its_cell(exported: bytes, clerk: User) -> None:
    data = changed(exported, {"云岭县林业局": ("简称", "林草局")})
    made = confirmed(brought(UNITS, clerk, data, name="单位.xlsx"), clerk)
    record = Unit.objects.get(name="云岭县林业局")
    line = history(record)[0]
    assert line.origin is not None
    assert "单位.xlsx" in line.origin.text
    assert [(change.was, change.now) for change in line.changes if change.now == "林草局"]
    page = signed_in(clerk).get(line.origin.url)
    assert "im-pointed" in page.text
    assert f"{'/imports/'}{made.pk}/" in signed_in(clerk).get(UNITS.url("detail", record.pk)).text


def test_the_template_is_the_export_without_rows(county: Area, clerk: User) -> None:
    content = template_book(UNITS, clerk)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    headings = {str(cell.value).rstrip("*＊ ") for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"名称", "简称", "行政区划", "级别"} <= headings


def test_a_view_is_exported_with_its_worked_out_columns(county: Area, clerk: User) -> None:
    from zhenxing.web.kit.register import Column

    unit(county, "云岭县林业局")
    content = export_book(UNITS, Unit.objects.all(), (Column("name"), Column("shout", "喊法", lambda r: "!")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "喊法" in {str(text).rstrip("*＊ ") for text in texts}
    assert "!" in texts
    made = brought(UNITS, clerk, content, name="单位.xlsx")
    assert (made.unchanged, made.rejected) == (1, 0)


def test_somebody_without_the_register_finds_no_import(county: Area) -> None:
    leader = signed_in(person("leader", county))
    assert leader.get("/units/import/").status_code == 404
    assert leader.get("/imports/").status_code == 404
