"""Traced text: whatever is edited, every kept character leads back to where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler.source import Edit, Span, TracedText

_TEXT = st.text(alphabet="县市区专业镇，。\n 12a", max_size=60)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, TracedText]:
    """A text after some rounds of random edits, cuts and replacements."""
    source = draw(_TEXT)
    traced = TracedText.of(source)
    for _ in range(draw(st.integers(0, 4))):
        size = len(traced.text)
        cuts = sorted(draw(st.lists(st.integers(0, size), max_size=6, unique=True)))
        edits = [
            Edit(start, end, draw(st.sampled_from(["", "Z", "ZZ", "Z" * (end - start)])), draw(st.booleans()))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        traced = traced.edit(edits)
    return source, traced


@given(_edited())
def test_kept_characters_lead_back_to_themselves(case: tuple[str, TracedText]) -> None:
    source, traced = case
    for index, char in enumerate(traced.text):
        span = traced.source_span(Span(index, index + 1))
        assert 0 <= span.start <= span.end <= len(source)
        if char != "Z":
            assert source[span.start : span.end] == char


@given(_edited())
def test_pieces_cover_the_text_in_source_order(case: tuple[str, TracedText]) -> None:
    source, traced = case
    at = begun = reached = 0
    for piece in traced.pieces:
        assert piece.start == at
        # the halves of a replacement that was cut in two both stand for all of it
        assert piece.source_start >= (reached if piece.aligned else begun)
        at, begun, reached = piece.end, piece.source_start, piece.source_end
        if piece.aligned:
            assert piece.end - piece.start == piece.source_end - piece.source_start
    assert at == len(traced.text)
    assert reached <= len(source)


@given(_edited())
def test_clean_and_source_spans_answer_each_other(case: tuple[str, TracedText]) -> None:
    _, traced = case
    for index in range(len(traced.text)):
        span = Span(index, index + 1)
        source = traced.source_span(span)
        if source.start < source.end:
            back = traced.clean_span(source)
            assert back is not None and back.contains(span)


@given(_edited(), st.data())
def test_a_source_span_finds_exactly_the_pieces_it_meets(
    case: tuple[str, TracedText], data: st.DataObject
) -> None:
    source, traced = case
    start = data.draw(st.integers(0, len(source)))
    wanted = Span(start, data.draw(st.integers(start, len(source))))
    found = traced.clean_span(wanted)
    met = [
        index
        for index in range(len(traced.text))
        if (own := traced.source_span(Span(index, index + 1))).start < wanted.end and own.end > wanted.start
    ]
    if found is None:
        assert not met
    else:
        assert all(found.start <= index < found.end for index in met)


def test_an_aligned_replacement_keeps_each_character_apart() -> None:
    traced = TracedText.of("做強專業鎮").edit([Edit(1, 5, "强专业镇", aligned=True)])
    assert traced.text == "做强专业镇"
    assert traced.source_span(Span(3, 4)) == Span(3, 4)


def test_a_replacement_of_another_length_maps_as_a_whole() -> None:
    traced = TracedText.of("甲&nbsp;乙").edit([Edit(1, 7, " ")])
    assert traced.source_span(Span(1, 2)) == Span(1, 7)
    assert traced.clean_span(Span(3, 4)) == Span(1, 2)


def test_what_was_cut_has_no_clean_place() -> None:
    traced = TracedText.of("首页\n正文").edit([Edit(0, 3, "")])
    assert traced.clean_span(Span(0, 3)) is None
    assert traced.clean_span(Span(0, 5)) == Span(0, 2)


def test_edits_must_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        TracedText.of("一二三").edit([Edit(0, 2, ""), Edit(1, 3, "")])


def test_a_recast_text_keeps_its_pieces() -> None:
    traced = TracedText.of("(a)專業").edit([Edit(0, 3, "")]).recast("专业")
    assert traced.source_span(Span(0, 2)) == Span(3, 5)
    with pytest.raises(ValueError, match="as long as"):
        traced.recast("专业镇")


def test_an_empty_text_and_an_empty_span_map_to_points() -> None:
    assert TracedText.of("").source_span(Span(0, 0)) == Span(0, 0)
    assert TracedText.of("甲乙").source_span(Span(1, 1)) == Span(1, 1)
    assert TracedText.of("甲乙").source_span(Span(2, 2)).start == 1


def test_spans_know_what_they_hold() -> None:
    assert Span(0, 5).contains(Span(1, 5))
    assert not Span(0, 5).contains(Span(4, 6))
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
