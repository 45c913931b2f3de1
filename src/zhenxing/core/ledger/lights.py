"""Lights: a colour derived from a printed rule and its inputs, never typed by anyone.

A rule is data: steps in order, the first that holds gives the colour. An input that nobody knows makes
the light grey and says which one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

Colour = Literal["green", "yellow", "red", "blue", "orange", "grey"]
Input = int | Fraction | bool | None
Inputs = Mapping[str, Input]

#: colour → what it is called
COLOURS: Final[Mapping[str, str]] = {
    "green": "绿",
    "yellow": "黄",
    "red": "红",
    "blue": "蓝",
    "orange": "橙",
    "grey": "灰",
}
#: input → what it is called where a rule or a light speaks of it
INPUTS: Final[Mapping[str, str]] = {
    "left": "剩余工作日",
    "overdue": "超期工作日",
    "limit": "时限工作日",
    "elapsed": "时间进度",
    "nodes_done": "已完成节点",
    "nodes_total": "节点总数",
    "nodes_share": "节点完成率",
    "reported": "按期报送进展",
}
_OPERATORS: Final[Mapping[str, Callable[[int | Fraction, int | Fraction], bool]]] = {
    "at_most": lambda a, b: a <= b,
    "at_least": lambda a, b: a >= b,
    "below": lambda a, b: a < b,
    "above": lambda a, b: a > b,
    "equals": lambda a, b: a == b,
}
#: operator → how it is printed
SIGNS: Final[Mapping[str, str]] = {
    "at_most": "≤",
    "at_least": "≥",
    "below": "＜",
    "above": "＞",
    "equals": "＝",
}


@dataclass(frozen=True)
class Condition:
    """An input compared with a number, or with another input by its name."""

    of: str
    operator: str
    bound: int | Fraction | bool | str

    def __post_init__(self) -> None:
        named = {self.of, self.bound} if isinstance(self.bound, str) else {self.of}
        if self.operator not in _OPERATORS or not named <= INPUTS.keys():
            raise ValueError(f"unknown: {self.of} {self.operator} {self.bound}")

    def needs(self) -> tuple[str, ...]:
        return (self.of, self.bound) if isinstance(self.bound, str) else (self.of,)

    def holds(self, inputs: Inputs) -> bool | None:
        """None when an input it needs is missing."""
        value = inputs.get(self.of)
        bound = inputs.get(self.bound) if isinstance(self.bound, str) else self.bound
        if value is None or bound is None:
            return None
        return _OPERATORS[self.operator](value, bound)


@dataclass(frozen=True)
class LightStep:
    """The colour when all conditions hold (none: always), and the printed sentence that says so."""

    colour: Colour
    when: tuple[Condition, ...]
    text: str


@dataclass(frozen=True)
class LightRule:
    """Steps in order, in force from `begins` to `ends` (both included), with the document that sets them."""

    key: str
    label: str
    steps: tuple[LightStep, ...]
    begins: date | None = None
    ends: date | None = None
    document: str = ""
    #: "verified" (a text says so), "to-verify" (待核), "site" (the site sets it), "example" (示例)
    status: str = "example"

    def in_force(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Light:
    """A colour, why ("黄：剩7个工作日，8个节点完成5个") and the sentence of the rule that gave it."""

    colour: Colour
    reason: str
    rule: str = ""


def light(rule: LightRule, inputs: Inputs) -> Light:
    """The first step that holds gives the colour; one that cannot be decided makes the light grey."""
    known = _with_shares(inputs)
    for step in rule.steps:
        held = [one.holds(known) for one in step.when]
        if False in held:
            continue
        if None in held:
            return Light("grey", _grey(_missing(step, known)), step.text)
        return Light(step.colour, _said(step.colour, known), step.text)
    return Light("grey", "灰：规则没有说到这种情形", rule.label)


def in_force(rules: tuple[LightRule, ...], key: str, day: date) -> LightRule | None:
    """The rule of a key on a day: the last one begun; None when there is none."""
    found = [rule for rule in rules if rule.key == key and rule.in_force(day)]
    return max(found, key=lambda rule: rule.begins or date.min, default=None)


def _with_shares(inputs: Inputs) -> dict[str, Input]:
    """With the inputs that follow from others: what is overdue, and the share of nodes done."""
    known = dict(inputs)
    left, done, total = (known.get(name) for name in ("left", "nodes_done", "nodes_total"))
    if left is not None:
        known.setdefault("overdue", max(-left, 0))
    if done is not None and total:
        known.setdefault("nodes_share", Fraction(done) / Fraction(total))
    return known


def _missing(step: LightStep, known: Inputs) -> list[str]:
    names = [name for one in step.when for name in one.needs() if known.get(name) is None]
    return [INPUTS[name] for name in dict.fromkeys(names)]


def _grey(missing: list[str]) -> str:
    return f"灰：缺少{'、'.join(missing)}，无法判断"


def _said(colour: str, known: Inputs) -> str:
    parts = []
    left, done, total = (known.get(name) for name in ("left", "nodes_done", "nodes_total"))
    if left is not None:
        parts.append(f"剩{left}个工作日" if left >= 0 else f"超期{-left}个工作日")
    if done is not None and total:
        parts.append(f"{total}个节点完成{done}个")
    if known.get("reported") is False:
        parts.append("本期没有报送进展")
    return f"{COLOURS[colour]}：{'，'.join(parts) or '按规则'}"
