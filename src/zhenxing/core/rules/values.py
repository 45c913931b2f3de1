"""What an expression gives for a case: an exact value, or what is missing for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Case, Rulebook
from zhenxing.core.rules.facts import column, find, whole_years
from zhenxing.core.truth import Truth, Value

#: compound rates are cut after this many decimals (and marked by a 5 behind them)
ROOT_DECIMALS = 12
_SCALE = 10**ROOT_DECIMALS


@dataclass(frozen=True)
class Got:
    """A value; or None with the facts that are missing and why.

    `low` and `high` bound a value over related cases of which some are not known to belong.
    """

    value: Fraction | str | bool | date | None = None
    missing: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def number(self) -> Fraction | None:
        return self.value if isinstance(self.value, Fraction) else None


@dataclass(frozen=True)
class Context:
    """Where an expression is read: a case, the years moved back, the related kind inside one."""

    case: Case
    day: date
    shift: int = 0
    related: str | None = None

    def moved(self, years: int) -> Context:
        return Context(self.case, self.day, self.shift + years, self.related) if years else self

    def inside(self, case: Case, related: str) -> Context:
        """A related case, judged in the day and year of the one it belongs to."""
        return replace(self, case=replace(case, year=self.case.year, day=self.day), related=related)


Arithmetic = nodes.Sum | nodes.Product | nodes.Lowest | nodes.Highest | nodes.Difference | nodes.Ratio
#: what data enters by: facts, and sums over related cases
Source = nodes.FactRef | nodes.Count | nodes.Total | nodes.Share
#: what is supposed instead of the data: a fact by its name, a sum by its node, in a year counted from the
#: reference year
Supposed = Mapping[tuple[str | Source, int], Fraction | bool]
Verdict = Callable[[nodes.Condition, Context], tuple[Truth, tuple[str, ...]]]


class Values:
    """Evaluates expressions of one book. `verdict` tells a condition's truth and what it misses."""

    def __init__(self, book: Rulebook, verdict: Verdict, supposed: Supposed | None = None) -> None:
        self.book = book
        self.verdict = verdict
        self.supposed = supposed or {}

    def get(self, node: nodes.Expression, at: Context) -> Got:
        if self.supposed and at.related is None and isinstance(node, Source):
            place = (
                (node, at.shift) if not isinstance(node, nodes.FactRef) else (node.name, at.shift + node.year)
            )
            if place in self.supposed:
                return Got(self.supposed[place])
        return self._get(node, at)

    def _get(self, node: nodes.Expression, at: Context) -> Got:
        match node:
            case nodes.Literal(value):
                return Got(value)
            case nodes.FactRef(name, year):
                return self._fact(name, at.moved(year))
            case nodes.ParameterRef(name):
                return self._parameter(name, at)
            case nodes.Count(related, where):
                return self._over(related, where, None, at)
            case nodes.Total(related, of, where):
                return self._over(related, where, of, at)
            case nodes.Share():
                return self._share(node, at)
            case nodes.Growth() | nodes.Average() | nodes.Age():
                return self._in_time(node, at)
            case nodes.Table():
                return self._table(node, at)
            case nodes.Capped():
                return self._capped(node, at)
            case nodes.Choose(when, then, otherwise):
                return self._choose(when, then, otherwise, at)
        return self._arithmetic(node, at)

    def _arithmetic(self, node: Arithmetic, at: Context) -> Got:
        match node:
            case nodes.Sum(of):
                return self._combined(of, at, lambda *parts: sum(parts, Fraction(0)))
            case nodes.Product(of):
                return self._combined(of, at, _product)
            case nodes.Lowest(of):
                return self._combined(of, at, lambda *parts: min(parts))
            case nodes.Highest(of):
                return self._combined(of, at, lambda *parts: max(parts))
            case nodes.Difference(first, second):
                return self._combined((first, second), at, lambda minuend, less: minuend - less)
            case _:
                return self._combined((node.first, node.second), at, ratio, "分母为0,无法相除")

    def _in_time(self, node: nodes.Growth | nodes.Average | nodes.Age, at: Context) -> Got:
        match node:
            case nodes.Growth():
                return self._growth(node, at)
            case nodes.Average(of, years):
                return self._years(of, years, at, lambda *parts: sum(parts, Fraction(0)) / years)
            case _:
                return self._age(node.of, at)

    # ── leaves ──
    def _fact(self, name: str, at: Context) -> Got:
        spec = self.book.spec(name, at.related)
        fact = find(at.case, name, spec, at.day, at.shift)
        if fact is None:
            told = spec.yearly or at.shift or name in at.case.facts
            note = f"{spec.label}没有{at.case.year + at.shift}年的数据" if told else ""
            return Got(missing=(_missing(name, at),), note=note)
        period = fact.period.label if fact.period is not None else ""
        sources = (fact.source,) if fact.source else ()
        return Got(_checked(fact.value, spec.kind, name), (), (period,) if period else (), sources)

    def _parameter(self, name: str, at: Context) -> Got:
        parameter = self.book.parameters[name]
        threshold = parameter.values.at(at.day)
        if threshold is not None and threshold.value is not None:
            return Got(threshold.value)
        note = "当日没有有效的标准" if threshold is None and len(parameter.values) else "标准尚待本地确定"
        return Got(missing=(f"parameter:{name}",), note=f"{parameter.label}:{note}")

    # ── arithmetic ──
    def _combined(
        self,
        of: Iterable[nodes.Expression],
        at: Context,
        how: Callable[..., Fraction | None],
        note: str = "",
    ) -> Got:
        return combine([self.get(part, at) for part in of], how, note)

    def _years(
        self,
        of: nodes.Expression,
        years: int,
        at: Context,
        how: Callable[..., Fraction | None],
        note: str = "",
    ) -> Got:
        """Combine the values of the last `years` years, the oldest first."""
        return combine([self.get(of, at.moved(-back)) for back in reversed(range(years))], how, note)

    def _growth(self, node: nodes.Growth, at: Context) -> Got:
        note = "基期为零或负数,增速无法计算"
        if node.method == "mean":
            return self._years(node.of, node.years + 1, at, mean_growth, note)
        ends = [self.get(node.of, at.moved(-node.years)), self.get(node.of, at)]
        power = 1 if node.method == "total" else node.years
        return combine(ends, lambda first, last: growth(first, last, power), note)

    def _age(self, of: nodes.Expression, at: Context) -> Got:
        got = self.get(of, at)
        if not isinstance(got.value, date):
            return got
        return replace(got, value=Fraction(whole_years(got.value, at.day)))

    def _table(self, node: nodes.Table, at: Context) -> Got:
        by = self.get(node.by, at)
        begins = [self.get(step.begins, at) for step in node.steps]
        lower = combine([by, *begins], lambda *parts: parts[0])
        if lower.number is None:
            return lower
        numbers = [got.number for got in begins]
        reached = [at for at, number in enumerate(numbers) if number is not None and number <= lower.number]
        if reached:
            return _with(lower, self.get(node.steps[reached[-1]].value, at))
        if node.below is None:
            return replace(lower, value=None, note="低于最低一档,文件没有规定")
        return _with(lower, self.get(node.below, at))

    def _capped(self, node: nodes.Capped, at: Context) -> Got:
        got = self.get(node.of, at)
        if node.at_least is not None:
            got = combine([got, self.get(node.at_least, at)], max)
        if node.at_most is not None:
            got = combine([got, self.get(node.at_most, at)], min)
        return got

    def _choose(
        self, when: nodes.Condition, then: nodes.Expression, otherwise: nodes.Expression, at: Context
    ) -> Got:
        verdict, missing = self.verdict(when, at)
        if verdict is Truth.UNKNOWN:
            return Got(missing=missing, note="适用哪一种还不清楚")
        return replace(self.get(then if verdict is Truth.TRUE else otherwise, at), low=None, high=None)

    # ── related cases ──
    def _members(self, related: str, at: Context) -> list[Context] | None:
        listed = at.case.related.get(related)
        return None if listed is None else [at.inside(case, related) for case in listed]

    def _over(
        self, related: str, where: nodes.Condition | None, of: nodes.Expression | None, at: Context
    ) -> Got:
        """The sum over related cases of `of` (of 1 without it), as far as it is known."""
        members = self._members(related, at)
        if members is None:
            return Got(missing=(f"related:{related}",), note=f"还没有列出{self.book.related[related].label}")
        tally = _Tally()
        for member in members:
            verdict, missing = self.verdict(where, member) if where is not None else (Truth.TRUE, ())
            if verdict is not Truth.FALSE:
                part = self.get(of, member) if of is not None else Got(Fraction(1))
                tally.add(verdict, part, missing)
        return tally.got()

    def _share(self, node: nodes.Share, at: Context) -> Got:
        part = self._over(node.related, node.where, node.of, at)
        whole = self._over(node.related, None, node.of, at)
        if whole.number is None:
            return whole
        note = f"{self.book.related[node.related].label}合计为零或负数,无法计算占比"
        if whole.number <= 0:
            return Got(note=note)
        low, high = (
            ratio(bound, whole.number) if bound is not None else None for bound in (part.low, part.high)
        )
        value = ratio(part.number, whole.number) if part.number is not None else None
        return replace(part, value=value, low=low, high=high)


class _Tally:
    """Adds up members; those not known to belong only widen the bounds."""

    def __init__(self) -> None:
        self.low = self.high = Fraction(0)
        self.unvalued = self.undecided = 0
        self.missing: list[str] = []
        self.periods: list[str] = []
        self.sources: list[str] = []

    def add(self, verdict: Truth, part: Got, missing: tuple[str, ...]) -> None:
        self.missing += [*missing, *part.missing]
        self.periods += part.periods
        self.sources += part.sources
        if verdict is Truth.UNKNOWN:
            self.undecided += 1
        if part.number is None:
            self.unvalued += 1
            return
        if verdict is Truth.TRUE or part.number > 0:
            self.high += part.number
        if verdict is Truth.TRUE or part.number < 0:
            self.low += part.number

    def got(self) -> Got:
        missing, periods, sources = (_unique(found) for found in (self.missing, self.periods, self.sources))
        if self.unvalued:
            return Got(missing=missing, note=f"有{self.unvalued}个缺数据")
        note = f"有{self.undecided}个缺数据,暂不能判断是否计入" if self.undecided else ""
        value = self.low if self.low == self.high else None
        return Got(value, missing, periods, sources, note, self.low, self.high)


def combine(parts: list[Got], how: Callable[..., Fraction | None], note: str = "") -> Got:
    """One number out of several; UNKNOWN when one is, or when `how` gives None (then with the note)."""
    merged = Got(
        missing=_unique(name for part in parts for name in part.missing),
        periods=_unique(period for part in parts for period in part.periods),
        sources=_unique(source for part in parts for source in part.sources),
        note=";".join(_unique(part.note for part in parts if part.note)),
    )
    numbers = [part.number for part in parts]
    if None in numbers:
        return merged
    value = how(*numbers)
    return replace(merged, value=value, missing=()) if value is not None else replace(merged, note=note)


def _with(read: Got, got: Got) -> Got:
    """`got`, with what was read to choose it."""
    return replace(
        got,
        low=None,
        high=None,
        periods=_unique([*read.periods, *got.periods]),
        sources=_unique([*read.sources, *got.sources]),
    )


def ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None


def growth(first: Fraction, last: Fraction, power: int) -> Fraction | None:
    """The rate that leads from one value to another in `power` years; None from zero or less."""
    if first <= 0 or (power > 1 and last < 0):
        return None
    return root(last / first, power) - 1


def mean_growth(*values: Fraction) -> Fraction | None:
    """The mean of the yearly rates; None when a year to divide by is not above zero."""
    if any(value <= 0 for value in values[:-1]):
        return None
    rates = [later / earlier - 1 for earlier, later in pairwise(values)]
    return sum(rates, Fraction(0)) / len(rates)


def root(value: Fraction, power: int) -> Fraction:
    """The root of a value that is not negative: exact when it has up to twelve decimals, else cut there
    and a 5 set behind, which keeps its place between all numbers of up to twelve decimals."""
    if power == 1:
        return value
    whole = value.numerator * _SCALE**power // value.denominator
    cut = integer_root(whole, power)
    exact = cut**power * value.denominator == value.numerator * _SCALE**power
    return Fraction(cut, _SCALE) if exact else Fraction(cut * 10 + 5, _SCALE * 10)


def integer_root(value: int, power: int) -> int:
    """The largest whole number whose power is not above a value (Newton's method on integers)."""
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // power)
    while True:
        better = ((power - 1) * guess + value // guess ** (power - 1)) // power
        if better >= guess:
            return guess
        guess = better


def _product(*parts: Fraction) -> Fraction:
    product = Fraction(1)
    for part in parts:
        product *= part
    return product


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _missing(name: str, at: Context) -> str:
    own = column(name, at.shift)
    return f"{at.related}.{own}" if at.related is not None else own


_TYPES: dict[str, type] = {"number": Decimal, "text": str, "choice": str, "yesno": bool, "date": date}


def _checked(value: Value, kind: str, name: str) -> Fraction | str | bool | date:
    if not isinstance(value, _TYPES[kind]):
        raise TypeError(f"fact {name!r} is declared as {kind} and holds {value!r}")
    return Fraction(value) if isinstance(value, Decimal) else value
