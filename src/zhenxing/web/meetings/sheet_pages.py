"""The steps of a monthly dispatch and of a weekly bulletin, each a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import ReasonForm
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.meetings import actions, forms, papers
from zhenxing.web.meetings.flow import BULLETINS, DISPATCHES
from zhenxing.web.meetings.meeting_pages import opens
from zhenxing.web.meetings.models import Dispatch
from zhenxing.web.meetings.pages import paper_page, step_page


def _hold(found: Dispatch, given: dict[str, Any]) -> Action[Any]:
    meeting = given["meeting"]
    return actions.HoldDispatch(
        found.pk,
        given["held_on"],
        meeting.pk if meeting else None,
        given["chaired_by"],
        given["place"],
    )


DISPATCH_PAGES: tuple[PageRole, ...] = (
    step_page(
        "hold",
        verb="hold",
        label=_("登记已调度并冻结"),
        icon="lock",
        form=forms.HoldDispatchForm,
        intro=_("冻结以后，这张调度单的每一个数字都不再变化，也不能解冻；确有错误，只能更正，另出一版。"),
        build=_hold,
        when=opens(DISPATCHES, "hold"),
    ),
    step_page(
        "correct",
        verb="create",
        label=_("更正"),
        icon="pencil",
        form=ReasonForm,
        intro=_("原来的一版原样保留；新的一版会写明更正的是哪一版、为什么更正。"),
        build=lambda found, given: actions.CorrectDispatch(found.pk),
        when=lambda found: found.can(Capability.COUNTED),
        to_result=True,
    ),
    step_page(
        "drop",
        verb="hold",
        label=_("作废"),
        icon="cross",
        form=ReasonForm,
        build=lambda found, given: actions.DropDispatch(found.pk),
        when=opens(DISPATCHES, "drop"),
    ),
    paper_page("paper", papers.dispatch_docx, _("调度单 Word")),
)
BULLETIN_PAGES: tuple[PageRole, ...] = (
    step_page(
        "submit",
        verb="submit",
        label=_("送签"),
        icon="check",
        build=lambda found, given: actions.SubmitBulletin(found.pk),
        when=opens(BULLETINS, "submit"),
    ),
    step_page(
        "issue",
        verb="issue",
        label=_("印发周报"),
        icon="check",
        intro=_("印发以后，周报里的数字和来源一起冻结。起草人不能自己签发。"),
        build=lambda found, given: actions.IssueBulletin(found.pk),
        when=opens(BULLETINS, "issue"),
    ),
    step_page(
        "return",
        verb="issue",
        label=_("退回修改"),
        icon="undo",
        form=ReasonForm,
        build=lambda found, given: actions.ReturnBulletin(found.pk),
        when=opens(BULLETINS, "return"),
    ),
    step_page(
        "drop",
        verb="submit",
        label=_("作废"),
        icon="cross",
        form=ReasonForm,
        build=lambda found, given: actions.DropBulletin(found.pk),
        when=opens(BULLETINS, "drop"),
    ),
    paper_page("paper", papers.bulletin_docx, _("周报 Word")),
)
