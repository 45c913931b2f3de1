"""Recognition under the ledger: the clock of each step from the scheme's calendar, and who answers for it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from zhenxing.core.ledger.clocks import ClockRule, TimeUnit
from zhenxing.web.ledger.registry import Responsible, ledger
from zhenxing.web.recognition.flow import TABLE
from zhenxing.web.recognition.models import Application, Scheme
from zhenxing.web.recognition.steps import APPLICANTS


def clocks(application: Application, day: date) -> tuple[ClockRule, ...]:
    """The times a scheme gives each step; a returned application has a time of its own."""
    scheme = application.call.scheme
    return (
        _clock(scheme, "check", _("受理审查"), scheme.check_days, "submitted"),
        _clock(scheme, "mend", _("补正材料"), scheme.mend_days, "returned"),
        _clock(scheme, "review", _("初审"), scheme.review_days, "in_review"),
        _clock(scheme, "score", _("专家评分"), scheme.score_days, "reviewed"),
        _clock(scheme, "rank", _("排序和公示"), scheme.rank_days, "scored", "ranked", "unmet"),
        _clock(scheme, "answer", _("答复异议"), scheme.answer_days, "objected"),
        _clock(scheme, "decide", _("公示和决定"), scheme.notice_days + scheme.decide_days, "noticed"),
        _clock(scheme, "plan", _("报送整改方案"), scheme.mend_days, "warned"),
        _clock(scheme, "rectify", _("整改"), scheme.rectify_months, "rectifying", unit="month"),
    )


def _clock(
    scheme: Scheme, key: str, label: str, limit: int, *states: str, unit: TimeUnit = "workday"
) -> ClockRule:
    return ClockRule(key, label, limit, unit, frozenset(states), document=scheme.number or str(scheme))


def responsible(application: Application) -> Responsible:
    """The applicant while it is theirs to act, else the organ; above both the post that decides."""
    scheme = application.call.scheme
    unit = application.unit if application.state in APPLICANTS else scheme.organ
    return Responsible(application.town.area, unit, leader=scheme.deciding_post)


ledger(
    Application,
    table=TABLE,
    clocks=clocks,
    light="recognition",
    escalation="recognition",
    responsible=responsible,
)
