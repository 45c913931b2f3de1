"""What the outcomes of shipped rulebooks are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.register import Label

#: what a scheme gives or takes
LABELS: dict[str, Label] = {
    "county": _("县级"),
    "city": _("市级"),
    "province": _("省级"),
    "national": _("国家级"),
    "withdrawn": _("退出情形"),
    "reference": _("外省标准"),
}
_OTHERS: dict[str, Label] = {
    "above": _("四上企业"),
    "large": _("大型"),
    "medium": _("中型"),
    "small": _("小型"),
    "micro": _("微型"),
    "innovative_sme": _("科技和创新型中小企业"),
    "specialised_sme": _("专精特新中小企业"),
    "little_giant": _("专精特新“小巨人”企业"),
}


def outcome_label(outcome: str) -> Label:
    """An outcome for people; a site's own is written as it is meant to be read."""
    return LABELS.get(outcome) or _OTHERS.get(outcome, outcome)
