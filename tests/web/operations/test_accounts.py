"""Accounts made at the terminal: one role each, audited, password to be changed."""

from __future__ import annotations

import pytest

from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.operations.accounts import AccountError, create_user
from zhenxing.web.organisations.models import Area, Unit

pytestmark = pytest.mark.django_db
PASSWORD = "long-enough-谷雨"


@pytest.fixture
def county() -> Area:
    return Area.objects.add_root({"code": "990001", "name": "云岭县", "level": "county"})


def test_an_administrator_needs_no_place() -> None:
    user = create_user("root1", "甲某", "system_administrator", PASSWORD)
    assert user.must_change_password
    assert user.check_password(PASSWORD)
    assert user.role_codes() == ("system_administrator",)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("accounts.create-at-terminal", None)
    assert PASSWORD not in str(entry.changes)


def test_a_place_is_a_code_or_a_unit(county: Area) -> None:
    unit = Unit.objects.create(name="云岭县统计局", area=county)
    create_user("a1", "甲某", "office", PASSWORD, "990001")
    create_user("a2", "乙某", "liaison", PASSWORD, "云岭县统计局")
    assert Membership.objects.get(user__username="a1").area == county
    assert Membership.objects.get(user__username="a2").unit == unit


def test_two_units_of_one_name_are_not_guessed_between(county: Area) -> None:
    other = Area.objects.add_root({"code": "990002", "name": "清河县", "level": "county"})
    for area in (county, other):
        Unit.objects.create(name="统计局", area=area)
    with pytest.raises(AccountError, match="多个单位"):
        create_user("a1", "甲某", "liaison", PASSWORD, "统计局")


@pytest.mark.parametrize(
    ("username", "role", "password", "place", "says"),
    [
        ("a1", "king", PASSWORD, "", "没有角色 king"),
        ("a1", "office", PASSWORD, "", "单位名称或区划代码"),
        ("a1", "office", PASSWORD, "某局", "没有单位或区划"),
        ("a1", "system_administrator", "short", "", "10"),
        ("a b", "system_administrator", PASSWORD, "", "账号用 2 到 50"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_reason(
    username: str, role: str, password: str, place: str, says: str
) -> None:
    with pytest.raises(AccountError, match=says):
        create_user(username, "甲某", role, password, place)
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()
