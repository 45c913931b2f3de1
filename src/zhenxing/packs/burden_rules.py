"""By what the burden of reports is reckoned: dated, cited; a site's own file comes before ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from zhenxing.packs.ledger_rules import LedgerPackError, entries


@dataclass(frozen=True)
class BurdenRules:
    """`short_notice`: fewer working days than this are short; with the documents that say so."""

    short_notice: int
    short_notice_document: str
    short_notice_status: str
    principle: str
    principle_document: str
    #: what a field is called here → how forms write it too
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@lru_cache(maxsize=4)
def burden_rules(site: Path | None = None) -> BurdenRules:
    """The rules in force; `site` is the site's own folder of rules. Raises `LedgerPackError`."""
    found = {entry["key"]: entry for entry, _name in entries("burden", site)}
    try:
        short, principle = found["short_notice"], found["principle"]
        return BurdenRules(
            int(short["workdays"]),
            short["document"],
            short.get("status", "site"),
            principle["label"],
            principle["document"],
            {name: tuple(others) for name, others in found["aliases"]["names"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LedgerPackError(f"burden.yaml：{error}") from error
