"""The registers of recognition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.layouts import Board, PlaceMap
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.recognition import actions, forms, panels, side_panels
from zhenxing.web.recognition.application_pages import (
    APPLICATION_PAGES,
    DECLARE,
    DETAIL,
    SCORE,
    SEAT_FILE,
)
from zhenxing.web.recognition.flow import TABLE
from zhenxing.web.recognition.models import (
    Application,
    Decision,
    Objection,
    Promotion,
    PublicNotice,
    PublicRoll,
    Seat,
)
from zhenxing.web.recognition.pages import step_page
from zhenxing.web.recognition.paper_pages import (
    APPLICATION_PAPER,
    DECISION_PAPER,
    NOTICE_PAPER,
    REVIEW_PAPER,
)
from zhenxing.web.recognition.scheme_registers import (
    CALLS,
    CRITERIA,
    DELEGATIONS,
    EXPERTS,
    GROUP,
    SCHEMES,
    WORDINGS,
)
from zhenxing.web.recognition.words import tone_of

_DECISION_TONES = {"recognise": "good", "refuse": "bad", "withdraw": "bad", "lapse": "muted"}
_PROPOSAL_TONES = {"recognise": "good", "reserve": "info", "refuse": "bad"}


def _state_tone(found: Any) -> str:
    return tone_of(found.state)


def _if_told(name: str) -> Callable[[Any], Any]:
    """The value of a field once the notice has shown it; nothing before."""

    def value(found: Any) -> Any:
        known = getattr(found, name) if panels.is_told(found) else ""
        return known() if callable(known) else known

    return value


def _proposal_tone(found: Any) -> str:
    return _PROPOSAL_TONES.get(found.proposal, "muted")


APPLICATIONS = Register(
    Application,
    key="applications",
    columns=(
        Column("town", sort="town__name"),
        Column("call", sort="call__opens_on"),
        Column("unit", sort="unit__name"),
        Column("state", badge=_state_tone),
        "state_since",
        "submitted_on",
        # before the notice they are the office's: its page of the call shows them
        Column(
            "told_score", _("评审得分"), _if_told("score"), sort="", align="end", reads=("score", "notice")
        ),
        Column("told_place", _("名次"), _if_told("place"), sort="", align="end", reads=("place", "notice")),
        Column(
            "told_proposal",
            _("拟定结果"),
            _if_told("get_proposal_display"),
            sort="",
            badge=_proposal_tone,
            reads=("proposal", "notice"),
        ),
    ),
    filters=("call", "state", "unit"),
    search=("town__name", "call__name", "unit__name"),
    order=("-id",),
    panels=(
        Panel(_("进度"), template="recognition/progress.html", load=panels.progress),
        Panel(_("申报概况"), ("town", "call", "unit", "submitted_on", "state_since")),
        Panel(_("逐条对照"), template="recognition/judgement.html", load=panels.judgement),
        Panel(_("申报内容"), template="recognition/texts.html", load=panels.texts),
        Panel(_("证明材料"), template="recognition/proofs.html", load=panels.proofs),
        Panel(_("初审和评分"), template="recognition/reviews.html", load=panels.reviews),
        Panel(_("公示和异议"), template="recognition/notices.html", load=panels.notices),
        Panel(_("决定"), template="recognition/decisions.html", load=panels.decisions),
        Panel(_("年度复核和整改"), template="recognition/afterwards.html", load=panels.afterwards),
    ),
    roles=(role.LIST, role.EXPORT, DETAIL, *APPLICATION_PAGES, APPLICATION_PAPER, REVIEW_PAPER),
    select_related=(
        "town__area", "call__scheme__organ", "call__scheme__area", "call__scheme__tier", "unit", "notice",
    ),
    layouts=(Board(TABLE), PlaceMap("town__area")),
    group=GROUP,
    icon="file",
)  # fmt: skip


SEATS = Register(
    Seat,
    key="seats",
    columns=(
        Column("application", sort="application__town__name"),
        Column("expert", sort="expert__name"),
        "conflict",
        "declared_on",
        "scored_on",
    ),
    filters=("conflict",),
    search=("expert__name", "application__town__name"),
    order=("-id",),
    panels=(
        Panel(_("评审席位"), template="recognition/seat.html", load=side_panels.seat_state),
        Panel(_("评审材料"), template="recognition/seat-material.html", load=side_panels.seat_material),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, DECLARE, SCORE, SEAT_FILE),
    select_related=("application__town__area", "application__call__scheme__tier", "expert"),
    group=GROUP,
    icon="check",
)
PUBLIC_NOTICES = Register(
    PublicNotice,
    key="public_notices",
    columns=(
        "title",
        Column("call", sort="call__name"),
        "begins_on",
        "ends_on",
        "channel",
        Column("provisional", hidden=True),
    ),
    filters=("call",),
    search=("title",),
    order=("-begins_on",),
    panels=(
        Panel(_("公示"), ("title", "call", "begins_on", "ends_on", "provisional", "channel", "contact")),
        Panel(_("公示内容"), template="recognition/entries.html", load=side_panels.notice_entries),
    ),
    roles=(
        role.LIST,
        role.EXPORT,
        role.DETAIL,
        step_page(
            "object",
            verb="object",
            title=_("提出异议"),
            form=forms.ObjectionForm,
            takes_record=True,
            build=lambda _notice, form: actions.FileObjection(
                int(form.cleaned_data["application"]),
                form.cleaned_data["objector"],
                form.cleaned_data["text"],
                form.cleaned_data["contact"],
            ),
            done=_("异议已登记，办理单位会在规定时限内答复。"),
        ),
        NOTICE_PAPER,
    ),
    select_related=("call__scheme",),
    group=GROUP,
    icon="eye",
)


def _of_answer(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    waiting = Q(upheld__isnull=True)
    return rows.filter(waiting) if value == "open" else rows.exclude(waiting)


OBJECTIONS = Register(
    Objection,
    key="objections",
    columns=(
        Column("application", sort="application__town__name"),
        "received_on",
        "objector",
        "upheld",
        "answered_on",
    ),
    filters=(
        Filter(
            "answer",
            _("答复情况"),
            choices=lambda _rows: [("open", _("待答复")), ("done", _("已答复"))],
            apply=_of_answer,
        ),
    ),
    search=("application__town__name", "text"),
    order=("-received_on",),
    panels=(
        Panel(_("异议"), ("application", "objector", "contact", "received_on", "text", "entered_by")),
        Panel(_("答复"), ("upheld", "answer", "answered_on", "answered_by")),
    ),
    roles=(
        role.LIST,
        role.EXPORT,
        role.DETAIL,
        step_page(
            "answer",
            verb="answer",
            title=_("答复异议"),
            form=forms.AnswerForm,
            build=lambda objection, form: actions.AnswerObjection(
                objection.pk, form.cleaned_data["upheld"] == "yes", form.cleaned_data["answer"]
            ),
            done=_("答复已记下。"),
            intro=_("异议成立的，这次公示对该申报作废，退回重新初审、评分、公示。"),
            label=_("答复"),
            when=lambda objection: objection.upheld is None,
        ),
    ),
    select_related=("application__town", "application__call", "entered_by", "answered_by"),
    group=GROUP,
    icon="question",
)


def _decision_tone(one: Any) -> str:
    return _DECISION_TONES[one.kind]


DECISIONS = Register(
    Decision,
    key="decisions",
    columns=(
        Column("application", sort="application__town__name"),
        Column("kind", badge=_decision_tone),
        "number",
        "decided_on",
        "valid_until",
        Column("post", sort="post__title", hidden=True),
    ),
    filters=("kind",),
    search=("application__town__name", "number"),
    order=("-decided_on",),
    panels=(
        Panel(
            _("决定"),
            (
                "application", "kind", "number", "decided_on", "decided_by", "post", "delegation",
                "reasons", "valid_until", "tier",
            ),
        ),
        Panel(_("评判依据"), template="recognition/grounds.html", load=side_panels.grounds),
    ),
    roles=(*role.READ_ONLY, DECISION_PAPER),
    select_related=(
        "application__town", "application__call", "decided_by", "post__unit", "delegation", "tier",
    ),
    group=GROUP,
    icon="shield",
)  # fmt: skip
PROMOTIONS = Register(
    Promotion,
    key="promotions",
    columns=(
        "year",
        "kind",
        Column("town", sort="town__name"),
        Column("tier", sort="tier__position"),
        "basis",
    ),
    filters=("year", "kind", "tier"),
    search=("town__name", "basis"),
    order=("-year", "kind", "town__name"),
    fields=("town", "year", "kind", "tier", "basis"),
    select_related=("town", "tier"),
    natural_key=("town", "year", "kind"),
    group=GROUP,
    icon="flag",
)
PUBLIC_ROLLS = Register(
    PublicRoll,
    key="public_rolls",
    columns=("title", Column("area", sort="area__path"), "valid_from", "valid_to", "note"),
    search=("title",),
    fields=("area", "title", "note", "valid_from", "valid_to"),
    select_related=("area",),
    natural_key=("area",),
    label=_("公开名录"),
)
REGISTERS = (
    APPLICATIONS,
    CALLS,
    SEATS,
    PUBLIC_NOTICES,
    OBJECTIONS,
    DECISIONS,
    PROMOTIONS,
    SCHEMES,
    CRITERIA,
    WORDINGS,
    EXPERTS,
    DELEGATIONS,
    PUBLIC_ROLLS,
)
#: the roll as the people of this site see it; the public's page is the same address without signing in
NAVIGATION = ((GROUP, _("名录"), "roll:list", "list", "town_tiers.view"),)
