"""The figures of an enterprise by year, with the source of each, and the bars of its revenue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from zhenxing.packs.enterprise_indicators import enterprise_indicators
from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.charts import Bar, bars
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute

_YEARS = 6
_TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Figure:
    """One value: its text, where it is from, and its page."""

    text: str
    source: str | Promise
    url: str
    title: str


@dataclass(frozen=True)
class FigureLine:
    """An indicator over the years; a year may have a value from each source."""

    label: str
    unit: str
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Figures:
    periods: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    chart: tuple[Bar, ...]
    chart_label: str


def figures(enterprise: Enterprise, url: Any) -> Figures:
    """The values of the last years, by indicator; `url(pk)` is the page of a value."""
    rows = list(enterprise.attributes.filter(archived_at__isnull=True).order_by("period", "source_kind"))
    periods = tuple(sorted({row.period for row in rows})[-_YEARS:])
    table: dict[str, dict[str, list[EnterpriseAttribute]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        table[row.indicator][row.period].append(row)
    lines = tuple(
        FigureLine(
            one.name,
            _written_unit(one.unit),
            tuple(tuple(_figure(row, url) for row in table[key][period]) for period in periods),
        )
        for key, one in enterprise_indicators().items()
        if any(table[key][period] for period in periods)
    )
    revenue = enterprise_indicators()["revenue"]
    label = f"{revenue.name}（{_written_unit(revenue.unit)}）"
    return Figures(periods, lines, _revenue(table["revenue"]), label)


def _written_unit(unit: str) -> str:
    return "万元" if unit == "元" else unit


def _figure(row: EnterpriseAttribute, url: Any) -> Figure:
    value = row.value / _TEN_THOUSAND if row.unit == "元" else row.value
    return Figure(f"{value.normalize():,f}", row.get_source_kind_display(), url(row.pk), row.source)


def _revenue(by_period: dict[str, list[EnterpriseAttribute]]) -> tuple[Bar, ...]:
    """A bar a year; where the sources differ, what the department registered."""
    values: list[tuple[str, Decimal, str]] = []
    for period in sorted(by_period)[-_YEARS:]:
        rows = by_period[period]
        if len(period) == len("2024") and rows:
            row = next((one for one in rows if one.source_kind == kinds.ADMINISTRATIVE), rows[0])
            values.append((period, row.value, f"{row.value / _TEN_THOUSAND:,.0f}"))
    return bars(values)
