"""Records of one enterprise kept twice are found by code, and by near names whose addresses agree."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.core.duplicates import LARGEST_BLOCK, Listed, essence, find_doublets


def code(number: int, prefix: str = "91", division: str = "990121") -> str:
    body = f"{prefix}{division}MA{number:07d}"
    return body + UnifiedSocialCreditCode.check_character(body)


def pairs(*rows: Listed) -> list[tuple[int, int, str]]:
    return [(one.first, one.second, one.reason) for one in find_doublets(rows)]


def test_the_same_code_is_the_same_enterprise_whatever_it_is_called() -> None:
    same = code(1)
    assert pairs(Listed(1, "云岭窑火瓷业", same), Listed(2, "清河陶土行", same)) == [(1, 2, "code")]


def test_one_organisation_registered_in_two_places_is_suspected() -> None:
    rows = Listed(1, "云岭瓷厂", code(7)), Listed(2, "清河瓷厂", code(7, division="990122"))
    assert pairs(*rows) == [(1, 2, "organisation")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岭窑火瓷业有限公司", "云岭县窑火瓷业有限责任公司"),
        ("云岭窑火瓷业有限公司", "窑火瓷业"),
        ("云岭(窑火)瓷业公司", "云岭（窑火）瓷业有限公司"),
        ("松林乡百户香菇种植农民专业合作社", "松林乡百户香菇种植合作社"),
    ],
)
def test_near_names_without_two_codes_are_suspected(one: str, other: str) -> None:
    assert pairs(Listed(1, one, code(1), area="云岭县"), Listed(2, other, area="云岭县")) == [(1, 2, "name")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Listed(1, "云岭青釉陶瓷有限公司"), Listed(2, "云岭白泥陶瓷有限公司")),
        (Listed(1, "铁炉镇鼎盛锻造厂"), Listed(2, "铁炉镇兴业法兰厂")),
        (Listed(1, "云岭瓷厂", code(1)), Listed(2, "云岭瓷厂", code(2))),
    ],
)
def test_others_are_not(one: Listed, other: Listed) -> None:
    assert pairs(one, other) == []


def test_near_names_at_addresses_that_disagree_are_two_enterprises() -> None:
    here, there = "窑头镇工业路116号", "松林乡高坡村三组"
    one = Listed(1, "云岭瑞丰日用陶瓷制品一厂", address=here)
    other = Listed(2, "云岭瑞丰日用陶瓷制品二厂", address=there)
    assert pairs(one, other) == []
    assert pairs(one, Listed(2, other.name, address="窑头镇工业路118号")) == [(1, 2, "name")]


def test_many_of_one_name_are_all_named_and_none_is_left_out() -> None:
    rows = [Listed(key, "便民小卖部") for key in range(LARGEST_BLOCK * 3)]
    assert {one.second for one in find_doublets(rows)} == set(range(1, len(rows)))


def test_the_surest_come_first_and_a_pair_once() -> None:
    same = code(3)
    rows = [
        Listed(1, "云岭竹韵工艺品有限公司", same),
        Listed(2, "云岭竹韵工艺品有限公司", same),
        Listed(3, "云岭竹韵工艺品公司"),
    ]
    found = find_doublets(rows)
    assert found[0].reason == "code"
    assert len({(one.first, one.second) for one in found}) == len(found)


def test_doubles_are_found_among_tens_of_thousands() -> None:
    chance = random.Random(7)
    words = [chr(0x4E00 + number) for number in range(0, 4000, 7)]
    names = ["云岭" + "".join(chance.choices(words, k=5)) + "有限公司" for _ in range(20_000)]
    rows = [Listed(key, name, area="云岭县") for key, name in enumerate(names)]
    twins = [
        Listed(100_000 + key, names[key].replace("有限公司", "公司"), area="云岭县")
        for key in range(0, 500, 5)
    ]
    found = {(one.first, one.second) for one in find_doublets([*rows, *twins])}
    assert {(twin.key - 100_000, twin.key) for twin in twins} <= found


@given(st.text(max_size=40), st.text(max_size=8))
def test_every_name_has_an_essence_and_no_text_breaks_it(name: str, place: str) -> None:
    assert essence(essence(name, place)) is not None
    assert find_doublets([Listed(1, name, area=place), Listed(2, "云岭瓷厂")]) is not None


@given(st.lists(st.sampled_from(["云岭窑火瓷业", "窑火瓷业公司", "青釉陶瓷", ""]), max_size=12))
def test_a_pair_is_never_a_row_with_itself(names: list[str]) -> None:
    assert all(
        one.first < one.second for one in find_doublets([Listed(key, name) for key, name in enumerate(names)])
    )
