"""The rules of investment leads: what one must state, thresholds, reply clocks, first reports, gaps.

Dated and cited in `ledger/leads.yaml`; a site's own file of that name comes before ours, key by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.packs.ledger_rules import LedgerPackError, entries


@dataclass(frozen=True)
class Threshold:
    """What a lead of this size is, or must be; amounts in 元. `fixed_at_least` is of fixed assets."""

    key: str
    label: str
    at_least: Decimal
    fixed_at_least: Decimal | None
    document: str
    status: str

    def met(self, investment: Decimal | None, fixed: Decimal | None) -> bool | None:
        """Whether a lead reaches it; None when a figure it needs is not known."""
        if investment is not None and investment < self.at_least:
            return False
        if investment is None or (self.fixed_at_least is not None and fixed is None):
            return None
        return self.fixed_at_least is None or (fixed is not None and fixed >= self.fixed_at_least)


@dataclass(frozen=True)
class LeadRules:
    """The rules in force on a day. `alike` is of 100; `documents` says of each key where it comes from."""

    required: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    clocks: tuple[ClockRule, ...]
    protected_days: int
    alike: int
    thin_below: int
    small_below: int
    documents: Mapping[str, tuple[str, str]]

    def threshold(self, key: str) -> Threshold | None:
        """The threshold of a key; None when no rule sets it."""
        return next((one for one in self.thresholds if one.key == key), None)


@lru_cache(maxsize=16)
def lead_rules(day: date, site: Path | None = None) -> LeadRules:
    """What holds on a day; `site` is the site's own folder of rules. Raises `LedgerPackError`."""
    held = [entry for entry, _name in entries("leads", site) if _in_force(entry, day)]
    try:
        return _read(held)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise LedgerPackError(f"leads.yaml：{error}") from error


def _in_force(entry: Mapping[str, Any], day: date) -> bool:
    begins, ends = entry.get("begins"), entry.get("ends")
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def _read(held: list[Mapping[str, Any]]) -> LeadRules:
    def of(kind: str) -> list[Mapping[str, Any]]:
        return [entry for entry in held if entry["kind"] == kind]

    (required,), (protection,), (chain,), (small,) = map(of, ("required", "protection", "chain", "small"))
    return LeadRules(
        required=tuple(required["fields"]),
        thresholds=tuple(_threshold(entry) for entry in of("threshold")),
        clocks=tuple(_clock(entry) for entry in of("clock")),
        protected_days=int(protection["days"]),
        alike=int(protection["alike"]),
        thin_below=int(chain["fewer_than"]),
        small_below=int(small["fewer_than"]),
        documents={e["key"]: (e.get("document", ""), e.get("status", "site")) for e in held},
    )


def _threshold(entry: Mapping[str, Any]) -> Threshold:
    fixed = entry.get("fixed_at_least")
    return Threshold(
        entry["key"],
        entry["label"],
        Decimal(entry["at_least"]),
        Decimal(fixed) if fixed is not None else None,
        entry.get("document", ""),
        entry.get("status", "site"),
    )


def _clock(entry: Mapping[str, Any]) -> ClockRule:
    return ClockRule(
        entry["key"],
        entry["label"],
        entry["limit"],
        entry.get("unit", "workday"),
        frozenset(entry["states"]),
        entry.get("begins"),
        entry.get("ends"),
        entry.get("clause", ""),
        entry.get("document", ""),
    )
