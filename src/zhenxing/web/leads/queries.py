"""Questions about chains, plans and leads for pages and other apps; each in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.leads.chain import Chain, Firm, Link, chain
from zhenxing.web.leads.models import ChainFlow, ChainLink, ChainPlace, Lead, LeadPlan
from zhenxing.web.leads.protection import county_of
from zhenxing.web.leads.rules import rules_on
from zhenxing.web.towns.models import Town

#: stages of a project that show it was begun, each by its own proof
_BEGUN = frozenset({"started", "building", "producing", "effective"})
#: an enterprise that is no more holds no link
_GONE = ("revoked", "cancelled", "moved_out")


@dataclass(frozen=True)
class TownChain:
    """The chain of a town: its links as records, who stands in them, what flows between them."""

    town: Town
    links: tuple[ChainLink, ...]
    chain: Chain
    flows: tuple[ChainFlow, ...]


def town_chain(town: Town) -> TownChain:
    """The chain of a town on today's data, in six statements."""
    links = tuple(ChainLink.objects.current().filter(town=town).order_by("order", "pk"))
    thin_below = rules_on(timezone.localdate()).thin_below
    matched = [Link(one.pk, one.product_words, one.industry_codes, one.fewest or thin_below) for one in links]
    places = ChainPlace.objects.current().filter(link__in=links)
    words = {
        (link, firm): stands for link, firm, stands in places.values_list("link", "enterprise", "stands")
    }
    flows = ChainFlow.objects.current().filter(source__in=links, target__in=links)
    firms = _firms(town, matched, {firm for _link, firm in words})
    found = chain(matched, firms, words)
    return TownChain(town, links, found, tuple(flows.select_related("source", "target")))


def _firms(town: Town, links: Sequence[Link], named: set[int]) -> list[Firm]:
    """The town's firms, and those of its county that some link could mean."""
    covered = list(town.covers.values_list("path", flat=True))
    inside = [Q(town__isnull=True, area__path__startswith=path) for path in covered]
    own = reduce(or_, inside, Q(town=town))
    wanted = [Q(main_products__contains=word) for link in links for word in link.products]
    wanted += [Q(industry__code__startswith=code) for link in links for code in link.industries]
    rows = Enterprise.objects.current().exclude(status__in=_GONE)
    rows = rows.filter(area__path__startswith=county_of(town.area).path)
    rows = rows.filter(reduce(or_, wanted, own | Q(pk__in=named)))
    columns = ("pk", "name", "industry__code", "main_products", "town", "area__path")
    return [
        Firm(pk, name, code or "", products, _is_here(town, covered, of_town, path))
        for pk, name, code, products, of_town, path in rows.order_by().values_list(*columns)
    ]


def _is_here(town: Town, covered: Iterable[str], of_town: int | None, path: str) -> bool:
    if of_town is not None:
        return bool(of_town == town.pk)
    return any(path.startswith(one) for one in covered)


@dataclass(frozen=True)
class MethodLine:
    """What came of one method: leads reported, judged feasible, signed, handed on, started."""

    method: Any
    name: str
    leads: int
    negotiated: int
    signed: int
    handed: int
    #: None while no project library says
    started: int | None
    #: fewer leads than the rule asks for: no rate is compared
    small: bool

    @property
    def signed_share(self) -> Fraction | None:
        return Fraction(self.signed, self.leads) if self.leads else None

    @property
    def started_share(self) -> Fraction | None:
        return Fraction(self.started, self.leads) if self.leads and self.started is not None else None


def effectiveness(rows: QuerySet[Lead], year: int | None = None) -> tuple[MethodLine, ...]:
    """What each method brought, of the leads first reported (in a year); exact counts, no estimates."""
    rows = rows.filter(archived_at__isnull=True, first_reported_on__isnull=False)
    if year is not None:
        rows = rows.filter(first_reported_on__year=year)
    begun = _started(rows)
    counted = (
        rows.order_by()
        .values("method", "method__name", "method__position")
        .annotate(
            leads=Count("pk"),
            negotiated=Count("pk", filter=Q(state__in=("negotiating", "signed", "handed"))),
            signed=Count("pk", filter=Q(signed_on__isnull=False)),
            handed=Count("pk", filter=Q(state="handed")),
        )
    )
    below = rules_on(timezone.localdate()).small_below
    lines = sorted(counted, key=lambda one: (one["method"] is None, one["method__position"] or 0))
    return tuple(
        MethodLine(
            one["method"],
            one["method__name"] or "",
            one["leads"],
            one["negotiated"],
            one["signed"],
            one["handed"],
            None if begun is None else begun.get(one["method"], 0),
            one["leads"] < below,
        )
        for one in lines
    )


def _started(rows: QuerySet[Lead]) -> dict[Any, int] | None:
    """Method → leads whose project has begun to be built, with proof; None without a project library."""
    if not apps.is_installed("zhenxing.web.projects"):
        return None
    from zhenxing.web.projects.models import Project  # an app that may be deleted
    from zhenxing.web.projects.queries import facts

    handed = rows.filter(project__isnull=False).order_by()
    methods = dict(handed.values_list("project", "method"))
    projects = Project.objects.current().filter(pk__in=handed.values("project"))
    begun = {one.project for one in facts(projects) if one.stage in _BEGUN and one.standing == "evidenced"}
    found: dict[Any, int] = {}
    for pk in begun:
        found[methods[pk]] = found.get(methods[pk], 0) + 1
    return found


@dataclass(frozen=True)
class PlanDone:
    """What a plan's year has brought so far. `signed_amount` is of those whose investment is known."""

    leads: int
    signed: int
    started: int | None
    signed_amount: Decimal
    unknown_amounts: int


def done(plan: LeadPlan) -> PlanDone:
    """The leads that the plan's unit reported or handles, in its place and town, by the plan's year."""
    rows = Lead.objects.current().filter(
        Q(reported_by=plan.unit_id) | Q(unit=plan.unit_id), area__path__startswith=plan.area.path
    )
    if plan.town_id:
        rows = rows.filter(town=plan.town_id)
    signed = rows.filter(signed_on__year=plan.year)
    sums = signed.aggregate(
        n=Count("pk"), amount=Sum("investment"), unknown=Count("pk", filter=Q(investment__isnull=True))
    )
    begun = _started(rows.filter(first_reported_on__year=plan.year))
    return PlanDone(
        rows.filter(first_reported_on__year=plan.year).count(),
        sums["n"],
        None if begun is None else sum(begun.values()),
        sums["amount"] or Decimal(0),
        sums["unknown"],
    )
