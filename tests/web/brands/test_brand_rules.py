"""What products, shares and honours must say, and how they lead to whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from web.brands.brand_samples import credential, product, share
from web.enterprises.enterprise_samples import enterprise
from zhenxing.web.brands.models import Brand, Standard
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.towns.models import Town

pytestmark = pytest.mark.django_db


def test_a_product_is_somebodys() -> None:
    where = area()
    client = signed_in(person("office", where))
    refused = client.post("/products/new/", {"area": where.pk, "name": "青釉盘"})
    assert refused.status_code == 422 and "哪家企业的产品" in refused.text
    town = Town.objects.create(area=where, name="窑头镇日用陶瓷专业镇")
    made = client.post("/products/new/", {"area": where.pk, "name": "青釉盘", "town": town.pk})
    assert made.status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"share": "12", "source": ""}, "占有率要有证明"),
        ({"source": "协会报告"}, "至少写一项"),
        ({"share": "101", "source": "协会报告"}, "100"),
        ({"rank": "0", "source": "协会报告"}, "1"),
    ],
)
def test_a_share_has_a_number_and_a_proof(typed: dict[str, str], said: str) -> None:
    where = area()
    given = {"product": product(where).pk, "market": "national", "year": "2024", "says": "declared"}
    answer = signed_in(person("office", where)).post("/shares/new/", {**given, **typed})
    assert answer.status_code == 422 and said in answer.text


def test_accounts_of_a_share_that_differ_stand_side_by_side() -> None:
    where = area()
    first = share(where)
    typed = {
        "product": first.product.pk,
        "market": "national",
        "year": "2024",
        "share": "40",
        "source": "申报书",
    }
    client = signed_in(person("office", where))
    assert client.post("/shares/new/", {**typed, "says": "declared"}).status_code == 302
    again = client.post("/shares/new/", {**typed, "says": "association"})
    assert again.status_code == 422 and "已经登记" in again.text


def test_flagships_are_found_and_unknown_is_neither_yes_nor_no() -> None:
    where = area()
    known = product(where, "酒店瓷", flagship=True)
    unknown = product(where, "粗瓷碗")
    client = signed_in(person("office", where))
    assert f"/products/{known.pk}/" in client.get("/products/?flagship=yes").text
    for answer in ("yes", "no"):
        assert f"/products/{unknown.pk}/" not in client.get(f"/products/?flagship={answer}").text


def test_an_enterprise_a_town_and_their_brand_lead_to_each_other() -> None:
    where = area()
    town = Town.objects.create(area=where, name="窑头镇日用陶瓷专业镇")
    one = credential(Brand, where, "brand_kind", "trademark", town=town)
    client = signed_in(person("office", where))
    for url in (f"/enterprises/{one.enterprise.pk}/", f"/towns/{town.pk}/"):
        assert f'href="/brands/{one.pk}/"' in client.get(url).text, url
    page = client.get(f"/brands/{one.pk}/").text
    assert f'href="/enterprises/{one.enterprise.pk}/"' in page and f'href="/towns/{town.pk}/"' in page


def test_a_patent_is_not_granted_before_it_was_applied_for() -> None:
    from zhenxing.web.codetables import queries as codes

    where = area()
    kind = codes.get("patent_kind", "invention").pk
    typed = {"area": where.pk, "name": "一种釉料", "kind": kind, "stage": "granted"}
    days = {"applied_on": "2024-05-01", "valid_from": "2024-01-01"}
    answer = signed_in(person("office", where)).post("/patents/new/", {**typed, **days})
    assert answer.status_code == 422 and "申请日不能晚于" in answer.text


@pytest.mark.parametrize(
    ("fields", "whose"),
    [({}, "云岭窑火瓷业有限公司"), ({"enterprise": None, "holder": "云岭县陶瓷协会"}, "云岭县陶瓷协会")],
)
def test_a_credential_says_whose_it_is(fields: dict[str, Any], whose: str) -> None:
    where = area()
    made = Brand(area=where, name="云岭瓷", **{"enterprise": enterprise(where), **fields})
    assert made.whose == whose
    assert Brand(area=where, name="云岭瓷").whose == str(where)


def test_standards_have_a_life_of_their_own() -> None:
    where = area()
    drafted = credential(Standard, where, "standard_kind", "local", stage="drafting", part="lead")
    client = signed_in(person("office", where))
    assert f"/standards/{drafted.pk}/" in client.get("/standards/?stage=drafting&part=lead").text
    assert f"/standards/{drafted.pk}/" not in client.get("/standards/?stage=published").text
