"""The registers of code tables and their codes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import Code, CodeTable
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register

_SHOWN = 200


def _listed(table: CodeTable, user: Any) -> dict[str, Any]:
    """The first codes of a table, and how many there are."""
    codes = CODES.rows(user).filter(table=table, archived_at__isnull=True).order_by("position", "code")
    return {
        "codes": [(code, CODES.url("detail", code.pk)) for code in codes[:_SHOWN]],
        "total": codes.count(),
        "url": f"{CODES.url('list')}?table={table.pk}",
    }


#: how many codes are offered while one types
_OFFERED = 20


def _offered(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The codes of a table that fit what is being typed, as options of a text box."""
    said = request.GET.get("q", "").strip()
    codes = register.rows(request.user).filter(
        table__key=request.GET.get("table", ""), archived_at__isnull=True
    )
    if said:
        codes = codes.filter(Q(code__startswith=said.split()[0]) | register.search_condition(said))
    found = codes.order_by("position", "code")[:_OFFERED]
    return HttpResponse(
        format_html_join("", '<option value="{}"></option>', ((one.labelled,) for one in found))
    )


CODES = Register(
    Code,
    key="codes",
    columns=(
        Column("table", sort="table__name"),
        "code",
        "name",
        Column("parent", sort="parent__code"),
        "valid_from",
        "valid_to",
        Column("source", hidden=True),
        "note",
        Column("position", hidden=True),
    ),
    filters=("table",),
    search=("code", "name"),
    pinyin=("name",),
    order=("table__name", "position", "code"),
    fields=("table", "code", "name", "parent", "position", "valid_from", "valid_to", "source", "note"),
    select_related=("table", "parent"),
    roles=(*role.ALL, role.PageRole("options", "options/", "view", _offered)),
    natural_key=("table", "code"),
)
TABLES = Register(
    CodeTable,
    key="code_tables",
    columns=(
        "name",
        "purpose",
        "source",
        "year",
        Column("key", hidden=True),
    ),
    search=("name", "key", "purpose"),
    pinyin=("name",),
    order=("name",),
    panels=(
        Panel(_("基本情况"), ("name", "key", "purpose", "source", "year")),
        Panel(_("代码"), template="codetables/codes.html", load=_listed),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT),
    fields=("name", "purpose", "source", "year"),
    natural_key=("key",),
    beside=("codes",),
    group=_("机构"),
    icon="list",
)
REGISTERS = (TABLES, CODES)
