"""Pages of posts beyond the plain ones: appointing, and the hand-over sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register, text
from zhenxing.web.kit.register_pages import answer, find, summary
from zhenxing.web.organisations import queries
from zhenxing.web.organisations.actions import AppointSuccessor
from zhenxing.web.organisations.forms import AppointForm
from zhenxing.web.organisations.models import Post


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
