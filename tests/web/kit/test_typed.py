"""A related record is written by name or number, and offered while one types: no list of thousands."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from web.brands.brand_samples import product
from zhenxing.web.brands.models import MarketShare, Product
from zhenxing.web.brands.register import SHARES
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.kit.typed import RecordChoice

pytestmark = pytest.mark.django_db


def choice() -> RecordChoice:
    return RecordChoice(Product.objects.all())


def test_a_record_is_written_by_name_or_number() -> None:
    bottle = product(area())
    for said in (
        "青釉酒瓶",
        " 青釉酒瓶 ",
        f"青釉酒瓶 #{bottle.pk}",
        f"＃{bottle.pk}",
        str(bottle.pk),
        bottle.pk,
        bottle,
    ):
        assert choice().clean(said) == bottle


def test_namesakes_are_told_apart_by_their_number() -> None:
    where = area()
    one, other = product(where), product(where, specification="500毫升")
    with pytest.raises(ValidationError) as refused:
        choice().clean("青釉酒瓶")
    assert f"#{one.pk}" in refused.value.messages[0] and f"#{other.pk}" in refused.value.messages[0]
    assert choice().clean(f"青釉酒瓶 #{other.pk}") == other


def test_a_name_that_is_a_number_is_a_name_first() -> None:
    where = area()
    first = product(where)
    named = product(where, name=str(first.pk))
    assert choice().clean(str(first.pk)) == named


@pytest.mark.parametrize("said", ["没有这个", "#0", "9" * 30, "青釉\x00", "#", "²"])
def test_what_is_nobodys_is_refused_in_words(said: str) -> None:
    product(area())
    with pytest.raises(ValidationError, match="没有“"):
        choice().clean(said)


def test_nothing_written_is_nothing_chosen() -> None:
    assert RecordChoice(Product.objects.all(), required=False).clean("") is None


def test_the_form_shows_what_is_chosen_and_offers_within_the_scope() -> None:
    here, there = area(), area("清河县")
    bottle, foreign = product(here), product(there)
    client = signed_in(person("office", unit(here)))
    page = client.get("/shares/new/").text
    assert "输入名称的一部分或拼音首字母" in page
    assert "写统一社会信用代码或企业全称" in client.get("/qualifications/new/").text
    assert 'data-offers="/products/offers/?"' in page and '<select name="product"' not in page
    offered = client.get("/products/offers/?q=qyjp").text
    assert f'value="青釉酒瓶 #{bottle.pk}"' in offered and str(bottle.enterprise) in offered
    assert f"#{foreign.pk}" not in offered
    assert client.get("/products/offers/?q=").text == client.get("/products/offers/?q=%00").text == ""
    typed = {"product": f"青釉酒瓶 #{bottle.pk}", "market": "national", "year": "2024", "share": "9"}
    typed |= {"source": "协会2024年报告", "says": "association"}
    refused = client.post("/shares/new/", typed | {"product": f"#{foreign.pk}"})
    assert refused.status_code == 422 and "没有“" in refused.text
    assert client.post("/shares/new/", typed).status_code == 302
    made = MarketShare.objects.get()
    assert f'value="青釉酒瓶 #{bottle.pk}"' in client.get(SHARES.url("edit", made.pk)).text


def test_the_database_knows_a_plain_foreign_key() -> None:
    field: Any = MarketShare._meta.get_field("product")
    assert field.deconstruct()[1] == "django.db.models.ForeignKey"


def test_a_choice_shown_again_has_not_changed() -> None:
    bottle = product(area())
    assert not choice().has_changed(bottle.pk, f"青釉酒瓶 #{bottle.pk}")
    assert choice().has_changed(bottle.pk, "#0") and not choice().has_changed(None, "")
