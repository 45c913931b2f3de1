"""The registers of rulebooks and of what people judged."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.rules.models import TONES, CriterionAnswer, Rulebook

GROUP = _("规则与评定")

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
    ),
    roles=role.READ_ONLY,
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
    group=GROUP,
    icon="check",
)
REGISTERS = (RULEBOOKS, ANSWERS)
