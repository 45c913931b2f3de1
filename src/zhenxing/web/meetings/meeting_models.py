"""A meeting, what stands on its agenda, who is asked to it, what they report and what was decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.meetings.flow import ATTENDANCES, MEETINGS, STATEMENTS
from zhenxing.web.meetings.words import KINDS, MATTERS, PARTS, SOURCES
from zhenxing.web.organisations.models import Area, Post, Unit


class Meeting(Searchable, Record):
    """One meeting from its planning to its minutes, which become a document."""

    scope_by: ClassVar = ScopePaths(area="area__path", units=("unit_id", "attendances__unit_id"))
    search_from: ClassVar[tuple[str, ...]] = ("title",)

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("召集单位"))
    kind = models.CharField(_("会议种类"), max_length=20, choices=KINDS)
    title = models.CharField(_("会议名称"), max_length=150)
    held_on = models.DateField(_("会议日期"))
    starts_at = models.TimeField(_("开始时间"), null=True, blank=True)
    place = models.CharField(_("会议地点"), max_length=100, blank=True)
    chair = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主持人职务")
    )
    chaired_by = models.CharField(_("主持人"), max_length=50, blank=True)
    requirements = models.TextField(_("会议要求"), blank=True)
    contact = models.CharField(_("联系人和电话"), max_length=100, blank=True)
    receipt_by = models.DateField(_("回执截止日"), null=True, blank=True)
    minutes_days = models.PositiveSmallIntegerField(_("纪要时限（工作日）"), default=3)
    opening = models.TextField(_("纪要开头"), blank=True)
    number = models.CharField(_("纪要文号"), max_length=60, blank=True)
    issued_on = models.DateField(_("纪要印发日"), null=True, blank=True)
    noticed_on = models.DateField(_("通知日"), null=True, blank=True)
    state = models.CharField(
        _("状态"),
        max_length=20,
        default=MEETINGS.initial,
        choices=[(s.key, s.label) for s in MEETINGS.states],
    )
    #: the minutes as a document: the clause of every decision
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("纪要文件"),
    )

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["held_on", "id"]), models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return f"{self.title}（{self.held_on}）"

    def can(self, capability: Capability) -> bool:
        return MEETINGS.can(self.state, capability)

    def clean(self) -> None:
        super().clean()
        if self.receipt_by and self.held_on and self.receipt_by > self.held_on:
            raise ValidationError({"receipt_by": [_("回执截止日不能晚于会议日期。")]})
        _still(self, MEETINGS.holding(Capability.EDITABLE), _("通知发出以后，会议安排只能通过“改期”修改。"))


class OfMeeting(Record):
    """A part of a meeting; `open_in` are the states of the meeting in which people may change it."""

    open_in: ClassVar[frozenset[str]] = frozenset({"planned"})
    closed: ClassVar[Any] = _("通知已经发出，材料已经冻结，不能再改。确需修改，请先办“改期”。")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        meeting = getattr(self, "meeting", None)
        if meeting is not None and meeting.state not in self.open_in:
            raise ValidationError({"meeting": [self.closed]})


class AgendaItem(OfMeeting):
    """One item; its paper is filled from a ledger and frozen when the notice goes."""

    scope_by: ClassVar = ScopePaths(
        area="meeting__area__path", units=("meeting__unit_id", "meeting__attendances__unit_id")
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda", verbose_name=_("会议"))
    position = models.PositiveSmallIntegerField(_("序号"))
    title = models.CharField(_("议题"), max_length=200)
    matter = models.CharField(_("议题性质"), max_length=20, choices=MATTERS, default="report")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("汇报单位")
    )
    minutes = models.PositiveSmallIntegerField(_("用时（分钟）"), null=True, blank=True)
    source = models.CharField(_("材料取自"), max_length=20, blank=True, choices=SOURCES)
    of_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("只取这个单位的")
    )
    text = models.TextField(_("材料正文"), blank=True)

    class Meta:
        verbose_name = _("会议议题")
        verbose_name_plural = _("会议议题")
        ordering = ["meeting", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                condition=models.Q(archived_at__isnull=True),
                name="one_item_a_place_on_the_agenda",
                violation_error_message=_("这个会议已有同一序号的议题。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Attendance(OfMeeting):
    """Who is asked to a meeting, whether they will come, and whether they did."""

    scope_by: ClassVar = ScopePaths(area="meeting__area__path", units=("unit_id",))
    open_in: ClassVar[frozenset[str]] = frozenset({"planned", "noticed"})
    closed: ClassVar[Any] = _("会议已经召开，参会名单不能再改。")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name=_("会议"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("参会单位")
    )
    person = models.CharField(_("参会人"), max_length=100, blank=True)
    duty = models.CharField(_("参会人职务"), max_length=100, blank=True)
    part = models.CharField(_("参会身份"), max_length=10, choices=PARTS, default="attend")
    substitute = models.CharField(_("替会人"), max_length=100, blank=True)
    note = models.CharField(_("回执说明"), max_length=300, blank=True)
    answered_on = models.DateField(_("回执日"), null=True, blank=True)
    state = models.CharField(
        _("状态"),
        max_length=20,
        default=ATTENDANCES.initial,
        choices=[(s.key, s.label) for s in ATTENDANCES.states],
    )

    class Meta:
        verbose_name = _("参会安排")
        verbose_name_plural = _("参会安排")
        ordering = ["meeting", "id"]
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return "　".join(str(part) for part in (self.unit, self.person) if part) or str(self.duty)

    def clean(self) -> None:
        super().clean()
        if self.unit is None and not self.person:
            raise ValidationError({"person": [_("请写参会单位或参会人。")]})


class Statement(OfMeeting):
    """A unit's written report in three parts: work done, problems and suggestions, next steps."""

    scope_by: ClassVar = ScopePaths(area="meeting__area__path", units=("unit_id",))
    open_in: ClassVar[frozenset[str]] = frozenset({"planned", "noticed"})
    closed: ClassVar[Any] = _("会议已经召开，书面汇报不能再改。")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="statements", verbose_name=_("会议"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("汇报单位"))
    period = models.CharField(_("汇报时段"), max_length=50, blank=True)
    work = models.TextField(_("工作情况"), blank=True)
    problems = models.TextField(_("存在的问题及建议"), blank=True)
    next_steps = models.TextField(_("下一步打算"), blank=True)
    state = models.CharField(
        _("状态"),
        max_length=20,
        default=STATEMENTS.initial,
        choices=[(s.key, s.label) for s in STATEMENTS.states],
    )

    class Meta:
        verbose_name = _("书面汇报")
        verbose_name_plural = _("书面汇报")
        ordering = ["meeting", "unit", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "unit"],
                condition=models.Q(archived_at__isnull=True),
                name="one_statement_a_unit_and_meeting",
                violation_error_message=_("这个单位在这次会议上已有一份书面汇报。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}　{self.period}".strip()

    def clean(self) -> None:
        super().clean()
        _still(self, STATEMENTS.holding(Capability.EDITABLE), _("书面汇报已经提交，退回以后才能修改。"))


class Decision(OfMeeting):
    """What a meeting decided: who does what until when. Issued with the minutes it becomes a task."""

    #: a unit sees what it is to do once that is a task: a draft is nobody's but theirs who write it
    scope_by: ClassVar = ScopePaths(
        area="meeting__area__path", units=("meeting__unit_id", "task__assignments__unit")
    )
    open_in: ClassVar[frozenset[str]] = frozenset({"held"})
    closed: ClassVar[Any] = _("只有会议召开以后、纪要送签以前，才能登记或修改议定事项。")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name=_("会议"))
    position = models.PositiveSmallIntegerField(_("序号"))
    heading = models.CharField(_("议定事项"), max_length=200)
    content = models.TextField(_("具体要求"), blank=True)
    #: 现场办公: what was asked, and by whom
    question = models.TextField(_("针对的问题"), blank=True)
    raised_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提出单位")
    )
    lead = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    support = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("配合单位"))
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任领导职务")
    )
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    clause_label = models.CharField(_("条款号"), max_length=100, blank=True, editable=False)
    start = models.PositiveIntegerField(_("起"), null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(_("止"), null=True, blank=True, editable=False)
    task = models.ForeignKey(
        "tasks.Task",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="decisions",
        verbose_name=_("转为任务"),
    )

    class Meta:
        verbose_name = _("议定事项")
        verbose_name_plural = _("议定事项")
        ordering = ["meeting", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                condition=models.Q(archived_at__isnull=True),
                name="one_decision_a_place",
                violation_error_message=_("这个会议已有同一序号的议定事项。"),
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        super().clean()
        held = getattr(self, "meeting", None)
        if held is not None and self.due_on and self.due_on < held.held_on:
            raise ValidationError({"due_on": [_("完成期限不能早于会议日期。")]})


class FrozenError(RuntimeError):
    """A frozen sheet is never changed and never deleted."""


class FrozenSheet(models.Model):
    """What a paper said on the day it was frozen: canonical JSON and its digest. Written once."""

    subject_type = models.CharField(_("事项类别"), max_length=100)
    subject_id = models.PositiveBigIntegerField(_("事项编号"))
    text = models.TextField(_("冻结内容"))
    sha256 = models.CharField(_("摘要"), max_length=64)
    frozen_on = models.DateField(_("冻结日"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("冻结人")
    )

    class Meta:
        verbose_name = _("冻结的会议材料")
        verbose_name_plural = _("冻结的会议材料")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="frozen_sheet_of")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.sha256[:12]}"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise FrozenError("a frozen sheet is never edited; a correction is a new one")
        super().save(**options)

    def delete(self, **options: Any) -> Any:
        raise FrozenError("a frozen sheet is never deleted")


def _still(record: Any, states: frozenset[str], why: Any) -> None:
    """Refuse a change of what is past the states in which people may change it."""
    if record.pk is not None and record.state not in states:
        raise ValidationError(str(why))
