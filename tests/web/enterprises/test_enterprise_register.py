"""The register of enterprises: inherited behaviour, codes, doubts, and what one area may keep."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from web.enterprises.enterprise_samples import credit_code, enterprise
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.enterprises.register import ENTERPRISES
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in
from zhenxing.web.organisations.models import Area


class TestEnterprises(RegisterTests):
    register = ENTERPRISES

    def record(self, where: Area) -> Enterprise:
        return enterprise(where)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "name": "云岭青釉瓷厂", "code": credit_code(), "status": "operating"}


@pytest.mark.django_db
def test_a_code_is_kept_in_its_canonical_form_and_a_wrong_one_says_why() -> None:
    where, code = area(), credit_code()
    typed = f" {code[:8]} {code[8:].lower()}　"
    one = Enterprise(area=where, name="清河陶土行", code=typed)
    one.full_clean()
    assert one.code == code
    wrong = "0" if code[-1] != "0" else "1"
    with pytest.raises(ValidationError) as refused:
        Enterprise(area=where, name="清河陶土行", code=code[:17] + wrong).full_clean()
    assert "校验位" in str(refused.value.message_dict["code"])


@pytest.mark.django_db
def test_an_enterprise_without_a_code_is_kept_and_asked_for_one() -> None:
    where = area()
    client = signed_in(person("office", where))
    for name in ("竹溪篾器作坊", "竹溪竹编作坊"):
        assert client.post(ENTERPRISES.url("create"), {"area": where.pk, "name": name}).status_code == 302
    assert set(Enterprise.objects.values_list("code", flat=True)) == {None}
    enterprise(where)
    page = client.get("/enterprises/?doubt=no_code").text
    assert page.count("缺统一社会信用代码") == 4  # two rows, the choice and what a phone says of it
    assert "云岭窑火瓷业有限公司" not in page


@pytest.mark.django_db
def test_one_area_keeps_a_code_once_and_another_area_does_not_hear_of_it() -> None:
    where, other, code = area(), area("清河县"), credit_code()
    enterprise(where, code=code)
    typed = {"name": "云岭窑火瓷业", "code": code}
    here = signed_in(person("office", where)).post(ENTERPRISES.url("create"), {**typed, "area": where.pk})
    there = signed_in(person("office", other)).post(ENTERPRISES.url("create"), {**typed, "area": other.pk})
    assert here.status_code == 422 and "同一统一社会信用代码" in here.text
    assert there.status_code == 302


@pytest.mark.parametrize(
    ("prefix", "kind", "doubted"),
    [
        ("91", "llc", False),
        ("92", "llc", True),
        ("93", "cooperative", False),
        ("93", "individual", True),
        ("91", None, False),
        ("52", "other", False),
    ],
)
@pytest.mark.django_db
def test_a_kind_that_the_code_contradicts_is_doubted_on_the_record_and_in_the_list(
    prefix: str, kind: str | None, doubted: bool
) -> None:
    where = area()
    one = enterprise(where, code=credit_code(prefix), kind=kind and codes.get("enterprise_kind", kind))
    page = signed_in(person("office", where)).get("/enterprises/?doubt=kind").text
    assert bool(one.doubts) == doubted
    assert (f"/enterprises/{one.pk}/" in page) == doubted


@pytest.mark.django_db
def test_size_and_scale_stay_unknown_until_they_are_computed() -> None:
    where = area()
    one = enterprise(where)
    assert (one.size, one.above_scale) == (None, None)
    page = signed_in(person("office", where)).get(f"/enterprises/{one.pk}/").text
    assert page.count(">未知</dd>") == 2
    form = signed_in(person("office", where)).get(f"/enterprises/{one.pk}/edit/").text
    assert 'name="size"' not in form and 'name="above_scale"' not in form
