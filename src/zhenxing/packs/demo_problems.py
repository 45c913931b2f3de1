"""The ledger of problems of the fictional demo county, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "problems.yaml"


def load_demo_problems() -> dict[str, Any]:
    """Rule, codes, common problems, problems and visits, as `demo/problems.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
