"""The registers of towns and of what is kept about each."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import display
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.rules.services import TOWN_PAGES as RULE_PAGES
from zhenxing.web.towns import panels, queries
from zhenxing.web.towns.forms import TownForm
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier, Zone
from zhenxing.web.towns.pages import TOWN_PAGES

_GROUP = _("专业镇")
_TIER_TONES = {"province": "good", "city": "info", "county": "info", "withdrawn": "muted"}
_NO_TIER = "none"


def _tier(town: Town) -> str:
    now = town.tier_on(timezone.localdate())
    return str(now.tier) if now else ""


def _tier_tone(town: Town) -> str:
    now = town.tier_on(timezone.localdate())
    return _TIER_TONES.get(now.tier.code, "muted") if now else ""


def _of_tier(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    rows = rows.annotate(tier_now=queries.tier_subquery(timezone.localdate()))
    if value == _NO_TIER:
        return rows.filter(tier_now__isnull=True)
    return rows.filter(tier_now=int(value)) if value.isdecimal() and len(value) < 19 else rows.none()


def _step(town: Town) -> str:
    """The step reached on the county's ladder; empty when the revenue is not known."""
    size = queries.size(town, "county", timezone.localdate())
    if size is None or size.standing is None:
        return ""
    reached = size.standing.reached
    return (
        str(_("%(n)s亿级") % {"n": reached})
        if reached
        else str(_("不足%(n)s亿") % {"n": size.ladder.steps[0]})
    )


def _revenue(town: Town) -> str:
    newest = queries.latest_amount(queries.current_figures(town), "revenue")
    return f"{display(newest[1], '元')}（{newest[0].year}）" if newest else ""


def _shares(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """How many towns have each tier: drawn above the list, each a way to filter it."""
    counts = queries.by_tier(rows.filter(archived_at__isnull=True), timezone.localdate())
    total = sum(counts.values())
    if not total:
        return {"tiers": []}
    shares, left = [], 0.0
    labels = [(code.pk, str(code)) for code in codes.of("town_tier")] + [(None, str(_("未定级")))]
    for number, (pk, label) in enumerate(labels):
        if count := counts.get(pk, 0):
            width = round(100 * count / total, 2)
            value = _NO_TIER if pk is None else pk
            shares.append(
                {"label": label, "count": count, "x": left, "width": width, "n": number, "value": value}
            )
            left = round(left + width, 2)
    return {"tiers": shares, "tier_total": total}


TOWNS = Register(
    Town,
    key="towns",
    columns=(
        "name",
        Column("area", sort="area__path"),
        "category",
        Column(
            "industry",
            value=lambda town: town.industry.labelled if town.industry else "",
            sort="industry__code",
        ),
        "product",
        Column("tier", _("梯次"), value=_tier, badge=_tier_tone),
        Column("step", _("规模台阶"), value=_step),
        Column("revenue", _("主导产业营业收入"), value=_revenue, align="end"),
        Column("lead_unit", sort="lead_unit__name"),
        Column("covers", value=lambda town: [str(one) for one in town.covers.all()], hidden=True),
        Column("traits", value=lambda town: [str(one) for one in town.traits.all()], hidden=True),
        Column("aim", align="end", hidden=True),
        Column("plan", sort="plan__title", hidden=True),
        Column("policy", sort="policy__title", hidden=True),
        Column("longitude", hidden=True),
        Column("latitude", hidden=True),
    ),
    filters=(
        "area",
        "category",
        Filter(
            "tier",
            _("梯次"),
            choices=lambda _rows: [*codes.choices("town_tier"), (_NO_TIER, _("未定级"))],
            apply=_of_tier,
        ),
        "lead_unit",
    ),
    search=("name", "product", "industry__name"),
    pinyin=("name", "product"),
    order=("area__path", "name"),
    panels=(
        Panel(
            _("专业镇概况"),
            (
                "name",
                "area",
                "covers",
                "category",
                "industry",
                "product",
                "lead_unit",
                "traits",
                "introduction",
                "aim",
                "longitude",
                "latitude",
            ),
        ),
        Panel(_("梯次"), template="towns/tiers.html", load=panels.tiers),
        Panel(_("规模台阶"), template="towns/sizes.html", load=panels.sizes),
        Panel(_("基线数据"), template="towns/figures.html", load=panels.figures),
        Panel(_("规划与里程碑"), template="towns/plan.html", load=panels.plan),
        Panel(_("功能区"), template="towns/zones-panel.html", load=panels.zones),
        Panel(_("关联"), template="towns/links-panel.html", load=panels.links),
    ),
    roles=(*role.ALL, *TOWN_PAGES, *RULE_PAGES),
    fields=tuple(TownForm.Meta.fields),
    form=TownForm,
    select_related=("area", "category", "industry", "lead_unit", "plan", "policy"),
    prefetch_related=("tiers__tier", "figures__indicator", "covers", "traits"),
    natural_key=("area", "name"),
    group=_GROUP,
    icon="flag",
    context=_shares,
)
TIERS = Register(
    TownTier,
    key="town_tiers",
    columns=(
        Column("town", sort="town__name"),
        Column("tier", sort="tier__position"),
        "begins",
        "batch",
        Column("document", sort="document__title"),
        "source",
    ),
    filters=("tier", "town"),
    search=("town__name", "batch", "source"),
    order=("-begins", "town__name"),
    fields=("town", "tier", "begins", "batch", "document", "source"),
    select_related=("town", "tier", "document"),
    natural_key=("town", "begins"),
    group=_GROUP,
    icon="up",
)
FIGURES = Register(
    TownFigure,
    key="town_figures",
    columns=(
        Column("town", sort="town__name"),
        Column("indicator", sort="indicator__position"),
        "year",
        Column("amount", _("数值"), value=lambda figure: figure.amount, align="end"),
        "source",
        "definition",
        Column("value", align="end", hidden=True),
        Column("unit", hidden=True),
    ),
    filters=("town", "indicator", "year"),
    search=("town__name", "source", "definition"),
    order=("town__name", "indicator__position", "-year"),
    fields=("town", "indicator", "year", "value", "unit", "source", "definition"),
    select_related=("town", "indicator"),
    natural_key=("town", "indicator", "year", "source"),
    group=_GROUP,
    icon="chart",
)


def _standing(one: Milestone) -> str:
    return str(panels.STANDINGS[one.standing(timezone.localdate())])


def _standing_tone(one: Milestone) -> str:
    return panels.TONES[one.standing(timezone.localdate())]


def _of_standing(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = timezone.localdate()
    done = Q(done_on__isnull=False, done_on__lte=today)
    conditions = {
        "done": done,
        "late": ~done & Q(due_on__lt=today),
        "open": ~done & Q(due_on__gte=today),
        "undated": ~done & Q(due_on__isnull=True),
    }
    return rows.filter(conditions[value]) if value in conditions else rows.none()


MILESTONES = Register(
    Milestone,
    key="milestones",
    columns=(
        Column("town", sort="town__name"),
        "name",
        "due_on",
        Column("standing", _("进展"), value=_standing, badge=_standing_tone),
        Column("unit", sort="unit__name"),
        "done_on",
        Column("proof", hidden=True),
    ),
    filters=(
        "town",
        "unit",
        Filter(
            "standing", _("进展"), choices=lambda _rows: tuple(panels.STANDINGS.items()), apply=_of_standing
        ),
    ),
    search=("town__name", "name", "proof"),
    order=("due_on", "town__name"),
    fields=("town", "name", "due_on", "unit", "done_on", "proof"),
    select_related=("town", "unit"),
    natural_key=("town", "name"),
    group=_GROUP,
    icon="calendar",
)


def _drawn(zone: Zone, user: Any) -> dict[str, Any]:
    return {
        "sketch": panels.zone_sketch([zone], zone.town),
        "zones": [],
        "kinds": [(zone.kind.code, zone.kind.name)],
        "may": False,
    }


ZONES = Register(
    Zone,
    key="zones",
    columns=(
        Column("town", sort="town__name"),
        "name",
        Column("kind", sort="kind__position"),
        Column("size", align="end"),
    ),
    filters=("town", "kind"),
    search=("town__name", "name"),
    order=("town__name", "kind__position", "name"),
    panels=(
        Panel(_("基本情况"), ("town", "name", "kind", "size")),
        Panel(_("范围"), template="towns/zones-panel.html", load=_drawn),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT, role.ARCHIVE),
    fields=("name", "kind"),
    select_related=("town", "kind"),
    natural_key=("town", "name"),
    group=_GROUP,
    icon="map",
)
REGISTERS = (TOWNS, TIERS, FIGURES, MILESTONES, ZONES)
