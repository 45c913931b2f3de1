"""The pages of projects beyond the plain ones: a page for each deed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.projects import actions, flow, forms


def _advance(step: flow.Step) -> PageRole:
    """The page of one stage forward; offered in the stage before it."""

    def build(project: Any, values: dict[str, Any]) -> actions.AdvanceProject:
        return actions.AdvanceProject(
            project.pk, step.key, values["happened_on"], values["proof"], values["note"]
        )

    return deed_role(
        step.key,
        verb="advance",
        label=step.label,
        form=forms.stage_form(step),
        build=build,
        icon="check",
        done=_("阶段已登记，佐证已存档。"),
        when=lambda project: flow.NEXT.get(project.state) is step,
    )


ADVANCE = tuple(_advance(step) for step in flow.STEPS)
SCREEN = deed_role(
    "screen",
    verb="screen",
    label=_("入库评审"),
    form=forms.ScreenForm,
    build=lambda project, values: actions.ScreenProject(
        project.pk, values["passes"] == "yes", values["opinion"]
    ),
    icon="shield",
    done=_("评审结果已记下。"),
    when=lambda project: project.state == flow.PROPOSED,
)
AGAIN = deed_role(
    "again",
    verb="edit",
    label=_("补充后再报"),
    form=ReasonForm,
    build=lambda project, _values: actions.ProposeAgain(project.pk),
    icon="undo",
    when=lambda project: project.state == flow.REFUSED,
)
UNDO = deed_role(
    "undo",
    verb="undo",
    label=_("撤回阶段登记"),
    form=ReasonForm,
    build=lambda project, _values: actions.UndoStage(project.pk),
    icon="undo",
    done=_("阶段登记已撤回，项目回到上一阶段。"),
    when=lambda project: project.state in flow.STEP_OF,
)
LEAVE = deed_role(
    "leave",
    verb="leave",
    label=_("调出"),
    form=ReasonForm,
    build=lambda project, _values: actions.LeaveLibrary(project.pk),
    icon="cross",
    done=_("项目已调出。已经登记的阶段仍留在记录里。"),
    when=lambda project: any(way.key == "leave" for way in flow.PROJECTS.open_to(project.state)),
)
PROJECT_PAGES = (*ADVANCE, SCREEN, AGAIN, UNDO, LEAVE)

PROVE = deed_role(
    "prove",
    verb="prove",
    label=_("补充佐证"),
    form=forms.ProofForm,
    build=lambda event, values: actions.AddProof(event.pk, values["proof"], values["name"]),
    icon="upload",
    when=lambda event: event.undone_on is None,
)


def _step(key: str, verb: str, form: Any, act: Any, icon: str = "check") -> PageRole:
    """The page of one step of a request."""

    def build(request: Any, values: dict[str, Any]) -> Any:
        more = {"proof": values["proof"]} if "proof" in values else {}
        return act(request.pk, key, values["text"], **more)

    return deed_role(
        key,
        verb=verb,
        label=flow.ELEMENTS.transition(key).label,  # type: ignore[arg-type]  # a lazy label is one
        form=form,
        build=build,
        icon=icon,
        when=lambda request: request.state in flow.ELEMENTS.transition(key).sources,
    )


ELEMENT_PAGES = (
    _step("accept", "answer", forms.AcceptForm, actions.AnswerElement),
    _step("answer", "answer", forms.ResultForm, actions.AnswerElement),
    _step("decline", "answer", forms.WhyForm, actions.AnswerElement, "cross"),
    _step("confirm", "confirm", forms.AcceptForm, actions.ConfirmElement),
    _step("redo", "confirm", forms.WhyForm, actions.ConfirmElement, "undo"),
    _step("withdraw", "confirm", forms.WhyForm, actions.ConfirmElement, "cross"),
)
JUDGE = deed_role(
    "judge",
    verb="judge",
    label=_("核验"),
    form=forms.VerdictForm,
    build=lambda one, values: actions.JudgeSuspicion(one.pk, values["step"]),
    icon="shield",
    done=_("核验结论已记下。"),
    when=lambda one: one.state == "open",
)
REOPEN = deed_role(
    "reopen",
    verb="judge",
    label=_("重新核验"),
    form=ReasonForm,
    build=lambda one, _values: actions.JudgeSuspicion(one.pk, "reopen"),
    icon="undo",
    when=lambda one: one.state in ("confirmed", "cleared"),
)
FREEZE = deed_role(
    "freeze",
    verb="freeze",
    label=_("清单定稿"),
    form=forms.NothingForm,
    build=lambda one, _values: actions.FreezeRound(one.pk),
    icon="lock",
    done=_("清单已定稿，以后不再变化。"),
    when=lambda one: one.frozen_on is None,
)
