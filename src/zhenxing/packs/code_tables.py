"""The code tables that come with the software, as plain values."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

_FOLDER = resources.files("zhenxing.packs") / "codes"


@dataclass(frozen=True)
class PackedCode:
    """One code: `parent` is another code of the same table, or empty; open dates are None."""

    code: str
    name: str
    parent: str = ""
    source: str = ""
    note: str = ""
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class PackedTable:
    """A table with its codes in the order they are shown; parents stand before their children."""

    key: str
    name: str
    purpose: str
    source: str
    year: int | None
    codes: tuple[PackedCode, ...]


@lru_cache(maxsize=1)
def load_code_tables() -> tuple[PackedTable, ...]:
    """Every table of `codes/tables.yaml`, with the files it names."""
    content = yaml.safe_load((_FOLDER / "tables.yaml").read_text(encoding="utf-8"))
    return tuple(_table(entry) for entry in content["tables"])


def _table(entry: Mapping[str, Any]) -> PackedTable:
    codes = (
        _from_file(entry["file"]) if "file" in entry else tuple(PackedCode(**one) for one in entry["codes"])
    )
    return PackedTable(
        entry["key"], entry["name"], entry["purpose"], entry["source"], entry.get("year"), codes
    )


def _from_file(name: str) -> tuple[PackedCode, ...]:
    """A CSV of code, name, parent, copies: a code that only one copy of the standard has is to be checked."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return tuple(
        PackedCode(
            row["code"],
            row["name"],
            row["parent"],
            note="" if row["copies"] == "2" else "待核：仅一处副本载有",
        )
        for row in csv.DictReader(text.splitlines())
    )
