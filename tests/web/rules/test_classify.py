"""Size class, the line of the trade and who is below it: computed, dated, for many at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from web.enterprises.enterprise_samples import attribute, enterprise
from zhenxing.core.rules.evaluate import judge
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.actions import MergeEnterprises
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.organisations.models import Area
from zhenxing.web.rules import queries
from zhenxing.web.rules.actions import SaveRulebook
from zhenxing.web.rules.classify import classify_all, classify_recent, outcomes, reclassify
from zhenxing.web.rules.models import SIZE, Rulebook, ScaleCandidate

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)


def kiln(where: Area, revenue: int, name: str = "云岭窑火瓷业有限公司", **more: Any) -> Enterprise:
    """A pottery with a revenue of 2024 in 万元."""
    given = {"industry": codes.get("industry", "3074"), "status": "operating", **more}
    one = enterprise(where, name, **given)
    attribute(one, value=Decimal(revenue * 10_000))
    return one


def classes(one: Enterprise) -> tuple[str | None, bool | None]:
    one.refresh_from_db()
    return (one.size.code if one.size else None, one.above_scale)


def test_nothing_known_is_nothing_said() -> None:
    one = enterprise(area())
    classify_all(DAY)
    assert classes(one) == (None, None)


@pytest.mark.parametrize(
    ("revenue", "employees", "found"),
    [
        (2000, 300, ("medium", True)),
        (2000, 299, ("small", True)),
        (1999, 300, ("small", False)),
        (299, 300, ("micro", False)),
        (2000, None, (None, True)),
        (299, None, ("micro", False)),
    ],
)
def test_classes_follow_from_the_figures(
    revenue: int, employees: int | None, found: tuple[str | None, bool]
) -> None:
    one = kiln(area(), revenue)
    if employees is not None:
        attribute(one, "employees", value=Decimal(employees))
    reclassify([one.pk], DAY)
    assert classes(one) == found


def test_columns_say_what_judging_one_by_one_says() -> None:
    where = area()
    trades = ("3074", "5171", "5211", "6210", "7241", "0142", "7010", "8411", "A")
    for number, trade in enumerate(trades):
        one = enterprise(where, f"第{number}户", industry=codes.get("industry", trade))
        for indicator, value in (("revenue", 4000_0000), ("employees", 25), ("assets", 90_000_000)):
            if (number + len(indicator)) % 3:
                attribute(one, indicator, value=Decimal(value))
    rows = Enterprise.objects.select_related("industry", "role", "kind", "size")
    cases = [one for one in queries.enterprise_cases(rows, DAY).values() if one.year == 2024]
    for key in (SIZE, "above-scale"):
        book = queries.book(key, DAY)
        assert book is not None
        for case, (label, certain) in zip(cases, outcomes(book, cases, DAY, 2024), strict=True):
            alone = judge(book, case).outcome
            assert alone is not None
            assert label == alone.label
            assert certain == (alone.label is not None or not alone.possible)


def test_an_edited_rule_and_another_day_give_another_class() -> None:
    one = kiln(area(), 900)
    reclassify([one.pk], DAY)
    assert classes(one)[1] is False
    row = Rulebook.objects.get(key="above-scale")
    row.text = row.text.replace(
        "[{begins: 2011-01-01, value: 2000万元",
        "[{begins: 2025-01-01, value: 800万元}, {begins: 2011-01-01, value: 2000万元",
    )
    row.save()
    reclassify([one.pk], DAY)
    assert classes(one)[1] is True
    reclassify([one.pk], date(2024, 12, 31))
    assert classes(one)[1] is None, "2024 is not over on that day, and nothing older is known"


def test_a_changed_rule_judges_everybody_again(django_capture_on_commit_callbacks: Any) -> None:
    one = kiln(area(), 900)
    classify_all()
    row = Rulebook.objects.get(key="above-scale")
    with django_capture_on_commit_callbacks(execute=True):
        text = row.text.replace(
            "value: 2000万元, clause: 规模以上工业", "value: 800万元, clause: 规模以上工业"
        )
        run_action(SaveRulebook(text, "", row.pk), person("office", area("清河县")))
    assert classes(one)[1] is True


def test_only_what_changed_is_written_with_one_audit_row() -> None:
    where = area()
    for number in range(3):
        kiln(where, 2500, f"第{number}户")
    assert classify_all(DAY) == 3
    entry = AuditEntry.objects.get(action="enterprises.classify")
    assert entry.count == 3
    assert classify_all(DAY) == 0
    assert AuditEntry.objects.filter(action="enterprises.classify").count() == 1
    assert set(Enterprise.objects.values_list("version", flat=True)) == {1}


def test_as_many_queries_for_many_as_for_few() -> None:
    where = area()
    kiln(where, 2500)
    classify_all(DAY)
    with CaptureQueriesContext(connection) as few:
        classify_all(DAY)
    for number in range(12):
        kiln(where, 2500, f"第{number}户")
    classify_all(DAY)
    with CaptureQueriesContext(connection) as many:
        classify_all(DAY)
    assert len(many) == len(few)


def test_a_saved_figure_is_judged_once_the_deed_stands(
    django_capture_on_commit_callbacks: Any,
) -> None:
    where = area()
    one = kiln(where, 1500)
    with django_capture_on_commit_callbacks(execute=True):
        attribute(one, period="2025", value=Decimal(25_000_000))
    assert classes(one)[1] is True


def test_what_was_written_in_bulk_is_found_by_the_duty() -> None:
    one = kiln(area(), 2500)
    assert classify_recent() == 1
    assert classes(one)[1] is True


# ── candidates ───────────────────────────────────────────────────────────────────────────────────
def test_who_is_below_the_line_is_listed_nearest_first_with_the_year_it_is_reached() -> None:
    where = area()
    near, far = kiln(where, 1900, "近"), kiln(where, 500, "远")
    kiln(where, 2000, "过线")
    kiln(where, 1950, "已注销", status="cancelled")
    attribute(near, period="2023", value=Decimal(17_000_000))
    attribute(far, period="2023", value=Decimal(6_000_000))
    classify_all(DAY)
    rows = list(ScaleCandidate.objects.all())
    assert [row.enterprise for row in rows] == [near, far]
    assert (rows[0].gap, rows[0].required, rows[0].year) == (Decimal(1_000_000), Decimal(20_000_000), 2024)
    assert (rows[0].standard, rows[0].reached) == ("规模以上工业", 2025)
    assert rows[1].reached is None, "it shrinks"
    assert rows[1].growth is not None and rows[1].growth < 0


def test_a_candidate_goes_when_it_is_over_the_line_and_its_gap_is_kept_up() -> None:
    one = kiln(area(), 1900)
    classify_all(DAY)
    value = one.attributes.get()
    value.value = Decimal(19_500_000)
    value.save()
    classify_all(DAY)
    assert ScaleCandidate.objects.get().gap == Decimal(500_000)
    value.value = Decimal(20_000_000)
    value.save()
    classify_all(DAY)
    assert not ScaleCandidate.objects.exists()


def test_merging_two_records_leaves_one_candidate(django_capture_on_commit_callbacks: Any) -> None:
    where = area()
    gone, stays = kiln(where, 1900, "旧"), kiln(where, 1800, "新")
    classify_all(DAY)
    with django_capture_on_commit_callbacks(execute=True):
        run_action(MergeEnterprises(gone.pk, stays.pk), person("office", where), reason="同一家企业")
    assert [row.enterprise_id for row in ScaleCandidate.objects.all()] == [stays.pk]


def test_the_list_filters_by_town_area_and_exports() -> None:
    where = area()
    kiln(where, 1900, "近窑")
    classify_all(DAY)
    client = signed_in(person("office", where))
    page = client.get("/scale_candidates/").text
    assert "近窑" in page and "1900万元" in page and "100万元" in page
    assert "近窑" not in client.get("/scale_candidates/?standard=限额以上零售业").text
    assert client.get("/scale_candidates/?town=%27&reached=x&area=0").status_code == 200
    assert client.get("/scale_candidates/export/").content[:2] == b"PK"
    stranger = signed_in(person("office", area("清河县")))
    assert "近窑" not in stranger.get("/scale_candidates/").text


def test_the_page_of_an_enterprise_says_why() -> None:
    where = area()
    one = kiln(where, 1900)
    attribute(one, "employees", value=Decimal(55))
    reclassify([one.pk])
    page = signed_in(person("office", where)).get(f"/enterprises/{one.pk}/").text
    for words in ("规模与四上", "工业·小型", "≥2000万元", "还差100万元", "待核", "企业申报"):
        assert words in page, words


def test_an_enterprise_without_a_trade_is_told_what_is_missing() -> None:
    where = area()
    one = enterprise(where)
    page = signed_in(person("office", where)).get(f"/enterprises/{one.pk}/").text
    assert "补上这些就能判定：行业" in page
