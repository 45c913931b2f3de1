"""Notices in the inbox, who has read them, and what goes out of the house."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.ledger.models.clocks import About


class Notice(About):
    """Told once to a person, a unit or whoever holds a post: `key` is unique, so it is never told twice."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(units=("to_unit_id", "to_post__unit_id"), owner="to_user_id")
    KINDS = [("step", _("提醒")), ("letter", _("函件")), ("digest", _("每日摘要")), ("other", _("通知"))]

    key = models.CharField(_("通知标识"), max_length=150, unique=True)
    kind = models.CharField(_("类别"), max_length=10, choices=KINDS, default="other")
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("收件人")
    )
    to_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("收件单位")
    )
    to_post = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, related_name="+", verbose_name=_("收件职务")
    )
    text = models.CharField(_("内容"), max_length=500)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("通知时间"))

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_user__isnull=False) | Q(to_unit__isnull=False) | Q(to_post__isnull=False),
                name="a_notice_has_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.text


class NoticeRead(models.Model):
    """One person has read one notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reads", verbose_name=_("通知"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("读者")
    )
    at = models.DateTimeField(_("阅读时间"))

    class Meta:
        verbose_name = _("已读")
        verbose_name_plural = _("已读")
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.notice}"


class Outgoing(models.Model):
    """A message on its way to a mail server or a group's robot. Its id stays the same however often it is
    sent, so whoever receives it twice can tell."""

    id = models.UUIDField(_("消息编号"), primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="outgoing", verbose_name=_("通知"))
    #: the channel's key in the site's configuration
    channel = models.CharField(_("渠道"), max_length=40)
    #: an e-mail's address; "" for a group's robot
    address = models.CharField(_("收件地址"), max_length=200, blank=True)
    next_at = models.DateTimeField(_("下次发送时间"))
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    sent_at = models.DateTimeField(_("送出时间"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("放弃时间"), null=True, blank=True)
    error = models.CharField(_("最近的错误"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("外发消息")
        verbose_name_plural = _("外发消息")
        ordering = ["next_at"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel", "address"], name="sent_by_a_way_once")
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outgoing_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"
