"""The fictional towns of the demo county as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def load_demo_towns() -> list[dict[str, Any]]:
    """The towns of `demo/towns.yaml`; dates are dates, amounts are text."""
    text = (resources.files("zhenxing.packs") / "demo/towns.yaml").read_text(encoding="utf-8")
    towns: list[dict[str, Any]] = yaml.safe_load(text)["towns"]
    return towns
