"""A post passes on: on the day, the successor has what hangs on it; aliases are learnt once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import Invalid, NotPermitted
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.actions import AppointSuccessor, LearnAlias
from zhenxing.web.organisations.models import (
    Area,
    Incumbency,
    LeadingGroup,
    MemberUnit,
    Post,
    Unit,
    UnitAlias,
    in_force,
)
from zhenxing.web.organisations.queries import handover, incumbent, posts_of
from zhenxing.web.organisations.register import POSTS

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)
EVE = date(2026, 4, 30)


def post_of(where: Area, **fields: date) -> Post:
    return Post.objects.create(unit=unit(where, f"{where}工信局"), title="局长", **fields)


def test_on_the_day_the_successor_holds_the_post() -> None:
    where = area()
    post = post_of(where)
    clerk, successor = person("office", post.unit), person("liaison", unit(where))
    Incumbency.objects.create(post=post, person="钱远", begins=date(2024, 1, 1))
    entry = run_action(
        AppointSuccessor(post_id=post.pk, person="孙明", begins=DAY, user=successor), clerk, reason="任免通知"
    ).entry
    assert [incumbent(post, day).person for day in (EVE, DAY)] == ["钱远", "孙明"]
    assert Incumbency.objects.get(person="钱远").ends == EVE
    assert posts_of(successor, EVE) == ()
    assert posts_of(successor, DAY) == (post,)
    assert entry.changes["incumbent"] == ["钱远", "孙明（2026-05-01）"]


def test_the_first_one_in_a_post_succeeds_nobody() -> None:
    post = post_of(area())
    run_action(AppointSuccessor(post_id=post.pk, person="孙明", begins=DAY), person("office", post.unit))
    assert incumbent(post, EVE) is None
    assert str(incumbent(post, DAY)) == "孙明（云岭县工信局 局长）"


def test_nobody_is_appointed_before_somebody_already_appointed() -> None:
    post = post_of(area())
    Incumbency.objects.create(post=post, person="钱远", begins=DAY)
    with pytest.raises(Invalid) as refused:
        run_action(AppointSuccessor(post_id=post.pk, person="孙明", begins=EVE), person("office", post.unit))
    assert "钱远" in str(refused.value.fields["begins"][0])


def test_nobody_is_appointed_to_a_post_that_has_ended() -> None:
    post = post_of(area(), valid_to=EVE)
    with pytest.raises(Invalid):
        run_action(AppointSuccessor(post_id=post.pk, person="孙明", begins=DAY), person("office", post.unit))


def test_only_the_office_appoints() -> None:
    post = post_of(area())
    with pytest.raises(NotPermitted):
        run_action(AppointSuccessor(post_id=post.pk, person="孙明", begins=DAY), person("liaison", post.unit))


def test_the_sheet_names_who_hands_over_to_whom() -> None:
    post = post_of(area())
    clerk = person("office", post.unit)
    Incumbency.objects.create(post=post, person="钱远", begins=date(2024, 1, 1), ends=EVE)
    Incumbency.objects.create(post=post, person="孙明", begins=DAY)
    for day in (EVE, DAY):
        sheet = handover(post, clerk, day)
        assert (sheet.outgoing, sheet.incoming, sheet.begins) == ("钱远", "孙明", DAY)
    empty = handover(post_of(area("清河县")), clerk, DAY)
    assert (empty.outgoing, empty.incoming, empty.begins) == ("", "", None)


def test_the_pages_appoint_and_print_the_sheet() -> None:
    post = post_of(area())
    client = signed_in(person("office", post.unit))
    today = timezone.localdate()
    typed = {"person": "孙明", "begins": today.isoformat(), "reason": "任免通知"}
    assert client.post(POSTS.url("appoint", post.pk), typed)["Location"] == POSTS.url("detail", post.pk)
    assert "孙明" in client.get(POSTS.url("detail", post.pk)).text
    assert "孙明" in client.get(POSTS.url("handover", post.pk)).text
    again = client.post(POSTS.url("appoint", post.pk), typed)
    assert again.status_code == 422
    assert "请选更晚的日期" in again.text


def test_an_alias_is_learnt_once() -> None:
    one = unit(area())
    clerk = person("office", one)
    deed = LearnAlias(unit=one, text=" 县工信部门 ", learnt_from="实施方案")
    first, again = run_action(deed, clerk).result, run_action(deed, clerk).result
    assert first == again
    assert str(first) == "县工信部门"
    assert UnitAlias.objects.count() == 1
    with pytest.raises(Invalid):
        run_action(LearnAlias(unit=one, text=" "), clerk)


def test_what_is_dated_is_valid_on_both_its_days() -> None:
    one = unit(area(), valid_from=DAY, valid_to=DAY + timedelta(days=1))
    days = [EVE, DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
    assert [one.valid_on(day) for day in days] == [False, True, True, False]
    assert [Unit.objects.filter(in_force(day)).exists() for day in days] == [False, True, True, False]
    one.valid_to = EVE
    with pytest.raises(ValidationError, match="失效日不能早于生效日"):
        one.full_clean()


def test_nobody_leaves_before_they_came() -> None:
    with pytest.raises(IntegrityError):
        Incumbency.objects.create(post=post_of(area()), person="钱远", begins=DAY, ends=EVE)


def test_places_and_groups_have_names() -> None:
    city = area("云市", level="city")
    county = area("云岭县", city)
    group = LeadingGroup.objects.create(area=county, name="领导小组")
    post = post_of(county)
    assert county.full_name == "云市云岭县"
    assert Area.objects.get_by_natural_key(county.code) == county
    assert [str(MemberUnit(group=group, unit=post.unit)), str(MemberUnit(group=group, post=post))] == [
        "云岭县工信局",
        "云岭县工信局 局长",
    ]
    assert str(group) == "领导小组"
    assert not post.unit.collective
    assert unit(county, "各乡镇人民政府", kind="collective").collective
