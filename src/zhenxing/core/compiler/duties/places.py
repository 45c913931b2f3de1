"""Division names in running text, each led to the one code it can mean here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.knowledge import Division, Knowledge
from zhenxing.core.compiler.plan import Header, PlaceLink

_KINDS = "县市区省州盟旗镇乡道"
#: what a table without names finds
_NONE = re.compile(r"(?!)")
#: names that are also plain words: not a place unless a longer name says which
_PLAIN_WORDS = frozenset(
    ["城区", "矿区", "郊区", "新城区", "东区", "西区", "开发区", "市中区", "新区", "示范区", "工业区"]
)
_LONGEST = 11
_OPENS_WITH_PLACE = re.compile(
    r"(?:中共)?([\u4e00-\u9fff]{1,6}?[县市区旗州省])(?=人民政府|委办|委员会|促进|支持|推进|推动|加快|专业镇|特色|20\d\d|关于)"
)
_ISSUER = re.compile(r"(?:^|[\n\s《])([\u4e00-\u9fff]{1,6}?[县市区旗州省])(?:人民政府|委办公室|委员会)")


class _Names:
    """A table of names known by its identity, because mappings cannot be hashed."""

    __slots__ = ("table",)

    def __init__(self, table: Mapping[str, tuple[Division, ...]]) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and other.table is self.table


class _FullNames(NamedTuple):
    """Every name written with its kind, how they end in two characters, and their lengths, longest first."""

    names: frozenset[str]
    tails: frozenset[str]
    sizes: tuple[int, ...]
    #: kinds behind a character that stands before one in some name: most words in 县 are passed over
    kinds: re.Pattern[str]


@lru_cache(maxsize=4)
def _full_names(names: _Names) -> _FullNames:
    """Turned for look-up once for each table: most words in 县 or 市 end as no name does."""
    full = frozenset([name for name, several in names.table.items() for each in several if each.name == name])
    tails = frozenset([name[-2:] for name in full if 2 <= len(name) <= _LONGEST])
    sizes = tuple(sorted({size for size in map(len, full) if 2 <= size <= _LONGEST}, reverse=True))
    before = "".join({tail[0] for tail in tails})
    kinds = re.compile(f"[{_KINDS}](?<=[{re.escape(before)}].)") if before else _NONE
    return _FullNames(full, tails, sizes, kinds)


def find_places(text: str, knowledge: Knowledge, place: str | None) -> tuple[PlaceLink, ...]:
    """Every full division name in the text, once each, in order; ambiguous ones only where the
    document's own place decides between them."""
    home = place or knowledge.home
    found: dict[str, PlaceLink | None] = {}
    names, tails, sizes, kinds = _full_names(_Names(knowledge.divisions))
    reached = 0
    for kind in kinds.finditer(text):
        end = kind.end()
        if text[end - 2 : end] not in tails:
            continue
        # the longest: 朔州 of 朔州市 is not yet the name
        for size in sizes:
            name = text[end - size : end] if end - size >= reached else ""
            if name in names:
                reached = end
                if name not in found:
                    found[name] = _link(name, knowledge.divisions[name], home)
                break
    return tuple(link for link in found.values() if link)


def own_names(text: str, header: Header, place: str | None, places: tuple[PlaceLink, ...]) -> set[str]:
    """What a document calls its own place: from its issuer, its title and the names with its code."""
    found = {link.text for link in places if place is not None and link.code == place}
    for value in (header.issuer, header.title):
        opening = _OPENS_WITH_PLACE.match(value.value) if value else None
        if opening:
            found.add(opening[1])
            break
    if not found:
        issuer = _ISSUER.search(text[:2000])
        found.update({issuer[1]} if issuer else ())
    return found


def _link(name: str, divisions: tuple[Division, ...], home: str | None) -> PlaceLink | None:
    full = [division for division in divisions if division.name == name]
    if name in _PLAIN_WORDS or not full:
        return None
    for prefix in (home[:4], home[:2]) if home else ():
        near = [division for division in full if division.code.startswith(prefix)]
        if len(near) == 1:
            return PlaceLink(name, near[0].code, near[0].name)
    return PlaceLink(name, full[0].code, full[0].name) if len(full) == 1 else None
