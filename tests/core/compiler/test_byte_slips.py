"""A run that lost a byte is read back where the document itself says how, and never silently."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Suspicion
from zhenxing.core.compiler.source import Source
from zhenxing.core.compiler.text.byte_slips import recovered

_DOCUMENT = (
    "云岭县竹编产业发展工作方案\n县工信局牵头单位负责编制竹编产业规划。{place}\n各牵头单位按月报送进展。"
)


def _slipped(words: str, gone: int) -> str:
    """`words` with one byte of the first character lost, as a page shows it."""
    raw = words.encode("gbk")
    return (raw[:gone] + raw[gone + 1 :]).decode("gbk", errors="replace").replace("\ufffd", "?")


def _garbled(text: str) -> list[Suspicion]:
    plan = compile_source(Source(text), Knowledge())
    return [each for each in plan.suspicions if each.kind == "garbled"]


@pytest.mark.parametrize("gone", [0, 1])
def test_a_run_whose_words_stand_elsewhere_is_read_back(gone: int) -> None:
    scrap = _slipped("牵头单位", gone)
    [found] = _garbled(_DOCUMENT.format(place=f"({scrap}:县工信局)"))
    assert found.reading == "牵头单位"
    assert found.text == scrap


def test_a_half_character_may_be_shown_as_a_box() -> None:
    scrap = _slipped("牵头单位", 0).replace("?", "\ufffd")
    assert "\ufffd" in scrap
    [found] = _garbled(_DOCUMENT.format(place=f"({scrap}:县工信局)"))
    assert (found.text, found.reading) == (scrap, "牵头单位")


def test_the_text_itself_keeps_what_the_source_shows() -> None:
    scrap = _slipped("牵头单位", 0)
    plan = compile_source(Source(_DOCUMENT.format(place=f"({scrap}:县工信局)")), Knowledge())
    assert scrap in plan.text


def test_a_half_character_that_nothing_tells_stays_open() -> None:
    scrap = _slipped("严格督导", 0)
    [found] = _garbled(_DOCUMENT.format(place=f"({scrap}:县工信局)"))
    assert found.reading is None
    assert [reading.text for reading in found.readings] == ["□格督□"]


def test_a_swallowed_ascii_character_comes_back() -> None:
    garbled = ("牵头单位".encode("gbk")[1:] + b"A").decode("gbk")
    found = recovered(_DOCUMENT.format(place=garbled), 0, 0, 0)
    assert found is None
    text = _DOCUMENT.format(place=garbled)
    start = text.index(garbled)
    found = recovered(text, start, start, start + len(garbled))
    assert found is not None
    assert found.reading.text == "牵头单位A"


@pytest.mark.parametrize("run", ["乱?", "\ue123\ue124?", "?", "ひかり?", "𠀀𠀁?"])
def test_what_is_no_slip_has_no_reading(run: str) -> None:
    assert recovered(run, 0, 0, len(run)) is None


def test_time_is_bounded_however_many_runs_there_are() -> None:
    scrap = _slipped("牵头单位", 0)
    found = _garbled("\n".join(f"第{number}项({scrap}:县工信局)" for number in range(3000)))
    assert len(found) == 200
