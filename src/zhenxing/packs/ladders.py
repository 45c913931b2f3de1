"""The ladders of size, as dated data with their sources."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

from zhenxing.core.ladders import Ladder


@lru_cache(maxsize=1)
def load_ladders() -> tuple[Ladder, ...]:
    """Every ladder of `ladders.yaml`, in force or not."""
    text = (resources.files("zhenxing.packs") / "ladders.yaml").read_text(encoding="utf-8")
    return tuple(
        Ladder(
            level=entry["level"],
            name=entry["name"],
            steps=tuple(sorted(entry["steps"])),
            indicator=entry["indicator"],
            begins=entry["begins"],
            ends=entry.get("ends"),
            source=entry["source"],
        )
        for entry in yaml.safe_load(text)["ladders"]
    )
