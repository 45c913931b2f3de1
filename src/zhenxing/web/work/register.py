"""The register of hand-overs, and the pages of this app in the navigation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.ledger import queries
from zhenxing.web.work.models import HandOver

_GROUP = _("督办")


def _moved(record: HandOver, _user: Any) -> list[dict[str, str]]:
    """What moved, with where each stands now; pages out of the viewer's scope answer for themselves."""
    return [
        {"kind": one["kind"], "label": one["label"], "url": queries.url_of(one["type"], one["id"])}
        for one in record.moved
    ]


HAND_OVERS = Register(
    HandOver,
    key="hand_overs",
    columns=(
        "on",
        Column("giver", _("移交方"), lambda record: record.giver, sort=""),
        Column("taker", _("接收方"), lambda record: record.taker, sort=""),
        Column("count", align="end"),
        "reason",
        Column("area", sort="area__path", hidden=True),
    ),
    search=("reason", "from_unit__name", "to_unit__name", "from_post__title", "to_post__title"),
    order=("-on",),
    panels=(
        Panel(_("移交"), ("from_unit", "from_post", "to_unit", "to_post", "on", "reason", "count")),
        Panel(_("移交事项"), template="work/moved.html", load=_moved),
    ),
    roles=role.READ_ONLY,
    select_related=("from_unit", "to_unit", "from_post__unit", "to_post__unit", "area"),
    group=_GROUP,
    icon="undo",
)
REGISTERS = (HAND_OVERS,)
NAVIGATION = ((_GROUP, _("忙的单位"), "work:busy", "grid", "clocks.board"),)
