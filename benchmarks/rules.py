"""Ask many rules of many enterprises: in columns, one by one, and by OpenFisca.

    python benchmarks/rules.py [--rows 200000] [--rules 100] [--rounds 5]

All sides run in one process, in turn, round by round; medians of CPU seconds. One by one is timed on a
sample and scaled up. Data without holes, for OpenFisca has no unknown. Our answers are checked against
`evaluate` on the sample; where OpenFisca's differ (it counts in 32-bit floats) is counted.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhenxing.core.periods import Period
from zhenxing.core.rules import Case, Fact, Rulebook, evaluate
from zhenxing.core.rules.columns import ask_all
from zhenxing.core.rules.form import parse

DAY, YEAR = date(2025, 6, 30), 2024
SAMPLE = 500
INDUSTRIES = np.array([f"C{number}" for number in range(1310, 1410)])
HEAD = """\
key: race
name: 示范政策
subject: enterprise
citation: {document: 示范办法}
facts:
  revenue: {label: 营业收入, unit: 元}
  tax: {label: 税收, unit: 元}
  staff: {label: 从业人员, unit: 人}
  industry: {label: 行业代码, kind: text}
rules:
"""
Policy = dict[str, Any]


def policies(count: int) -> list[Policy]:
    """Policies of five conditions; thresholds come from a few, as in life."""
    random = np.random.default_rng(7)
    return [
        {
            "revenue": int(random.choice([5, 10, 20, 50, 100])) * 1_000_000,
            "staff": int(random.choice([5, 10, 20, 50])),
            "share": int(random.choice([1, 2, 3, 5])),
            "growth": int(random.choice([0, 5, 8, 10])),
            "industries": sorted(random.choice(INDUSTRIES, 10, replace=False).tolist()),
        }
        for _ in range(count)
    ]


def data(rows: int) -> dict[str, NDArray[Any]]:
    random = np.random.default_rng(11)
    revenue = random.integers(1, 200_000_000, rows)
    return {
        "revenue": revenue,
        "revenue@-1": random.integers(1, 200_000_000, rows),
        "tax": (revenue * random.random(rows) * 0.1).astype(np.int64),
        "staff": random.integers(1, 200, rows),
        "industry": random.integers(0, len(INDUSTRIES), rows),
    }


# ── ours ──
def rulebook(found: list[Policy]) -> Rulebook:
    rules = (
        f"  - {{key: p{at}, name: 政策, when: {{all: ["
        f"{{of: revenue, at_least: {policy['revenue']}元}}, {{of: staff, at_least: {policy['staff']}人}},"
        f" {{of: {{ratio: [tax, revenue]}}, at_least: {policy['share']}%}},"
        f" {{of: {{growth: revenue}}, above: {policy['growth']}%}},"
        f" {{of: industry, in: [{', '.join(policy['industries'])}]}}]}}}}\n"
        for at, policy in enumerate(found)
    )
    return parse(HEAD + "".join(rules), "race.yaml")


def batch_of(columns: dict[str, NDArray[Any]]) -> Any:
    arrays = {name: pa.array(values) for name, values in columns.items() if name != "industry"}
    arrays["industry"] = pa.DictionaryArray.from_arrays(columns["industry"], pa.array(INDUSTRIES))
    return pa.RecordBatch.from_pydict(arrays)


def cases_of(columns: dict[str, NDArray[Any]], rows: int) -> list[Case]:
    def fact(name: str, at: int, back: int = 0) -> Fact:
        return Fact(Decimal(int(columns[name][at])), Period(YEAR - back))

    return [
        Case(
            str(at),
            DAY,
            YEAR,
            {
                "revenue": (fact("revenue", at), fact("revenue@-1", at, 1)),
                "tax": (fact("tax", at),),
                "staff": (fact("staff", at),),
                "industry": (Fact(str(INDUSTRIES[columns["industry"][at]])),),
            },
        )
        for at in range(rows)
    ]


# ── OpenFisca, as its guides write it: one variable a policy, whole-array formulas ──
def openfisca(found: list[Policy], columns: dict[str, NDArray[Any]]) -> Callable[[], list[NDArray[Any]]]:
    from openfisca_core import entities, periods, taxbenefitsystems, variables
    from openfisca_core.simulation_builder import SimulationBuilder

    firm = entities.Entity("firm", "firms", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([firm])

    def add(name: str, kind: type, formula: Callable[..., Any] | None = None) -> None:
        body = {"value_type": kind, "entity": firm, "definition_period": periods.YEAR, "label": name}
        system.add_variable(
            type(name, (variables.Variable,), body | ({"formula": formula} if formula else {}))
        )

    for name, kind in (("revenue", float), ("tax", float), ("staff", int), ("industry", int)):
        add(name, kind)
    for at, policy in enumerate(found):
        add(f"p{at}", bool, _formula(policy))

    def run() -> list[NDArray[Any]]:
        simulation = SimulationBuilder().build_default_simulation(system, len(columns["revenue"]))
        for name in ("revenue", "tax", "staff", "industry"):
            simulation.set_input(name, str(YEAR), columns[name])
        simulation.set_input("revenue", str(YEAR - 1), columns["revenue@-1"])
        return [simulation.calculate(f"p{at}", str(YEAR)) for at in range(len(found))]

    return run


def _formula(policy: Policy) -> Callable[..., Any]:
    wanted = [int(np.flatnonzero(code == INDUSTRIES)[0]) for code in policy["industries"]]

    def formula(firm: Any, period: Any, parameters: Any) -> Any:
        revenue, before = firm("revenue", period), firm("revenue", period.last_year)
        return (
            (revenue >= policy["revenue"])
            * (firm("staff", period) >= policy["staff"])
            * (firm("tax", period) / revenue >= policy["share"] / 100)
            * (revenue / before - 1 > policy["growth"] / 100)
            * np.isin(firm("industry", period), wanted)
        )

    return formula


# ── the race ──
def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("rows", 200_000), ("rules", 100), ("rounds", 5)):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    found, columns = policies(given.rules), data(given.rows)
    book, batch, cases = rulebook(found), batch_of(columns), cases_of(columns, SAMPLE)
    rules = book.in_force(DAY)
    sides: dict[str, Callable[[], Any]] = {
        "columns": lambda: ask_all(rules, book, batch, DAY, YEAR),
        "OpenFisca": openfisca(found, columns),
        "one by one": lambda: [[evaluate(rule, case, book).verdict for case in cases[:20]] for rule in rules],
    }
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    results: dict[str, Any] = {}
    for _ in range(given.rounds):
        for name, work in sides.items():
            spent, results[name] = timed(work)
            seconds[name].append(spent * (given.rows / 20 if name == "one by one" else 1))
    report(seconds, given)
    answers = [results["columns"][rule.key] for rule in rules]
    alone = [[evaluate(rule, case, book).verdict for case in cases] for rule in rules]
    assert all(answer.truths()[:SAMPLE] == own for answer, own in zip(answers, alone, strict=True))
    differing = sum(
        int((answer.is_true() != other).sum())
        for answer, other in zip(answers, results["OpenFisca"], strict=True)
    )
    matches = sum(int(answer.is_true().sum()) for answer in answers)
    print(f"{matches} matches; the sample agrees with evaluate; OpenFisca differs in {differing} answers")


def report(seconds: dict[str, list[float]], given: argparse.Namespace) -> None:
    base = statistics.median(seconds["OpenFisca"])
    print(f"{given.rows} enterprises × {given.rules} rules, medians of {given.rounds} rounds, CPU seconds")
    for name, spent in seconds.items():
        median = statistics.median(spent)
        print(f"{name:>12} {median:10.3f}  {base / median:8.2f} × OpenFisca")


if __name__ == "__main__":
    main()
