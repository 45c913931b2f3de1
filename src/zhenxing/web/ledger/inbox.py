"""The to-do page: what every ledger asks of a person, grouped by what is asked, with counts and lights.

The sources are declared by the apps (`registry.todo`); here they are narrowed to what the person may
see, counted up to a cap and shown by their first few. A source costs one query when it is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.ledger.lights import COLOURS, Light
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit import scope
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter, Notice, NoticeRead
from zhenxing.web.ledger.places import mine, places_of, remember_places
from zhenxing.web.ledger.registry import ASKS, Line, Todo, ledger_of, todos
from zhenxing.web.ledger.states import LETTERS
from zhenxing.web.ledger.tallies import lights_by

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

__all__ = ["Inbox", "Line", "board", "inbox_of", "notices_for", "places_of", "unread_count"]

#: things of one source that the page names
SHOWN = 8
#: things of one source that are counted; beyond it reads "999+"
CAP = 999
_NOTICES = 30
#: how bad a colour of the palette is, the worst first
_TONES = ("bad", "warn", "info", "", "muted", "good")


@dataclass(frozen=True)
class Number:
    """How many there are; `capped` when there are more than were counted."""

    n: int
    capped: bool = False

    def __str__(self) -> str:
        return f"{self.n}+" if self.capped else str(self.n)

    def __add__(self, other: Number) -> Number:
        return Number(self.n + other.n, self.capped or other.capped)


@dataclass(frozen=True)
class Part:
    """Things of one source: the first few, how many in all, the worst light among those shown."""

    key: str
    title: str | Promise
    lines: tuple[Line, ...]
    total: Number
    url: str
    tone: str
    asks: str

    @property
    def more(self) -> bool:
        return self.total.n > len(self.lines)


@dataclass(frozen=True)
class Group:
    """Everything by which a person is asked the same: to sign, to answer, to do, to check."""

    key: str
    title: str | Promise
    parts: tuple[Part, ...]
    total: Number
    tone: str


@dataclass(frozen=True)
class Told:
    """A notice as it is shown."""

    text: str
    url: str
    at: Any
    kind: str
    read: bool


@dataclass(frozen=True)
class Inbox:
    groups: tuple[Group, ...]
    #: (colour, its tone, how many of the person's clocks show it), the worst first
    lights: tuple[tuple[str, str, int], ...]
    notices: tuple[Told, ...]
    unread: Number
    #: the newest notice shown: reading marks those up to it
    up_to: int


@dataclass
class UnitRow:
    """One unit's clocks by the colour of their light, and its letters by what they wait for."""

    unit: str
    url: str = ""
    lights: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)

    @property
    def running(self) -> int:
        return sum(self.lights.values())


def inbox_of(user: User, day: date) -> Inbox:
    """The page of one person; what their roles do not open is not in it."""
    remember_places(user, day)
    parts = [part for source in todos() for part in _part(source, user, day)]
    notices = notices_for(user, day)
    seen = _read_by(user)
    shown = list(notices.annotate(seen=Exists(seen)).order_by("-pk")[:_NOTICES])
    told = tuple(
        Told(one.text, one.url, one.made_at, str(one.get_kind_display()), bool(one.seen)) for one in shown
    )
    unread = _count(notices.filter(~Exists(seen)))
    return Inbox(_groups(parts), _lights(user, day), told, unread, shown[0].pk if shown else 0)


def notices_for(user: User, day: date) -> QuerySet[Notice]:
    """Notices to the person, to their units and to the posts they hold on a day."""
    units, posts = places_of(user, day)
    return Notice.objects.filter(Q(to_user=user) | Q(to_unit__in=units) | Q(to_post__in=posts))


def unread_count(user: User, day: date) -> int:
    return notices_for(user, day).filter(~Exists(_read_by(user))).count()


def _read_by(user: User) -> QuerySet[NoticeRead]:
    return NoticeRead.objects.filter(notice=OuterRef("pk"), user=user)


def _part(source: Todo, user: User, day: date) -> Iterable[Part]:
    """What one source asks of the person; nothing when it asks nothing."""
    if not scope.permits(user, source.permission):
        return
    rows = scope.visible(source.rows(user, day), user, source.permission)
    found = list(rows[: SHOWN + 1])
    if not found:
        return
    total = Number(len(found)) if len(found) <= SHOWN else _count(rows)
    lines = _lines(source, found[:SHOWN], day)
    tone = _worst((source.tone, *(line.tone for line in lines)))
    url = source.url if isinstance(source.url, str) else source.url(user, day)
    yield Part(source.key, source.title, lines, total, address(url), tone, source.asks)


def _count(rows: QuerySet[Any]) -> Number:
    """Counted no further than the cap, without the order and the joins only the lines need."""
    n = rows.order_by().values("pk")[: CAP + 1].count()
    return Number(min(n, CAP), n > CAP)


def _lines(source: Todo, found: Sequence[Any], day: date) -> tuple[Line, ...]:
    if source.line is not None:
        return tuple(source.line(record, day) for record in found)
    lights = queries.lights_of(found) if ledger_of(found[0]) is not None else {}
    return tuple(_line(record, lights.get(record.pk), source.due, day) for record in found)


def _line(record: Any, light: Light | None, due: str, day: date) -> Line:
    """A record as it stands on the page when its source says nothing else."""
    url = queries.url_of(record._meta.label_lower, record.pk)
    if light is not None:
        return Line(str(record), url, light.reason, queries.TONES[light.colour], light.rule)
    until = getattr(record, due) if due else None
    if until is None:
        return Line(str(record), url)
    return Line(str(record), url, _("%(day)s 到期") % {"day": until}, "bad" if until < day else "warn")


def address(where: str) -> str:
    """A path as it is; the name of an address, with what follows it after "?", looked up."""
    if not where or where.startswith("/"):
        return where
    name, mark, asked = where.partition("?")
    return f"{reverse(name)}{mark}{asked}"


def _groups(parts: list[Part]) -> tuple[Group, ...]:
    found = []
    for key, title in ASKS.items():
        these = tuple(part for part in parts if part.asks == key)
        if these:
            total = sum((part.total for part in these), Number(0))
            found.append(Group(key, title, these, total, _worst(part.tone for part in these)))
    return tuple(found)


def _worst(tones: Iterable[str]) -> str:
    return min(tones, key=lambda tone: _TONES.index(tone) if tone in _TONES else len(_TONES))


def _lights(user: User, day: date) -> tuple[tuple[str, str, int], ...]:
    """The colours of the person's own clocks, the worst first."""
    if not scope.permits(user, "clocks.view"):
        return ()
    own = Clock.objects.running().filter(mine(user, day, "unit", "post"))
    counted: Counter[str] = lights_by(scope.visible(own, user, "clocks.view"), day)[()]
    return tuple(
        (COLOURS[colour], queries.TONES[colour], counted[colour])
        for colour in queries.WORST
        if counted[colour]
    )


def board(user: User, day: date) -> tuple[UnitRow, ...]:
    """Everyone's: each unit's lights and open letters, the reddest first. Grouped in the database."""
    rows: dict[Any, UnitRow] = {}
    clocks = scope.visible(Clock.objects.running(), user, "clocks.view")
    for (unit, name), colours in lights_by(clocks, day, "unit", "unit__name").items():
        rows[unit] = UnitRow(name or _("没有责任单位"), lights=colours)
    letters = scope.visible(Letter.objects.all(), user, "letters.view")
    letters = letters.filter(state__in=LETTERS.holding(Capability.OPEN)).order_by()
    for unit, name, state, n in letters.values_list("unit", "unit__name", "state").annotate(n=Count("pk")):
        rows.setdefault(unit, UnitRow(name or _("没有责任单位"))).letters[state] += n
    for unit, row in rows.items():
        row.url = f"{reverse('clocks:list')}?state=running&unit={unit}" if unit else ""
    return tuple(sorted(rows.values(), key=lambda row: (-row.lights["red"], -row.lights["yellow"], row.unit)))
