"""The seam through which goals are measured.

Another app that can tell a value (released figures, a ledger of its own) registers it in its own
`measures.py`, which is read when the registry is first asked:

    measure(ReleasedOutput())        # anything with key, label, words, never, ask

Goals ask `ask(goal, area, day)` and freeze what it answers. A measure never guesses: a value it cannot
tell is None, with the reason in `note`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

BY_HAND = "by_hand"


@dataclass(frozen=True)
class Reading:
    """What a measure answers. `value` is in the goal's unit without 万 or 亿, a percentage as a fraction.

    `source` is the rule by which it was told, `rows` how many rows were counted and `rows_url` where they
    are; `doubt`: so many more may count, nobody can say.
    """

    value: Decimal | None
    at: date
    source: str
    rows_url: str = ""
    note: str = ""
    rows: int | None = None
    doubt: Decimal = Decimal(0)


class Measure(Protocol):
    """A way to read goals. `words`: alternatives of words that speak for it in an indicator (all of one
    alternative must be there); `never`: words that speak against it."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> object: ...
    @property
    def words(self) -> Sequence[Sequence[str]]: ...
    @property
    def never(self) -> Sequence[str]: ...

    def ask(self, goal: Any, area: Any, day: date) -> Reading: ...


@dataclass(frozen=True)
class ByHand:
    """Typed by the unit that answers, with a proof; counts once another has confirmed it."""

    key: str = BY_HAND
    label: object = _("人工填报")
    words: Sequence[Sequence[str]] = ()
    never: Sequence[str] = ()

    def ask(self, goal: Any, area: Any, day: date) -> Reading:
        return Reading(None, day, str(self.label), note=str(_("由责任单位填报并附佐证，另一人核实后有效")))


@dataclass(frozen=True)
class Proposal:
    """A measure that may fit a goal, and the words of its indicator that say so."""

    measure: Measure
    words: tuple[str, ...]

    @property
    def because(self) -> str:
        return "、".join(f"“{word}”" for word in self.words)


_MEASURES: dict[str, Measure] = {}


def measure(one: Measure) -> Measure:
    """Register a measure; said twice, the last word counts."""
    _MEASURES[one.key] = one
    return one


def measures() -> tuple[Measure, ...]:
    """All of them, what is typed by hand first."""
    _declared()
    return tuple(_MEASURES.values())


def find(said: str) -> Measure | None:
    """The measure with a key, or with a label as a person writes it; None when there is none.

    A workbook may come from somebody who reads the site in another language.
    """
    _declared()
    if said in _MEASURES:
        return _MEASURES[said]
    name = said.strip()
    return next((one for one in _MEASURES.values() if name in (str(one.label), own_label(one))), None)


def own_label(one: Measure) -> str:
    """What a measure is called in the site's own language: what is kept, whoever looks."""
    with override(settings.LANGUAGE_CODE):
        return str(one.label)


def shown_label(kept: str) -> str:
    """A label that was kept, in the language of whoever looks."""
    found = find(kept)
    return str(found.label) if found is not None else kept


def propose(goal: Any) -> tuple[Proposal, ...]:
    """The measures whose words the indicator has, the one with most of them first. A person confirms."""
    said = f"{goal.indicator}{goal.scope}"
    found = [fit for one in measures() if (fit := _fit(one, said)) is not None]
    return tuple(sorted(found, key=lambda fit: -sum(map(len, fit.words))))


def _fit(one: Measure, said: str) -> Proposal | None:
    if any(word in said for word in one.never):
        return None
    fits = [tuple(words) for words in one.words if all(word in said for word in words)]
    return Proposal(one, max(fits, key=lambda words: sum(map(len, words)))) if fits else None


@cache
def _declared() -> None:
    """The built-in ones, then those of the `measures.py` of every other app."""
    from zhenxing.web.goals import counts  # it registers with this module

    measure(ByHand())
    counts.register()
    for app in settings.ZHENXING_APPS:
        if app != "zhenxing.web.goals" and importlib.util.find_spec(f"{app}.measures"):
            importlib.import_module(f"{app}.measures")
