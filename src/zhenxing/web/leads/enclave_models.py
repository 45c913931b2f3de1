"""Enclave (飞地) agreements: whose project stands in whose park, how its results are shared, what was paid.

Output, tax and statistics are shared apart. What the statistical office counts follows the law on
statistics alone; an agreement on statistics speaks of assessment between the parties.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.leads.sharing import Split, overlap, split

_LIVING = Q(archived_at__isnull=True)
#: what is shared
KINDS = [("output", _("产值")), ("tax", _("税收")), ("statistics", _("考核统计"))]
_ALL = Decimal(100)


def _percent(label: str | Promise) -> models.DecimalField[Any, Any]:
    within = [MinValueValidator(Decimal(0)), MaxValueValidator(_ALL)]
    return models.DecimalField(label, max_digits=5, decimal_places=2, default=Decimal(0), validators=within)


class EnclaveAgreement(Record):
    """Who sends a project, who hosts it, since when, until when, by which paper."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))

    #: the place of whoever keeps the record: one of the parties
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="enclaves", verbose_name=_("责任单位")
    )
    name = models.CharField(_("协议名称"), max_length=150)
    origin = models.CharField(_("飞出地"), max_length=100)
    host = models.CharField(_("飞入地（承接园区）"), max_length=100)
    third = models.CharField(
        _("第三方"), max_length=100, blank=True, help_text=_("参与分享的其他方，例如市级园区管委会。")
    )
    project_name = models.CharField(_("项目"), max_length=150, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True, help_text=_("协议文号或存放处。"))

    class Meta:
        verbose_name = _("飞地协议")
        verbose_name_plural = _("飞地协议")
        ordering = ["-since", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=_LIVING,
                name="one_enclave_a_name",
                violation_error_message=_("这个地区已有同名飞地协议。"),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="enclave_ends_after_it_begins",
                violation_error_message=_("截止日期不能早于起始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def parties(self) -> tuple[str, str, str]:
        return self.origin, self.host, self.third


class EnclaveTerm(Record):
    """How one kind of result is shared from a day on; the parts make exactly 100 %."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="agreement__area__path", units=("agreement__unit_id",))

    agreement = models.ForeignKey(
        EnclaveAgreement, models.PROTECT, related_name="terms", verbose_name=_("飞地协议")
    )
    kind = models.CharField(_("分享内容"), max_length=12, choices=KINDS)
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    origin_percent = _percent(_("飞出地比例（%）"))
    host_percent = _percent(_("飞入地比例（%）"))
    third_percent = _percent(_("第三方比例（%）"))

    class Meta:
        verbose_name = _("飞地分享条款")
        verbose_name_plural = _("飞地分享条款")
        ordering = ["agreement", "kind", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "since"],
                condition=_LIVING,
                name="one_enclave_term_a_day",
                violation_error_message=_("这个协议同一内容、同一起始日期已有条款。"),
            ),
            models.CheckConstraint(
                condition=Q(origin_percent=_ALL - F("host_percent") - F("third_percent")),
                name="enclave_shares_make_a_hundred",
                violation_error_message=_("各方比例合计应为 100%，请核对。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.get_kind_display()} {self.since}"

    @property
    def percents(self) -> tuple[Decimal, Decimal, Decimal]:
        return self.origin_percent, self.host_percent, self.third_percent

    def covers(self, stretch: EnclaveSettlement) -> bool:
        """Whether it holds on every day of a settlement."""
        return self.since <= stretch.since and (self.until is None or stretch.until <= self.until)

    def clean(self) -> None:
        super().clean()
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": _("截止日期不能早于起始日期。")})
        self._as_settled()
        if None not in self.percents and (total := sum(self.percents)) != _ALL:
            said = _("各方比例合计是 %(total)s%%，应为 100%%。") % {"total": f"{total.normalize():f}"}
            raise ValidationError({"origin_percent": said})
        if self.agreement_id and self.third_percent and not self.agreement.third:
            raise ValidationError({"third_percent": _("协议没有写第三方，请先在协议里补上。")})
        if self.agreement_id and self.since:
            self._apart()

    def _as_settled(self) -> None:
        """What was settled by a term stays as it was settled: it is ended, and another one begun."""
        before = EnclaveTerm.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or (before.percents, before.kind) == (self.percents, self.kind):
            return
        settled = EnclaveSettlement.objects.filter(_LIVING, agreement=before.agreement_id, kind=before.kind)
        if any(before.covers(one) for one in settled):
            said = _("已按这条条款结算过，比例不能再改。比例有变动的，请写明截止日期，再登记新条款。")
            raise ValidationError({"origin_percent": said})

    def _apart(self) -> None:
        """Two terms of one kind never hold on the same day."""
        others = EnclaveTerm.objects.filter(_LIVING, agreement=self.agreement_id, kind=self.kind)
        for one in others.exclude(pk=self.pk):
            if overlap((self.since, self.until), (one.since, one.until)):
                said = _("与 %(day)s 起的条款时间重叠，请先写明那一条的截止日期。") % {"day": one.since}
                raise ValidationError({"since": said})


class EnclaveSettlement(Record):
    """What was shared out of a stretch of time, as a rule a year, by the term that held throughout."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="agreement__area__path", units=("agreement__unit_id",))

    agreement = models.ForeignKey(
        EnclaveAgreement, models.PROTECT, related_name="settlements", verbose_name=_("飞地协议")
    )
    kind = models.CharField(_("分享内容"), max_length=12, choices=KINDS)
    since = models.DateField(_("结算起始日"), help_text=_("一般按年结算；年中比例变动的，分两段登记。"))
    until = models.DateField(_("结算截止日"))
    amount = models.DecimalField(
        _("分享总额（元）"), max_digits=18, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    source = models.CharField(_("数据依据"), max_length=200, help_text=_("税务、财政或双方核对的凭据。"))
    paid_on = models.DateField(_("兑付日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("飞地分成结算")
        verbose_name_plural = _("飞地分成结算")
        ordering = ["-until", "agreement", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "since"],
                condition=_LIVING,
                name="one_enclave_settlement_a_time",
                violation_error_message=_("这个协议这段时间的这项分成已经结算。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.get_kind_display()} {self.since}至{self.until}"

    def clean(self) -> None:
        super().clean()
        if not (self.agreement_id and self.since and self.until):
            return
        if self.until < self.since:
            raise ValidationError({"until": _("结算截止日不能早于结算起始日。")})
        if self.term() is None:
            said = _("没有一条分享条款覆盖整段结算时间。比例有变动的请分段结算，缺条款的请先登记条款。")
            raise ValidationError({"since": said})

    def term(self) -> EnclaveTerm | None:
        """The term of this kind that holds from the first day to the last."""
        living = (one for one in self.agreement.terms.all() if one.archived_at is None)
        return next((one for one in living if one.kind == self.kind and one.covers(self)), None)

    @property
    def shares(self) -> Split | None:
        """What each party has of the amount, to the 分; None when no term says any more."""
        term = self.term()
        return split(self.amount, term.percents) if term is not None else None
