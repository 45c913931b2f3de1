"""The register of goals in force."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.states import GOAL_STATES, OPEN
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_BY


def _tone(goal: Any) -> str:
    return GOAL_STATES[goal.state].tone


def _deadline(goal: Any) -> str:
    return goal.deadline or (f"{goal.due_on:%Y-%m-%d}*" if goal.due_on else "")


def _quotation(goal: Goal, user: Any) -> dict[str, Any]:
    return {
        "text": goal.text,
        "label": goal.clause_label,
        "document": goal.document,
        "adopted_by": goal.document.adopted_by,
        "url": _clause_url(goal),
        "dated_by_adopter": not goal.deadline and goal.due_on,
    }


def _clause_url(record: Any) -> str:
    url = reverse("documents:read", kwargs={"pk": record.document_id})
    at = f"?at={record.start}-{record.end}#at" if record.start is not None else f"#clause-{record.clause}"
    return f"{url}{at}"


GOALS = Register(
    Goal,
    key="goals",
    columns=(
        "indicator",
        Column("required", _("目标值"), sort="value", value=lambda goal: goal.required),
        Column("deadline", value=_deadline, sort="due_on"),
        Column("owner_unit", sort="owner_unit__name"),
        Column("state", badge=_tone),
        Column("document", sort="document__title"),
        Column("clause_label", sort="start"),
        Column("op", _("要求"), hidden=True),
        Column("value", hidden=True),
        Column("unit", hidden=True),
        Column("aspirational", hidden=True),
        Column("scope", hidden=True),
        Column("due_on", hidden=True),
        Column("text", hidden=True),
    ),
    filters=(
        "document",
        "owner_unit",
        "state",
        due_filter(state=OPEN),
    ),
    search=("indicator", "text", "scope", "document__title"),
    order=("due_on", "document", "start"),
    panels=(
        Panel(
            _("目标"),
            (
                "indicator",
                "required",
                "scope",
                "deadline",
                "due_on",
                "aspirational",
                "owner_unit",
                "owner_post",
                "state",
            ),
        ),
        Panel(_("条款出处"), template="documents/quotation.html", load=_quotation),
        JOINED_BY,
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT),
    fields=("owner_unit", "owner_post", "due_on", "state"),
    select_related=("document__adopted_by", "owner_unit", "owner_post__unit"),
    group=_("文件与任务"),
    icon="target",
)
REGISTERS = (GOALS,)
