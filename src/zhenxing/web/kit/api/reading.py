"""Reading: a list, one record, its history. What is out of scope is not there."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from zhenxing.web.kit.api import fields
from zhenxing.web.kit.api.problems import Refused
from zhenxing.web.kit.api.shapes import Shape
from zhenxing.web.kit.keyset import Keyset, Slice, keyset
from zhenxing.web.kit.lists import filtered, order_of, total_of
from zhenxing.web.kit.models import AuditEntry

#: names of a list's parameters that are not filters of the register
OWN = ("limit", "cursor", "q", "sort", "archived", "fields", "count")
LIMIT, MOST = 50, 500


def listed(shape: Shape, request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """One page: the same rows as on the site's list, in the same order."""
    register, said = shape.register, _as_on_the_page(asked)
    chosen = _chosen(shape, asked["fields"])
    rows = register.rows(request.user)
    found = filtered(register, rows, said)
    keys = keyset(rows, order_of(register, said["sort"]))
    page = _page(keys, shape.joined(found, chosen), asked["limit"], asked["cursor"])
    cursor = _cursor(keys, found, page.rows[-1]) if page.after else None
    body: dict[str, Any] = {"items": [shape.of(one, chosen) for one in page.rows], "next": cursor}
    if asked["count"]:
        total = total_of(register, rows, said)
        body |= {"total": total.number, "capped": total.capped}
    return reply(body, headers={"Link": f'<{_next(request, cursor)}>; rel="next"'} if cursor else {})


def one(shape: Shape, request: HttpRequest, pk: int) -> HttpResponse:
    return record_reply(shape, find(shape, request, pk))


def history(shape: Shape, request: HttpRequest, pk: int, before: int | None, limit: int) -> HttpResponse:
    """Who did what to the record, newest first: when, why, before and after."""
    record = find(shape, request, pk)
    entries = AuditEntry.objects.filter(
        subject_type=record._meta.label_lower, subject_id=str(record.pk)
    ).order_by("-id")
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    items = [_entry(type(record), entry) for entry in found]
    return reply({"items": items, "next": found[-1].pk if more else None})


def find(shape: Shape, request: HttpRequest, pk: int, verb: str = "view") -> Any:
    """The record, if this person may do `verb` to it; else it does not exist."""
    rows = shape.joined(shape.register.rows(request.user, f"{shape.key}.{verb}"))
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404
    return record


def reply(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json", headers=headers or {})


def record_reply(shape: Shape, record: Any, status: int = 200) -> HttpResponse:
    """A record with its version as ETag."""
    headers = {"ETag": f'"{record.version}"'} if shape.versioned else {}
    return reply(shape.of(record), status, headers)


def _as_on_the_page(asked: dict[str, Any]) -> QueryDict:
    """The same question in the words of the list page."""
    said = QueryDict(mutable=True)
    for name, value in asked.items():
        if name not in OWN and value is not None:
            said[name] = str(value)
    said["q"] = asked["q"] or ""
    said["sort"] = asked["sort"] or ""
    said["archived"] = "1" if asked["archived"] else ""
    return said


def _chosen(shape: Shape, names: str | None) -> frozenset[str] | None:
    if not names:
        return None
    chosen = frozenset(name.strip() for name in names.split(",") if name.strip())
    unknown = sorted(chosen - set(shape.said) - {"id", "label", "version"})
    if unknown:
        message = _("没有这些字段：%(names)s。") % {"names": "、".join(unknown)}
        raise Refused(422, "invalid", message, where="query.fields")
    return chosen


# --- paging ------------------------------------------------------------------------------------------


def _page(keys: Keyset, rows: QuerySet[Any], limit: int, cursor: str | None) -> Slice:
    if not cursor:
        return keys.first(rows, limit, list)
    values = keys.place(cursor)
    if values is None:
        message = _("cursor 不是这个列表上一页给出的 next。请原样带回，或从头读起。")
        raise Refused(422, "invalid", message, where="query.cursor")
    return keys.after(rows, limit, list, values)


def _cursor(keys: Keyset, rows: QuerySet[Any], last: Any) -> str:
    """Where the last row stands; its keys may lie in other tables, so the database says them."""
    values = rows.filter(pk=last.pk).values_list(*(key.lookup for key in keys.keys))
    return keys.cursor(values[0])


def _next(request: HttpRequest, cursor: str) -> str:
    asked = {name: value for name, value in request.GET.items() if name != "cursor"}
    return f"{request.path}?{urlencode({**asked, 'cursor': cursor})}"


# --- history -----------------------------------------------------------------------------------------


def _entry(model: type[Any], entry: AuditEntry) -> dict[str, Any]:
    changes = [
        {"field": name, "label": _label(model, name), "before": pair[0], "after": pair[1]}
        for name, pair in entry.changes.items()
        if name != "others" and isinstance(pair, list) and len(pair) == 2
    ]
    return {
        "id": entry.pk,
        "at": fields.said(entry.at),
        "actor": entry.actor_label,
        "action": entry.action,
        "reason": entry.reason,
        "request_id": entry.request_id,
        "changes": changes,
    }


def _label(model: type[Any], name: str) -> str:
    """What people call a field; a part kept in other rows has its word in the model's `history_labels`."""
    field = fields.model_field(model, name)
    return str(field.verbose_name if field else getattr(model, "history_labels", {}).get(name, name))
