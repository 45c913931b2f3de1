"""Investment promotion in the fictional demo county, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "leads.yaml"


def load_demo_leads() -> dict[str, Any]:
    """Plans, chains, targets, teams, leads with their steps, enclaves, as `demo/leads.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
