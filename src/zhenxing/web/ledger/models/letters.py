"""Letters of supervision, and the series that number them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.papers.wording import faults
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.ledger.models.clocks import About, Clock
from zhenxing.web.ledger.states import ISSUED, LETTERS

KINDS = [("督办单", _("督办单")), ("通报", _("通报")), ("约谈通知书", _("约谈通知书"))]
COLOURS = [("blue", _("蓝")), ("orange", _("橙")), ("red", _("红"))]


#: what a letter's wording may name
FIELDS = frozenset(
    {"发文单位", "文号", "主送", "事项", "时限", "到期日", "超期天数", "责任单位"}
    | {"签收期限", "反馈期限", "依据文件", "颜色"}
)


class LetterWording(Record):
    """How this site words a kind of letter; without one the shipped wording stands."""

    #: the whole site's: whoever sees one sees all
    scope_by: ClassVar[ScopePaths] = ScopePaths()
    said_by: ClassVar[str] = "kind"

    kind = models.CharField(
        _("函件种类"),
        max_length=20,
        choices=KINDS,
        unique=True,
        error_messages={"unique": _("这种函件已有本地措辞，请直接修改。")},
    )
    title = models.CharField(_("标题措辞"), max_length=200)
    body = models.TextField(_("正文措辞"))

    class Meta:
        verbose_name = _("函件措辞")
        verbose_name_plural = _("函件措辞")
        ordering = ["kind"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        super().clean()
        wrong = {
            name: [str(fault) for fault in faults(getattr(self, name), FIELDS)] for name in ("title", "body")
        }
        if any(wrong.values()):
            raise ValidationError({name: texts for name, texts in wrong.items() if texts})


class LetterSeries(models.Model):
    """The last number given in a year by who issues letters: numbers have no gaps and no doubles."""

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    organ = models.CharField(_("发文单位"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("函件编号")
        verbose_name_plural = _("函件编号")
        constraints = [
            models.UniqueConstraint(fields=["area", "organ", "year"], name="one_series_a_year_and_unit")
        ]

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.last}号"


class Letter(About, Record):
    """A numbered letter about something overdue: 督办单, 通报 or 约谈.

    What it says is fixed when it is issued; after that come receipt, answer, re-check and closure.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id", "post__unit_id"))

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="letters", verbose_name=_("时限"))
    round = models.PositiveIntegerField(_("轮次"))
    step = models.CharField(_("步骤"), max_length=20)
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    kind = models.CharField(_("函件种类"), max_length=20, choices=KINDS)
    colour = models.CharField(_("颜色"), max_length=10, choices=COLOURS, blank=True)
    series = models.ForeignKey(
        LetterSeries, models.PROTECT, related_name="letters", verbose_name=_("函件编号")
    )
    organ = models.CharField(_("发文单位"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveIntegerField(_("编号"))
    issued_on = models.DateField(_("签发日"))
    addressee = models.CharField(_("主送"), max_length=150)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("收件职务"),
    )
    due_on = models.DateField(_("到期日"))
    overdue = models.IntegerField(_("超期工作日"))
    #: the sentence of the rule that made it, as printed
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    title = models.CharField(_("标题"), max_length=400, blank=True)
    text = models.TextField(_("正文"), blank=True)
    receipt_by = models.DateField(_("签收期限"), null=True, blank=True)
    feedback_by = models.DateField(_("反馈期限"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, default=ISSUED, choices=[(s.key, s.label) for s in LETTERS.states]
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("签收人")
    )
    signed_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    feedback = models.TextField(_("办理反馈"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("反馈人")
    )
    answered_at = models.DateTimeField(_("反馈时间"), null=True, blank=True)
    opinion = models.TextField(_("复核意见"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("复核人")
    )
    closed_at = models.DateTimeField(_("销号时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("督办函件")
        verbose_name_plural = _("督办函件")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "round", "step"], name="one_letter_a_step"),
            models.UniqueConstraint(fields=["series", "number"], name="one_letter_a_number"),
        ]
        indexes = [models.Index(fields=["state", "id"], name="letter_state")]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject_label}"

    @property
    def named(self) -> str:
        """「督办单（蓝）督办〔2026〕3号」, 「通报〔2026〕4号」."""
        if self.colour:
            return f"{self.kind}（{self.get_colour_display()}）{self.reference}"
        return self.reference if self.reference.startswith(self.kind) else f"{self.kind} {self.reference}"

    @property
    def reference(self) -> str:
        """「督办〔2026〕3号」: the number as it is printed."""
        return f"{'督办' if self.kind == '督办单' else self.kind[:2]}〔{self.year}〕{self.number}号"
