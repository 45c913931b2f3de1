"""A model's answer → claims. Whatever does not have the form asked for is counted and left."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final, get_args

from zhenxing.core.compiler.proposals import OPERATORS, Claim, ProposalKind
from zhenxing.intake.proposer import ProposerError

_KINDS: Final = get_args(ProposalKind)
_MOST_ITEMS: Final = 200
_LONGEST: Final = 400
_MOST_UNITS: Final = 60
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_FENCE: Final = re.compile(r"```(?:json)?\s*(.*?)\s*```", re.DOTALL)

_WORD: Final = {"type": ["string", "null"], "maxLength": _LONGEST}
_WORDS: Final = {"type": "array", "maxItems": _MOST_UNITS, "items": {"type": "string", "maxLength": _LONGEST}}
#: the form asked for, and the form that is checked
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "items": {
            "type": "array",
            "maxItems": _MOST_ITEMS,
            "items": {
                "type": "object",
                "required": ["kind", "quote", "name"],
                "properties": {
                    "kind": {"enum": list(_KINDS)},
                    "quote": {"type": "string", "maxLength": _LONGEST},
                    "name": {"type": "string", "maxLength": _LONGEST},
                    "op": {"enum": [*OPERATORS, None]},
                    "value": {"type": ["string", "number", "null"]},
                    "unit": _WORD,
                    "deadline": _WORD,
                    "lead": _WORDS,
                    "support": _WORDS,
                },
            },
        }
    },
}


class _MalformedError(ValueError):
    """An item that does not have the form of the schema."""


def claims_of(answer: bytes) -> tuple[list[Claim], int]:
    """The claims of an answer, and how many items were malformed. Raises `ProposerError`."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        items = json.loads(_bare(content))["items"]
        if not isinstance(items, list):
            raise TypeError("items is no list")
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ProposerError("模型的答复不是所要的 JSON", repr(error)[:300]) from error
    claims: list[Claim] = []
    malformed = max(0, len(items) - _MOST_ITEMS)
    for item in items[:_MOST_ITEMS]:
        try:
            claims.append(_claim(item))
        except _MalformedError:
            malformed += 1
    return claims, malformed


def _bare(content: Any) -> str:
    """The JSON inside a fence, where a model puts one around it in spite of all."""
    if not isinstance(content, str):
        raise TypeError("content is no text")
    fenced = _FENCE.search(content) if content.lstrip().startswith("```") else None
    return fenced.group(1) if fenced else content


def _claim(item: Any) -> Claim:
    if not isinstance(item, dict) or item.get("kind") not in _KINDS:
        raise _MalformedError
    operator = item.get("op")
    if operator is not None and operator not in OPERATORS:
        raise _MalformedError
    claim = Claim(
        kind=item["kind"],
        quote=_text(item, "quote"),
        name=_text(item, "name"),
        op=operator,
        value=_number(item.get("value")),
        unit=_text(item, "unit") or None,
        deadline=_day(_text(item, "deadline")),
        lead=_names(item.get("lead")),
        support=_names(item.get("support")),
    )
    if not claim.quote or not claim.name or (claim.kind != "task" and claim.value is None):
        raise _MalformedError
    return claim


def _text(item: dict[str, Any], key: str) -> str:
    said = item.get(key)
    if said is None:
        return ""
    if not isinstance(said, str) or len(said) > _LONGEST:
        raise _MalformedError
    return said.strip()


def _number(said: Any) -> Decimal | None:
    if said is None:
        return None
    text = str(said).strip().replace(",", "") if isinstance(said, str | int | float) else ""
    if isinstance(said, bool) or not _NUMBER.fullmatch(text, 0, 40):
        raise _MalformedError
    return Decimal(text)


def _day(said: str) -> str | None:
    if said and not _DAY.fullmatch(said):
        raise _MalformedError
    return said or None


def _names(said: Any) -> tuple[str, ...]:
    if said is None:
        return ()
    if not isinstance(said, list) or len(said) > _MOST_UNITS:
        raise _MalformedError
    if not all(isinstance(name, str) and len(name) <= _LONGEST for name in said):
        raise _MalformedError
    return tuple(name.strip() for name in said if name.strip())
