"""The states of a task and what each means; asked for by capability, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TaskState:
    name: str
    label: str | Promise
    tone: str
    #: still to be done
    open: bool = False
    #: a new version of the document that asks for exactly the same leaves it as it is
    lasting: bool = False


TASK_STATES: dict[str, TaskState] = {
    state.name: state
    for state in (
        TaskState("open", _("推进中"), "info", open=True, lasting=True),
        TaskState("done", _("已完成"), "good", lasting=True),
        TaskState("withdrawn", _("已撤销"), "muted"),
        TaskState("superseded", _("新文件不再要求"), "muted"),
    )
}
OPEN, DONE, WITHDRAWN, SUPERSEDED = TASK_STATES


#: how a unit takes part in a task: as the document's responsibility line says
ROLES: dict[str, str | Promise] = {"lead": _("牵头"), "support": _("配合"), "actor": _("文中提及")}
LEAD, SUPPORT, ACTOR = ROLES
#: the roles that stand in a responsibility line, and how the matrix draws them
SIGNS = {LEAD: "●", SUPPORT: "○"}
