"""Whom work is handed to, why, and which of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.organisations.models import Post, Unit, in_force
from zhenxing.web.work.moving import Choice, Holder


class HandOverForm(forms.Form):
    """The receiver and the reason; what is handed over is ticked beside it."""

    to = forms.ModelChoiceField(Unit.objects.none(), label=_("移交给"), empty_label=_("请选择"))
    reason = forms.CharField(
        label=_("移交理由"), max_length=300, help_text=_("如：机构改革职能划转、人员调离、分工调整")
    )

    def __init__(self, holder: Holder, user: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        model = type(holder)
        rows = model._default_manager.filter(in_force(timezone.localdate()), archived_at__isnull=True)
        rows = rows.filter(~Q(pk=holder.pk))
        if isinstance(holder, Post):
            rows = rows.select_related("unit")
        else:
            rows = rows.exclude(kind="collective")
            self.initial.setdefault("to", holder.successor_id)
        to: Any = self.fields["to"]
        to.queryset = scope.visible(rows, user, "hand_overs.create")


def choice_of(posted: Any) -> Choice:
    """What was ticked, from "kind:number"; anything else is nobody's record."""
    return Choice(
        _pairs(posted.getlist("pick")), _pairs(posted.getlist("shown")), frozenset(posted.getlist("rest"))
    )


def _pairs(texts: list[str]) -> frozenset[tuple[str, int]]:
    split = (text.rpartition(":") for text in texts)
    return frozenset(
        (kind, int(pk)) for kind, _mark, pk in split if pk.isascii() and pk.isdigit() and len(pk) < 19
    )
