"""An import as a record of its own: who, when, which file, which columns, what came of it, row by row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.imports.states import IMPORT_STATES, UPLOADED, ImportState, choices
from zhenxing.web.imports.store import FILES
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths

#: characters of a SHA-256 in hex
_SHA256 = 64


class Import(Record):
    """One workbook on its way into one register. It belongs to the area and unit of whoever brought it."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",), owner="uploaded_by_id")
    stored: ClassVar = {"sha256": FILES, "plan": FILES}

    #: the register's key
    register = models.CharField(_("导入到"), max_length=60)
    state = models.CharField(_("状态"), max_length=20, default=UPLOADED, choices=choices)
    area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("地区"),
    )
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("单位"),
    )
    #: of the file's bytes; the file lies in the store under this name
    sha256 = models.CharField(_("文件摘要"), max_length=_SHA256, editable=False, db_index=True)
    file_name = models.CharField(_("原文件名"), max_length=255, blank=True)
    size = models.PositiveBigIntegerField(_("大小（字节）"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    #: the sheets taken, each {"sheet": name, "columns": {column letter: field, "" to leave it out}}
    mapping = models.JSONField(_("列的对应"), default=list)
    #: the dry run's result lies in the store under this name
    plan = models.CharField(_("核对结果"), max_length=_SHA256, blank=True, editable=False)
    total = models.PositiveIntegerField(_("总行数"), default=0, editable=False)
    inserts = models.PositiveIntegerField(_("新增条数"), default=0, editable=False)
    updates = models.PositiveIntegerField(_("修改条数"), default=0, editable=False)
    unchanged = models.PositiveIntegerField(_("未变条数"), default=0, editable=False)
    rejected = models.PositiveIntegerField(_("有误条数"), default=0, editable=False)
    #: others changed the records between the dry run and the writing
    refused = models.PositiveIntegerField(_("未写入条数"), default=0, editable=False)
    #: leave out the rows that are wrong and take the others
    partly = models.BooleanField(_("只导入无误的行"), default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("确认人"),
    )
    applied_at = models.DateTimeField(_("写入时间"), null=True, blank=True)
    error = models.TextField(_("出错说明"), blank=True)

    class Meta:
        verbose_name = _("导入记录")
        verbose_name_plural = _("导入记录")
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["register", "sha256"], name="import_file")]

    def __str__(self) -> str:
        return self.file_name or self.sha256[:12]

    @property
    def place(self) -> str:
        """Whose habits with headings it follows."""
        return f"unit-{self.unit_id}" if self.unit_id else f"area-{self.area_id}"

    @property
    def can(self) -> ImportState:
        """What the import's state allows."""
        return IMPORT_STATES[self.state]


class ImportWork(models.Model):
    """What the worker and the pages need besides: how the sheets look, and how far the worker is.

    Apart from the import itself, so that telling how far it is makes no version of it.
    """

    brought = models.OneToOneField(
        Import, models.CASCADE, primary_key=True, related_name="work", verbose_name=_("导入记录")
    )
    #: the sheets with their headings and first values, as plain values (`sheets.described`)
    layout = models.JSONField(_("版面"), default=list)
    #: what could not be written in the end, and why (`plans.Missed` as plain values)
    missed = models.JSONField(_("未写入的行"), default=list)
    stage = models.CharField(_("步骤"), max_length=40, blank=True)
    done = models.PositiveIntegerField(_("已完成步骤"), default=0)
    total = models.PositiveIntegerField(_("步骤总数"), default=0)

    class Meta:
        verbose_name = _("导入作业")
        verbose_name_plural = _("导入作业")

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"


class ImportedRow(models.Model):
    """That a row of a workbook made or changed a record: the way from a record back to its cells."""

    brought = models.ForeignKey(
        Import, models.CASCADE, related_name="rows", db_index=False, verbose_name=_("导入记录")
    )
    #: the record's key in the import's register
    record_id = models.BigIntegerField(_("记录"), db_index=False)
    #: which of the sheets in the import's mapping, and that sheet's own row number
    sheet = models.PositiveSmallIntegerField(_("工作表"), default=0)
    row = models.PositiveIntegerField(_("行号"))
    #: the record's version once it was written; 1 when the import made it
    record_version = models.PositiveIntegerField(_("版本"))

    class Meta:
        verbose_name = _("导入的行")
        verbose_name_plural = _("导入的行")
        constraints = [
            models.UniqueConstraint(fields=["brought", "record_id"], name="one_row_a_record_and_import")
        ]
        indexes = [models.Index(fields=["record_id", "brought"], name="imported_record")]

    def __str__(self) -> str:
        return f"{self.brought} {self.row}"


class RememberedColumn(models.Model):
    """Which field a heading meant to this unit in this register; learnt when a person confirmed it."""

    register = models.CharField(_("导入到"), max_length=60)
    #: whose habit it is: "unit-12", or "area-3" where a role is held for a whole area
    place = models.CharField(_("适用范围"), max_length=40)
    heading = models.CharField(_("表头"), max_length=200)
    #: "" means: leave this column out
    field = models.CharField(_("字段"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("记住的列")
        verbose_name_plural = _("记住的列")
        constraints = [
            models.UniqueConstraint(fields=["register", "place", "heading"], name="one_meaning_a_heading")
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.field}"
