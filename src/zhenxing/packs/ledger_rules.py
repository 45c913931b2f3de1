"""The rules of lights and the ladders of escalation: dated, cited; a site's own file comes before ours.

A site puts `lights.yaml` or `ladders.yaml` of the same form into `ledger/` of its data folder; what it
says of a key replaces what is shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from zhenxing.core.ledger.escalation import Escalation, Step
from zhenxing.core.ledger.escalation import in_force as ladder_in_force
from zhenxing.core.ledger.lights import Condition, LightRule, LightStep
from zhenxing.core.ledger.lights import in_force as light_in_force


class LedgerPackError(ValueError):
    """A file of rules that cannot be read: which one, and what is wrong with it."""


def light_rule(key: str, day: date, site: Path | None = None) -> LightRule | None:
    """The rule of a key in force on a day; `site` is the site's own folder of rules."""
    return light_in_force(load_lights(site), key, day)


def ladder(key: str, day: date, site: Path | None = None) -> Escalation | None:
    """The ladder of a key in force on a day."""
    return ladder_in_force(load_ladders(site), key, day)


@lru_cache(maxsize=1)
def load_wordings() -> Mapping[str, tuple[str, str]]:
    """Kind of letter → its shipped title and body."""
    return {entry["key"]: (entry["title"], entry["body"]) for entry, _name in entries("wordings", None)}


@lru_cache(maxsize=4)
def load_lights(site: Path | None = None) -> tuple[LightRule, ...]:
    """Every rule, in force or not. Raises `LedgerPackError`."""
    return tuple(_light(entry, name) for entry, name in entries("lights", site))


@lru_cache(maxsize=4)
def load_ladders(site: Path | None = None) -> tuple[Escalation, ...]:
    """Every ladder, in force or not. Raises `LedgerPackError`."""
    return tuple(_ladder(entry, name) for entry, name in entries("ladders", site))


def entries(kind: str, site: Path | None) -> list[tuple[Mapping[str, Any], str]]:
    """The shipped entries, and instead of those of a key the site's own."""
    shipped = resources.files("zhenxing.packs") / "ledger" / f"{kind}.yaml"
    ours = yaml.safe_load(shipped.read_text(encoding="utf-8"))[kind]
    own = _site(site / f"{kind}.yaml", kind) if site is not None else []
    replaced = {entry["key"] for entry in own}
    kept = [(entry, f"{kind}.yaml") for entry in ours if entry["key"] not in replaced]
    return [*kept, *((entry, f"ledger/{kind}.yaml") for entry in own)]


def _site(path: Path, kind: str) -> list[Mapping[str, Any]]:
    if not path.is_file():
        return []
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries: list[Mapping[str, Any]] = content[kind]
        return [{"key": entry["key"], **entry} for entry in entries]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise LedgerPackError(f"{path}：不是“{kind}: [{{key: …}}]”的形式（{error}）") from error


def _light(entry: Mapping[str, Any], name: str) -> LightRule:
    try:
        steps = tuple(
            LightStep(step["colour"], tuple(_conditions(step.get("when", {}))), step["text"])
            for step in entry["steps"]
        )
        return LightRule(
            entry["key"],
            entry["label"],
            steps,
            entry.get("begins"),
            entry.get("ends"),
            entry.get("document", ""),
            entry.get("status", "site"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerPackError(f"{name} {entry['key']}：{error}") from error


def _conditions(when: Mapping[str, Mapping[str, Any]]) -> Iterable[Condition]:
    for of, compared in when.items():
        for operator, bound in compared.items():
            yield Condition(of, operator, Fraction(str(bound)) if isinstance(bound, float) else bound)


def _ladder(entry: Mapping[str, Any], name: str) -> Escalation:
    try:
        return Escalation(
            entry["key"],
            entry["label"],
            tuple(Step(**step) for step in entry["steps"]),
            entry.get("begins"),
            entry.get("ends"),
            entry.get("document", ""),
            entry.get("status", "site"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerPackError(f"{name} {entry['key']}：{error}") from error
