"""Records that lapse on a day, how far ahead the site wants to know, and the reminders made."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.organisations.models import Dated

#: how many days ahead a kind is said to lapse soon, where the site has not set its own
DAYS = 90


class Expiring(Dated):
    """A record valid from a day to a day; near the end somebody is told once.

    `lapsing` narrows to records whose end matters: an application that was not granted lapses from nothing.
    """

    #: the name under which the site keeps how many days ahead to tell: the register's key
    notice_kind: ClassVar[str] = ""
    lapsing: ClassVar[Q] = Q()

    class Meta:
        abstract = True

    @property
    def whose(self) -> str:
        """Who has to renew it, for a list over all kinds."""
        raise NotImplementedError


class NoticePeriod(Record):
    """How many days before the end of its validity a kind of record is said to lapse soon."""

    #: the whole site's: whoever sees one sees all
    scope_by: ClassVar[ScopePaths] = ScopePaths()

    kind = models.CharField(_("登记类别"), max_length=40, unique=True)
    days = models.PositiveSmallIntegerField(
        _("提前天数"), default=DAYS, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )

    class Meta:
        verbose_name = _("到期提醒设置")
        verbose_name_plural = _("到期提醒设置")
        ordering = ["kind"]

    def __str__(self) -> str:
        from zhenxing.web.expiry.queries import label_of  # it reads the models of all apps

        return str(label_of(self.kind))


class ExpiryReminder(models.Model):
    """Said once for one end of one record; closed when the record was renewed, archived or revoked."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    kind = models.CharField(_("登记类别"), max_length=40)
    record_id = models.PositiveBigIntegerField(_("记录编号"))
    lapses_on = models.DateField(_("到期日"))
    label = models.CharField(_("到期事项"), max_length=300)
    whose = models.CharField(_("持有人"), max_length=150, blank=True)
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    made_at = models.DateTimeField(_("提醒时间"))
    closed_at = models.DateTimeField(_("了结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("到期提醒")
        verbose_name_plural = _("到期提醒")
        ordering = ["lapses_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id", "lapses_on"], name="one_reminder_an_end")
        ]
        indexes = [models.Index(fields=["closed_at", "lapses_on"], name="reminder_open")]

    def __str__(self) -> str:
        return self.label
