"""Cases as Arrow batches, exactly: what small registers and tests use; large ones keep columns anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from zhenxing.core.rules.book import Case, Rulebook
from zhenxing.core.rules.columns.arrays import SCALE
from zhenxing.core.rules.columns.names import Aggregate, Reads, answer_name
from zhenxing.core.rules.evaluate import Evaluation
from zhenxing.core.rules.facts import column, find
from zhenxing.core.truth import Value

_MAX_SCALE = 9


def batch_of(cases: Sequence[Case], reads: Reads, book: Rulebook, day: date, year: int) -> Any:
    """A `pyarrow.RecordBatch` of one row a case with the columns that a rule reads."""
    judged = [replace(case, day=day, year=year) for case in cases]
    columns: dict[str, tuple[Any, Any]] = {}
    for name, shift in reads.facts:
        place = column(name, shift)
        kind = book.facts[name].kind
        columns[place] = _column(place, kind, [_fact(case, name, book, shift) for case in judged])
    for answer in reads.answers:
        place = answer_name(answer)
        columns[place] = _column(place, "yesno", [_answer(case, answer) for case in judged])
    evaluations = [Evaluation(book, case) for case in judged] if reads.aggregates else []
    for aggregate in reads.aggregates:
        columns |= _sums(aggregate, evaluations)
    # without any column a batch has no rows: their number is kept by one of its own
    columns["row"] = _column("row", "number", [Decimal(at) for at in range(len(judged))])
    return pa.RecordBatch.from_arrays(
        [array for array, _ in columns.values()], schema=pa.schema([field for _, field in columns.values()])
    )


def _fact(case: Case, name: str, book: Rulebook, shift: int) -> Value | None:
    fact = find(case, name, book.facts[name], case.day, shift)
    return None if fact is None else fact.value


def _answer(case: Case, answer: str) -> Value | None:
    found = case.judged.get(answer)
    return None if found is None else found.value


def _sums(aggregate: Aggregate, evaluations: Iterable[Evaluation]) -> dict[str, tuple[Any, Any]]:
    got = [each.values.get(aggregate.node, each.top.moved(aggregate.shift)) for each in evaluations]
    bounds = {aggregate.name: [one.low for one in got], aggregate.most: [one.high for one in got]}
    return {
        name: (pa.array([_written(value) for value in values], pa.string()), pa.field(name, pa.string()))
        for name, values in bounds.items()
    }


def _written(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def _column(name: str, kind: str, values: list[Value | None]) -> tuple[Any, Any]:
    """The array and its field: numbers as whole numbers of their smallest decimal."""
    if kind == "number":
        return _numbers(name, [value for value in values if value is None or isinstance(value, Decimal)])
    made: dict[str, Callable[[], Any]] = {"yesno": pa.bool_, "date": pa.date32}
    kind_of_column = made.get(kind, pa.string)()
    return pa.array(values, kind_of_column), pa.field(name, kind_of_column)


def _numbers(name: str, values: list[Decimal | None]) -> tuple[Any, Any]:
    places = max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0)
    scale = max(0, places)
    whole = [None if value is None else int(Fraction(value) * 10**scale) for value in values]
    if scale <= _MAX_SCALE and all(value is None or abs(value) < 2**63 for value in whole):
        return pa.array(whole, pa.int64()), pa.field(name, pa.int64(), metadata={SCALE: str(scale)})
    text = pa.string()
    fractions = [None if value is None else _written(Fraction(value)) for value in values]
    return pa.array(fractions, text), pa.field(name, text)
