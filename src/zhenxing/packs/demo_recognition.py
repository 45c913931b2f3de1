"""A round of recognition in the fictional demo county, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "recognition.yaml"


def load_demo_recognition() -> dict[str, Any]:
    """Scheme, criteria, experts, figures, calls with applications, as `demo/recognition.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
