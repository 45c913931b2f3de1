"""Score a compiled document against a careful reader's gold.

The rules are those of the annotation guide (`docs/reference/gold.md`): what counts as the same
item, which items count neither way, and what a damaged place allows. Scores are pooled over
documents: precision, recall and F1 per kind. Extra keys of a gold file are ignored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhenxing.core.compiler.plan import Condition, Figure, Found, Goal, Plan, Task

KINDS = ("header", "clean_text", "goals", "figures", "tasks", "pairs", "conditions")
HEADER_FIELDS = ("title", "doc_number", "issuer", "issued_on", "genre", "place")

_BRACKETS = str.maketrans(
    {"〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "﹝": "(", "﹞": ")"}
)
_COUNT_UNITS = frozenset("个家户项")
_GOAL_DIRECTION = {">=": "up", ">": "up", "=": "up", "+": "up", "<=": "down", "<": "down"}
_FACT_DIRECTION = {">=": "up", ">": "up", "+": "up", "<=": "down", "<": "down"}

GoldItem = Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """Counts of one kind, with every miss and every surplus named."""

    matched: int = 0
    gold: int = 0
    found: int = 0
    missed: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.matched + other.matched,
            self.gold + other.gold,
            self.found + other.found,
            self.missed + other.missed,
            self.surplus + other.surplus,
        )

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Evaluation:
    """Scores of each document and, pooled, of each kind."""

    documents: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, Score]:
        pooled = {kind: Score() for kind in KINDS}
        for scores in self.documents.values():
            for kind in KINDS:
                pooled[kind] += scores[kind]
        return pooled


def fold(text: str) -> str:
    """NFKC without white space, every kind of bracket alike."""
    folded = unicodedata.normalize("NFKC", text.translate(_BRACKETS))
    return "".join(folded.split()).translate(_BRACKETS)


def evaluate(plans: Mapping[str, Plan], gold: Mapping[str, GoldItem]) -> Evaluation:
    """Score every document that has gold; `plans` and `gold` share their keys."""
    return Evaluation({name: score_document(plans[name], gold[name]) for name in gold})


def score_document(plan: Plan, gold: GoldItem) -> dict[str, Score]:
    return {
        "header": _score_header(plan, gold),
        "clean_text": _score_text(plan, gold),
        "goals": _score_items(plan, plan.goals, gold.get("goals", ()), _same_goal),
        "figures": _score_items(plan, plan.figures, gold.get("figures", ()), _same_figure),
        "tasks": _score_tasks(plan.tasks, gold.get("tasks", ())),
        "pairs": _score_pairs(plan.tasks, gold.get("tasks", ())),
        "conditions": _score_items(plan, plan.conditions, gold.get("conditions", ()), _same_condition),
    }


# --- header and text -------------------------------------------------------------------------


def _score_header(plan: Plan, gold: GoldItem) -> Score:
    score = Score()
    for name in HEADER_FIELDS:
        if name in gold and not (name == "place" and gold[name] is None):
            score += _score_field(plan, name, gold)
    return score


def _score_field(plan: Plan, name: str, gold: GoldItem) -> Score:
    found: Found | None = getattr(plan.header, name)
    wanted: str | None = gold[name]
    given = found.value if found else None
    if gold.get(f"{name}_damaged"):
        right = bool(plan.suspicions) and (given is None or fold(given) == fold(wanted or ""))
        return _one(right, f"{name}: {wanted}", f"{name}: {given}" if given else None)
    if wanted is None:
        return Score(found=1, surplus=(f"{name}: {given}",)) if given else Score()
    right = given is not None and fold(given) == fold(wanted)
    return _one(right, f"{name}: {wanted}", f"{name}: {given}" if given else None)


def _one(right: bool, wanted: str, given: str | None) -> Score:
    if right:
        return Score(1, 1, 1)
    return Score(0, 1, 1 if given else 0, (wanted,), (given,) if given else ())


def _score_text(plan: Plan, gold: GoldItem) -> Score:
    text = fold(plan.text)
    score = Score()
    for snippet in gold.get("clean_text_contains", ()):
        score += _one(fold(snippet) in text, f"lost: {snippet}", None)
    for snippet in gold.get("clean_text_lacks", ()):
        if fold(snippet) in text:
            score += Score(found=1, surplus=(f"left: {snippet}",))
    once = gold.get("body_appears_once")
    if once:
        times = text.count(fold(once))
        score += _one(times == 1, f"once, not {times} times: {once}", None)
    return score


# --- goals, figures, conditions --------------------------------------------------------------


def _score_items(
    plan: Plan,
    found: Sequence[Goal | Figure | Condition],
    gold: Sequence[GoldItem],
    same: Callable[[Any, GoldItem], bool],
) -> Score:
    """Match each item once: first what counts, then what counts neither way takes its share."""
    required = [item for item in gold if not item.get("optional")]
    optional = [item for item in gold if item.get("optional")]
    links = _match(found, required, same)
    left = [item for index, item in enumerate(found) if index not in links.values()]
    absorbed = _match(left, optional, same).values()
    surplus = [item for index, item in enumerate(left) if index not in absorbed]
    excused = [
        index
        for index, item in enumerate(required)
        if index not in links and item.get("damaged") and _suspected(plan, item["text"])
    ]
    missed = [item for index, item in enumerate(required) if index not in links and index not in excused]
    matched = len(links) + len(excused)
    return Score(
        matched,
        len(required),
        matched + len(surplus),
        tuple(str(item["text"]) + _gold_key(item) for item in missed),
        tuple(item.text + _found_key(item) for item in surplus),
    )


def _match(
    found: Sequence[Any], gold: Sequence[GoldItem], same: Callable[[Any, GoldItem], bool]
) -> dict[int, int]:
    """Gold index → found index, a maximum matching that prefers items whose texts agree."""
    options = [
        sorted(
            (index for index, item in enumerate(found) if same(item, wanted)),
            # mypy infers no type for a lambda's default
            key=lambda index, wanted=wanted: not _akin(found[index].text, wanted["text"]),  # type: ignore[misc]
        )
        for wanted in gold
    ]
    taken: dict[int, int] = {}
    for index in range(len(gold)):
        _augment(index, options, taken, set())
    return {wanted: given for given, wanted in taken.items()}


def _augment(wanted: int, options: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    for given in options[wanted]:
        if given in seen:
            continue
        seen.add(given)
        if given not in taken or _augment(taken[given], options, taken, seen):
            taken[given] = wanted
            return True
    return False


def _akin(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    return first in second or second in first


def _suspected(plan: Plan, text: str) -> bool:
    wanted = fold(text)
    for suspicion in plan.suspicions:
        around = plan.text[max(0, suspicion.span.start - 40) : suspicion.span.end + 40]
        if wanted in fold(around) or fold(suspicion.text) in wanted:
            return True
    return False


def _same_goal(item: Goal, gold: GoldItem) -> bool:
    return (
        _same_value(item.value, gold.get("value"))
        and _unit(item.unit) == _unit(gold.get("unit"))
        and _GOAL_DIRECTION.get(item.op, item.op) == _GOAL_DIRECTION.get(gold["op"], gold["op"])
        and _same_time(item.deadline, gold.get("deadline"))
    )


def _same_figure(item: Figure, gold: GoldItem) -> bool:
    return (
        _same_value(item.value, gold.get("value"))
        and _unit(item.unit) == _unit(gold.get("unit"))
        and _same_fact_direction(item.op, gold["op"], gold["text"])
        and _same_time(item.period, gold.get("period"))
    )


def _same_condition(item: Condition, gold: GoldItem) -> bool:
    if gold.get("value") is None or item.value is None:
        return gold.get("value") is None and item.value is None
    if "未发生" in str(gold["text"]) and _is_absence(item.value, item.unit):
        return True
    return (
        _same_value(item.value, gold["value"])
        and _unit(item.unit) == _unit(gold.get("unit"))
        and _same_fact_direction(item.op, gold["op"], gold["text"])
    )


def _is_absence(value: object, unit: str | None) -> bool:
    """近N年未发生 may be read as none happened, or as that many years."""
    return value == 0 or unit == "年"


def _same_fact_direction(one: str | None, other: str | None, text: str) -> bool:
    if one == other:
        return True
    if any(word in text for word in ("提高到", "提升到", "翻番", "翻一番")) and {one, other} <= {"=", ">="}:
        return True
    return one is not None and _FACT_DIRECTION.get(one, one) == _FACT_DIRECTION.get(other or "", other)


def _same_value(value: Decimal | tuple[Decimal, ...] | None, gold: Any) -> bool:
    if isinstance(gold, list):
        return isinstance(value, tuple) and len(value) == len(gold) and all(map(_same_value, value, gold))
    if value is None or gold is None:
        return value is None and gold is None
    return not isinstance(value, tuple) and value == Decimal(str(gold))


def _unit(unit: str | None) -> str | None:
    if unit is None:
        return None
    folded = fold(unit)
    return "个" if folded in _COUNT_UNITS else folded


def _same_time(value: str | None, gold: str | None) -> bool:
    """Equal to the precision that the gold gives."""
    if value is None or gold is None:
        return value is None and gold is None
    return value[: len(gold)] == gold


def _gold_key(item: GoldItem) -> str:
    when = item.get("deadline", item.get("period"))
    return f" [{item.get('op')} {item.get('value')} {item.get('unit')} {when or ''}]".replace(" ]", "]")


def _found_key(item: Goal | Figure | Condition) -> str:
    value = "–".join(map(str, item.value)) if isinstance(item.value, tuple) else str(item.value)
    when = getattr(item, "deadline", None) or getattr(item, "period", None)
    return f" [{item.op} {value} {item.unit} {when or ''}]".replace(" ]", "]")


# --- tasks and pairs -------------------------------------------------------------------------


def _heading(text: str) -> str:
    return fold(text).rstrip(".。")


def _score_tasks(found: Sequence[Task], gold: Sequence[GoldItem]) -> Score:
    """A found task that has no responsibility line and no gold counts neither way."""
    wanted = [_heading(item["heading"]) for item in gold]
    left = list(range(len(gold)))
    matched = 0
    surplus = []
    for task in found:
        index = next((i for i in left if wanted[i] == _heading(task.heading)), None)
        if index is not None:
            left.remove(index)
            matched += not gold[index].get("optional")
        elif task.lead or task.support:
            surplus.append(task.heading)
    missed = [gold[index]["heading"] for index in left if not gold[index].get("optional")]
    return Score(
        matched, matched + len(missed), matched + len(surplus), tuple(map(str, missed)), tuple(surplus)
    )


def _score_pairs(found: Sequence[Task], gold: Sequence[GoldItem]) -> Score:
    given = [pair for task in found for pair in _found_pairs(task)]
    wanted = [pair for item in gold if not item.get("optional") for pair in _gold_pairs(item)]
    neither = [pair for item in gold if item.get("optional") for pair in _gold_pairs(item)]
    missed = _without(wanted, given)
    surplus = _without(_without(given, wanted), neither)
    matched = len(wanted) - len(missed)
    return Score(
        matched,
        len(wanted),
        matched + len(surplus),
        tuple(map(" · ".join, missed)),
        tuple(map(" · ".join, surplus)),
    )


def _found_pairs(task: Task) -> Iterable[tuple[str, str, str]]:
    for role, units in (("lead", task.lead), ("support", task.support)):
        for unit in units:
            yield _heading(task.heading), fold(unit.text), role


def _gold_pairs(item: GoldItem) -> Iterable[tuple[str, str, str]]:
    for role in ("lead", "support"):
        for unit in item.get(role, ()):
            yield _heading(item["heading"]), fold(unit), role


def _without(
    items: Sequence[tuple[str, str, str]], taken: Iterable[tuple[str, str, str]]
) -> list[tuple[str, str, str]]:
    left = list(items)
    for item in taken:
        if item in left:
            left.remove(item)
    return left
