"""The steps of an application, each a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.panels import Change, HistoryLine, history, shown_panels
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer, find, summary
from zhenxing.web.recognition import actions, forms, panels, side_panels
from zhenxing.web.recognition.models import Application, Proof, Seat
from zhenxing.web.recognition.pages import step_page
from zhenxing.web.recognition.store import FILES


def _attach(found: Application, form: forms.ProofForm) -> Action[Any]:
    sent = form.cleaned_data["file"]
    given = form.cleaned_data
    return actions.AttachProof(found.pk, given["criterion"], given["name"], sent.name, sent.read())


def _review(found: Application, form: forms.ReviewForm) -> Action[Any]:
    given = form.cleaned_data
    return actions.ReviewApplication(found.pk, given["passed"] == "yes", given["opinion"], form.findings)


def _decide(found: Application, form: forms.DecideForm) -> Action[Any]:
    given = form.cleaned_data
    return actions.DecideApplication(
        found.pk,
        given["number"],
        given["result"] == "recognise",
        given["reasons"],
        given["document"].pk if given["document"] else None,
    )


def application_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """The application; its history keeps the ranking back from the applicant until the notice shows it."""
    found = find(register, request, pk, "view")
    lines = history(found)
    if not panels.sees_outcome(found, request.user):
        lines = tuple(replace(line, changes=_without_ranking(line)) for line in lines)
    context = {
        "record": summary(register, found),
        "panels": shown_panels(register, found, request.user),
        "history": lines,
    }
    return answer(register, "detail", request, context, found)


def _without_ranking(line: HistoryLine) -> tuple[Change, ...]:
    kept = {Application._meta.get_field(name).verbose_name for name in panels.OUTCOME}
    return tuple(change for change in line.changes if change.label not in kept)


def proof_file(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a proof, as it came; `pk` is the application's, `proof` the file's."""
    found = find(register, request, pk, "view")
    return send(found.proofs.filter(pk=_number(request.GET.get("proof"))).first())


def send(proof: Proof | None) -> HttpResponseBase:
    """A kept file to be saved: never shown inside our pages, whatever it says it is."""
    if proof is None:
        raise Http404
    file = FILES.path_of(proof.sha256).open("rb")
    return FileResponse(file, as_attachment=True, filename=proof.file_name)


def remove_proof(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a proof out; asked for by the button beside it."""
    find(register, request, pk, "edit")
    if request.method == "POST":
        do(request, actions.RemoveProof(pk, _number(request.POST.get("proof"))))
    return redirect(register.url("detail", pk))


def _number(text: str | None) -> int:
    if text is None or not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)


START = deed_role(
    "start",
    verb="create",
    label=_("新申报"),
    form=forms.StartForm,
    build=lambda _record, given: actions.StartApplication(
        given["call"].pk, given["town"].pk, given["unit"].pk
    ),
    detail=False,
    icon="plus",
    done=_("已建立申报草稿，能预填的内容已经填好，请核对。"),
)
EDIT = step_page(
    "edit",
    verb="edit",
    title=_("填写申报"),
    form=forms.EditForm,
    takes_record=True,
    build=lambda found, form: actions.EditApplication(found.pk, form.cleaned_data, form.answers, form.marks),
    button=_("保存"),
    done=_("已保存申报内容。"),
    intro=_("随时可以保存；提交以前都能改。"),
)
PROOF = step_page(
    "proof",
    verb="edit",
    title=_("附证明材料"),
    form=forms.ProofForm,
    takes_record=True,
    build=_attach,
    done=_("材料已附上。"),
)
SUBMIT = step_page(
    "submit",
    verb="submit",
    title=_("提交申报"),
    form=forms.Nothing,
    build=lambda found, _form: actions.SubmitApplication(found.pk),
    done=_("已提交，等待受理。"),
    intro=_("提交以后不能再改，除非受理单位退回补正。"),
    shows=panels.missing,
)
ABANDON = step_page(
    "abandon",
    verb="submit",
    title=_("撤回申报"),
    form=ReasonForm,
    build=lambda found, _form: actions.AbandonApplication(found.pk),
    done=_("已撤回申报。"),
    intro=_("撤回以后这份申报就结束了；本批还没有截止的，可以重新申报。"),
)
RETURN = step_page(
    "return",
    verb="check",
    title=_("退回补正"),
    form=ReasonForm,
    build=lambda found, _form: actions.ReturnApplication(found.pk),
    done=_("已退回申报单位补正。"),
    intro=_("请写明缺什么、哪里不对，申报单位会看到。"),
    shows=panels.missing,
)
ACCEPT = step_page(
    "accept",
    verb="check",
    title=_("受理并冻结材料"),
    form=forms.Nothing,
    build=lambda found, _form: actions.AcceptApplication(found.pk),
    done=_("已受理，材料已经冻结。"),
    intro=_("受理以后，申报内容、登记数据、证明材料的摘要和规则文本一起冻结，评审只看冻结的这一份。"),
    shows=panels.missing,
)
REVIEW = step_page(
    "review",
    verb="review",
    title=_("初审"),
    form=forms.ReviewForm,
    takes_record=True,
    build=_review,
    done=_("初审意见已记下。"),
    shows=panels.before_reviewing,
)
ASSIGN = step_page(
    "assign",
    verb="review",
    title=_("安排专家"),
    form=forms.ExpertForm,
    build=lambda found, form: actions.AssignExpert(found.pk, form.cleaned_data["expert"].pk),
    done=_("已安排专家。"),
)
CLOSE = step_page(
    "close-scoring",
    verb="review",
    title=_("结束评分"),
    form=forms.Nothing,
    build=lambda found, _form: actions.CloseScoring(found.pk),
    done=_("评分已结束。"),
    shows=panels.before_closing,
)
DECIDE = step_page(
    "decide",
    verb="decide",
    title=_("作出决定"),
    form=forms.DecideForm,
    takes_record=True,
    build=_decide,
    done=_("决定已记下。"),
    shows=panels.before_deciding,
)
RECHECK = step_page(
    "recheck",
    verb="recheck",
    title=_("年度复核"),
    form=forms.RecheckForm,
    build=lambda found, form: actions.RecheckRecognition(
        found.pk,
        form.cleaned_data["year"],
        form.cleaned_data["finding"] == "warn",
        form.cleaned_data["opinion"],
    ),
    done=_("复核意见已记下。"),
    intro=_("保存时按今天的登记数据冻结一份材料，作为复核依据。"),
)
RECTIFY = step_page(
    "rectify",
    verb="rectify",
    title=_("报送整改方案"),
    form=forms.PlanForm,
    build=lambda found, form: actions.ReportRectification(
        found.pk, form.cleaned_data["plan"], form.cleaned_data["due_on"]
    ),
    done=_("整改方案已报送。"),
)
RESTORE = step_page(
    "restore",
    verb="recheck",
    title=_("整改验收"),
    form=forms.ResultForm,
    build=lambda found, form: actions.AcceptRectification(found.pk, form.cleaned_data["result"]),
    done=_("整改验收合格，警示解除。"),
)
WITHDRAW = step_page(
    "withdraw",
    verb="decide",
    title=_("撤销认定"),
    form=forms.WithdrawForm,
    build=lambda found, form: actions.WithdrawRecognition(found.pk, form.cleaned_data["number"]),
    done=_("已撤销认定，梯次登记已更新。"),
)
LAPSE = step_page(
    "lapse",
    verb="recheck",
    title=_("期满退出"),
    form=forms.Nothing,
    build=lambda found, _form: actions.LapseRecognition(found.pk),
    done=_("已按期满退出名录。"),
)
DETAIL = PageRole("detail", "<int:pk>/", "view", application_page, detail=True)
PROOF_FILE = PageRole("proof-file", "<int:pk>/proof-file/", "view", proof_file, detail=True)
REMOVE_PROOF = PageRole("remove-proof", "<int:pk>/remove-proof/", "edit", remove_proof, detail=True)
APPLICATION_PAGES = (
    START,
    EDIT,
    PROOF,
    PROOF_FILE,
    REMOVE_PROOF,
    SUBMIT,
    ABANDON,
    RETURN,
    ACCEPT,
    REVIEW,
    ASSIGN,
    CLOSE,
    DECIDE,
    RECHECK,
    RECTIFY,
    RESTORE,
    WITHDRAW,
    LAPSE,
)

DECLARE = step_page(
    "declare",
    verb="declare",
    title=_("利益关系声明"),
    form=forms.InterestForm,
    build=lambda seat, form: actions.DeclareInterest(
        seat.pk, form.cleaned_data["conflict"] == "yes", form.cleaned_data["note"]
    ),
    done=_("声明已记下。"),
    shows=side_panels.conflict_hint,
)
SCORE = step_page(
    "score",
    verb="score",
    title=_("评分"),
    form=forms.ScoreForm,
    takes_record=True,
    build=lambda seat, form: actions.ScoreApplication(seat.pk, form.marks, form.cleaned_data["opinion"]),
    done=_("评分已记下，结束评分以前可以修改。"),
    shows=lambda seat, user: panels.judgement_beside(seat.application, user),
)


def seat_file(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """A proof, for an expert who sits on the case and is not concerned."""
    seat: Seat = find(register, request, pk, "view")
    if seat.conflict:
        raise Http404
    proof = seat.application.proofs.filter(pk=_number(request.GET.get("proof"))).first()
    return send(proof)


SEAT_FILE = PageRole("proof-file", "<int:pk>/proof-file/", "view", seat_file, detail=True)
