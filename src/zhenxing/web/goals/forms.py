"""What people fill in for the deeds on a goal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.goals import queries
from zhenxing.web.goals.amounts import typed
from zhenxing.web.goals.measures import measures
from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.path_models import BASES, POINTS
from zhenxing.web.kit.deed_pages import ReasonForm, day
from zhenxing.web.kit.widgets import Boxes
from zhenxing.web.organisations.models import Area
from zhenxing.web.proofs.forms import ProofField

#: places a goal is laid upon
_TYPED = _("带计量单位写，如 36户、2.5亿元、12.5%。")
_LEVELS = ("city", "county", "township", "park")


class Nothing(forms.Form):
    """A deed that asks nothing."""


class MeasureForm(forms.Form):
    measure = forms.ChoiceField(label=_("取数方式"))
    basis = forms.ChoiceField(label=_("目标值含义"), choices=BASES, initial="level")
    note = forms.CharField(label=_("口径说明"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (one.key, str(one.label)) for one in measures()
        ]


class TakeForm(forms.Form):
    at = day(_("截至"), required=False, help_text=_("不填则为今天。有的登记簿只知道现在的情况。"))


class PointForm(forms.Form):
    """Where a goal began, or a step on its way."""

    kind = forms.ChoiceField(label=_("类别"), choices=POINTS)
    amount = forms.CharField(label=_("数值"), max_length=40, help_text=_TYPED)
    on = day(_("日期"))
    source = forms.CharField(label=_("来源"), max_length=300, help_text=_("数据出自哪里，能据此找到原件。"))


class ReadingForm(forms.Form):
    """A value typed by hand, its source and its proof."""

    amount = forms.CharField(label=_("读数"), max_length=40, help_text=_TYPED)
    at = day(_("截至"))
    source = forms.CharField(label=_("数据来源"), max_length=300)
    proof = ProofField(required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].initial = timezone.localdate


class ClaimForm(forms.Form):
    text = forms.CharField(
        label=_("实现情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    proof = ProofField(required=True)


class DivideForm(forms.Form):
    areas = forms.ModelMultipleChoiceField(
        Area.objects.filter(level__in=_LEVELS).order_by("path"),
        label=_("分解给"),
        widget=Boxes,
        help_text=_(
            "目标值平均分给选中的地区：个数分到整数，金额分到分，合计正好等于目标值。分好以后可以逐条修改。"
        ),
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


class AllotForm(forms.Form):
    """One line a place directly below the goal's own; what was allotted before stands in it."""

    note = forms.CharField(label=_("说明"), max_length=300, required=False)
    anyway = forms.BooleanField(
        label=_("合计不等于目标也保存"),
        required=False,
        help_text=_("确需留有余量时勾选，并在说明里写明理由。"),
    )

    def about(self, goal: Goal) -> None:
        """Ask for each place: `area_<key>`; the first line says what they should add up to."""
        given = {one.area_id: one for one in queries.shares_of(goal) if one.unit_id is None}
        lines: dict[str, forms.Field] = {}
        for place in queries.places_below(goal):
            share = given.get(place.pk)
            known = typed(share.value, goal.unit) if share is not None and share.value is not None else ""
            lines[f"area_{place.pk}"] = forms.CharField(
                label=place.name, max_length=40, required=False, initial=known
            )
        if lines:
            aim = _("目标：%(goal)s。不承担的地区留空。") % {"goal": goal.required}
            lines[next(iter(lines))].help_text = f"{aim}{_TYPED}"
        else:
            self.fields["note"].help_text = _("这个地区下面没有登记下级地区，请分解到单位。")
        self.fields = {**lines, **self.fields}

    def amounts(self) -> dict[int, str]:
        """Area → what was typed for it, "" where nothing was."""
        return {
            int(name.removeprefix("area_")): value.strip()
            for name, value in self.cleaned_data.items()
            if name.startswith("area_")
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        return {**given, "amounts": self.amounts()}


class LinkForm(forms.Form):
    child = forms.ModelChoiceField(
        Goal.objects.all(), label=_("承接目标"), help_text=_("下级文件里承接这一份的目标。")
    )


__all__ = [
    "AllotForm",
    "ClaimForm",
    "DivideForm",
    "LinkForm",
    "MeasureForm",
    "Nothing",
    "PointForm",
    "ReadingForm",
    "ReasonForm",
    "TakeForm",
]
