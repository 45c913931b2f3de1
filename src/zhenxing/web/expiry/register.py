"""The registers of reminders and of how far ahead they are made."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.expiry import queries
from zhenxing.web.expiry.forms import NoticeForm
from zhenxing.web.expiry.models import ExpiryReminder, NoticePeriod
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Filter, Panel, Register

_GROUP = _("企业")
_STATES = (("open", _("待办")), ("closed", _("已了结")))


def _kind(record: Any) -> Any:
    return queries.label_of(record.kind)


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(closed_at__isnull=value == "open") if value in dict(_STATES) else rows.none()


def _tone(reminder: Any) -> str:
    """None once it is settled."""
    if reminder.closed_at is not None:
        return ""
    return "bad" if reminder.lapses_on < timezone.localdate() else "warn"


REMINDERS = Register(
    ExpiryReminder,
    key="reminders",
    columns=(
        Column("label", sort="label"),
        Column("kind", value=_kind, sort="kind"),
        "whose",
        Column("area", sort="area__path"),
        Column("lapses_on", badge=_tone),
        Column("made_at", hidden=True),
        Column("closed_at", hidden=True),
    ),
    filters=(Filter("state", _("状态"), choices=lambda _rows: _STATES, apply=_by_state),),
    search=("label", "whose"),
    order=("lapses_on",),
    panels=(
        Panel(_("提醒"), ("label", "kind", "whose", "area", "lapses_on", "made_at", "closed_at")),
        Panel(_("到期的记录"), template="kit/outward.html", load=queries.reminded),
    ),
    roles=role.READ_ONLY,
    select_related=("area",),
    group=_GROUP,
    icon="clock",
)
NOTICE_PERIODS = Register(
    NoticePeriod,
    key="notice_periods",
    natural_key=("kind",),
    columns=(Column("kind", value=_kind, sort="kind"), Column("days", align="end")),
    form=NoticeForm,
    fields=NoticeForm.Meta.fields,
    group=_GROUP,
    icon="calendar",
)
REGISTERS = (REMINDERS, NOTICE_PERIODS)
