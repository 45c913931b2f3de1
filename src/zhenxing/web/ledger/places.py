"""Where a person belongs on a day: the units and posts by which things wait for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from zhenxing.web.accounts.roles import OFFICE
from zhenxing.web.organisations.models import LeadingGroup
from zhenxing.web.organisations.queries import posts_of

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

Places = tuple[set[int], set[int]]


def places_of(user: User, day: date) -> Places:
    """The units the person works in and the posts held on a day, by key."""
    known: dict[date, Places] = getattr(user, "_places", {})
    return known[day] if day in known else _places(user, day)


def remember_places(user: User, day: date) -> None:
    """Read them once for a page on which many sources ask."""
    user._places = {day: _places(user, day)}  # type: ignore[attr-defined]  # of this request's user alone


def mine(user: User, day: date, unit: str = "unit", post: str = "") -> Q:
    """The condition that a record belongs to the person's units, or to a post they hold."""
    units, posts = places_of(user, day)
    found = Q(**{f"{unit}__in": units})
    return found | Q(**{f"{post}__in": posts}) if post else found


def _places(user: User, day: date) -> Places:
    held = posts_of(user, day)
    units = {unit for grant in user.grants() for unit in grant.units}
    kept = [grant.area for grant in user.grants() if grant.role == OFFICE.code and not grant.units]
    if kept:  # an office's role given for a place: what comes to its office comes to them
        offices = LeadingGroup.objects.current().filter(area__path__in=kept, office__isnull=False)
        units |= set(offices.values_list("office", flat=True))
    return units | {post.unit_id for post in held}, {post.pk for post in held}
