"""The page of a rule's cases: what must come out of it, and whether it does."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.rules import builder_cases as cases_of
from zhenxing.web.rules.builder_actions import state_of, working
from zhenxing.web.rules.builder_views import frame, keep
from zhenxing.web.rules.reading import read


def cases_page(register: Register[Any], request: HttpRequest, pk: int, at: str) -> HttpResponse:
    """Cases of one rule, with a form for one more; the text of all cases for those who write it."""
    row = find(register, request, pk, "edit")
    text, cases = working(row)
    book = read(text)
    if not at.isdigit() or int(at) >= len(book.rules):
        raise Http404
    rule = book.rules[int(at)]
    faults: dict[str, str] = {}
    if request.method == "POST":
        changed, faults = _changed(request, cases, rule, book)
        if not faults:
            kept = keep(request, row, text, changed, publish=request.POST.get("publish") == "1")
            return kept or redirect("rulebooks:cases", row.pk, at)
    shown, wrong = cases_of.shown(cases, book, rule)
    context = {
        **frame(row),
        "title": rule.name,
        "at": at,
        "cases": shown,
        "wrong": wrong,
        "asked": [
            {"name": one.name, "label": one.label, "hint": one.hint, "value": _typed(request, one.name),
             "fault": faults.get(one.name, "")}
            for one in cases_of.asked(rule, book)
        ],
        "faults": faults,
        "typed": request.POST if faults else {},
        "text": cases,
        "base": state_of(row),
        "verdicts": [("true", _("满足")), ("false", _("不满足")), ("unknown", _("未知"))],
    }  # fmt: skip
    return render(request, "rules/builder/cases.html", context, status=422 if faults else 200)


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(f"fact-{name}", "")


def _changed(request: HttpRequest, cases: str, rule: Any, book: Any) -> tuple[str, dict[str, str]]:
    """The text of the cases after one of the page's buttons, or what is wrong with what was typed."""
    verb, _colon, number = request.POST.get("do", "").partition(":")
    if verb == "add":
        return cases_of.added(cases, rule, book, request.POST)
    if verb == "drop" and number.isdigit():
        return cases_of.removed(cases, book, int(number)), {}
    if verb == "text":
        typed = request.POST.get("text", "")[:200_000].replace("\r\n", "\n")
        _shown, wrong = cases_of.shown(typed, book)
        return typed, {"text": "；".join(wrong)} if wrong else {}
    return cases, {"": _("没有可以保存的内容。")}
