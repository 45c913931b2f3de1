"""The unit of what an expression gives."""

from __future__ import annotations

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Rulebook


def unit_of(book: Rulebook, node: nodes.Expression, related: str | None = None) -> str:
    """The unit of an expression; "" for a pure number and for what is no number."""
    match node:
        case nodes.Literal(_, unit):
            return units.canonical(unit)
        case nodes.FactRef(name):
            return units.canonical(book.spec(name, related).unit)
        case nodes.ParameterRef(name):
            return units.canonical(book.parameters[name].unit)
        case nodes.Count(name):
            return units.canonical(book.related[name].unit)
        case nodes.Total(name, of):
            return unit_of(book, of, name)
        case nodes.Growth() | nodes.Share():
            return units.PERCENT
        case nodes.Age():
            return "年"
        case nodes.Ratio(first, second):
            return units.divide(unit_of(book, first, related), unit_of(book, second, related))
        case nodes.Product(of):
            unit = units.PERCENT
            for part in of:
                unit = units.multiply(unit, unit_of(book, part, related))
            return unit
    return _of_parts(book, node, related)


def _of_parts(book: Rulebook, node: nodes.Expression, related: str | None) -> str:
    """The unit that the parts share; a number without one takes that of the others."""
    of: tuple[nodes.Node, ...] = nodes.parts(node)
    if isinstance(node, nodes.Table):
        of = tuple(step.value for step in node.steps)
    elif isinstance(node, nodes.Choose):
        of = (node.then, node.otherwise)
    found = (unit_of(book, part, related) for part in of if isinstance(part, nodes.Expression))
    return next((unit for unit in found if unit), units.PURE)
