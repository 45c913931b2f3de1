"""The burden in figures: what each department asked, of whom; every figure leads to the rows it counts.

What is counted is work that was asked of people: never log-ins, photographs, or traces left behind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
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


def departments(rows: QuerySet[Asking], year: int) -> list[Load]:
    """What is charged to each department that asked, the heaviest first."""
    loads = _loads(rows, year, "by_unit", "by_unit__name", page="burden:department")
    return sorted(loads, key=lambda one: (-one.fields, one.name))


def addressees(rows: QuerySet[Asking], year: int) -> list[Load]:
    """What was asked of each unit, in the order of places: those who report are not ranked."""
    asked = rows.filter(of_unit__isnull=False)
    loads = {load.name: load for load in _loads(asked, year, "of_unit", "of_unit__name", page="burden:unit")}
    order = Unit.objects.filter(name__in=loads).order_by("area__path", "name").values_list("name", flat=True)
    return [loads.pop(name) for name in order if name in loads]


def firms(rows: QuerySet[Asking], year: int) -> list[Load]:
    """The enterprises that were asked for most."""
    asked = rows.filter(enterprise_id__isnull=False)
    loads = _loads(asked, year, "enterprise_id", "enterprise_label", page="")
    return sorted(loads, key=lambda one: (-one.fields, one.name))[:FIRMS]


def matters(rows: QuerySet[Asking], year: int, **of: int) -> list[Load]:
    """Matter by matter, the one with most fields first."""
    loads = _loads(rows, year, "what", "what", page="", **of)
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
    return [day.year for day in rows.order_by().dates("asked_on", "year", order="DESC")]


def _loads(rows: QuerySet[Asking], year: int, key: str, name: str, *, page: str, **of: int) -> list[Load]:
    grouped = rows.values_list(key, name).annotate(
        times=Count("pk"),
        fields=Sum("fields"),
        held=Sum("held"),
        short=Count("pk", filter=Q(notice_workdays__lt=rules().short_notice)),
        unknown=Count("pk", filter=Q(notice_workdays__isnull=True)),
        units=Count("of_unit", distinct=True),
        firms=Count("enterprise_id", distinct=True),
    )
    repeated = _repeated(rows, key)
    found: dict[Any, Load] = {}
    for pk, label, *numbers in grouped:
        load = found.setdefault(pk, Load(label or _("未登记名称")))
        load.url = reverse(page, args=[pk]) + f"?year={year}" if page else ""
        load.rows_url = rows_url(year, **of, **{_PARAMETER[key]: pk})
        for field_name, number in zip(_NUMBERS, numbers, strict=True):
            setattr(load, field_name, getattr(load, field_name) + number)
        load.repeated = repeated.get(pk, 0)
    return list(found.values())


_NUMBERS = ("times", "fields", "held", "short", "unknown", "units", "firms")
#: what is grouped by → what the list of askings calls it
_PARAMETER = {"by_unit": "by_unit", "of_unit": "of_unit", "enterprise_id": "firm", "what": "what"}


def _repeated(rows: QuerySet[Asking], key: str) -> dict[Any, int]:
    """Key → how often somebody was asked again for the same by the same department."""
    again: dict[Any, int] = defaultdict(int)
    same = ("by_unit", "what", "of_unit", "enterprise_id")
    for one in rows.values(*same).annotate(n=Count("pk")).filter(n__gt=1):
        again[one[key]] += one["n"] - 1
    return again


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
