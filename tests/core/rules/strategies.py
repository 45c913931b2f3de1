"""Random rules and random cases with holes, for laws that hold for all of them.

Values are few and small, so that rows often stand exactly at a threshold.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from zhenxing.core.dated import Dated
from zhenxing.core.periods import Period
from zhenxing.core.rules import (
    Answer,
    Case,
    Citation,
    Fact,
    FactSpec,
    Parameter,
    Related,
    Rule,
    Rulebook,
    Threshold,
)
from zhenxing.core.rules import nodes as n

DAY = date(2024, 6, 30)
YEAR = 2023
AMOUNTS = ("a", "b", "c")
TEXTS = ("", "C13", "C1311", "F51", "C13 ")
DATES = (date(2023, 6, 30), date(2023, 7, 1), date(2020, 2, 29), date(2024, 6, 29), date(2010, 1, 1))

FACTS = {
    "a": FactSpec("甲"),
    "b": FactSpec("乙", yearly=True),
    "c": FactSpec("丙"),
    "code": FactSpec("代码", "text"),
    "size": FactSpec("规模", "choice", None, (("small", "小型"), ("large", "大型"))),
    "open": FactSpec("在营", "yesno"),
    "since": FactSpec("设立日期", "date"),
}

numbers = st.one_of(
    st.integers(-3, 12).map(Fraction),
    st.sampled_from([Fraction(1, 2), Fraction(1, 4), Fraction(1, 10), Fraction(11, 10), Fraction(21, 100)]),
)
large_numbers = st.sampled_from([Fraction(10**17), Fraction(-(10**17)), Fraction(10**15 + 1)])
literals = st.one_of(numbers, numbers, large_numbers).map(lambda value: n.Literal(value, "倍"))
years = st.integers(-2, 0)
related = st.just("firms")


def amounts(depth: int, *, inside: bool = False) -> st.SearchStrategy[n.Expression]:
    """Expressions that give a pure number. `inside` a related case there are no relations."""
    leaves: st.SearchStrategy[n.Expression] = st.one_of(
        literals, st.builds(n.FactRef, st.sampled_from(AMOUNTS), years), st.just(n.ParameterRef("floor"))
    )
    if depth == 0:
        return leaves
    part = st.deferred(lambda: amounts(depth - 1, inside=inside))
    several = st.lists(part, min_size=1, max_size=3).map(tuple)
    when = st.deferred(lambda: conditions(depth - 1, inside=inside))
    forms: list[st.SearchStrategy[n.Expression]] = [
        leaves,
        st.builds(n.Sum, several),
        st.builds(n.Product, several),
        st.builds(n.Lowest, several),
        st.builds(n.Highest, several),
        st.builds(n.Difference, part, part),
        st.builds(n.Ratio, part, part),
        st.builds(n.Growth, part, st.integers(1, 3), st.sampled_from(["compound", "mean", "total"])),
        st.builds(n.Average, part, st.integers(1, 3)),
        st.builds(n.Capped, part, part, st.none() | part),
        st.builds(n.Choose, when, part, part),
        st.builds(
            n.Ratio, st.builds(n.Age, st.just(n.FactRef("since"))), st.just(n.Literal(Fraction(1), "年"))
        ),
        tables(part),
    ]
    return st.one_of(*forms, *([] if inside else sums(depth)))


def tables(part: st.SearchStrategy[n.Expression]) -> st.SearchStrategy[n.Expression]:
    steps = st.lists(st.tuples(numbers, part), min_size=1, max_size=3, unique_by=lambda step: step[0]).map(
        lambda found: tuple(
            n.Step(n.Literal(begin, "倍"), value) for begin, value in sorted(found, key=lambda s: s[0])
        )
    )
    return st.builds(n.Table, part, steps, st.none() | part)


def sums(depth: int) -> list[st.SearchStrategy[n.Expression]]:
    """Expressions over related cases that give a pure number."""
    where = st.deferred(lambda: conditions(min(1, depth - 1), inside=True))
    of = st.deferred(lambda: amounts(min(1, depth - 1), inside=True))
    count = st.builds(n.Count, related, st.none() | where)
    return [
        st.builds(n.Total, related, of, st.none() | where),
        st.builds(n.Share, related, where, st.none() | of),
        st.builds(n.Ratio, count, count),
    ]


def comparisons(depth: int, *, inside: bool = False) -> st.SearchStrategy[n.Condition]:
    amount = amounts(depth, inside=inside)
    ordered = st.sampled_from(["at_least", "above", "at_most", "below", "equals", "differs"])
    code = st.just(n.FactRef("code")) | st.just(n.FactRef("code", -1))
    listed = st.lists(st.sampled_from(TEXTS).map(n.Literal), min_size=1, max_size=3).map(tuple)
    forms: list[st.SearchStrategy[n.Condition]] = [
        st.builds(n.Compare, amount, ordered, st.tuples(amount)),
        st.builds(n.Compare, amount, st.just("between"), st.tuples(amount, amount)),
        st.builds(
            n.Compare,
            amount,
            st.sampled_from(["in", "not_in"]),
            st.lists(literals, min_size=1, max_size=3).map(tuple),
        ),
        st.builds(n.Compare, amount, st.just("known")),
        st.builds(n.Compare, code, st.sampled_from(["in", "not_in", "starts_with"]), listed),
        st.builds(
            n.Compare,
            code,
            st.sampled_from(["equals", "differs"]),
            st.tuples(code | st.sampled_from(TEXTS).map(n.Literal)),
        ),
        st.builds(
            n.Compare, st.just(n.FactRef("size")), st.just("equals"), st.tuples(st.just(n.Literal("small")))
        ),
        st.builds(
            n.Compare, st.just(n.FactRef("open")), st.just("equals"), st.tuples(st.booleans().map(n.Literal))
        ),
        st.builds(
            n.Compare, st.just(n.FactRef("since")), ordered, st.tuples(st.sampled_from(DATES).map(n.Literal))
        ),
        st.builds(
            n.Compare,
            st.just(n.Age(n.FactRef("since"))),
            ordered,
            st.tuples(st.integers(0, 4).map(lambda y: n.Literal(Fraction(y), "年"))),
        ),
    ]
    if not inside:
        where = st.deferred(lambda: conditions(0, inside=True))
        count = st.builds(n.Count, related, st.none() | where)
        things = st.integers(0, 4).map(lambda size: n.Literal(Fraction(size), "个"))
        forms.append(st.builds(n.Compare, count, ordered | st.just("in"), st.tuples(things)))
        forms.append(st.builds(n.Compare, count, st.just("between"), st.tuples(things, things)))
    return st.one_of(*forms)


def conditions(depth: int, *, inside: bool = False) -> st.SearchStrategy[n.Condition]:
    single = comparisons(depth, inside=inside)
    if not inside:
        asked = st.builds(n.Judged, st.sampled_from(["plan", "brand"]), st.just("有规划"), st.just(""))
        single = st.one_of(single, single, asked)
    if depth == 0:
        return single
    part = st.deferred(lambda: conditions(depth - 1, inside=inside))
    several = st.lists(part, min_size=1, max_size=3).map(tuple)
    forms: list[st.SearchStrategy[n.Condition]] = [
        single,
        st.builds(n.AllOf, several),
        st.builds(n.AnyOf, several),
        st.builds(n.Not, part),
        several.flatmap(lambda of: st.builds(n.AtLeastOf, st.integers(1, len(of)), st.just(of))),
        st.builds(n.EachYear, st.integers(1, 3), part),
        st.builds(n.FirstTime, part, st.integers(2020, 2024)),
        st.just(n.RuleRef("other")),
    ]
    return st.one_of(*forms)


def books(depth: int = 2) -> st.SearchStrategy[Rulebook]:
    """A book of one random rule, one it may refer to, and a floor that may not be set."""
    leaf = conditions(0).filter(lambda node: not isinstance(node, n.RuleRef))
    return st.builds(_book, conditions(depth), leaf, st.none() | numbers, amounts(1) | st.none())


def _book(
    when: n.Condition, other: n.Condition, floor: Fraction | None, amount: n.Expression | None
) -> Rulebook:
    return Rulebook(
        key="random",
        name="随机规则",
        subject="town",
        citation=Citation("示范标准"),
        rules=(
            Rule("main", "主规则", when, begins=date(2000, 1, 1), amount=amount),
            Rule("other", "另一条", other, ends=date(2030, 1, 1)),
        ),
        facts=FACTS,
        parameters={"floor": Parameter("下限", Dated([(date(2011, 1, 1), Threshold(floor))]))},
        related={"firms": Related("企业", "enterprise")},
    )


values = st.one_of(
    st.integers(-2, 12).map(Decimal),
    st.sampled_from(
        [Decimal("0.5"), Decimal("1.1"), Decimal("1.21"), Decimal("1.331"), Decimal("100000000000000000")]
    ),
)


@st.composite
def cases(draw: st.DrawFn, *, inside: bool = False) -> Case:
    """A case with holes: facts, years, answers and whole relations may be missing."""
    facts: dict[str, tuple[Fact, ...]] = {}
    for name in ("a", "b"):
        chosen = draw(st.sets(st.integers(2019, 2024)))
        facts[name] = tuple(Fact(draw(values), Period(year), "报表") for year in sorted(chosen))
    ends = draw(
        st.sets(
            st.sampled_from(
                [Period.month(2024, 5), Period.month(2023, 1), Period.month(2024, 6), Period.month(2024, 7)]
            )
        )
    )
    facts["c"] = tuple(Fact(draw(values), period) for period in sorted(ends))
    for name, kinds in (
        ("code", TEXTS),
        ("size", ("small", "large")),
        ("open", (True, False)),
        ("since", DATES),
    ):
        if draw(st.booleans()):
            facts[name] = (Fact(draw(st.sampled_from(kinds))),)
    if inside:
        return Case("企业", DAY, YEAR, facts)
    answers = draw(
        st.dictionaries(st.sampled_from(["plan", "brand"]), st.sampled_from([True, False, None]).map(Answer))
    )
    firms = draw(st.none() | st.lists(cases(inside=True), max_size=3).map(tuple))
    return Case("镇", DAY, YEAR, facts, {"firms": firms}, answers)
