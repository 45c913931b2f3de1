"""The registers of rulebooks and of what people judged."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import display
from zhenxing.web.enterprises.queries import area_filter
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.rules import panels
from zhenxing.web.rules.actions import AdoptOffered
from zhenxing.web.rules.builder import ROLES as BUILDER
from zhenxing.web.rules.models import TONES, CriterionAnswer, Rulebook, ScaleCandidate

GROUP = _("规则与评定")
#: no button: offered on the page of a book that has a newer text to take over
ADOPT = replace(
    deed_role(
        "adopt",
        verb="edit",
        label=_("采用随软件的新文本"),
        form=ReasonForm,
        build=lambda one, _data: AdoptOffered(one.pk),
        done=_("已采用新文本，原文本留在历史里。"),
    ),
    label="",
)

RULEBOOKS = Register(
    Rulebook,
    key="rulebooks",
    columns=(
        "name",
        "subject",
        Column("status", badge=lambda one: TONES.get(one.status, ""), reads=("status",)),
        "document",
        "number",
        "begins",
        "ends",
        "origin",
        Column("key", hidden=True),
        Column("issued", hidden=True),
        Column("note", hidden=True, sort=""),
    ),
    filters=("subject", "status", "origin"),
    search=("name", "document", "number", "note", "key"),
    order=("name",),
    panels=(
        Panel(
            _("依据"),
            ("name", "subject", "status", "note", "document", "number", "issued", "begins", "ends", "origin"),
        ),
        Panel(_("规则"), template="rules/book.html", load=panels.in_print),
    ),
    roles=(*role.READ_ONLY, ADOPT, *BUILDER),
    natural_key=("key", "begins"),
    group=GROUP,
    icon="log",
)
ANSWERS = Register(
    CriterionAnswer,
    key="criterion_answers",
    columns=(
        Column("town", sort="town__name"),
        "book",
        "criterion",
        "year",
        Column(
            "holds",
            badge=lambda one: {True: "good", False: "bad"}.get(one.holds, "warn"),
            reads=("holds",),
        ),
        "proof",
        "judge",
    ),
    filters=("town", "book", "year", "holds"),
    search=("town__name", "proof", "judge"),
    order=("town__name", "book", "criterion"),
    panels=(
        Panel(_("判断"), ("town", "book", "criterion", "year", "holds", "proof", "judge")),
        JOINED_TO,
    ),
    fields=("town", "book", "criterion", "year", "holds", "proof", "judge"),
    select_related=("town",),
    natural_key=("town", "book", "criterion", "year"),
    bulk=("proof", "judge"),  # whether it holds is judged one by one
    group=GROUP,
    icon="check",
)


def _money(name: str, hidden: bool = False) -> Column:
    def said(one: ScaleCandidate) -> str:
        return display(getattr(one, name), "元")

    return Column(name, value=said, sort=name, align="end", hidden=hidden, reads=(name,))


def _growth(one: ScaleCandidate) -> str:
    return "" if one.growth is None else display(round(one.growth, 4), "%")


CANDIDATES = Register(
    ScaleCandidate,
    key="scale_candidates",
    columns=(
        Column("enterprise", sort="enterprise__name"),
        Column(
            "area",
            _("所属地区"),
            value=lambda one: one.enterprise.area,
            sort="enterprise__area__path",
        ),
        Column("town", _("所属专业镇"), value=lambda one: one.enterprise.town or ""),
        "standard",
        "year",
        _money("revenue"),
        _money("required", hidden=True),
        _money("gap"),
        Column("growth", value=_growth, sort="growth", align="end", reads=("growth",)),
        Column("reached", blank=_("看不出"), align="end"),
        Column("clause", hidden=True, sort=""),
    ),
    filters=(
        area_filter("enterprise__area"),
        Filter("town", _("专业镇"), lookup="enterprise__town", choices=panels.towns_of_candidates),
        "standard",
        "reached",
    ),
    search=("enterprise__name", "enterprise__code"),
    order=("gap",),
    panels=(
        Panel(
            _("差距"),
            ("enterprise", "standard", "clause", "year", "revenue", "required", "gap", "growth", "reached"),
        ),
        Panel(_("判断依据"), template="rules/classes.html", load=panels.classes_of_candidate),
    ),
    roles=role.READ_ONLY,
    select_related=("enterprise__area", "enterprise__town"),
    natural_key=("enterprise",),
    group=_("企业"),
    icon="up",
)
REGISTERS = (RULEBOOKS, ANSWERS, CANDIDATES)
NAVIGATION = ((_("专业镇"), _("目标与梯队"), "standing:area", "target", "towns.view"),)
