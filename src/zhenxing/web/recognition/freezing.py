"""The frozen material of an application: canonical JSON, its hash, and the case it is judged as. Pure.

Equal material is equal text, so that freezing again gives the same bytes; what was frozen is read back
without asking any register.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhenxing.core.periods import Period
from zhenxing.core.rules.book import Answer, Case, Fact
from zhenxing.core.truth import Value

FORMAT = 1


def canonical(material: Mapping[str, Any]) -> str:
    """One text for one material: keys in order, no spaces, characters as they are."""
    return json.dumps(material, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of a frozen text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def frozen_case(case: Case) -> dict[str, Any]:
    """A case as plain values; related cases (the enterprises of a town) with all their facts."""
    return {
        "subject": case.subject,
        "day": case.day.isoformat(),
        "year": case.year,
        "facts": {name: [_frozen_fact(one) for one in facts] for name, facts in case.facts.items()},
        "related": {
            name: None if cases is None else [frozen_case(one) for one in cases]
            for name, cases in case.related.items()
        },
        "judged": {
            name: {"value": one.value, "by": one.by, "proof": one.proof} for name, one in case.judged.items()
        },
    }


def thawed_case(plain: Mapping[str, Any]) -> Case:
    """The case that `frozen_case` froze."""
    return Case(
        subject=plain["subject"],
        day=date.fromisoformat(plain["day"]),
        year=plain["year"],
        facts={name: tuple(map(_thawed_fact, facts)) for name, facts in plain["facts"].items()},
        related={
            name: None if cases is None else tuple(map(thawed_case, cases))
            for name, cases in plain["related"].items()
        },
        judged={name: Answer(**one) for name, one in plain["judged"].items()},
    )


def _frozen_fact(fact: Fact) -> dict[str, Any]:
    period = str(fact.period) if fact.period is not None else None
    return {"value": _frozen_value(fact.value), "period": period, "source": fact.source}


def _thawed_fact(plain: Mapping[str, Any]) -> Fact:
    period = Period.parse(plain["period"]) if plain["period"] is not None else None
    return Fact(_thawed_value(plain["value"]), period, plain["source"])


def _frozen_value(value: Value) -> list[Any]:
    """A value with its kind, so that 1, "1" and a day stay apart."""
    match value:
        case bool():
            return ["yesno", value]
        case Decimal():
            return ["number", str(value)]
        case date():
            return ["date", value.isoformat()]
        case _:
            return ["text", value]


def _thawed_value(plain: list[Any]) -> Value:
    kind, value = plain
    match kind:
        case "number":
            return Decimal(value)
        case "date":
            return date.fromisoformat(value)
        case "yesno":
            return bool(value)
        case _:
            return str(value)
