"""The JSON Schema of a Plan, generated from the dataclasses that `serialise.py` writes.

`python -m zhenxing.core.compiler.schema > docs/reference/plan.schema.json`
"""

from __future__ import annotations

import json
import sys
from dataclasses import is_dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.schema_terms import FIELDS, RECORDS
from zhenxing.core.compiler.serialise import FORMAT, SOURCE_FIELDS, is_clean_span, json_name, plan_parts
from zhenxing.core.compiler.source import Source, Span

Schema = dict[str, Any]
_NUMBER = {"type": "integer", "minimum": 0}
_LEAVES: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: _NUMBER,
    NoneType: {"type": "null"},
    Span: {"$ref": "#/$defs/Span"},
    Decimal: {"$ref": "#/$defs/Decimal"},
}
_FIXED: Schema = {
    "Span": {
        "type": "array",
        "prefixItems": [_NUMBER, _NUMBER],
        "items": False,
        "minItems": 2,
    },
    "Piece": {
        "type": "array",
        "prefixItems": [_NUMBER, _NUMBER, _NUMBER, _NUMBER, {"type": "boolean"}],
        "items": False,
        "minItems": 5,
    },
    "Decimal": {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"},
}


def plan_schema() -> Schema:
    """The whole schema, JSON Schema 2020-12."""
    defs = {name: _titled(RECORDS[name], shape) for name, shape in _FIXED.items()}
    hints = get_type_hints(Plan)
    parts = {name: _property("Plan", name, _shape(hints[name], defs)) for name in plan_parts()}
    properties = {
        "format": _property("Plan", "format", {"const": FORMAT}),
        "source": _property("Plan", "source", _source(defs)),
        "text": _property("Plan", "text", {"type": "string"}),
        "pieces": _property("Plan", "pieces", {"type": "array", "items": {"$ref": "#/$defs/Piece"}}),
        **parts,
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{FORMAT}"}
    return {**head, **_titled(RECORDS["Plan"], _object(properties)), "$defs": dict(sorted(defs.items()))}


def _source(defs: Schema) -> Schema:
    hints = get_type_hints(Source)
    properties = {name: _property("Source", name, _shape(hints[name], defs)) for name in SOURCE_FIELDS}
    properties["length"] = _property("Source", "length", _NUMBER)
    described = _object(properties)
    described["properties"]["offset"] = _property("Source", "offset", _NUMBER)
    defs["Source"] = _titled(RECORDS["Source"], described)
    return {"$ref": "#/$defs/Source"}


def _shape(hint: Any, defs: Schema) -> Schema:
    origin, args = get_origin(hint), get_args(hint)
    if hint in _LEAVES:
        return _LEAVES[hint]
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _shape(args[0], defs)}
    if origin in (Union, UnionType):
        return {"anyOf": [_shape(arg, defs) for arg in args]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, defs)
    raise TypeError(f"no JSON form for {hint}")


def _record(record: type, defs: Schema) -> Schema:
    name = record.__name__
    if name not in defs:
        properties: Schema = {}
        hints = get_type_hints(record)
        for field, hint in hints.items():
            key = json_name(field, hints)
            properties[key] = _property(name, key, _shape(hint, defs))
            if is_clean_span(field, hint):
                twin = f"source_{field}"
                properties[twin] = _property(name, twin, _shape(hint, defs))
        defs[name] = _titled(RECORDS[name], _object(properties))
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(record: str, name: str, shape: Schema) -> Schema:
    terms = FIELDS.get(f"{record}.{name}") or FIELDS[name]
    return _titled(terms, shape)


def _titled(terms: tuple[str, ...], shape: Schema) -> Schema:
    """`terms`: the title in English and in Chinese, then what else there is to say in each."""
    english, chinese, *notes = terms
    head = {"title": f"{english} · {chinese}"}
    if notes:
        head["description"] = "\n".join(notes)
    return {**head, **shape}


def schema_text() -> str:
    """The schema as it stands in `docs/reference/plan.schema.json`."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
