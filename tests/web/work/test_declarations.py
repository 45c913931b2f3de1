"""What every ledger declares stands: its sources run, its addresses lead somewhere, its fields exist."""

from __future__ import annotations

from datetime import date

import pytest

from zhenxing.web.accounts.roles import permissions
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.ledger.inbox import address
from zhenxing.web.ledger.registry import hand_overs, todos, works
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.work import moving, sheets

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 17)


def test_every_source_of_the_to_do_page_runs_and_leads_somewhere() -> None:
    user = person("liaison", unit(area()))
    known = set(permissions())
    assert todos()
    for one in todos():
        assert one.permission in known, one.key
        assert list(one.rows(user, DAY)[:1]) == [], one.key
        url = one.url if isinstance(one.url, str) else one.url(user, DAY)
        assert address(url).startswith("/") or not url, one.key


def test_every_part_of_a_unit_s_and_a_leader_s_page_runs() -> None:
    bureau = unit(area())
    post = Post.objects.create(unit=bureau, title="局长")
    for one in works():
        rows = one.of_unit(bureau)
        assert list(rows[:1]) == [], one.key
        assert one.permission or moving.permission_to_see(rows.model), one.key
        assert all(sheets._column(rows.model, item).label for item in one.columns), one.key
        if one.of_post is not None:
            assert list(one.of_post(post)[:1]) == [], one.key
        if one.counted is not None:
            of, by = one.counted
            counted = of().values_list(by) if isinstance(by, str) else by(of())
            assert list(counted[:1]) == [], one.key


def test_every_field_that_moves_names_a_unit_or_a_post_of_something_that_can_be_seen() -> None:
    bureau = unit(area())
    post = Post.objects.create(unit=bureau, title="局长")
    clerk = person("office", bureau.area)
    for one in hand_overs():
        named = one.model._meta.get_field(one.field).related_model
        assert named in (Unit, Post), moving.key_of(one)
        holder = bureau if named is Unit else post
        assert list(moving.open_rows(one, holder, clerk)[:1]) == []
        assert str(moving.title_of(one))
        model = one.model._meta.get_field(one.subject).related_model if one.subject else one.model
        assert moving.permission_to_see(model), moving.key_of(one)  # type: ignore[arg-type]  # a model
