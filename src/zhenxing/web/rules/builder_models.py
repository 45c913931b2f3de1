"""What is being written on a rulebook and not yet in force."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.scope import ScopePaths


class RuleDraft(models.Model):
    """The text and cases of a rulebook as somebody is changing them; nothing is judged by it.

    `told` is why it is not in force: the cases that come out otherwise than they say, a line each.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths()

    rulebook = models.OneToOneField(
        "rules.Rulebook", models.CASCADE, related_name="draft", verbose_name=_("规则")
    )
    text = models.TextField(_("规则正文"))
    cases = models.TextField(_("校验案例"), blank=True)
    told = models.TextField(_("未发布的原因"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("起草人")
    )
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        verbose_name = _("规则草稿")
        verbose_name_plural = _("规则草稿")

    def __str__(self) -> str:
        return str(self.rulebook)
