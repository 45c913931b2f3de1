"""The registers of what goals are judged by: measures, readings, baselines and steps, shares.

The list of goals leads to them; the navigation stays short.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.goals.measures import shown_label
from zhenxing.web.goals.models import GoalBaseline, GoalMeasure, GoalReading, GoalShare
from zhenxing.web.goals.pages import CONFIRM_READING, LINK, RETURN_READING
from zhenxing.web.goals.path_models import BASELINE
from zhenxing.web.goals.states import READINGS_TABLE
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.proofs.queries import PROOFS_OF_IT

MEASURES = Register(
    GoalMeasure,
    key="goal_measures",
    columns=(
        Column("goal", sort="goal__indicator"),
        Column("measure", value=lambda one: one.measure_label),
        "basis",
        Column("area", sort="area__path", hidden=True),
        Column("note", sort=""),
    ),
    filters=("basis",),
    search=("goal__indicator", "note"),
    order=("goal__due_on", "goal"),
    panels=(Panel(_("取数口径"), ("goal", "measure", "basis", "area", "note")), JOINED_TO),
    fields=("goal", "measure", "basis", "area", "note"),
    natural_key=("goal",),
    select_related=("goal", "area"),
)
READINGS = Register(
    GoalReading,
    key="goal_readings",
    columns=(
        Column("goal", sort="goal__indicator"),
        "at",
        Column("value", _("读数"), value=lambda one: one.shown, sort="value", align="end"),
        Column("state", badge=lambda one: READINGS_TABLE.state(one.state).tone),
        Column("measure", value=lambda one: shown_label(one.measure)),
        Column("source", sort=""),
        Column("rows", align="end"),
        Column("doubt", hidden=True, align="end"),
        Column("entered_by", hidden=True, sort=""),
        Column("confirmed_by", hidden=True, sort=""),
        Column("note", hidden=True, sort=""),
    ),
    filters=("state", "measure"),
    search=("goal__indicator", "source"),
    order=("-at", "goal"),
    panels=(
        Panel(
            _("目标读数"),
            (
                "goal",
                "at",
                "value",
                "state",
                "measure",
                "source",
                "rows",
                "doubt",
                "note",
                "entered_by",
                "confirmed_by",
            ),
        ),
        PROOFS_OF_IT,
        JOINED_TO,
    ),
    # a reading is typed on its goal's page, with a proof; a workbook has none, so none is imported
    roles=(*role.READ_ONLY, CONFIRM_READING, RETURN_READING),
    select_related=("goal", "entered_by", "confirmed_by"),
)
BASELINES = Register(
    GoalBaseline,
    key="goal_baselines",
    columns=(
        Column("goal", sort="goal__indicator"),
        Column("kind", badge=lambda one: "info" if one.kind == BASELINE else "muted"),
        "on",
        Column("value", align="end"),
        Column("source", sort=""),
        Column("document", sort="document__title", hidden=True),
    ),
    filters=("kind",),
    search=("goal__indicator", "source"),
    order=("goal", "on"),
    panels=(Panel(_("基数和分步目标"), ("goal", "kind", "on", "value", "source", "document")), JOINED_TO),
    fields=("goal", "kind", "on", "value", "source", "document"),
    natural_key=("goal", "kind", "on"),
    select_related=("goal", "document"),
)


def _took(share: Any) -> Any:
    return _("已承接") if share.child_id else _("未承接")


SHARES = Register(
    GoalShare,
    key="goal_shares",
    columns=(
        Column("goal", sort="goal__indicator"),
        Column("area", sort="area__path"),
        Column("unit", sort="unit__name"),
        Column("value", align="end"),
        Column("took", _("承接情况"), _took, sort="", badge=lambda one: "good" if one.child_id else "muted"),
        Column("child", sort="", hidden=True),
        Column("note", sort="", hidden=True),
    ),
    filters=("goal", "area", "unit"),
    search=("goal__indicator", "area__name", "note"),
    order=("goal", "area__path"),
    panels=(Panel(_("目标分解"), ("goal", "area", "unit", "value", "took", "child", "note")), JOINED_TO),
    roles=(*role.ALL, LINK),
    fields=("goal", "area", "unit", "value", "child", "note"),
    natural_key=("goal", "area", "unit"),
    select_related=("goal", "area", "unit", "child"),
)
