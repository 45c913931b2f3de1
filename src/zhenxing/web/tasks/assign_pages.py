"""Who leads and who supports a task, changed with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.web.documents.queries import directory_of
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer, find, summary
from zhenxing.web.tasks.actions import AssignTask, shown
from zhenxing.web.tasks.models import Task
from zhenxing.web.tasks.settling import names_in
from zhenxing.web.tasks.states import LEAD, SUPPORT, TASK_STATES

_HELP = gettext_lazy("用“、”隔开；写单位的名称、简称或别称。")


class AssignForm(forms.Form):
    """Names as a person writes them in a line."""

    lead = forms.CharField(
        label=gettext_lazy("牵头单位"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_HELP,
    )
    support = forms.CharField(
        label=gettext_lazy("配合单位"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_HELP,
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=300,
        help_text=gettext_lazy("例如：机构改革、职责调整、会议决定。理由随变更记录留存。"),
    )


def _assign(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    task: Task = find(register, request, pk, "assign")
    now = shown(list(task.assignments.all()))
    initial = {role: "、".join(now[role]) for role in (LEAD, SUPPORT)}
    form = AssignForm(request.POST or None, initial=initial)
    stale: StaleVersion | None = None
    if request.method == "POST" and form.is_valid():
        lead, support = (names_in(form.cleaned_data[role]) for role in (LEAD, SUPPORT))
        try:
            do(request, AssignTask(pk, lead, support))
        except StaleVersion as refusal:
            stale = refusal
        except Invalid as refusal:
            refused_fields(form, refusal)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("分工已改，理由记在变更记录里。"))
            return redirect(register.url("detail", pk))
    context = {
        "form": form,
        "record": summary(register, task),
        "title": ASSIGN.label,
        "stale": stale,
        "version": stale.current if stale else task.version,
        "unit_names": directory_of(task.area).names(),
    }
    status = 200 if request.method != "POST" else stale.status if stale else 422
    return answer(register, "assign", request, context, None, status)


ASSIGN = PageRole(
    "assign",
    "<int:pk>/assign/",
    "assign",
    _assign,
    label=gettext_lazy("改分工"),
    icon="users-group",
    detail=True,
    when=lambda task: TASK_STATES[task.state].open,
)
