"""The shipped rulebooks are in every database; what the site changed is never written over."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhenxing.packs.rules_loader import load_rulebooks
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.testing import area, person
from zhenxing.web.rules import queries
from zhenxing.web.rules.actions import AdoptOffered, SaveRulebook
from zhenxing.web.rules.loading import Packed, load, shipped
from zhenxing.web.rules.models import OWN, SHIPPED, Rulebook

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)


def _newer(key: str) -> tuple[list[Packed], str]:
    """The shipped books with one text changed."""
    text = Rulebook.objects.get(key=key).text + "# 新一版\n"
    books = [one if f"key: {key}\n" not in one.text else Packed(text, one.cases) for one in shipped()]
    return books, text


def test_every_shipped_book_is_there_with_what_its_text_says() -> None:
    assert set(Rulebook.objects.values_list("key", flat=True)) == set(load_rulebooks())
    size = Rulebook.objects.get(key="size-2017")
    assert (size.origin, size.number, size.subject) == (SHIPPED, "国统字〔2017〕213号", "enterprise")
    old = Rulebook.objects.get(key="quality-sme-2022")
    assert (old.begins, old.ends) == (date(2022, 8, 1), date(2026, 1, 16))


def test_loading_again_changes_nothing_in_a_fixed_number_of_queries() -> None:
    before = list(Rulebook.objects.values_list("pk", "version"))
    with CaptureQueriesContext(connection) as queried:
        loaded = load(shipped())
    assert (loaded.added, loaded.renewed, loaded.offered) == (0, 0, 0)
    assert list(Rulebook.objects.values_list("pk", "version")) == before
    assert len(queried) <= 6


def test_a_newer_shipped_text_arrives_as_a_new_version() -> None:
    books, text = _newer("ladder-county")
    loaded = load(books)
    row = Rulebook.objects.get(key="ladder-county")
    assert (loaded.renewed, row.version, row.text) == (1, 2, text)
    assert row.history.count() == 2


def test_a_text_the_site_changed_stays_and_the_newer_one_is_offered() -> None:
    row = Rulebook.objects.get(key="ladder-county")
    own = row.text.replace("10亿元", "8亿元")
    officer = person("office", area())
    run_action(SaveRulebook(own, "", row.pk), officer)
    books, text = _newer("ladder-county")
    loaded = load(books)
    row.refresh_from_db()
    assert (loaded.offered, row.text, row.origin, row.offered) == (1, own, OWN, text)
    run_action(AdoptOffered(row.pk), officer, reason="采用新文本")
    row.refresh_from_db()
    assert (row.text, row.offered, row.origin) == (text, "", SHIPPED)


def test_a_text_with_faults_or_a_failing_case_is_refused_with_its_lines() -> None:
    row = Rulebook.objects.get(key="ladder-county")
    officer = person("office", area())
    with pytest.raises(Invalid) as wrong:
        run_action(SaveRulebook(row.text.replace("at_least", "atleast"), "", row.pk), officer)
    assert "第" in wrong.value.fields["text"][0] and "行" in wrong.value.fields["text"][0]
    with pytest.raises(Invalid) as wrong:
        run_action(SaveRulebook(row.text.replace("10亿元}", "8亿元}"), row.cases, row.pk), officer)
    assert any("应为" in line for line in wrong.value.fields["cases"])
    row.refresh_from_db()
    assert row.version == 1


def test_the_book_of_a_day_is_the_one_in_force_then() -> None:
    own = Rulebook.objects.get(key="ladder-county").text.replace("2023-09-25", "2027-01-01")
    run_action(SaveRulebook(own.replace("10亿元", "8亿元")), person("office", area()))
    assert Rulebook.objects.filter(key="ladder-county").count() == 2
    old, new = (
        queries.book("ladder-county", date(2026, 12, 31)),
        queries.book("ladder-county", date(2027, 1, 1)),
    )
    assert old is not None and new is not None
    assert (old.rules[-1].begins, new.rules[-1].begins) == (date(2023, 9, 25), date(2027, 1, 1))
    assert queries.book("ladder-county", date(2023, 9, 24)) is None
