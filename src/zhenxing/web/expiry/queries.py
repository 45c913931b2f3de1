"""What lapses when: conditions, the filter above a list, colours, and the reminders a person sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.expiry.models import DAYS, Expiring, ExpiryReminder, NoticePeriod
from zhenxing.web.kit.register import Column, Filter
from zhenxing.web.kit.related import Joined


def kinds() -> dict[str, type[Any]]:
    """Notice kind → model, of every model that expires."""
    found = (model for model in apps.get_models() if issubclass(model, Expiring) and model.notice_kind)
    return {model.notice_kind: model for model in found if not hasattr(model, "instance_type")}


def label_of(kind: str) -> str | Promise:
    """What a kind of record is called; the kind itself when its app is gone."""
    model = kinds().get(kind)
    label: str | Promise = model._meta.verbose_name if model else kind
    return label


def notice_days(kind: str) -> int:
    """How many days ahead this kind is said to lapse soon."""
    found = NoticePeriod.objects.current().filter(kind=kind).values_list("days", flat=True).first()
    return DAYS if found is None else found


def soon(model: type[Any], day: date, days: int) -> Q:
    """Valid on `day`, and no more so after `days` days."""
    return Q(valid_to__gte=day, valid_to__lte=day + timedelta(days=days)) & model.lapsing


def lapsed(model: type[Any], day: date) -> Q:
    return Q(valid_to__lt=day) & model.lapsing


def _apply(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    model, day = rows.model, timezone.localdate()
    conditions = {
        "soon": lambda: soon(model, day, notice_days(model.notice_kind)),
        "lapsed": lambda: lapsed(model, day),
        "valid": lambda: Q(valid_to__gte=day),
        "open": lambda: Q(valid_to__isnull=True),
    }
    return rows.filter(conditions[value]()) if value in conditions else rows.none()


_CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("soon", _("即将到期")),
    ("lapsed", _("已过期")),
    ("valid", _("有效期内")),
    ("open", _("没有截止日")),
)
#: 「有效期」 above the list of every kind that expires
EXPIRY = Filter("expiry", _("有效期"), choices=lambda _rows: _CHOICES, apply=_apply)


def tone(record: Any) -> str:
    """The colour of an end: past, near, or none."""
    if record.valid_to is None or record.archived_at is not None:
        return ""
    left = (record.valid_to - timezone.localdate()).days
    return "bad" if left < 0 else "warn" if left <= DAYS else ""


def until() -> Column:
    """The column of the end of a validity, coloured when it is near or past."""
    return Column("valid_to", badge=tone)


def waiting(rows: QuerySet[ExpiryReminder]) -> QuerySet[ExpiryReminder]:
    """The reminders nobody has settled, the most urgent first."""
    return rows.filter(closed_at__isnull=True).order_by("lapses_on", "pk")


def reminded(reminder: Any, user: Any) -> tuple[Joined, ...]:
    """The record a reminder speaks of, if the viewer may open it."""
    from zhenxing.web.registers import REGISTERS

    model = kinds().get(reminder.kind)
    register = next((one for one in REGISTERS if one.model is model), None)
    record = register.rows(user).filter(pk=reminder.record_id).first() if register else None
    if register is None or record is None:
        return ()
    return (Joined(str(record), register.url("detail", record.pk), str(register.title)),)
