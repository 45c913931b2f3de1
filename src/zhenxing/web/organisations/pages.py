"""Pages beyond the plain ones: adding a park; appointing to a post, and the hand-over sheet."""

from __future__ import annotations

import importlib
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.page_roles import Handler, PageRole
from zhenxing.web.kit.register import Register, text
from zhenxing.web.kit.register_pages import answer, find, summary
from zhenxing.web.kit.related import inward
from zhenxing.web.organisations import queries
from zhenxing.web.organisations.actions import AddReportingArea, AppointSuccessor
from zhenxing.web.organisations.forms import AppointForm, ReportingAreaForm
from zhenxing.web.organisations.models import Area, Post


def _handover(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    post = find(register, request, pk, "view")
    sheet = queries.handover(post, request.user, timezone.localdate())
    return answer(register, "handover", request, {"sheet": sheet, "record": summary(register, post)})


def _appoint(post: Post, data: dict[str, Any]) -> AppointSuccessor:
    chosen = {name: data[name] for name in ("person", "user", "begins")}
    return AppointSuccessor(post_id=post.pk, **chosen)


def incumbents(post: Post, _user: Any) -> tuple[tuple[str, str, str], ...]:
    """Everybody who held the post: name, from, to."""
    held = post.incumbencies.filter(archived_at__isnull=True).order_by("-begins")
    return tuple((one.person, text(one.begins), text(one.ends)) for one in held)


def _park(_record: Any, data: dict[str, Any]) -> AddReportingArea:
    values = {name: data[name] for name in ("name", "code", "source", "valid_from")}
    return AddReportingArea(data["parent"], values)


def below(area: Area, user: Any) -> dict[str, Any]:
    """The area's line upwards, what lies directly below it, and its units."""
    registers = _registers()
    areas, units = registers["areas"], registers["units"]
    children = areas.rows(user).filter(
        path__startswith=area.path, depth=area.depth + 1, archived_at__isnull=True
    )
    here = units.rows(user).filter(area=area, archived_at__isnull=True)
    seen = set(areas.rows(user).filter(path__in=_line(area)).values_list("pk", flat=True))
    return {
        "above": [
            (one, areas.url("detail", one.pk) if one.pk in seen else "") for one in area.get_ancestors()
        ],
        "children": [(one, areas.url("detail", one.pk)) for one in children[:_SHOWN]],
        "more": max(children.count() - _SHOWN, 0),
        "units": [(one, units.url("detail", one.pk)) for one in here[:_SHOWN]],
        "joined": inward(area, user, apart=frozenset({"units"})),
    }


def _line(area: Area) -> list[str]:
    return [area.path[:end] for end in range(Area.steplen, len(area.path), Area.steplen)]


def _registers() -> dict[str, Register[Any]]:
    from zhenxing.web.registers import REGISTERS  # it imports this app's register

    return {register.key: register for register in REGISTERS}


#: how many of the places below, or units, a page names
_SHOWN = 300


def _page_of_work(name: str, through: str = "") -> Handler:
    """A page about the record (or about the post it is of) that the app of work makes, while it is there."""

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, "view")
        if not _served(record):
            raise Http404
        page: Handler = getattr(importlib.import_module("zhenxing.web.work.views"), name)
        return page(request, getattr(record, through) if through else record.pk)

    return view


def _served(_record: Any) -> bool:
    return apps.is_installed("zhenxing.web.work")


def _passed_on(name: str, verb: str, through: str = "") -> PageRole:
    view = _page_of_work(name, through)
    label, path = _("移交工作"), "<int:pk>/pass-on/"
    return PageRole("pass-on", path, verb, view, label=label, icon="undo", detail=True, when=_served)


def _work(name: str) -> PageRole:
    view, label = _page_of_work(name), _("工作一览")
    return PageRole("work", "<int:pk>/work/", "view", view, label, icon="list", detail=True, when=_served)


WORK_OF_UNIT, WORK_OF_POST = _work("unit"), _work("post")
UNIT_PASSED_ON, POST_PASSED_ON = (
    _passed_on("unit_hand_over", "edit"),
    _passed_on("post_hand_over", "edit"),
)
#: somebody leaves: what is open moves with the post's next holder, or to another post from here
LEAVER_PASSED_ON = _passed_on("post_hand_over", "pass", "post_id")
HANDOVER = PageRole(
    "handover", "<int:pk>/handover/", "view", _handover, label=_("交接清单"), icon="list", detail=True
)
APPOINT = deed_role(
    "appoint",
    verb="appoint",
    label=_("任命"),
    form=AppointForm,
    build=_appoint,
    icon="user-check",
    done=_("已任命。该职务的任务从任职日起由新任办理。"),
)
ADD_PARK = deed_role(
    "create",
    verb="create",
    label=_("新增园区"),
    form=ReportingAreaForm,
    build=_park,
    detail=False,
    icon="plus",
    done=_("已新增。它可以报送，但不是行政区划。"),
)
