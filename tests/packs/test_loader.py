"""The packs give the compiler every division in force and refuse a home that is none."""

from __future__ import annotations

import pytest

from zhenxing.packs.loader import by_code, county_level, load_knowledge, short_name, townships


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("应县", "140622"),
        ("霍州市", "141082"),
        ("霍州", "141082"),
        ("潞州区", "140403"),
        ("高平市", "140581"),
        ("天门市", "429006"),
        ("运城", "140800"),
        ("山西", "140000"),
        ("内蒙古", "150000"),
        ("恩施州", "422800"),
        ("大厂", "131028"),
    ],
)
def test_a_name_leads_to_its_code(name: str, code: str) -> None:
    assert [division.code for division in load_knowledge().divisions[name]] == [code]


def test_an_ambiguous_name_keeps_every_division() -> None:
    codes = {division.code for division in load_knowledge().divisions["城区"]}
    assert {"140302", "140502"} <= codes


def test_a_county_run_by_the_province_has_the_province_as_parent() -> None:
    assert by_code()["429006"].parent == "420000"


def test_home_adds_its_own_townships_only() -> None:
    home = load_knowledge("140622").divisions
    added = {name for name in home if name not in load_knowledge().divisions}
    assert "金城镇" in home
    assert added
    assert all(d.code.startswith("140622") for name in added for d in home[name])


def test_townships_of_a_city_are_those_of_its_counties() -> None:
    assert set(townships("140622")) < set(townships("140600"))


def test_an_unknown_home_is_refused() -> None:
    with pytest.raises(KeyError, match="999999"):
        load_knowledge("999999")


def test_every_parent_stands_in_the_list() -> None:
    assert all(d.parent is None or d.parent in by_code() for d in county_level())


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("应县", "应县"),
        ("城区", "城区"),
        ("运城市", "运城"),
        ("延边朝鲜族自治州", "延边"),
        ("东乡族自治县", "东乡族"),
    ],
)
def test_a_short_name_never_falls_below_two_characters(name: str, short: str) -> None:
    assert short_name(name) == short
