"""What a drawing tool exports is read, and everything wrong with it is said at once, in place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.shapes import Feature, ShapeError, collection, read_features, square_kilometres
from zhenxing.core.shapes.crossings import first_crossing
from zhenxing.core.shapes.measure import signed_area

SQUARE = [[112.0, 36.0], [112.1, 36.0], [112.1, 36.1], [112.0, 36.1], [112.0, 36.0]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def features(*geometries: Any, **properties: Any) -> dict[str, Any]:
    entries = [{"type": "Feature", "properties": properties, "geometry": one} for one in geometries]
    return {"type": "FeatureCollection", "features": entries}


def read(content: Any) -> tuple[Feature, ...]:
    return read_features(json.dumps(content).encode())


def faults(content: Any) -> str:
    with pytest.raises(ShapeError) as refused:
        read_features(content if isinstance(content, bytes) else json.dumps(content).encode())
    return "\n".join(refused.value.faults)


def test_a_collection_keeps_what_is_said_of_each_shape() -> None:
    [feature] = read(features(polygon(SQUARE), name="产业区", kind="industry"))
    assert feature.properties == {"name": "产业区", "kind": "industry"}
    assert feature.polygons[0][0][0] == (112.0, 36.0)


@pytest.mark.parametrize(
    "content",
    [
        polygon(SQUARE),
        {"type": "Feature", "properties": None, "geometry": polygon(SQUARE)},
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {**features(polygon(SQUARE)), "crs": {"type": "name", "properties": {"name": "EPSG:4490"}}},
    ],
)
def test_every_way_to_write_one_square_gives_the_same(content: Any) -> None:
    [feature] = read(content)
    assert len(feature.polygons) == 1
    assert square_kilometres(feature.polygons) == pytest.approx(100.1, rel=0.01)


def test_rings_turn_the_right_way_round() -> None:
    hole = [[112.02, 36.02], [112.04, 36.02], [112.04, 36.04], [112.02, 36.02]]
    [feature] = read(polygon(SQUARE[::-1], hole))
    outer, inner = feature.polygons[0]
    assert signed_area(outer) > 0 > signed_area(inner)
    assert square_kilometres(feature.polygons) < signed_area(outer)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (polygon(SQUARE[:-1]), "没有闭合"),
        (polygon(SQUARE[:3]), "至少要有 4 个点"),
        (polygon([[a + 120, b] for a, b in SQUARE]), "超出范围"),
        (polygon([[b, a] for a, b in SQUARE]), "写反了"),
        (polygon([[a * 4000, b * 100000] for a, b in SQUARE]), "投影坐标"),
        (polygon([[10**400, 1], *SQUARE]), "投影坐标"),
        (polygon([[True, 1], *SQUARE]), "两个数"),
        (polygon([["112", "36"], *SQUARE]), "两个数"),
        (polygon([7, *SQUARE]), "两个数"),
        (polygon([[1, 1], [2, 2], [3, 3], [1, 1]]), "没有围出面积"),
        (polygon([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]), "自相交：第1段与第3段"),
        (polygon(), "没有边界"),
        (polygon(3), "至少要有 4 个点"),
        ({"type": "MultiPolygon", "coordinates": []}, "没有坐标"),
        ({"type": "MultiPolygon", "coordinates": [3]}, "没有边界"),
        ({"type": "Point", "coordinates": [1, 2]}, "应是面（Polygon），现为Point"),
        ({"type": ["Polygon"]}, "现为空"),
        (features(), "没有面"),
        ({"type": "FeatureCollection"}, "没有 features"),
        (features(*[polygon(SQUARE)] * 501), "最多500个"),
        ({"type": "FeatureCollection", "features": [3]}, "第1个图形应是面"),
        ([1], "最外层"),
        ({**polygon(SQUARE), "crs": {"properties": {"name": "EPSG:4547"}}}, "EPSG:4547"),
        (b"{", "不是合法的 JSON第1行"),
        (b'{"type": NaN}', "不是合法的 JSON"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"[" * 100_000, "嵌套"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(content: Any, said: str) -> None:
    assert said in faults(content)


def test_every_mistake_of_the_file_is_named_at_once_with_its_place() -> None:
    bad = polygon([[0, 0], [0, 100], [1, 1], [0, 0]])
    said = faults(features(polygon(SQUARE[:-1]), polygon(SQUARE), bad, name="东片"))
    assert "第1个图形“东片”外边界没有闭合" in said
    assert "第3个图形“东片”外边界第2个点" in said
    assert "第2个" not in said.split("\n")[0]


def test_no_more_mistakes_are_named_than_a_person_reads() -> None:
    with pytest.raises(ShapeError) as refused:
        read(features(*[polygon(SQUARE[:-1])] * 90))
    assert len(refused.value.faults) == 50


def test_a_survey_is_too_large_for_a_plan() -> None:
    assert "超过50000个" in faults(polygon([[1, 1]] * 50_001))


def test_a_tangle_is_refused_before_it_takes_long() -> None:
    ring = [(float(i % 2) * 170, (i % 89) / 2) for i in range(3000)]
    assert "交叉" in str(first_crossing((*ring, ring[0]))) or "简化" in str(first_crossing((*ring, ring[0])))
    comb = [(0.0, i * 0.01) if i % 2 else (100.0, i * 0.01) for i in range(4200)]
    assert "简化" in str(first_crossing((*comb, (-1.0, 42.0), (-1.0, 0.0), comb[0])))


def test_a_ring_that_touches_itself_is_not_simple() -> None:
    touching = ((0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 2.0), (1.0, 1.0), (0.0, 0.0))
    assert first_crossing(touching) is not None


@given(st.integers(3, 40), st.floats(-60, 60), st.floats(-170, 170), st.floats(0.01, 1))
def test_what_is_written_out_reads_back_the_same(
    corners: int, south: float, west: float, size: float
) -> None:
    west_side = [[west + size * (i % 3) / 9, south + size * i / corners] for i in range(corners)]
    ring = [[west + size, south], [west + size, south + size], *west_side[::-1]]
    ring.append(ring[0])
    once = read(polygon(ring))
    again = read(collection(once))
    assert again == once


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=3), st.lists, max_leaves=20))
def test_no_content_is_an_error_of_ours(coordinates: Any) -> None:
    content = {"type": "MultiPolygon", "coordinates": coordinates}
    with pytest.raises(ShapeError):
        read(content)
