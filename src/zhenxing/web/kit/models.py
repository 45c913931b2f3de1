"""What every record has, and the two tables of deeds: the audit and the idempotency keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.scope import ScopePaths

if TYPE_CHECKING:
    from zhenxing.web.kit.actions import Deed


class RecordQuerySet(models.QuerySet[Any]):
    def current(self) -> RecordQuerySet:
        """Without the archived ones."""
        return self.filter(archived_at__isnull=True)


class Versioned(models.Model):
    """A row that knows how often it was saved. Only an action saves one (`Deed.save`).

    `scope_by` says through which fields it belongs to an area, a unit or a person; a model without it
    is seen by nobody.
    """

    scope_by: ClassVar[ScopePaths | None] = None
    #: the field that alone is what `str()` says of it; lists that refer to it then read no more of it
    said_by: ClassVar[str] = ""

    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True, editable=False)
    archived_at = models.DateTimeField(_("归档时间"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Record(Versioned):
    """A record people work on: it carries a version, its history, and whose it is."""

    history = HistoricalRecords(inherit=True)

    objects = RecordQuerySet.as_manager()

    @classmethod
    def written(cls, deed: Deed, rows: models.QuerySet[Any]) -> None:
        """What follows when these were typed or imported, in the same deed; raises to refuse it all."""

    class Meta:
        abstract = True


class AuditEntry(models.Model):
    """One deed, or one batch of a deed. Written by `run_action`, chained by the sealer, never edited."""

    #: no area, no unit, no owner: read with the site's reach alone
    scope_by: ClassVar[ScopePaths] = ScopePaths()

    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    actor_label = models.CharField(_("操作人姓名"), max_length=150)
    on_behalf_of = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, related_name="+", verbose_name=_("代表职务")
    )
    action = models.CharField(_("操作"), max_length=100, db_index=True)
    subject_type = models.CharField(_("对象类别"), max_length=100, blank=True)
    subject_id = models.CharField(_("对象编号"), max_length=64, blank=True)
    subject_label = models.CharField(_("对象"), max_length=300, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    request_id = models.CharField(_("请求编号"), max_length=64, blank=True, db_index=True)
    changes = models.JSONField(_("变化"), default=dict)
    count = models.PositiveIntegerField(_("涉及条数"), default=1)
    #: keyed hash of the address, so that two deeds can be compared and no address is kept
    client = models.CharField(_("来源"), max_length=64, blank=True)
    position = models.PositiveBigIntegerField(_("链上序号"), null=True, unique=True, editable=False)
    previous = models.CharField(_("上一条摘要"), max_length=64, blank=True, editable=False)
    seal = models.CharField(_("摘要"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{label_of(self.action)} {self.subject_label}".strip()


class IdempotencyKey(models.Model):
    """A submission that has had its effect; sent again, it gets the same answer."""

    key = models.CharField(max_length=100)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    action = models.CharField(max_length=100)
    body = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="+")
    #: what the API answered, to be said again word for word; empty for pages
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("防重复提交键")
        verbose_name_plural = _("防重复提交键")
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="one_effect_a_key"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(actor__isnull=True), name="one_system_effect_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SavedView(Record):
    """A list with its filters, order and columns under a name; one's own, or also one's unit's or area's.

    `query` is an address without the place in the list. What others see through it is what they may see.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(owner="owner_id")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views", verbose_name=_("所有人")
    )
    register = models.CharField(_("列表"), max_length=50)
    name = models.CharField(_("视图名称"), max_length=60)
    query = models.TextField(_("条件"), blank=True, max_length=2000)
    shared_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("共享给单位"),
    )
    shared_area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("共享给地区"),
    )
    opens_first = models.BooleanField(_("打开列表时先用"), default=False)

    class Meta:
        verbose_name = _("视图")
        verbose_name_plural = _("视图")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "register", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="one_view_a_name",
                violation_error_message=_("您已有同名的视图，请换一个名称。"),
            ),
            models.UniqueConstraint(
                fields=["owner", "register"],
                condition=models.Q(archived_at__isnull=True, opens_first=True),
                name="one_view_opens_first",
            ),
        ]
        indexes = [models.Index(fields=["register", "owner"], name="view_of_register")]

    def __str__(self) -> str:
        return self.name
