"""Beginning a rulebook of the site's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.rules.builder_actions import BeginRulebook
from zhenxing.web.rules.models import SUBJECTS


class BeginForm(forms.Form):
    """What a new book is called, what it is about, and by which document."""

    name = forms.CharField(label=_("规则名称"), max_length=150)
    key = forms.SlugField(
        label=_("标识"), max_length=60, help_text=_("小写字母、数字和 -，如 county-cluster；以后不能改。")
    )
    subject = forms.ChoiceField(label=_("评判对象"), choices=SUBJECTS)
    document = forms.CharField(label=_("依据文件"), max_length=300)
    number = forms.CharField(label=_("依据文号"), max_length=100, required=False)


def begin_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = do(request, BeginRulebook(**form.cleaned_data)).result
        except Invalid as wrong:
            refused_fields(form, wrong)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("已新建。请编写第一条规则；写好以前，谁也不会被判为满足。"))
            return redirect("rulebooks:rules", row.pk)
    context = {"form": form, "title": _("新建规则"), "record": None, "version": ""}
    return answer(register, "begin", request, context, None, 422 if form.is_bound else 200)
