"""A damaged place is read: what its sentence says is proposed, and goes with the reading."""

from __future__ import annotations

import pytest

from web.documents.version_samples import LAST_YEAR, compiled
from zhenxing.core.compiler.source import Span
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import LinkUnit, ResolveSuspicion
from zhenxing.web.documents.actions.undoing import UndoStep
from zhenxing.web.documents.mending import Reading, found_at
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sources import plan_of
from zhenxing.web.kit.actions import run_action
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db
DAMAGED = LAST_YEAR.replace("达到2.4亿元", "达到亿元")


@pytest.fixture
def document(clerk: User, where: Area) -> Document:
    return compiled(clerk, where, DAMAGED)


def read(document: Document, clerk: User, words: str = "", verbatim: bool = False) -> None:
    number = document.proposals.get(kind="suspicion").number
    run_action(ResolveSuspicion(document.pk, number, words, verbatim), clerk)


def outputs(document: Document) -> list[tuple[str, str]]:
    goals = [p.values for p in document.proposals.filter(kind="goal")]
    return [(g["indicator"], g["value"]) for g in goals if g["indicator"] == "竹编产值"]


def test_lost_digits_bring_their_goal_back(document: Document, clerk: User) -> None:
    assert outputs(document) == []
    read(document, clerk, "达到2.4亿")
    assert outputs(document) == [("竹编产值", "240000000")]
    added = document.proposals.latest("number")
    assert (added.state, added.certainty, added.text) == ("pending", "unsure", "到2024年底，竹编产值达到亿元")
    assert added.payload["suspicion"] == document.proposals.get(kind="suspicion").item
    assert plan_of(document).text[added.start : added.end] == added.text


def test_damage_in_the_name_of_a_goal_is_read_there_too(clerk: User, where: Area) -> None:
    document = compiled(clerk, where, LAST_YEAR.replace("竹编产值达到", "弊汲\u0425\ufffd产值达到"))
    goal = document.proposals.get(kind="goal", payload__value="240000000")
    assert "\ufffd" in goal.values["indicator"]
    read(document, clerk, "竹编")
    goal.refresh_from_db()
    assert (goal.values["indicator"], goal.values["value"]) == ("竹编产值", "240000000")
    assert "\ufffd" in goal.payload["indicator"]


def test_the_same_reading_twice_adds_nothing(document: Document, clerk: User) -> None:
    read(document, clerk, "达到2.4亿")
    before = document.proposals.count()
    read(document, clerk, "达到2.4亿")
    assert document.proposals.count() == before


def test_right_as_it_stands_adds_nothing(document: Document, clerk: User) -> None:
    before = document.proposals.count()
    read(document, clerk, verbatim=True)
    assert document.proposals.count() == before


def test_taken_back_it_goes_again(document: Document, clerk: User) -> None:
    before = document.proposals.count()
    read(document, clerk, "达到2.4亿")
    run_action(UndoStep(document.pk, document.steps.latest("id").pk), clerk)
    assert document.proposals.count() == before


def test_a_goal_without_its_value_is_filled_in(document: Document, clerk: User) -> None:
    place = document.proposals.get(kind="suspicion")
    empty = document.proposals.filter(kind="goal").first()
    empty.payload = {**empty.payload, "indicator": "竹编产值", "value": None}
    empty.start, empty.end = place.start - 4, place.end + 1
    empty.save()
    read(document, clerk, "达到2.4亿")
    empty.refresh_from_db()
    assert (empty.payload["value"], empty.values["value"]) == (None, "240000000")
    assert outputs(document) == [("竹编产值", "240000000")]


def test_spans_lead_back_over_several_places(document: Document) -> None:
    plan = plan_of(document)
    first, second = (plan.text.index(words) for words in ("2亿元", "达到亿"))
    readings = [Reading(Span(first, first + 1), "1.95"), Reading(Span(second, second + 3), "达到2.4亿")]
    [goal] = [d for d in found_at(plan, readings, readings[1].place) if d.payload["value"]]
    assert goal.text == "到2024年底，竹编产值达到亿元"


def test_linking_a_unit_reads_nothing_again(document: Document, clerk: User) -> None:
    before = document.proposals.filter(kind="goal").count()
    number = document.proposals.filter(kind="unit").first().number
    run_action(LinkUnit(document.pk, number), clerk)
    assert document.proposals.filter(kind="goal").count() == before
