"""The fictional demo county as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FOLDER = resources.files("zhenxing.packs") / "demo"


def load_demo_county() -> dict[str, Any]:
    """Areas, parks, units, posts, leading group and accounts, as `demo/units.yaml` lists them."""
    county: dict[str, Any] = yaml.safe_load((_FOLDER / "units.yaml").read_text(encoding="utf-8"))
    return county


def demo_document(name: str) -> bytes:
    """One of the documents the county names."""
    return (_FOLDER / "documents" / name).read_bytes()
