"""The enterprises of the fictional demo county and what is theirs, as plain values."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_FOLDER = resources.files("zhenxing.packs") / "demo"


def load_demo_enterprises() -> dict[str, Any]:
    """The kinds of record by name (`enterprises`, `figures`, `brands`…), each a list of rows."""
    text = (_FOLDER / "enterprises.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_SafeLoader)  # noqa: S506 - a safe loader, in C if there is one
    return content


_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
