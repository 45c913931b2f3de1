"""Which kinds of record have a ledger: their states, clocks, lights, ladder, and who answers for one.

An app says so in its own `ledgers.py`, which is read when the registry is first asked:

    ledger(Application, table=APPLICATIONS, clocks=clocks_of_the_scheme, light="recognition",
           escalation="recognition", responsible=whose)

In the same file an app says what of it waits for whom (`todo`), what stands on the page of a unit and of
a leader (`work`), and which fields move when work changes hands (`handed_over`).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.core.ledger.states import StateTable


@dataclass(frozen=True)
class Responsible:
    """Who answers for a record: a place, and in it a unit or a post; the leader above them."""

    area: Any
    unit: Any = None
    post: Any = None
    leader: Any = None


@dataclass(frozen=True)
class Dated:
    """Records that bring their own end: a clock runs until `field` while they are in `rows`.

    The tick keeps these clocks level with the records, set by set, however the records were made.
    `owners(rows)` gives who answers for each, by primary key.
    """

    label: object
    field: str
    rows: Callable[[], QuerySet[Any]]
    owners: Callable[[list[Any]], dict[int, Responsible]]
    key: str = "deadline"
    #: what `clause` and `document` a record's clock cites
    cites: Callable[[Any], tuple[str, str]] = lambda _record: ("", "")
    #: whether it may be paused; not where the day is a plan's own, which is planned anew instead
    pausable: bool = True


@dataclass(frozen=True)
class Ledger:
    """One kind of record under the ledger. `light` and `escalation` are keys of the packs ("": none)."""

    model: type[Model]
    table: StateTable | None
    clocks: Callable[[Any, date], tuple[ClockRule, ...]]
    light: str
    escalation: str
    responsible: Callable[[Any], Responsible]
    dated: Dated | None = None
    #: nodes done and nodes in all, by primary key, where the kind of record has nodes
    nodes: Callable[[list[Any]], dict[Any, tuple[int, int]]] | None = None
    #: takes over into a record where its clock ends now; see `deadlines`
    follow: Callable[[Any, Any, Any], None] | None = None

    @property
    def subject_type(self) -> str:
        return self.model._meta.label_lower


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, where, how urgent, and the rule its colour comes from."""

    label: str
    url: str
    aside: str = ""
    tone: str = ""
    hint: str = ""


#: what may be asked of a person, in the order in which the to-do page asks it
ASKS: dict[str, str | Promise] = {
    "sign": _("请签收"),
    "answer": _("请回复"),
    "do": _("请办理"),
    "report": _("请填报"),
    "check": _("请审核"),
    "decide": _("请决定"),
    "watch": _("请关注"),
}


@dataclass(frozen=True)
class Todo:
    """A source of the to-do page. See `todo` for what each part means."""

    key: str
    title: str | Promise
    permission: str
    rows: Callable[[Any, date], QuerySet[Any]]
    url: str | Callable[[Any, date], str]
    line: Callable[[Any, date], Line] | None = None
    tone: str = "warn"
    asks: str = "do"
    due: str = ""


@dataclass(frozen=True)
class HandedOver:
    """A field that names a unit or a post and moves when work changes hands. See `handed_over`."""

    model: type[Model]
    field: str
    rows: Callable[[], QuerySet[Any]]
    subject: str = ""
    title: str | Promise = ""


#: all open rows, and how they are counted by unit
Counted = tuple[Callable[[], QuerySet[Any]], str | Callable[[QuerySet[Any]], QuerySet[Any, Any]]]


@dataclass(frozen=True)
class Work:
    """A part of the page of a unit and of a leader. See `work` for what each part means."""

    key: str
    title: str | Promise
    of_unit: Callable[[Any], QuerySet[Any]]
    of_post: Callable[[Any], QuerySet[Any]] | None = None
    columns: Sequence[Any] = ()
    permission: str = ""
    due: str = ""
    counted: Counted | None = None


_LEDGERS: dict[str, Ledger] = {}
_TODOS: dict[str, Todo] = {}
_HANDED_OVER: dict[tuple[str, str], HandedOver] = {}
_WORK: dict[str, Work] = {}
Clocks = tuple[ClockRule, ...] | Callable[[Any, date], tuple[ClockRule, ...]]


def ledger(
    model: type[Model],
    *,
    responsible: Callable[[Any], Responsible],
    table: StateTable | None = None,
    clocks: Clocks = (),
    light: str = "general",
    escalation: str = "",
    dated: Dated | None = None,
    nodes: Callable[[list[Any]], dict[Any, tuple[int, int]]] | None = None,
    follow: Callable[[Any, Any, Any], None] | None = None,
) -> Ledger:
    """Put a kind of record under the ledger; said twice, the last word counts.

    `clocks` are rules, or a function of a record and a day that gives those in force for it. A record
    that shows by when it is due itself takes every pause and extension over in the same deed: `dated`
    ones into their own field, others by `follow(deed, record, clock)`.
    """
    fixed = clocks if isinstance(clocks, tuple) else None
    asked: Any = (lambda _subject, _day: fixed) if fixed is not None else clocks
    made = Ledger(model, table, asked, light, escalation, responsible, dated, nodes, follow)
    _LEDGERS[made.subject_type] = made
    return made


def ledger_of(subject: Model | type[Model] | str) -> Ledger | None:
    """The ledger of a record, a model or a label ("tasks.task"); None when it has none."""
    _declared()
    label = subject if isinstance(subject, str) else subject._meta.label_lower
    return _LEDGERS.get(label)


def ledgers() -> tuple[Ledger, ...]:
    """All of them, in the order in which they were declared."""
    _declared()
    return tuple(_LEDGERS.values())


def todo(
    key: str,
    title: str | Promise,
    *,
    permission: str,
    rows: Callable[[Any, date], QuerySet[Any]],
    url: str | Callable[[Any, date], str],
    line: Callable[[Any, date], Line] | None = None,
    tone: str = "warn",
    asks: str = "do",
    due: str = "",
) -> Todo:
    """Put a source on everyone's to-do page.

    `rows(user, day)` are the records that wait for this person, the most urgent first; the page narrows
    them to what `permission` opens to the person, counts them up to a cap and fetches the first few, so
    they must be one indexed query (`select_related` what `line` reads). `url` leads to all of them: a
    URL name with its query ("letters:list?state=issued"), a path, or a function of user and day. `line`
    says how one is shown (default: its name, its light, its own page). `asks` is a key of `ASKS`: what
    the person is asked to do, by which the page is grouped. `due` names the field of the day it is due,
    for records without a clock. Said twice, the last word counts.
    """
    if asks not in ASKS:
        raise KeyError(f"{key}: asks is one of {', '.join(ASKS)}")
    _TODOS[key] = Todo(key, title, permission, rows, url, line, tone, asks, due)
    return _TODOS[key]


def todos() -> tuple[Todo, ...]:
    """Every source of the to-do page, by what it asks."""
    _declared()
    order = list(ASKS)
    return tuple(sorted(_TODOS.values(), key=lambda one: order.index(one.asks)))


def handed_over(
    model: type[Model],
    field: str,
    *,
    rows: Callable[[], QuerySet[Any]] | None = None,
    subject: str = "",
    title: str | Promise = "",
) -> HandedOver:
    """Let `field`, a key to a unit or a post, move when work is handed over.

    `rows()` are those still open (default: not archived, and in an open state of the model's ledger).
    `subject` names the key to the record they are part of, when they are a part (a task's assignment):
    its page is shown, its clocks follow. `title`: what the part is called (default: the model's name).
    """
    made = HandedOver(model, field, rows or (lambda: _open_rows(model)), subject, title)
    _HANDED_OVER[model._meta.label_lower, field] = made
    return made


def hand_overs() -> tuple[HandedOver, ...]:
    """Every field that moves when work is handed over, in the order in which they were declared."""
    _declared()
    return tuple(_HANDED_OVER.values())


def work(
    key: str,
    title: str | Promise,
    of_unit: Callable[[Any], QuerySet[Any]],
    of_post: Callable[[Any], QuerySet[Any]] | None = None,
    columns: Sequence[Any] = (),
    *,
    permission: str = "",
    due: str = "",
    counted: Counted | None = None,
) -> Work:
    """Put a part on the page of a unit (`of_unit`) and of a leader (`of_post`): open records only.

    `columns` are the kit's columns or names of fields, besides the record's name and light. The page
    narrows the rows to what `permission` opens to whoever looks (default: to view the model's register).
    `due` names the field of the day it is due, for records without a clock. `counted` is (all open rows,
    field of the unit), for the page of busy units; a function of the rows that a person may see gives
    (unit, number) where the unit is not named in the row itself. Said twice, the last word counts.
    """
    _WORK[key] = Work(key, title, of_unit, of_post, tuple(columns), permission, due, counted)
    return _WORK[key]


def works() -> tuple[Work, ...]:
    """Every part of the pages of units and leaders, in the order in which they were declared."""
    _declared()
    return tuple(_WORK.values())


def _open_rows(model: type[Model]) -> QuerySet[Any]:
    """The records that are not archived and, under a ledger with states, in an open one."""
    from zhenxing.core.ledger.states import Capability

    rows: QuerySet[Any] = model._default_manager.all()
    if any(field.name == "archived_at" for field in model._meta.concrete_fields):
        rows = rows.filter(archived_at__isnull=True)
    found = ledger_of(model)
    if found is not None and found.table is not None:
        rows = rows.filter(state__in=found.table.holding(Capability.OPEN))
    return rows


@cache
def _declared() -> None:
    """Read the `ledgers.py` of every app that has one."""
    for app in settings.ZHENXING_APPS:
        if importlib.util.find_spec(f"{app}.ledgers"):
            importlib.import_module(f"{app}.ledgers")
