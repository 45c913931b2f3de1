"""Pages of recognition beyond the plain ones: each shows a form for one deed on one record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find, limit_choices, summary

Build = Callable[[Any, Any], Action[Any]]
Shows = Callable[[Any, Any], dict[str, Any]]
_DONE = _("已办理。")


def step_page(
    name: str,
    *,
    verb: str,
    title: Any,
    form: type[forms.Form],
    build: Build,
    done: Any = _DONE,
    intro: Any = "",
    shows: Shows | None = None,
    takes_record: bool = False,
    label: Any = "",
    button: Any = "",
    icon: str = "",
    when: Callable[[Any], bool] | None = None,
) -> PageRole:
    """The page of a deed on a record: `build(record, form)` gives the action.

    `takes_record`: the form is made for the record (`record=`); `shows(record, user)` is put beside it;
    With a `label` it is a button of the record's page, shown while `when(record)`.
    """

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, verb)
        more = {"record": record} if takes_record else {}
        # a step that asks nothing is posted with nothing in it: it is bound all the same
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        filled = form(*sent, initial=request.GET.dict(), **more)
        limit_choices(filled, request)
        stale: StaleVersion | None = None
        if filled.is_valid():
            try:
                do(request, build(record, filled))
            except OutOfScope:
                raise
            except StaleVersion as refusal:
                stale = refusal
            except ActionRefused as refusal:
                _put_back(filled, refusal)
            else:
                messages.success(request, str(done))
                return redirect(register.url("detail", pk))
        context = {
            "form": filled,
            "title": title,
            "button": button or title,
            "intro": intro,
            "stale": stale,
            "multipart": filled.is_multipart(),
            **(shows(record, request.user) if shows else {}),
        }
        return _answer(register, request, record, context)

    return PageRole(
        name, f"<int:pk>/{name}/", verb, view, label, icon, detail=True, fallback="deed", when=when
    )


def _put_back(form: forms.Form, refusal: ActionRefused) -> None:
    """The refusal where the person sees it."""
    if isinstance(refusal, Invalid):
        refused_fields(form, refusal)
        return
    form.add_error(None, str(refusal))


def _answer(
    register: Register[Any], request: HttpRequest, record: Any, context: dict[str, Any]
) -> HttpResponse:
    stale = context["stale"]
    about = summary(register, record)
    assert about is not None
    frame = {
        "register_title": register.title,
        "list_url": register.url("list"),
        "record": about,
        "version": stale.current if stale else about["version"],
    }
    status = 200 if request.method != "POST" else stale.status if stale else 422
    return render(request, "recognition/step.html", frame | context, status=status)
