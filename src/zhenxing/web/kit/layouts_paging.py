"""Pages of a layout's rows by the place in their order, as the list has them; only keys are fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from zhenxing.web.kit.keyset import Keyset, Slice
from zhenxing.web.kit.layouts_switcher import address


@dataclass(frozen=True)
class Paged:
    """The primary keys of one page and the addresses of its neighbours ("": none)."""

    keys: tuple[Any, ...]
    first_url: str
    previous_url: str
    next_url: str


def paged(rows: QuerySet[Any], keys: Keyset, asked: QueryDict, size: int, *keep: str) -> Paged:
    """The page asked for; `keep` names what of the layout's own address stays in the links."""
    found = _slice(rows, keys, asked, size)
    query = address(asked, *keep)

    def to(**place: str) -> str:
        said = urlencode(place)
        return f"?{query}&{said}" if query and said else f"?{query}{said}"

    held = found.rows
    return Paged(
        tuple(row[-1] for row in held),
        to() if found.before else "",
        to(before=keys.cursor(held[0])) if found.before and held else "",
        to(after=keys.cursor(held[-1])) if found.after and held else "",
    )


def _slice(rows: QuerySet[Any], keys: Keyset, asked: QueryDict, size: int) -> Slice:
    lookups = [key.lookup for key in keys.keys]  # the last of them is the primary key

    def read(some: QuerySet[Any]) -> list[tuple[Any, ...]]:
        return list(some.select_related(None).prefetch_related(None).values_list(*lookups))

    if place := keys.place(asked.get("before", "")):
        found = keys.before(rows, size, read, place)
        if found.before:
            return found
    elif place := keys.place(asked.get("after", "")):
        found = keys.after(rows, size, read, place)
        if found.rows:
            return found
    return keys.first(rows, size, read)
