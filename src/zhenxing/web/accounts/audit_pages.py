"""What the audit administrator sees beyond the list: what changed, and whether the chain holds."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.audit import verify_audit
from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.panels import Change, changes_of
from zhenxing.web.kit.register import Register, text
from zhenxing.web.kit.register_pages import answer


def action_choices(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    codes = rows.order_by("action").values_list("action", flat=True).distinct()
    return [(code, f"{label_of(code)}（{code}）") for code in codes]


def changes(entry: AuditEntry, _user: Any) -> tuple[Change, ...]:
    return changes_of(entry)


def _verify(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Walk the chain from its beginning and name the first row that does not fit."""
    broken = verify_audit()
    context = {
        "sealed": AuditEntry.objects.filter(position__isnull=False).count(),
        "waiting": AuditEntry.objects.filter(position__isnull=True).count(),
        "broken": {"pk": broken.pk, "at": text(broken.at), "label": str(broken)} if broken else None,
    }
    return answer(register, "verify", request, context)


VERIFY = PageRole("verify", "verify/", "verify", _verify, label=_("校验"), icon="shield")
