"""The registers of the ledger: clocks, letters, their wording, and the calendar of working days."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.ledger import actions, forms, shown
from zhenxing.web.ledger.models import AnnouncedYear, Clock, Letter, LetterWording, SpecialDay
from zhenxing.web.ledger.paper_views import PAPER
from zhenxing.web.ledger.receiving import RECEIVE
from zhenxing.web.ledger.states import LETTERS

_GROUP = _("督办")
_RUNNING = (("running", _("计时中")), ("paused", _("暂停中")), ("stopped", _("已停止")))


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    conditions = {
        "running": Q(stopped_on__isnull=True),
        "paused": Q(stopped_on__isnull=True, due_on__isnull=True),
        "stopped": Q(stopped_on__isnull=False),
    }
    return rows.filter(conditions[value]) if value in conditions else rows.none()


def _runs(clock: Any) -> bool:
    return clock.stopped_on is None


def _counts(clock: Any) -> bool:
    return _runs(clock) and clock.due_on is not None


def _limit(clock: Any) -> str:
    if clock.until is not None:
        return gettext("截至 %(day)s") % {"day": clock.until}
    return f"{clock.limit} {clock.get_counted_in_display()}"


CLOCKS = Register(
    Clock,
    key="clocks",
    columns=(
        Column("subject_label", sort="subject_label"),
        Column("label"),
        Column("light", _("灯"), shown.light_text, sort="", badge=shown.light_tone, hint=shown.light_rule),
        Column("due_on"),
        Column("unit", sort="unit__name"),
        Column("limit", _("期限"), _limit, sort="", hidden=True),
        Column("started_on", hidden=True),
        Column("stopped_on", hidden=True),
        Column("post", sort="post__title", hidden=True),
        Column("leader", sort="leader__title", hidden=True),
        Column("document", hidden=True),
        Column("clause", hidden=True),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=(
        Filter("state", _("状态"), choices=lambda _rows: _RUNNING, apply=_by_state),
        "unit",
        due_filter(stopped_on__isnull=True),
    ),
    search=("subject_label", "label", "unit__name"),
    order=("due_on",),
    panels=(
        Panel(_("灯"), template="ledger/light.html", load=shown.light_panel),
        Panel(
            _("时限"),
            ("subject_label", "label", "limit", "started_on", "due_on", "stopped_on", "document", "clause"),
        ),
        Panel(_("责任"), ("unit", "post", "leader", "area")),
        Panel(_("暂停与延期"), template="ledger/moves.html", load=shown.moves),
        Panel(_("督办步骤"), template="ledger/steps.html", load=shown.steps),
    ),
    roles=(
        *role.READ_ONLY,
        deed_role(
            "issue",
            verb="issue",
            label=_("发函督办"),
            form=forms.IssueForm,
            build=lambda record, values: actions.IssueLetter(record.pk, values["step"]),
            icon="flag",
            done=_("函件已签发并编号，收件单位已收到通知。"),
            when=_counts,
        ),
        deed_role(
            "pause",
            verb="pause",
            label=_("暂停计时"),
            form=forms.PauseForm,
            build=lambda record, values: actions.PauseClock(record.pk, values["on"]),
            icon="clock",
            done=_("已暂停计时，恢复以前不亮灯升级、不发督办。"),
            when=_counts,
        ),
        deed_role(
            "resume",
            verb="pause",
            label=_("恢复计时"),
            form=forms.ResumeForm,
            build=lambda record, values: actions.ResumeClock(record.pk, values["on"]),
            icon="clock",
            done=_("已恢复计时，到期日重新算过。"),
            when=lambda clock: _runs(clock) and clock.due_on is None,
        ),
        deed_role(
            "extend",
            verb="extend",
            label=_("延期"),
            form=forms.ExtendForm,
            build=lambda record, values: actions.ExtendClock(record.pk, values["days"], values["authority"]),
            icon="calendar",
            done=_("已延期，到期日重新算过。"),
            when=_runs,
        ),
    ),
    select_related=("unit", "post__unit", "leader__unit", "area"),
    prefetch_related=("pauses", "extensions"),
    layouts=(Timeline("started_on", "due_on", ended="stopped_on"), MonthCalendar("due_on"), PlaceMap()),
    group=_GROUP,
    icon="clock",
)


def _state_tone(letter: Any) -> str:
    return LETTERS.state(letter.state).tone


def _open_to(transition: str) -> Any:
    return lambda letter: any(one.key == transition for one in LETTERS.open_to(letter.state))


def _colour_tone(letter: Any) -> str:
    return {"blue": "info", "orange": "warn", "red": "bad"}.get(letter.colour, "")


_HANDLING = (
    *("state", "receipt_by", "signed_by", "signed_at", "feedback_by", "feedback", "answered_by"),
    *("answered_at", "opinion", "checked_by", "closed_at"),
)
LETTERS_REGISTER = Register(
    Letter,
    key="letters",
    columns=(
        Column("reference", _("文号"), lambda letter: letter.reference, sort="number"),
        Column("kind"),
        Column("colour", badge=_colour_tone),
        Column("subject_label"),
        Column("addressee"),
        Column("state", badge=_state_tone),
        Column("issued_on"),
        Column("receipt_by"),
        Column("feedback_by"),
        Column("unit", sort="unit__name", hidden=True),
        Column("organ", hidden=True),
        Column("overdue", align="end", hidden=True),
    ),
    filters=("state", "kind", "colour", "unit"),
    search=("subject_label", "addressee", "title"),
    order=("-issued_on",),
    panels=(
        Panel(
            _("函件"),
            ("reference", "kind", "colour", "organ", "addressee", "unit", "issued_on", "overdue", "basis"),
        ),
        Panel(_("正文"), template="ledger/letter.html", load=shown.letter_panel),
        Panel(
            _("办理"),
            _HANDLING,
        ),
        Panel(_("流转记录"), template="ledger/transits.html", load=shown.transits),
    ),
    roles=(
        *role.READ_ONLY,
        RECEIVE,
        deed_role(
            "sign",
            verb="sign",
            label=_("签收"),
            form=forms.NothingForm,
            build=lambda record, _values: actions.SignLetter(record.pk),
            icon="check",
            done=_("已签收，请按期反馈办理情况。"),
            when=_open_to("sign"),
        ),
        deed_role(
            "answer",
            verb="answer",
            label=_("反馈办理情况"),
            form=forms.AnswerForm,
            build=lambda record, values: actions.AnswerLetter(record.pk, values["feedback"]),
            icon="pencil",
            done=_("已反馈，等待复核。"),
            when=_open_to("answer"),
        ),
        deed_role(
            "recheck",
            verb="recheck",
            label=_("复核销号"),
            form=forms.RecheckForm,
            build=lambda record, values: actions.RecheckLetter(record.pk, values["passed"]),
            icon="check",
            done=_("复核结论已记录。"),
            when=_open_to("close"),
        ),
        PAPER,
        deed_role(
            "withdraw",
            verb="withdraw",
            label=_("撤回函件"),
            form=ReasonForm,
            build=lambda record, _values: actions.WithdrawLetter(record.pk),
            icon="undo",
            done=_("函件已撤回，编号保留不再使用。"),
            when=_open_to("withdraw"),
        ),
    ),
    select_related=("unit", "clock"),
    group=_GROUP,
    icon="flag",
)
SPECIAL_DAYS = Register(
    SpecialDay,
    key="special_days",
    natural_key=("day",),
    columns=("day", "kind", "name", "source"),
    filters=("kind",),
    search=("name", "source"),
    order=("-day",),
    form=forms.SpecialDayForm,
    fields=forms.SpecialDayForm.Meta.fields,
    group=_GROUP,
    icon="calendar",
)
ANNOUNCED_YEARS = Register(
    AnnouncedYear,
    key="announced_years",
    natural_key=("year",),
    columns=("year", "document", "number", "issued"),
    search=("document", "number"),
    order=("-year",),
    form=forms.AnnouncedYearForm,
    fields=forms.AnnouncedYearForm.Meta.fields,
    group=_GROUP,
    icon="calendar",
)
WORDINGS = Register(
    LetterWording,
    key="letter_wordings",
    natural_key=("kind",),
    columns=("kind", "title", "body"),
    search=("title", "body"),
    form=forms.LetterWordingForm,
    fields=forms.LetterWordingForm.Meta.fields,
    group=_GROUP,
    icon="file",
)
REGISTERS = (CLOCKS, LETTERS_REGISTER, SPECIAL_DAYS, ANNOUNCED_YEARS, WORDINGS)
NAVIGATION = (
    (_GROUP, _("待办"), "inbox:inbox", "inbox", "inbox.view"),
    (_GROUP, _("各单位督办情况"), "inbox:board", "grid", "clocks.board"),
)
