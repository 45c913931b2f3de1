"""The registers of teams, of those who introduce investors, and of enclaves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_BY, JOINED_TO
from zhenxing.web.leads import forms, panels
from zhenxing.web.leads.groups import GROUP
from zhenxing.web.leads.models import (
    EnclaveAgreement,
    EnclaveSettlement,
    EnclaveTerm,
    Portfolio,
    PortfolioMember,
    Referrer,
)
from zhenxing.web.leads.words import money

PORTFOLIOS = Register(
    Portfolio,
    key="portfolios",
    columns=(
        "name",
        Column("unit", sort="unit__name"),
        Column("post", sort="post__title"),
        "note",
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("unit",),
    search=("name", "note"),
    pinyin=("name",),
    panels=(
        Panel(_("招商专班"), ("name", "unit", "post", "area", "note")),
        Panel(_("负责环节"), template="leads/portfolio-links.html", load=panels.portfolio_links),
        JOINED_BY,
    ),
    form=forms.PortfolioForm,
    fields=tuple(forms.PortfolioForm.Meta.fields),
    select_related=("area", "unit", "post__unit"),
    natural_key=("area", "name"),
    beside=("portfolio_members",),
    group=GROUP,
    icon="users-group",
)
PORTFOLIO_MEMBERS = Register(
    PortfolioMember,
    key="portfolio_members",
    columns=(
        Column("portfolio", sort="portfolio__name"),
        "person",
        Column("unit", sort="unit__name"),
        "duty",
        Column("skills", value=lambda one: [str(code) for code in one.skills.all()], sort=""),
        "valid_from",
        "valid_to",
    ),
    filters=("portfolio",),
    search=("person", "duty", "portfolio__name"),
    form=forms.MemberForm,
    fields=tuple(forms.MemberForm.Meta.fields),
    select_related=("portfolio", "unit"),
    prefetch_related=("skills",),
    natural_key=("portfolio", "person"),
)
REFERRERS = Register(
    Referrer,
    key="referrers",
    columns=(
        "name",
        "kind",
        Column("enterprise", sort="enterprise__name"),
        Column("region", sort="region__position"),
        "note",
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("kind", "region"),
    search=("name", "note"),
    pinyin=("name",),
    panels=(
        Panel(_("引荐方"), ("name", "kind", "enterprise", "region", "area", "note")),
        JOINED_TO,
        JOINED_BY,
    ),
    fields=("area", "name", "kind", "enterprise", "region", "note"),
    select_related=("area", "enterprise", "region"),
    natural_key=("area", "name"),
    group=GROUP,
    icon="user",
)
ENCLAVES = Register(
    EnclaveAgreement,
    key="enclaves",
    columns=(
        "name",
        "origin",
        "host",
        "third",
        Column("project_name", hidden=True),
        "since",
        "until",
        Column("unit", sort="unit__name"),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("unit",),
    search=("name", "origin", "host", "project_name"),
    order=("-since",),
    panels=(
        Panel(
            _("飞地协议"),
            (
                "name", "origin", "host", "third", "project_name", "signed_on", "since", "until", "unit",
                "basis",
            ),
        ),
        Panel(_("分享比例和结算"), template="leads/enclave.html", load=panels.enclave),
    ),
    fields=(
        "area", "unit", "name", "origin", "host", "third", "project_name", "signed_on", "since", "until",
        "basis",
    ),
    select_related=("area", "unit"),
    natural_key=("area", "name"),
    beside=("enclave_terms", "enclave_settlements"),
    group=GROUP,
    icon="link",
)  # fmt: skip
ENCLAVE_TERMS = Register(
    EnclaveTerm,
    key="enclave_terms",
    columns=(
        Column("agreement", sort="agreement__name"),
        "kind",
        "since",
        "until",
        Column("origin_percent", align="end"),
        Column("host_percent", align="end"),
        Column("third_percent", align="end"),
    ),
    filters=("agreement", "kind"),
    search=("agreement__name",),
    fields=("agreement", "kind", "since", "until", "origin_percent", "host_percent", "third_percent"),
    select_related=("agreement",),
    natural_key=("agreement", "kind", "since"),
    bulk=("until",),
)


def _share(name: str, label: object) -> Column:
    """What a party has of the amount."""

    def value(one: EnclaveSettlement) -> str:
        shares = one.shares
        return money(getattr(shares, name)) if shares is not None else ""

    return Column(f"{name}_amount", label, value, sort="", align="end", blank=_("没有条款"))


def _amount(one: EnclaveSettlement) -> str:
    return money(one.amount)


ENCLAVE_SETTLEMENTS = Register(
    EnclaveSettlement,
    key="enclave_settlements",
    columns=(
        Column("agreement", sort="agreement__name"),
        "kind",
        "since",
        "until",
        Column("amount", value=_amount, sort="amount", align="end", reads=("amount",)),
        _share("origin", _("飞出地所得（元）")),
        _share("host", _("飞入地所得（元）")),
        _share("third", _("第三方所得（元）")),
        "paid_on",
        Column("source", hidden=True),
    ),
    filters=("agreement", "kind"),
    search=("agreement__name", "source"),
    order=("-until",),
    roles=role.ALL,
    fields=("agreement", "kind", "since", "until", "amount", "source", "paid_on"),
    select_related=("agreement",),
    prefetch_related=("agreement__terms",),
    natural_key=("agreement", "kind", "since"),
    bulk=("paid_on",),
)
