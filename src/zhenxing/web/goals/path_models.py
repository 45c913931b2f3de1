"""What a goal is judged by: its measure, what was read, where it began, and how it is laid upon areas."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.payloads import amount, plain
from zhenxing.web.goals.states import CONFIRMED, ENTERED, READINGS_TABLE
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths

LIVING = Q(archived_at__isnull=True)
BASES = [
    ("level", _("达到目标值（读数直接比）")),
    ("increment", _("在基数上新增")),
    ("growth", _("比基数增长（%）")),
    ("yearly", _("年均增长（%）")),
    ("multiple", _("基数的倍数（翻番）")),
]
BASELINE, STEP = "baseline", "step"
POINTS = [(BASELINE, _("基数")), (STEP, _("分步目标"))]
_OF_GOAL = ScopePaths(area="goal__area__path", units=("goal__owner_unit_id",))
_PLAIN_VALUE = _("计量单位与目标一致，不带万、亿；百分数写小数，如 12% 写 0.12。")


def _goal(related_name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey("goals.Goal", models.PROTECT, related_name=related_name, verbose_name=_("目标"))


def _value(label: Any, **options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=28, decimal_places=6, **options)


class _Judged(Record):
    """What changes where a goal stands: once it is written the goal is judged again."""

    #: the key to the goal
    goal_field: ClassVar[str] = "goal"

    class Meta:
        abstract = True

    @classmethod
    def written(cls, deed: Any, rows: Any) -> None:
        """Called by the kit after rows were saved, imported or changed at once."""
        from zhenxing.web.goals.services import judge_again  # it reads these models

        judge_again(rows.values_list(f"{cls.goal_field}_id", flat=True))


class GoalMeasure(_Judged):
    """By what a goal is measured, as a person confirmed it, and what its value counts from."""

    scope_by: ClassVar[ScopePaths] = _OF_GOAL

    goal = models.OneToOneField("goals.Goal", models.PROTECT, related_name="measure", verbose_name=_("目标"))
    measure = models.CharField(
        _("取数方式"), max_length=80, help_text=_("写取数方式的名称，如“市级以上专业镇数”“人工填报”。")
    )
    basis = models.CharField(_("目标值含义"), max_length=12, choices=BASES, default="level")
    area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("统计范围"),
        help_text=_("不填则为目标所属地区。"),
    )
    note = models.CharField(_("口径说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("取数口径")
        verbose_name_plural = _("取数口径")
        ordering = ["goal__due_on", "goal_id"]

    def __str__(self) -> str:
        return f"{self.goal}：{self.measure_label}"

    @property
    def measure_label(self) -> str:
        """What the measure is called; its key when it is gone."""
        from zhenxing.web.goals.measures import find  # measures ask for goals

        known = find(self.measure)
        return str(known.label) if known else self.measure

    def clean(self) -> None:
        super().clean()
        from zhenxing.web.goals.measures import find

        known = find(self.measure)
        if known is None:
            raise ValidationError({"measure": _("没有这种取数方式：%s。") % self.measure[:50]})
        self.measure = known.key
        if self.area_id and self.goal_id and not self.area.path.startswith(self.goal.area.path):
            raise ValidationError({"area": _("统计范围要在目标所属地区以内。")})


class GoalReading(Record):
    """What was read as at a day, frozen: nobody edits it. A later reading takes its place."""

    scope_by: ClassVar[ScopePaths] = _OF_GOAL

    goal = _goal("readings")
    at = models.DateField(_("截至"))
    value = _value(_("读数"))
    #: so many more rows may count, nobody can say
    doubt = _value(_("情况未知数"), default=0)
    rows = models.PositiveIntegerField(_("计入条数"), null=True, blank=True)
    measure = models.CharField(_("取数方式"), max_length=80)
    #: the rule by which it was counted, or what the person says it is from
    source = models.CharField(_("来源和规则"), max_length=300)
    rows_url = models.CharField(_("明细地址"), max_length=300, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    state = models.CharField(
        _("状态"),
        max_length=12,
        default=ENTERED,
        choices=[(one.key, one.label) for one in READINGS_TABLE.states],
    )
    entered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("填报人")
    )
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核实人")
    )

    class Meta:
        verbose_name = _("目标读数")
        verbose_name_plural = _("目标读数")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["goal", "state", "at", "id"], name="reading_of_goal"),
            models.Index(fields=["state", "at", "id"], name="reading_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.goal.indicator} {self.at} {self.shown}"

    @property
    def shown(self) -> str:
        """The value with the goal's unit."""
        return amount([plain(self.value)], self.goal.unit)

    @property
    def counts(self) -> bool:
        return self.state == CONFIRMED


class GoalBaseline(_Judged):
    """A point a goal's path goes through: where it began (with its own source), or a step on the way."""

    scope_by: ClassVar[ScopePaths] = _OF_GOAL

    goal = _goal("points")
    kind = models.CharField(_("类别"), max_length=10, choices=POINTS, default=BASELINE)
    on = models.DateField(_("日期"))
    value = _value(_("数值"), help_text=_PLAIN_VALUE)
    source = models.CharField(_("来源"), max_length=300, help_text=_("数据出自哪里，能据此找到原件。"))
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("来源文件"),
    )

    class Meta:
        verbose_name = _("基数和分步目标")
        verbose_name_plural = _("基数和分步目标")
        ordering = ["goal_id", "on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal"],
                condition=LIVING & Q(kind=BASELINE),
                name="one_baseline_a_goal",
                violation_error_message=_("这个目标已有基数，请修改原记录。"),
            ),
            models.UniqueConstraint(
                fields=["goal", "kind", "on"],
                condition=LIVING,
                name="one_point_a_day",
                violation_error_message=_("这个目标这一天已有同类数值，请修改原记录。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal.indicator} {self.get_kind_display()} {self.on}"

    def clean(self) -> None:
        super().clean()
        due = self.goal.due_on if self.goal_id else None
        if due is not None and self.on is not None and self.on >= due:
            raise ValidationError({"on": _("日期要早于目标的到期日 %s。") % due})


class GoalShare(Record):
    """A part of a goal laid upon an area or a unit, and the goal of a lower document that takes it on."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="goal__area__path", units=("unit_id",))

    goal = _goal("shares")
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("承担地区")
    )
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承担单位"),
    )
    value = _value(_("分解数"), null=True, blank=True, help_text=_PLAIN_VALUE)
    child = models.ForeignKey(
        "goals.Goal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_from",
        verbose_name=_("承接目标"),
        help_text=_("下级文件里承接这一份的目标。"),
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("目标分解")
        verbose_name_plural = _("目标分解")
        ordering = ["goal_id", "area__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "area"],
                condition=LIVING & Q(unit__isnull=True),
                name="one_share_an_area",
                violation_error_message=_("这个目标已分解给这个地区，请修改原记录。"),
            ),
            models.UniqueConstraint(
                fields=["goal", "area", "unit"],
                condition=LIVING & Q(unit__isnull=False),
                name="one_share_a_unit",
                violation_error_message=_("这个目标已分解给这个单位，请修改原记录。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal.indicator} · {self.unit or self.area}"

    def clean(self) -> None:
        super().clean()
        if self.goal_id and self.area_id and not self.area.path.startswith(self.goal.area.path):
            raise ValidationError({"area": _("承担地区要在目标所属地区以内。")})
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": _("分解数不能是负数。")})
        if self.child_id is None:
            return
        if self.child_id == self.goal_id:
            raise ValidationError({"child": _("目标不能承接它自己。")})
        if self.area_id and not self.child.area.path.startswith(self.area.path):
            raise ValidationError({"child": _("承接目标要属于承担地区。")})
