"""The pages every register has. Each translates the request, makes one call, and translates back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm, BaseModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.utils.translation import gettext as _

from zhenxing.web.kit import saved_views, scope
from zhenxing.web.kit.exports import excel
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.layouts_switcher import tabs
from zhenxing.web.kit.lists import in_use, narrowed, shown_columns, total_of
from zhenxing.web.kit.lists import list_page as build_list
from zhenxing.web.kit.models import SavedView, Versioned
from zhenxing.web.kit.page_roles import BULK_ARCHIVE, BULK_EDIT, PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.panels import history, shown_panels
from zhenxing.web.kit.refusals import Invalid, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_actions import ArchiveRecord, SaveRecord

AnyRegister = Register[Any]


def list_page(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    """Filter, sort, search; `fill=total` is how many there are, fetched once the rows stand."""
    rows = register.rows(request.user)
    if request.GET.get("fill") == "total":
        return render(request, "kit/total.html", {"total": total_of(register, rows, request.GET)})
    views = list(saved_views.views_for(request.user, register.key))
    if not request.GET and (first := next((one for one in views if _opens_first(one, request)), None)):
        return redirect(f"{register.url('list')}?{first.query}&view={first.pk}")
    bulk = _bulk(register, request)
    shown = saved_views.links(views, request.user, request.GET)
    page = build_list(register, request, rows, pick=bulk is not None)
    context = {
        "page": page,
        "bulk": bulk,
        "views": shown,
        "current_view": next((view for view in shown if view.here), None),
        "view_query": urlencode({"query": page.query}),
        "register_key": register.key,
        "tabs": tabs(register, request.GET, "list"),
        "beside": _beside(register, request),
    }
    if register.context is not None:
        context |= register.context(request, rows)
    return answer(register, "list", request, context)


def _beside(register: AnyRegister, request: HttpRequest) -> list[tuple[Any, str]]:
    """(title, address) of the lists that stand beside this one, as far as the person may open them."""
    from zhenxing.web.registers import register as named

    may = [named(key) for key in register.beside if scope.permits(request.user, f"{key}.view")]
    return [(one.title, one.url("list")) for one in may]


def _opens_first(view: SavedView, request: HttpRequest) -> bool:
    return view.opens_first and view.owner_id == request.user.pk


def _bulk(register: AnyRegister, request: HttpRequest) -> dict[str, Any] | None:
    """What may be done to many rows from this list; None when nothing, and no row has a box to tick."""
    can = {
        role.name: register.url(role.name)
        for role in (BULK_EDIT, BULK_ARCHIVE)
        if register.role(role.name) is not None and scope.permits(request.user, role.permission(register))
    }
    if not can or request.GET.get("archived") == "1":
        return None
    edit, archive = can.get(BULK_EDIT.name, ""), can.get(BULK_ARCHIVE.name, "")
    fields = [(name, register.field_label(name)) for name in register.bulk_fields] if edit else []
    return {"url": edit or archive, "archive_url": archive, "fields": fields}


def export_page(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    """The same rows and columns as the list, as an Excel file."""
    rows = narrowed(register, register.rows(request.user, f"{register.key}.export"), request.GET)
    return excel(register, shown_columns(register, request.GET), rows)


def detail_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    record = find(register, request, pk, "view")
    context = {
        "record": summary(register, record),
        "panels": shown_panels(register, record, request.user),
        "history": history(record) if isinstance(record, Versioned) else None,
    }
    return answer(register, "detail", request, context, record)


def create_page(register: AnyRegister, request: HttpRequest) -> HttpResponse:
    # an address may bring what is known already: a link from the record that leads to a new one
    form = register.form_class()(request.POST or None, initial=request.GET.dict())
    limit_choices(form, request)
    return _form_page(register, request, form, None)


def edit_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    record = find(register, request, pk, "edit")
    about = summary(register, record)  # before the form writes what was typed into the record
    form = register.form_class()(request.POST or None, instance=record)
    limit_choices(form, request)
    return _form_page(register, request, form, about)


def archive_page(register: AnyRegister, request: HttpRequest, pk: int) -> HttpResponse:
    record = find(register, request, pk, "archive")
    if request.method == "POST":
        done = do(request, ArchiveRecord(register.key, register.model, pk))
        messages.success(request, _("已归档：%(record)s。") % {"record": done.result})
        return redirect(register.url("list"))
    context = {"record": summary(register, record), "version": record.version}
    return answer(register, "archive", request, context, record)


def find(register: AnyRegister, request: HttpRequest, pk: int, verb: str) -> Any:
    """The record, if this person may do `verb` to it; else it does not exist."""
    record = register.rows(request.user, f"{register.key}.{verb}").filter(pk=pk).first()
    if record is None:
        raise Http404
    return record


def limit_choices(form: BaseForm, request: HttpRequest) -> None:
    """A choice outside the person's scope does not exist either.

    A form says in `limited_to` which permission a field's records must be in reach of, where seeing them
    is not enough; the one record left is chosen already.
    """
    from zhenxing.web.registers import REGISTERS

    keys = {register.model: register.key for register in reversed(REGISTERS)}
    for name in form.fields:
        queryset = getattr(form.fields[name], "queryset", None)
        if queryset is not None:
            key = keys.get(queryset.model)
            permission = getattr(form, "limited_to", {}).get(name, f"{key}.view")
            seen = scope.visible(queryset, request.user, permission) if key else queryset.none()
            form.fields[name].queryset = found = in_use(seen)
            if not permission.endswith(".view") and len(only := found[:2]) == 1:
                form.initial.setdefault(name, only[0].pk)


def answer(
    register: AnyRegister,
    name: str,
    request: HttpRequest,
    context: dict[str, Any],
    record: Any = None,
    status: int = 200,
) -> HttpResponse:
    """Render a role's template (the app's own, else the kit's) with the register's frame."""
    role = register.role(name)
    names = role.templates(register) if role else [f"{register.key}/{name}.html", f"kit/{name}.html"]
    frame = {
        "register_title": register.title,
        "list_url": register.url("list"),
        "buttons": buttons(register, request, record),
    }
    template = select_template(names)
    return HttpResponse(template.render(frame | context, request), status=status)


def buttons(register: AnyRegister, request: HttpRequest, record: Any) -> tuple[dict[str, Any], ...]:
    """The pages this person may go to from here."""
    here = [role for role in register.all_roles if role.label and role.detail == (record is not None)]
    return tuple(
        {"label": role.label, "icon": role.icon, "name": role.name, "url": _url(register, role, record)}
        for role in here
        if _offered(register, role, request, record)
    )


def _offered(register: AnyRegister, role: PageRole, request: HttpRequest, record: Any) -> bool:
    permission = role.permission(register)
    if record is None:
        return scope.permits(request.user, permission)
    open_now = role.when is None or role.when(record)
    return open_now and not archived(record) and scope.holds(record, request.user, permission)


def _url(register: AnyRegister, role: PageRole, record: Any) -> str:
    return register.url(role.name, record.pk if record is not None else None)


def _form_page(
    register: AnyRegister, request: HttpRequest, form: BaseModelForm[Any], record: dict[str, Any] | None
) -> HttpResponse:
    version = request.POST.get("version") or (record["version"] if record else "")
    stale: StaleVersion | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = do(request, _save(register, form, record))
        except Invalid as refusal:
            refused_fields(form, refusal)
        except StaleVersion as refusal:
            stale, version = refusal, refusal.current
        else:
            messages.success(request, _("已保存：%(record)s。") % {"record": done.result})
            return redirect(register.url("detail", done.result.pk))
    context = {"form": form, "version": version, "stale": stale, "record": record}
    name = "edit" if record else "create"
    status = stale.status if stale else 422 if form.is_bound else 200
    return answer(register, name, request, context, None, status)


def _save(register: AnyRegister, form: BaseModelForm[Any], record: dict[str, Any] | None) -> SaveRecord:
    values = {name: form.cleaned_data[name] for name in form.fields if name in form.cleaned_data}
    return SaveRecord(register.key, register.model, values, record["pk"] if record else None)


def summary(register: AnyRegister, record: Any) -> dict[str, Any] | None:
    """What a template may know of a record: plain values."""
    if record is None:
        return None
    return {
        "pk": record.pk,
        "title": str(record),
        "url": register.url("detail", record.pk) if register.role("detail") else "",
        "version": getattr(record, "version", ""),
        "archived": archived(record),
    }


def archived(record: Any) -> bool:
    """Whether the record is out of use; rows that cannot be archived never are."""
    return getattr(record, "archived_at", None) is not None
