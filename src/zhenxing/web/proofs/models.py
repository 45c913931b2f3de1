"""A file that shows that something was done, attached to a record of any kind."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.proofs.store import FILES


class ProofFile(Record):
    """One file as it came; what it belongs to is named by kind and number, so any record can have some.

    `sha256` is indexed: the same picture used for two things is found by it.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",), owner="uploaded_by_id")
    stored: ClassVar = {"sha256": FILES}
    said_by: ClassVar[str] = "name"

    subject_type = models.CharField(_("事项类别"), max_length=100, editable=False)
    subject_id = models.PositiveBigIntegerField(_("事项编号"), editable=False)
    subject_label = models.CharField(_("证明的事项"), max_length=300, editable=False)
    #: what it proves within its subject, as a short key ("signing"); empty: in general
    kind = models.CharField(_("佐证类别"), max_length=40, blank=True, editable=False)
    name = models.CharField(_("佐证名称"), max_length=150)
    file_name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("文件类型"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("字节数"), editable=False)
    sha256 = models.CharField(_("文件摘要"), max_length=64, db_index=True, editable=False)
    taken_on = models.DateField(_("形成日期"), null=True, blank=True)
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("所属地区")
    )
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提供单位"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("上传人"),
        editable=False,
    )

    class Meta:
        verbose_name = _("佐证文件")
        verbose_name_plural = _("佐证文件")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="proof_of_subject")]

    def __str__(self) -> str:
        return self.name
