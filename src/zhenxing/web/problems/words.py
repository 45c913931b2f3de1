"""The words people read for states, steps, channels and ratings."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.problems.flow import COMMON_TABLE, DISSATISFIED, FAIR, SATISFIED, TABLE

Choices = list[tuple[str, str | Promise]]

STATES: Choices = [
    ("reported", _("待分办")),
    ("triaged", _("已分类，待转办")),
    ("assigned", _("办理中")),
    ("answered", _("已答复，待评价")),
    ("rated", _("已评价，待销号")),
    ("redo", _("不满意，重办中")),
    ("merged", _("已并入共性问题")),
    ("closed", _("已销号")),
    ("rejected", _("不予受理")),
]
COMMON_STATES: Choices = [
    ("open", _("已立项，待转办")),
    ("assigned", _("办理中")),
    ("answered", _("已解决，待核")),
    ("redo", _("未解决，重办中")),
    ("closed", _("已销号")),
    ("withdrawn", _("已撤销")),
]
NATURES: Choices = [("individual", _("个性问题")), ("common", _("共性问题"))]
GRADES: Choices = [("county", _("县级办理")), ("township", _("乡镇办理"))]
FORM = "form"
CHANNELS: Choices = [
    ("page", _("办公室登记")),
    (FORM, _("扫码反映")),
    ("visit", _("入企走访")),
    ("call", _("来电来访")),
    ("survey", _("调研摸底")),
    ("meeting", _("会议收集")),
    ("other", _("其他")),
]
RATINGS: Choices = [
    (SATISFIED, _("满意")),
    (FAIR, _("基本满意")),
    (DISSATISFIED, _("不满意")),
]
RATING_TONES = {SATISFIED: "good", FAIR: "info", DISSATISFIED: "bad"}
ASKER, CLERK = "asker", "clerk"
RATED_BY: Choices = [(ASKER, _("反映人自己评价")), (CLERK, _("工作人员代录"))]
#: what an asker who is no officer reads of a state
TOLD: dict[str, str | Promise] = {
    "reported": _("已收到，等待分办"),
    "triaged": _("已受理，正在确定办理单位"),
    "assigned": _("正在办理"),
    "answered": _("已答复，请您评价"),
    "rated": _("已评价，谢谢您"),
    "redo": _("您不满意，正在重新办理"),
    "merged": _("与其他反映一并作为共性问题办理"),
    "closed": _("已办结"),
    "rejected": _("不属于受理范围"),
}


def tone_of(record: object) -> str:
    """The colour of a problem's state."""
    return TABLE.state(record.state).tone  # type: ignore[attr-defined]  # a problem


def common_tone(record: object) -> str:
    """The colour of a common problem's state."""
    return COMMON_TABLE.state(record.state).tone  # type: ignore[attr-defined]  # a common problem
