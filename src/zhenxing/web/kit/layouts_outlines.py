"""Outlines of places for maps: the site's own GeoJSON, by division code; none is shipped but the demo's.

Public copies of boundaries have unclear licences and are soon out of date, so a site brings its own file:
`boundaries.geojson` in its home, each feature with a property `code` (adcode, 区划代码) of an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from django.conf import settings

from zhenxing.core.shapes import ShapeError, read_features
from zhenxing.core.shapes.measure import Polygon
from zhenxing.web.kit.demo import is_demo

FILE = "boundaries.geojson"
#: what maps call the division code of a feature
_CODES = ("code", "adcode", "区划代码", "代码")
#: a county's townships are some hundred kilobytes; more is a survey, not a map of an office
_LARGEST = 20_000_000


@dataclass(frozen=True)
class Outlines:
    """Polygons by division code; `fault` says why the site's file could not be read."""

    by_code: Mapping[str, tuple[Polygon, ...]]
    fault: str = ""

    def of(self, codes: Iterable[str]) -> dict[str, tuple[Polygon, ...]]:
        return {code: self.by_code[code] for code in codes if code in self.by_code}


def outlines() -> Outlines:
    """The outlines this site has; a changed file is read anew."""
    own = Path(settings.ZHENXING_HOME) / FILE
    try:
        found = own.stat()
    except FileNotFoundError:
        return _of_the_demo() if is_demo() else Outlines({})
    if found.st_size > _LARGEST:
        return Outlines({}, f"{FILE}: {found.st_size // 1_000_000} MB > {_LARGEST // 1_000_000} MB")
    return _read(own, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> Outlines:
    try:
        return _parsed(path.read_bytes())
    except ShapeError as error:
        return Outlines({}, f"{FILE}: {error.faults[0]}")


@lru_cache(maxsize=1)
def _of_the_demo() -> Outlines:
    return _parsed((resources.files("zhenxing.packs") / "demo" / FILE).read_bytes())


def _parsed(data: bytes) -> Outlines:
    found = {}
    for feature in read_features(data):
        code = next((feature.properties[name] for name in _CODES if feature.properties.get(name)), None)
        if code is not None:
            found[str(code)] = feature.polygons
    return Outlines(found, "" if found else f"{FILE}: code?")
