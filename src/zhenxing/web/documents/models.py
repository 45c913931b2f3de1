"""A document, what intake read from it, what the compiler made of it, and what people decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.kinds import GENRES, KINDS
from zhenxing.web.documents.states import (
    DOCUMENT_STATES,
    PENDING,
    PROPOSAL_STATES,
    RECEIVED,
    DocumentState,
    ProposalState,
    choices,
)
from zhenxing.web.documents.storage import FILES
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.organisations.models import Dated


class Document(Record):
    """An official document of an area. What identifies it is the machine's until a person confirms it."""

    scope_by = ScopePaths(area="area__path", owner="uploaded_by")
    stored: ClassVar = {"sha256": FILES}

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    title = models.CharField(_("标题"), max_length=300)
    doc_number = models.CharField(_("文号"), max_length=100, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=200, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    genre = models.CharField(_("文种"), max_length=20, blank=True, choices=tuple(GENRES.items()))
    state = models.CharField(
        _("状态"), max_length=20, default=RECEIVED, choices=choices(DOCUMENT_STATES.values())
    )
    #: of the file's bytes; the file lies in the store under this name
    sha256 = models.CharField(_("文件摘要"), max_length=64, editable=False)
    file_name = models.CharField(_("原文件名"), max_length=255, blank=True)
    media_type = models.CharField(_("文件类型"), max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("大小（字节）"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    version_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name=_("替代的旧版"),
    )
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("采纳人"),
    )
    adopted_at = models.DateTimeField(_("采纳时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "sha256"], name="one_document_a_file_and_area")
        ]
        #: lists of what documents hold begin with the newest document
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="document_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def can(self) -> DocumentState:
        """What the document's state allows."""
        return DOCUMENT_STATES[self.state]


class SourceText(models.Model):
    """What intake read from the file, exactly; the compiler's only input. Never edited."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="source", verbose_name=_("文件"))
    text = models.TextField(_("原文"))
    encoding = models.CharField(_("编码"), max_length=40, blank=True)
    page_starts = models.JSONField(_("分页位置"), default=list, blank=True)
    notes = models.JSONField(_("读入说明"), default=list, blank=True)

    class Meta:
        verbose_name = _("原文")
        verbose_name_plural = _("原文")

    def __str__(self) -> str:
        return str(self.document)


class CompileJob(models.Model):
    """One run of the compiler over a document: how far it is, whether to stop, what went wrong."""

    scope_by = ScopePaths(area="document__area__path", owner="document__uploaded_by")

    document = models.ForeignKey(Document, models.CASCADE, related_name="jobs", verbose_name=_("文件"))
    stage = models.CharField(_("步骤"), max_length=40, blank=True)
    done = models.PositiveSmallIntegerField(_("已完成步骤"), default=0)
    total = models.PositiveSmallIntegerField(_("步骤总数"), default=0)
    cancel = models.BooleanField(_("已请求取消"), default=False)
    error = models.TextField(_("出错说明"), blank=True)
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("解析作业")
        verbose_name_plural = _("解析作业")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document} #{self.pk}"


class CompiledPlan(models.Model):
    """What one version of the compiler made of a document. Written once, never edited."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="plans", verbose_name=_("文件"))
    compiler = models.CharField(_("编译器版本"), max_length=40)
    created_at = models.DateTimeField(_("编译时间"), default=timezone.now)
    plan = models.JSONField(_("解析结果"))
    #: what the pages draw; see `layout.layout`
    layout = models.JSONField(_("版面"))

    class Meta:
        verbose_name = _("解析结果")
        verbose_name_plural = _("解析结果")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.compiler}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a compiled plan is never edited; compile again for another")
        super().save(*args, **kwargs)


class Proposal(Record):
    """One thing the compiler found, for a person to confirm, correct or send back."""

    scope_by = ScopePaths(area="document__area__path", owner="document__uploaded_by")

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals", verbose_name=_("文件"))
    #: its place in review, from 1; `#p-12` on the page
    number = models.PositiveIntegerField(_("编号"))
    kind = models.CharField(_("类别"), max_length=20, choices=[(k.name, k.label) for k in KINDS.values()])
    #: the plan's id of the item; empty when a person added it
    item = models.CharField(_("解析项"), max_length=300, blank=True)
    text = models.TextField(_("文字"), blank=True)
    clause = models.CharField(_("条款"), max_length=60, blank=True)
    start = models.PositiveIntegerField(_("起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("止"), null=True, blank=True)
    source_start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    certainty = models.CharField(_("把握"), max_length=10)
    payload = models.JSONField(_("机器所读"))
    #: what the person made of it; only the fields they decided
    decided = models.JSONField(_("人工核定"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, default=PENDING, choices=choices(PROPOSAL_STATES.values())
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核定人"),
    )
    decided_at = models.DateTimeField(_("核定时间"), null=True, blank=True)
    #: the one it was merged into; its own state says so
    merged_into = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="merged", verbose_name=_("并入")
    )
    #: the one it was split off
    split_from = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name=_("拆自")
    )
    #: where the machine had it ({text, clause, start, …}), once a person has moved, merged or split it
    placed = models.JSONField(_("机器所定位置"), null=True, blank=True)
    #: why a second reader sent it back; empty once it is decided again
    returned = models.CharField(_("复核意见"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("解析建议")
        verbose_name_plural = _("解析建议")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_proposal_a_number")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.number}"

    @property
    def can(self) -> ProposalState:
        """What the decision so far means."""
        return PROPOSAL_STATES[self.state]

    @property
    def values(self) -> dict[str, Any]:
        """What the machine read, with what the person decided over it."""
        return {**self.payload, **(self.decided or {})}


class ReviewStep(models.Model):
    """One deed of one person in one review, with what it takes to undo it. Undone newest first."""

    scope_by = ScopePaths(area="document__area__path", owner="actor")

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps", verbose_name=_("文件"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("操作人")
    )
    #: the audit code of the deed
    action = models.CharField(_("操作"), max_length=100)
    at = models.DateTimeField(_("时间"), default=timezone.now)
    #: number → {"now": mark of how the deed left it, "was": fields before, or null where the deed made it}
    touched = models.JSONField(_("涉及条目"))
    #: what else the deed made: {"aliases": [ids], "units": [ids]}
    made = models.JSONField(_("附带产生"), default=dict, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("核对步骤")
        verbose_name_plural = _("核对步骤")
        ordering = ["-id"]
        indexes = [models.Index(fields=["document", "actor", "undone_at"])]

    def __str__(self) -> str:
        return f"{self.document} · {self.action} #{self.pk}"


class SecondReaderRule(Dated, Record):
    """Whether documents of an area (and below, where no nearer rule speaks) need a second reader."""

    scope_by = ScopePaths(area="area__path")

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    required = models.BooleanField(_("采纳前须经复核"), default=True)

    class Meta:
        verbose_name = _("复核规定")
        verbose_name_plural = _("复核规定")
        ordering = ["area__path", "-valid_from", "-id"]

    def __str__(self) -> str:
        return f"{self.area} {_('须经复核') if self.required else _('不须复核')}"


class SignOff(models.Model):
    """A second reader's word on a review: signed as it stood, or sent back item by item."""

    scope_by = ScopePaths(area="document__area__path", owner="reader")

    document = models.ForeignKey(Document, models.CASCADE, related_name="sign_offs", verbose_name=_("文件"))
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("复核人")
    )
    at = models.DateTimeField(_("复核时间"), default=timezone.now)
    signed = models.BooleanField(_("已签署"))
    #: of every decision as it stood; a signature holds as long as it is still the same
    fingerprint = models.CharField(_("核对指纹"), max_length=64)
    #: numbers of the items read
    read = models.JSONField(_("所读条目"), default=list)
    #: number → reason, of the items sent back
    returned = models.JSONField(_("退回条目"), default=dict, blank=True)

    class Meta:
        verbose_name = _("复核签署")
        verbose_name_plural = _("复核签署")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.reader}"
