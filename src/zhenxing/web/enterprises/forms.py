"""Forms of enterprises; they validate, and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import number
from zhenxing.web.enterprises.fields import EnterpriseChoice
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute
from zhenxing.web.kit.deed_pages import day


class Amount(forms.Field):
    """A number as people write it (1,200、1200万元、1.2亿元), given back exact in the base unit."""

    def to_python(self, value: Any) -> Any:
        typed = "".join(str("" if value is None else value).split())[:60]
        if not typed:
            return None
        below = typed.startswith(("-", "－", "−"))
        read = number(typed[below:].removesuffix("元"))
        if read is None:
            raise ValidationError(
                _("“%(typed)s”不是数。可写 12000000、1200万元 或 0.12亿元。") % {"typed": typed}
            )
        return -read if below else read


class AttributeForm(forms.ModelForm):
    """One value; money may be typed in 万元 or 亿元, and is kept in 元."""

    value = Amount(
        label=_("数值"),
        help_text=_("金额可写 1200万元、0.12亿元，不写单位即为元；其他指标按目录里的单位填写。"),
    )

    class Meta:
        model = EnterpriseAttribute
        fields = ("enterprise", "indicator", "period", "value", "source_kind", "source")


class RenameForm(forms.Form):
    """A new registered name, from a day on."""

    name = forms.CharField(label=_("新名称"), max_length=100)
    since = day(_("从哪天起"), help_text=_("变更登记的日期。原名称作为曾用名保留，照样能查到。"))
    reason = forms.CharField(label=_("变更依据"), max_length=300)


class MergeForm(forms.Form):
    """Which record stays."""

    survivor = EnterpriseChoice(
        Enterprise.objects.all(),
        label=_("并入哪家企业"),
        help_text=_("写保留那条记录的统一社会信用代码、企业全称，或它的编号（如 #12）。"),
    )
    reason = forms.CharField(label=_("合并依据"), max_length=300, help_text=_("例如：实地核实为同一企业。"))
