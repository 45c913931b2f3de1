"""Lists of units split where a reader splits them, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler.duties.units import is_collective, looks_like_unit, split_units

_UNITS = (
    "县工业和信息化局",
    "县人力资源和社会保障局",
    "县文化和旅游局",
    "县委办公室（县档案局）",
    "县住房和城乡建设局",
    "市生态环境局云岭分局",
    "人行云岭县支行",
    "县小微企业发展服务中心",
    "县经济技术开发区管委会",
    "各乡(镇)人民政府",
    "县直有关部门",
    "各县(市、区)人民政府",
    "国网云岭县供电公司",
    "县工商联",
)


def _split(text: str) -> list[str]:
    return [listed.mention.text for listed in split_units(text, 0, len(text))]


@given(st.lists(st.sampled_from(_UNITS), min_size=1, max_size=12, unique=True), st.sampled_from("、,，;；"))
def test_a_list_splits_into_what_it_was_made_of(units: list[str], mark: str) -> None:
    assert _split(mark.join(units)) == units


@given(st.lists(st.sampled_from(_UNITS), min_size=1, max_size=6, unique=True))
def test_others_at_the_end_are_dropped(units: list[str]) -> None:
    for tail in ("等部门", "等", "等有关单位", "等7个部门", "等市直部门", "等各成员单位"):
        assert _split("、".join(units) + tail) == units


@given(st.text(alphabet="县市局委办部、，；()（）和及等各 \n", max_size=60))
def test_any_text_splits_into_pieces_of_itself_in_order(text: str) -> None:
    found = split_units(text, 0, len(text))
    quotes = [text[each.mention.span.start : each.mention.span.end] for each in found]
    assert ["".join(quote.split()) for quote in quotes] == [each.mention.text for each in found]
    starts = [each.mention.span.start for each in found]
    assert starts == sorted(starts)
    assert all(each.mention.text for each in found)


@given(st.text(alphabet="县工信局、，()（） ", max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_a_range_is_never_left(text: str, start: int, size: int) -> None:
    end = min(len(text), start + size)
    start = min(start, end)
    for listed in split_units(text, start, end):
        assert start <= listed.mention.span.start <= listed.mention.span.end <= end


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("县财政局及各乡镇", ["县财政局", "各乡镇"]),
        ("县财政局和县发展和改革局", ["县财政局", "县发展和改革局"]),
        ("县财政局以及县工信局", ["县财政局", "县工信局"]),
        ("县金融办及驻县金融机构", ["县金融办", "驻县金融机构"]),
        ("县工信局 县财政局", ["县工信局", "县财政局"]),
        ("县工信局\n县财政局", ["县工信局", "县财政局"]),
        ("县人力资源和社\n会保障局、县应急 管理局", ["县人力资源和社会保障局", "县应急管理局"]),
        ("县工信局县财政局", ["县工信局", "县财政局"]),
        ("市自然资源局城区分局", ["市自然资源局城区分局"]),
        ("县委县政府督查室", ["县委县政府督查室"]),
        ("由县工信局", ["县工信局"]),
        ("县工信局)", ["县工信局"]),
        ("(县工信局", ["县工信局"]),
        ("、、县工信局、", ["县工信局"]),
        ("各乡镇党委和政府", ["各乡镇党委和政府"]),
        ("", []),
        ("等部门", []),
    ],
)
def test_marks_words_and_losses_between_units(text: str, units: list[str]) -> None:
    assert _split(text) == units


def test_units_run_together_are_a_reading() -> None:
    text = "县工信局县财政局、县发改局"
    assert [listed.doubtful for listed in split_units(text, 0, len(text))] == [True, True, False]


def test_a_role_noted_behind_a_unit_is_not_part_of_its_name() -> None:
    listed = split_units("县工信局(牵头)", 0, 8)[0]
    assert (listed.mention.text, listed.note) == ("县工信局", "牵头")


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇",
        "各乡(镇)人民政府",
        "县直有关部门",
        "市直各相关单位",
        "各成员单位",
        "相关企业",
        "乡镇人民政府",
        "各县(市、区)",
        "金融机构",
    ],
)
def test_collectives(text: str) -> None:
    assert is_collective(text)
    assert looks_like_unit(text)


@pytest.mark.parametrize(
    "text", ["县工信局", "云岭镇人民政府", "县工商联", "发改", "县发改", "人行云岭县支行", "云岭海关"]
)
def test_single_units(text: str) -> None:
    assert looks_like_unit(text)
    assert not is_collective(text)


@pytest.mark.parametrize("text", ["陶瓷之都", "局", "", "高质量发展", "提质增效", "长期坚持"])
def test_what_is_no_unit(text: str) -> None:
    assert not looks_like_unit(text)
