"""Pages of a town beyond the plain ones: adding to it, linking it, its zones in and out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from zhenxing.core.shapes import Feature, collection
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import Invalid, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.register_pages import answer, find, limit_choices, summary
from zhenxing.web.towns.actions import DrawnZone, ReplaceZones
from zhenxing.web.towns.forms import (
    FigureForm,
    LinksForm,
    MilestoneForm,
    TierForm,
    ZonesForm,
    zone_kind,
    zone_name,
)
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier

_Build = Callable[[Town, dict[str, Any]], Action[Any]]


def _adds(key: str, model: type[Any]) -> _Build:
    """The deed that makes a record of a register for a town."""

    def build(town: Town, values: dict[str, Any]) -> Action[Any]:
        return SaveRecord(key, model, {**values, "town": town})

    return build


def _adding(name: str, label: Any, form: type[forms.ModelForm], key: str, model: type[Any]) -> PageRole:
    """A page to add something to a town; its panel leads there, so it is no button over the page."""
    made = deed_role(name, verb="edit", label=label, form=form, build=_adds(key, model), done=_("已登记。"))
    return replace(made, label="")


def links_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the documents, goals, tasks and units a town is linked with."""
    town = find(register, request, pk, "edit")
    about = summary(register, town)
    form = LinksForm(request.POST or None, instance=town)
    limit_choices(form, request)
    kept = _out_of_sight(form, town)
    stale: StaleVersion | None = None
    if request.method == "POST" and form.is_valid():
        values = {name: [*form.cleaned_data[name], *kept[name]] for name in form.fields}
        try:
            do(request, SaveRecord(register.key, Town, values, pk))
        except StaleVersion as refusal:
            stale = refusal
        except Invalid as refusal:
            refused_fields(form, refusal)
        else:
            messages.success(request, _("已保存关联。"))
            return redirect(register.url("detail", pk))
    context = {"form": form, "record": about, "title": _("关联文件、目标、任务"), "stale": stale}
    context["version"] = getattr(stale, "current", None) or request.POST.get("version") or town.version
    return answer(
        register, "links", request, context, None, stale.status if stale else 422 if form.is_bound else 200
    )


def _out_of_sight(form: forms.ModelForm, town: Town) -> dict[str, list[Any]]:
    """What is linked already and this person cannot see: it stays linked."""
    return {
        name: [one for one in getattr(town, name).all() if one not in form.fields[name].queryset]  # type: ignore[attr-defined]  # a model choice
        for name in form.fields
    }


def zones_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """Take the zones of a town from a GeoJSON file; what is wrong with it is said all at once."""
    town = find(register, request, pk, "edit")
    form = ZonesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        drawn = tuple(
            DrawnZone(zone_name(one), zone_kind(one), one.polygons) for one in form.cleaned_data["file"]
        )
        do(request, ReplaceZones(pk, drawn))
        messages.success(request, _("已更新 %(n)s 个功能区。") % {"n": len(drawn)})
        return redirect(register.url("detail", pk))
    context = {"form": form, "record": summary(register, town), "title": _("上传功能区")}
    context["version"] = request.POST.get("version") or town.version
    return answer(register, "zones", request, context, None, 422 if form.is_bound else 200)


def geojson_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """The zones of a town as a GeoJSON file."""
    town = find(register, request, pk, "view")
    rows = town.zones.filter(archived_at__isnull=True).select_related("kind")
    features = [
        Feature(zone.shape, {"name": zone.name, "kind": zone.kind.name, "area_km2": float(zone.size)})
        for zone in rows
    ]
    response = JsonResponse(collection(features), json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/geo+json"
    response.headers["Content-Disposition"] = f'attachment; filename="town-{town.pk}-zones.geojson"'
    return response


ADD_TIER = _adding("tier", _("登记梯次"), TierForm, "town_tiers", TownTier)
ADD_FIGURE = _adding("figure", _("登记数据"), FigureForm, "town_figures", TownFigure)
ADD_MILESTONE = _adding("milestone", _("加里程碑"), MilestoneForm, "milestones", Milestone)
LINKS = PageRole("links", "<int:pk>/links/", "edit", links_page, detail=True, fallback="deed")
ZONES = PageRole("zones", "<int:pk>/zones/", "edit", zones_page, detail=True)
GEOJSON = PageRole("geojson", "<int:pk>/zones.geojson", "view", geojson_page, detail=True)
TOWN_PAGES = (ADD_TIER, ADD_FIGURE, ADD_MILESTONE, LINKS, ZONES, GEOJSON)
