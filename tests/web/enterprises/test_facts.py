"""Facts of an enterprise: declared or administrative, exact, side by side; never from statistics."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from web.enterprises.enterprise_samples import attribute, enterprise
from zhenxing.packs.enterprise_indicators import enterprise_indicators
from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.charts import HEIGHT, bars
from zhenxing.web.enterprises.fields import PeriodField
from zhenxing.web.enterprises.forms import Amount
from zhenxing.web.enterprises.models import EnterpriseAttribute
from zhenxing.web.kit.testing import area, person, signed_in

_STATISTICS = "statistical_return"


@pytest.mark.django_db
def test_a_fact_cannot_come_from_a_statistical_return_by_any_way() -> None:
    where = area()
    one = enterprise(where)
    typed = {"enterprise": one.code, "indicator": "revenue", "period": "2024", "value": "1", "source": "年报"}
    client = signed_in(person("office", where))
    answer = client.post("/attributes/new/", {**typed, "source_kind": _STATISTICS})
    assert answer.status_code == 422 and not EnterpriseAttribute.objects.exists()
    made = EnterpriseAttribute(
        enterprise=one, indicator="revenue", period="2024", value=1, source_kind=_STATISTICS, source="年报"
    )
    with pytest.raises(ValidationError):
        made.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        EnterpriseAttribute.objects.bulk_create([made])
    with pytest.raises(IntegrityError), transaction.atomic():
        attribute(one)
        EnterpriseAttribute.objects.update(source_kind=_STATISTICS)


def test_no_table_of_facts_can_point_to_a_return() -> None:
    """Neither the enterprises nor what is theirs has a key into the tables of statistics."""
    for label in ("enterprises", "brands", "platforms"):
        for model in apps.get_app_config(label).get_models():
            targets = {
                one.related_model._meta.app_label for one in model._meta.get_fields() if one.related_model
            }
            assert not targets & {"returns", "releases"}, model
    assert {kind for kind, _label in kinds.SOURCE_KINDS} == {"declared", "administrative"}


@pytest.mark.django_db
def test_two_sources_stand_side_by_side_and_neither_is_preferred_in_the_table() -> None:
    where = area()
    one = enterprise(where)
    attribute(one, value=Decimal("520000000"))
    attribute(one, value=Decimal("488800000.50"), source_kind="administrative")
    attribute(one, "employees", "2024-12-31", value=930)
    page = signed_in(person("office", where)).get(f"/enterprises/{one.pk}/").text
    assert "52,000（企业申报）" in page and "48,880.00005（部门登记）" in page
    assert "930（企业申报）" in page
    assert 'aria-label="营业收入（万元）：2024 48,880"' in page


@pytest.mark.django_db
def test_one_source_says_a_value_once_and_losses_alone_are_below_zero() -> None:
    where = area()
    one = enterprise(where)
    attribute(one)
    client = signed_in(person("office", where))
    typed = {"enterprise": one.code, "period": "2024", "source_kind": "declared", "source": "申报表"}
    again = client.post("/attributes/new/", {**typed, "indicator": "revenue", "value": "1"})
    assert again.status_code == 422 and "请修改原记录" in again.text
    below = client.post("/attributes/new/", {**typed, "indicator": "assets", "value": "-5"})
    assert below.status_code == 422 and "资产总额不能是负数" in below.text
    loss = client.post("/attributes/new/", {**typed, "indicator": "profit", "value": "-120万元"})
    assert loss.status_code == 302
    assert EnterpriseAttribute.objects.get(indicator="profit").value == Decimal(-1_200_000)


@pytest.mark.django_db
def test_contacts_are_seen_by_those_who_must_call_and_by_nobody_else() -> None:
    from zhenxing.web.enterprises.models import EnterpriseContact

    where = area()
    one = enterprise(where)
    EnterpriseContact.objects.create(enterprise=one, person="陶予安", phone="0990-6120001")
    for role, seen in (("office", True), ("leader", False), ("city", False), ("liaison", False)):
        client = signed_in(person(role, where))
        assert ("陶予安" in client.get(f"/enterprises/{one.pk}/").text) == seen, role
        assert (client.get("/contacts/").status_code == 200) == seen, role


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,200万元", 12_000_000),
        ("0.12亿元", 12_000_000),
        ("12000000", 12_000_000),
        (" －3.5万 ", -35_000),
        ("", None),
        (0, 0),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: Any, value: int | None) -> None:
    assert Amount(required=False).clean(typed) == value


@given(st.text(max_size=80))
def test_no_text_breaks_an_amount(typed: str) -> None:
    try:
        Amount(required=False).clean(typed)
    except ValidationError as refused:
        assert "不是数" in refused.messages[0]


@pytest.mark.parametrize(
    ("typed", "kept"), [("2024年", "2024"), ("2024q1", "2024Q1"), (" 2024-03 ", "2024-03")]
)
def test_a_period_is_kept_in_its_one_form(typed: str, kept: str) -> None:
    assert PeriodField(max_length=10).clean(typed, None) == kept
    with pytest.raises(ValidationError):
        PeriodField(max_length=10).clean("去年", None)


def test_bars_stand_on_zero_and_the_highest_fills_the_drawing() -> None:
    drawn = bars([("2022", Decimal(50), "50"), ("2023", Decimal(100), "100"), ("2024", Decimal(-5), "亏")])
    assert [bar.height for bar in drawn] == [drawn[1].height // 2, drawn[1].height, 0]
    assert all(bar.y + bar.height == HEIGHT for bar in drawn)
    assert drawn[-1].right > drawn[-1].x + drawn[-1].width
    assert bars([]) == ()


def test_every_indicator_has_its_unit_and_its_name_once() -> None:
    known = enterprise_indicators()
    assert len({one.name for one in known.values()}) == len(known) >= 15
    assert {"revenue", "assets", "rd_spending", "energy", "land", "exports", "employees", "tax"} <= set(known)
    assert all(one.unit for one in known.values())


@pytest.mark.django_db
def test_enterprises_are_offered_while_one_types_and_only_those_in_scope() -> None:
    where, other = area(), area("清河县")
    one, without = enterprise(where, "云岭窑火瓷业有限公司"), enterprise(where, "窑头同兴瓷厂", code=None)
    enterprise(other, "窑洞瓷厂")
    client = signed_in(person("office", where))
    offered = client.get("/enterprises/offers/?q=窑").text
    assert f'<option value="{one.code}">云岭窑火瓷业有限公司' in offered
    assert f'<option value="{without.name}">' in offered and "窑洞瓷厂" not in offered
    assert one.code in client.get("/enterprises/offers/?q=ylyh").text
    assert client.get("/enterprises/offers/?q=%00").text == ""
    assert 'data-offers="/enterprises/offers/?"' in client.get("/qualifications/new/").text


@pytest.mark.django_db
def test_a_name_that_two_enterprises_bear_asks_for_the_code() -> None:
    where = area()
    enterprise(where, "云岭瓷厂")
    enterprise(where, "云岭瓷厂")
    typed = {"enterprise": "云岭瓷厂", "duty": "legal", "person": "窦小满"}
    client = signed_in(person("office", where))
    assert "请改写统一社会信用代码" in client.post("/contacts/new/", typed).text
    assert "没有这家企业" in client.post("/contacts/new/", {**typed, "enterprise": "清河瓷厂"}).text
