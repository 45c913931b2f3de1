"""Days a site works or rests against the published calendar, and small marks the ledger keeps."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths

WORKED, FREE = "worked", "free"


class SpecialDay(Record):
    """A day that is worked or free whatever the shipped calendar says (a notice of the site's own)."""

    #: the whole site's: whoever sees one sees all
    scope_by: ClassVar[ScopePaths] = ScopePaths()
    said_by: ClassVar[str] = "name"

    day = models.DateField(_("日期"), unique=True, error_messages={"unique": _("这一天已经登记过。")})
    kind = models.CharField(_("上班或放假"), max_length=10, choices=[(FREE, _("放假")), (WORKED, _("上班"))])
    name = models.CharField(_("事由"), max_length=100)
    source = models.CharField(_("依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("特殊日期")
        verbose_name_plural = _("工作日历")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class AnnouncedYear(Record):
    """A year whose holidays the site keeps itself, because the notice came after the software: of it only
    the special days registered here count."""

    scope_by: ClassVar[ScopePaths] = ScopePaths()

    year = models.PositiveSmallIntegerField(
        _("年份"),
        unique=True,
        validators=[MinValueValidator(2008), MaxValueValidator(2060)],
        error_messages={"unique": _("这一年已经登记过。")},
    )
    document = models.CharField(_("依据文件"), max_length=200)
    number = models.CharField(_("文号"), max_length=100, blank=True)
    issued = models.DateField(_("印发日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("已公布年份")
        verbose_name_plural = _("已公布年份")
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年 {self.document}"


class Mark(models.Model):
    """Something the ledger remembers between ticks, by name (which calendar its due days follow)."""

    key = models.CharField(_("标识"), max_length=50, unique=True)
    value = models.CharField(_("内容"), max_length=200)

    class Meta:
        verbose_name = _("督办标记")
        verbose_name_plural = _("督办标记")

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
