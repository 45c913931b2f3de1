"""The demo county, as it is when it has been loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from zhenxing.packs.demo_county import load_demo_county
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.operations.demo import load_demo
from zhenxing.web.organisations.models import Area, LeadingGroup, Unit
from zhenxing.web.tasks.models import TaskAssignment
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier

pytestmark = pytest.mark.django_db


#: the day on which the county is looked at: its plans and its year have days of their own
_TODAY = "2026-11-20T10:00:00+08:00"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """The county, loaded once for all who only look at it, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENXING_DEMO_PASSWORD", "kiln-and-flange-7")
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), time_machine.travel(_TODAY):
            yield load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def printed(loaded, db) -> str:
    return loaded


def test_every_account_is_printed_and_can_sign_in(printed):
    for row in load_demo_county()["accounts"]:
        assert row["username"] in printed
    assert "kiln-and-flange-7" in printed
    assert all(user.check_password("kiln-and-flange-7") for user in User.objects.all())


def test_the_first_plan_is_adopted_and_the_others_wait_for_review(printed):
    # minutes that were issued are documents in force too
    first, *others = Document.objects.filter(meetings__isnull=True).order_by("pk")
    assert first.can.registered
    assert all(document.can.decide and not document.can.registered for document in others)
    assert Goal.objects.filter(document=first).exists()
    measured = Goal.objects.filter(document=first, measure__isnull=False)
    assert {"met", "on_track", "behind", "unknown"} == set(measured.values_list("standing", flat=True))
    assert TaskAssignment.objects.filter(task__document=first, unit__isnull=False).exists()


def test_tasks_have_clocks_and_what_is_overdue_has_letters(printed):
    assert Clock.objects.running().filter(subject_type="tasks.task").exists()
    letters = Letter.objects.order_by("number")
    assert [one.number for one in letters] == list(range(1, letters.count() + 1))
    assert {one.colour for one in letters} <= {"orange", "blue"}
    assert letters.exists()


def test_places_units_and_the_leading_group_are_there(printed):
    county = load_demo_county()
    assert Area.objects.count() == len(county["areas"]) + len(county["parks"])
    assert Unit.objects.filter(key="yl-gongxin", area__code="990121").exists()
    group = LeadingGroup.objects.get()
    assert group.members.filter(role="组长").exists()


def test_the_towns_stand_on_the_plan_with_their_tiers_figures_and_zones(printed):
    kiln = Town.objects.get(name="窑头镇日用陶瓷专业镇")
    assert Town.objects.count() == 7
    assert str(kiln.tier_on(date(2025, 1, 1)).tier) == "市级"
    assert kiln.plan == Document.objects.get(file_name="yunling-implementation-plan-2024.txt")
    assert kiln.goals.count() > 0
    assert kiln.tasks.count() > 0
    assert {zone.kind.code for zone in kiln.zones.all()} == {"industry", "service", "ecology"}
    assert all("演示数据" in figure.source for figure in kiln.figures.all())


def test_every_demo_record_would_pass_its_own_form(printed):
    for model in (Town, TownTier, TownFigure, Milestone):
        for record in model.objects.all():
            record.full_clean()
