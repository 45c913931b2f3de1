"""How pages of investment promotion say what a firm was matched by, shares and amounts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import gettext as _

from zhenxing.core.quantities import plain
from zhenxing.web.leads.words import HOW, STANDINGS, TONES, money

register = template.Library()
register.filter("money", money)


@register.filter
def by_what(match: Any) -> str:
    """“主要产品：釉料”."""
    said = str(HOW[match.how])
    return _("%(how)s：%(by)s") % {"how": said, "by": match.by} if match.by else said


@register.filter
def standing_of(held: Any) -> str:
    return str(STANDINGS[held.standing])


@register.filter
def tone_of(held: Any) -> str:
    return TONES[held.standing]


@register.filter
def percent(value: Decimal) -> str:
    return f"{plain(value)}%"


@register.filter
def share(value: Fraction | None, line: Any) -> str:
    """“3/12（25.0%）”; nothing is reckoned from too few leads, nor from what is not known."""
    if value is None:
        return "—"
    if line.small:
        return _("样本太少")
    n = value * line.leads
    return f"{int(n)}/{line.leads}（{float(value) * 100:.1f}%）"
