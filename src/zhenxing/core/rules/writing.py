"""Writes a rulebook in its canonical YAML: one order of keys, one way to write each value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from zhenxing.core.dated import Span
from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Citation, FactSpec, Parameter, Related, Rule, Rulebook, Threshold

#: anything YAML can hold
Plain = Any


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # in C where there is one
    """Writes a value that stands in two places twice: a rulebook has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(book: Rulebook) -> str:
    """The canonical text of a book."""
    return yaml_text(plain_book(book))


def yaml_text(content: Plain) -> str:
    """Plain values as YAML: innermost lists and mappings on one line, Chinese as it is."""
    text: str = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
    )
    return text


def plain_book(book: Rulebook) -> dict[str, Plain]:
    """A book as plain values, keys in canonical order, defaults left out."""
    return _given(
        key=book.key,
        name=book.name,
        subject=book.subject,
        citation=_citation(book.citation),
        status=book.status,
        note=book.note,
        facts={key: _fact(spec) for key, spec in book.facts.items()},
        parameters={key: _parameter(parameter) for key, parameter in book.parameters.items()},
        related={key: _related(related) for key, related in book.related.items()},
        rules=[_rule(rule) for rule in book.rules],
        choose=book.choose if book.choose != "all" else None,
    )


def _given(**entries: Plain) -> dict[str, Plain]:
    """The entries that say something: no None, no False, nothing empty (but zero)."""
    return {
        key: value
        for key, value in entries.items()
        if value is not None and value is not False and value != "" and value != {}
    }


def _citation(citation: Citation) -> dict[str, Plain]:
    return _given(
        document=citation.document,
        number=citation.number,
        issued=citation.issued,
        clause=citation.clause,
        url=citation.url,
    )


def _fact(spec: FactSpec) -> dict[str, Plain]:
    return _given(
        label=spec.label, kind=spec.kind, unit=spec.unit, choices=dict(spec.choices), yearly=spec.yearly
    )


def _parameter(parameter: Parameter) -> dict[str, Plain]:
    kind = parameter.kind if parameter.kind != "number" else None
    values = [_threshold(span, parameter.unit) for span in parameter.values]
    return {**_given(label=parameter.label, kind=kind, unit=parameter.unit), "values": values}


def _threshold(span: Span[Threshold], unit: str | None) -> dict[str, Plain]:
    threshold = span.value
    value = None if threshold.value is None else _value(threshold.value, unit)
    rest = _given(ends=span.ends, clause=threshold.clause, document=threshold.document)
    return {"begins": span.begins, "value": value, **rest}


def _related(related: Related) -> dict[str, Plain]:
    return _given(
        label=related.label,
        subject=related.subject,
        unit=related.unit if related.unit != "个" else None,
        facts={key: _fact(spec) for key, spec in related.facts.items()},
    )


def _rule(rule: Rule) -> dict[str, Plain]:
    return _given(
        key=rule.key,
        name=rule.name,
        begins=rule.begins,
        ends=rule.ends,
        clause=rule.clause,
        when=None if rule.when is None else condition(rule.when),
        amount=None if rule.amount is None else expression(rule.amount),
        outcome=rule.outcome,
        points=None if rule.points is None else expression(rule.points),
        weight=None if rule.weight is None else _value(rule.weight, None),
        group=rule.group,
        veto=rule.veto,
        note=rule.note,
    )


# ── values ───────────────────────────────────────────────────────────────────────────────────────
def _value(value: Fraction | str | bool | date, unit: str | None) -> Plain:
    if not isinstance(value, Fraction):
        return value
    text = units.write(value, unit)
    return int(text) if text.lstrip("-").isdigit() and len(text) < 10 else text


def expression(node: nodes.Expression) -> Plain:
    """An expression as plain values."""
    match node:
        case nodes.Literal(str(text)):
            return {"text": text}
        case nodes.Literal(value, unit):
            return _value(value, unit)
        case nodes.FactRef(name, year):
            return {"fact": name, "year": year} if year else name
        case nodes.ParameterRef(name):
            return {"parameter": name}
        case nodes.Sum(of) | nodes.Product(of) | nodes.Lowest(of) | nodes.Highest(of):
            return {type(node).__name__.lower(): [expression(part) for part in of]}
        case nodes.Difference(first, second) | nodes.Ratio(first, second):
            return {type(node).__name__.lower(): [expression(first), expression(second)]}
        case nodes.Growth(of, years, method):
            said = {} if method == "compound" else {"method": method}
            return {"growth": expression(of), **({"years": years} if years != 1 else {}), **said}
        case nodes.Average(of, years):
            return {"average": expression(of), "years": years}
        case nodes.Age(of):
            return {"age": expression(of)}
    return _larger(node)


def _larger(node: nodes.Expression) -> Plain:
    match node:
        case nodes.Count(related, where):
            return {"count": related, **_where(where)}
        case nodes.Total(related, of, where):
            return {"total": related, "of": expression(of), **_where(where)}
        case nodes.Share(related, where, of):
            return {"share": related, **({} if of is None else {"of": expression(of)}), **_where(where)}
        case nodes.Table(by, steps, below):
            stepped = [{"from": expression(step.begins), "value": expression(step.value)} for step in steps]
            last = {} if below is None else {"below": expression(below)}
            return {"table": {"by": expression(by), "steps": stepped, **last}}
        case nodes.Capped(of, at_most, at_least):
            bounds = {"at_most": at_most, "at_least": at_least}
            written = {key: expression(bound) for key, bound in bounds.items() if bound is not None}
            return {"capped": expression(of), **written}
        case nodes.Choose(when, then, otherwise):
            return {"when": condition(when), "then": expression(then), "else": expression(otherwise)}
    raise AssertionError(node)


def _where(where: nodes.Condition | None) -> dict[str, Plain]:
    return {} if where is None else {"where": condition(where)}


# ── conditions ───────────────────────────────────────────────────────────────────────────────────
_LISTS = {"in", "not_in", "starts_with"}


def condition(node: nodes.Condition) -> dict[str, Plain]:
    """A condition as plain values."""
    named = _given(key=node.named.key, label=node.named.label, clause=node.named.clause)
    return {**_form(node), **named}


def _form(node: nodes.Condition) -> dict[str, Plain]:
    match node:
        case nodes.Compare(of, op, to):
            return {"of": expression(of), op: _against(op, to)}
        case nodes.AllOf(of):
            return {"all": [condition(part) for part in of]}
        case nodes.AnyOf(of):
            return {"any": [condition(part) for part in of]}
        case nodes.Not(of):
            return {"not": condition(of)}
        case nodes.AtLeastOf(n, of):
            return {"at_least_of": {"n": n, "of": [condition(part) for part in of]}}
        case nodes.Judged(answer, question, proof):
            return {"judged": {"key": answer, "question": question, **({"proof": proof} if proof else {})}}
        case nodes.EachYear(last, that):
            return {"each_year": {"last": last, "that": condition(that)}}
        case nodes.FirstTime(that, since):
            return {"first_time": {"that": condition(that), "since": since}}
        case _:
            return {"rule": node.rule}


def _against(op: str, to: tuple[nodes.Expression, ...]) -> Plain:
    if op == "known":
        return True
    if op in _LISTS:
        return [_listed(part) for part in to]
    return [expression(part) for part in to] if op == "between" else expression(to[0])


def _listed(node: nodes.Expression) -> Plain:
    return node.value if isinstance(node, nodes.Literal) and isinstance(node.value, str) else expression(node)
