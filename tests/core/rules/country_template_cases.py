"""The cases that OpenFisca's country-template ships, as cases of ours.

Read from the installed package at test time. OpenFisca fills what a case leaves out with a variable's
default (0, tenant, born 1970-01-01); our rules never do, so the defaults are written out here, in sight.
A month is judged on its first day, a year on the first of January.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from zhenxing.core.rules import Case, Fact
from zhenxing.core.truth import Value

BOOKS = Path(__file__).with_name("country_template")
#: variable → the book that holds its rule, which has the variable's name
OURS = {
    "basic_income": "basic-income",
    "pension": "basic-income",
    "age": "basic-income",
    "housing_allowance": "housing",
    "housing_tax": "housing",
    "parenting_allowance": "household",
    "meal_price": "household",
    "swimming_pool_access": "household",
}
#: why a variable has no rule here
OUT_OF_SCOPE = {
    "income_tax": "a tax",
    "social_security_contribution": "a contribution",
    "disposable_income": "a sum of taxes, contributions and benefits",
    "total_taxes": "a sum of taxes",
    "housing_occupancy_status": "an input that the case repeats",
}
DEFAULTS: dict[str, Value] = {
    "birth": date(1970, 1, 1),
    "salary": Decimal(0),
    "rent": Decimal(0),
    "accommodation_size": Decimal(0),
    "housing_occupancy_status": "tenant",
}
PERSON, HOUSEHOLD = ("birth", "salary"), ("rent", "accommodation_size", "housing_occupancy_status")


def package() -> Path | None:
    """Where the country-template is installed; None when it is not."""
    spec = importlib.util.find_spec("openfisca_country_template")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


@dataclass(frozen=True)
class Expected:
    """One output of one case: what the variable must be in a period."""

    file: str
    name: str
    variable: str
    period: str
    case: Case
    value: Decimal | str


def expected() -> Iterator[Expected]:
    """Every output of every case of the package, reforms left out."""
    home = package()
    for file in sorted(home.glob("tests/**/*.yaml")) if home is not None else ():
        if "reforms" not in file.parts:
            for case in yaml.safe_load(file.read_text(encoding="utf-8")):
                yield from _of_case(file.stem, case)


def _of_case(file: str, case: dict[str, Any]) -> Iterator[Expected]:
    for person, variable, value in _outputs(case["output"]):
        by_period = value if isinstance(value, dict) else {case["period"]: value}
        for period, answers in by_period.items():
            for at, answer in enumerate(answers if isinstance(answers, list) else [answers]):
                made = _case(case["input"], str(period), at)
                if person is not None:
                    made = next(
                        member for member in made.related["members"] or () if member.subject == person
                    )
                yield Expected(file, case["name"], variable, str(period), made, _exact(answer))


def _outputs(output: dict[str, Any]) -> Iterator[tuple[str | None, str, Any]]:
    """(person or None for the household, variable, value)."""
    for key, value in output.items():
        if key == "persons":
            for person, variables in value.items():
                yield from ((person, variable, one) for variable, one in variables.items())
        elif key == "household":
            yield from ((None, variable, one) for variable, one in value.items())
        else:
            yield None, key, value


def _exact(answer: object) -> Decimal | str:
    return answer if isinstance(answer, str) else Decimal(str(answer))


def _case(given: dict[str, Any], period: str, at: int) -> Case:
    """The input of one case in one period; of a list, the one at a position."""
    day = date.fromisoformat(f"{period}-01" if "-" in period else f"{period}-01-01")
    people = given.get("persons", {})
    own = {name: value for name, value in given.items() if name not in {"household", "persons"}}
    household = given.get("household", {})
    own |= {name: value for name, value in household.items() if name in HOUSEHOLD}
    facts = {name: _at(value, day, at) for name, value in own.items()}
    missing = {name: DEFAULTS[name] for name in (*HOUSEHOLD, "salary") if name not in facts}
    if not {"age", "birth"} & own.keys():
        missing["birth"] = DEFAULTS["birth"]
    members = {name: _person(name, value, day) for name, value in people.items()}
    related: dict[str, tuple[Case, ...] | None] = {
        "adults": tuple(members[name] for name in household.get("adults", ())),
        "members": tuple(members.values()),
    }
    return Case("案例", day, day.year, _facts({**facts, **missing}), related)


def _person(name: str, given: dict[str, Any], day: date) -> Case:
    facts = {key: _at(value, day, 0) for key, value in given.items()}
    filled = {key: facts.get(key) if facts.get(key) is not None else DEFAULTS[key] for key in PERSON}
    return Case(name, day, day.year, _facts(filled))


def _at(value: Any, day: date, at: int) -> Value | None:
    """An input in the month of a day; None when the case says nothing of that month."""
    if isinstance(value, dict):
        months = {str(period): one for period, one in value.items()}
        value = months.get(f"{day:%Y-%m}")
    if isinstance(value, list):
        value = value[at]
    return value if value is None or isinstance(value, str | date) else Decimal(str(value))


def _facts(values: dict[str, Value | None]) -> dict[str, tuple[Fact, ...]]:
    return {name: (Fact(value, None, "案例"),) for name, value in values.items() if value is not None}
