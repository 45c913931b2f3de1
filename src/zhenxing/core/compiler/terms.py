"""The terms an obligation consists of, as they are compared and as people read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Literal

from rapidfuzz import fuzz

from zhenxing.core.compiler.findings.indicators import grades, grown, name_of, unit_of
from zhenxing.core.compiler.pairing import Pairing
from zhenxing.core.compiler.plan import Clause, Condition, Goal, Plan, Task, UnitMention, Value
from zhenxing.core.quantities import display, plain

Kind = Literal["goal", "task", "condition"]
KINDS: tuple[Kind, ...] = ("goal", "task", "condition")

#: of 100: two names below this are not one obligation
_ALIKE = 60
_CLAUSE, _SAME_DATE, _SAME_VALUE, _POSITION, _OTHER_KIND = 100, 60, 40, 40, 100
_COMPARED, _SOUGHT = 400, 60
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_MARKS = re.compile(r"\W+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿]?[%元吨户家个名项年]?")
_LONGEST = 20_000
_SIGNS = {">=": "不低于", ">": "超过", "=": "等于", "<=": "不超过", "<": "低于", "approx": "约", "+": "新增"}


@dataclass(frozen=True)
class Term:
    """One term: `key` is compared, `text` is shown, `members` are (key, text) of a list of units."""

    name: str
    key: object
    text: str
    members: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The words without marks and white space, full-width as half-width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def amount(value: Value | None, unit: str | None) -> str:
    """A value for people: 2.5亿元, 2–3家; 数值不详 when the source lost it."""
    if value is None:
        return "数值不详"
    if isinstance(value, Decimal):
        return display(value, unit)
    return ("–" if len(value) == 2 else "、").join(display(each, unit) for each in value)


def terms_of(kind: Kind, record: Any) -> tuple[Term, ...]:
    """The terms of a goal, task or condition, always the same ones in the same order."""
    makers: dict[Kind, Callable[[Any], tuple[Term, ...]]] = {
        "goal": _goal_terms,
        "task": _task_terms,
        "condition": _condition_terms,
    }
    return makers[kind](record)


def _value_key(value: Value | None) -> object:
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    return None if value is None else plain(value)


def _goal_terms(goal: Goal) -> tuple[Term, ...]:
    direction = _SIGNS.get(goal.op, {"range": "区间", "tiers": "分档"}.get(goal.op, ""))
    return (
        Term("indicator", name_of(goal.indicator), goal.indicator),
        Term("direction", goal.op, direction),
        Term("value", _value_key(goal.value), amount(goal.value, goal.unit)),
        Term("unit", unit_of(goal.unit), goal.unit or "无单位"),
        Term("deadline", goal.deadline, goal.deadline or "未写明"),
        Term("increment", goal.increment, "新增数" if goal.increment else "总数"),
        Term("firmness", goal.aspirational, "力争" if goal.aspirational else "必达"),
        Term("scope", goal.scope or "", goal.scope or "不限"),
        Term("wording", folded(goal.text), goal.text),
    )


def _task_terms(task: Task) -> tuple[Term, ...]:
    return (
        Term("heading", folded(task.heading), task.heading),
        _units("lead", task.lead),
        _units("support", task.support),
        Term("leaders", tuple(sorted(task.leaders)), "、".join(task.leaders) or "未写明"),
        Term("deadline", task.deadline, task.deadline or "未写明"),
        _figures(task.text),
        Term("wording", folded(task.text), task.text),
    )


def _figures(text: str) -> Term:
    """The numbers in a text: where one differs, more than the wording has changed."""
    found = tuple(_FIGURE.findall(unicodedata.normalize("NFKC", text)[:_LONGEST]))
    return Term("figures", found, "、".join(found) or "无")


def _units(name: str, mentions: tuple[UnitMention, ...]) -> Term:
    """A unit is the same however it is printed; the order does not matter."""
    members = {mention.unit or folded(mention.text): mention.text for mention in reversed(mentions)}
    text = "、".join(dict.fromkeys(mention.text for mention in mentions)) or "未写明"
    return Term(name, tuple(sorted(members)), text, tuple(reversed(members.items())))


def _condition_terms(condition: Condition) -> tuple[Term, ...]:
    return (
        Term("subject", name_of(condition.subject), condition.subject),
        Term("direction", condition.op, _SIGNS.get(condition.op or "", condition.op or "无")),
        Term("value", _value_key(condition.value), amount(condition.value, condition.unit)),
        Term("unit", unit_of(condition.unit), condition.unit or "无单位"),
        Term("award", folded(condition.award or ""), condition.award or "无"),
        Term("penalty", folded(condition.penalty or ""), condition.penalty or "无"),
        Term("wording", folded(condition.text), condition.text),
    )


def clause_label(clauses: Mapping[str, Clause], clause_id: str | None) -> str:
    """The numbers from the top, as printed: 二、（三）."""
    numbers: list[str] = []
    for _ in range(len(clauses)):
        clause = clauses.get(clause_id or "")
        if clause is None:
            break
        numbers.append(clause.number)
        clause_id = clause.parent
    return "".join(reversed(numbers))


# --- how records of a kind are told apart ----------------------------------------------------------


def pairing_of(kind: Kind, old: Plan, new: Plan) -> Pairing[Any]:
    """How records of a kind find each other in two plans."""
    places = _Places(old, new)
    scores: dict[Kind, Callable[[_Places, Any, Any], int]] = {
        "goal": _goal_score,
        "task": _task_score,
        "condition": _condition_score,
    }
    names: dict[Kind, Callable[[Any], str]] = {
        "goal": _goal_name,
        "task": _task_words,
        "condition": _condition_name,
    }
    return Pairing(partial(_key, kind, places), names[kind], partial(scores[kind], places))


def _key(kind: Kind, places: _Places, record: Any) -> tuple[str, ...]:
    return (*(repr(term.key) for term in terms_of(kind, record)), places.heading(record))


class _Places:
    """Where records stand: the words of their clause, and how far down their document (0 to 1).

    Records are told apart by identity: two plans may hold equal ones.
    """

    def __init__(self, old: Plan, new: Plan) -> None:
        self._headings: dict[int, str] = {}
        self._depths: dict[int, float] = {}
        for plan in (old, new):
            self._read(plan)

    def _read(self, plan: Plan) -> None:
        clauses = {clause.id: clause for clause in plan.clauses}
        kinds: tuple[tuple[Any, ...], ...] = (plan.goals, plan.tasks, plan.conditions)
        for records in kinds:
            for index, record in enumerate(records):
                clause = clauses.get(record.clause or "")
                self._headings[id(record)] = _YEAR.sub("", folded(clause.heading)) if clause else ""
                self._depths[id(record)] = index / len(records)

    def heading(self, record: Any) -> str:
        return self._headings[id(record)]

    def score(self, one: Any, other: Any) -> int:
        """Up to `_CLAUSE` for a clause of the same name, up to `_POSITION` for the same place."""
        first, second = self._headings[id(one)], self._headings[id(other)]
        named = fuzz.ratio(first, second) / 100 if first and second else 0.0
        apart = abs(self._depths[id(one)] - self._depths[id(other)])
        return round(_CLAUSE * named) + round(_POSITION * (1 - apart))


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other, score_cutoff=0) if one and other else 0.0


def _goal_name(goal: Goal) -> str:
    return name_of(goal.indicator)


def _goal_score(places: _Places, one: Goal, other: Goal) -> int:
    if (grown(one.indicator) is None) != (grown(other.indicator) is None):
        return 0
    units = {unit_of(one.unit), unit_of(other.unit)}
    if len(units - {None}) > 1 or grades(one.indicator) != grades(other.indicator):
        return 0
    alike = _ratio(_goal_name(one), _goal_name(other))
    if alike < _ALIKE:
        return 0
    return (
        round(alike * 10)
        - _OTHER_KIND * (one.increment != other.increment)
        + _SAME_DATE * (one.deadline == other.deadline)
        + _SAME_VALUE * (one.value == other.value)
        + places.score(one, other)
    )


def _task_name(task: Task) -> str:
    return _YEAR.sub("", folded(task.heading)) or folded(task.text[:_COMPARED])


def _task_words(task: Task) -> str:
    """What a task is looked for by: a new heading may stand over the same words."""
    return _task_name(task) + folded(task.text[:_SOUGHT])


def _task_score(places: _Places, one: Task, other: Task) -> int:
    heading = _ratio(_task_name(one), _task_name(other))
    body = _ratio(folded(one.text[:_COMPARED]), folded(other.text[:_COMPARED]))
    alike = max(heading, (heading + body) / 2, body if body > 80 else 0)
    if alike < _ALIKE:
        return 0
    return round(alike * 10) + places.score(one, other)


def _condition_name(condition: Condition) -> str:
    return name_of(condition.subject) + folded(condition.text)


def _condition_score(places: _Places, one: Condition, other: Condition) -> int:
    units = {unit_of(one.unit), unit_of(other.unit)} - {None}
    alike = max(
        _ratio(_condition_name(one), _condition_name(other)),
        _ratio(name_of(one.subject), name_of(other.subject)) - 10,
    )
    if len(units) > 1 or alike < _ALIKE or grades(one.subject) != grades(other.subject):
        return 0
    return round(alike * 10) + _SAME_VALUE * (one.value == other.value) + places.score(one, other)
