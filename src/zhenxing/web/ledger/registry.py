"""Which kinds of record have a ledger: their states, clocks, lights, ladder, and who answers for one.

An app says so in its own `ledgers.py`, which is read when the registry is first asked:

    ledger(Application, table=APPLICATIONS, clocks=clocks_of_the_scheme, light="recognition",
           escalation="recognition", responsible=whose)
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet

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

    @property
    def subject_type(self) -> str:
        return self.model._meta.label_lower


_LEDGERS: dict[str, Ledger] = {}
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
) -> Ledger:
    """Put a kind of record under the ledger; said twice, the last word counts.

    `clocks` are rules, or a function of a record and a day that gives those in force for it.
    """
    fixed = clocks if isinstance(clocks, tuple) else None
    asked: Any = (lambda _subject, _day: fixed) if fixed is not None else clocks
    made = Ledger(model, table, asked, light, escalation, responsible, dated, nodes)
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


@cache
def _declared() -> None:
    """Read the `ledgers.py` of every app that has one."""
    for app in settings.ZHENXING_APPS:
        if importlib.util.find_spec(f"{app}.ledgers"):
            importlib.import_module(f"{app}.ledgers")
