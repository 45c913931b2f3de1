"""The words of chains and leads that more than one page uses."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.leads.chain import Standing

#: the widest gap first
STANDINGS: dict[Standing, str | Promise] = {
    Standing.MISSING: _("缺失"),
    Standing.NEARBY: _("镇内缺，县内有"),
    Standing.THIN: _("薄弱"),
    Standing.UNKNOWN: _("未写对照条件"),
    Standing.HELD: _("已有"),
}
TONES = {
    Standing.MISSING: "bad",
    Standing.NEARBY: "warn",
    Standing.THIN: "warn",
    Standing.UNKNOWN: "muted",
    Standing.HELD: "good",
}
#: by what a firm was put into a link
HOW: dict[str, str | Promise] = {"word": _("人工核定"), "product": _("主要产品"), "industry": _("行业代码")}


def money(value: Decimal) -> str:
    """An amount in 元 with its 分, grouped by thousands."""
    return f"{value:,.2f}"
