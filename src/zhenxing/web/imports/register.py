"""The register of imports: what came in, from whom, and what became of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from zhenxing.web.imports.models import Import
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Column, Filter, Register


class ImportRegister(Register[Import]):
    """An import is seen by those who may import where it belongs."""

    def rows(self, user: Any, permission: str = "", *, scanned: bool = False) -> QuerySet[Import]:
        from zhenxing.web.imports import queries  # it asks every register, this one too

        return queries.seen(user, permission.rpartition(".")[2] or "view")


def _detail(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    from zhenxing.web.imports.views import detail  # the views know every register

    return detail(register, request, pk)


def _title(brought: Any) -> str:
    return str(register_titles().get(brought.register, brought.register))


def register_titles() -> dict[str, Any]:
    """Register key → what it is called."""
    from zhenxing.web.registers import REGISTERS  # it reads this declaration

    return {register.key: register.title for register in REGISTERS}


def _used(rows: QuerySet[Any]) -> list[tuple[str, Any]]:
    titles = register_titles()
    keys = rows.order_by().values_list("register", flat=True).distinct()
    return [(key, titles.get(key, key)) for key in keys]


def _tone(brought: Any) -> str:
    return str(brought.can.tone)


IMPORTS = ImportRegister(
    Import,
    key="imports",
    columns=(
        "file_name",
        Column("register", value=_title, reads=("register",)),
        Column("state", badge=_tone),
        Column("inserts", align="end"),
        Column("updates", align="end"),
        Column("rejected", align="end"),
        Column("uploaded_by", sort="uploaded_by__display_name"),
        "uploaded_at",
        Column("unchanged", align="end", hidden=True),
        Column("refused", align="end", hidden=True),
        Column("area", sort="area__path", hidden=True),
        Column("unit", sort="unit__name", hidden=True),
        Column("confirmed_by", sort="confirmed_by__display_name", hidden=True),
        Column("applied_at", hidden=True),
    ),
    filters=("state", Filter("register", _("导入到"), choices=_used)),
    search=("file_name",),
    order=("-uploaded_at",),
    roles=(role.LIST, role.EXPORT, PageRole("detail", "<int:pk>/", "view", _detail, detail=True)),
    select_related=("uploaded_by", "area", "unit", "confirmed_by"),
    group=_("数据"),
    icon="upload",
)
REGISTERS = (IMPORTS,)
