"""The page of a unit and of a leader, part by part as the ledgers declared them; and the busy units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.ledger.lights import COLOURS, Light
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit import scope
from zhenxing.web.kit.filters import SOON
from zhenxing.web.kit.register import Column, text
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.registry import Work, ledger_of, works
from zhenxing.web.ledger.services import lights_by, loads_by
from zhenxing.web.ledger.states import ISSUED, LETTERS
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.organisations.queries import incumbent
from zhenxing.web.work.moving import Holder, permission_to_see

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

#: records a part of the page names
SHOWN = 60
#: what is due within a month that the page names
_AHEAD = 30


@dataclass(frozen=True)
class Entry:
    """A record on the page: its name, light, and for each column of the part (heading, tone, text)."""

    label: str
    url: str
    cells: tuple[tuple[str | Promise, str, str], ...]
    light: str = ""
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    title: str | Promise
    headings: tuple[str | Promise, ...]
    entries: tuple[Entry, ...]
    total: int
    overdue: int
    soon: int
    #: how many of the entries have a light at all
    lit: bool

    @property
    def more(self) -> int:
        return self.total - len(self.entries)


@dataclass(frozen=True)
class Coming:
    """Something due within a month."""

    label: str
    url: str
    due_on: date
    reason: str
    tone: str


@dataclass(frozen=True)
class Sheet:
    """One page of a unit or a leader."""

    title: str
    aside: str
    day: date
    lights: tuple[tuple[str, str, int], ...]
    sections: tuple[Section, ...]
    coming: tuple[Coming, ...]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.sections)

    @property
    def overdue(self) -> int:
        return sum(one.overdue for one in self.sections)

    @property
    def soon(self) -> int:
        return sum(one.soon for one in self.sections)


@dataclass
class Busy:
    """A unit with what it has before it."""

    unit: str
    url: str
    lights: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    soon: int = 0
    to_sign: int = 0
    to_answer: int = 0

    @property
    def total(self) -> int:
        """Everything open that the ledgers count; without such, what is being timed."""
        return sum(self.counts.values()) or sum(self.lights.values())

    @property
    def red(self) -> int:
        return self.lights["red"]

    @property
    def yellow(self) -> int:
        return self.lights["yellow"] + self.lights["orange"]

    def cells(self, counted: Sequence[Work]) -> list[tuple[str | Promise, int]]:
        """(heading, how many) for each part that is counted."""
        return [(one.title, self.counts.get(one.key, 0)) for one in counted]


def sheet_of(holder: Holder, user: User, day: date) -> Sheet:
    """The page of a unit or a leader's post; records out of the viewer's scope are not in it."""
    sections = tuple(section for one in works() for section in _section(one, holder, user, day))
    clocks = scope.visible(Clock.objects.running().filter(_whose(holder)), user, "clocks.view")
    counted = lights_by(clocks, day)[()]
    lights = tuple(
        (COLOURS[colour], queries.TONES[colour], counted[colour])
        for colour in queries.WORST
        if counted[colour]
    )
    return Sheet(str(holder), _aside(holder, day), day, lights, sections, _coming(clocks, day))


def _whose(holder: Holder) -> Q:
    return Q(unit=holder) if isinstance(holder, Unit) else Q(post=holder) | Q(leader=holder)


def _aside(holder: Holder, day: date) -> str:
    """Where a unit is; who sits in a post, and what it is for."""
    if isinstance(holder, Unit):
        return str(holder.area)
    seat = incumbent(holder, day)
    return "，".join(part for part in (seat.person if seat else _("暂缺"), holder.duty) if part)


def _section(one: Work, holder: Holder, user: User, day: date) -> list[Section]:
    of = one.of_unit if isinstance(holder, Unit) else one.of_post
    if of is None:
        return []
    rows = of(holder)
    rows = scope.visible(rows, user, one.permission or permission_to_see(rows.model))
    columns = tuple(_column(rows.model, item) for item in one.columns)
    found = list(_with_keys(rows, columns)[:SHOWN])
    if not found:
        return []
    lights = queries.lights_of(found) if ledger_of(found[0]) is not None else {}
    entries = tuple(_entry(record, columns, lights.get(record.pk), one.due, day) for record in found)
    total, overdue, soon = _numbers(rows, one.due, day)
    headings = tuple(column.label for column in columns)
    lit = any(entry.light for entry in entries)
    return [Section(one.key, one.title, headings, entries, total, overdue, soon, lit)]


def _with_keys(rows: QuerySet[Any], columns: tuple[Column, ...]) -> QuerySet[Any]:
    """With the records that columns named after a key show, so that a row costs no query."""
    fields = {field.name: field for field in rows.model._meta.concrete_fields}
    keys = [one.name for one in columns if one.name in fields and fields[one.name].is_relation]
    return rows.select_related(*keys) if keys else rows


def _column(model: Any, item: Column | str) -> Column:
    """A column with its heading: as it was given, as its register has it, or as the field is called."""
    column = Column(item) if isinstance(item, str) else item
    if column.label:
        return column
    found = _columns_of(model).get(column.name) if isinstance(item, str) else None
    if found is not None and found.label:
        return found
    named = {field.name: field.verbose_name for field in model._meta.concrete_fields}
    return replace(found or column, label=named.get(column.name, column.name))


def _columns_of(model: Any) -> dict[str, Column]:
    from zhenxing.web.registers import REGISTERS  # which import the apps that declare their parts here

    register = next((one for one in REGISTERS if one.model is model), None)
    return {column.name: column for column in register.all_columns} if register else {}


def _entry(record: Any, columns: tuple[Column, ...], light: Light | None, due: str, day: date) -> Entry:
    url = queries.url_of(record._meta.label_lower, record.pk)
    cells = tuple(
        (column.label, column.badge(record) if column.badge else "", text(column.of(record)))
        for column in columns
    )
    if light is not None:
        return Entry(str(record), url, cells, light.reason, queries.TONES[light.colour], light.rule)
    until = getattr(record, due) if due else None
    if until is None:
        return Entry(str(record), url, cells)
    late = until < day
    said = _("%(day)s 已到期") if late else _("%(day)s 到期")
    return Entry(str(record), url, cells, said % {"day": until}, "bad" if late else "muted")


def _numbers(rows: QuerySet[Any], due: str, day: date) -> tuple[int, int, int]:
    """All of them, those past their day, those due within a month: by their clocks, else by `due`."""
    rows = rows.order_by()
    total = rows.values("pk").distinct().count()
    if not due and ledger_of(rows.model) is not None:
        about = {"subject_type": rows.model._meta.label_lower, "subject_id__in": rows.values("pk")}
        clocks = Clock.objects.running().filter(**about)
        found = clocks.aggregate(
            overdue=Count("subject_id", filter=Q(due_on__lt=day), distinct=True),
            soon=Count("subject_id", filter=Q(due_on__gte=day, due_on__lte=day + SOON), distinct=True),
        )
        return total, found["overdue"], found["soon"]
    if not due:
        return total, 0, 0
    found = rows.aggregate(
        overdue=Count("pk", filter=Q(**{f"{due}__lt": day}), distinct=True),
        soon=Count("pk", filter=Q(**{f"{due}__gte": day, f"{due}__lte": day + SOON}), distinct=True),
    )
    return total, found["overdue"], found["soon"]


def _coming(clocks: QuerySet[Clock], day: date) -> tuple[Coming, ...]:
    rows = clocks.filter(due_on__gte=day, due_on__lte=day + timedelta(days=_AHEAD))
    found = rows.order_by("due_on", "pk").prefetch_related("pauses", "extensions")[:SHOWN]
    shown = []
    for clock in found:
        light = queries.light_of(clock, day)
        url = reverse("clocks:detail", args=[clock.pk])
        shown.append(Coming(str(clock), url, clock.due_on, light.reason, queries.TONES[light.colour]))
    return tuple(shown)


def counted_works() -> tuple[Work, ...]:
    """The parts that are counted by unit."""
    return tuple(one for one in works() if one.counted is not None)


def busy(user: User, day: date) -> tuple[Busy, ...]:
    """Each unit with open work, the most overdue first. Grouped in the database."""
    rows: dict[int, Busy] = {}
    clocks = scope.visible(Clock.objects.running().filter(unit__isnull=False), user, "clocks.view")
    for unit, load in loads_by(clocks, day, day + SOON, "unit").items():
        row = _row(rows, unit)
        row.lights, row.overdue, row.soon = load.lights, load.overdue, load.soon
    letters = scope.visible(Letter.objects.filter(unit__isnull=False), user, "letters.view")
    letters = letters.filter(state__in=LETTERS.holding(Capability.OPEN)).order_by()
    for unit, state, n in letters.values_list("unit", "state").annotate(n=Count("pk")):
        row = _row(rows, unit)
        row.to_sign, row.to_answer = (
            (row.to_sign + n, row.to_answer) if state == ISSUED else (row.to_sign, row.to_answer + n)
        )
    for one in counted_works():
        for unit, n in _by_unit(one, user):
            _row(rows, unit).counts[one.key] = n
    names = dict(Unit.objects.filter(pk__in=rows).values_list("pk", "name"))
    for pk, row in rows.items():
        row.unit = names[pk]
    return tuple(sorted(rows.values(), key=lambda row: (-row.overdue, -row.red, -row.total, row.unit)))


def _row(rows: dict[int, Busy], unit: int) -> Busy:
    return rows.setdefault(unit, Busy("", reverse("work:unit", args=[unit])))


def _by_unit(one: Work, user: User) -> QuerySet[Any, tuple[Any, ...]]:
    assert one.counted is not None  # `counted_works` leaves the others out
    of, by = one.counted
    rows = of()
    rows = scope.visible(rows, user, one.permission or permission_to_see(rows.model)).order_by()
    if not isinstance(by, str):
        return by(rows)
    return rows.filter(**{f"{by}__isnull": False}).values_list(by).annotate(n=Count("pk"))


def title_of(holder: Holder) -> str:
    return _("领导工作一览") if isinstance(holder, Post) else _("单位工作一览")
