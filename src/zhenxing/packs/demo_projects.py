"""The project library of the fictional demo county, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "projects.yaml"


def load_demo_projects() -> dict[str, Any]:
    """Projects with stages, investments and requests, and rounds, as `demo/projects.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
