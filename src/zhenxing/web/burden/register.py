"""The registers of asks and askings, and the page of the burden in the navigation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.burden import actions, figures, forms, holdings
from zhenxing.web.burden.flow import ASKS as TABLE
from zhenxing.web.burden.models import Ask, Asking
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.layouts import Board, MonthCalendar
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.services import transits

_GROUP = _("基层减负")
_YES = (("yes", _("有")),)
_SHORT = (("short", _("短通知")), ("unknown", _("没有登记")))


def _tone(ask: Any) -> str:
    return TABLE.state(ask.state).tone


def _fields(ask: Any) -> int:
    return len(ask.fields)


def _open_to(transition: str) -> Any:
    return lambda ask: any(one.key == transition for one in TABLE.open_to(ask.state))


def _overlaps(ask: Ask, _user: Any) -> dict[str, Any]:
    known, shared = holdings.held(ask.fields), holdings.shared(ask)
    return {
        "held": known,
        "shared": [
            {
                "name": str(one.ask),
                "by": str(one.ask.by_unit),
                "url": queries.url_of("burden.ask", one.ask.pk),
                "fields": "、".join(one.fields),
            }
            for one in shared
        ],
        "fields": [
            {"name": name, "where": next((one for one in known if one.field == name), None)}
            for name in ask.fields
        ],
    }


ASKS = Register(
    Ask,
    key="asks",
    columns=(
        "name",
        Column("by_unit", sort="by_unit__name"),
        "whom",
        "repeats",
        Column(
            "fields", _("字段数"), lambda ask: len(ask.fields), sort="", align="end", reads=("field_names",)
        ),
        Column("notice_workdays", align="end"),
        Column("basis_kind"),
        Column("state", badge=_tone),
        Column("of_unit", sort="of_unit__name", hidden=True),
        Column("addressees", align="end", hidden=True),
        Column("basis", hidden=True),
        Column("begins", hidden=True),
        Column("ends", hidden=True),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("state", "by_unit", "whom", "repeats", "basis_kind"),
    search=("name", "field_names", "basis", "by_unit__name"),
    natural_key=("by_unit", "name"),
    order=("by_unit__name", "name"),
    form=forms.AskForm,
    fields=forms.AskForm.Meta.fields,
    bulk=("begins", "ends"),
    panels=(
        Panel(_("重复核对"), template="burden/overlaps.html", load=_overlaps),
        Panel(
            _("要求"),
            ("name", "by_unit", "whom", "of_unit", "addressees", "repeats", "notice_workdays", "state"),
        ),
        Panel(_("依据"), ("basis_kind", "basis", "begins", "ends", "area")),
        Panel(_("流转记录"), template="ledger/transits.html", load=transits),
    ),
    roles=(
        *role.ALL,
        deed_role(
            "submit",
            verb="submit",
            label=_("提交准入"),
            form=forms.NothingForm,
            build=lambda record, _values: actions.SubmitAsk(record.pk),
            icon="check",
            done=_("已提交，由办公室审核准入。"),
            when=_open_to("submit"),
        ),
        deed_role(
            "admit",
            verb="admit",
            label=_("准入审核"),
            form=forms.JudgeForm,
            build=lambda record, values: actions.JudgeAsk(record.pk, values["admitted"]),
            icon="check",
            done=_("审核意见已记录，提出单位已收到通知。"),
            when=_open_to("admit"),
        ),
        deed_role(
            "end",
            verb="end",
            label=_("停用"),
            form=ReasonForm,
            build=lambda record, _values: actions.EndAsk(record.pk),
            icon="box",
            done=_("已停用，不再要求填报。"),
            when=lambda ask: TABLE.can(ask.state, Capability.OPEN),
        ),
    ),
    select_related=("by_unit", "of_unit", "area"),
    layouts=(Board(TABLE, due="ends"),),
    group=_GROUP,
    icon="file",
)


def _years(rows: QuerySet[Asking]) -> list[tuple[str, str]]:
    days = rows.order_by().dates("asked_on", "year", order="DESC")
    return [(str(day.year), gettext("%(year)s年") % {"year": day.year}) for day in days]


def _in_year(rows: QuerySet[Asking], value: str) -> QuerySet[Asking]:
    number = value.isascii() and value.isdigit() and len(value) == 4 and value != "0000"
    return rows.filter(asked_on__year=int(value)) if number else rows.none()


def _by_notice(rows: QuerySet[Asking], value: str) -> QuerySet[Asking]:
    if value == "short":
        return rows.filter(notice_workdays__lt=figures.rules().short_notice)
    return rows.filter(notice_workdays__isnull=True) if value == "unknown" else rows.none()


def _known(rows: QuerySet[Asking], value: str) -> QuerySet[Asking]:
    return rows.filter(held__gt=0) if value == "yes" else rows.none()


def _firms(rows: QuerySet[Asking]) -> list[tuple[str, str]]:
    found = rows.filter(enterprise_id__isnull=False).order_by("enterprise_label")
    pairs = found.values_list("enterprise_id", "enterprise_label").distinct()[:200]
    return [(str(pk), label) for pk, label in pairs]


def _matters(rows: QuerySet[Asking]) -> list[tuple[str, str]]:
    return [(name, name) for name in rows.order_by("what").values_list("what", flat=True).distinct()[:200]]


def _of_firm(rows: QuerySet[Asking], value: str) -> QuerySet[Asking]:
    number = value.isascii() and value.isdigit() and len(value) < 19
    return rows.filter(enterprise_id=int(value)) if number else rows.none()


def _short_tone(asking: Asking) -> str:
    known = asking.notice_workdays
    return "warn" if known is not None and known < figures.rules().short_notice else ""


ASKINGS = Register(
    Asking,
    key="askings",
    columns=(
        "asked_on",
        "what",
        Column("by_unit", sort="by_unit__name"),
        Column("of_unit", sort="of_unit__name"),
        "enterprise_label",
        "period",
        Column("fields", align="end"),
        Column("held", align="end"),
        Column("notice_workdays", align="end", badge=_short_tone),
        "due_on",
        Column("repeats", hidden=True),
        Column("subject_label", hidden=True),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=(
        "by_unit",
        "of_unit",
        Filter("year", _("年份"), choices=_years, apply=_in_year),
        Filter("notice", _("提前量"), choices=lambda _rows: _SHORT, apply=_by_notice),
        Filter(
            "known", _("已有字段"), choices=lambda _rows: _YES, apply=lambda rows, _v: rows.filter(held__gt=0)
        ),
        Filter("what", _("报送事项"), choices=_matters),
        Filter("firm", _("报送企业"), choices=_firms, apply=_of_firm),
    ),
    search=("what", "enterprise_label", "subject_label"),
    order=("-asked_on",),
    panels=(
        Panel(
            _("报送"),
            ("what", "by_unit", "of_unit", "enterprise_label", "period", "repeats", "asked_on", "due_on"),
        ),
        Panel(_("负担"), ("fields", "held", "notice_workdays", "ask")),
        Panel(_("由来"), template="burden/subject.html", load=lambda one, _user: _subject(one)),
    ),
    roles=role.READ_ONLY,
    select_related=("by_unit", "of_unit", "area", "ask"),
    layouts=(MonthCalendar("due_on"),),
    group=_GROUP,
    icon="list",
)


def _subject(asking: Asking) -> dict[str, str]:
    url = queries.url_of(asking.subject_type, asking.subject_id) if asking.subject_id else ""
    return {"label": asking.subject_label, "url": url}


REGISTERS = (ASKS, ASKINGS)
NAVIGATION = (
    (_GROUP, _("基层负担"), "burden:overview", "grid", "burden.view"),
    (_GROUP, _("查重再要"), "burden:check", "search", "asks.view"),
)
