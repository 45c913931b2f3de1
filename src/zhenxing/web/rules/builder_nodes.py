"""The tree of a rule as the builder shows it: groups and rows, between the form and core's conditions.

What the builder has no fields for (first time, shares with conditions, tables) is kept as it is, shown in
words, and put back where it stood: nothing is lost by opening and saving a rule.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.read_values import written
from zhenxing.core.rules.words import Words, choice_label

#: how the parts of a group count, in the order they are offered
ALL, ANY, NONE, SOME = "all", "any", "none", "some"
#: kinds of a node
GROUP, COMPARE, JUDGED, RULE, KEPT = "group", "compare", "judged", "rule", "kept"
_KINDS: Final = frozenset({GROUP, COMPARE, JUDGED, RULE, KEPT})
MEASURES: Final[dict[str, str | Promise]] = {
    "0": _("当年"),
    "-1": _("上一年"),
    "-2": _("前两年"),
    "growth:1": _("比上年增速"),
    "growth:2": _("近2年年均增速"),
    "growth:3": _("近3年年均增速"),
    "average:2": _("近2年平均"),
    "average:3": _("近3年平均"),
    "age": _("至今整年数"),
}
OPERATORS: Final[dict[nodes.Op, str | Promise]] = {
    "at_least": _("不低于（≥）"),
    "above": _("高于（＞）"),
    "at_most": _("不高于（≤）"),
    "below": _("低于（＜）"),
    "equals": _("等于"),
    "differs": _("不等于"),
    "between": _("在两数之间（含）"),
    "in": _("属于其中之一"),
    "not_in": _("不属于"),
    "starts_with": _("以……开头"),
    "known": _("有数据即可"),
}
_LISTS: Final = frozenset({"in", "not_in", "starts_with", "between"})
#: a threshold of the book is named so in the field of a value
STANDARD: Final = "标准："
DEEPEST: Final = 6
MOST: Final = 200


@dataclass
class Node:
    """A group, or one row. `values` are the fields as typed; `kept` the condition without fields."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    kept: nodes.Condition | None = None
    #: of a comparison whose left side has no fields: that side, and the whole as it was
    left: nodes.Expression | None = None
    whole: nodes.Condition | None = None
    faults: list[str] = field(default_factory=list)

    def said(self, name: str) -> str:
        return self.values.get(name, "")


def walk(node: Node, at: str = "0") -> Iterator[tuple[str, Node]]:
    """Every node with its place: 0, 0.1, 0.1.2."""
    yield at, node
    for index, child in enumerate(node.children):
        yield from walk(child, f"{at}.{index}")


# ── from a rule ──────────────────────────────────────────────────────────────────────────────────
def of_condition(condition: nodes.Condition | None, book: Rulebook) -> Node:
    """The tree of a rule; a single condition stands in a group of its own."""
    if condition is None:
        return Node(GROUP, {"how": ALL})
    top = _node(condition, book)
    return top if top.kind == GROUP else Node(GROUP, {"how": ALL}, [top])


def _node(condition: nodes.Condition, book: Rulebook) -> Node:
    named = _named(condition.named)
    match condition:
        case nodes.AllOf(of):
            return Node(GROUP, {"how": ALL, **named}, [_node(part, book) for part in of])
        case nodes.AnyOf(of):
            return Node(GROUP, {"how": ANY, **named}, [_node(part, book) for part in of])
        case nodes.AtLeastOf(n, of):
            return Node(GROUP, {"how": SOME, "n": str(n), **named}, [_node(part, book) for part in of])
        case nodes.Not(nodes.AnyOf(of, inner)) if inner == nodes.Named():
            return Node(GROUP, {"how": NONE, **named}, [_node(part, book) for part in of])
        case nodes.Judged(answer, question, proof):
            return Node(JUDGED, {"answer": answer, "question": question, "proof": proof, **named})
        case nodes.RuleRef(rule):
            return Node(RULE, {"rule": rule, **named})
        case nodes.Compare():
            return _compared(condition, named, book)
    return Node(KEPT, {"words": Words(book).condition(condition), **named}, kept=condition)


def _named(named: nodes.Named) -> dict[str, str]:
    return {"key": named.key, "label": named.label, "clause": named.clause}


def _compared(condition: nodes.Compare, named: dict[str, str], book: Rulebook) -> Node:
    texts = [_threshold(part, condition.of, book) for part in condition.to]
    if None in texts:
        words = Words(book).condition(replace(condition, named=nodes.Named()))
        return Node(KEPT, {"words": words, **named}, kept=condition)
    fact, measure = _left(condition.of)
    values = {"fact": fact, "measure": measure, "op": condition.op, "value": "、".join(filter(None, texts))}
    if fact == KEPT:
        values["words"] = Words(book).expression(condition.of)
        return Node(COMPARE, {**values, **named}, left=condition.of, whole=condition)
    return Node(COMPARE, {**values, **named})


def _left(of: nodes.Expression) -> tuple[str, str]:
    """The fact and how it is taken; KEPT for what the builder has no fields for."""
    match of:
        case nodes.FactRef(name, year) if -2 <= year <= 0:
            return name, str(year)
        case nodes.Growth(nodes.FactRef(name, 0), years, "compound") if years <= 3:
            return name, f"growth:{years}"
        case nodes.Average(nodes.FactRef(name, 0), years) if years in (2, 3):
            return name, f"average:{years}"
        case nodes.Age(nodes.FactRef(name, 0)):
            return name, "age"
        case nodes.Count(related, None):
            return f"count:{related}", "0"
    return KEPT, "0"


def _threshold(node: nodes.Expression, of: nodes.Expression, book: Rulebook) -> str | None:
    """A threshold as it is typed; None for what cannot be typed."""
    match node:
        case nodes.ParameterRef(name):
            return f"{STANDARD}{book.parameters[name].label}"
        case nodes.Literal(bool(value)):
            return "是" if value else "否"
        case nodes.Literal(str(value)):
            choices = book.spec(of.name).choices if isinstance(of, nodes.FactRef) else ()
            return choice_label(value, choices) if choices else value
        case nodes.Literal(date() as value):
            return value.isoformat()
        case nodes.Literal(Fraction() as value, unit):
            return units.write(value, unit)
    return None


# ── from the form ────────────────────────────────────────────────────────────────────────────────
def posted(data: Mapping[str, str], base: nodes.Condition | None, book: Rulebook) -> Node:
    """The tree as it was sent; kept parts are those of the rule that is being changed, by their place."""
    kept = dict(_kept(of_condition(base, book)))
    return _posted(data, "0", kept, [0])


def _kept(root: Node) -> Iterator[tuple[str, Node]]:
    return ((at, node) for at, node in walk(root) if node.kept is not None or node.left is not None)


_FIELDS: Final = tuple(
    "how n fact measure op value question proof answer rule label clause key".split()  # noqa: SIM905 — a list of words
)
_LONGEST: Final = 300


def _posted(data: Mapping[str, str], at: str, kept: Mapping[str, Node], seen: list[int]) -> Node:
    kind = data.get(f"{at}-kind", GROUP)
    values = {name: data.get(f"{at}-{name}", "").strip()[:_LONGEST] for name in _FIELDS}
    node = Node(kind if kind in _KINDS else GROUP, values)
    source = kept.get(data.get(f"{at}-from", ""))
    if source is not None:
        node.kept, node.left, node.whole = source.kept, source.left, source.whole
        node.values |= {"from": data[f"{at}-from"], "words": source.said("words")}
    if node.kind == GROUP and at.count(".") < DEEPEST:
        count = data.get(f"{at}-parts", "0")
        for index in range(int(count) if count.isdigit() and int(count) <= MOST else 0):
            seen[0] += 1
            if seen[0] <= MOST:
                node.children.append(_posted(data, f"{at}.{index}", kept, seen))
    return node


def remember_places(root: Node) -> Node:
    """Write into each kept part where it stood, before anything is moved."""
    for at, node in _kept(root):
        node.values["from"] = at
    return root


# ── changing the tree ────────────────────────────────────────────────────────────────────────────
def changed(root: Node, deed: str) -> str:
    """Do one of the builder's buttons; the place that should be in view afterwards.

    `add:0` a row, `ask:0` a question, `refer:0` another rule, `group:0` a group below a group;
    `drop:0.1`, `up:0.1`, `down:0.1` with a part.
    """
    verb, _, at = deed.partition(":")
    new = {"add": COMPARE, "ask": JUDGED, "refer": RULE, "group": GROUP}.get(verb)
    places = dict(walk(root))
    if new is not None and at in places and places[at].kind == GROUP:
        return _added(places[at], at, new)
    parent_at, _, index = at.rpartition(".")
    parent = places.get(parent_at)
    if at not in places or parent is None:
        return "0"
    return _moved(parent, parent_at, int(index), verb)


def _added(group: Node, at: str, kind: str) -> str:
    values = {GROUP: {"how": ANY}, JUDGED: {"answer": f"q-{secrets.token_hex(3)}"}}.get(kind, {})
    group.children.append(Node(kind, dict(values)))
    return f"{at}.{len(group.children) - 1}"


def _moved(parent: Node, at: str, index: int, verb: str) -> str:
    parts = parent.children
    if verb == "drop":
        del parts[index]
        return at
    other = index - 1 if verb == "up" else index + 1
    if verb in ("up", "down") and 0 <= other < len(parts):
        parts[index], parts[other] = parts[other], parts[index]
        return f"{at}.{other}"
    return f"{at}.{index}"


# ── to a rule ────────────────────────────────────────────────────────────────────────────────────
def to_condition(node: Node, book: Rulebook) -> nodes.Condition | None:
    """The condition a node says; None, with its faults told on the nodes, where it says none yet."""
    named = nodes.Named(node.said("key"), node.said("label"), node.said("clause"))
    match node.kind:
        case "group":
            return _group(node, named, book)
        case "judged":
            return _asked(node, named)
        case "rule":
            if any(rule.key == node.said("rule") for rule in book.rules):
                return nodes.RuleRef(node.said("rule"), named)
            node.faults.append(gettext("请选一条规则。"))
            return None
        case "kept":
            return None if node.kept is None else replace(node.kept, named=named)
    return _comparison(node, named, book)


def _group(node: Node, named: nodes.Named, book: Rulebook) -> nodes.Condition | None:
    parts = [to_condition(child, book) for child in node.children]
    if not parts:
        node.faults.append(gettext("这一组里还没有条件，请添加，或删去这一组。"))
    whole = tuple(part for part in parts if part is not None)
    if not whole or len(whole) < len(parts):
        return None
    match node.said("how"):
        case "any":
            return nodes.AnyOf(whole, named)
        case "none":
            return nodes.Not(nodes.AnyOf(whole), named)
        case "some":
            count = node.said("n")
            if not count.isdigit() or not 1 <= int(count) <= len(whole):
                node.faults.append(gettext("“至少几项”应为1至%(most)s的整数。") % {"most": len(whole)})
                return None
            return nodes.AtLeastOf(int(count), whole, named)
    return nodes.AllOf(whole, named)


def _asked(node: Node, named: nodes.Named) -> nodes.Condition | None:
    if not node.said("question"):
        node.faults.append(gettext("请写明要由人判断的问题。"))
        return None
    answer = node.said("answer") or f"q-{secrets.token_hex(3)}"
    return nodes.Judged(answer, node.said("question"), node.said("proof"), named)


def _comparison(node: Node, named: nodes.Named, book: Rulebook) -> nodes.Condition | None:
    of = _expression(node, book)
    op = next((op for op in OPERATORS if op == node.said("op")), None)
    if of is None:
        node.faults.append(gettext("请选一个字段。"))
    if op is None:
        node.faults.append(gettext("请选一种比较方式。"))
    if of is None or op is None:
        return None
    if op == "known":
        return nodes.Compare(of, op, (), named)
    texts = _texts(node.said("value"), op)
    if not texts or (op == "between" and len(texts) != 2):
        two = op == "between"
        node.faults.append(gettext("请填两个数，中间用“、”隔开。") if two else gettext("请填要求的值。"))
        return None
    to = [_value(text, of, node, book) for text in texts]
    whole = tuple(one for one in to if one is not None)
    return nodes.Compare(of, op, whole, named) if len(whole) == len(to) else None


def _texts(value: str, op: str) -> list[str]:
    if op not in _LISTS:
        return [value.strip()] if value.strip() else []
    for mark in "，,；; ":
        value = value.replace(mark, "、")
    return [text.strip() for text in value.split("、") if text.strip()]


def _expression(node: Node, book: Rulebook) -> nodes.Expression | None:
    fact, measure = node.said("fact"), node.said("measure") or "0"
    if fact == KEPT:
        return node.left
    kind, _, related = fact.partition(":")
    if kind == "count" and related in book.related:
        return nodes.Count(related)
    if fact not in book.facts:
        return None
    verb, _, years = measure.partition(":")
    match verb:
        case "growth":
            return nodes.Growth(nodes.FactRef(fact), int(years))
        case "average":
            return nodes.Average(nodes.FactRef(fact), int(years))
        case "age":
            return nodes.Age(nodes.FactRef(fact))
    return nodes.FactRef(fact, int(measure) if measure in MEASURES else 0)


def _value(text: str, of: nodes.Expression, node: Node, book: Rulebook) -> nodes.Expression | None:
    """A threshold as typed: a standard by its name, a choice by its label, or a plain value."""
    if text.startswith(STANDARD):
        label = text.removeprefix(STANDARD)
        found = next((key for key, one in book.parameters.items() if one.label == label), None)
        if found is None:
            node.faults.append(gettext("没有叫“%(label)s”的标准。") % {"label": label})
        return None if found is None else nodes.ParameterRef(found)
    spec = book.facts.get(of.name) if isinstance(of, nodes.FactRef) else None
    kind = spec.kind if spec is not None else "number"
    if kind in ("text", "choice"):
        return _chosen(text, dict(spec.choices) if spec else {}, node)
    if text in ("是", "否"):
        return nodes.Literal(text == "是")
    literal = written(text)
    if literal is None:
        node.faults.append(
            gettext("“%(text)s”不是数量或日期，应如 2000万元、70%%、5户、2024-03-15。") % {"text": text}
        )
    return literal


def _chosen(text: str, choices: dict[str, str], node: Node) -> nodes.Expression | None:
    code = next((code for code, label in choices.items() if text in (code, label)), text)
    if choices and code not in choices:
        known = "、".join(choices.values())
        node.faults.append(
            gettext("“%(text)s”不在选项之内，可选：%(known)s。") % {"text": text, "known": known}
        )
        return None
    return nodes.Literal(code)
