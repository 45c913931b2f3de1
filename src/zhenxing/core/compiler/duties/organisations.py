"""One organisation, however a document writes it: prefix, place, abbreviation, old name.

`Resolver.read(printed)` takes a printed name apart into level, area and core, and looks the core up
in the packs' table. What the table does not know keeps its own core as key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from zhenxing.core.compiler.duties.site_units import SiteUnits
from zhenxing.core.compiler.duties.units import is_collective
from zhenxing.core.compiler.knowledge import Knowledge, UnitName
from zhenxing.core.compiler.plan import Certainty

Level = Literal["national", "province", "city", "county", "township", "park", "unknown"]

_BLANKS_AND_QUOTES = re.compile(r"[\s“”\"'‘’《》]")
_SUFFIX = re.compile(r"(?:委员会|办公室|管委会|局|厅|委|办)$")
_BRANCH = re.compile(r"(.{2,12}局)(?:.{2,5}?)?分局$")
_TOWNSHIP = re.compile(r"(.{1,8}(?:镇|乡|街道))(?:党委|党工委|人民政府|政府|办事处|办|街道办)?$")
_NATIONAL = re.compile(r"^(?:国务院|中央|国家发展|国家市场|工业和信息化部|财政部|商务部|农业农村部)")
#: how the full name of a division ends
_KINDS = frozenset("县市区省州盟旗镇乡道")
_DIVISION_LEVEL: dict[str, Level] = {"province": "province", "city": "city", "county": "county"}
_LEVELS: dict[str, Level] = {"省": "province", "州": "city", "县": "county", "区": "county", "旗": "county"}
_AS_LEVEL: dict[str, Level] = {
    "national": "national",
    "province": "province",
    "city": "city",
    "county": "county",
    "township": "township",
    "park": "park",
}
#: what all the townships, all the departments… are called, by the words that say so
_COLLECTIVES: tuple[tuple[str, Level, re.Pattern[str]], ...] = (
    ("townships", "township", re.compile(r"乡|镇|街道|办场园")),
    ("counties", "county", re.compile(r"县[(、市区]|县区|区县|市县|旗县|各县|各区|县级")),
    ("cities", "city", re.compile(r"各市|市级人民")),
    ("members", "unknown", re.compile(r"成员")),
    ("departments", "unknown", re.compile(r"部门|单位|机关|职能")),
    ("banks", "unknown", re.compile(r"银行|金融|保险|担保")),
    ("enterprises", "unknown", re.compile(r"企业")),
)
#: words that come and go in the name of one and the same body
_LOOSE_WORDS = (
    "服务",
    "发展",
    "管理",
    "促进",
    "建设",
    "工作",
    "综合",
    "事务",
    "指导",
    "保障",
    "事业",
    "和",
    "与",
    "县",
    "领导",
)
_LOOSE = re.compile("|".join(_LOOSE_WORDS))
_SHORTEST_LOOSE = 5
_ALIKE = 82.0
#: a name this near to a known one is likely a slip of the pen
_TYPO = 88.0


class Reading(NamedTuple):
    """One printed name, taken apart. `key` is the same for every way of writing one organisation."""

    printed: str
    key: str
    core: str
    level: Level
    collective: bool = False
    known: bool = False
    certainty: Certainty = "certain"


class Resolver:
    """Reads printed names against the packs' table, from the view of the document's own place.

    `place` is the document's division code, `own_names` what the document calls that place.
    """

    def __init__(self, knowledge: Knowledge, place: str | None, own_names: Iterable[str] = ()) -> None:
        self._divisions = knowledge.divisions
        self._place = place or knowledge.home
        self._names = _with_short_names(own_names)
        self._tables = _tables(knowledge.units)
        self._own_level = _own_level(self._place, self._names)
        self._cache: dict[str, Reading] = {}
        self._site = SiteUnits(knowledge.units, self._names, folded, self._pack_key)

    def read(self, printed: str) -> Reading:
        """Take one printed name apart (kept, because a plan prints the same few names again and again)."""
        reading = self._cache.get(printed)
        if reading is None:
            reading = self._cache[printed] = self._read(printed)
        return reading

    def suggestion(self, core: str) -> str | None:
        """The known name most like an unknown core, or None when nothing is alike enough."""
        found = process.extractOne(core, self._tables.names, scorer=fuzz.ratio, score_cutoff=_TYPO)
        return found[0] if found else None

    def _read(self, printed: str) -> Reading:
        text = folded(printed)
        own = self._site.named(text)
        if own is not None:
            return _of_site(printed, own, text, "certain")
        reading = self._read_by_packs(printed, text)
        own = self._site.standing_for(reading.key) if reading.known and not reading.collective else None
        return reading if own is None else _of_site(printed, own, reading.core, reading.certainty)

    def _pack_key(self, name: str) -> str | None:
        reading = self._read_by_packs(name, folded(name))
        return reading.key if reading.known and not reading.collective else None

    def _read_by_packs(self, printed: str, text: str) -> Reading:
        if is_collective(text):
            return _collective(printed, text)
        area, level, core = self._without_prefix(text)
        found = self._lookup(core)
        if found is None:
            return self._unknown(printed, core, level, area)
        key, certainty = found
        newer = self._tables.successors.get(key)
        if newer:
            key, certainty = newer, "likely"
        own: Level = "park" if self._tables.levels.get(key) == "park" else level
        return Reading(printed, f"{area or own}.{key}", core, own, known=True, certainty=certainty)

    def _unknown(self, printed: str, core: str, level: Level, area: str | None) -> Reading:
        township = _TOWNSHIP.match(core)
        if township:
            return Reading(printed, f"township.{township[1]}", township[1], "township", known=True)
        return Reading(printed, f"{area or level}.{core}", core, level)

    def _lookup(self, core: str) -> tuple[str, Certainty] | None:
        bare = core.split("(", 1)[0]
        keys = self._tables.keys
        for name in (core, bare):
            if name in keys:
                return keys[name], "certain"
        branch = _BRANCH.match(bare)
        if branch and branch[1] in keys:
            return keys[branch[1]], "certain"
        key = self._tables.stems.get(_SUFFIX.sub("", bare)) or self._tables.loose.get(loosened(bare))
        return (key, "likely") if key else None

    def _without_prefix(self, text: str) -> tuple[str | None, Level, str]:
        """(foreign area code, level, core)."""
        if _NATIONAL.match(text):
            return None, "national", text
        for name in self._names:
            rest = text.removeprefix(name)
            if rest != text and len(rest) > 1:
                again = rest[1:] if rest[0] in "县市区" and rest[1:] in self._tables.keys else rest
                return None, self._own_level, again
        foreign = self._foreign(text)
        if foreign:
            return foreign
        level = self._level_of(text[0])
        core = text[1:] if level and len(text) > 2 else text
        for name in self._names:
            if name in core and len(core) > len(name) + 1:
                return None, self._own_level, core.replace(name, "", 1)
        if level and level != self._own_level and _BRANCH.match(core) and core not in self._tables.keys:
            return None, self._own_level, core
        return None, level or self._own_level, core

    def _foreign(self, text: str) -> tuple[str | None, Level, str] | None:
        """晋城市工信局 in a county's document: another place's unit, or that of the city above."""
        for size in range(min(len(text) - 2, 11), 1, -1):
            if text[size - 1] not in _KINDS:
                continue
            divisions = self._divisions.get(text[:size], ())
            if len(divisions) != 1 or divisions[0].name != text[:size]:
                continue
            division = divisions[0]
            rest = text[size:]
            if division.code == self._place:
                return None, self._own_level, rest
            above = {self._place[:4] + "00", self._place[:2] + "0000"} if self._place else set()
            return (
                (None if division.code in above else division.code),
                _DIVISION_LEVEL.get(division.level, "unknown"),
                rest,
            )
        return None

    def _level_of(self, first: str) -> Level | None:
        if first == "市":
            return "county" if self._own_level == "county" and _is_city(self._place, self._names) else "city"
        return _LEVELS.get(first)


def _of_site(printed: str, unit: UnitName, core: str, certainty: Certainty) -> Reading:
    level: Level = _AS_LEVEL.get(unit.level, "unknown")
    return Reading(printed, unit.key, core, level, known=True, certainty=certainty)


def _own_level(place: str | None, names: tuple[str, ...]) -> Level:
    if place is None:
        return "city" if any(name.endswith(("市", "州", "盟")) for name in names) else "county"
    if place[2:6] == "0000":
        return "province"
    return "city" if place[4:6] == "00" else "county"


def _is_city(place: str | None, names: tuple[str, ...]) -> bool:
    """Whether the place is a county-level city: 市 in its documents is itself, not the city above."""
    if place is None:
        return False
    number = int(place[4:6])
    return number <= 20 if place[2:4] == "90" else number > 80


def folded(printed: str) -> str:
    """Half-width marks, no blanks or quotation marks."""
    text = unicodedata.normalize("NFKC", printed)
    return _BLANKS_AND_QUOTES.sub("", text)


def _collective(printed: str, text: str) -> Reading:
    for key, level, words in _COLLECTIVES:
        if words.search(text):
            return Reading(printed, f"collective.{key}", text, level, collective=True, known=True)
    return Reading(printed, f"collective.{text}", text, "unknown", collective=True, known=True)


@dataclass(frozen=True)
class _Tables:
    """The packs' units, looked up in four ways."""

    keys: dict[str, str]
    stems: dict[str, str]
    loose: dict[str, str]
    levels: dict[str, str]
    successors: dict[str, str]
    names: list[str]


_LAST: list[tuple[tuple[UnitName, ...], _Tables]] = []


def _tables(units: tuple[UnitName, ...]) -> _Tables:
    """Built once for each table of units, known by its identity; the last one is kept."""
    if not _LAST or _LAST[0][0] is not units:
        _LAST[:] = [(units, _built(units))]
    return _LAST[0][1]


def _built(units: tuple[UnitName, ...]) -> _Tables:
    keys = {folded(name): unit.key for unit in units for name in (unit.name, *unit.aliases)}
    stems = _unique((_SUFFIX.sub("", name), key) for name, key in keys.items() if _SUFFIX.search(name))
    loose = _unique((loosened(name), key) for name, key in keys.items())
    levels = {unit.key: unit.level for unit in units}
    successors = {unit.key: unit.successor for unit in units if unit.successor}
    return _Tables(keys, stems, loose, levels, successors, list(keys))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Only what one unit alone is called, and no shorter than two characters before its kind."""
    found: dict[str, str] = {}
    shared = {name for name, key in pairs if found.setdefault(name, key) != key}
    return {name: key for name, key in found.items() if len(name) >= 2 and name not in shared}


def loosened(core: str) -> str:
    """A name without the words that come and go; those too short to bear it stay whole."""
    if not _LOOSE.search(core):
        return core
    bare = core
    for word in _LOOSE_WORDS:
        bare = bare.replace(word, "")
    return bare if len(bare) >= _SHORTEST_LOOSE else core


def _with_short_names(own_names: Iterable[str]) -> tuple[str, ...]:
    """云岭县 is also 云岭; the longest first."""
    names = set(own_names)
    names.update(name[:-1] for name in own_names if len(name) > 2)
    return tuple(sorted(names, key=len, reverse=True))


def same_body(left: str, right: str) -> bool:
    """Whether two unknown cores differ only in words that come and go: 陶瓷产业发展(服务)中心."""
    return left != right and loosened(left) == loosened(right)


def alike(left: str, right: str) -> bool:
    """Alike enough to ask a person whether the two are one (a group and its office are two)."""
    if left.endswith("办公室") != right.endswith("办公室"):
        return False
    return fuzz.ratio(left, right) >= _ALIKE
