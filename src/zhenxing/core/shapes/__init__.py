"""Polygons on the earth: read from GeoJSON with every mistake named, measured, drawn as a plain sketch."""

from __future__ import annotations

from zhenxing.core.shapes.geojson import Feature, ShapeError, collection, read_features
from zhenxing.core.shapes.measure import Polygon, square_kilometres
from zhenxing.core.shapes.sketch import Mark, Outline, Sketch, sketch

__all__ = [
    "Feature",
    "Mark",
    "Outline",
    "Polygon",
    "ShapeError",
    "Sketch",
    "collection",
    "read_features",
    "sketch",
    "square_kilometres",
]
