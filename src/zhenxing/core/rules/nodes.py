"""The closed tree of a rule: expressions give a value, conditions give a truth.

Numbers are exact fractions. Every node is frozen and hashable, so equal conditions are one condition.
A `year` counts from the reference year of the case: 0 is that year, -1 the year before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf
from typing import get_args

Method = OneOf["compound", "mean", "total"]
Op = OneOf[
    "at_least", "above", "at_most", "below", "equals", "differs",
    "in", "not_in", "between", "starts_with", "known",
]  # fmt: skip


# ── expressions ──────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Literal:
    """A value written in the rule. Numbers are in `unit` (元, not 万元; 70% is 7/10 with unit %)."""

    value: Fraction | str | bool | date
    unit: str | None = None


@dataclass(frozen=True)
class FactRef:
    """A declared fact, `year` years from the reference year."""

    name: str
    year: int = 0


@dataclass(frozen=True)
class ParameterRef:
    """A dated threshold, as it was in force on the day of the case."""

    name: str


@dataclass(frozen=True)
class Sum:
    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Product:
    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Lowest:
    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Highest:
    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Difference:
    first: Expression
    second: Expression


@dataclass(frozen=True)
class Ratio:
    """`first` divided by `second`; UNKNOWN when `second` is zero."""

    first: Expression
    second: Expression


@dataclass(frozen=True)
class Growth:
    """Growth over `years` up to the reference year, as a fraction.

    compound: the yearly rate that leads from the first year to the last; mean: the mean of the
    yearly rates; total: last over first, less one. UNKNOWN when a year it divides by is not above
    zero. A compound rate over several years is seldom a fraction: it is cut after twelve decimals
    and a 5 is set behind them, so that comparing it with up to twelve decimals is exact.
    """

    of: Expression
    years: int = 1
    method: Method = "compound"


@dataclass(frozen=True)
class Average:
    """The mean of the last `years` years, the reference year included."""

    of: Expression
    years: int


@dataclass(frozen=True)
class Count:
    """How many related cases meet `where`; all of them without it."""

    related: str
    where: Condition | None = None


@dataclass(frozen=True)
class Total:
    """The sum of `of` over the related cases that meet `where`."""

    related: str
    of: Expression
    where: Condition | None = None


@dataclass(frozen=True)
class Share:
    """The part that the cases meeting `where` have in all related cases: of `of`, or of their number."""

    related: str
    where: Condition
    of: Expression | None = None


@dataclass(frozen=True)
class Age:
    """Whole years from the day that `of` gives to the day of the case."""

    of: Expression


@dataclass(frozen=True)
class Step:
    begins: Literal | ParameterRef
    value: Expression


@dataclass(frozen=True)
class Table:
    """The value of the last step that `by` has reached; below the first step `below`, UNKNOWN without it."""

    by: Expression
    steps: tuple[Step, ...]
    below: Expression | None = None


@dataclass(frozen=True)
class Capped:
    """`of`, but no more than `at_most` and no less than `at_least` (at least one of them is given)."""

    of: Expression
    at_most: Expression | None = None
    at_least: Expression | None = None


@dataclass(frozen=True)
class Choose:
    """`then` where `when` holds, `otherwise` where it does not, UNKNOWN where that is not known."""

    when: Condition
    then: Expression
    otherwise: Expression


Expression = (
    Literal
    | FactRef
    | ParameterRef
    | Sum
    | Product
    | Lowest
    | Highest
    | Difference
    | Ratio
    | Growth
    | Average
    | Count
    | Total
    | Share
    | Age
    | Table
    | Capped
    | Choose
)


# ── conditions ───────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Named:
    """What a condition may be called, and where it is written; all optional."""

    key: str = ""
    label: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Compare:
    """`of` held against `to`: one value, two for between, a list for in, none for known."""

    of: Expression
    op: Op
    to: tuple[Expression, ...] = ()
    named: Named = Named()


@dataclass(frozen=True)
class AllOf:
    of: tuple[Condition, ...]
    named: Named = Named()


@dataclass(frozen=True)
class AnyOf:
    of: tuple[Condition, ...]
    named: Named = Named()


@dataclass(frozen=True)
class Not:
    of: Condition
    named: Named = Named()


@dataclass(frozen=True)
class AtLeastOf:
    n: int
    of: tuple[Condition, ...]
    named: Named = Named()


@dataclass(frozen=True)
class Judged:
    """What a person answers with proof; UNKNOWN until somebody has."""

    answer: str
    question: str
    proof: str = ""
    named: Named = Named()


@dataclass(frozen=True)
class EachYear:
    """`that` holds in each of the last `last` years, the reference year included."""

    last: int
    that: Condition
    named: Named = Named()


@dataclass(frozen=True)
class FirstTime:
    """`that` holds in the reference year and held in no year from `since` to the one before."""

    that: Condition
    since: int
    named: Named = Named()


@dataclass(frozen=True)
class RuleRef:
    """Another rule of the book, in the text in force on the day of the case."""

    rule: str
    named: Named = Named()


Condition = Compare | AllOf | AnyOf | Not | AtLeastOf | Judged | EachYear | FirstTime | RuleRef
Node = Expression | Condition


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside one, in reading order."""
    return tuple(part for name in _NAMES[type(node).__name__] for part in _inside(getattr(node, name)))


def _inside(value: object) -> Iterator[Node]:
    if isinstance(value, tuple):
        for entry in value:
            yield from _inside(entry)
    elif isinstance(value, Step):
        yield from (value.begins, value.value)
    elif isinstance(value, Node):
        yield value


def walk(node: Node) -> Iterator[Node]:
    """A node and everything inside it."""
    yield node
    for part in parts(node):
        yield from walk(part)


#: the fields of every kind of node: asking a dataclass each time is slow
_NAMES = {kind.__name__: tuple(field.name for field in fields(kind)) for kind in get_args(Node)}
