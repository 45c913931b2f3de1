"""The pages for many chosen rows: set one field, or archive. They begin on the list and need no script."""

from __future__ import annotations

import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.models import apply_limit_choices_to_to_formfield
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhenxing.web.kit.bulk import MOST, BulkArchive, BulkEdit, BulkResult, NothingDone, Pick, RefusedRow
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.kit.register import Register, text
from zhenxing.web.kit.register_pages import answer, limit_choices

AnyRegister = Register[Any]


def edit_page(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    """One field of the chosen rows; without a field or rows it says how to begin."""
    asked = request.POST or request.GET
    name = asked.get("field", "")
    if name and name not in register.bulk_fields:
        raise Http404
    picks = _picks(asked)
    form = _field_form(register, name, request) if name else None
    context: dict[str, Any] = {"form": form, "field": name}
    if form is not None:
        context["field_label"] = register.field_label(name)
        context["may_be_blank"] = not form.fields[name].required
    if request.method == "POST" and form is not None and form.is_valid():
        deed = BulkEdit(register.key, register.model, picks, name, form.cleaned_data[name])
        return _done(register, request, "bulk-edit", deed, context)
    return _page(register, request, "bulk-edit", picks, context, 422 if form and form.is_bound else 200)


def archive_page(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    picks = _picks(request.POST or request.GET)
    if request.method == "POST":
        return _done(register, request, "bulk-archive", BulkArchive(register.key, register.model, picks), {})
    return _page(register, request, "bulk-archive", picks, {}, 200)


def _picks(asked: QueryDict) -> tuple[Pick, ...]:
    """`pk.version` of each ticked row; what is no such thing was not ticked here."""
    found: dict[int, Pick] = {}
    for said in asked.getlist("pick")[: MOST + 1]:
        pk, _dot, version = said.partition(".")
        if _is_number(pk) and _is_number(version):
            found[int(pk)] = Pick(int(pk), int(version))
    return tuple(found.values())


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= 18


def _field_form(register: AnyRegister, name: str, request: HttpRequest) -> forms.Form:
    """A form of the register's own field alone."""
    fields = {name: copy.deepcopy(register.form_class().base_fields[name])}
    form: forms.Form = type("FieldForm", (forms.Form,), fields)(request.POST or None)
    apply_limit_choices_to_to_formfield(form.fields[name])  # as a form of a model does by itself
    limit_choices(form, request)
    return form


def _done(
    register: AnyRegister, request: HttpRequest, name: str, deed: Any, context: dict[str, Any]
) -> HttpResponse:
    """Do it and go back to the list; where rows were refused, say which and why."""
    try:
        result: BulkResult | None = do(request, deed).result
    except OutOfScope:
        raise
    except NothingDone as refusal:
        return _page(register, request, name, deed.picks, {**context, "refused": refusal.refused}, 409)
    except Invalid as refusal:
        texts = tuple(said for given in refusal.fields.values() for said in given)
        return _page(register, request, name, deed.picks, {**context, "wrong": texts}, refusal.status)
    except ActionRefused as refusal:
        return _page(register, request, name, deed.picks, {**context, "wrong": (refusal,)}, refusal.status)
    if result is None:  # the same submission, sent again
        messages.success(request, _("已办理。"))
        return redirect(_back(register, request))
    messages.success(request, _said(name, result))
    if not result.refused:
        return redirect(_back(register, request))
    left = {**context, "refused": result.refused, "form": None, "field": "", "told": True}
    return _page(register, request, name, (), left, 200)


def _said(name: str, result: BulkResult) -> str:
    text_of = _("已归档 %(n)s 条。") if name == "bulk-archive" else _("已修改 %(n)s 条。")
    said = text_of % {"n": len(result.done)}
    if result.unchanged:
        said += _("%(n)s 条本来就是这样。") % {"n": result.unchanged}
    if result.refused:
        said += _("%(n)s 条没有改，原因见下。") % {"n": len(result.refused)}
    return said


def _page(
    register: AnyRegister,
    request: HttpRequest,
    name: str,
    picks: tuple[Pick, ...],
    context: dict[str, Any],
    status: int,
) -> HttpResponse:
    asked = request.POST or request.GET
    refused: tuple[RefusedRow, ...] = context.pop("refused", ())
    more = {
        "picks": [f"{one.pk}.{one.version}" for one in picks],
        "chosen": _chosen(register, request, name, picks, context.get("field", "")),
        "fields": [(one, register.field_label(one)) for one in register.bulk_fields],
        "refused": [{"title": one.title, "why": one.why} for one in refused],
        "back": asked.get("back", ""),
        "back_url": _back(register, request),
        "reason": asked.get("reason", ""),
    }
    return answer(register, name, request, {**context, **more}, None, status)


def _chosen(
    register: AnyRegister, request: HttpRequest, name: str, picks: tuple[Pick, ...], field: str
) -> list[dict[str, Any]]:
    """The chosen rows the person may do this to, each with what stands in the field now."""
    role = register.role(name)
    if not picks or role is None:
        return []
    rows = register.rows(request.user, role.permission(register)).filter(pk__in=[one.pk for one in picks])
    return [{"title": str(record), "now": _now(record, field)} for record in rows]


def _now(record: Any, field: str) -> str:
    if not field:
        return ""
    display = getattr(record, f"get_{field}_display", None)
    return text(display() if display else getattr(record, field))


def _back(register: AnyRegister, request: HttpRequest) -> str:
    """The list as it was: only its own address, never one from outside."""
    query = QueryDict((request.POST or request.GET).get("back", "")).urlencode()
    return f"{register.url('list')}?{query}" if query else register.url("list")
