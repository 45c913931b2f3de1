"""What a clerk typed ↔ what a proposal says. Plain values both ways; no request, no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.deadlines import canonical
from zhenxing.web.documents.kinds import KINDS, Field

Payload = dict[str, Any]
_LONGEST = 2000
_BETWEEN = re.compile(r"[–—~～,，、;；\s]+|至|(?<=[\d%万亿])-(?=\d)")
_LISTED = re.compile(r"[、,，;；\n\r\t]+")
_DIGITS = str.maketrans("０１２３４５６７８９．－％", "0123456789.-%")


class PayloadError(ValueError):
    """Field name → what is wrong with it and what to write instead."""

    def __init__(self, errors: dict[str, str | Promise]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def read(kind: str, data: Mapping[str, str]) -> Payload:
    """The payload fields a form holds. Raises PayloadError naming every wrong field."""
    values: Payload = {}
    errors: dict[str, str | Promise] = {}
    for field in KINDS[kind].fields:
        raw = data.get(field.name, "").strip()
        try:
            values[field.name] = _read_field(field, raw)
        except ValueError as error:
            errors[field.name] = error.args[0]
    if errors:
        raise PayloadError(errors)
    return values


def _read_field(field: Field, raw: str) -> Any:
    if len(raw) > _LONGEST and field.control != "lines":
        raise ValueError(_("太长了，最多 2000 字"))
    if field.control == "flag":
        return raw in {"1", "on", "true"}
    if not raw:
        if field.required:
            raise ValueError(_("请填写"))
        return [] if field.control in {"units", "lines"} else None
    if field.control == "choice":
        return _choice(field, raw)
    return _READERS.get(field.control, str)(raw)


def _choice(field: Field, raw: str) -> str:
    if raw not in dict(field.choices):
        raise ValueError(_("请从列表里选一项"))
    return raw


def _numbers(raw: str) -> str | list[str]:
    """One number, or several for a range or tiers; kept as text so that nothing is rounded."""
    cleaned = raw.translate(_DIGITS)
    parts = [_number(part) for part in _BETWEEN.split(cleaned) if part]
    if not parts:
        raise ValueError(_("请写数字，如 20 或 10–20"))
    return parts[0] if len(parts) == 1 else parts


def _number(text: str) -> str:
    """A number in the written unit; `10%` is 0.1, `2万` is 20000."""
    scale = Decimal(1)
    for suffix, factor in (("%", Decimal("0.01")), ("万", Decimal(10**4)), ("亿", Decimal(10**8))):
        if text.endswith(suffix):
            text, scale = text.removesuffix(suffix), scale * factor
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(_("请写数字，如 20 或 10–20")) from None
    if not number.is_finite() or abs(number.adjusted()) > 18:
        raise ValueError(_("这个数太大或太小，请核对"))
    return plain(number * scale)


def plain(number: Decimal) -> str:
    """`1E+2` → `100`, `0.10` → `0.1`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _deadline(raw: str) -> str:
    try:
        return canonical(raw)
    except ValueError:
        raise ValueError(_("请写年、年-月或年-月-日，如 2025、2025-06、2025-06-30")) from None


def read_day(raw: str) -> str:
    """A whole day as ISO text. Raises ValueError with a message for the person."""
    try:
        day = canonical(raw)
    except ValueError:
        day = ""
    if len(day) != len("2025-06-30"):
        raise ValueError(_("请写年-月-日，如 2025-06-30"))
    return day


def _units(raw: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _LISTED.split(raw) if part.strip()))


def _lines(raw: str) -> list[dict[str, str | None]]:
    members: list[dict[str, str | None]] = []
    for line in raw.splitlines():
        role, colon, text = line.replace(":", "：").partition("：")
        if line.strip():
            members.append(
                {"text": (text if colon else role).strip(), "role": role.strip() if colon else None}
            )
    return members


_READERS: dict[str, Callable[[str], Any]] = {
    "numbers": _numbers,
    "deadline": _deadline,
    "units": _units,
    "lines": _lines,
}


def written(kind: str, payload: Payload) -> dict[str, str]:
    """A payload as the texts its form shows."""
    return {field.name: _write_field(field, payload.get(field.name)) for field in KINDS[kind].fields}


def _write_field(field: Field, value: Any) -> str:
    if value is None or value is False:
        return ""
    if field.control == "flag":
        return "1"
    if field.control == "numbers" and isinstance(value, list):
        return "–".join(value)
    if field.control == "units":
        return "、".join(value)
    if field.control == "lines":
        return "\n".join(f"{m['role']}：{m['text']}" if m.get("role") else str(m["text"]) for m in value)
    return str(value)


def decimals(value: str | list[str] | None) -> tuple[Decimal | None, Decimal | None]:
    """A stored value as (value, upper): upper only for a range or tiers."""
    if value is None:
        return None, None
    if isinstance(value, str):
        return Decimal(value), None
    return Decimal(value[0]), Decimal(value[-1])


_UNITS_ABOVE = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def amount(value: str | list[str] | None, unit: str | None) -> str:
    """`250000000`, 元 → `2.5亿元`; `0.1`, % → `10%`; a range joined by –; unknown as 不详."""
    if value is None:
        return str(_("数值不详"))
    numbers = [Decimal(part) for part in ([value] if isinstance(value, str) else value)]
    if unit == "%":
        return "–".join(f"{plain(number * 100)}%" for number in numbers)
    parts = [_amount(number) for number in numbers]
    measures = {measure for _number, measure in parts}
    if len(measures) == 1:
        return "–".join(number for number, _measure in parts) + measures.pop() + (unit or "")
    return "–".join(number + measure for number, measure in parts) + (unit or "")


_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "approx": "≈", "+": "+"}


def signed(op: str | None, increment: bool = False) -> str:
    """What stands before an amount: its direction, and 新增 where it counts from the base."""
    sign = _SIGNS.get(op or "", "")
    return str(_("新增")) + sign.removeprefix("+") if increment else sign


def _amount(number: Decimal) -> tuple[str, str]:
    """(number, 万 or 亿) where that keeps it exact to two places."""
    for size, name in _UNITS_ABOVE:
        if abs(number) >= size and (number / size * 100) % 1 == 0:
            return plain(number / size), name
    return plain(number), ""
