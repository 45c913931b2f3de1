"""Puts what a comparison saw into words: the evidence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Rulebook, Threshold
from zhenxing.core.rules.comparing import gap
from zhenxing.core.rules.facts import column
from zhenxing.core.rules.measures import unit_of
from zhenxing.core.rules.values import Context, Got
from zhenxing.core.rules.words import Words, choice_label, required, said
from zhenxing.core.truth import Evidence, Truth, Value


class Witness:
    """Makes the evidence of comparisons of a book's subject; members of a relation are only counted."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.words = Words(book)
        self.citation = " ".join(filter(None, (book.citation.document, book.citation.number)))

    def evidence(
        self, node: nodes.Compare, at: Context, of: Got, to: list[Got], verdict: Truth, clause: str
    ) -> Evidence:
        threshold = self._threshold(node, at)
        unit = unit_of(self.book, node.of)
        notes = [part.note for part in (of, *to) if part.note]
        return Evidence(
            field=_field(node.of, at.shift),
            label=node.named.label or self.words.expression(node.of),
            value=_value(of.value),
            unit=unit or None,
            required=required(node.op, self._thresholds(node, to)),
            gap=gap(of, node.op, to, verdict),
            verdict=verdict,
            clause=node.named.clause or threshold.clause or clause or self.book.citation.clause,
            document=threshold.document or self.citation,
            period="、".join(of.periods),
            source="、".join(of.sources),
            note=";".join(dict.fromkeys([*_bounds(of, unit), *notes])),
        )

    def _thresholds(self, node: nodes.Compare, to: list[Got]) -> tuple[str, ...]:
        return tuple(self._said(part, got, node.of) for part, got in zip(node.to, to, strict=True))

    def _said(self, node: nodes.Expression, got: Got, of: nodes.Expression) -> str:
        """A threshold: its value, behind the name of what it was computed from."""
        if isinstance(node, nodes.Literal):
            return self.words.threshold(node, of)
        name = self.words.expression(node)
        if got.value is None:
            return f"{name}(未知)"
        choices = self.book.spec(of.name).choices if isinstance(of, nodes.FactRef) else ()
        value = choice_label(got.value, choices) if choices else said(got.value, unit_of(self.book, node))
        return value if isinstance(node, nodes.ParameterRef) else f"{name}({value})"

    def _threshold(self, node: nodes.Compare, at: Context) -> Threshold:
        """Where a dated threshold is written, when it says so itself."""
        inside = (part for to in node.to for part in nodes.walk(to))
        named = [part.name for part in inside if isinstance(part, nodes.ParameterRef)]
        found = [self.book.parameters[name].values.at(at.day) for name in named]
        return next((threshold for threshold in found if threshold is not None), Threshold(None))


def _value(value: Fraction | str | bool | date | None) -> Value | None:
    return units.decimal(value) if isinstance(value, Fraction) else value


def _field(node: nodes.Expression, shift: int) -> str:
    """The fact that a comparison is first of all about."""
    for part in nodes.walk(node):
        match part:
            case nodes.FactRef(name, year):
                return column(name, shift + year)
            case nodes.Count(related) | nodes.Total(related) | nodes.Share(related):
                return column(f"related:{related}", shift)
            case nodes.ParameterRef(name):
                return f"parameter:{name}"
    return ""


def _bounds(of: Got, unit: str) -> list[str]:
    """What is certain of a value of which not all is known."""
    if of.value is not None or of.low is None or of.high is None:
        return []
    return [f"已知至少{said(of.low, unit)},至多{said(of.high, unit)}"]
