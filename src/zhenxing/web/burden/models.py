"""Standing asks, and every single asking: who was asked what, how much of it, how long before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.overlap import split_fields
from zhenxing.core.ledger.states import Capability
from zhenxing.web.burden.flow import ASKS, DRAFT
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.organisations.models import Area, Unit

#: how often → how many times a year; None: nobody knows
TIMES: dict[str, int | None] = {
    "once": 1,
    "daily": 250,
    "weekly": 52,
    "monthly": 12,
    "quarterly": 4,
    "half": 2,
    "yearly": 1,
    "irregular": None,
}
REPEATS = [
    ("once", _("一次性")),
    ("daily", _("每日")),
    ("weekly", _("每周")),
    ("monthly", _("每月")),
    ("quarterly", _("每季")),
    ("half", _("每半年")),
    ("yearly", _("每年")),
    ("irregular", _("不定期")),
]
WHOM = [("townships", _("各乡镇（街道）")), ("units", _("有关单位")), ("enterprises", _("企业"))]
BASES = [
    ("law", _("法律法规")),
    ("form", _("经批准或备案的报表")),
    ("plan", _("方案或办法")),
    ("meeting", _("会议议定")),
    ("none", _("没有依据")),
]
#: what was admitted, and stays
_ASKED = (
    *("by_unit_id", "name", "whom", "of_unit_id", "addressees", "repeats", "notice_workdays"),
    "field_names",
)


class Ask(Record):
    """Something a department has reported to it: by whom, how often, which fields, on what ground."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("by_unit_id", "of_unit_id"))
    said_by: ClassVar[str] = "name"

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    name = models.CharField(_("报送事项"), max_length=150)
    whom = models.CharField(_("报送对象"), max_length=20, choices=WHOM, default="townships")
    of_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("指定单位")
    )
    addressees = models.PositiveIntegerField(
        _("对象个数"),
        null=True,
        blank=True,
        help_text=_("不清楚就不填；报送对象是各乡镇的，不填按实有乡镇数算"),
    )
    repeats = models.CharField(_("报送频次"), max_length=20, choices=REPEATS, default="monthly")
    notice_workdays = models.PositiveSmallIntegerField(
        _("提前工作日"), null=True, blank=True, help_text=_("从发出要求到截止，留给对方几个工作日")
    )
    field_names = models.TextField(_("报送字段"), help_text=_("一行一个，写表头上的名称"))
    basis_kind = models.CharField(_("依据类别"), max_length=20, choices=BASES, default="none")
    basis = models.CharField(_("依据"), max_length=300, blank=True, help_text=_("文件名称、文号和条款"))
    begins = models.DateField(_("开始日期"), null=True, blank=True)
    ends = models.DateField(_("停止日期"), null=True, blank=True)
    state = models.CharField(
        _("状态"),
        max_length=20,
        choices=[(one.key, one.label) for one in ASKS.states],
        default=DRAFT,
        editable=False,
    )

    class Meta:
        verbose_name = _("报送要求")
        verbose_name_plural = _("报送要求")
        ordering = ["by_unit__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["by_unit", "name"],
                name="one_ask_a_unit_and_name",
                violation_error_message=_("这个单位已经登记过同名的报送要求。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if not self.fields:
            wrong["field_names"] = _("请至少写一个字段。")
        if self.basis_kind != "none" and not self.basis.strip():
            wrong["basis"] = _("选了依据类别，请写明文件名称、文号和条款。")
        if self.begins and self.ends and self.ends < self.begins:
            wrong["ends"] = _("停止日期不能早于开始日期。")
        if wrong:
            raise ValidationError(wrong)
        self._unchanged_once_admitted()

    def _unchanged_once_admitted(self) -> None:
        before = Ask.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or ASKS.can(before.state, Capability.EDITABLE):
            return
        if any(getattr(self, name) != getattr(before, name) for name in _ASKED):
            raise ValidationError(
                _("准入审核中和已准入的报送要求不能改内容；要改，请先停用，另行登记后再提交准入。")
            )

    @property
    def fields(self) -> tuple[str, ...]:
        return split_fields(self.field_names)

    @property
    def times(self) -> int | None:
        """How often in a year; None when nobody knows."""
        return TIMES[self.repeats]


class Asking(Record):
    """One time somebody was asked to report. Written by `services.asked`, never typed."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("by_unit_id", "of_unit_id"))

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    ask = models.ForeignKey(
        Ask, models.PROTECT, null=True, blank=True, related_name="askings", verbose_name=_("报送要求")
    )
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    of_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("报送单位")
    )
    #: an enterprise's key and its name then: the app of enterprises may be removed
    enterprise_id = models.PositiveBigIntegerField(_("报送企业编号"), null=True, blank=True)
    enterprise_label = models.CharField(_("报送企业"), max_length=150, blank=True)
    what = models.CharField(_("报送事项"), max_length=150)
    repeats = models.CharField(_("报送频次"), max_length=20, choices=REPEATS, default="once")
    fields = models.PositiveIntegerField(_("字段数"))
    #: how many of them the product held already
    held = models.PositiveIntegerField(_("已有字段数"), default=0)
    asked_on = models.DateField(_("要求日期"))
    due_on = models.DateField(_("报送期限"), null=True, blank=True)
    notice_workdays = models.IntegerField(_("提前工作日"), null=True, blank=True)
    period = models.CharField(_("报送期"), max_length=20, blank=True)
    subject_type = models.CharField(_("事项类别"), max_length=100, blank=True)
    subject_id = models.PositiveBigIntegerField(_("事项编号"), null=True, blank=True)
    subject_label = models.CharField(_("事项"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("报送记录")
        verbose_name_plural = _("报送记录")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(of_unit__isnull=False) | Q(enterprise_id__isnull=False),
                name="an_asking_has_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["by_unit", "asked_on", "id"], name="asking_by_unit"),
            models.Index(fields=["of_unit", "asked_on", "id"], name="asking_of_unit"),
            models.Index(fields=["enterprise_id", "asked_on", "id"], name="asking_of_firm"),
        ]

    def __str__(self) -> str:
        return f"{self.what}（{self.whose}）"

    @property
    def whose(self) -> str:
        return str(self.of_unit) if self.of_unit is not None else self.enterprise_label
