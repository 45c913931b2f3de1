"""Work that changed hands: from whom, to whom, when and why, and what it was."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.organisations.models import Area, Post, Unit

_UNITS = Q(from_unit__isnull=False, to_unit__isnull=False, from_post__isnull=True, to_post__isnull=True)
_POSTS = Q(from_unit__isnull=True, to_unit__isnull=True, from_post__isnull=False, to_post__isnull=False)


def _key(model: type[Any], label: Any) -> Any:
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class HandOver(Record):
    """One hand-over: everything in it moved in one deed. Written once."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="area__path", units=("from_unit_id", "to_unit_id", "from_post__unit_id", "to_post__unit_id")
    )

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    from_unit = _key(Unit, _("移交单位"))
    to_unit = _key(Unit, _("接收单位"))
    from_post = _key(Post, _("移交职务"))
    to_post = _key(Post, _("接收职务"))
    on = models.DateField(_("移交日期"))
    reason = models.CharField(_("移交理由"), max_length=300)
    count = models.PositiveIntegerField(_("移交件数"))
    #: [{"kind", "type", "id", "label"}], as it stood then
    moved = models.JSONField(_("移交事项"), default=list)

    class Meta:
        verbose_name = _("工作移交")
        verbose_name_plural = _("工作移交")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=_UNITS | _POSTS, name="between_units_or_posts")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"

    @property
    def giver(self) -> Any:
        return self.from_unit or self.from_post

    @property
    def taker(self) -> Any:
        return self.to_unit or self.to_post
