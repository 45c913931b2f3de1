"""What a problem and a common problem share: where it is, what it is, whose it is, until when, the answer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.problems.words import GRADES


class Handled(models.Model):
    """Something a unit is asked to solve by a day."""

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, db_index=False, related_name="+", verbose_name=_("地区")
    )
    town = models.ForeignKey(
        "towns.Town",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("专业镇"),
    )
    title = models.CharField(_("问题"), max_length=100)
    text = models.TextField(_("具体情况"), blank=True, max_length=4000)
    grade = models.CharField(_("办理层级"), max_length=20, choices=GRADES, blank=True)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("牵头办理单位"),
    )
    co_units = models.ManyToManyField(
        "organisations.Unit", blank=True, related_name="+", verbose_name=_("配合单位")
    )
    measures = models.TextField(_("解决措施"), blank=True, max_length=2000)
    due_on = models.DateField(_("承诺办结日"), null=True, blank=True)
    answer = models.TextField(_("答复"), blank=True, max_length=4000)
    answered_on = models.DateField(_("答复日"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    state: str

    @property
    def until(self) -> date | None:
        """The day the present state should end by, for its light; None when nothing runs."""
        return self.due_on if self.state in ("assigned", "redo") else None
