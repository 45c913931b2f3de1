"""A page for one deed: a form, the action it builds, and where it leads. One more role of a register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer, find, limit_choices, summary

_DONE = gettext_lazy("已办理。")
Build = Callable[[Any, dict[str, Any]], Action[Any]]


class ReasonForm(forms.Form):
    """A deed that asks nothing but why."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)


def deed_role(
    name: str,
    *,
    verb: str,
    label: str | Promise,
    form: type[forms.Form],
    build: Build,
    detail: bool = True,
    icon: str = "pencil",
    done: str | Promise = _DONE,
    when: Callable[[Any], bool] | None = None,
) -> PageRole:
    """The page of a deed: `build(record, cleaned values)` gives the action; record is None over the list.

    `when(record)` says whether the record's page offers it now.
    """

    def view(register: Register[Any], request: HttpRequest, pk: int | None = None) -> HttpResponse:
        record = find(register, request, pk, verb) if pk is not None else None
        about = summary(register, record)
        # an address may bring what is known already: a link from a list of suggestions
        filled = form(request.POST or None, request.FILES or None, initial=request.GET.dict())
        if record is not None and hasattr(filled, "about"):
            filled.about(record)  # what is asked depends on the record
        limit_choices(filled, request)
        stale: ActionRefused | None = None
        if request.method == "POST" and filled.is_valid():
            try:
                outcome = do(request, build(record, filled.cleaned_data))
            except OutOfScope:
                raise
            except ActionRefused as refusal:
                stale = _put_back(filled, refusal)
            else:
                messages.success(request, str(done))
                return _onward(register, outcome.result, pk)
        context = {"form": filled, "record": about, "title": label, "stale": stale}
        context["version"] = getattr(stale, "current", None) or (about["version"] if about else "")
        return answer(register, name, request, context, None, 422 if filled.is_bound else 200)

    path = f"<int:pk>/{name}/" if detail else f"{name}/"
    return PageRole(name, path, verb, view, label, icon, detail, fallback="deed", when=when)


def _put_back(form: forms.Form, refusal: ActionRefused) -> ActionRefused | None:
    """The refusal where the person sees it; a stale version is shown above the form."""
    if isinstance(refusal, StaleVersion):
        return refusal
    if isinstance(refusal, Invalid):
        refused_fields(form, refusal)
    else:
        form.add_error(None, str(refusal))
    return None


def _onward(register: Register[Any], result: Any, pk: int | None) -> HttpResponse:
    """To the record's page; over the list, to what was made if it is one of these records."""
    target = pk if pk is not None else getattr(result, "pk", None)
    of_this_kind = pk is not None or isinstance(result, register.model)
    if target is None or not of_this_kind or register.role("detail") is None:
        return redirect(register.url("list"))
    return redirect(register.url("detail", target))


def day(label: str | Promise, **options: Any) -> forms.DateField:
    """A date field with the browser's own picker."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d"), **options)


__all__ = ["ReasonForm", "day", "deed_role"]
