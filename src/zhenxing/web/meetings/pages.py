"""Pages of meetings beyond the plain ones: each a form for one deed on one record, or a paper to save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find, limit_choices, summary
from zhenxing.web.meetings.forms import Nothing

Build = Callable[[Any, dict[str, Any]], Action[Any]]
_DONE = _("已办理。")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def step_page(
    name: str,
    *,
    verb: str,
    label: Any,
    build: Build,
    form: type[forms.BaseForm] = Nothing,
    intro: Any = "",
    icon: str = "pencil",
    done: Any = _DONE,
    takes_record: bool = False,
    when: Callable[[Any], bool] | None = None,
    to_result: bool = False,
) -> PageRole:
    """The page of a deed on a record: `build(record, cleaned values)` gives the action.

    `takes_record`: the form is made for the record (`record=`). `to_result`: on to what was made.
    """

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, verb)
        about = summary(register, record)
        more = {"record": record} if takes_record else {}
        sent = request.POST if request.method == "POST" else None
        filled = form(sent, initial=request.GET.dict(), **more)
        limit_choices(filled, request)
        stale: StaleVersion | None = None
        if filled.is_valid():
            try:
                outcome = do(request, build(record, filled.cleaned_data))
            except OutOfScope:
                raise
            except StaleVersion as refusal:
                stale = refusal
            except ActionRefused as refusal:
                _put_back(filled, refusal)
            else:
                messages.success(request, str(done))
                return redirect(register.url("detail", outcome.result.pk if to_result else pk))
        return _asked(register, request, about, filled, stale, label, intro)

    return PageRole(name, f"<int:pk>/{name}/", verb, view, label, icon, detail=True, when=when)


def _asked(
    register: Register[Any],
    request: HttpRequest,
    about: Any,
    filled: Any,
    stale: StaleVersion | None,
    label: Any,
    intro: Any,
) -> HttpResponse:
    context = {
        "form": filled,
        "title": label,
        "intro": intro,
        "stale": stale,
        "record": about,
        "version": stale.current if stale else about["version"],
        "register_title": register.title,
        "list_url": register.url("list"),
    }
    status = 200 if request.method != "POST" else stale.status if stale else 422
    return render(request, "meetings/step.html", context, status=status)


def _put_back(form: Any, refusal: ActionRefused) -> None:
    """The refusal where the person sees it."""
    if isinstance(refusal, Invalid):
        refused_fields(form, refusal)
    else:
        form.add_error(None, str(refusal))


def paper_page(
    name: str,
    make: Callable[[Any], bytes],
    label: Any,
    *,
    verb: str = "view",
    when: Callable[[Any], bool] | None = None,
) -> PageRole:
    """The page that gives a record's paper as a Word file, offered while `when(record)`."""

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, verb)
        with translation.override("zh-hans"):  # an official paper is Chinese whoever asks for it
            data = make(record)
        response = HttpResponse(data, content_type=WORD)
        response.headers["Content-Disposition"] = f'attachment; filename="{register.key}-{pk}-{name}.docx"'
        return response

    return PageRole(name, f"<int:pk>/{name}/", verb, view, label, "download", detail=True, when=when)
