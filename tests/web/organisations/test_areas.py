"""The ministry's list goes into the tree whole, once, at any level; parks stand beside divisions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zhenxing.core.compiler.knowledge import Division
from zhenxing.packs.loader import site_divisions
from zhenxing.web.kit.actions import Deed, run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.operations import commands
from zhenxing.web.organisations.actions import AddReportingArea, PlantDivisions
from zhenxing.web.organisations.models import Area
from zhenxing.web.organisations.planting import plant
from zhenxing.web.organisations.register import AREAS

pytestmark = pytest.mark.django_db


def deed() -> Deed:
    return Deed(None, timezone.now(), "", None, "areas.plant")


def planted(home: str, **options: Any) -> Any:
    return run_action(PlantDivisions(home, **options), None).result


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("140622", ["山西省", "朔州市"]),
        ("141082", ["山西省", "临汾市"]),
        ("140403", ["山西省", "长治市"]),
        ("140581", ["山西省", "晋城市"]),
        ("429006", ["湖北省"]),
    ],
)
def test_a_county_comes_with_its_line_and_its_townships(code: str, line: list[str]) -> None:
    planted(code)
    county = Area.objects.get(code=code)
    assert [above.name for above in county.get_ancestors()] == line
    assert county.level == "county"
    townships = county.get_children()
    assert len(townships) > 5
    assert {(one.level, len(one.code), one.code[:6]) for one in townships} == {("township", 9, code)}
    assert Area.objects.filter(level="township").count() == len(townships), "no other county's"


def test_the_tree_is_as_treebeard_would_have_made_it() -> None:
    planted("140622")
    assert Area.find_problems() == ([], [], [], [], [])
    assert Area.objects.filter(level="county").count() == 117
    assert Area.history.filter(code="140622").count() == 1


def test_another_county_is_added_and_nothing_is_doubled() -> None:
    first = planted("140622")
    again = planted("140622")
    other = planted("429006")
    assert (again.added, again.kept) == (0, first.added)
    assert other.added > 17
    assert Area.find_problems() == ([], [], [], [], [])
    assert Area.objects.filter(depth=1).count() == 2
    entry = AuditEntry.objects.order_by("id").first()
    assert entry is not None
    assert (entry.action, entry.count) == ("areas.plant", first.added)


def test_a_city_brings_the_townships_of_its_counties_and_a_province_none() -> None:
    with_city = site_divisions("140500")
    assert {one.code[:4] for one in with_city if one.level == "township"} == {"1405"}
    assert not [one for one in site_divisions("140000") if one.level == "township"]
    every = site_divisions("140000", all_townships=True)
    assert len([one for one in every if one.level == "township"]) > 1000


def test_a_city_without_counties_has_its_townships_directly_below() -> None:
    planted("441900")
    assert {one.level for one in Area.objects.get(code="441900").get_children()} == {"township"}


def test_planting_takes_few_statements_however_many_places() -> None:
    with CaptureQueriesContext(connection) as asked:
        plant(site_divisions("140622"), "演示", deed())
    assert len(asked) < 15


def test_names_that_differ_and_places_that_are_gone_are_said_not_changed() -> None:
    planted("140622")
    Area.objects.filter(code="140622").update(name="应州县")
    old = Area(code="140699", name="老矿区", level="county")
    Area.objects.plant(old, Area.objects.get(code="140600"))
    again = planted("140622")
    assert [(one.code, one.here, one.listed) for one in again.renamed] == [("140622", "应州县", "应县")]
    assert again.gone == ("140699 老矿区",)
    assert Area.objects.get(code="140622").name == "应州县"


def test_a_code_that_is_no_division_is_refused() -> None:
    with pytest.raises(ActionRefused, match="999999"):
        planted("999999")
    with pytest.raises(KeyError):
        plant([Division("140622101", "某镇", "township", "140622")], "演示", deed())


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    class Asked:
        home, all_townships = "140622", False

    assert commands.areas(Asked()) == 0  # type: ignore[arg-type]  # it stands for parsed arguments
    Area.objects.filter(code="140622").update(name="应州县")
    Area.objects.plant(Area(code="140699", name="老矿区", level="county"), Area.objects.get(code="140600"))
    assert commands.areas(Asked()) == 0  # type: ignore[arg-type]  # it stands for parsed arguments
    said = capsys.readouterr().out
    assert "应州县" in said
    assert "140699 老矿区 不在名单上" in said
    Asked.home = "999999"
    assert commands.areas(Asked()) == 1  # type: ignore[arg-type]  # it stands for parsed arguments


def test_a_place_is_found_by_its_initials() -> None:
    planted("140622")
    office = person("office", Area.objects.get(code="140622"))
    page = signed_in(office).get(AREAS.url("list") + "?q=nhz").text
    assert "南河种镇" in page
    assert "下社镇" not in page


def test_a_county_s_page_names_its_line_its_townships_and_its_units() -> None:
    planted("140622")
    county = Area.objects.get(code="140622")
    page = signed_in(person("office", county)).get(AREAS.url("detail", county.pk)).text
    assert "朔州市" in page
    assert "金城镇" in page
    assert "民政部行政区划代码" in page


def test_a_park_lies_in_a_county_and_is_no_division() -> None:
    where = area()
    office = person("office", where)
    park = run_action(AddReportingArea(where, {"name": "云岭开发区", "code": "yl-jkq"}), office).result
    assert (park.kind, park.level, park.get_parent()) == ("reporting", "park", where)
    assert AuditEntry.objects.latest("id").subject_id == str(park.pk)
    assert park.history.get().history_user == office


@pytest.mark.parametrize("code", ["140622999", "taken"])
def test_a_park_s_code_is_its_own(code: str) -> None:
    where = area()
    office = person("office", where)
    run_action(AddReportingArea(where, {"name": "云岭开发区", "code": "taken"}), office)
    with pytest.raises(Invalid):
        run_action(AddReportingArea(where, {"name": "又一个", "code": code}), office)


def test_a_park_cannot_be_put_into_somebody_else_s_county() -> None:
    where, other = area(), area("清河县")
    url = AREAS.url("create")
    typed = {"parent": other.pk, "name": "清河开发区", "code": "qh-kfq"}
    assert signed_in(person("office", where)).post(url, typed).status_code == 422
    assert not Area.objects.filter(code="qh-kfq").exists()
