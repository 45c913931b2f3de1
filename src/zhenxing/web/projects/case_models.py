"""What is decided about projects: screening, elements asked for, suspicions, the lists of a round."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.models import Record, RecordQuerySet, Versioned
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.typed import RecordKey
from zhenxing.web.projects import flow, words
from zhenxing.web.projects.library_models import LIVING, Project, StageEvent

_USER = settings.AUTH_USER_MODEL
_OF_PROJECT = ScopePaths(area="project__area__path", units=("project__unit_id",))


class Screening(Record):
    """One decision on entry: what the rules said on that day, fact by fact, and what a person decided.

    `lines` is written once: judging the same project again another day makes another row.
    """

    PASSED, REFUSED = "passed", "refused"
    RESULTS: ClassVar[list[tuple[str, Any]]] = [(PASSED, _("同意入库")), (REFUSED, _("不予入库"))]
    scope_by: ClassVar[ScopePaths] = _OF_PROJECT

    project = RecordKey(Project, models.PROTECT, related_name="screenings", verbose_name=_("项目"))
    decided_on = models.DateField(_("评审日"))
    result = models.CharField(_("评审结果"), max_length=10, choices=RESULTS)
    verdict = models.CharField(_("按规则判断"), max_length=10, choices=words.VERDICTS)
    opinion = models.CharField(_("评审意见"), max_length=300, blank=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name=_("评审人"))
    #: the rules' findings as they were: [{"name", "verdict", "lines": [...], "missing": [...]}]
    lines = models.JSONField(_("逐条判断"), default=list, editable=False)
    rulebook = models.CharField(_("依据的规则"), max_length=200)
    #: of the rulebook's canonical text
    rules_sha256 = models.CharField(_("规则摘要"), max_length=64)

    class Meta:
        verbose_name = _("入库评审")
        verbose_name_plural = _("入库评审")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.project} {self.get_result_display()}"  # type: ignore[attr-defined]  # made by Django


class ElementRequest(Record):
    """What a project needs from a department: land, energy, room, money; each with its clock."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="project__area__path", units=("unit_id", "project__unit_id")
    )

    project = RecordKey(Project, models.PROTECT, related_name="elements", verbose_name=_("项目"))
    kind = models.CharField(_("要素"), max_length=20, choices=words.ELEMENTS)
    content = models.CharField(_("需要什么"), max_length=300)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("办理部门")
    )
    #: always asked for; None only while its clock is paused
    due_on = models.DateField(_("需要落实的日期"), null=True)
    state = models.CharField(
        _("办理状态"), max_length=20, choices=flow.choices(flow.ELEMENTS), default="asked", editable=False
    )
    answer = models.CharField(_("办理结果"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("要素保障")
        verbose_name_plural = _("要素保障")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "content"],
                condition=LIVING,
                name="one_request_a_need",
                violation_error_message=_("这个项目已经提过同样的要素需求。"),
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="element_of_state")]

    def __str__(self) -> str:
        return f"{self.project} {self.get_kind_display()}"  # type: ignore[attr-defined]  # made by Django

    def can(self, capability: Capability) -> bool:
        return flow.ELEMENTS.can(self.state, capability)


class Suspicion(Versioned):
    """What makes a project suspect of being counted twice, with its reasons, until a person has judged it.

    `project` is the one that came later; `other` the one it looks like. `grave`: the events it names (all
    of the project's without one) do not count until it is cleared. `print` is of the facts themselves:
    cleared once, the same facts raise no second suspicion. It keeps no versions: they would name the other
    project to whoever may not see that one; what people decide stands in the audit.
    """

    scope_by: ClassVar[ScopePaths] = _OF_PROJECT

    project = RecordKey(Project, models.PROTECT, related_name="suspicions", verbose_name=_("项目"))
    kind = models.CharField(_("疑点"), max_length=20, choices=words.SUSPICIONS)
    state = models.CharField(
        _("核验状态"), max_length=20, choices=flow.choices(flow.SUSPICIONS), default="open", editable=False
    )
    grave = models.BooleanField(_("排除前不计入"))
    event = models.ForeignKey(
        StageEvent, models.PROTECT, null=True, related_name="suspicions", verbose_name=_("涉及的阶段登记")
    )
    other = models.ForeignKey(
        Project, models.PROTECT, null=True, related_name="likenesses", verbose_name=_("对照项目")
    )
    other_event = models.ForeignKey(
        StageEvent, models.PROTECT, null=True, related_name="likenesses", verbose_name=_("对照的阶段登记")
    )
    #: sentences that say what was found, without naming the other project
    reasons = models.JSONField(_("理由"), default=list)
    print = models.CharField(_("情形摘要"), max_length=64, unique=True, editable=False)
    found_on = models.DateField(_("发现日"))
    opinion = models.CharField(_("核验意见"), max_length=300, blank=True, editable=False)
    judged_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, related_name="+", verbose_name=_("核验人"), editable=False
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("核验疑点")
        verbose_name_plural = _("核验疑点")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "grave"], name="suspicion_of_state")]

    def __str__(self) -> str:
        return f"{self.project} {self.get_kind_display()}"  # type: ignore[attr-defined]  # made by Django


class BatchRound(Record):
    """A quarter's round of 三个一批 in a place: lists of 签约, 开工 and 投产, frozen when it is held."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("所属地区")
    )
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    quarter = models.PositiveSmallIntegerField(
        _("季度"), validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    held_on = models.DateField(_("活动日期"), null=True, blank=True)
    note = models.CharField(_("活动说明"), max_length=300, blank=True)
    frozen_on = models.DateField(_("定稿日"), null=True, blank=True, editable=False)
    #: the lists and rates as they stood, one canonical JSON text
    text = models.TextField(_("定稿内容"), blank=True, editable=False)
    sha256 = models.CharField(_("内容摘要"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("三个一批")
        verbose_name_plural = _("三个一批")
        ordering = ["-year", "-quarter", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "quarter"],
                condition=LIVING,
                name="one_round_a_quarter",
                violation_error_message=_("这个地区这个季度已经有一轮。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}年第{self.quarter}季度"

    def clean(self) -> None:
        super().clean()
        kept = {"area_id": self.area_id, "year": self.year, "quarter": self.quarter}
        if self.frozen_on and not BatchRound.objects.filter(pk=self.pk, **kept).exists():
            raise ValidationError({"quarter": _("清单已经定稿，地区和季度不能再改。")})
