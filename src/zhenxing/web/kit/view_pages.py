"""Keeping, renaming, sharing and taking away views. Every form works without JavaScript."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhenxing.web.kit import saved_views, scope
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.models import SavedView
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.register import Register


class ViewForm(forms.Form):
    """A view's name, whom it is shared with, and whether the list opens with it."""

    name = forms.CharField(label=gettext_lazy("视图名称"), max_length=60)
    share = forms.ChoiceField(label=gettext_lazy("谁能用"), required=False)
    opens_first = forms.BooleanField(label=gettext_lazy("打开列表时先用"), required=False)

    def __init__(self, *arguments: Any, user: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        alone = ("", gettext_lazy("只有我"))
        self.fields["share"].choices = [alone, *saved_views.sharing(user)]


@page("views.view")
def views(request: HttpRequest) -> HttpResponse:
    """One's own views of all lists, to rename, share or take away."""
    from zhenxing.web.registers import REGISTERS

    titles = {register.key: register.title for register in REGISTERS}
    mine = SavedView.objects.current().filter(owner=request.user).order_by("register", "name")
    shown = [
        {
            "pk": view.pk,
            "name": view.name,
            "list": titles[view.register],
            "url": _url(view),
            "about": view.shared_unit or view.shared_area,
            "opens_first": view.opens_first,
        }
        for view in mine.select_related("shared_unit", "shared_area")
        if view.register in titles
    ]
    return render(request, "kit/views.html", {"views": shown})


@page("views.create")
def create(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the list whose address is in `query`."""
    register = _register(request, key)
    query = saved_views.kept(register, request.POST.get("query", request.GET.get("query", "")))
    form = ViewForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            done = do(request, saved_views.CreateView(key, query=query, **form.cleaned_data))
        except Invalid as refusal:
            refused_fields(form, refusal)
        else:
            messages.success(request, _("已存为视图：%(name)s。") % {"name": form.cleaned_data["name"]})
            return redirect(_url(done.result))
    context = {"form": form, "query": query, "register_title": register.title, "back": _list(register, query)}
    return render(request, "kit/view.html", context, status=422 if form.is_bound else 200)


@page("views.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share, or let it open first; `query` in the address puts other conditions into it."""
    view = _mine(request, pk)
    register = _register(request, view.register)
    given = request.POST.get("query", request.GET.get("query"))
    query = saved_views.kept(register, given) if given is not None else None
    initial = {"name": view.name, "share": saved_views.share_of(view), "opens_first": view.opens_first}
    form = ViewForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            done = do(request, saved_views.EditView(pk, query=query, **form.cleaned_data))
        except Invalid as refusal:
            refused_fields(form, refusal)
        else:
            messages.success(request, _("视图已改好：%(name)s。") % {"name": done.result.name})
            return redirect(_url(done.result))
    context = {
        "form": form,
        "query": query,
        "view": {"pk": view.pk, "name": view.name, "version": view.version},
        "register_title": register.title,
        "back": _url(view),
    }
    return render(request, "kit/view.html", context, status=422 if form.is_bound else 200)


@page("views.delete")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = _mine(request, pk)
    do(request, saved_views.DeleteView(pk))
    messages.success(request, _("视图已删除：%(name)s。") % {"name": view.name})
    return redirect("kit:views")


def _mine(request: HttpRequest, pk: int) -> SavedView:
    """Somebody else's view can be used when it is shared, and never changed: it does not exist here."""
    return get_object_or_404(SavedView.objects.current(), pk=pk, owner=request.user)


def _register(request: HttpRequest, key: str) -> Register[Any]:
    from zhenxing.web.registers import register

    try:
        found = register(key)
    except KeyError:
        raise Http404 from None
    if not scope.permits(request.user, f"{key}.view"):
        raise Http404
    return found


def _list(register: Register[Any], query: str) -> str:
    return f"{register.url('list')}?{query}" if query else register.url("list")


def _url(view: SavedView) -> str:
    place = reverse(f"{view.register}:list")
    return "?".join((place, "&".join(part for part in (view.query, urlencode({"view": view.pk})) if part)))
