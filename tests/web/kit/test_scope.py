"""Who sees what: every role against its own area, the one below, the one above and a foreign one."""

from __future__ import annotations

from datetime import date

import pytest

from zhenxing.web.accounts.models import Membership
from zhenxing.web.accounts.roles import ROLES
from zhenxing.web.kit import scope
from zhenxing.web.kit.models import AuditEntry, IdempotencyKey
from zhenxing.web.kit.scope import Reach, ScopePaths
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, Incumbency, Post, Unit

pytestmark = pytest.mark.django_db

REACHED = {
    "office": {"own", "below"},
    "liaison": {"own", "below", "above", "top"},
    "township": {"own", "below", "above", "top"},
    "expert": set(),
    "enterprise": set(),
    "leader": {"own", "below"},
    "city": {"own", "below"},
    "province": {"own", "below"},
    "system_administrator": {"own", "below", "above", "top", "foreign", "sister"},
    "security_administrator": {"own", "below", "above", "top", "foreign", "sister"},
    "audit_administrator": set(),
}


def places() -> dict[str, Area]:
    top = area("云省", level="province")
    above = area("云市", top, "city")
    own = area("云岭县", above)
    return {
        "top": top,
        "above": above,
        "own": own,
        "below": area("石桥镇", own, "township"),
        "sister": area("清河县", above),
        "foreign": area("远省", level="province"),
    }


@pytest.mark.parametrize("role", list(ROLES))
def test_each_role_sees_the_units_of_the_areas_it_reaches(role: str) -> None:
    found = places()
    units = {name: unit(place) for name, place in found.items()}
    viewer = person(role, found["own"])
    seen = scope.visible(Unit.objects.all(), viewer, "units.view")
    assert {name for name, one in units.items() if one in seen} == REACHED[role]
    assert {name for name, one in units.items() if scope.holds(one, viewer, "units.view")} == REACHED[role]


@pytest.mark.parametrize("role", list(ROLES))
def test_no_role_edits_anything_in_a_foreign_area(role: str) -> None:
    found = places()
    viewer = person(role, found["own"])
    for permission in ROLES[role].reach:
        if ROLES[role].reach[permission] is not Reach.SITE:
            foreign = Unit.objects.filter(area__in=[found["foreign"], found["sister"]])
            unit(found["foreign"])
            assert not scope.visible(foreign, viewer, permission).exists(), permission


def test_a_person_without_roles_sees_nothing() -> None:
    unit(area())
    assert not scope.visible(Unit.objects.all(), person(), "units.view").exists()


def test_a_kind_that_says_nothing_about_its_place_is_seen_by_nobody() -> None:
    viewer = person("system_administrator", area())
    assert not scope.visible(IdempotencyKey.objects.all(), viewer, "units.view").exists()


def test_a_kind_without_a_place_is_read_with_the_sites_reach_alone() -> None:
    assert scope.condition(AuditEntry.scope_by, person("office", area()), "units.view") is None
    auditor = person("audit_administrator", area())
    assert scope.permits(auditor, "audit.view")
    assert scope.condition(AuditEntry.scope_by, auditor, "audit.view") is not None


def test_a_role_that_begins_tomorrow_or_ended_gives_nothing() -> None:
    where = area()
    one = unit(where)
    early, late = person(), person()
    Membership.objects.create(user=early, role="office", unit=one, begins=date(2999, 1, 1))
    Membership.objects.create(
        user=late, role="office", unit=one, begins=date(2020, 1, 1), ends=date(2021, 1, 1)
    )
    assert not scope.permits(early, "units.view")
    assert not scope.permits(late, "units.view")


def test_two_roles_reach_as_far_as_both() -> None:
    here, there = area(), area("清河县")
    viewer = person("office", here)
    Membership.objects.create(user=viewer, role="leader", area=there, begins=date(2020, 1, 1))
    unit(here), unit(there), unit(area("远县"))
    assert scope.visible(Unit.objects.all(), viewer, "units.view").count() == 2
    assert scope.visible(Unit.objects.all(), viewer, "units.edit").count() == 1


def test_unit_reach_covers_own_units_posts_held_and_units_replaced() -> None:
    where = area()
    own, second, old, older, other = (unit(where) for _ in range(5))
    Unit.objects.filter(pk=old.pk).update(successor=own)
    Unit.objects.filter(pk=older.pk).update(successor=old)
    viewer = person("liaison", own)
    post = Post.objects.create(unit=second, title="局长")
    Incumbency.objects.create(post=post, person="赵", user=viewer, begins=date(2020, 1, 1))
    paths = ScopePaths(units=("id",))
    where_clause = scope.condition(paths, viewer, "tasks.report")
    assert set(Unit.objects.filter(where_clause)) == {own, second, old, older}
    assert set(viewer.unit_ids()) == {own.pk, second.pk, old.pk, older.pk}
    assert other.pk not in viewer.unit_ids()


def test_a_seat_alone_gives_no_permission() -> None:
    holder = person()
    post = Post.objects.create(unit=unit(area()), title="局长")
    Incumbency.objects.create(post=post, person="赵", user=holder, begins=date(2020, 1, 1))
    assert not scope.permits(holder, "tasks.report")


def test_reach_to_a_unit_or_owner_needs_the_kind_to_say_how() -> None:
    where = area()
    liaison, firm = person("liaison", unit(where)), person("enterprise", where)
    assert scope.condition(ScopePaths(area="area__path"), liaison, "tasks.report") is None
    assert scope.condition(ScopePaths(area="area__path"), firm, "claims.view") is None
    assert scope.condition(ScopePaths(owner="id"), firm, "claims.view") is not None
    in_area_only = person("liaison", where)
    assert scope.condition(ScopePaths(units=("id",)), in_area_only, "tasks.report") is None


def test_a_row_reached_twice_is_listed_once() -> None:
    where = area()
    office, other = unit(where), unit(where)
    viewer = person("office", office)
    Membership.objects.create(user=viewer, role="leader", unit=other, begins=date(2020, 1, 1))
    seen = scope.visible(type(viewer).objects.all(), viewer, "users.view")
    assert list(seen) == [viewer]


def test_how_far_a_permission_goes() -> None:
    viewer = person("liaison", unit(area()))
    assert scope.reaches(viewer, "tasks.view") == {Reach.UNIT}
    assert scope.reaches(viewer, "documents.view") == {Reach.LINE}
    assert scope.reaches(viewer, "documents.adopt") == frozenset()


@pytest.mark.parametrize("role", ["office", "liaison", "system_administrator", "expert"])
def test_a_scan_for_a_word_reaches_just_what_a_list_reaches(role: str) -> None:
    found = places()
    for place in found.values():
        Post.objects.create(unit=unit(place), title="局长")
    viewer = person(role, found["own"])
    for model, permission in ((Unit, "units.view"), (Post, "posts.view")):
        listed = scope.visible(model.objects.all(), viewer, permission)
        scanned = scope.visible(model.objects.all(), viewer, permission, scanned=True)
        assert set(scanned) == set(listed)


def test_a_scan_asks_for_the_places_in_reach_once() -> None:
    viewer = person("office", area())
    rows = scope.visible(Unit.objects.order_by(), viewer, "units.view", scanned=True)
    asked = str(rows.query)
    assert "JOIN" not in asked and asked.count("SELECT") == 2
