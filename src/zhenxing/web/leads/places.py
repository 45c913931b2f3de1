"""The names of provinces and cities that firms put before their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from zhenxing.packs.loader import by_code, county_level, short_name


@lru_cache(maxsize=1)
def place_names() -> Mapping[str, str]:
    """Province or city without its word → its province: 杭州 → 浙江, 浙江 → 浙江 (the ministry's list)."""
    divisions = by_code()
    names = {
        short_name(one.name): divisions[one.parent].name
        for one in county_level()
        if one.level == "city" and one.parent
    }
    provinces = [short_name(one.name) for one in county_level() if one.level == "province"]
    return MappingProxyType(
        {name: short_name(province) for name, province in names.items()} | {name: name for name in provinces}
    )
