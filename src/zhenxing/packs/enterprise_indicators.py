"""The catalogue of what is recorded of an enterprise by period, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

import yaml


@dataclass(frozen=True)
class EnterpriseIndicator:
    """One indicator: `unit` is the unit its values are kept in; a `stock` is counted at a moment."""

    key: str
    name: str
    unit: str
    stock: bool
    #: whether a value below zero makes sense (a loss)
    negative: bool = False


@lru_cache(maxsize=1)
def enterprise_indicators() -> Mapping[str, EnterpriseIndicator]:
    """Key → indicator, in the order of `indicators/enterprise.yaml`."""
    path = resources.files("zhenxing.packs") / "indicators" / "enterprise.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]
    found = (
        EnterpriseIndicator(
            row["key"], row["name"], row["unit"], row["kind"] == "stock", row.get("negative", False)
        )
        for row in rows
    )
    return MappingProxyType({one.key: one for one in found})
