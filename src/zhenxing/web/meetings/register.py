"""The registers of meetings, of the monthly dispatch and of the weekly bulletin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability, StateTable
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.layouts import Board, MonthCalendar, Timeline
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_BY
from zhenxing.web.ledger.queries import CLOCKS_OF_IT, TONES, light_until
from zhenxing.web.meetings import forms, panels
from zhenxing.web.meetings.flow import ATTENDANCES, BULLETINS, DISPATCHES, MEETINGS, STATEMENTS
from zhenxing.web.meetings.meeting_pages import ANSWER, MEETING_PAGES, REMOVE, STATEMENT_PAGES
from zhenxing.web.meetings.models import (
    AgendaItem,
    Attendance,
    Bulletin,
    Decision,
    Dispatch,
    Meeting,
    Statement,
)
from zhenxing.web.meetings.sheet_pages import BULLETIN_PAGES, DISPATCH_PAGES
from zhenxing.web.tasks.states import TASK_STATES

GROUP = _("会议调度")


def _tone(table: StateTable) -> Any:
    return lambda record: table.state(record.state).tone


def _editable(record: Any) -> bool:
    return bool(record.can(Capability.EDITABLE))


def _of_open_meeting(record: Any) -> bool:
    return record.meeting.state in type(record).open_in


def _clock(record: Any) -> str:
    return f"{record.starts_at:%H:%M}" if record.starts_at else ""


MEETINGS_REGISTER = Register(
    Meeting,
    key="meetings",
    columns=(
        "held_on",
        Column("starts_at", value=_clock, reads=("starts_at",), hidden=True),
        "title",
        Column("kind"),
        Column("state", badge=_tone(MEETINGS)),
        Column("unit", sort="unit__name"),
        "place",
        Column("area", sort="area__name", hidden=True),
        Column("number", hidden=True),
        Column("issued_on", hidden=True),
    ),
    filters=("kind", "state", "unit"),
    search=("title", "place", "number"),
    pinyin=("title",),
    order=("-held_on", "-id"),
    panels=(
        Panel(_("以前议定事项落实情况"), template="meetings/follow-up.html", load=panels.follow_up),
        Panel(
            _("会议安排"),
            (
                "kind", "state", "held_on", "starts_at", "place", "unit", "chair", "chaired_by",
                "receipt_by", "contact", "requirements", "minutes_days", "number", "issued_on",
            ),
        ),
        Panel(_("议题和材料"), template="meetings/agenda.html", load=panels.agenda),
        Panel(_("参会和回执"), template="meetings/attendances.html", load=panels.attendances),
        Panel(_("书面汇报"), template="meetings/statements.html", load=panels.statements),
        Panel(_("议定事项"), template="meetings/decisions.html", load=panels.decisions),
        CLOCKS_OF_IT,
    ),
    roles=(
        role.LIST,
        role.CREATE,
        role.EXPORT,
        role.DETAIL,
        *MEETING_PAGES,
        replace(role.EDIT, when=_editable),
    ),
    fields=(
        "area", "unit", "kind", "title", "held_on", "starts_at", "place", "chair", "chaired_by",
        "requirements", "contact", "receipt_by", "minutes_days",
    ),
    natural_key=("area", "title", "held_on"),
    bulk=(),
    select_related=("area", "unit", "chair__unit", "document"),
    layouts=(Board(MEETINGS, due="held_on"), MonthCalendar("held_on")),
    beside=("agenda_items", "attendances"),
    group=GROUP,
    icon="users-group",
)  # fmt: skip

AGENDA_ITEMS = Register(
    AgendaItem,
    key="agenda_items",
    columns=(
        Column("meeting", sort="meeting__held_on"),
        "position",
        "title",
        "matter",
        Column("unit", sort="unit__name"),
        "minutes",
        Column("source"),
        Column("of_unit", sort="of_unit__name", hidden=True),
        Column("text", sort="", hidden=True),
    ),
    filters=("meeting", "matter"),
    search=("title", "text"),
    panels=(Panel(_("议题"), ("meeting", "position", "title", "matter", "unit", "minutes", "source",
                             "of_unit", "text")),),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL, replace(role.EDIT, when=_of_open_meeting),
        REMOVE[AgendaItem],
    ),
    fields=("meeting", "position", "title", "matter", "unit", "minutes", "source", "of_unit", "text"),
    natural_key=("meeting", "position"),
    select_related=("meeting", "unit", "of_unit"),
    label=_("会议议题"),
)  # fmt: skip

ATTENDANCES_REGISTER = Register(
    Attendance,
    key="attendances",
    columns=(
        Column("meeting", sort="meeting__held_on"),
        Column("unit", sort="unit__name"),
        "person",
        "duty",
        "part",
        Column("state", badge=_tone(ATTENDANCES)),
        "answered_on",
        "substitute",
        Column("note", sort="", hidden=True),
    ),
    filters=("meeting", "state", "part"),
    search=("person", "duty", "unit__name"),
    panels=(
        Panel(_("参会安排"), ("meeting", "unit", "person", "duty", "part", "state", "answered_on",
                              "substitute", "note")),
    ),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL, ANSWER,
        replace(role.EDIT, when=_of_open_meeting), REMOVE[Attendance],
    ),
    fields=("meeting", "unit", "person", "duty", "part"),
    natural_key=("meeting", "unit", "person"),
    select_related=("meeting", "unit"),
    layouts=(Board(ATTENDANCES),),
    label=_("参会安排"),
)  # fmt: skip

STATEMENTS_REGISTER = Register(
    Statement,
    key="statements",
    columns=(
        Column("meeting", sort="meeting__held_on"),
        Column("unit", sort="unit__name"),
        "period",
        Column("state", badge=_tone(STATEMENTS)),
        Column("work", sort="", hidden=True),
        Column("problems", sort="", hidden=True),
        Column("next_steps", sort="", hidden=True),
    ),
    filters=("meeting", "state", "unit"),
    search=("work", "problems", "next_steps", "unit__name"),
    panels=(
        Panel(_("书面汇报"), ("meeting", "unit", "period", "state")),
        Panel(_("汇报内容"), template="meetings/statement.html", load=lambda found, user: found),
    ),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL, *STATEMENT_PAGES,
        replace(
            role.EDIT,
            label=_("填写"),
            when=lambda found: STATEMENTS.can(found.state, Capability.EDITABLE) and _of_open_meeting(found),
        ),
        REMOVE[Statement],
    ),
    fields=("meeting", "unit", "period", "work", "problems", "next_steps"),
    form=forms.StatementForm,
    natural_key=("meeting", "unit"),
    bulk=(),
    select_related=("meeting", "unit"),
    layouts=(Board(STATEMENTS),),
    group=GROUP,
    icon="file",
)  # fmt: skip


def _light(found: Any) -> Any:
    open_ = found.task is not None and TASK_STATES[found.task.state].open
    return light_until(found.task.due_on, "tasks") if open_ else None


def _light_text(found: Any) -> str:
    light = _light(found)
    return light.reason if light else ""


def _light_tone(found: Any) -> str:
    light = _light(found)
    return TONES[light.colour] if light else ""


def _state_text(found: Any) -> Any:
    return TASK_STATES[found.task.state].label if found.task else _("纪要还没有印发")


def _state_tone(found: Any) -> str:
    return TASK_STATES[found.task.state].tone if found.task else "muted"


DECISIONS = Register(
    Decision,
    key="meeting_decisions",
    columns=(
        Column("meeting", sort="meeting__held_on"),
        "position",
        "heading",
        Column("lead", sort="lead__name"),
        "due_on",
        Column("light", _("灯"), _light_text, sort="", badge=_light_tone),
        Column("progress", _("办理状态"), _state_text, sort="", badge=_state_tone),
        Column("content", sort="", hidden=True),
        Column("question", sort="", hidden=True),
        Column("raised_by", sort="raised_by__name", hidden=True),
        Column("clause_label", sort="", hidden=True),
    ),
    filters=("meeting", "lead"),
    search=("heading", "content", "question", "lead__name"),
    order=("-meeting__held_on", "position"),
    panels=(
        Panel(_("议定事项"), ("meeting", "position", "heading", "content", "lead", "post", "due_on",
                              "light", "progress", "clause_label")),
        Panel(_("针对的问题"), ("question", "raised_by")),
        Panel(_("转为任务"), template="meetings/task.html", load=lambda found, user: found.task),
    ),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL, replace(role.EDIT, when=_of_open_meeting),
        REMOVE[Decision],
    ),
    fields=("meeting", "position", "heading", "content", "lead", "support", "post", "due_on", "question",
            "raised_by"),
    natural_key=("meeting", "position"),
    select_related=("meeting", "lead", "post__unit", "raised_by", "task"),
    layouts=(MonthCalendar("due_on"), Timeline("meeting__held_on", "due_on")),
    group=GROUP,
    icon="check",
)  # fmt: skip

DISPATCHES_REGISTER = Register(
    Dispatch,
    key="dispatches",
    columns=(
        "month",
        Column("area", sort="area__name"),
        "edition",
        Column("state", badge=_tone(DISPATCHES)),
        "held_on",
        Column("unit", sort="unit__name"),
        Column("meeting", sort="", hidden=True),
        Column("correction", sort="", hidden=True),
    ),
    filters=("area", "state"),
    search=("remarks", "asks", "area__name"),
    order=("-month", "-edition"),
    panels=(
        Panel(_("调度单"), template="meetings/sheet.html", load=panels.sheet),
        Panel(_("登记情况"), ("area", "unit", "month", "edition", "state", "held_on", "meeting",
                              "correction")),
        JOINED_BY,
    ),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL,
        replace(role.EDIT, when=_editable, label=_("写说明和提请事项")), *DISPATCH_PAGES,
    ),
    fields=("area", "unit", "month", "remarks", "asks"),
    bulk=(),
    select_related=("area", "unit", "meeting", "corrects"),
    layouts=(MonthCalendar("held_on"),),
    group=GROUP,
    icon="alert",
)  # fmt: skip

BULLETINS_REGISTER = Register(
    Bulletin,
    key="bulletins",
    columns=(
        "week",
        "number",
        Column("area", sort="area__name"),
        Column("state", badge=_tone(BULLETINS)),
        "issued_on",
        Column("unit", sort="unit__name"),
    ),
    filters=("area", "state"),
    search=("opening", "closing", "area__name"),
    order=("-week",),
    panels=(
        Panel(_("周报"), template="meetings/bulletin.html", load=panels.bulletin),
        Panel(_("登记情况"), ("area", "unit", "week", "number", "state", "issued_on")),
    ),
    roles=(
        role.LIST, role.CREATE, role.EXPORT, role.DETAIL, *BULLETIN_PAGES,
        replace(role.EDIT, when=_editable),
    ),
    fields=("area", "unit", "week", "number", "opening", "closing"),
    bulk=(),
    select_related=("area", "unit"),
    layouts=(MonthCalendar("week"),),
    group=GROUP,
    icon="file",
)  # fmt: skip

REGISTERS = (
    DISPATCHES_REGISTER,
    MEETINGS_REGISTER,
    DECISIONS,
    STATEMENTS_REGISTER,
    BULLETINS_REGISTER,
    AGENDA_ITEMS,
    ATTENDANCES_REGISTER,
)
