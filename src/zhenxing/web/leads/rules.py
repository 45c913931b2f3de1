"""The rules of leads as this site has them on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.packs.lead_rules import LeadRules, lead_rules

#: what a lead must state → the field it stands in, and its name
STATED: dict[str, tuple[str, str | Promise]] = {
    "investor": ("investor", _("投资方")),
    "process": ("process", _("生产工艺")),
    "investment": ("investment", _("总投资")),
    "land": ("land", _("用地")),
    "energy": ("energy", _("年综合能耗")),
    "environment": ("environment", _("环保情况")),
    "output": ("output", _("达产年产值")),
    "tax": ("tax", _("达产年税收")),
}
#: what the standing of a rule's text is called
STATUSES: dict[str, str | Promise] = {
    "verified": _("有文件明文"),
    "to-verify": _("待核"),
    "example": _("示例，可由本地改定"),
    "site": _("本地规定"),
}


def rules_on(day: date) -> LeadRules:
    """What holds on a day: the site's own words before ours."""
    return lead_rules(day, Path(settings.ZHENXING_HOME) / "ledger")


def missing(lead: object, rules: LeadRules) -> dict[str, str | Promise]:
    """Field → name of what the lead does not state yet."""
    named = (STATED[key] for key in rules.required)
    return {field: label for field, label in named if _is_empty(getattr(lead, field))}


def _is_empty(value: object) -> bool:
    """Nothing was said; a nought is said (no land, no tax)."""
    return value is None or (not isinstance(value, Decimal) and not str(value).strip())
