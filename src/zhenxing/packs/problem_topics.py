"""What firms and villages complain of, and the words they use for it: `problems/topics.yaml`."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from zhenxing.core.similar import Matter

_FILE = resources.files("zhenxing.packs") / "problems" / "topics.yaml"


@cache
def problem_topics() -> tuple[Matter, ...]:
    """The matters in their order. Raises `ValueError` for a word of one character: it fits everywhere."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = tuple(
        Matter(one["key"], one["label"], tuple(map(str, one["words"]))) for one in content["topics"]
    )
    if short := [word for one in found for word in one.words if len(word) < 2]:
        raise ValueError(f"topics.yaml: {'、'.join(short)}")
    return found
