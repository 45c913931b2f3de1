"""The forms for what the machine missed: one for each kind that stands at one place of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from zhenxing.web.documents.cards import Form, form_for
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.payloads import written
from zhenxing.web.documents.rereading import reread

#: what is longer is no quotation of one item
_LONGEST = 2000


@dataclass(frozen=True)
class Addition:
    """One of the forms; `open` is the one a person is filling in."""

    kind: str
    label: str | Promise
    form: Form
    quote: str = ""
    wrong_quote: tuple[str, ...] = ()
    open: bool = False


def additions(
    kind: str = "", typed: Mapping[str, str] | None = None, errors: Mapping[str, Any] | None = None
) -> list[Addition]:
    """All of them, one filled in with what was typed and what is wrong with it."""
    return [
        _filled(one.name, typed or {}, dict(errors or {}))
        if one.name == kind
        else Addition(one.name, one.label, form_for(one.name, {}, {}))
        for one in KINDS.values()
        if one.reshaped
    ]


def _filled(kind: str, typed: Mapping[str, str], errors: dict[str, Any]) -> Addition:
    wrong = tuple(map(str, errors.pop("quote", ())))
    form = form_for(kind, typed, errors)
    return Addition(kind, KINDS[kind].label, form, typed.get("quote", ""), wrong, True)


def suggested(kind: str, quote: str) -> dict[str, str]:
    """What the compiler reads in a selected passage, as the texts its form shows."""
    quote = quote.strip()[:_LONGEST]
    payload = reread(kind, quote, {}) if quote else {}
    return {**written(kind, payload), "quote": quote}
