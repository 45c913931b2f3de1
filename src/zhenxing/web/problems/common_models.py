"""Common problems, and the clauses drafted from them for the plan of a town (一镇一策)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.codetables.models import code_field
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.problems.flow import COMMON_TABLE
from zhenxing.web.problems.handled import Handled
from zhenxing.web.problems.words import COMMON_STATES

#: more words than this make no kind any more
MOST_WORDS = 20


class CommonProblem(Searchable, Handled, Record):
    """What several askers reported alike, solved once for all of them."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id", "co_units__id"))
    search_from: ClassVar[tuple[str, ...]] = ("title",)
    said_by: ClassVar[str] = "title"
    history_labels: ClassVar[dict[str, Any]] = {"askers": _("并入的问题"), "co_units": _("配合单位")}

    industry = code_field("industry", _("行业"), optional=True, typed=True)
    words = models.CharField(
        _("同类判定词"),
        max_length=300,
        blank=True,
        help_text=_("多个用“、”隔开。标题或内容里出现其中任何一个词的问题，统计时算作同类。"),
    )
    state = models.CharField(
        _("状态"), max_length=20, choices=COMMON_STATES, default=COMMON_TABLE.initial, editable=False
    )
    opened_on = models.DateField(_("立项日"), default=timezone.localdate)
    solved_on = models.DateField(_("解决日"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("共性问题")
        verbose_name_plural = _("共性问题")
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["state", "opened_on", "id"], name="common_problem_state"),
            models.Index(fields=["area", "opened_on", "id"], name="common_problem_area"),
        ]

    def __str__(self) -> str:
        return self.title

    def can(self, capability: Capability) -> bool:
        return COMMON_TABLE.can(self.state, capability)

    @property
    def kind_words(self) -> tuple[str, ...]:
        """The words that make a problem one of this kind."""
        parts = self.words.replace(",", "、").replace("，", "、").replace(" ", "、").split("、")
        return tuple(dict.fromkeys(one for one in parts if one))[:MOST_WORDS]


class PlanClause(Record):
    """A clause drafted for a town's plan from a solved common problem; people edit it, its sources stay."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path")

    common = models.ForeignKey(
        CommonProblem, models.PROTECT, related_name="clauses", verbose_name=_("共性问题")
    )
    town = models.ForeignKey("towns.Town", models.PROTECT, related_name="+", verbose_name=_("专业镇"))
    text = models.TextField(_("条款文字"), max_length=2000)
    #: what it was drafted from, as labels: never changed by an edit of the text
    sources = models.JSONField(_("起草依据"), default=list, editable=False)
    drafted_on = models.DateField(_("起草日"), default=timezone.localdate, editable=False)
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("写入的文件"),
        help_text=_("条款写进一镇一策文件以后填写。"),
    )

    class Meta:
        verbose_name = _("一镇一策条款")
        verbose_name_plural = _("一镇一策条款")
        ordering = ["-drafted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["common", "town"],
                condition=Q(archived_at__isnull=True),
                name="one_clause_a_town",
                violation_error_message=_("这个共性问题已经为这个专业镇起草过条款。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town}：{self.common}"
