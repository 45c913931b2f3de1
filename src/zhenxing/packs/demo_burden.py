"""What the fictional demo county asks its townships to report, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "burden.yaml"


def load_demo_burden() -> dict[str, Any]:
    """Standing asks and single askings, as `demo/burden.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
