"""What a site knows by name is certain and silent; what two of its units share names neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhenxing.core.compiler.duties.merging import merge
from zhenxing.core.compiler.duties.organisations import Resolver
from zhenxing.core.compiler.knowledge import UnitName
from zhenxing.packs.loader import load_knowledge

_PACKS = load_knowledge()
FORESTRY = UnitName("yl-linye", "云岭县林业发展中心", ("县林业中心", "县林业发展中心"), "county", "990121")
INDUSTRY = UnitName("yl-gongxin", "云岭县工业和信息化局", ("县工信局",), "county", "990121")
RIVER = UnitName("hekou", "河口镇人民政府", (), "township", "990121100")
CITY = UnitName("city-gongxin", "云州市工业和信息化局", ("市工信局",), "city", "990100")


def resolver(*units: UnitName, own: str = "云岭县") -> Resolver:
    return Resolver(replace(_PACKS, units=(*units, *_PACKS.units)), None, [own])


@pytest.mark.parametrize(
    ("printed", "key", "level"),
    [
        ("县林业中心", "yl-linye", "county"),
        ("林业中心", "yl-linye", "county"),
        ("云岭县林业中心", "yl-linye", "county"),
        ("云岭县 林业发展中心", "yl-linye", "county"),
        ("县工信局", "yl-gongxin", "county"),
        ("县工业和信息化局", "yl-gongxin", "county"),
        ("县经信局", "yl-gongxin", "county"),  # only the packs know the old name
        ("河口镇", "hekou", "township"),
        ("河口镇政府", "hekou", "township"),
        ("市工信局", "city-gongxin", "city"),
    ],
)
def test_every_way_to_write_a_site_unit_is_certain(printed: str, key: str, level: str) -> None:
    reading = resolver(FORESTRY, INDUSTRY, RIVER, CITY).read(printed)
    assert (reading.key, reading.level, reading.known, reading.certainty) == (key, level, True, "certain")


def test_nothing_is_asked_about_a_name_the_site_knows() -> None:
    merged = merge({"县林业中心": 2, "林业中心": 1, "县工信局": 1}, resolver(FORESTRY, INDUSTRY))
    assert merged.doubts == ()
    assert {one.key: one.certainty for one in merged.organisations} == {
        "yl-linye": "certain",
        "yl-gongxin": "certain",
    }
    assert merged.keys["县林业中心"] == merged.keys["林业中心"] == "yl-linye"


def test_a_name_two_units_share_is_left_to_the_packs() -> None:
    other = replace(INDUSTRY, key="other")
    assert resolver(INDUSTRY, other).read("县工信局").key == "county.industry"


def test_what_every_county_has_is_no_sites_own() -> None:
    general = UnitName("general", "云岭县林业发展中心", ("县林业中心",))
    assert resolver(general).read("县林业发展中心").key != "general"


def test_a_collective_stays_one() -> None:
    assert resolver(RIVER).read("各乡镇").collective


def test_too_short_a_rest_names_nothing() -> None:
    office = UnitName("office", "云岭县中心", ("县中心",), "county", "990121")
    assert resolver(office).read("中心").key != "office"
    assert resolver(office).read("云岭县中心").key == "office"


def test_an_unlisted_level_is_unknown() -> None:
    odd = UnitName("odd", "云岭县林业发展中心", (), "somewhere", "990121")
    assert resolver(odd).read("云岭县林业发展中心").level == "unknown"
