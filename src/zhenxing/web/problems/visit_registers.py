"""The registers of visits, of the rules of service, and of the printed codes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.queries import area_filter
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.excel import Excel
from zhenxing.web.kit.layouts import MonthCalendar, PlaceMap
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.problems import panels
from zhenxing.web.problems.attention import ATTENTION
from zhenxing.web.problems.models import IntakePoint, ServiceRule, Visit
from zhenxing.web.problems.pages import TO_PROBLEM
from zhenxing.web.problems.sheet import CODE, SHEET, shown_code
from zhenxing.web.problems.words import RATING_TONES

GROUP = _("问题与服务")


def _tone(visit: Any) -> str:
    return RATING_TONES.get(visit.satisfaction, "")


VISITS = Register(
    Visit,
    key="enterprise_visits",
    columns=(
        "visited_on",
        Column("enterprise", sort=""),
        Column("unit", sort=""),
        Column("people", sort=""),
        Column("needs", sort=""),
        Column("satisfaction", badge=_tone, sort=""),
        *(Column(name, hidden=True, sort="") for name in ("area", "feedback", "said_by_whom")),
    ),
    filters=(area_filter(), "unit", "satisfaction"),
    search=("enterprise__name", "people", "needs", "feedback"),
    order=("-visited_on",),
    panels=(
        Panel(_("走访"), ("visited_on", "enterprise", "area", "unit", "people", "needs")),
        Panel(_("反馈"), ("feedback", "satisfaction", "said_by_whom")),
        Panel(_("转出的问题"), template="problems/of-visit.html", load=panels.of_visit),
    ),
    roles=(*role.ALL, TO_PROBLEM, ATTENTION),
    fields=(
        *("visited_on", "enterprise", "area", "unit", "people", "needs", "feedback", "satisfaction"),
        "said_by_whom",
    ),
    select_related=("enterprise", "unit", "area"),
    natural_key=("visited_on", "enterprise", "unit"),
    excel=Excel(aliases={"needs": ("企业需求", "反映的问题", "诉求"), "feedback": ("办理反馈", "解决情况")}),
    layouts=(MonthCalendar("visited_on"), PlaceMap("area", "visited_on")),
    group=GROUP,
    icon="building",
)
_DAYS = ("triage_days", "county_days", "township_days", "redo_days", "rate_days")
_LIMITS = ("silent_months", "most_visits", "within_days")
RULES = Register(
    ServiceRule,
    key="service_rules",
    columns=(
        Column("area", sort="area__path"),
        "valid_from",
        "valid_to",
        *(Column(name, sort="") for name in (*_DAYS, *_LIMITS)),
        Column("source", sort=""),
    ),
    order=("area__path", "-valid_from"),
    panels=(
        Panel(_("适用"), ("area", "valid_from", "valid_to", "source")),
        Panel(_("承诺时限"), _DAYS),
        Panel(_("走访和关注"), _LIMITS),
    ),
    fields=("area", "valid_from", "valid_to", *_DAYS, *_LIMITS, "source"),
    select_related=("area",),
    natural_key=("area", "valid_from"),
    label=_("服务规则"),
    group=GROUP,
    icon="clock",
)
INTAKES = Register(
    IntakePoint,
    key="intake_points",
    columns=(
        "name",
        Column("area", sort="area__path"),
        Column("town", sort="town__name"),
        Column("place", sort=""),
        "hourly",
        "is_open",
    ),
    filters=(area_filter(), "is_open"),
    search=("name", "place"),
    order=("name",),
    panels=(
        Panel(_("受理点"), ("name", "area", "town", "place", "phone", "hourly", "is_open")),
        Panel(_("受理码"), template="problems/code.html", load=shown_code),
    ),
    roles=(*role.ALL, SHEET, CODE),
    fields=("name", "area", "town", "place", "phone", "hourly", "is_open"),
    select_related=("area", "town"),
    natural_key=("area", "name"),
    group=GROUP,
    icon="grid",
)
