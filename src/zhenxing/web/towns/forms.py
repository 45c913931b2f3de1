"""Forms validate; they never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.core.shapes import Feature, ShapeError, read_features
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.widgets import Boxes, BoxList
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier

#: a GeoJSON file of zones is small; a larger one is something else
MOST_BYTES = 5 * 1024 * 1024


class TownForm(forms.ModelForm):
    """What a town is; what it is linked with has a page of its own."""

    class Meta:
        model = Town
        fields = [
            "name",
            "area",
            "covers",
            "category",
            "industry",
            "product",
            "lead_unit",
            "traits",
            "introduction",
            "aim",
            "plan",
            "policy",
            "longitude",
            "latitude",
        ]
        widgets = {
            "covers": Boxes,
            "traits": Boxes,
            "introduction": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        covers = self.fields["covers"]
        covers.queryset = covers.queryset.filter(level__in=("township", "park"))
        covers.help_text = _("专业镇分布在哪些乡镇和园区。")


class LinksForm(forms.ModelForm):
    """The documents, goals, tasks and units a town is linked with."""

    class Meta:
        model = Town
        fields = ["documents", "goals", "tasks", "units"]
        widgets = dict.fromkeys(fields, BoxList)


class TierForm(forms.ModelForm):
    class Meta:
        model = TownTier
        fields = ["tier", "begins", "batch", "document", "source"]


class FigureForm(forms.ModelForm):
    class Meta:
        model = TownFigure
        fields = ["indicator", "year", "value", "unit", "source", "definition"]


class MilestoneForm(forms.ModelForm):
    class Meta:
        model = Milestone
        fields = ["name", "due_on", "unit", "done_on", "proof"]


class ZonesForm(forms.Form):
    """A GeoJSON file; it stands for all the zones of the town."""

    file = forms.FileField(
        label=_("GeoJSON 文件"),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        help_text=_(
            "坐标用 WGS84 或 CGCS2000 经纬度。每个图形的属性写 name（名称）和 kind"
            "（产业功能区、配套服务功能区、生态功能区）。"
        ),
    )
    reason = forms.CharField(label=_("依据"), max_length=300, required=False, help_text=_("例如规划文号。"))

    def clean_file(self) -> tuple[Feature, ...]:
        """The features, every one with a name and a kind; all that is wrong is said at once."""
        sent = self.cleaned_data["file"]
        if sent.size > min(MOST_BYTES, settings.UPLOAD_LIMIT):
            raise ValidationError(_("文件超过 5 MB。请先在制图软件里简化边界。"))
        try:
            features = read_features(sent.read())
        except ShapeError as problem:
            raise ValidationError(list(problem.faults)) from None
        _named(features)
        return features


def _named(features: tuple[Feature, ...]) -> None:
    kinds = {name for code in codes.of("zone_kind") for name in (code.code, code.name)}
    faults = []
    names = [zone_name(feature) for feature in features]
    for number, (feature, name) in enumerate(zip(features, names, strict=True), 1):
        if not name:
            faults.append(_("第%(n)s个图形没有名称：请填属性 name。") % {"n": number})
        elif names.count(name) > 1:
            faults.append(_("第%(n)s个图形与别的同名：%(name)s。") % {"n": number, "name": name})
        if zone_kind(feature) not in kinds:
            known = "、".join(code.name for code in codes.of("zone_kind"))
            faults.append(_("第%(n)s个图形的属性 kind 应是：%(known)s。") % {"n": number, "known": known})
    if faults:
        raise ValidationError(faults[:50])


def zone_name(feature: Feature) -> str:
    return str(feature.properties.get("name") or feature.properties.get("名称") or "").strip()[:100]


def zone_kind(feature: Feature) -> str:
    return str(feature.properties.get("kind") or feature.properties.get("类别") or "").strip()
