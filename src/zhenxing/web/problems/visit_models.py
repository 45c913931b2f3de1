"""Visits to firms, the rules of service (days, limits) and the codes people scan to report."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.models import EnterpriseKey
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.organisations.models import Area, Dated, in_force
from zhenxing.web.problems.receipts import new_token
from zhenxing.web.problems.words import RATED_BY, RATINGS

_DAYS = (MinValueValidator(1), MaxValueValidator(400))


class Visit(Record):
    """Who went to a firm, when, what it needs, what came of it, and whether the firm is content."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, db_index=False, related_name="+", verbose_name=_("地区")
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, db_index=False, related_name="+", verbose_name=_("走访单位")
    )
    enterprise = EnterpriseKey(db_index=False, related_name="service_visits", verbose_name=_("企业"))
    visited_on = models.DateField(_("走访日期"), default=timezone.localdate)
    people = models.CharField(_("走访人"), max_length=100, blank=True)
    needs = models.TextField(_("企业诉求"), blank=True, max_length=4000)
    feedback = models.TextField(_("反馈情况"), blank=True, max_length=4000)
    satisfaction = models.CharField(_("企业满意度"), max_length=20, choices=RATINGS, blank=True)
    said_by_whom = models.CharField(_("满意度由谁说的"), max_length=20, choices=RATED_BY, blank=True)

    class Meta:
        verbose_name = _("入企帮扶")
        verbose_name_plural = _("入企帮扶")
        ordering = ["-visited_on", "-id"]
        indexes = [
            models.Index(fields=["visited_on", "id"], name="service_visit_day"),
            models.Index(fields=["area", "visited_on", "id"], name="service_visit_area"),
            models.Index(fields=["enterprise", "visited_on"], name="service_visit_firm"),
            models.Index(fields=["unit", "visited_on", "id"], name="service_visit_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.visited_on}"

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.visited_on and self.visited_on > timezone.localdate():
            wrong["visited_on"] = _("走访日期不能晚于今天。")
        if bool(self.satisfaction) != bool(self.said_by_whom):
            wrong["said_by_whom"] = _("填了满意度，就要写明是企业自己说的还是代录的；没有问到的两项都留空。")
        if wrong:
            raise ValidationError(wrong)


class ServiceRule(Dated, Record):
    """The days a place promises and the limits it sets itself, from a day on. What is empty is not set."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("适用地区")
    )
    triage_days = models.PositiveSmallIntegerField(
        _("分办时限（工作日）"), null=True, blank=True, validators=_DAYS
    )
    county_days = models.PositiveSmallIntegerField(
        _("县级办理时限（工作日）"), null=True, blank=True, validators=_DAYS
    )
    township_days = models.PositiveSmallIntegerField(
        _("乡镇办理时限（工作日）"), null=True, blank=True, validators=_DAYS
    )
    redo_days = models.PositiveSmallIntegerField(
        _("重办时限（工作日）"), null=True, blank=True, validators=_DAYS
    )
    rate_days = models.PositiveSmallIntegerField(
        _("评价等候（工作日）"),
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("答复以后等这么多个工作日仍无评价的，可以说明理由销号。"),
    )
    silent_months = models.PositiveSmallIntegerField(
        _("多少个月没有声音算沉默企业"), null=True, blank=True, validators=_DAYS
    )
    most_visits = models.PositiveSmallIntegerField(
        _("走访上限（次）"),
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("下一项的天数之内，一家企业被走访超过这个次数即列为走访过多。"),
    )
    within_days = models.PositiveSmallIntegerField(
        _("走访上限的计算天数"), null=True, blank=True, validators=_DAYS
    )
    source = models.CharField(
        _("依据"), max_length=300, blank=True, help_text=_("文件和条款；没有的写明由谁定的。")
    )

    class Meta:
        verbose_name = _("服务规则")
        verbose_name_plural = _("服务规则")
        ordering = ["area__path", "-valid_from", "-id"]

    def __str__(self) -> str:
        return _("%(area)s服务规则") % {"area": self.area}

    def days_of(self, grade: str) -> int | None:
        """The working days promised at a grade; None when none are."""
        return {"county": self.county_days, "township": self.township_days}.get(grade)

    def triage_until(self, day: date) -> date | None:
        """The day by which what came in on `day` should be sorted."""
        return working_days_after(day, self.triage_days)


def working_days_after(day: date, days: int | None) -> date | None:
    """So many working days on, by this site's calendar; None when no number is set."""
    if days is None:
        return None
    from zhenxing.web.ledger.queries import calendar  # its models are read after ours

    return calendar().add(day, days)


def rule_for(path: str, day: date) -> ServiceRule | None:
    """The rule in force for a place on a day: its own, else that of the nearest place above; None if none."""
    above = [path[:end] for end in range(Area.steplen, len(path) + 1, Area.steplen)]
    rows = ServiceRule.objects.filter(in_force(day), area__path__in=above, archived_at__isnull=True)
    found: list[ServiceRule] = list(rows.select_related("area"))
    return max(found, key=lambda one: (len(one.area.path), one.valid_from or date.min, one.pk), default=None)


class IntakePoint(Searchable, Record):
    """A printed code of a town: whoever scans it can report a problem without an account."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    search_from: ClassVar[tuple[str, ...]] = ("name",)

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    town = models.ForeignKey(
        "towns.Town", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专业镇")
    )
    name = models.CharField(_("受理点名称"), max_length=60, help_text=_("印在码上方，例如 云岭陶瓷专业镇。"))
    place = models.CharField(_("张贴地点"), max_length=100, blank=True)
    phone = models.CharField(_("咨询电话"), max_length=40, blank=True)
    token = models.CharField(_("受理码"), max_length=40, unique=True, default=new_token, editable=False)
    #: how many reports it takes in an hour; more are asked to come back later
    hourly = models.PositiveSmallIntegerField(
        _("每小时最多受理"), default=60, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    is_open = models.BooleanField(_("正在受理"), default=True)

    class Meta:
        verbose_name = _("问题受理码")
        verbose_name_plural = _("问题受理码")
        ordering = ["area__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(archived_at__isnull=True),
                name="one_intake_point_a_name",
                violation_error_message=_("这个地区已有同名受理点。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
