"""What is judged (a `Case`) and what it is judged by (a `Rulebook`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from zhenxing.core.dated import Dated
from zhenxing.core.periods import Period
from zhenxing.core.rules.nodes import Condition, Expression
from zhenxing.core.truth import Value

Kind = Literal["number", "text", "choice", "yesno", "date"]
Status = Literal["verified", "to-verify", "site"]
Choice = Literal["all", "first"]


# ── what is judged ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Fact:
    """A value and where it comes from.

    `period` is the year, month or day it speaks of; None for what holds at any time (an industry
    code). Numbers are Decimals in the unit the rulebook declares: 元, and fractions for %.
    """

    value: Value
    period: Period | None = None
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """What a person found about a judged criterion; None when the person cannot say."""

    value: bool | None
    by: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Case:
    """What is judged on a day.

    `year` is the reference year, as a rule the last complete one. A fact that is not there is
    missing. `related` cases are judged in the day and year of this one; None when nobody has
    listed them, which is not the same as there being none.
    """

    subject: str
    day: date
    year: int
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    related: Mapping[str, tuple[Case, ...] | None] = field(default_factory=dict)
    judged: Mapping[str, Answer] = field(default_factory=dict)


# ── what it is judged by ─────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Citation:
    document: str
    number: str = ""
    issued: date | None = None
    clause: str = ""
    url: str = ""


@dataclass(frozen=True)
class FactSpec:
    """A fact the book reads. `choices`: value → label. `yearly`: only values of whole years count."""

    label: str
    kind: Kind = "number"
    unit: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    yearly: bool = False


@dataclass(frozen=True)
class Threshold:
    """One dated value of a parameter; None where no document gives a number and the site sets it."""

    value: Fraction | str | bool | date | None
    clause: str = ""
    document: str = ""


@dataclass(frozen=True)
class Parameter:
    label: str
    values: Dated[Threshold]
    kind: Kind = "number"
    unit: str | None = None


@dataclass(frozen=True)
class Related:
    """Cases that belong to the subject; facts not declared here are those of the book."""

    label: str
    subject: str
    unit: str = "个"
    facts: Mapping[str, FactSpec] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule: `when` it holds, what it gives. In force from `begins` to `ends`, both included.

    `weight` is the full mark of a scored rule, `points` what it earns (the full mark without it).
    A `veto` that holds voids the whole score.
    """

    key: str
    name: str
    when: Condition | None = None
    begins: date | None = None
    ends: date | None = None
    clause: str = ""
    amount: Expression | None = None
    outcome: str = ""
    points: Expression | None = None
    weight: Fraction | None = None
    group: str = ""
    veto: bool = False
    note: str = ""

    def in_force(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Rulebook:
    """A document's rules as data. Two rules may share a key when their days do not overlap."""

    key: str
    name: str
    subject: str
    citation: Citation
    rules: tuple[Rule, ...]
    status: Status = "verified"
    note: str = ""
    facts: Mapping[str, FactSpec] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    related: Mapping[str, Related] = field(default_factory=dict)
    choose: Choice = "all"

    def in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on a day, in the book's order."""
        return tuple(rule for rule in self.rules if rule.in_force(day))

    def rule(self, key: str, day: date) -> Rule | None:
        """The rule of that key in force on a day."""
        return next((rule for rule in self.rules if rule.key == key and rule.in_force(day)), None)

    def spec(self, fact: str, related: str | None = None) -> FactSpec:
        """How a fact is declared, for the subject or for one of its related kinds."""
        own = self.related[related].facts if related is not None else {}
        return own[fact] if fact in own else self.facts[fact]
