"""What became of the fictional demo county's tasks within a few months, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FILE = resources.files("zhenxing.packs") / "demo" / "tasks.yaml"


def load_demo_tasks() -> dict[str, Any]:
    """Parts, monthly reports, completions and hand-ons of tasks, as `demo/tasks.yaml` lists them."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
