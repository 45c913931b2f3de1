"""Proposals of problems that may be one, and the page on which a person merges those they choose."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer, limit_choices
from zhenxing.web.problems import actions, proposals
from zhenxing.web.problems.actions.merging import MOST_MERGED
from zhenxing.web.problems.flow import MERGEABLE
from zhenxing.web.problems.forms import MergeForm
from zhenxing.web.problems.models import CommonProblem, Problem
from zhenxing.web.problems.words import tone_of

_INDIVIDUALLY_SHOWN = 6


def _mergeable(request: HttpRequest) -> Any:
    user: Any = request.user
    return scope.visible(Problem.objects.current(), user, "problems.triage").filter(state__in=MERGEABLE)


def _commons(request: HttpRequest) -> Any:
    user: Any = request.user
    rows = scope.visible(CommonProblem.objects.current(), user, "common_problems.merge")
    return rows.filter(state__in=("open", "assigned", "redo"))


def _proposals(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Groups with counts and reasons; each leads to the page where a person chooses."""
    found = proposals.proposals(_mergeable(request), _commons(request))
    merge = register.url("merge")
    context = {
        "found": found,
        "most": proposals.MOST_COMPARED,
        "rows": [
            {
                "proposal": one,
                "url": f"{merge}?problems={one.ids}&common={one.common.pk if one.common else ''}",
                "lines": one.alike[:_INDIVIDUALLY_SHOWN],
                "more": max(0, len(one.alike) - _INDIVIDUALLY_SHOWN),
            }
            for one in found.found
        ],
    }
    return answer(register, "proposals", request, context)


def _merge(register: Register[Any], request: HttpRequest) -> HttpResponseBase:
    """The problems with a box each, what they would be called, and what others would count as alike."""
    chosen = _chosen(request)
    rows = list(
        _mergeable(request)
        .filter(pk__in=chosen)
        .select_related("area", "industry", "enterprise", "town")
        .order_by("raised_on", "pk")
    )
    common = _commons(request).filter(pk=_number(request)).first()
    form = MergeForm(request.POST or None, initial=_suggested(rows))
    if common is not None:
        form.fields.clear()
    limit_choices(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = do(request, _build(form, request, common))
        except Invalid as refusal:
            refused_fields(form, refusal)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已合并。原来的反映人都保留，解决以后一并答复。"))
            return redirect(register.url("detail", outcome.result.pk))
    context = {
        "form": form,
        "common": common,
        "rows": [
            {"problem": one, "url": reverse("problems:detail", args=[one.pk]), "tone": tone_of(one)}
            for one in rows
        ],
        "ticked": _ticked(request, rows),
    }
    return answer(register, "merge", request, context, None, 422 if form.is_bound else 200)


def _build(form: Any, request: HttpRequest, common: CommonProblem | None) -> actions.MergeProblems:
    ids = tuple(int(pk) for pk in request.POST.getlist("problem") if _is_number(pk))
    given = form.cleaned_data
    return actions.MergeProblems(
        ids,
        given.get("title", ""),
        given.get("text", ""),
        given.get("words", ""),
        given.get("industry"),
        common.pk if common else None,
    )


def _chosen(request: HttpRequest) -> list[int]:
    typed = request.POST.getlist("offered") or request.GET.get("problems", "").split(",")
    return [int(pk) for pk in typed[:MOST_MERGED] if _is_number(pk)]


def _ticked(request: HttpRequest, rows: list[Problem]) -> set[int]:
    """All of them at first; what was ticked when the page comes back."""
    if request.method != "POST":
        return {one.pk for one in rows}
    return {int(pk) for pk in request.POST.getlist("problem") if _is_number(pk)}


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("common") or request.GET.get("common", "")
    return int(typed) if _is_number(typed) else 0


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= 18


def _suggested(rows: list[Problem]) -> dict[str, Any]:
    """A name, words and an industry from what is said and held in common."""
    if not rows:
        return {}
    from zhenxing.core import similar
    from zhenxing.packs.problem_topics import problem_topics

    texts = [f"{one.title} {one.text}" for one in rows]
    often = [similar.matters_of(text, problem_topics()) for text in texts]
    keys = {key for found in often for key in found if sum(key in one for one in often) * 2 > len(often)}
    labels = [one.label for one in problem_topics() if one.key in keys]
    industries = {one.industry_id for one in rows}
    return {
        "title": proposals.title_of(rows, labels),
        "words": "、".join(similar.words_used(texts, problem_topics(), keys)),
        "text": "\n".join(f"{number}. {one.title}" for number, one in enumerate(rows[:20], 1)),
        "industry": rows[0].industry if len(industries) == 1 else None,
    }


PROPOSALS = PageRole("proposals", "proposals/", "merge", _proposals, label=_("合并建议"), icon="link")
MERGE = PageRole("merge", "merge/", "merge", _merge)
