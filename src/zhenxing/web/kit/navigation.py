"""The navigation a person sees: only pages their roles open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.context import NavigationGroup, NavigationItem

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

#: so many entries stand unfolded on a screen of 768 lines
_FIT = 16


def navigation(user: User, path: str) -> tuple[NavigationGroup, ...]:
    """The groups in the order of the list of registers; home first."""
    from zhenxing.web.registers import EXTRA_NAVIGATION, REGISTERS

    home = NavigationItem(_("总览"), reverse("overview:home"), "home", path == reverse("overview:home"))
    found: list[tuple[str | Promise, NavigationItem]] = [("", home)]
    for register in REGISTERS:
        if register.group and scope.permits(user, f"{register.key}.view"):
            found.append((register.group, _item(register.title, register.url("list"), register.icon, path)))
    for group, label, name, icon, permission in EXTRA_NAVIGATION:
        if scope.permits(user, permission):
            found.append((group, _item(label, reverse(name), icon, path)))
    # a page below another entry's (the queue below the documents) is its own entry alone
    nearest = max((item.url for _group, item in found if item.here), key=len, default="")
    groups: dict[str | Promise, list[NavigationItem]] = {}
    for group, item in found:
        groups.setdefault(group, []).append(replace(item, here=item.url == nearest))
    few = len(found) <= _FIT
    return tuple(
        NavigationGroup(label, tuple(items), few or place <= 1 or any(item.here for item in items))
        for place, (label, items) in enumerate(groups.items())
    )


def _item(label: str | Promise, url: str, icon: str, path: str) -> NavigationItem:
    return NavigationItem(label, url, icon, path.startswith(url))
