"""Pages of enterprises beyond the plain ones: rename, merge, doubles; and the panels of a record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises import doubles
from zhenxing.web.enterprises import figures as by_year
from zhenxing.web.enterprises.actions import MergeEnterprises, RenameEnterprise
from zhenxing.web.enterprises.forms import MergeForm, RenameForm
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.lists import in_use, narrowed
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.kit.related import Joined, JoinedKind, inward

AnyRegister = Register[Any]
#: more suggestions than this are no help
_OFFERED = 20

RENAME = deed_role(
    "rename",
    verb="edit",
    label=_("更名"),
    form=RenameForm,
    build=lambda one, data: RenameEnterprise(one.pk, data["name"], data["since"]),
    icon="tags",
    done=_("已更名，原名称保留为曾用名。"),
)
MERGE = deed_role(
    "merge",
    verb="merge",
    label=_("合并"),
    form=MergeForm,
    build=lambda one, data: MergeEnterprises(one.pk, data["survivor"].pk),
    icon="link",
    done=_("已合并。这条记录已归档，名下的记录已移到保留的企业。"),
)


def _doubles(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    """Pairs that may be one enterprise, among the rows the same filters leave in the list."""
    rows = in_use(narrowed(register, register.rows(request.user, "enterprises.merge"), request.GET))
    count = rows.order_by().values("pk")[: doubles.MOST_COMPARED + 1].count()
    too_many = count > doubles.MOST_COMPARED
    pairs, total = ((), 0) if too_many else doubles.doublets(rows)
    context = {
        "pairs": pairs,
        "total": total,
        "too_many": too_many,
        "most": doubles.MOST_COMPARED,
        "compared": count,
    }
    return answer(register, "doubles", request, context)


def _offered(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    """The enterprises that fit what is being typed, as options of a text box: the code, else the name."""
    said = request.GET.get("q", "").replace("\x00", "").strip()
    rows = in_use(register.rows(request.user)).filter(register.search_condition(said)) if said else ()
    found = rows.order_by("name", "pk")[:_OFFERED] if said else ()
    pairs = ((one.code or one.name, f"{one.name} {one.area}") for one in found)
    return HttpResponse(format_html_join("", '<option value="{}">{}</option>', pairs))


OFFERS = PageRole("offers", "offers/", "view", _offered)
DOUBLES = PageRole("doubles", "doubles/", "merge", _doubles, label=_("查重"), icon="search")


def figures(enterprise: Enterprise, user: Any) -> by_year.Figures | None:
    """The table of values by year; None for whoever may not see values."""
    if not scope.permits(user, "attributes.view"):
        return None
    from zhenxing.web.registers import register

    attributes = register("attributes")
    return by_year.figures(enterprise, lambda pk: attributes.url("detail", pk))


def classes(enterprise: Enterprise, user: Any) -> Any:
    """Its size class and whether it is above the line, with the evidence."""
    from zhenxing.web.rules.services import enterprise_classes  # it reads this app's models

    return enterprise_classes(enterprise, user)


def joined(enterprise: Enterprise, user: Any) -> tuple[JoinedKind, ...]:
    """What hangs on it but its figures and gap, which have panels; and the records merged into it."""
    kinds = inward(enterprise, user, frozenset({"attributes", "scale_candidates"}))
    came = [one for one in enterprise.merged.order_by("pk") if scope.holds(one, user, "enterprises.view")]
    if not came:
        return kinds
    rows = tuple(Joined(str(one), _detail_url(one.pk), one.code or "") for one in came)
    return (*kinds, JoinedKind(_("由此并入的企业"), rows, len(rows), ""))


def _detail_url(pk: int) -> str:
    from zhenxing.web.registers import register

    return register("enterprises").url("detail", pk)
