"""The switcher above a list and its layouts; every way leads to the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.lists import PLACE
from zhenxing.web.kit.register import Register

#: what of an address belongs to one layout alone
OWN = ("lane", "zoom", "at")


@dataclass(frozen=True)
class Tab:
    """One way to see the list, in the switcher."""

    label: str | Promise
    icon: str
    url: str
    here: bool


def address(asked: QueryDict, *keep: str) -> str:
    """The list's address as a query string, without the place in it; of a layout's own only `keep`."""
    gone = {*PLACE, *OWN} - set(keep)
    pairs = [(name, value) for name, values in asked.lists() if name not in gone for value in values]
    return urlencode(pairs)


def tabs(register: Register[Any], asked: QueryDict, here: str) -> tuple[Tab, ...]:
    """The switcher: the list and its layouts; none where there is only the list."""
    if not register.layouts:
        return ()
    query = address(asked)
    more = f"?{query}" if query else ""
    ways = [("list", _("列表"), "list"), *((one.name, one.title, one.icon) for one in register.layouts)]
    # "?view=" keeps the list from opening with a view that the other layout does not show
    plain = {"list": more or "?view="}
    return tuple(
        Tab(label, icon, register.url(name) + plain.get(name, more), name == here)
        for name, label, icon in ways
    )
