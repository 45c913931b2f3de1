"""The busy units: who leads and who supports is counted apart, each task once a unit."""

from __future__ import annotations

import pytest
from django.utils import timezone

from web.tasks.task_samples import County, county
from zhenxing.web.tasks.models import TaskAssignment
from zhenxing.web.work import sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> County:
    return county()


def counts(place: County) -> dict[str, dict[str, int]]:
    rows = sheets.busy(place.clerk, timezone.localdate())
    return {row.unit: dict(row.counts) for row in rows}


def test_a_unit_that_supports_does_not_lead(place: County) -> None:
    place.task(place.industry, place.finance)
    place.task(place.industry, place.finance, place.trade)
    place.task(place.finance)
    found = counts(place)
    assert found[str(place.industry)] == {"tasks-led": 2}
    assert found[str(place.finance)] == {"tasks-led": 1, "tasks-supported": 2}
    assert found[str(place.trade)] == {"tasks-supported": 1}


def test_a_unit_named_twice_counts_once(place: County) -> None:
    task = place.task(place.industry)
    TaskAssignment.objects.create(task=task, unit=place.industry, role="lead", printed="工信局、工信局")
    assert counts(place)[str(place.industry)] == {"tasks-led": 1}
