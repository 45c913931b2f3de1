"""The states of a task as other apps ask for them, and how a unit takes part in one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.tasks.flow import TASK_TABLE


@dataclass(frozen=True)
class TaskState:
    """A state of the table in the words of whoever adopts documents."""

    name: str
    label: object
    tone: str
    #: still to be done
    open: bool = False
    #: a new version of the document that asks for exactly the same leaves it as it is
    lasting: bool = False


def _known(key: str) -> TaskState:
    state = TASK_TABLE.state(key)
    still = Capability.OPEN in state.capabilities
    lasting = still or Capability.COUNTED in state.capabilities
    return TaskState(key, state.label, state.tone, open=still, lasting=lasting)


TASK_STATES: dict[str, TaskState] = {state.key: _known(state.key) for state in TASK_TABLE.states}
OPEN, REPORTED, DONE, WITHDRAWN, SUPERSEDED = TASK_STATES


#: how a unit takes part in a task: as the document's responsibility line says
ROLES: dict[str, str | Promise] = {"lead": _("牵头"), "support": _("配合"), "actor": _("文中提及")}
LEAD, SUPPORT, ACTOR = ROLES
#: the roles that stand in a responsibility line, and how the matrix draws them
SIGNS = {LEAD: "●", SUPPORT: "○"}
