"""The steps of a problem and of a common one, each a page of its register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope, StaleVersion
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer, find, limit_choices, summary
from zhenxing.web.problems import actions, forms
from zhenxing.web.problems.steps import table_of

Build = Callable[[Any, dict[str, Any]], Action[Any]]


def _open(*steps: str) -> Callable[[Any], bool]:
    """Whether one of the steps begins in the record's state."""

    def when(record: Any) -> bool:
        ways = {way.key for way in table_of(record).open_to(record.state)}
        return bool(ways & set(steps))

    return when


def record_step(
    name: str,
    *,
    verb: str,
    label: Any,
    form: type[django_forms.BaseForm],
    build: Build,
    done: Any,
    icon: str,
    when: Callable[[Any], bool],
) -> PageRole:
    """The page of a deed whose form begins with what the record says (`record=`)."""

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, verb)
        filled: Any = form(request.POST or None, record=record)
        limit_choices(filled, request)
        stale: StaleVersion | None = None
        if request.method == "POST" and filled.is_valid():
            try:
                do(request, build(record, filled.cleaned_data))
            except OutOfScope:
                raise
            except StaleVersion as refusal:
                stale = refusal
            except Invalid as refusal:
                refused_fields(filled, refusal)
            except ActionRefused as refusal:
                filled.add_error(None, str(refusal))
            else:
                messages.success(request, str(done))
                return redirect(register.url("detail", pk))
        about = summary(register, record)
        context = {"form": filled, "record": about, "title": label, "stale": stale}
        context["version"] = stale.current if stale else record.version
        status = stale.status if stale else 422 if filled.is_bound else 200
        return answer(register, name, request, context, None, status)

    return PageRole(name, f"<int:pk>/{name}/", verb, view, label, icon, True, fallback="deed", when=when)


def _assign(key: str) -> PageRole:
    return record_step(
        "assign",
        verb="triage",
        label=_("转办"),
        form=forms.AssignForm,
        build=lambda record, given: actions.Assign(
            key,
            record.pk,
            given["unit"],
            tuple(given["co_units"]),
            given["measures"],
            given["due_on"],
            given["grade"],
        ),
        done=_("已转办，等待签收。"),
        icon="link",
        when=_open("assign", "reassign"),
    )


def _waits_for_signing(record: Any) -> bool:
    from zhenxing.web.problems.steps import slip_of

    slip = slip_of(record)
    return slip is not None and slip.signed_on is None


def _unit_steps(key: str, answered: Any) -> tuple[PageRole, ...]:
    """What the unit does with the slip it was given."""
    return (
        deed_role(
            "sign",
            verb="answer",
            label=_("签收"),
            form=forms.Nothing,
            build=lambda record, _given: actions.SignReferral(key, record.pk),
            icon="check",
            done=_("已签收。"),
            when=_waits_for_signing,
        ),
        deed_role(
            "answer",
            verb="answer",
            label=answered,
            form=forms.AnswerForm,
            build=lambda record, given: actions.Answer(key, record.pk, given["answer"], given["proof"]),
            icon="pencil",
            done=_("已答复。"),
            when=_open("answer"),
        ),
        deed_role(
            "decline",
            verb="answer",
            label=_("退回重新分办"),
            form=forms.ReasonForm,
            build=lambda record, _given: actions.DeclineReferral(key, record.pk),
            icon="inbox",
            done=_("已退回，由办公室重新分办。"),
            when=_open("decline"),
        ),
    )


TRIAGE = record_step(
    "triage",
    verb="triage",
    label=_("分类"),
    form=forms.TriageForm,
    build=lambda record, given: actions.TriageProblem(
        "problems",
        record.pk,
        given["nature"],
        given["grade"],
        given.get("enterprise"),
        given["industry"],
        given["town"],
    ),
    done=_("已分类。"),
    icon="tags",
    when=_open("triage"),
)
REJECT = deed_role(
    "reject",
    verb="triage",
    label=_("不予受理"),
    form=forms.ReasonForm,
    build=lambda record, _given: actions.RejectProblem("problems", record.pk),
    icon="box",
    done=_("已登记不予受理，反映人能看到理由。"),
    when=_open("reject"),
)
RATE = deed_role(
    "rate",
    verb="rate",
    label=_("代录评价"),
    form=forms.RateForm,
    build=lambda record, given: actions.RateProblem("problems", record.pk, given["rating"], given["note"]),
    icon="users-group",
    done=_("已记下评价，并注明是代录的。"),
    when=_open("rate", "dissatisfied"),
)
CLOSE = deed_role(
    "close",
    verb="close",
    label=_("销号"),
    form=forms.CloseForm,
    build=lambda record, _given: actions.CloseProblem("problems", record.pk),
    icon="check",
    done=_("已销号。"),
    when=_open("close", "close_unrated"),
)
SPLIT = deed_role(
    "split",
    verb="triage",
    label=_("移出共性问题"),
    form=forms.ReasonForm,
    build=lambda record, _given: actions.SplitProblem("problems", record.pk),
    icon="box",
    done=_("已移出，单独办理。"),
    when=_open("split"),
)
CONTACT = deed_role(
    "contact",
    verb="contact",
    label=_("联系方式"),
    form=forms.ContactForm,
    build=lambda record, given: actions.KeepContact("problems", record.pk, given["name"], given["phone"]),
    icon="users-group",
    done=_("已登记联系方式。"),
    when=lambda record: not record.anonymous and record.state not in ("closed", "rejected"),
)
PROBLEM_STEPS = (
    TRIAGE,
    _assign("problems"),
    *_unit_steps("problems", _("答复")),
    RATE,
    CLOSE,
    REJECT,
    SPLIT,
    CONTACT,
)
COMMON_STEPS = (
    _assign("common_problems"),
    *_unit_steps("common_problems", _("报告已解决")),
    deed_role(
        "close",
        verb="close",
        label=_("核实销号"),
        form=forms.CloseForm,
        build=lambda record, _given: actions.CloseCommon("common_problems", record.pk),
        icon="check",
        done=_("已销号，并把答复告知全部反映人。"),
        when=_open("close"),
    ),
    deed_role(
        "return",
        verb="close",
        label=_("核查未解决，退回"),
        form=forms.ReasonForm,
        build=lambda record, _given: actions.ReturnCommon("common_problems", record.pk),
        icon="inbox",
        done=_("已退回重办。"),
        when=_open("return"),
    ),
    deed_role(
        "clause",
        verb="clause",
        label=_("起草一镇一策条款"),
        form=forms.ClauseForm,
        build=lambda record, given: actions.DraftClause("common_problems", record.pk, given["town"]),
        icon="file",
        done=_("已起草条款，请到下面修改文字。"),
        when=lambda record: bool(record.measures or record.answer),
    ),
    deed_role(
        "withdraw",
        verb="merge",
        label=_("撤销共性问题"),
        form=forms.ReasonForm,
        build=lambda record, _given: actions.WithdrawCommon("common_problems", record.pk),
        icon="box",
        done=_("已撤销，并入的问题各自办理。"),
        when=_open("withdraw"),
    ),
)
TO_PROBLEM = deed_role(
    "to-problem",
    verb="edit",
    label=_("转为问题"),
    form=forms.FromVisitForm,
    build=lambda visit, given: actions.FromVisit(visit.pk, given["title"], given["text"]),
    icon="plus",
    done=_("已进入问题台账。"),
)
