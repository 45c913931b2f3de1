"""The text of a rulebook, written by hand: for what the form has no fields for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.rules.builder_actions import state_of, working
from zhenxing.web.rules.builder_views import frame, write

#: characters of a text; the longest book that ships is a tenth of it
_LONGEST = 300_000


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})


class TextForm(forms.Form):
    """The rules and the cases beside them, as YAML."""

    text = forms.CharField(
        label=_("规则正文"),
        max_length=_LONGEST,
        strip=False,
        widget=_lines(24),
        help_text=_("数额、计分、首次达到、占比、分档等写在这里。有看不懂的，会把每一行都指出来。"),
    )
    cases = forms.CharField(
        label=_("校验案例"), max_length=_LONGEST, required=False, strip=False, widget=_lines(12)
    )


def text_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """Both texts as they are worked on; 发布 puts them into force when every case holds."""
    row = find(register, request, pk, "edit")
    text, cases = working(row)
    form = TextForm(request.POST or None, initial={"text": text, "cases": cases})
    base = request.POST.get("base", "") or state_of(row)
    if request.method == "POST" and form.is_valid():
        made = {name: form.cleaned_data[name].replace("\r\n", "\n") for name in ("text", "cases")}
        try:
            return write(request, row, **made, publish=request.POST.get("do") == "publish")
        except Invalid as wrong:
            refused_fields(form, wrong)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(row), "title": _("规则正文"), "form": form, "base": base}
    return render(request, "rules/builder/text.html", context, status=422 if form.errors else 200)
