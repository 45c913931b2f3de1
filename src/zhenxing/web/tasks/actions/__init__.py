"""Deeds on tasks: assigned, reported, closed, divided, reported on monthly, handed on."""

from __future__ import annotations

from zhenxing.web.tasks.actions.assigning import AssignTask, shown
from zhenxing.web.tasks.actions.closing import (
    CloseTask,
    ReopenTask,
    ReportDone,
    ReturnTask,
    WithdrawTask,
)
from zhenxing.web.tasks.actions.dividing import (
    ConfirmPart,
    DivideTask,
    ReopenPart,
    ReportPart,
    ReturnPart,
    WithdrawPart,
)
from zhenxing.web.tasks.actions.handing_on import AskToHandOn, DecideHandOn
from zhenxing.web.tasks.actions.monthly import (
    AskForReports,
    ConfirmReports,
    Filled,
    FillReports,
    ReturnReport,
)

__all__ = [
    "AskForReports",
    "AskToHandOn",
    "AssignTask",
    "CloseTask",
    "ConfirmPart",
    "ConfirmReports",
    "DecideHandOn",
    "DivideTask",
    "FillReports",
    "Filled",
    "ReopenPart",
    "ReopenTask",
    "ReportDone",
    "ReportPart",
    "ReturnPart",
    "ReturnReport",
    "ReturnTask",
    "WithdrawPart",
    "WithdrawTask",
    "shown",
]
