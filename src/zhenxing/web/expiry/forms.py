"""Forms of what lapses; they validate, and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenxing.web.expiry import queries
from zhenxing.web.expiry.models import NoticePeriod


class NoticeForm(forms.ModelForm):
    """How far ahead one of the kinds that expire is told of."""

    kind = forms.ChoiceField(label=_("登记类别"), choices=lambda: _kinds())

    class Meta:
        model = NoticePeriod
        fields = ("kind", "days")


def _kinds() -> list[tuple[str, Any]]:
    return [(kind, model._meta.verbose_name) for kind, model in queries.kinds().items()]
