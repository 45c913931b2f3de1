"""The burden in figures: what each department asked, of whom; every figure leads to the rows it counts.

What is counted is work that was asked of people: never log-ins, photographs, or traces left behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.packs.burden_rules import BurdenRules, burden_rules
from zhenxing.web.burden.flow import ADMITTED
from zhenxing.web.burden.models import Ask, Asking
from zhenxing.web.kit import scope
from zhenxing.web.ledger.queries import site_rules
from zhenxing.web.organisations.models import Unit

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

#: how many enterprises the page names
FIRMS = 30


@dataclass
class Load:
    """Askings of one department, addressee or matter in a year, and where the rows are."""

    name: str
    url: str = ""
    rows_url: str = ""
    #: how often somebody was asked, and for how many fields altogether
    times: int = 0
    fields: int = 0
    #: of these the product held already
    held: int = 0
    #: asked again for the same matter by the same department within the year
    repeated: int = 0
    #: with fewer working days than the rule says; and how often the notice is not known
    short: int = 0
    unknown: int = 0
    units: int = 0
    firms: int = 0

    @property
    def short_url(self) -> str:
        return f"{self.rows_url}&notice=short"

    @property
    def held_url(self) -> str:
        return f"{self.rows_url}&known=yes"


@dataclass(frozen=True)
class Group:
    """The askings of one department of one addressee for one matter."""

    by_unit: int
    of_unit: int | None
    enterprise_id: int | None
    what: str
    label: str
    times: int
    fields: int
    held: int
    short: int
    unknown: int


#: askings, or what `grouped` made of them for a page that shows them in several ways
Rows = QuerySet[Asking] | list[Group]


@dataclass(frozen=True)
class Standing:
    """A standing ask and what it comes to in a year; None: not known."""

    ask: Ask
    url: str
    fields: int
    addressees: int | None
    yearly: int | None


@dataclass(frozen=True)
class Total:
    """A sum over rows of which some may not be known."""

    known: int = 0
    unknown: int = 0


@dataclass
class Page:
    """The page of one department, one addressee or all of them."""

    title: str
    loads: list[Load] = field(default_factory=list)
    whole: Load | None = None


def rules() -> BurdenRules:
    return burden_rules(site_rules())


def askings(user: User, year: int, **of: Any) -> QuerySet[Asking]:
    """The askings of a year that the person may see; archived ones were entered wrongly."""
    rows = scope.visible(Asking.objects.filter(archived_at__isnull=True), user, "askings.view")
    return rows.filter(asked_on__gte=date(year, 1, 1), asked_on__lte=date(year, 12, 31), **of).order_by()


def departments(rows: Rows, year: int) -> list[Load]:
    """What is charged to each department that asked, the heaviest first."""
    loads = _loads(_groups(rows), year, "by_unit", page="burden:department")
    return sorted(loads, key=lambda one: (-one.fields, one.name))


def addressees(rows: Rows, year: int) -> list[Load]:
    """What was asked of each unit, in the order of places: those who report are not ranked."""
    loads = {load.name: load for load in _loads(_groups(rows), year, "of_unit", page="burden:unit")}
    order = Unit.objects.filter(name__in=loads).order_by("area__path", "name").values_list("name", flat=True)
    return [loads.pop(name) for name in order if name in loads]


def firms(rows: Rows, year: int) -> list[Load]:
    """The enterprises that were asked for most."""
    loads = _loads(_groups(rows), year, "enterprise_id")
    return sorted(loads, key=lambda one: (-one.fields, one.name))[:FIRMS]


def matters(rows: Rows, year: int, **of: int) -> list[Load]:
    """Matter by matter, the one with most fields first."""
    loads = _loads(_groups(rows), year, "what", **of)
    return sorted(loads, key=lambda one: (-one.fields, one.name))


def whole(loads: list[Load], title: str, rows_url: str) -> Load:
    """The sum of the lines of a page."""
    total = Load(title, rows_url=rows_url)
    for name in ("times", "fields", "held", "repeated", "short", "unknown"):
        setattr(total, name, sum(getattr(one, name) for one in loads))
    return total


def rows_url(year: int, **of: Any) -> str:
    """The list of the askings that a figure counts."""
    return f"{reverse('askings:list')}?{urlencode({'year': year, **of})}"


def standing(user: User, **of: Any) -> list[Standing]:
    """The standing asks in force, the heaviest first; those whose weight is not known at the end."""
    rows = scope.visible(Ask.objects.current(), user, "asks.view").filter(state=ADMITTED, **of)
    found = list(rows.select_related("by_unit", "area"))
    towns = _townships({ask.area_id: ask.area.path for ask in found if ask.whom == "townships"})
    shown = [_standing(ask, towns) for ask in found]
    return sorted(shown, key=lambda one: (one.yearly is None, -(one.yearly or 0), str(one.ask)))


def yearly(shown: list[Standing]) -> Total:
    """What the standing asks come to in a year, and how many nobody can tell."""
    known = [one.yearly for one in shown if one.yearly is not None]
    return Total(sum(known), len(shown) - len(known))


def years(user: User) -> list[int]:
    """The years in which anything was asked, the newest first."""
    rows = scope.visible(Asking.objects.filter(archived_at__isnull=True), user, "askings.view")
    ends = rows.aggregate(first=Min("asked_on"), last=Max("asked_on"))
    if ends["first"] is None:
        return []
    between = range(ends["last"].year - 1, ends["first"].year, -1)
    # the ends are known; a year between them is asked for by itself, and is there at the first row
    held = [year for year in between if rows.filter(asked_on__year=year).exists()]
    return list(dict.fromkeys([ends["last"].year, *held, ends["first"].year]))


def grouped(rows: QuerySet[Asking]) -> list[Group]:
    """The askings by who asked whom for what: one look at the table, from which every figure is added up."""
    found = rows.values_list("by_unit", "of_unit", "enterprise_id", "what").annotate(
        label=Max("enterprise_label"),
        times=Count("pk"),
        fields=Sum("fields"),
        held=Sum("held"),
        short=Count("pk", filter=Q(notice_workdays__lt=rules().short_notice)),
        unknown=Count("pk", filter=Q(notice_workdays__isnull=True)),
    )
    return [Group(*one) for one in found]


def _groups(rows: Rows) -> list[Group]:
    return rows if isinstance(rows, list) else grouped(rows)


def _loads(groups: Iterable[Group], year: int, key: str, *, page: str = "", **of: int) -> list[Load]:
    """The groups added up by one of their parts; those without it are left out."""
    parts: dict[Any, list[Group]] = defaultdict(list)
    for one in groups:
        if getattr(one, key) is not None:
            parts[getattr(one, key)].append(one)
    names = _names(key, parts)
    return [_load(names[part], part, found, year, key, page, of) for part, found in parts.items()]


def _load(
    name: str, part: Any, groups: list[Group], year: int, key: str, page: str, of: dict[str, int]
) -> Load:
    return Load(
        name or _("未登记名称"),
        reverse(page, args=[part]) + f"?year={year}" if page else "",
        rows_url(year, **of, **{_PARAMETER.get(key, key): part}),
        **{number: sum(getattr(one, number) for one in groups) for number in _NUMBERS},
        repeated=sum(one.times - 1 for one in groups),
        units=len({one.of_unit for one in groups} - {None}),
        firms=len({one.enterprise_id for one in groups} - {None}),
    )


def _names(key: str, parts: dict[Any, list[Group]]) -> dict[Any, str]:
    """What the units, enterprises or matters are called."""
    if key in ("by_unit", "of_unit"):
        return dict(Unit.objects.filter(pk__in=parts).values_list("pk", "name"))
    if key == "enterprise_id":
        return {part: max(one.label for one in found) for part, found in parts.items()}
    return {part: part for part in parts}


_NUMBERS = ("times", "fields", "held", "short", "unknown")
#: what is grouped by → what the list of askings calls it
_PARAMETER = {"enterprise_id": "firm"}


def _townships(paths: dict[int, str]) -> dict[int, int]:
    """Area → how many township units there are in it."""
    units = list(
        Unit.objects.current().filter(kind="township").values_list("area__path", flat=True) if paths else ()
    )
    return {pk: sum(one.startswith(path) for one in units) for pk, path in paths.items()}


def _standing(ask: Ask, towns: dict[int, int]) -> Standing:
    many = ask.addressees
    if many is None and ask.of_unit_id:
        many = 1
    if many is None and ask.whom == "townships":
        many = towns.get(ask.area_id) or None
    times, fields = ask.times, len(ask.fields)
    total = fields * times * many if times is not None and many is not None else None
    return Standing(ask, reverse("asks:detail", args=[ask.pk]), fields, many, total)
