"""What the registers know of enterprises and towns, as facts with their period and source.

Facts come from registers alone: declarations, administrative records, rosters. Nothing here reads a
statistical return. What nobody has entered is not there; it is never a zero or a no. The one exception
is said in words: a title that stands in no row of a roster somebody keeps counts as not held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from zhenxing.core.periods import Period
from zhenxing.core.rules.book import Fact
from zhenxing.packs.enterprise_indicators import enterprise_indicators
from zhenxing.web.brands.models import MarketShare
from zhenxing.web.codetables.models import Code
from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute, Qualification
from zhenxing.web.platforms.models import InnovationPlatform, ServicePlatform
from zhenxing.web.towns.models import Town, TownFigure, Zone

Facts = dict[str, tuple[Fact, ...]]
Gathered = dict[int, Facts]

#: an enterprise that is no more is not counted among those of a town
GONE = ("cancelled", "revoked", "moved_out")
_RANKS = {"national": "national_rank", "province": "province_rank"}


def enterprise_facts(enterprises: Sequence[Enterprise], day: date) -> Gathered:
    """Primary key → facts of each enterprise as known on a day; a fixed number of queries."""
    found: dict[int, dict[str, list[Fact]]] = {one.pk: defaultdict(list) for one in enterprises}
    keys = list(found)
    letters = section_letters()
    for one in enterprises:
        _own(one, found[one.pk], letters)
    _attributes(keys, found)
    _titles(enterprises, found, day)
    shares = MarketShare.objects.filter(product__enterprise__in=keys, archived_at=None)
    _ranks(shares.values_list("product__enterprise", "market", "year", "rank", "share", "source"), found)
    return _frozen(found)


def town_facts(towns: Sequence[Town], day: date) -> Gathered:
    """Primary key → facts of each town as known on a day; a fixed number of queries."""
    found: dict[int, dict[str, list[Fact]]] = {one.pk: defaultdict(list) for one in towns}
    keys = list(found)
    for one in towns:
        if one.category:
            found[one.pk]["category"].append(Fact(one.category.code, None, _("专业镇登记")))
        if one.industry:
            found[one.pk]["industry"].append(Fact(one.industry.code, None, _("专业镇登记")))
    for key, accounts in figures(keys).items():
        for (indicator, year), rows in accounts.items():
            if (fact := _agreed(rows, year)) is not None:
                found[key][indicator].append(fact)
    shares = MarketShare.objects.filter(product__town__in=keys, archived_at=None)
    _ranks(shares.values_list("product__town", "market", "year", "rank", "share", "source"), found)
    _area(keys, found)
    _platforms(keys, found, day)
    return _frozen(found)


Accounts = dict[tuple[str, int], list[TownFigure]]


def figures(towns: Sequence[int]) -> dict[int, Accounts]:
    """The baseline figures in use, by town, then by indicator and year."""
    rows = TownFigure.objects.filter(town__in=towns, archived_at=None).select_related("indicator")
    found: dict[int, Accounts] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("year", "pk"):
        found[row.town_id][row.indicator.code, row.year].append(row)
    return found


def disputed(rows: Iterable[TownFigure]) -> bool:
    """Whether the accounts of one indicator and year differ: none of them is then taken."""
    return len({(read.value, read.unit) if (read := row.quantity) else row.amount for row in rows}) > 1


def _agreed(rows: list[TownFigure], year: int) -> Fact | None:
    read = rows[0].quantity
    if read is None or disputed(rows):
        return None
    return Fact(read.value, Period(year), "、".join(row.source for row in rows))


# ── of an enterprise ─────────────────────────────────────────────────────────────────────────────
def section_letters() -> Mapping[str, str]:
    """Division (two digits of GB/T 4754) → the letter of its section."""
    rows = Code.objects.filter(table__key="industry", parent__isnull=False, parent__parent__isnull=True)
    return dict(rows.values_list("code", "parent__code"))


def lettered(code: str, letters: Mapping[str, str]) -> str:
    """An industry code with its section before it: 3074 → C3074."""
    return code if code[:1].isalpha() else letters.get(code[:2], "") + code


def _own(one: Enterprise, facts: dict[str, list[Fact]], letters: Mapping[str, str]) -> None:
    """What stands on the record itself."""
    register = _("企业登记")
    coded: tuple[tuple[str, Code | None], ...] = (("role", one.role), ("kind", one.kind))
    values: list[tuple[str, Any, str]] = [(name, code.code, register) for name, code in coded if code]
    if one.industry:
        values.append(("industry", lettered(one.industry.code, letters), register))
    for name in ("status", "established_on", "registered_capital"):
        if getattr(one, name) not in (None, ""):
            values.append((name, getattr(one, name), register))
    if one.size:
        values.append(("size", one.size.code, _("按划型标准计算")))
    if one.above_scale is not None:
        values.append(("above", one.above_scale, _("按四上标准计算")))
    for name, value, source in values:
        facts[name].append(Fact(value, None, source))


def _attributes(keys: list[int], found: Mapping[int, dict[str, list[Fact]]]) -> None:
    rows = EnterpriseAttribute.objects.filter(enterprise__in=keys, archived_at=None)
    accounts: dict[tuple[int, str, Period], list[tuple[str, Decimal, str]]] = defaultdict(list)
    for key, indicator, period, value, kind, source in rows.values_list(
        "enterprise", "indicator", "period", "value", "source_kind", "source"
    ):
        accounts[key, indicator, _year_end(indicator, period)].append((kind, value, source))
    for (key, indicator, period), said in accounts.items():
        found[key][indicator].append(_preferred(said, period))


@lru_cache(maxsize=4096)
def _year_end(indicator: str, period: str) -> Period:
    """The period; the count of the last day of a year stands for the year."""
    read = Period.parse(period)
    about = enterprise_indicators().get(indicator)
    if read.on is not None and about is not None and about.stock and (read.on.month, read.on.day) == (12, 31):
        return Period(read.year)
    return read


def _preferred(said: list[tuple[str, Decimal, str]], period: Period) -> Fact:
    """What the department registered goes before what the enterprise declared; a difference is told."""
    said = sorted(said, key=lambda one: one[0] != kinds.ADMINISTRATIVE)
    kind, value, source = said[0]
    label = f"{dict(kinds.SOURCE_KINDS)[kind]}：{source}"
    if others := [other for other in said[1:] if other[1] != value]:
        label += _("（企业申报为%(value)s，不一致）") % {"value": f"{others[0][1].normalize():f}"}
    return Fact(value, period, label)


def _titles(enterprises: Sequence[Enterprise], found: Mapping[int, dict[str, list[Fact]]], day: date) -> None:
    """A title in force is held; one that stands in no row is not, where anybody keeps the roster."""
    rows = Qualification.objects.filter(enterprise__in=[one.pk for one in enterprises], archived_at=None)
    held: dict[int, dict[str, Fact]] = defaultdict(dict)
    for row in rows.select_related("kind"):
        if row.revoked or not row.valid_on(day):
            continue
        held[row.enterprise_id][row.kind.code] = Fact(True, None, row.source or _("企业资质登记"))
    kept = set(Qualification.objects.filter(archived_at=None).values_list("kind__code", flat=True).distinct())
    everything = kept | {code for titles in held.values() for code in titles}
    absent = Fact(False, None, _("企业资质登记中没有这一项"))
    for one in enterprises:
        for code in everything:
            found[one.pk][code].append(held[one.pk].get(code, absent))


def _ranks(rows: Iterable[Any], found: Mapping[int, dict[str, list[Fact]]]) -> None:
    """The best place of a year in the nation and the province, and the largest share of a segment."""
    best: dict[tuple[int, str, int], tuple[Decimal, str]] = {}
    for key, market, year, rank, share, source in rows:
        if rank is not None and market in _RANKS:
            _keep(best, (key, _RANKS[market], year), Decimal(rank), source, min)
        if share is not None and market == "segment":
            _keep(best, (key, "niche_share", year), share / 100, source, max)
    for (key, name, year), (value, source) in best.items():
        found[key][name].append(Fact(value, Period(year), source or _("市场占有率登记")))


def _keep(
    best: dict[tuple[int, str, int], tuple[Decimal, str]],
    place: tuple[int, str, int],
    value: Decimal,
    source: str,
    better: Callable[[Decimal, Decimal], Decimal],
) -> None:
    known = best.get(place)
    if known is None or better(known[0], value) == value:
        best[place] = (value, source)


# ── of a town ────────────────────────────────────────────────────────────────────────────────────
def _area(keys: list[int], found: Mapping[int, dict[str, list[Fact]]]) -> None:
    total: dict[int, Decimal] = defaultdict(Decimal)
    for key, size in Zone.objects.filter(town__in=keys, archived_at=None).values_list("town", "size"):
        total[key] += size
    for key, size in total.items():
        found[key]["area"].append(Fact(size, None, _("功能区图形合计")))


def _platforms(keys: list[int], found: Mapping[int, dict[str, list[Fact]]], day: date) -> None:
    """Platforms at work, counted where any of the kind was entered for the town."""
    in_term = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    services = ServicePlatform.objects.filter(town__in=keys, archived_at=None)
    innovation = InnovationPlatform.objects.filter(in_term, town__in=keys, archived_at=None)
    for name, rows, working, label in (
        ("service_platforms", services, "running", _("公共服务平台登记")),
        ("innovation_platforms", innovation, "recognised", _("创新平台登记")),
    ):
        counts: dict[int, int] = defaultdict(int)
        for key, stage in rows.values_list("town", "stage"):
            counts[key] += stage == working
        for key, count in counts.items():
            found[key][name].append(Fact(Decimal(count), None, label))


def _frozen(found: Mapping[int, Mapping[str, list[Fact]]]) -> Gathered:
    return {key: {name: tuple(facts) for name, facts in own.items() if facts} for key, own in found.items()}
