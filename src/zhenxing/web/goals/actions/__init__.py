"""What people do to goals: report and confirm, measure and read, lay upon areas."""

from __future__ import annotations

from zhenxing.web.goals.actions.claiming import ClaimGoal, ConfirmGoal, MissGoal, ReturnClaim, WithdrawGoal
from zhenxing.web.goals.actions.measuring import (
    ConfirmMeasure,
    ConfirmReading,
    EnterReading,
    ReturnReading,
    SetPoint,
    TakeReading,
)
from zhenxing.web.goals.actions.sharing import AllotGoal, DivideGoal, LinkChild

__all__ = [
    "AllotGoal",
    "ClaimGoal",
    "ConfirmGoal",
    "ConfirmMeasure",
    "ConfirmReading",
    "DivideGoal",
    "EnterReading",
    "LinkChild",
    "MissGoal",
    "ReturnClaim",
    "ReturnReading",
    "SetPoint",
    "TakeReading",
    "WithdrawGoal",
]
