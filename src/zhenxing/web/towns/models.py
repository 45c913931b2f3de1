"""A specialised town (专业镇) is a county's industry cluster, not a township; everything of it is dated."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import Quantity, parse, plain
from zhenxing.web.codetables.models import code_field, codes_field
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable

_FIRST_YEAR, _LAST_YEAR = 1949, 2100


class Town(Searchable, Record):
    """A cluster of a county: what it lives on, where it lies, who leads it, what it is to become."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("lead_unit_id",))
    search_from: ClassVar[tuple[str, ...]] = ("name", "product")
    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"zone_names": _("功能区")}
    said_by: ClassVar[str] = "name"

    name = models.CharField(_("专业镇名称"), max_length=100)
    #: whose town it is: the county (or city) that answers for it
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="towns", verbose_name=_("所属县")
    )
    #: the townships and parks it spreads over
    covers = models.ManyToManyField(
        "organisations.Area", blank=True, related_name="covered_by_towns", verbose_name=_("覆盖区域")
    )
    category = code_field("town_category", _("产业类别"), optional=True)
    industry = code_field("industry", _("主导产业"), optional=True, typed=True)
    product = models.CharField(_("主导产品"), max_length=100, blank=True)
    lead_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_towns",
        verbose_name=_("牵头单位"),
    )
    traits = codes_field("gathering_trait", _("集聚特征"))
    introduction = models.TextField(_("基本情况"), blank=True)
    #: in 亿元; None while no step has been set
    aim = models.PositiveIntegerField(
        _("目标台阶（亿元）"), null=True, blank=True, help_text=_("计划达到的规模台阶，例如 30。")
    )
    plan = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="planned_towns",
        verbose_name=_("规划文件"),
    )
    policy = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supported_towns",
        verbose_name=_("一镇一策文件"),
    )
    documents = models.ManyToManyField(
        "documents.Document", blank=True, related_name="towns", verbose_name=_("相关文件")
    )
    goals = models.ManyToManyField("goals.Goal", blank=True, related_name="towns", verbose_name=_("相关目标"))
    tasks = models.ManyToManyField("tasks.Task", blank=True, related_name="towns", verbose_name=_("相关任务"))
    units = models.ManyToManyField(
        "organisations.Unit", blank=True, related_name="supported_towns", verbose_name=_("支持单位")
    )
    #: WGS84, degrees
    longitude = models.DecimalField(
        _("经度"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("WGS84 或 CGCS2000，度，例如 112.538400。"),
    )
    latitude = models.DecimalField(
        _("纬度"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )

    class Meta:
        verbose_name = _("专业镇")
        verbose_name_plural = _("专业镇")
        ordering = ["area__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="one_town_a_name",
                violation_error_message=_("这个县已有同名专业镇。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.longitude is None) != (self.latitude is None):
            raise ValidationError({"latitude": _("经度和纬度要一起填。")})

    def tier_on(self, day: date) -> TownTier | None:
        """The tier it has on a day: the last one begun by then; None before the first."""
        begun = [one for one in self.tiers.all() if one.archived_at is None and one.begins <= day]
        return max(begun, key=lambda one: (one.begins, one.pk), default=None)


class TownTier(Record):
    """A tier a town was given, from a day on, until the next one: the batch and the document say so."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(Town, models.PROTECT, related_name="tiers", verbose_name=_("专业镇"))
    tier = code_field("town_tier", _("梯次"))
    begins = models.DateField(_("起始日"))
    batch = models.CharField(_("批次"), max_length=50, blank=True)
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="town_tiers",
        verbose_name=_("认定文件"),
    )
    #: the notice, where the document itself is not kept here
    source = models.CharField(_("依据"), max_length=300, blank=True, help_text=_("文件不在本系统时写文号。"))

    class Meta:
        verbose_name = _("梯次记录")
        verbose_name_plural = _("梯次记录")
        ordering = ["town", "-begins", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "begins"],
                condition=models.Q(archived_at__isnull=True),
                name="one_tier_a_day",
                violation_error_message=_("这个专业镇这一天已有一条梯次记录。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.tier} {self.begins}"

    def clean(self) -> None:
        super().clean()
        if self.document_id is None and not self.source:
            raise ValidationError({"source": _("请选认定文件，或写明依据的文号。")})


class TownFigure(Record):
    """A baseline figure: what, of which year, by whose account. Two accounts may differ; both are kept."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(Town, models.PROTECT, related_name="figures", verbose_name=_("专业镇"))
    indicator = code_field("baseline_indicator", _("指标"))
    year = models.PositiveSmallIntegerField(
        _("年份"), validators=[MinValueValidator(_FIRST_YEAR), MaxValueValidator(_LAST_YEAR)]
    )
    #: as the source prints it, in the unit it prints (2.05 with 亿元, 12 with %)
    value = models.DecimalField(_("数值"), max_digits=28, decimal_places=6)
    unit = models.CharField(_("计量单位"), max_length=40)
    source = models.CharField(_("来源"), max_length=300)
    #: how the source delimits it, in its own words
    definition = models.CharField(_("口径"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("基线数据")
        verbose_name_plural = _("基线数据")
        ordering = ["town", "indicator__position", "-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "indicator", "year", "source"],
                condition=models.Q(archived_at__isnull=True),
                name="one_figure_a_source",
                violation_error_message=_("同一来源的这个指标、这一年已有数据。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.year} {self.indicator} {self.amount}"

    @property
    def amount(self) -> str:
        """The figure as printed: 2.05亿元, 12%."""
        return f"{plain(self.value)}{self.unit}"

    @property
    def quantity(self) -> Quantity | None:
        """The figure to reckon with (205000000 元, 0.12 of %); None when its unit is none we know."""
        try:
            read = parse(f"{plain(abs(self.value))}{self.unit}")
        except ValueError:
            return None
        return Quantity(read.value.copy_sign(self.value), read.unit)

    def clean(self) -> None:
        super().clean()
        if self.value is None or not self.unit:
            return
        read = self.quantity
        if read is None or read.unit is None:
            raise ValidationError({"unit": _("单位认不出来，请写 元、万元、亿元、人、户、% 等。")})


class Milestone(Record):
    """A step of a town's plan: due on a day, done on a day, with what proves it."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="town__area__path", units=("unit_id", "town__lead_unit_id")
    )

    town = models.ForeignKey(Town, models.PROTECT, related_name="milestones", verbose_name=_("专业镇"))
    name = models.CharField(_("里程碑"), max_length=150)
    due_on = models.DateField(_("应完成日"), null=True, blank=True)
    done_on = models.DateField(_("完成日"), null=True, blank=True)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("责任单位"),
    )
    proof = models.CharField(_("完成依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("规划里程碑")
        verbose_name_plural = _("规划里程碑")
        ordering = ["town", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="one_milestone_a_name",
                violation_error_message=_("这个专业镇已有同名里程碑。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.name}"

    def clean(self) -> None:
        super().clean()
        if self.done_on is not None and not self.proof:
            raise ValidationError({"proof": _("已完成的要写明依据，例如印发文号、验收纪要。")})

    def standing(self, day: date) -> str:
        """`done`, `late`, `open`, or `undated` when no day was set."""
        if self.done_on is not None and self.done_on <= day:
            return "done"
        if self.due_on is None:
            return "undated"
        return "late" if self.due_on < day else "open"


class Zone(Record):
    """A functional zone of a town's plan: one or more polygons, WGS84 degrees, as GeoJSON has them."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(Town, models.PROTECT, related_name="zones", verbose_name=_("专业镇"))
    kind = code_field("zone_kind", _("功能区类别"))
    name = models.CharField(_("功能区名称"), max_length=100)
    #: GeoJSON coordinates of a MultiPolygon: polygons × rings × positions × (longitude, latitude)
    shape = models.JSONField(_("范围"))
    #: square kilometres, computed from the shape
    size = models.DecimalField(_("面积（平方公里）"), max_digits=12, decimal_places=4, editable=False)

    class Meta:
        verbose_name = _("功能区")
        verbose_name_plural = _("功能区")
        ordering = ["town", "kind__position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="one_zone_a_name",
                violation_error_message=_("这个专业镇已有同名功能区。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.name}"
