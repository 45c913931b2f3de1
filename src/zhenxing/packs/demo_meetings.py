"""Meetings, dispatches and bulletins of the fictional demo county, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "meetings.yaml"


def load_demo_meetings() -> dict[str, Any]:
    """One meeting held, one to come, two months of dispatch, the words of bulletins."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
