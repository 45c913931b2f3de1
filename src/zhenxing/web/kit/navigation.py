"""The navigation a person sees: only pages their roles open."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.context import NavigationGroup, NavigationItem

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

#: so many entries stand unfolded on a screen of 768 lines
_FIT = 16


class _Entry(NamedTuple):
    #: the name of its group in the language of the house: groups of one name are one, whoever asks first
    place: str
    permission: str
    group: str | Promise
    label: str | Promise
    url: str
    icon: str


def navigation(user: User, path: str) -> tuple[NavigationGroup, ...]:
    """The groups in the order of the list of registers; home first."""
    found = [one for one in _entries() if scope.permits(user, one.permission)]
    # a page below another entry's (the queue below the documents) is its own entry alone
    nearest = max((one.url for one in found if path.startswith(one.url)), key=len, default="")
    groups: dict[str, list[_Entry]] = {}
    for one in found:
        groups.setdefault(one.place, []).append(one)
    home = reverse("overview:home")
    shown = [("", (NavigationItem(_("总览"), home, "home", path == home),))]
    for group in groups.values():
        items = (NavigationItem(one.label, one.url, one.icon, one.url == nearest) for one in group)
        shown.append((group[0].group, tuple(items)))
    few = len(found) < _FIT  # and home
    return tuple(
        NavigationGroup(label, items, few or place <= 1 or any(item.here for item in items))
        for place, (label, items) in enumerate(shown)
    )


@functools.cache
def _entries() -> tuple[_Entry, ...]:
    """What anybody may have; frozen with the registers, so its addresses are looked up once."""
    from zhenxing.web.registers import EXTRA_NAVIGATION, REGISTERS

    own = [(one.group, one.title, one.url("list"), one.icon, f"{one.key}.view") for one in REGISTERS]
    more = [(group, label, reverse(name), *rest) for group, label, name, *rest in EXTRA_NAVIGATION]
    with translation.override(settings.LANGUAGE_CODE):
        return tuple(
            _Entry(str(group), permission, group, label, url, icon)
            for group, label, url, icon, permission in (*own, *more)
            if group
        )
