"""The builder's form as plain values for its template: one row a node, with its choices and faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.core.rules.book import FactSpec, Rule, Rulebook
from zhenxing.web.rules.builder_nodes import (
    ALL,
    ANY,
    DEEPEST,
    GROUP,
    KEPT,
    MEASURES,
    NONE,
    OPERATORS,
    SOME,
    STANDARD,
    Node,
)
from zhenxing.web.rules.builder_rules import Draft

Choice = tuple[str, Any]


def form(draft: Draft, old: Rule | None, book: Rulebook, known: Mapping[str, FactSpec]) -> dict[str, Any]:
    """What the template of the form shows."""
    shown = {**known, **book.facts}
    return {
        "values": draft.values,
        "faults": draft.faults,
        "general": draft.faults.get("", []),
        "tree": row(draft.tree, "0"),
        "facts": _facts(shown, book, set(book.facts)),
        "measures": list(MEASURES.items()),
        "operators": list(OPERATORS.items()),
        "hows": _hows(),
        "rules": [(one.key, one.name) for one in book.rules if one is not old],
        "standards": [f"{STANDARD}{one.label}" for one in book.parameters.values()],
        "fact_values": _choices(shown),
        "chooses": book.choose == "first",
        "wrong": not draft.sound,
    }


def _hows() -> list[Choice]:
    return [
        (ALL, _("以下全部满足")),
        (ANY, _("以下任一满足")),
        (SOME, _("以下至少几项满足")),
        (NONE, _("以下一项都不满足")),
    ]


def _facts(shown: Mapping[str, FactSpec], book: Rulebook, own: set[str]) -> list[tuple[str, list[Choice]]]:
    """Fields to choose from: those of this book, counts of related things, those other books read."""
    named = [(key, _with_unit(spec)) for key, spec in shown.items()]
    counts = [(f"count:{key}", _("%(label)s数") % {"label": one.label}) for key, one in book.related.items()]
    groups = [
        (_("本规则的字段"), [pair for pair in named if pair[0] in own]),
        (_("关联对象"), counts),
        (_("登记册里的其他字段"), [pair for pair in named if pair[0] not in own]),
    ]
    return [(label, pairs) for label, pairs in groups if pairs]


def _with_unit(spec: FactSpec) -> str:
    return f"{spec.label}（{spec.unit}）" if spec.unit else spec.label


def _choices(shown: Mapping[str, FactSpec]) -> list[str]:
    """Labels of choices, to be proposed where a value is typed."""
    labels = dict.fromkeys(label for spec in shown.values() for _code, label in spec.choices)
    return list(labels)[:200]


def row(node: Node, at: str) -> dict[str, Any]:
    """A node with what stands inside it."""
    last = len(node.children) - 1
    return {
        "at": at,
        "kind": node.kind,
        "kept": node.said("fact") == KEPT or node.kind == KEPT,
        "says": node.values,
        "faults": node.faults,
        "parts": [
            {**row(child, f"{at}.{index}"), "first": index == 0, "last": index == last}
            for index, child in enumerate(node.children)
        ],
        "count": len(node.children),
        "top": at == "0",
        "is_group": node.kind == GROUP,
        "may_nest": at.count(".") < DEEPEST - 1,
        "number": ".".join(str(int(step) + 1) for step in at.split(".")[1:]),
    }


def listed_faults(tree: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(place, number, message) of every row that is wrong, for the summary above the form."""
    for message in tree["faults"]:
        yield tree["at"], tree["number"], message
    for part in tree["parts"]:
        yield from listed_faults(part)
