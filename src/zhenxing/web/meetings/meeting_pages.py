"""The steps of a meeting and of its parts, each a page."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import ReasonForm
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.meetings import actions, forms, papers, publishing
from zhenxing.web.meetings.flow import ATTENDANCES, MEETINGS, STATEMENTS
from zhenxing.web.meetings.models import AgendaItem, Attendance, Decision, Meeting, Statement
from zhenxing.web.meetings.pages import paper_page, step_page


def opens(table: Any, step: str) -> Any:
    """Whether a record stands in a state in which the step begins."""
    sources = table.transition(step).sources
    return lambda record: record.state in sources


def _planned(meeting: Any) -> bool:
    return bool(meeting.can(Capability.EDITABLE))


def _next(model: Any, meeting: Meeting) -> int:
    """The place after the last one."""
    rows = model.objects.current().filter(meeting=meeting)
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _item(meeting: Meeting, given: dict[str, Any]) -> Action[Any]:
    values = {**given, "meeting": meeting, "position": _next(AgendaItem, meeting)}
    return SaveRecord("agenda_items", AgendaItem, values)


def _decide(meeting: Meeting, given: dict[str, Any]) -> Action[Any]:
    values = {**given, "meeting": meeting, "position": _next(Decision, meeting)}
    return SaveRecord("meeting_decisions", Decision, values)


def _invite(meeting: Meeting, given: dict[str, Any]) -> Action[Any]:
    lines = [line.replace("，", ",") for line in given["persons"].splitlines() if line.strip()]
    pairs = [line.partition(",") for line in lines]
    return actions.Invite(
        meeting.pk,
        tuple(unit.pk for unit in given["units"]),
        given["members"],
        tuple((name.strip(), duty.strip()) for name, _comma, duty in pairs),
        given["part"],
        given["report"],
        given["period"],
    )


def _issue(meeting: Meeting, given: dict[str, Any]) -> Action[Any]:
    """Printed, read back and compiled here: the transaction only stores what came of it."""
    made = publishing.printed(meeting, given["number"].strip(), timezone.localdate())
    return actions.IssueMinutes(meeting.pk, given["number"], made)


def _answer(found: Attendance, given: dict[str, Any]) -> Action[Any]:
    return actions.AnswerInvitation(found.pk, given.pop("coming") == "yes", **given)


MEETING_PAGES: tuple[PageRole, ...] = (
    step_page(
        "notice",
        verb="notice",
        label=_("发出通知"),
        icon="inbox",
        intro=_("发出以后，会议材料按现在的台账冻结，所有参会单位在待办里收到通知。"),
        build=lambda found, given: actions.SendNotice(found.pk),
        when=opens(MEETINGS, "notice"),
    ),
    step_page(
        "add-item",
        verb="edit",
        label=_("添加议题"),
        icon="plus",
        form=forms.ItemForm,
        build=_item,
        when=_planned,
    ),
    step_page(
        "invite",
        verb="edit",
        label=_("邀请参会"),
        icon="users-group",
        form=forms.InviteForm,
        build=_invite,
        when=_planned,
    ),
    step_page(
        "hold",
        verb="hold",
        label=_("登记已召开"),
        icon="check",
        form=forms.PresentForm,
        takes_record=True,
        build=lambda found, given: actions.HoldMeeting(found.pk, tuple(given["present"])),
        when=lambda found: found.state in ("planned", "noticed"),
    ),
    step_page(
        "decide",
        verb="minute",
        label=_("登记议定事项"),
        icon="plus",
        form=forms.DecisionForm,
        build=_decide,
        when=lambda found: found.can(Capability.DECIDABLE),
    ),
    step_page(
        "draft",
        verb="minute",
        label=_("纪要送签"),
        icon="file",
        form=forms.DraftForm,
        takes_record=True,
        intro=_("送签以后，纪要和议定事项不能再改；由另一位同事签发。"),
        build=lambda found, given: actions.DraftMinutes(found.pk, given["opening"]),
        when=opens(MEETINGS, "draft"),
    ),
    step_page(
        "issue",
        verb="issue",
        label=_("印发纪要"),
        icon="check",
        form=forms.IssueForm,
        intro=_(
            "印发以后，纪要成为一份文件，每项议定事项转为一项任务，依据指向纪要里的原句。拟稿人不能自己签发。"
        ),
        build=_issue,
        when=opens(MEETINGS, "issue"),
    ),
    step_page(
        "send-back",
        verb="issue",
        label=_("退回修改"),
        icon="undo",
        form=ReasonForm,
        build=lambda found, given: actions.SendBackMinutes(found.pk),
        when=opens(MEETINGS, "send_back"),
    ),
    step_page(
        "postpone",
        verb="notice",
        label=_("改期"),
        icon="calendar",
        form=forms.PostponeForm,
        build=lambda found, given: actions.PostponeMeeting(found.pk, given["held_on"], given["starts_at"]),
        when=opens(MEETINGS, "postpone"),
    ),
    step_page(
        "cancel",
        verb="notice",
        label=_("取消会议"),
        icon="cross",
        form=ReasonForm,
        build=lambda found, given: actions.CancelMeeting(found.pk),
        when=opens(MEETINGS, "cancel"),
    ),
    paper_page("notice-paper", papers.notice_docx, _("会议通知 Word")),
    paper_page("book", papers.book_docx, _("会议材料 Word")),
    paper_page(
        "minutes",
        lambda found: papers.minutes_docx(found, found.number, found.issued_on),
        _("会议纪要 Word"),
        verb="minute",
        when=lambda found: found.state in ("held", "drafted", "issued"),
    ),
)
ANSWER = step_page(
    "answer",
    verb="answer",
    label=_("回执"),
    icon="check",
    form=forms.AnswerForm,
    build=_answer,
    when=lambda found: ATTENDANCES.can(found.state, Capability.OPEN) and found.meeting.state == "noticed",
)
STATEMENT_PAGES: tuple[PageRole, ...] = (
    step_page(
        "submit",
        verb="submit",
        label=_("提交汇报"),
        icon="check",
        build=lambda found, given: actions.SubmitStatement(found.pk),
        when=opens(STATEMENTS, "submit"),
    ),
    step_page(
        "return",
        verb="take",
        label=_("退回补充"),
        icon="undo",
        form=ReasonForm,
        build=lambda found, given: actions.ReturnStatement(found.pk),
        when=opens(STATEMENTS, "return"),
    ),
    step_page(
        "take",
        verb="take",
        label=_("收入会议材料"),
        icon="check",
        build=lambda found, given: actions.TakeStatement(found.pk),
        when=opens(STATEMENTS, "take"),
    ),
)


def remove_page(key: str, model: type[Any]) -> PageRole:
    """Take a part away, while its meeting allows it; with a reason, and never for good."""
    return step_page(
        "remove",
        verb="archive",
        label=_("去掉"),
        icon="box",
        form=ReasonForm,
        build=lambda found, given: actions.RemovePart(key, model, found.pk),
        when=lambda found: found.meeting.state in model.open_in,
    )


REMOVE = {
    model: remove_page(key, model)
    for key, model in (
        ("agenda_items", AgendaItem),
        ("attendances", Attendance),
        ("statements", Statement),
        ("meeting_decisions", Decision),
    )
}
