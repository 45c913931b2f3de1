"""Short complaints that say the same are found, with reasons; others are left alone."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.similar import (
    Group,
    Matter,
    Said,
    groups,
    likeness,
    matters_of,
    pairs_of,
    plain,
    words_used,
)

GAS = Matter("gas", "用气", ("天然气", "燃气", "供气", "限气"))
WORK = Matter("work", "用工", ("招工", "缺工"))
MATTERS = (GAS, WORK)


def test_the_same_matter_in_one_industry_is_alike_in_other_words() -> None:
    first, second = Said(1, "天然气常停", "307"), Said(2, "燃气压力低", "307")
    why = likeness(first, second, MATTERS)
    assert why is not None
    assert (why.matters, why.industry, why.place, why.share) == (("gas",), True, False, Fraction(0))
    assert likeness(Said(1, "天然气常停", "307"), Said(2, "燃气压力低", "151"), MATTERS) is None
    assert likeness(Said(1, "天然气常停"), Said(2, "燃气压力低"), MATTERS) is None


def test_a_matter_named_by_the_way_does_not_make_two_alike() -> None:
    gas = Said(1, "限气以后夜里烧窑，还要招工", "307")
    work = Said(2, "春节后缺工三十人", "307")
    assert likeness(gas, work, MATTERS) is None


def test_the_same_wording_is_alike_without_any_list() -> None:
    first = Said(1, "镇西桥头路面坑洼积水，大货车进出困难")
    second = Said(2, "镇西桥头路面坑洼，货车进出不便")
    why = likeness(first, second)
    assert why is not None
    assert why.share > Fraction(1, 2)
    assert likeness(first, Said(3, "希望尽快解决我公司的困难")) is None


def test_what_every_letter_says_counts_for_nothing() -> None:
    assert pairs_of("希望政府尽快帮助我们解决问题") == frozenset()
    assert plain("ＡＢ，路") == "ab|路"
    assert matters_of("缺工，限气", MATTERS) == {"gas", "work"}
    assert words_used(["限气", "天然气贵"], MATTERS, ["gas"]) == ("天然气", "限气")


def test_a_text_is_in_one_group_and_all_of_a_group_are_like_its_middle() -> None:
    said = [
        *(Said(n, text, "307") for n, text in enumerate(("天然气停供", "燃气常停", "供气不稳", "限气太久"))),
        *(Said(10 + n, text, "151") for n, text in enumerate(("招工难", "缺工二十人"))),
        Said(20, "道路破损"),
    ]
    found = groups(said, MATTERS)
    assert [set(one.keys) for one in found] == [{0, 1, 2, 3}, {10, 11}]
    by_key = {one.key: one for one in said}
    for group in found:
        assert all(likeness(by_key[group.centre], by_key[key], MATTERS) for key, _why in group.members)


def test_a_flood_of_one_text_is_still_one_group_or_few() -> None:
    found = groups([Said(n, "天然气停供一整天", "307") for n in range(400)], MATTERS)
    assert sum(len(one.keys) for one in found) == 400
    assert len(found) <= 4


@given(st.lists(st.text("天然气停供缺工路灯坏了，希望解决", max_size=24), max_size=12))
def test_grouping_is_stable_and_never_loses_or_doubles(texts: list[str]) -> None:
    said = [Said(n, text) for n, text in enumerate(texts)]
    found = groups(said, MATTERS)
    keys = [key for one in found for key in one.keys]
    assert len(keys) == len(set(keys))
    assert groups(list(reversed(said)), MATTERS) == found
    assert all(isinstance(one, Group) and len(one.keys) >= 2 for one in found)
