"""What cleaning owes to a damaged document: everything that is left, and a flag where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenxing.core.compiler.evaluation import fold
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span

from . import noise
from .frames import FRAMES
from .reading import compiled, names, plan_of, text_of

#: one of every genre, stored undamaged
DOCUMENTS = (
    "porcelain-plan-county",
    "city-opinion-long",
    "flange-measures-county",
    "tea-recognition-rules",
    "fund-management-rules",
    "leading-group-notice",
    "application-notice",
    "textile-work-report",
    "responsibility-letter",
    "instruments-minutes",
    "toys-statistics-news",
    "redwood-first-listed-leads",
)
#: lost marks are found at no less than this share of their places
FOUND = 0.9
#: a suspicion is at a place when no more than this many characters lie between
NEAR = 6
BOUNDED = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _name(mechanism: noise.Mechanism) -> str:
    return mechanism.__name__


@pytest.mark.parametrize("mechanism", (*noise.LOSS_FREE, *noise.INSERTED, *noise.LOSSY), ids=_name)
def test_the_same_seed_gives_the_same_damage(mechanism: noise.Mechanism) -> None:
    text = text_of("golden", DOCUMENTS[0])
    assert mechanism(text, Random(7)) == mechanism(text, Random(7))


@pytest.mark.parametrize("mechanism", (*noise.LOSS_FREE, *noise.INSERTED, *noise.LOSSY), ids=_name)
def test_places_lie_in_the_damaged_text_in_order(mechanism: noise.Mechanism) -> None:
    damaged = mechanism(text_of("golden", DOCUMENTS[0]), Random(3))
    ends = [0, *(end for place in damaged.places for end in place), len(damaged.text)]
    assert ends == sorted(ends)
    assert damaged.lossy or mechanism not in noise.LOSSY or not damaged.places


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("mechanism", noise.LOSS_FREE, ids=_name)
def test_loss_free_damage_cleans_to_the_original(mechanism: noise.Mechanism, name: str) -> None:
    damaged = mechanism(text_of("golden", name), Random(len(name)))
    assert fold(compiled(damaged.text).text) == fold(plan_of("golden", name).text)


@pytest.mark.parametrize("name", DOCUMENTS[::3])
@pytest.mark.parametrize("frame", FRAMES)
def test_what_a_site_prints_around_a_document_goes_and_nothing_else(frame: str, name: str) -> None:
    plan = plan_of("golden", name)
    above, below = FRAMES[frame]
    framed = compiled(above + plan.text + "\n" + below)
    assert fold(framed.text) == fold(plan.text)
    assert fold(framed.header.title.value if framed.header.title else "") == fold(_title(plan))
    assert [task.heading for task in framed.tasks] == [task.heading for task in plan.tasks]


def _title(plan: Plan) -> str:
    return plan.header.title.value if plan.header.title else ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_put_in_take_nothing_with_them(name: str) -> None:
    damaged = noise.search_engine_words(text_of("golden", name), Random(5))
    cleaned = fold(compiled(damaged.text).text)
    for keyword in noise.KEYWORDS:
        cleaned = cleaned.replace(fold(keyword), "")
    assert cleaned == fold(plan_of("golden", name).text)


@pytest.mark.parametrize("mechanism", noise.LOSSY, ids=_name)
def test_lost_characters_are_flagged_where_they_stood(mechanism: noise.Mechanism) -> None:
    places = found = 0
    silent = []
    for seed, name in enumerate(DOCUMENTS):
        damaged = mechanism(text_of("golden", name), Random(seed))
        if not damaged.lossy:
            continue
        plan = compiled(damaged.text)
        for place in damaged.places:
            places += 1
            if _flagged(plan, place, len(damaged.text)):
                found += 1
            else:
                silent.append(damaged.text[max(0, place[0] - 15) : place[1] + 15])
    assert places
    assert found >= FOUND * places, silent


def _flagged(plan: Plan, place: noise.Place, size: int) -> bool:
    spot = next(_kept_around(plan, place, size), None)
    if spot is None:
        return False
    return any(s.span.start <= spot.end + NEAR and spot.start - NEAR <= s.span.end for s in plan.suspicions)


def _kept_around(plan: Plan, place: noise.Place, size: int) -> Iterator[Span]:
    """The clean characters nearest to a place of the source."""
    for width in range(1, 20):
        kept = plan.traced.clean_span(Span(max(0, place[0] - width), min(size, place[1] + width)))
        if kept is not None:
            yield kept


@BOUNDED
@given(st.sampled_from(DOCUMENTS), st.lists(st.sampled_from(noise.LOSS_FREE), max_size=2), st.integers(0, 99))
def test_cleaning_twice_changes_nothing(name: str, mechanisms: list[noise.Mechanism], seed: int) -> None:
    damaged = noise.damage(text_of("golden", name), Random(seed), mechanisms)
    once = compiled(damaged.text).text
    assert compiled(once).text == once


@BOUNDED
@given(
    st.sampled_from(DOCUMENTS),
    st.lists(st.sampled_from((*noise.LOSS_FREE, *noise.INSERTED, *noise.LOSSY)), max_size=3),
    st.integers(0, 99),
)
def test_every_span_points_at_its_text(name: str, mechanisms: list[noise.Mechanism], seed: int) -> None:
    damaged = noise.damage(text_of("golden", name), Random(seed), mechanisms)
    _assert_spans(compiled(damaged.text))


@pytest.mark.parametrize("name", names("golden"))
def test_every_span_of_a_stored_document_points_at_its_text(name: str) -> None:
    _assert_spans(plan_of("golden", name))


def _assert_spans(plan: Plan) -> None:
    mentions = [m for task in plan.tasks for m in (*task.lead, *task.support, *task.actors)]
    members = [member for roster in plan.rosters for member in roster.members]
    quoted = (*plan.goals, *plan.figures, *plan.conditions, *plan.milestones, *mentions, *members)
    for item in quoted:
        assert fold(item.text) == fold(plan.quote(item.span)), item
    for person in plan.people:
        assert fold(person.name) in fold(plan.quote(person.span))
    for task in plan.tasks:
        assert fold(task.heading) in fold(plan.quote(task.span))
    for suspicion in plan.suspicions:
        assert fold(suspicion.text) == fold(plan.quote(suspicion.span))
    for clause in plan.clauses:
        assert clause.span.contains(clause.heading_span)
    _assert_sources(plan)


def _assert_sources(plan: Plan) -> None:
    size = len(plan.source.text)
    for start in range(0, len(plan.text), 97):
        source = plan.source_span(Span(start, min(start + 20, len(plan.text))))
        assert 0 <= source.start <= source.end <= size
