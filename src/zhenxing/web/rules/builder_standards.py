"""The dated standards of a book: a new value from a day on, with its clause; earlier ones stay."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhenxing.core.dated import Dated
from zhenxing.core.rules import units
from zhenxing.core.rules.book import Parameter, Rulebook, Threshold
from zhenxing.core.rules.form import dump
from zhenxing.core.rules.nodes import Literal
from zhenxing.core.rules.read_values import misfit, of_literal, written
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.rules.builder_actions import state_of, working
from zhenxing.web.rules.builder_rules import faults_of
from zhenxing.web.rules.builder_views import frame, keep
from zhenxing.web.rules.reading import read

_FIELDS: Final = ("begins", "value", "clause")


@dataclass
class Row:
    """One value as typed; the last of a standard is empty, for one more."""

    at: str
    begins: str = ""
    value: str = ""
    clause: str = ""
    faults: list[str] = field(default_factory=list)


@dataclass
class Standard:
    key: str
    label: str
    unit: str
    rows: list[Row]


def standards_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """Every standard with its values by the day they begin, and room for one more of each."""
    row = find(register, request, pk, "edit")
    text, cases = working(row)
    book = read(text)
    shown = [_standard(key, one) for key, one in book.parameters.items()]
    added = Standard("", "", "", [Row("new-0")])
    status = 200
    if request.method == "POST":
        for standard in shown:
            _typed(standard.rows, request.POST)
        _typed(added.rows, request.POST)
        added.label, added.unit = (
            request.POST.get(f"new-{name}", "").strip()[:60] for name in ("label", "unit")
        )
        made = _made(book, shown, added)
        status = 422
        if made is not None:
            publish = request.POST.get("do") == "publish"
            kept = keep(request, row, dump(made), cases, publish=publish)
            return kept or redirect("rulebooks:standards", row.pk)
    wrong = [(one.at, line) for standard in (*shown, added) for one in standard.rows for line in one.faults]
    context = {**frame(row), "standards": shown, "added": added, "wrong": wrong, "base": state_of(row)}
    return render(request, "rules/builder/standards.html", context, status=status)


def _standard(key: str, parameter: Parameter) -> Standard:
    rows = [
        Row(f"{key}-{at}", span.begins.isoformat(), _said(span.value, parameter), span.value.clause)
        for at, span in enumerate(parameter.values)
    ]
    return Standard(key, parameter.label or key, parameter.unit or "", [*rows, Row(f"{key}-{len(rows)}")])


def _said(threshold: Threshold, parameter: Parameter) -> str:
    """A value as it is typed; empty where the site has still to set it."""
    value = threshold.value
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return units.write(value, parameter.unit)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _typed(rows: list[Row], data: Mapping[str, str]) -> None:
    for row in rows:
        for name in _FIELDS:
            setattr(row, name, data.get(f"{row.at}-{name}", "").strip()[:200])


def _made(book: Rulebook, shown: list[Standard], added: Standard) -> Rulebook | None:
    """The book with what was typed; None with the faults in their rows."""
    parameters = {one.key: _parameter(one, book.parameters[one.key]) for one in shown}
    if added.label or added.rows[0].value:
        key = f"standard-{secrets.token_hex(3)}"
        parameters[key] = _parameter(added, Parameter(added.label, Dated(), unit=added.unit or None))
        if not added.label:
            added.rows[0].faults.append(_("请写标准的名称。"))
    rows = [row for one in (*shown, added) for row in one.rows]
    if any(row.faults for row in rows):
        return None
    made = replace(book, parameters={key: one for key, one in parameters.items() if one is not None})
    for message in faults_of(made):
        rows[0].faults.append(message)
    return None if rows[0].faults else made


def _parameter(standard: Standard, old: Parameter) -> Parameter | None:
    """A standard with its values; a row without a day and a value is none."""
    last_days = {span.begins: (span.ends, span.value.document) for span in old.values}
    pairs: list[tuple[date, Threshold, date | None]] = []
    for row in standard.rows:
        if not (row.begins or row.value or row.clause):
            continue
        begins = _day(row)
        value = _value(row, old)
        if begins is not None and not row.faults:
            ends, document = last_days.get(begins, (None, ""))
            pairs.append((begins, Threshold(value, row.clause, document), ends))
    try:
        return replace(old, label=standard.label if standard.key == "" else old.label, values=Dated(pairs))
    except ValueError as error:
        standard.rows[0].faults.append(str(error))
        return None


def _day(row: Row) -> date | None:
    try:
        return date.fromisoformat(row.begins)
    except ValueError:
        row.faults.append(_("请填起始日，如 2026-03-15。"))
        return None


def _value(row: Row, old: Parameter) -> Fraction | str | bool | date | None:
    """What was typed as a value of the standard; empty is one the site has still to set."""
    text = row.value
    if not text:
        return None
    if old.kind in ("text", "choice"):
        return text
    if text in ("是", "否"):
        return text == "是"
    literal: Literal | None = written(text)
    if literal is None:
        row.faults.append(
            _("“%(text)s”不是数量或日期，应如 2000万元、70%%、5户、2024-03-15。") % {"text": text}
        )
        return None
    why = misfit(of_literal(literal), old.kind, units.canonical(old.unit))
    if why:
        row.faults.append(why)
    return literal.value
