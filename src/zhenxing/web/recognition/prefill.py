"""The first words of an application: from the town's last one, else from the registers. Each says whence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from zhenxing.web.recognition.models import TEXTS, Application, Call
from zhenxing.web.towns.models import Town
from zhenxing.web.towns.queries import current_figures, figure_lines

#: figures of so many years back are told
_YEARS = 3
_MOST_NAMES = 20


@dataclass(frozen=True)
class Filled:
    """Words for the parts of an application, and part → where they came from."""

    texts: dict[str, str]
    sources: dict[str, str]
    answers: dict[str, Any]


def fill(town: Town, call: Call) -> Filled:
    """What can be written without asking anybody; parts nothing is known of stay empty."""
    earlier = _earlier(town)
    texts: dict[str, str] = {}
    sources: dict[str, str] = {}
    for name in TEXTS:
        before = getattr(earlier, name) if earlier is not None else ""
        found, source = (
            (before, str(earlier.call)) if before and earlier is not None else _WRITERS[name](town, call)
        )
        if found:
            texts[name], sources[name] = found, source
    return Filled(texts, sources, dict(earlier.answers) if earlier is not None else {})


def _earlier(town: Town) -> Application | None:
    """The last application of the town that was handed in."""
    handed_in = Application.objects.filter(town=town, submitted_on__isnull=False).exclude(state="abandoned")
    return handed_in.select_related("call").order_by("-submitted_on", "-pk").first()


def _overview(town: Town, call: Call) -> tuple[str, str]:
    covers = "、".join(str(one) for one in town.covers.all())
    lines = [town.introduction, _("覆盖：%(covers)s。") % {"covers": covers} if covers else ""]
    return _joined(lines), _("专业镇登记")


def _industry(town: Town, call: Call) -> tuple[str, str]:
    lines = []
    if town.industry is not None:
        lines.append(_("主导产业：%(name)s。") % {"name": town.industry.labelled})
    if town.product:
        lines.append(_("主导产品：%(name)s。") % {"name": town.product})
    lines += _figures(town, {call.reference_year})
    return _joined(lines), _("专业镇登记、基线数据")


def _analysis(town: Town, call: Call) -> tuple[str, str]:
    years = range(call.reference_year - _YEARS + 1, call.reference_year + 1)
    return _joined(_figures(town, set(years))), _("基线数据")


def _figures(town: Town, years: set[int]) -> list[str]:
    """One line a figure of those years, with its source; disputed ones stand side by side."""
    return [
        _("%(year)s年%(name)s%(amount)s（%(source)s）。")
        % {"year": line.year, "name": line.indicator, "amount": one.amount, "source": one.source}
        for line in figure_lines(current_figures(town))
        if line.year in years
        for one in line.figures
    ]


def _brands(town: Town, call: Call) -> tuple[str, str]:
    """The names of what the registers of brands hold for the town; nothing while that app is not there."""
    lines = []
    for label, model in (
        (_("品牌商标"), "Brand"),
        (_("地理标志"), "GeographicalIndication"),
        (_("标准"), "Standard"),
        (_("非遗项目"), "Heritage"),
    ):
        names = _named(model, town, call.judged_on)
        if names:
            lines.append(_("%(label)s：%(names)s。") % {"label": label, "names": "、".join(names)})
    return _joined(lines), _("品牌、标准、非遗登记")


def _named(model: str, town: Town, day: date) -> list[str]:
    if not apps.is_installed("zhenxing.web.brands"):
        return []
    kind = apps.get_model("brands", model)
    rows = kind._default_manager.filter(town=town, archived_at__isnull=True).order_by("pk")
    return [str(one) for one in rows[:_MOST_NAMES] if one.valid_on(day)]


def _planning(town: Town, call: Call) -> tuple[str, str]:
    papers: Iterable[tuple[str, Any]] = ((_("规划"), town.plan), (_("一镇一策"), town.policy))
    lines = [_("%(label)s：%(title)s。") % {"label": label, "title": one} for label, one in papers if one]
    return _joined(lines), _("专业镇登记")


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


_WRITERS: dict[str, Callable[[Town, Call], tuple[str, str]]] = {
    "overview": _overview,
    "industry": _industry,
    "analysis": _analysis,
    "brands": _brands,
    "planning": _planning,
}
