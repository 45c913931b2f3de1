"""How the goals of the fictional demo county are measured, what was read, and how some ended."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "goals.yaml"


def load_demo_goals() -> dict[str, Any]:
    """The file as plain values: the document, and for each goal what was done to it."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
