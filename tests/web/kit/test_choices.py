"""What a filter offers: what is in use within one's scope; in a large table remembered for a minute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from zhenxing.web.kit import choices
from zhenxing.web.kit.choices import control
from zhenxing.web.kit.register import Filter, Register
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Post, Unit

pytestmark = pytest.mark.django_db
POSTS = Register(Post, key="posts", columns=("title",), filters=("unit", "title"))


def offered(user: Any, name: str = "unit", asked: str = "") -> list[str]:
    found = control(POSTS, Filter(name), POSTS.rows(user), QueryDict(asked), user)
    return [str(one.label) for one in found.choices]


@pytest.fixture(params=[False, True], ids=["small", "large"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param:
        monkeypatch.setattr(choices, "_LARGE", 0)
    return bool(request.param)


def test_only_what_is_used_where_one_may_look_is_offered(large: bool) -> None:
    county, elsewhere = area(), area("清河县")
    bureau, idle, foreign = unit(county, "甲局"), unit(county, "乙局"), unit(elsewhere, "丙局")
    Post.objects.create(unit=bureau, title="局长"), Post.objects.create(unit=foreign, title="主任")
    clerk, stranger = person("office", bureau), person("office", foreign)
    assert (offered(clerk), offered(clerk, "title")) == (["甲局"], ["局长"])
    assert (offered(stranger), offered(stranger, "title")) == (["丙局"], ["主任"])
    assert idle.name not in offered(clerk)
    found = control(POSTS, Filter("unit"), POSTS.rows(clerk), QueryDict(f"unit={bureau.pk}"), clerk)
    assert [(one.value, one.chosen) for one in found.choices] == [(str(bureau.pk), True)]
    assert found.active


def test_a_large_table_is_asked_once_a_minute_for_each_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "_LARGE", 0)
    county = area()
    bureau = unit(county, "甲局")
    Post.objects.create(unit=bureau, title="局长")
    clerk = person("office", bureau)
    assert offered(clerk) == ["甲局"]
    with CaptureQueriesContext(connection) as asked:
        offered(clerk)
    assert not asked.captured_queries
    Post.objects.create(unit=unit(county, "乙局"), title="局长")
    assert offered(clerk) == ["甲局"]
    clerk.memberships.update(ends=date(2020, 2, 1))
    clerk.forget_grants()
    assert offered(clerk) == []
    cache.clear()
    assert offered(clerk) == []


def test_choices_of_the_field_cost_nothing() -> None:
    register = Register(Unit, key="units", columns=("name",), filters=("kind",))
    with CaptureQueriesContext(connection) as asked:
        found = control(register, Filter("kind"), Unit.objects.all(), QueryDict("kind=office"))
    assert not asked.captured_queries
    assert [one.value for one in found.choices if one.chosen] == ["office"]
