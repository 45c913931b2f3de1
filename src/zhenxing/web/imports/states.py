"""The states of an import as a table: what each allows is read here, never compared by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ImportState:
    """What may happen to an import in this state."""

    name: str
    label: str | Promise
    #: badge colour, of the kit's palette
    tone: str
    #: the columns may be mapped (again), which starts the check (again)
    map: bool = False
    #: the worker is reading and comparing
    checks: bool = False
    #: the result of the dry run may be read, and the marked workbook fetched
    read: bool = False
    #: it may be confirmed
    confirm: bool = False
    #: the worker is to write
    writes: bool = False
    #: it may be given up
    cancel: bool = False
    #: it stands in the register
    done: bool = False

    @property
    def busy(self) -> bool:
        """The worker has it: the page shows how far it is."""
        return self.checks or self.writes


IMPORT_STATES: dict[str, ImportState] = {
    state.name: state
    for state in (
        ImportState("uploaded", _("待对应列"), "warn", map=True, cancel=True),
        ImportState("checking", _("核对中"), "info", checks=True, cancel=True),
        ImportState("checked", _("待确认"), "warn", map=True, read=True, confirm=True, cancel=True),
        ImportState("confirmed", _("待写入"), "info", read=True, writes=True, cancel=True),
        ImportState("applying", _("写入中"), "info", read=True, writes=True, cancel=True),
        ImportState("applied", _("已导入"), "good", read=True, done=True),
        ImportState("cancelled", _("已取消"), "muted"),
        ImportState("failed", _("未成功"), "bad", map=True, cancel=True),
    )
}
UPLOADED, CHECKING, CHECKED, CONFIRMED, APPLYING, APPLIED, CANCELLED, FAILED = IMPORT_STATES


def states_that(capability: str) -> list[str]:
    """Names of the states that have a capability."""
    return [state.name for state in IMPORT_STATES.values() if getattr(state, capability)]


def choices() -> list[tuple[str, str | Promise]]:
    return [(state.name, state.label) for state in IMPORT_STATES.values()]
