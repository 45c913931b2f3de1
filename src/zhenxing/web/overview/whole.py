"""The whole at a glance: one card for each ledger, every number leading to the rows it counts.

Each card looks through the register's own eyes (scope included), costs a statement or two however many
rows there are, and is left out when its app is, when the person may not see it, or when it has no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit import scope
from zhenxing.web.kit.lists import in_use

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User


@dataclass(frozen=True)
class Number:
    """So many rows; `url` shows exactly these."""

    label: str | Promise
    number: int
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Card:
    """One ledger: its name, where all of it is, its numbers (none of them zero)."""

    title: str | Promise
    url: str
    numbers: tuple[Number, ...]
    #: said under the numbers
    aside: str | Promise = ""


Part = Callable[["User", date, "QuerySet[Any]"], Iterator[Card]]


def cards(user: User, day: date) -> tuple[Card, ...]:
    """The ledgers a person sees, in the order of the work."""
    from zhenxing.web.registers import REGISTERS

    registers = {one.key: one for one in REGISTERS}
    found: list[Card] = []
    for key, part in _PARTS.items():
        if key in registers and scope.permits(user, f"{key}.view"):
            rows = in_use(registers[key].rows(user)).select_related(None).prefetch_related(None)
            found += [card for card in part(user, day, rows.order_by()) if card.numbers]
    return tuple(found)


def _goals(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    """Hard goals and aspirational ones on cards of their own: never in one number."""
    from zhenxing.web.goals.queries import tallies
    from zhenxing.web.goals.states import ACHIEVED, GOAL_STATES, MISSED

    url = reverse("goals:list")
    titles = {False: _("硬目标"), True: _("力争目标")}
    for aspirational, found in tallies(rows, day).items():
        base = f"{url}?kind={'yes' if aspirational else 'no'}"
        numbers = [
            Number(one.label, one.number, f"{base}&standing={one.key}", one.tone) for one in found.standings
        ]
        numbers.append(Number(_("已过期限未销号"), found.late, f"{base}&due=overdue", "bad"))
        for key in (ACHIEVED, MISSED):
            state = GOAL_STATES[key]
            numbers.append(
                Number(str(state.label), found.states.get(key, 0), f"{base}&state={key}", state.tone)
            )
        yield _card(titles[aspirational], base, numbers)


def _tasks(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    """Open ones by light, and what waits for somebody's check."""
    from zhenxing.web.ledger.queries import TONES, numbers_by_light
    from zhenxing.web.ledger.registry import ledger_of
    from zhenxing.web.tasks.states import OPEN

    lights = {
        "red": _("红灯"),
        "orange": _("橙灯"),
        "yellow": _("黄灯"),
        "blue": _("蓝灯"),
        "green": _("绿灯"),
        "grey": _("灰灯"),
    }
    url, ledger = reverse("tasks:list"), ledger_of(rows.model)
    lit = numbers_by_light(rows.filter(state=OPEN), "due_on", ledger.light if ledger else "", day)
    numbers = [
        Number(name, lit[colour], f"{url}?light={colour}", TONES[colour]) for colour, name in lights.items()
    ]
    numbers.append(Number(_("没有期限"), lit[""], f"{url}?state={OPEN}&due=none", "muted"))
    numbers += [one for one in _states("tasks", rows, url) if not one.url.endswith(f"={OPEN}")]
    yield _card(_("任务"), url, numbers)


def _projects(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    yield _card(
        _("项目"), reverse("projects:list"), _states("projects", rows, reverse("projects:list"), all_=True)
    )


def _leads(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    yield _card(_("招商线索"), reverse("leads:list"), _states("leads", rows, reverse("leads:list")))


def _problems(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    """Open ones by state, and those past their day."""
    url = reverse("problems:list")
    late = rows.filter(state__in=("assigned", "redo"), due_on__lt=day).count()
    numbers = [Number(_("超期"), late, f"{url}?due=overdue", "bad"), *_states("problems", rows, url)]
    yield _card(_("企业问题"), url, numbers)


def _letters(user: User, day: date, rows: QuerySet[Any]) -> Iterator[Card]:
    """Letters that are out: to be signed for, answered, re-checked."""
    from zhenxing.web.ledger.states import LETTERS

    url, counted = reverse("letters:list"), _by_state(rows)
    numbers = [
        Number(str(state.label), counted.get(state.key, 0), f"{url}?state={state.key}", state.tone)
        for state in LETTERS.states
        if Capability.OPEN in state.capabilities
    ]
    yield _card(_("督办函件"), url, numbers)


def _states(key: str, rows: QuerySet[Any], url: str, *, all_: bool = False) -> list[Number]:
    """The numbers of a ledger by state: the open ones, or all."""
    from zhenxing.web.ledger.registry import ledger_of

    found = ledger_of(rows.model)
    if found is None or found.table is None:
        return []
    counted = _by_state(rows)
    return [
        Number(str(state.label), counted.get(state.key, 0), f"{url}?state={state.key}", state.tone)
        for state in found.table.states
        if all_ or Capability.OPEN in state.capabilities
    ]


def _by_state(rows: QuerySet[Any]) -> dict[str, int]:
    return dict(rows.order_by().values_list("state").annotate(n=Count("pk")))


def _card(title: str, url: str, numbers: list[Number]) -> Card:
    return Card(title, url, tuple(one for one in numbers if one.number))


#: register → its cards, in this order on the page; an app that was deleted has no register
_PARTS: dict[str, Part] = {
    "goals": _goals,
    "tasks": _tasks,
    "projects": _projects,
    "leads": _leads,
    "problems": _problems,
    "letters": _letters,
}
