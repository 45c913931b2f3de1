"""The pages of the deeds on a task, its parts, its reports and wishes to hand it on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import StateTable
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.tasks import actions, forms
from zhenxing.web.tasks.assign_pages import ASSIGN
from zhenxing.web.tasks.flow import HAND_ON_TABLE, REPORT_TABLE, SUBTASK_TABLE, TASK_TABLE


def _can(table: StateTable, *wanted: Can) -> Any:
    return lambda record: all(table.can(record.state, one) for one in wanted)


def _way(table: StateTable, step: str) -> Any:
    return lambda record: record.state in table.transition(step).sources


def _key(record: Any) -> int | None:
    return record.pk if record is not None else None


REPORT = deed_role(
    "report",
    verb="report",
    label=_("报完成"),
    form=forms.DoneForm,
    build=lambda task, values: actions.ReportDone(
        task.pk,
        values["text"],
        tuple(one for one in (values["proof"], values["more"]) if one is not None),
        _key(values["unit"]),
    ),
    icon="check",
    done=_("已报完成，等待其他单位核验销号。"),
    when=_way(TASK_TABLE, "report"),
)
RETURN = deed_role(
    "return",
    verb="close",
    label=_("退回"),
    form=forms.WhyForm,
    build=lambda task, _values: actions.ReturnTask(task.pk),
    icon="undo",
    done=_("已退回，继续计时。"),
    when=_way(TASK_TABLE, "return"),
)
CLOSE = deed_role(
    "close",
    verb="close",
    label=_("销号"),
    form=forms.NothingForm,
    build=lambda task, _values: actions.CloseTask(task.pk),
    icon="check",
    done=_("已销号。"),
    when=_way(TASK_TABLE, "close"),
)
DIVIDE = deed_role(
    "divide",
    verb="divide",
    label=_("分解任务"),
    form=forms.DivideForm,
    build=lambda task, values: actions.DivideTask(
        task.pk,
        values["content"],
        values["unit"].pk,
        _key(values["post"]),
        values["due_on"],
        values["weight"],
    ),
    icon="plus",
    done=_("已分解，责任单位收到通知。"),
    when=_can(TASK_TABLE, Can.SUBMITTABLE),
)
HAND_ON = deed_role(
    "hand-on",
    verb="hand_on",
    label=_("请求转办"),
    form=forms.HandOnForm,
    build=lambda task, values: actions.AskToHandOn(task.pk, values["to_unit"].pk, _key(values["from_unit"])),
    icon="link",
    done=_("已请求转办，等待领导小组办公室决定；原期限照常计时。"),
    when=_can(TASK_TABLE, Can.SUBMITTABLE),
)
WITHDRAW = deed_role(
    "withdraw",
    verb="withdraw",
    label=_("撤销任务"),
    form=forms.WhyForm,
    build=lambda task, _values: actions.WithdrawTask(task.pk),
    icon="box",
    done=_("任务已撤销。"),
    when=_way(TASK_TABLE, "withdraw"),
)
REOPEN = deed_role(
    "reopen",
    verb="reopen",
    label=_("重新打开"),
    form=forms.WhyForm,
    build=lambda task, _values: actions.ReopenTask(task.pk),
    icon="undo",
    done=_("任务已重新打开。"),
    when=_way(TASK_TABLE, "reopen"),
)
TASK_DEEDS = (REPORT, CLOSE, RETURN, DIVIDE, ASSIGN, HAND_ON, WITHDRAW, REOPEN)

PART_REPORT = deed_role(
    "report",
    verb="report",
    label=_("报完成"),
    form=forms.PartDoneForm,
    build=lambda part, values: actions.ReportPart(
        part.pk, values["text"], (values["proof"],) if values["proof"] is not None else ()
    ),
    icon="check",
    done=_("已报完成，等待牵头单位确认。"),
    when=_way(SUBTASK_TABLE, "report"),
)
PART_CONFIRM = deed_role(
    "confirm",
    verb="confirm",
    label=_("确认完成"),
    form=forms.NothingForm,
    build=lambda part, _values: actions.ConfirmPart(part.pk),
    icon="check",
    done=_("已确认完成。"),
    when=_way(SUBTASK_TABLE, "confirm"),
)
PART_RETURN = deed_role(
    "return",
    verb="confirm",
    label=_("退回"),
    form=forms.WhyForm,
    build=lambda part, _values: actions.ReturnPart(part.pk),
    icon="undo",
    done=_("已退回，继续计时。"),
    when=_way(SUBTASK_TABLE, "return"),
)
PART_REOPEN = deed_role(
    "reopen",
    verb="confirm",
    label=_("重新打开"),
    form=forms.WhyForm,
    build=lambda part, _values: actions.ReopenPart(part.pk),
    icon="undo",
    done=_("分任务已重新打开。"),
    when=_way(SUBTASK_TABLE, "reopen"),
)
PART_WITHDRAW = deed_role(
    "withdraw",
    verb="withdraw",
    label=_("撤销"),
    form=forms.WhyForm,
    build=lambda part, _values: actions.WithdrawPart(part.pk),
    icon="box",
    done=_("分任务已撤销。"),
    when=_way(SUBTASK_TABLE, "withdraw"),
)
PART_DEEDS = (PART_REPORT, PART_CONFIRM, PART_RETURN, PART_REOPEN, PART_WITHDRAW)

REPORT_RETURN = deed_role(
    "return",
    verb="confirm",
    label=_("退回"),
    form=forms.WhyForm,
    build=lambda report, _values: actions.ReturnReport(report.pk),
    icon="undo",
    done=_("已退回，报送单位收到通知。"),
    when=_way(REPORT_TABLE, "return"),
)
REPORT_CONFIRM = deed_role(
    "accept",
    verb="confirm",
    label=_("确认"),
    form=forms.NothingForm,
    build=lambda report, _values: actions.ConfirmReports((report.pk,)),
    icon="check",
    done=_("已确认，任务进度随之更新。"),
    when=_way(REPORT_TABLE, "confirm"),
)
DECIDE = deed_role(
    "decide",
    verb="decide",
    label=_("决定"),
    form=forms.DecideForm,
    build=lambda asked, values: actions.DecideHandOn(asked.pk, values["accepted"], values["answer"]),
    icon="check",
    done=_("决定已记下，有关单位收到通知。"),
    when=_can(HAND_ON_TABLE, Can.DECIDABLE),
)
