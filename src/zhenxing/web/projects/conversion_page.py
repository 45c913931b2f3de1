"""三个一批与转化率: lists and exact rates over a period, with the events behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger import conversion
from zhenxing.core.ledger.conversion import RATES, Rate, StageFact
from zhenxing.web.kit.deed_pages import day
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects import flow, queries
from zhenxing.web.projects.models import Project, StageEvent
from zhenxing.web.projects.panels import STANDINGS
from zhenxing.web.projects.rounds import BATCHES

RATE_LABELS = {"start": _("开工率"), "production": _("投产率"), "effect": _("达效率")}
RATE_WORDS = {
    "start": _("这段时间签约的项目，到截止日已经开工的占多少"),
    "production": _("这段时间开工的项目，到截止日已经投产的占多少"),
    "effect": _("这段时间投产的项目，到截止日已经达效的占多少"),
}


class PeriodForm(forms.Form):
    """Which period, as of which day, which place."""

    begins = day(_("起"))
    ends = day(_("止"))
    as_of = day(_("截至"))
    area = forms.ModelChoiceField(Area.objects.none(), label=_("地区"), required=False, empty_label=_("全部"))

    def __init__(self, data: Any, areas: QuerySet[Area]) -> None:
        super().__init__(data)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a choice of records

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begins, ends = values.get("begins"), values.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("止日不能早于起日。"))
        return values


@dataclass(frozen=True)
class Asked:
    begins: date
    ends: date
    as_of: date
    area: Area | None


def conversion_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Lists, rates, and the rows behind one of the numbers (`rows=start.base`)."""
    rows = register.rows(request.user).filter(archived_at__isnull=True)
    form, asked = _asked(request, rows)
    context: dict[str, Any] = {"form": form, "asked": asked, "status": 200}
    if asked is not None:
        context |= _numbers(rows, asked, request.GET.get("rows", ""))
    query = request.GET.copy()
    query.pop("rows", None)
    context["query"] = query.urlencode()
    return answer(register, "conversion", request, context, None, 200 if asked else 422)


def _asked(request: HttpRequest, rows: QuerySet[Project]) -> tuple[PeriodForm, Asked | None]:
    """What the address asks for; without anything, the year so far."""
    today = timezone.localdate()
    known = {"begins": date(today.year, 1, 1), "ends": today, "as_of": today, "area": ""}
    given = {name: request.GET.get(name, value) for name, value in known.items()}
    form = PeriodForm(given, areas_of(rows))
    if not form.is_valid():
        return form, None
    values = form.cleaned_data
    return form, Asked(values["begins"], values["ends"], values["as_of"], values["area"])


def areas_of(rows: QuerySet[Project]) -> QuerySet[Area]:
    """The places that have projects among these, and the counties above them."""
    paths = set(rows.order_by().values_list("area__path", flat=True).distinct())
    above = {path[: -Area.steplen] for path in paths if len(path) > Area.steplen}
    return Area.objects.filter(path__in=paths | above).order_by("path")


def _numbers(rows: QuerySet[Project], asked: Asked, wanted: str) -> dict[str, Any]:
    if asked.area is not None:
        rows = rows.filter(area__path__startswith=asked.area.path)
    facts = queries.facts(rows)
    rates = [conversion.conversion(rule, facts, asked.begins, asked.ends, asked.as_of) for rule in RATES]
    known = [fact for fact in facts if fact.day <= asked.as_of]
    batches = {stage: conversion.events_of(known, stage, asked.begins, asked.ends) for stage in BATCHES}
    return {
        "rates": [_rate(one) for one in rates],
        "batches": [
            {"key": key, "label": flow.STAGE_LABELS[key], "n": len(one)} for key, one in batches.items()
        ],
        **_behind(wanted, {one.rule.key: one for one in rates}, batches),
    }


def _rate(one: Rate) -> dict[str, Any]:
    return {
        "key": one.rule.key,
        "label": RATE_LABELS[one.rule.key],
        "words": RATE_WORDS[one.rule.key],
        "percent": percent(one.value),
        "base": len(one.base),
        "reached": len(one.reached),
        "left_out": len(one.left_out),
        "base_label": flow.STAGE_LABELS[one.rule.base],
        "reached_label": flow.STAGE_LABELS[one.rule.reached],
    }


def percent(value: Fraction | None) -> str:
    """A share rounded half up to two places, for people; "" where there is none."""
    if value is None:
        return ""
    hundredths = (value * 10000 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _behind(wanted: str, rates: dict[str, Rate], batches: dict[str, tuple[StageFact, ...]]) -> dict[str, Any]:
    """The events behind a number: `start.base`, `start.reached`, `start.left_out`, `batch.signed`."""
    kind, _dot, part = wanted.partition(".")
    facts: tuple[StageFact, ...] | None = None
    if kind == "batch" and part in batches:
        facts, title = batches[part], flow.STAGE_LABELS[part]
    elif kind in rates and part in ("base", "reached", "left_out"):
        facts, title = getattr(rates[kind], part), RATE_LABELS[kind]
    if facts is None:
        return {"wanted": ""}
    events = StageEvent.objects.select_related("project__area").in_bulk([one.event for one in facts])
    proofs = queries.proofs_of_events(list(events))
    lines = [
        {"event": events[one.event], "proofs": proofs.get(one.event, 0), "standing": STANDINGS[one.standing]}
        for one in facts
        if one.event in events
    ]
    return {"wanted": wanted, "behind": lines, "behind_title": title}


CONVERSION = PageRole(
    "conversion", "conversion/", "view", conversion_page, label=_("三个一批与转化率"), icon="chart"
)
