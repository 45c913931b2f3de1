"""A plan against the one above it: what of the parent's targets the child took over, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from zhenxing.core.compiler.findings.finding import Finding, Item, finding
from zhenxing.core.compiler.findings.indicators import (
    amount_of,
    grades,
    grown,
    name_of,
    period_of,
    same_measure,
    unit_of,
)
from zhenxing.core.compiler.findings.targets import is_level
from zhenxing.core.compiler.pairing import assign
from zhenxing.core.compiler.plan import Goal, Plan, Task
from zhenxing.core.compiler.terms import clause_label
from zhenxing.core.quantities import display

_ALIKE = 72
#: 每个县至少1个: what is asked of each child, not of all together
_EACH = re.compile(r"(?:每个?|各)(?:县|市|区|乡镇|镇|专业镇)")
_TITLE = re.compile(r"《([^《》]{4,80})》")
_PLACE = re.compile(r"^[^省市县区]{1,8}[省市县区](?:人民政府)?(?:办公[厅室])?(?:关于)?(?:印发)?")
_AT_LEAST, _AT_MOST = frozenset({">=", ">", "=", "+"}), frozenset({"<=", "<"})


@dataclass(frozen=True)
class Inherited:
    """A parent's target and the child's that takes it over. `floor` is the child's part, None if unknown."""

    parent: Goal
    child: Goal
    floor: Decimal | None

    @property
    def lower(self) -> bool:
        """Less than the child's part."""
        amount = amount_of(self.child)
        if amount is None or self.floor is None:
            return False
        return amount > self.floor if self.parent.op in _AT_MOST else amount < self.floor

    @property
    def later(self) -> bool:
        """Due after the parent's own date."""
        above, below = period_of(self.parent.deadline), period_of(self.child.deadline)
        return above is not None and below is not None and below.last > above.last


@dataclass(frozen=True)
class Inheritance:
    """What a child document took over from its parent."""

    parent_title: str
    child_title: str
    inherited: tuple[Inherited, ...]
    missing: tuple[Goal, ...]
    #: tasks of the child that name the parent document
    citing: tuple[Task, ...]
    #: the child names the parent anywhere at all
    cited: bool
    findings: tuple[Finding, ...]


def inherit(parent: Plan, child: Plan, share: Decimal | None = None) -> Inheritance:
    """Match the parent's targets with the child's.

    `share` is the child's part of what all children reach together (0.2 of the city's 100 towns); without
    it only rates and what is asked of each child are compared, and the rest stays unknown.
    """
    goals = [goal for goal in parent.goals if goal.kind == "target"]
    links = _links(goals, child.goals)
    inherited = tuple(Inherited(goals[a], child.goals[b], _floor(goals[a], share)) for a, b in links)
    taken = {a for a, _ in links}
    missing = tuple(goal for index, goal in enumerate(goals) if index not in taken)
    names = _names(parent)
    citing = tuple(task for task in child.tasks if _cites(task.text, names))
    cited = bool(citing) or _cites(child.text, names)
    return Inheritance(
        _title(parent),
        _title(child),
        inherited,
        missing,
        citing,
        cited,
        _findings(parent, inherited, missing, citing, cited),
    )


def _links(parents: list[Goal], children: tuple[Goal, ...]) -> list[tuple[int, int]]:
    return assign(
        {
            (a, b): score
            for a, parent in enumerate(parents)
            for b, child in enumerate(children)
            if (score := _score(parent, child))
        }
    )


def _score(parent: Goal, child: Goal) -> int:
    """0 when the child's target cannot be the parent's; else how alike, the same date counting for more."""
    if unit_of(parent.unit) != unit_of(child.unit) or grades(parent.indicator) != grades(child.indicator):
        return 0
    if (grown(parent.indicator) is None) != (grown(child.indicator) is None):
        return 0
    one, other = (grown(goal.indicator) or name_of(goal.indicator) for goal in (parent, child))
    alike = 100.0 if same_measure(one, other) else fuzz.ratio(_bare(one), _bare(other))
    if alike < _ALIKE:
        return 0
    due, wanted = period_of(child.deadline), period_of(parent.deadline)
    in_time = due is not None and wanted is not None and due.last <= wanted.last
    return round(alike * 10) + 50 * in_time + 50 * (parent.increment == child.increment)


def _bare(name: str) -> str:
    for word in ("新增", "净增", "新培育", "培育", "创建", "建设", "打造", "认定"):
        name = name.removeprefix(word)
    return name


def _floor(parent: Goal, share: Decimal | None) -> Decimal | None:
    amount = amount_of(parent)
    if amount is None or parent.op not in _AT_LEAST | _AT_MOST:
        return None
    if parent.unit == "%" or _EACH.search(parent.text):
        return amount
    return amount * share if share is not None and is_sum(parent) else None


def is_sum(goal: Goal) -> bool:
    """Whether the children's parts add up to it."""
    return is_level(goal) or goal.increment


def _title(plan: Plan) -> str:
    return plan.header.title.value if plan.header.title else plan.source.name


def _names(plan: Plan) -> tuple[str, ...]:
    """How a document is named by others: its title without its issuer's words, its number."""
    title = _title(plan)
    inner = _TITLE.search(title)
    bare = inner[1] if inner else _PLACE.sub("", title).removesuffix("的通知")
    number = plan.header.doc_number.value if plan.header.doc_number else ""
    return tuple(name for name in (bare, number) if len(name) >= 6)


def _cites(text: str, names: tuple[str, ...]) -> bool:
    return any(name in text for name in names)


def _findings(
    parent: Plan,
    inherited: tuple[Inherited, ...],
    missing: tuple[Goal, ...],
    citing: tuple[Task, ...],
    cited: bool,
) -> tuple[Finding, ...]:
    title = _title(parent)
    found = (
        finding(
            "not_inherited",
            "上级目标没有承接：{count}个",
            [Item(goal.text, None, _where(parent, goal), against_source=title) for goal in missing],
        ),
        finding("below_share", "承接的目标低于应承担的份额：{count}个", list(_lower(inherited, title))),
        finding("inherited_later", "承接的目标期限晚于上级：{count}个", list(_later(inherited, title))),
        finding(
            "cites_parent",
            "写明依据上级文件的任务：{count}项",
            [Item(f"{task.number or ''}{task.heading}", task.span, clause=task.clause) for task in citing],
        ),
        None if cited else Finding("parent_not_cited", f"全文没有提到上级文件《{title}》"),
    )
    return tuple(each for each in found if each)


def _where(parent: Plan, goal: Goal) -> str:
    """The clause of the parent, as it numbers it."""
    label = clause_label({clause.id: clause for clause in parent.clauses}, goal.clause)
    return f"上级{label}" if label else ""


def _lower(inherited: tuple[Inherited, ...], title: str) -> Iterator[Item]:
    for link in inherited:
        if link.lower and link.floor is not None and isinstance(link.child.value, Decimal):
            note = (
                f"上级“{link.parent.text}”，应承担{display(link.floor, link.parent.unit)}，"
                f"只定了{display(link.child.value, link.child.unit)}"
            )
            yield _both(link, note, title)


def _later(inherited: tuple[Inherited, ...], title: str) -> Iterator[Item]:
    for link in inherited:
        if link.later:
            yield _both(link, f"上级期限{link.parent.deadline}，本级{link.child.deadline}", title)


def _both(link: Inherited, note: str, title: str) -> Item:
    child, parent = link.child, link.parent
    return Item(child.text, child.span, note, child.clause, parent.text, None, parent.clause, title)
