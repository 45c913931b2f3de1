"""Projects under the ledger: the planned day of the next stage, what departments owe a project, verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.registry import Dated, Responsible, handed_over, ledger, todo, work
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import ElementRequest, Project, Suspicion
from zhenxing.web.projects.panels import LIGHT

#: a stage is asked for this long before its planned day
_AHEAD = timedelta(days=15)
_OPEN_PROJECTS = flow.PROJECTS.holding(flow.Can.OPEN)
_OPEN_ELEMENTS = flow.ELEMENTS.holding(flow.Can.OPEN)


def _projects() -> QuerySet[Project]:
    """Those on their way."""
    rows = Project.objects.current().filter(state__in=_OPEN_PROJECTS)
    return rows.select_related("area", "unit", "post__unit")


def _whose(project: Project) -> Responsible:
    return Responsible(project.area, project.unit, None, project.post)


def _replan(deed: Deed, project: Project, clock: Clock) -> None:
    """More time for the next stage is another planned day of it."""
    step = flow.NEXT.get(project.state)
    if step is not None and clock.stopped_on is None and clock.due_on is not None:
        setattr(project, step.plan, clock.due_on)
        deed.save(project)


def _elements() -> QuerySet[ElementRequest]:
    rows = ElementRequest.objects.current().filter(state__in=_OPEN_ELEMENTS)
    return rows.select_related("project__area", "project__unit", "unit")


def _asked_of(request: ElementRequest) -> Responsible:
    """The department that was asked, until it says that it is done: then those who asked."""
    confirming = request.state == "answered" and request.project.unit is not None
    return Responsible(request.project.area, request.project.unit if confirming else request.unit)


def _each(whose: Any) -> Any:
    def owners(rows: Iterable[Any]) -> dict[int, Responsible]:
        return {one.pk: whose(one) for one in rows}

    return owners


ledger(
    Project,
    table=flow.PROJECTS,
    responsible=_whose,
    light=LIGHT,
    escalation="general",
    dated=Dated(
        _("下一阶段"),
        "due_on",
        lambda: _projects().filter(due_on__isnull=False),
        _each(_whose),
        key="stage",
        cites=lambda project: (str(flow.STAGE_LABELS.get(_next(project), "")), ""),
        pausable=False,
    ),
    follow=_replan,
)
ledger(
    ElementRequest,
    table=flow.ELEMENTS,
    responsible=_asked_of,
    light=LIGHT,
    escalation="general",
    dated=Dated(_("要素落实"), "due_on", _elements, _each(_asked_of), key="settle"),
)
ledger(Suspicion, table=flow.SUSPICIONS, responsible=lambda one: _whose(one.project))


def _next(project: Project) -> str:
    step = flow.NEXT.get(project.state)
    return step.stage if step else ""


# ── what waits for whom ──────────────────────────────────────────────────────────────────────────
def _to_screen(_user: Any, _day: date) -> QuerySet[Any]:
    return _projects().filter(state=flow.PROPOSED).order_by("pk")


def _to_advance(_user: Any, day: date) -> QuerySet[Any]:
    return _projects().filter(due_on__lte=day + _AHEAD).order_by("due_on", "pk")


def _to_answer(user: Any, _day: date) -> QuerySet[Any]:
    """What the person's own units were asked for; not what they asked of others."""
    units = {unit for grant in user.grants() for unit in grant.units}
    rows = _elements().filter(unit__in=units, state__in=("asked", "accepted"))
    return rows.order_by("due_on", "pk")


def _to_confirm(user: Any, _day: date) -> QuerySet[Any]:
    units = {unit for grant in user.grants() for unit in grant.units}
    rows = _elements().filter(Q(project__unit__in=units) | Q(project__unit__isnull=True), state="answered")
    return rows.order_by("due_on", "pk")


def _to_judge(_user: Any, _day: date) -> QuerySet[Any]:
    rows = Suspicion.objects.current().filter(state="open", grave=True)
    return rows.select_related("project").order_by("pk")


todo(
    "projects.screen", _("项目待入库评审"), permission="projects.screen", rows=_to_screen,
    url="projects:list?state=proposed", asks="check",
)  # fmt: skip
todo(
    "projects.advance", _("项目下一阶段到期"), permission="projects.advance", rows=_to_advance,
    url="projects:list?sort=due_on", asks="report", due="due_on",
)  # fmt: skip
todo(
    "projects.elements", _("要素需求待办理"), permission="project_elements.answer", rows=_to_answer,
    url="project_elements:list", asks="do", due="due_on",
)  # fmt: skip
todo(
    "projects.confirm", _("要素办结待确认"), permission="project_elements.confirm", rows=_to_confirm,
    url="project_elements:list?state=answered", asks="check", due="due_on",
)  # fmt: skip
todo(
    "projects.suspicions", _("项目疑点待核验"), permission="suspicions.judge", rows=_to_judge,
    url="suspicions:list?state=open", asks="decide", tone="bad",
)  # fmt: skip

# ── what moves when work changes hands, and whose work it is ─────────────────────────────────────
handed_over(Project, "unit")
handed_over(Project, "post")
handed_over(ElementRequest, "unit")
work(
    "projects", _("项目"),
    of_unit=lambda unit: _projects().filter(unit=unit),
    of_post=lambda post: _projects().filter(post=post),
    columns=("state", "due_on", "area"), permission="projects.view", due="due_on",
    counted=(_projects, "unit"),
)  # fmt: skip
work(
    "project_elements", _("要素保障"),
    of_unit=lambda unit: _elements().filter(unit=unit),
    columns=("kind", "state", "due_on"), permission="project_elements.view", due="due_on",
    counted=(_elements, "unit"),
)  # fmt: skip
