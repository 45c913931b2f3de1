"""The Plan's JSON form: everything in it but the source text, which is stored as it came.

The form follows the dataclasses of `plan.py` field by field; `schema.py` describes it from the
same classes, so the two cannot drift apart. Decimals are canonical strings (no exponent, no
trailing zeros), spans are `[start, end]` in the clean text, and every such span has a twin,
`source_` + its name, with the characters of the stored source it came from. Twins are derived:
they are written for readers of the JSON and not read back. A record that keeps a place in the
source of its own (`Found`) writes it as `own_source_span`, and its twin shows that place.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Set
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Piece, Source, Span, TracedText

FORMAT = "zhenxing-plan/1"
#: fields of `Source` that are written; its text stays where the file is stored
SOURCE_FIELDS = ("name", "media_type", "sha256", "encoding", "page_starts", "notes")


class PlanFormatError(ValueError):
    """The JSON is not a Plan, or not one of this source; `path` says where."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """A JSON-ready dict with everything in the plan except `source.text`."""
    return {
        "format": FORMAT,
        "source": _source_to_dict(plan.source),
        "text": plan.traced.text,
        "pieces": [list(piece) for piece in plan.traced.pieces],
        **{name: _encode(getattr(plan, name), plan.traced) for name in plan_parts()},
    }


def plan_from_dict(data: Mapping[str, Any], source: Source) -> Plan:
    """The Plan that `plan_to_dict` wrote, over the same source; raises `PlanFormatError`."""
    required = {"format", "source", "text", "pieces"}
    _check_keys("plan", data, required, {*required, *plan_parts()})
    if data["format"] != FORMAT:
        raise PlanFormatError("format", f"expected {FORMAT}, found {data['format']!r}")
    _check_source(data["source"], source)
    traced = _traced(data, source)
    hints = _hints(Plan)
    parts = {name: _decode(hints[name], data[name], name) for name in plan_parts() if name in data}
    return Plan(source=source, traced=traced, **parts)


@cache
def plan_parts() -> tuple[str, ...]:
    """The Plan's fields that are written under their own names."""
    return tuple(field.name for field in fields(Plan) if field.name not in ("source", "traced"))


def is_clean_span(name: str, hint: Any) -> bool:
    """Whether a field holds a span of the clean text (and so has a twin in the source)."""
    return Span in (hint, *get_args(hint)) and not name.startswith("source_")


def json_name(name: str, names: Container[str]) -> str:
    """The key of a field: its name, unless that is taken by another field's twin."""
    taken = name.startswith("source_") and name.removeprefix("source_") in names
    return f"own_{name}" if taken else name


def canonical(number: Decimal) -> str:
    """One text for one value: `Decimal("1.50")` and `Decimal("1.5")` are both `1.5`."""
    if not number.is_finite():
        raise ValueError(f"a plan holds only finite numbers, not {number}")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _source_to_dict(source: Source) -> dict[str, Any]:
    written = {name: _encode(getattr(source, name), None) for name in SOURCE_FIELDS}
    # written only where there is one: plans stored before it existed read alike
    offset = {"offset": source.offset} if source.offset else {}
    return {**written, "length": len(source.text), **offset}


def _encode(value: Any, traced: TracedText | None) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return canonical(value)
    if is_dataclass(value):
        return _encode_record(value, traced)
    if isinstance(value, tuple):
        return [_encode(item, traced) for item in value]
    raise TypeError(f"a plan cannot hold {type(value).__name__}")


def _encode_record(record: Any, traced: TracedText | None) -> dict[str, Any]:
    out: dict[str, Any] = {}
    hints = _hints(record.__class__)
    for name, hint in hints.items():
        value = getattr(record, name)
        out[json_name(name, hints)] = _encode(value, traced)
        if traced is not None and is_clean_span(name, hint):
            own = getattr(record, f"source_{name}", None)
            twin = own or (None if value is None else traced.source_span(value))
            out[f"source_{name}"] = None if twin is None else list(twin)
    return out


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


@cache
def _required(record: Any) -> frozenset[str]:
    """Fields without a default; a plan stored before the others existed can still be read."""
    return frozenset(field.name for field in fields(record) if field.default is MISSING)


def _check_keys(path: str, data: Any, required: Set[str], allowed: Set[str]) -> None:
    if not isinstance(data, Mapping):
        raise PlanFormatError(path, f"expected an object, found {type(data).__name__}")
    missing = required - data.keys()
    unknown = data.keys() - allowed
    if missing or unknown:
        raise PlanFormatError(path, f"missing {sorted(missing)}, unknown {sorted(unknown)}")


def _check_source(data: Any, source: Source) -> None:
    keys = {*SOURCE_FIELDS, "length"}
    _check_keys("source", data, keys, {*keys, "offset"})
    place = data.get("offset", 0) == source.offset
    same = place and data["sha256"] == source.sha256 and data["length"] == len(source.text)
    if not same:
        raise PlanFormatError("source", "the plan was compiled from another source")


def _traced(data: Mapping[str, Any], source: Source) -> TracedText:
    text = _plain(data["text"], str, "text")
    items = _plain(data["pieces"], list, "pieces")
    pieces = tuple(_piece(item, f"pieces[{index}]") for index, item in enumerate(items))
    at = 0
    for index, piece in enumerate(pieces):
        if piece.start != at or piece.end <= at or piece.source_end > len(source.text):
            raise PlanFormatError(f"pieces[{index}]", "pieces must follow one another within the text")
        at = piece.end
    if at != len(text):
        raise PlanFormatError("pieces", f"pieces end at {at}, the text at {len(text)}")
    return TracedText(text, pieces, len(source.text))


def _piece(data: Any, path: str) -> Piece:
    numbers = _integers(data[:4] if isinstance(data, list) else data, 4, path)
    if len(data) != 5 or not isinstance(data[4], bool):
        raise PlanFormatError(path, "expected four integers and a boolean")
    return Piece(numbers[0], numbers[1], numbers[2], numbers[3], data[4])


def _decode(hint: Any, data: Any, path: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _decode_union(args, data, path)
    if origin is Literal:
        return _choice(args, data, path)
    if origin is tuple:
        items = _plain(data, list, path)
        return tuple(_decode(args[0], item, f"{path}[{index}]") for index, item in enumerate(items))
    if hint is Span:
        start, end = _integers(data, 2, path)
        return Span(start, end)
    if hint is Decimal:
        return _decimal(data, path)
    if is_dataclass(hint):
        return _decode_record(hint, data, path)
    return _plain(data, hint, path)


def _decode_union(options: tuple[Any, ...], data: Any, path: str) -> Any:
    """Exactly one option can be meant: the null one, the list one or the plain one."""
    if data is None and NoneType in options:
        return None
    options = tuple(option for option in options if option is not NoneType)
    lists = [option for option in options if get_origin(option) is tuple]
    if len(options) > 1 and lists:
        options = tuple(lists) if isinstance(data, list) else tuple(set(options) - set(lists))
    return _decode(options[0], data, path)


def _decode_record(record: Any, data: Any, path: str) -> Any:
    hints = _hints(record)
    twins = {f"source_{name}" for name, hint in hints.items() if is_clean_span(name, hint)}
    keys = {name: json_name(name, hints) for name in hints}
    _check_keys(path, data, _required(record), {*keys.values(), *twins})
    given = {name: key for name, key in keys.items() if key in data}
    return record(**{name: _decode(hints[name], data[key], f"{path}.{key}") for name, key in given.items()})


def _choice(options: tuple[Any, ...], data: Any, path: str) -> Any:
    if data not in options:
        raise PlanFormatError(path, f"expected one of {list(options)}, found {data!r}")
    return data


def _decimal(data: Any, path: str) -> Decimal:
    try:
        number = Decimal(_plain(data, str, path))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise PlanFormatError(path, f"expected a decimal number as text, found {data!r}")
    return number


def _integers(data: Any, count: int, path: str) -> tuple[int, ...]:
    numbers = data if isinstance(data, list) else []
    whole = [number for number in numbers if type(number) is int and number >= 0]
    if len(numbers) != count or len(whole) != count:
        raise PlanFormatError(path, f"expected {count} integers from 0, found {data!r}")
    return tuple(whole)


def _plain(data: Any, kind: Any, path: str) -> Any:
    if type(data) is not kind:
        raise PlanFormatError(path, f"expected {kind.__name__}, found {type(data).__name__}")
    return data
