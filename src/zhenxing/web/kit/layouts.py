"""Other ways to see a register's list: a board, a timeline, a calendar, a map. A register declares them:

    Register(Task, …, layouts=(Board(TABLE), Timeline("starts_on", "due_on"), MonthCalendar("due_on"),
                               PlaceMap("area")))

Each is one page more (`board/ timeline/ calendar/ map/`, permission `<key>.view`) over the very rows of the
list: its search, its filters, its saved views, its scope. A card shows `str(record)`, the column named
`light` when there is one, the day it is due and its unit.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability, StateTable
from zhenxing.web.kit.page_roles import PageRole

if TYPE_CHECKING:
    from zhenxing.web.kit.register import Register

Label = str | Promise
#: the lookup of a date, or what reckons it from a record (which then costs a look at every record shown)
DayOf = str | Callable[[Any], date | None]


@dataclass(frozen=True)
class Lane:
    """One column of a board: the value its records have there, what it is called, its colour."""

    key: str
    label: object
    tone: str = "muted"
    #: which records stand in it, where that is more than one value of the field
    where: Q | None = None

    def condition(self, field: str) -> Q:
        return self.where if self.where is not None else Q(**{field: self.key})


@dataclass(frozen=True)
class Mark:
    """Something that happened, or has to happen, on one day of a timeline's row (a stage event)."""

    day: date
    label: object
    tone: str = "info"


@dataclass(frozen=True)
class Span:
    """One more bar in a timeline's row: a stage as it was planned, or (`actual`) as it went.

    A side that is None is not known, and drawn open.
    """

    begins: date | None
    ends: date | None
    label: object
    actual: bool = False
    tone: str = "info"


#: what stands in the rows of one page: asked once for all its records, answered by primary key
MarksOf = Callable[[Sequence[Any]], Mapping[Any, Iterable[Mark]]]
SpansOf = Callable[[Sequence[Any]], Mapping[Any, Iterable[Span]]]


@dataclass(frozen=True)
class Layout:
    """One way to see the list: a name for its address, a title for the switcher, an icon."""

    name: ClassVar[str]
    title: ClassVar[Label]
    icon: ClassVar[str]

    @property
    def role(self) -> PageRole:
        return PageRole(self.name, f"{self.name}/", "view", functools.partial(_answer, self))


def _answer(layout: Layout, register: Register[Any], request: HttpRequest) -> HttpResponseBase:
    page = importlib.import_module(f"zhenxing.web.kit.layouts_{layout.name}")  # it imports this module
    answered: HttpResponseBase = page.answer_page(layout, register, request)
    return answered


@dataclass(frozen=True)
class Board(Layout):
    """Columns by the values of `field`: the states of a table, or the lanes named.

    `due` is the lookup of the day a card is due, by which a lane is ordered; "": the register's calendar,
    else `due_on` when the model has one.
    """

    name: ClassVar[str] = "board"
    title: ClassVar[Label] = _("看板")
    icon: ClassVar[str] = "columns"

    table: StateTable | None = None
    field: str = "state"
    lanes: tuple[Lane, ...] = ()
    due: str = ""

    def lanes_of(self, register: Register[Any]) -> tuple[Lane, ...]:
        """The lanes named, else the table's states, else the field's own choices."""
        if self.lanes:
            return self.lanes
        if self.table is not None:
            return tuple(Lane(one.key, one.label, one.tone) for one in self.table.states)
        choices = getattr(register.model._meta.get_field(self.field), "flatchoices", None) or ()
        return tuple(Lane(str(key), label) for key, label in choices)

    @property
    def open_lanes(self) -> frozenset[str] | None:
        """The lanes in which there is still something to do; None when nobody says."""
        return self.table.holding(Capability.OPEN) if self.table is not None else None


@dataclass(frozen=True)
class Timeline(Layout):
    """Rows with a bar each, over months, quarters or years.

    `begins` and `ends` as planned, `began` and `ended` as it went; `marks` and `spans` are asked once for
    all records of a page.
    """

    name: ClassVar[str] = "timeline"
    title: ClassVar[Label] = _("甘特图")
    icon: ClassVar[str] = "chart"

    begins: DayOf
    ends: DayOf
    marks: MarksOf | None = None
    began: DayOf = ""
    ended: DayOf = ""
    spans: SpansOf | None = None


@dataclass(frozen=True)
class MonthCalendar(Layout):
    """A month, each record on the day its field `on` (a date, or a moment) names."""

    name: ClassVar[str] = "calendar"
    title: ClassVar[Label] = _("日历")
    icon: ClassVar[str] = "calendar"

    on: str


@dataclass(frozen=True)
class PlaceMap(Layout):
    """How many records each place has and the worst light among them; `area` is the lookup of an Area.

    `open` narrows to what still counts, `due` is the day the light comes from; "": as on the board.
    """

    name: ClassVar[str] = "map"
    title: ClassVar[Label] = _("地图")
    icon: ClassVar[str] = "map"

    area: str = "area"
    due: str = ""
    open: Q | None = None


@dataclass(frozen=True)
class DayMark:
    """What a calendar says of a day: whether people work on it, and why when that is unusual."""

    works: bool
    #: 春节, 调休上班; "" for an ordinary day
    name: Label = ""
    #: free, or worked, against the week's own order
    special: bool = False


DayMarks = Callable[[date, date], Mapping[date, DayMark]]
_DAY_MARKS: list[DayMarks] = []


def day_marks(source: DayMarks) -> DayMarks:
    """Say what stands on the days of a calendar, both ends included; the last one registered speaks."""
    _DAY_MARKS[:] = [source]
    return source


def marks_between(first: date, last: date) -> Mapping[date, DayMark]:
    """The marks of these days; without a source none, and Saturday and Sunday are drawn as free."""
    return _DAY_MARKS[0](first, last) if _DAY_MARKS else {}
