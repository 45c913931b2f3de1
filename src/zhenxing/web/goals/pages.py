"""The pages of the deeds on a goal, a reading and a share."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.goals import actions, forms
from zhenxing.web.goals.states import CLAIMED, ENTERED, GOAL_STATES, OPEN
from zhenxing.web.kit.deed_pages import deed_role


def _open(goal: Any) -> bool:
    return GOAL_STATES[goal.state].open


def _over(goal: Any) -> bool:
    return _open(goal) and goal.due_on is not None and bool(goal.due_on < timezone.localdate())


def _claimed(goal: Any) -> bool:
    return bool(goal.state == CLAIMED)


def _entered(reading: Any) -> bool:
    return bool(reading.state == ENTERED)


REPORT = deed_role(
    "report",
    verb="claim",
    label=_("填报读数"),
    form=forms.ReadingForm,
    build=lambda goal, given: actions.EnterReading(
        goal.pk, given["amount"], given["at"], given["source"], given["proof"]
    ),
    done=_("已填报，等待另一人核实。"),
    when=_open,
)
TAKE = deed_role(
    "take",
    verb="measure",
    label=_("现在取数"),
    form=forms.TakeForm,
    build=lambda goal, given: actions.TakeReading(goal.pk, given["at"]),
    icon="clock",
    done=_("已取数。"),
    when=_open,
)
MEASURE = deed_role(
    "measure",
    verb="measure",
    label=_("定取数方式"),
    form=forms.MeasureForm,
    build=lambda goal, given: actions.ConfirmMeasure(
        goal.pk, given["measure"], given["basis"], given["note"]
    ),
    done=_("已确认取数方式。"),
    when=_open,
)
CLAIM = deed_role(
    "claim",
    verb="claim",
    label=_("报告已实现"),
    form=forms.ClaimForm,
    build=lambda goal, given: actions.ClaimGoal(goal.pk, given["proof"], given["text"]),
    icon="check",
    done=_("已报告，等待另一人核实。"),
    when=lambda goal: goal.state == OPEN,
)
CONFIRM = deed_role(
    "confirm",
    verb="confirm",
    label=_("核实销号"),
    form=forms.Nothing,
    build=lambda goal, _given: actions.ConfirmGoal(goal.pk),
    icon="check",
    when=_claimed,
)
RETURN = deed_role(
    "return",
    verb="confirm",
    label=_("退回"),
    form=forms.ReasonForm,
    build=lambda goal, _given: actions.ReturnClaim(goal.pk),
    when=_claimed,
)
MISS = deed_role(
    "miss",
    verb="confirm",
    label=_("认定未实现"),
    form=forms.ReasonForm,
    build=lambda goal, _given: actions.MissGoal(goal.pk),
    when=_over,
)
WITHDRAW = deed_role(
    "withdraw",
    verb="withdraw",
    label=_("撤销目标"),
    form=forms.ReasonForm,
    build=lambda goal, _given: actions.WithdrawGoal(goal.pk),
    when=_open,
)
DIVIDE = deed_role(
    "divide",
    verb="divide",
    label=_("分解到地区"),
    form=forms.DivideForm,
    build=lambda goal, given: actions.DivideGoal(
        goal.pk, tuple(area.pk for area in given["areas"]), given["note"]
    ),
    icon="map",
    when=_open,
)
ALLOT = deed_role(
    "allot",
    verb="divide",
    label=_("逐个填写分解数"),
    form=forms.AllotForm,
    build=lambda goal, given: actions.AllotGoal(
        goal.pk, tuple(given["amounts"].items()), given["note"], given["anyway"]
    ),
    icon="map",
    done=_("分解数已保存。"),
    when=_open,
)
POINT = deed_role(
    "point",
    verb="measure",
    label=_("登记基数"),
    form=forms.PointForm,
    build=lambda goal, given: actions.SetPoint(
        goal.pk, given["kind"], given["amount"], given["on"], given["source"]
    ),
    icon="flag",
    when=_open,
)
GOAL_PAGES = (REPORT, TAKE, MEASURE, POINT, DIVIDE, ALLOT, CLAIM, CONFIRM, RETURN, MISS, WITHDRAW)

CONFIRM_READING = deed_role(
    "confirm",
    verb="confirm",
    label=_("核实"),
    form=forms.Nothing,
    build=lambda reading, _given: actions.ConfirmReading(reading.pk),
    icon="check",
    when=_entered,
)
RETURN_READING = deed_role(
    "return",
    verb="confirm",
    label=_("退回"),
    form=forms.ReasonForm,
    build=lambda reading, _given: actions.ReturnReading(reading.pk),
    when=_entered,
)
LINK = deed_role(
    "link",
    verb="edit",
    label=_("指定承接目标"),
    form=forms.LinkForm,
    build=lambda share, given: actions.LinkChild(share.pk, given["child"].pk),
    icon="link",
)
