"""The registers of projects."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.excel import Excel
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Filter, Label, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.kit.typed import OFFERS
from zhenxing.web.ledger.queries import CLOCKS_OF_IT
from zhenxing.web.projects import flow, forms, panels
from zhenxing.web.projects.case_registers import ELEMENTS, ROUNDS, SCREENINGS, SUSPICIONS
from zhenxing.web.projects.conversion_page import CONVERSION
from zhenxing.web.projects.models import Investment, Project, StageEvent
from zhenxing.web.projects.pages import PROJECT_PAGES, PROVE
from zhenxing.web.projects.words import GROUP
from zhenxing.web.proofs.queries import PROOFS_OF_IT

_TAGS = (
    ("landmark", _("标志性、引领性、补短板"), Q(importance__gt="")),
    ("bond", _("专项债"), Q(bond__gt="")),
    ("renovation", _("技术改造"), Q(renovation__gt="")),
)


def _tone(project: Any) -> str:
    return flow.PROJECTS.state(project.state).tone


def _tags(project: Any) -> list[Any]:
    return project.tags  # type: ignore[no-any-return]  # of a project


def _investment(project: Any) -> str:
    return panels.money(project.investment)


def _tag_choices(_rows: QuerySet[Any]) -> list[tuple[str, Label]]:
    return [(key, label) for key, label, _condition in _TAGS]


def _money_column(name: str) -> Column:
    """An amount as people read it; in the column chooser, on the page, not in the list."""

    def value(project: Any) -> str:
        return panels.money(getattr(project, name))

    return Column(name, value=value, sort=name, align="end", reads=(name,), hidden=True)


def _tagged(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    found = next((condition for key, _label, condition in _TAGS if key == value), None)
    return rows.filter(found) if found is not None else rows.none()


PROJECTS = Register(
    Project,
    key="projects",
    columns=(
        "name",
        Column("state", badge=_tone),
        Column("light", _("灯"), panels.light_text, sort="", badge=panels.light_tone, hint=panels.light_rule,
               reads=("state", "due_on")),
        "due_on",
        Column("area", sort="area__path"),
        Column("unit", sort="unit__name"),
        "investor",
        Column("investment", _("总投资"), _investment, sort="investment", align="end", reads=("investment",)),
        Column("tags", _("标签"), _tags, sort="", reads=("importance", "bond", "renovation")),
        Column("code", hidden=True),
        Column("town", sort="town__name", hidden=True),
        Column("state_since", hidden=True),
        *(_money_column(name) for name in ("fixed_investment", "output", "tax", "bond_amount")),
        *(Column(name, hidden=True) for name in flow.PLAN_FIELDS.values()),
    ),
    filters=(
        "state",
        "area",
        "unit",
        "town",
        Filter("tag", _("标签"), choices=_tag_choices, apply=_tagged),
        due_filter(state__in=flow.PROJECTS.holding(flow.Can.OPEN)),
    ),
    search=("name", "investor", "code", "parcel"),
    pinyin=("name", "investor"),
    order=("-id",),
    panels=(
        Panel(_("阶段"), template="projects/stages.html", load=panels.stages),
        Panel(_("核验疑点"), template="projects/suspicions.html", load=panels.suspicions),
        Panel(
            _("基本情况"),
            ("code", "investor", "investor_code", "enterprise", "area", "unit", "post", "town", "industry",
             "investment", "fixed_investment", "parcel", "land", "output", "tax",
             "bond", "bond_amount", "tags", "content"),
        ),
        Panel(_("要素保障"), template="projects/elements.html", load=panels.elements),
        Panel(_("完成投资"), template="projects/invested.html", load=panels.invested),
        Panel(_("入库评审"), template="projects/screened.html", load=panels.screened),
        CLOCKS_OF_IT,
        Panel(_("来源线索"), template="projects/origin.html", load=panels.origin),
        JOINED_TO,
    ),
    roles=(*role.ALL, OFFERS, CONVERSION, *PROJECT_PAGES),
    fields=forms.FIELDS,
    form=forms.ProjectForm,
    select_related=("area", "unit", "town", "industry", "enterprise", "post__unit"),
    natural_key=("area", "name"),
    bulk=("unit", "post", "town", "importance"),
    excel=Excel(
        aliases={
            "area": ("所在乡镇", "落地乡镇", "项目地点", "建设地点"),
            "unit": ("牵头单位", "主管部门", "责任单位"),
            "code": ("投资项目代码", "项目统一代码"),
            "investor": ("投资企业", "建设单位", "项目单位", "投资主体"),
            "investment": ("总投资", "计划总投资", "投资额"),
            "content": ("建设内容及规模", "主要建设内容"),
        },
    ),
    group=GROUP,
    icon="building",
    layouts=(
        Board(flow.PROJECTS, due="due_on"),
        Timeline(
            "plan_signed_on", "plan_effective_on",
            marks=panels.timeline_marks, spans=panels.timeline_spans,
        ),
        MonthCalendar("due_on"),
        PlaceMap("area"),
    ),
)  # fmt: skip


def _of_standing(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    standing = rows.filter(undone_on__isnull=True)
    return standing if value == "standing" else rows.filter(undone_on__isnull=False)


STAGE_EVENTS = Register(
    StageEvent,
    key="stage_events",
    columns=(
        Column("project", sort="project__name"),
        "stage",
        "happened_on",
        "note",
        Column("by", sort="by__display_name"),
        Column("undone_on", hidden=True),
        Column("undone_because", hidden=True),
    ),
    filters=(
        "stage",
        Filter(
            "standing",
            _("登记情况"),
            choices=lambda _rows: [("standing", _("有效")), ("undone", _("已撤回"))],
            apply=_of_standing,
        ),
    ),
    search=("project__name", "note"),
    order=("-happened_on", "-id"),
    panels=(
        Panel(
            _("阶段登记"), ("project", "stage", "happened_on", "note", "by", "undone_on", "undone_because")
        ),
        PROOFS_OF_IT,
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, PROVE),
    select_related=("project__area", "by"),
    group=GROUP,
    icon="flag",
)


def _amount(one: Any) -> str:
    return panels.money(one.amount)


INVESTMENTS = Register(
    Investment,
    key="investments",
    columns=(
        Column("project", sort="project__name"),
        "month",
        Column("amount", _("本月完成投资"), _amount, sort="amount", align="end", reads=("amount",)),
        "note",
    ),
    filters=("month",),
    search=("project__name", "note"),
    order=("-month", "-id"),
    roles=role.ALL,
    fields=("project", "month", "amount", "note"),
    select_related=("project__area",),
    natural_key=("project", "month"),
    group=GROUP,
    icon="chart",
)
REGISTERS = (PROJECTS, STAGE_EVENTS, INVESTMENTS, ELEMENTS, SUSPICIONS, SCREENINGS, ROUNDS)
