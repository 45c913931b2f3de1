"""The registers of what recognition goes by: schemes, criteria, calls, experts, delegations, wording."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.recognition import actions, forms, side_panels
from zhenxing.web.recognition.models import Call, Criterion, Delegation, Expert, Scheme, SchemeWording
from zhenxing.web.recognition.pages import step_page

GROUP = _("认定")

SCHEMES = Register(
    Scheme,
    key="schemes",
    columns=(
        "name",
        "edition",
        Column("area", sort="area__path"),
        Column("tier", sort="tier__position"),
        Column("organ", sort="organ__name"),
        Column("rulebook", hidden=True),
        "quota",
        "notice_days",
        "valid_from",
        "valid_to",
    ),
    filters=("area", "tier"),
    search=("name", "edition", "number"),
    pinyin=("name",),
    panels=(
        Panel(
            _("认定办法"),
            (
                "name", "edition", "area", "tier", "organ", "deciding_post", "number", "document", "rulebook",
                "quota", "pass_mark", "fewest_experts", "trims", "valid_from", "valid_to", "valid_years",
            ),
        ),
        Panel(
            _("时限"),
            (
                "check_days", "mend_days", "review_days", "score_days", "rank_days", "notice_days",
                "answer_days", "decide_days", "rectify_months",
            ),
        ),
        Panel(_("评审项目"), template="recognition/criteria.html", load=side_panels.criteria),
    ),
    roles=(
        *role.ALL,
        step_page(
            "take",
            verb="edit",
            title=_("按规则建立评审项目"),
            form=forms.Nothing,
            build=lambda scheme, _form: actions.TakeCriteria(scheme.pk),
            done=_("评审项目已按规则建立，请核对满分和须附证明。"),
            intro=_("规则里每一条建立一个评审项目；已有的不动。"),
        ),
    ),
    fields=(
        "name", "edition", "area", "tier", "organ", "deciding_post", "document", "number", "rulebook",
        "quota", "pass_mark", "fewest_experts", "trims", "check_days", "mend_days", "review_days",
        "score_days", "rank_days", "notice_days", "answer_days", "decide_days", "rectify_months",
        "valid_years", "valid_from", "valid_to",
    ),
    select_related=("area", "tier", "organ", "deciding_post__unit", "document"),
    natural_key=("area", "name", "edition"),
    bulk=("quota", "valid_to"),
    beside=("criteria", "scheme_wordings", "experts", "delegations", "public_rolls"),
    group=GROUP,
    icon="list",
)  # fmt: skip
CRITERIA = Register(
    Criterion,
    key="criteria",
    columns=(
        Column("scheme", sort="scheme__name"),
        "position",
        "name",
        "key",
        Column("full_mark", align="end"),
        "rule",
        "proof",
    ),
    filters=("scheme",),
    search=("name", "key"),
    order=("scheme", "position"),
    fields=("scheme", "position", "key", "name", "full_mark", "rule", "proof"),
    select_related=("scheme",),
    natural_key=("scheme", "key"),
)


def _call_open(call: Call) -> str:
    return f"{call.opens_on:%Y-%m-%d} — {call.closes_on:%Y-%m-%d}"


CALLS = Register(
    Call,
    key="calls",
    columns=(
        "name",
        "batch",
        Column("scheme", sort="scheme__name"),
        Column("open", _("申报时间"), value=_call_open, sort="opens_on", reads=("opens_on", "closes_on")),
        "judged_on",
        "reference_year",
        Column("quota", align="end"),
    ),
    filters=("scheme",),
    search=("name", "batch", "number"),
    pinyin=("name",),
    order=("-opens_on",),
    panels=(
        Panel(
            _("申报通知"),
            (
                "name", "scheme", "batch", "number", "opens_on", "closes_on", "judged_on",
                "reference_year", "quota",
            ),
        ),
        Panel(_("本批申报"), template="recognition/applications.html", load=side_panels.call_applications),
    ),
    roles=(
        *role.ALL,
        step_page(
            "rank",
            verb="rank",
            title=_("排序"),
            form=forms.Nothing,
            build=lambda call, _form: actions.RankCall(call.pk),
            done=_("已排序，请核对拟定结果。"),
            intro=_("按评审得分排序，得分相同的看系统计算分；名额以内的拟认定，超出名额的拟列入储备，不符合条件的拟不予认定。"),
            shows=side_panels.call_beside,
            label=_("排序"),
            icon="list",
            when=side_panels.may_rank,
        ),
        step_page(
            "notice",
            verb="notice",
            title=_("公示"),
            form=forms.NoticeForm,
            build=lambda call, form: actions.PublishNotice(
                call.pk,
                form.cleaned_data["title"],
                form.cleaned_data["begins_on"],
                form.cleaned_data["channel"],
                form.cleaned_data["contact"],
            ),
            done=_("已公示，截止日按工作日算好。"),
            shows=side_panels.call_beside,
            label=_("公示"),
            icon="eye",
            when=side_panels.may_notice,
        ),
    ),
    fields=(
        "scheme", "name", "batch", "number", "opens_on", "closes_on", "judged_on", "reference_year", "quota",
    ),
    select_related=("scheme",),
    natural_key=("scheme", "batch"),
    bulk=("closes_on",),
    group=GROUP,
    icon="inbox",
)  # fmt: skip
EXPERTS = Register(
    Expert,
    key="experts",
    columns=(
        "name",
        "employer",
        "expertise",
        Column("area", sort="area__path"),
        Column("user", sort="user__username"),
        "valid_to",
    ),
    filters=("area",),
    search=("name", "employer", "expertise"),
    pinyin=("name",),
    fields=("name", "area", "employer", "unit", "expertise", "user", "valid_from", "valid_to"),
    select_related=("area", "user", "unit"),
    natural_key=("area", "name", "employer"),
)
DELEGATIONS = Register(
    Delegation,
    key="delegations",
    columns=(
        Column("post", sort="post__title"),
        Column("user", sort="user__display_name"),
        "begins",
        "ends",
        "basis",
    ),
    search=("post__title", "user__display_name", "basis"),
    order=("-begins",),
    roles=(
        role.LIST,
        role.EXPORT,
        role.DETAIL,
        role.ARCHIVE,
        deed_role(
            "delegate",
            verb="create",
            label=_("登记委托"),
            form=forms.DelegationForm,
            build=lambda _record, given: actions.DelegateDecision(
                given["post"].pk, given["user"].pk, given["begins"], given["ends"], given["basis"]
            ),
            detail=False,
            icon="plus",
            done=_("委托已登记，到期自动失效。"),
        ),
    ),
    select_related=("post__unit", "user"),
)
WORDINGS = Register(
    SchemeWording,
    key="scheme_wordings",
    columns=(Column("scheme", sort="scheme__name"), "kind", Column("text", sort="", hidden=True)),
    filters=("scheme", "kind"),
    search=("scheme__name", "text"),
    order=("scheme", "kind"),
    panels=(
        Panel(_("文书措辞"), ("scheme", "kind", "text")),
        Panel(_("可用的字段"), template="recognition/wording-fields.html", load=side_panels.wording_fields),
    ),
    fields=("scheme", "kind", "text"),
    select_related=("scheme",),
    natural_key=("scheme", "kind"),
    bulk=(),
)
