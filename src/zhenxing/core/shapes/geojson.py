"""GeoJSON (RFC 7946) as officers' tools write it: polygons in, every mistake of the file at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhenxing.core.shapes.crossings import first_crossing
from zhenxing.core.shapes.measure import Polygon, Position, Ring, plane_area, signed_area

#: degrees are kept to the sixth place: a tenth of a metre
_PLACES = 6
#: a file with more is no plan of zones but a survey
MOST_POSITIONS, MOST_FEATURES = 50_000, 500
#: mistakes named in one answer
MOST_FAULTS = 50
#: larger numbers are no degrees mistyped but metres
_METRES = 1000
#: square degrees below which a ring encloses nothing: about one square metre
_NOTHING = 1e-10
#: coordinate reference systems whose numbers are degrees of WGS84 (CGCS2000 agrees within a decimetre)
_DEGREES = ("CRS84", "4326", "4490")


class ShapeError(ValueError):
    """A file that holds no usable polygons; `faults` are sentences for whoever drew it."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Feature:
    """One or more polygons (outer rings counter-clockwise, holes clockwise) and what was said of them."""

    polygons: tuple[Polygon, ...]
    properties: Mapping[str, Any] = field(default_factory=dict)


def read_features(data: bytes) -> tuple[Feature, ...]:
    """Read a FeatureCollection, a Feature, or a bare Polygon or MultiPolygon.

    Raises `ShapeError` naming every mistake: which feature, which ring, which position, what to do.
    """
    content = _parsed(data)
    faults: list[str] = []
    features = [
        Feature(polygons, properties)
        for where, geometry, properties in _geometries(content, faults)
        if (polygons := _polygons(geometry, where, faults))
    ]
    if faults:
        raise ShapeError(faults)
    if not features:
        raise ShapeError(["文件里没有面（Polygon、MultiPolygon）。请在制图软件里导出面图层。"])
    return tuple(features)


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """The same as a FeatureCollection of MultiPolygons, for a file that every tool opens."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": dict(feature.properties),
                "geometry": {"type": "MultiPolygon", "coordinates": feature.polygons},
            }
            for feature in features
        ],
    }


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise ShapeError(["文件不是 UTF-8 编码，请在导出时选 UTF-8。"]) from None
    except RecursionError:
        raise ShapeError(["文件层层嵌套，不像 GeoJSON。"]) from None
    except ValueError as problem:
        line = f"第{problem.lineno}行" if isinstance(problem, json.JSONDecodeError) else ""
        raise ShapeError([f"不是合法的 JSON{line}。请用制图软件导出 GeoJSON。"]) from None
    if not isinstance(content, dict):
        raise ShapeError(["最外层应是一个对象（FeatureCollection）。"])
    name = _crs(content)
    if name and not any(known in name for known in _DEGREES):
        raise ShapeError(
            [f"坐标系是“{name[:60]}”。请转成 WGS84 或 CGCS2000 的经纬度（EPSG:4326、4490）再导出。"]
        )
    return content


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _crs(content: Mapping[str, Any]) -> str:
    crs = content.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name", "")) if isinstance(properties, dict) else ""


def _geometries(content: dict[str, Any], faults: list[str]) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """(where, geometry, properties) of every feature."""
    if content.get("type") != "FeatureCollection":
        whole = content.get("type") == "Feature"
        yield "", content.get("geometry") if whole else content, _properties(content) if whole else {}
        return
    features = content.get("features")
    if not isinstance(features, list):
        faults.append("FeatureCollection 里没有 features。")
        return
    if len(features) > MOST_FEATURES:
        faults.append(f"有{len(features)}个图形，最多{MOST_FEATURES}个。请只导出这个专业镇的功能区。")
        return
    for number, feature in enumerate(features, 1):
        entry = feature if isinstance(feature, dict) else {}
        properties = _properties(entry)
        name = str(properties.get("name") or properties.get("名称") or "")[:30]
        yield f"第{number}个图形" + (f"“{name}”" if name else ""), entry.get("geometry"), properties


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _polygons(geometry: Any, where: str, faults: list[str]) -> tuple[Polygon, ...]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):  # a tuple: the kind may be anything, also a list
        faults.append(f"{where}应是面（Polygon），现为{kind if isinstance(kind, str) else '空'}。")
        return ()
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts:
        faults.append(f"{where}没有坐标。")
        return ()
    if _count(parts) > MOST_POSITIONS:
        faults.append(f"{where}的点超过{MOST_POSITIONS}个。请先在制图软件里简化边界。")
        return ()
    several = len(parts) > 1
    polygons = [
        _polygon(part, where + (f"第{number}块" if several else ""), faults)
        for number, part in enumerate(parts, 1)
    ]
    return tuple(polygon for polygon in polygons if polygon)


def _count(parts: list[Any]) -> int:
    return sum(
        len(ring) for part in parts if isinstance(part, list) for ring in part if isinstance(ring, list)
    )


def _polygon(part: Any, where: str, faults: list[str]) -> Polygon:
    if not isinstance(part, list) or not part:
        faults.append(f"{where}没有边界。")
        return ()
    rings = []
    for number, points in enumerate(part):
        ring = _ring(points, where + ("外边界" if number == 0 else f"第{number}个内洞"), faults)
        if ring is None:
            return ()
        area = signed_area(ring)
        # the right-hand rule: outer rings counter-clockwise, holes clockwise
        rings.append(ring if (area > 0) == (number == 0) else ring[::-1])
    return tuple(rings)


def _ring(points: Any, where: str, faults: list[str]) -> Ring | None:
    if not isinstance(points, list) or len(points) < 4:
        faults.append(f"{where}至少要有 4 个点（首尾相同）。")
        return None
    ring = []
    for number, point in enumerate(points, 1):
        position = _position(point)
        if isinstance(position, str):
            faults.append(f"{where}第{number}个点{position}")
            return None
        ring.append(position)
    if ring[0] != ring[-1]:
        faults.append(f"{where}没有闭合：最后一个点要与第一个点相同。")
        return None
    crossing = first_crossing(tuple(ring))
    if crossing is not None or abs(plane_area(tuple(ring))) < _NOTHING:
        faults.append(where + (crossing or "没有围出面积。"))
        return None
    return tuple(ring)


def _position(point: Any) -> Position | str:
    """The position, or what is wrong with it."""
    numbers = point[:2] if isinstance(point, list) else []
    if len(numbers) < 2 or any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
        return "应是 [经度, 纬度] 两个数。"
    longitude, latitude = numbers
    if not (abs(longitude) <= _METRES and abs(latitude) <= _METRES):
        shown = "，".join(str(one)[:12] for one in numbers)
        return f"（{shown}）像是投影坐标（米）。请转成经纬度再导出。"
    if abs(latitude) > 90 and abs(longitude) <= 90:
        return f"（{longitude}，{latitude}）经纬度写反了：应先经度后纬度。"
    if abs(longitude) > 180 or abs(latitude) > 90:
        return f"（{longitude}，{latitude}）超出范围：经度-180至180，纬度-90至90。"
    return round(float(longitude), _PLACES), round(float(latitude), _PLACES)
