"""An application with what it carries: answers, proofs, the frozen snapshot."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.recognition.flow import TABLE
from zhenxing.web.recognition.scheme_models import Call
from zhenxing.web.recognition.store import FILES
from zhenxing.web.recognition.words import PROPOSALS, STATES, WHY, answers_said, marks_said, sources_said

#: the parts of an application people write: field names in the order of the form
TEXTS = ("overview", "industry", "analysis", "brands", "planning")


class Application(Record):
    """A town put forward under a call by a unit.

    What stands here is worked on until the office takes the application in; from then on the snapshot
    is what is judged, and this row only says how far it has come.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("unit_id",))

    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"snapshot": _("冻结材料")}
    history_said: ClassVar[dict[str, Any]] = {
        "answers": answers_said,
        "own_marks": marks_said,
        "filled_from": sources_said,
    }

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications", verbose_name=_("申报通知"))
    town = models.ForeignKey(
        "towns.Town", models.PROTECT, related_name="applications", verbose_name=_("专业镇")
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("申报单位")
    )
    state = models.CharField(_("申报状态"), max_length=20, choices=STATES, default=TABLE.initial)
    overview = models.TextField(_("基本情况"), blank=True)
    industry = models.TextField(_("产业现状"), blank=True)
    analysis = models.TextField(_("主导产业分析"), blank=True)
    brands = models.TextField(_("品牌与市场"), blank=True)
    planning = models.TextField(_("发展规划与扶持政策"), blank=True)
    #: criterion a person must judge → {"holds": true | false | null, "text": why}
    answers = models.JSONField(_("自评答复"), default=dict, blank=True)
    #: criterion → the mark the applicant gives itself, as text
    own_marks = models.JSONField(_("自评分"), default=dict, blank=True)
    #: part of the form → where its first words came from
    filled_from = models.JSONField(_("预填来源"), default=dict, blank=True, editable=False)
    #: accounts that wrote it; none of them judges it
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("填报人"))
    submitted_on = models.DateField(_("提交日"), null=True, blank=True, editable=False)
    state_since = models.DateField(_("本状态起始日"), default=timezone.localdate, editable=False)
    score = models.DecimalField(
        _("评审得分"), max_digits=6, decimal_places=2, null=True, blank=True, editable=False
    )
    place = models.PositiveSmallIntegerField(_("名次"), null=True, blank=True, editable=False)
    proposal = models.CharField(_("拟定结果"), max_length=20, choices=PROPOSALS, blank=True, editable=False)
    proposal_reason = models.CharField(_("拟定理由"), max_length=40, choices=WHY, blank=True, editable=False)
    notice = models.ForeignKey(
        "recognition.PublicNotice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("公示"),
        editable=False,
    )

    class Meta:
        verbose_name = _("认定申报")
        verbose_name_plural = _("认定申报")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "town"],
                condition=Q(archived_at__isnull=True) & ~Q(state="abandoned"),
                name="one_application_a_call",
                violation_error_message=_("这个专业镇在本批已经有一份申报。"),
            )
        ]
        indexes = [models.Index(fields=["state", "call"], name="application_of_state")]

    def __str__(self) -> str:
        return f"{self.town} {self.call.batch}"

    def can(self, capability: Capability) -> bool:
        return TABLE.can(self.state, capability)

    @property
    def frozen(self) -> Snapshot | None:
        """The snapshot it is judged by; None while it is still being written."""
        return next((one for one in self.snapshots.all() if one.purpose == Snapshot.APPLYING), None)


class Proof(Record):
    """A file that proves something, kept under the hash of its bytes."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="application__town__area__path", units=("application__unit_id",)
    )

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="proofs", verbose_name=_("认定申报")
    )
    stored: ClassVar = {"sha256": FILES}

    #: the criterion it belongs to, by its key; empty: general
    criterion = models.CharField(_("佐证项目"), max_length=80, blank=True)
    name = models.CharField(_("材料名称"), max_length=150)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    size = models.PositiveBigIntegerField(_("字节数"))

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ["application", "criterion", "id"]

    def __str__(self) -> str:
        return self.name


class FrozenError(RuntimeError):
    """Somebody tried to change what was frozen."""


class Snapshot(models.Model):
    """What is judged, as one canonical JSON text; written once, never changed.

    It holds the application's words and answers, the facts of the registers, the hashes of the proofs,
    the scheme's criteria and the whole text of the rulebook: nothing else is read when judging.
    """

    APPLYING, RECHECKING = "apply", "recheck"
    PURPOSES: ClassVar[list[tuple[str, Any]]] = [(APPLYING, _("申报")), (RECHECKING, _("年度复核"))]
    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="application__town__area__path", units=("application__unit_id",)
    )

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="snapshots", verbose_name=_("认定申报")
    )
    purpose = models.CharField(_("用途"), max_length=10, choices=PURPOSES, default=APPLYING)
    year = models.PositiveSmallIntegerField(_("参考年度"))
    text = models.TextField(_("冻结内容"))
    sha256 = models.CharField(_("内容摘要"), max_length=64)
    frozen_on = models.DateField(_("冻结日"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("冻结人")
    )

    class Meta:
        verbose_name = _("冻结材料")
        verbose_name_plural = _("冻结材料")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "purpose", "year"], name="one_snapshot_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.sha256[:12]}"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise FrozenError(f"snapshot {self.pk} is frozen")
        super().save(**options)

    def delete(self, **options: Any) -> Any:
        raise FrozenError(f"snapshot {self.pk} is frozen")
