"""The units a site has itself: a name it knows means that unit, whatever the packs would make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from zhenxing.core.compiler.knowledge import UnitName

_MARKS = "县市区旗"
#: a shorter rest (局, 中心) names nothing
_SHORTEST = 3
_TOWNSHIP = re.compile(r"(.{1,8}?(?:镇|乡|街道))(?:人民政府|政府|办事处|党委|党工委)?$")


class SiteUnits:
    """Site units by every name they go by, in full (云岭县林业中心) and as their own place writes them.

    `own_names` are the names of the document's place, the longest first; `fold` makes names comparable;
    `pack_key` says what the packs alone make of a name. What two units share names neither.
    """

    def __init__(
        self,
        units: Iterable[UnitName],
        own_names: tuple[str, ...],
        fold: Callable[[str], str],
        pack_key: Callable[[str], str | None],
    ) -> None:
        self._by_key: dict[str, UnitName] = {}
        named: dict[str, dict[str, UnitName]] = {}
        by_pack: dict[str, dict[str, UnitName]] = {}
        for unit in units:
            if unit.area is None:
                continue
            for name in map(fold, (unit.name, *unit.aliases)):
                for form in _forms(name, own_names):
                    named.setdefault(form, {})[unit.key] = unit
            self._by_key[unit.key] = unit
            for key in {pack_key(unit.name), *_township_key(unit)} - {None}:
                by_pack.setdefault(str(key), {})[unit.key] = unit
        self._named = _alone(named)
        self._by_pack = _alone(by_pack)

    def named(self, text: str) -> UnitName | None:
        """The one unit so called."""
        return self._named.get(text)

    def standing_for(self, pack_key: str) -> UnitName | None:
        """The site's own unit that the packs know under a key (one name more for it)."""
        # a name nearly a site unit's is found among the packs' own, under its key
        return self._by_pack.get(pack_key) or self._by_key.get(pack_key.partition(".")[2])


def _forms(name: str, own_names: tuple[str, ...]) -> Iterable[str]:
    """云岭县林业中心 is 县林业中心 and 林业中心 in the papers of 云岭县, and the other way round."""
    yield name
    places = [own for own in own_names if own[-1] in _MARKS]
    stripped = next((name.removeprefix(own) for own in own_names if name.startswith(own)), None)
    if stripped is None and any(name[0] == place[-1] for place in places):
        stripped = name[1:]
    if stripped is None or len(stripped) < _SHORTEST:
        return
    yield stripped
    for place in places:
        yield place[-1] + stripped
        yield place + stripped


def _township_key(unit: UnitName) -> Iterable[str]:
    """The key a township has by its name alone: 河口镇 for 河口镇人民政府."""
    match = _TOWNSHIP.match(unit.name) if unit.level == "township" else None
    if match:
        yield f"township.{match[1]}"


def _alone(found: dict[str, dict[str, UnitName]]) -> dict[str, UnitName]:
    return {name: next(iter(units.values())) for name, units in found.items() if len(units) == 1}
