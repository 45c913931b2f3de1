"""Clocks on any record, with their pauses and extensions; the steps of escalation done; the transits."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.clocks import ClockRule, Extension, Pause, Run
from zhenxing.web.kit.models import Record, RecordQuerySet
from zhenxing.web.kit.scope import ScopePaths

COUNTED_IN = [("workday", _("个工作日")), ("day", _("个自然日")), ("month", _("个月"))]


class About(models.Model):
    """A row about a record of any kind."""

    subject_type = models.CharField(_("事项类别"), max_length=100)
    subject_id = models.PositiveBigIntegerField(_("事项编号"))
    subject_label = models.CharField(_("事项"), max_length=300)

    class Meta:
        abstract = True


class ClockQuerySet(RecordQuerySet):
    def running(self) -> ClockQuerySet:
        """Those that were not stopped; a paused one is among them."""
        return self.filter(stopped_on__isnull=True, archived_at__isnull=True)

    def of(self, subject: models.Model) -> ClockQuerySet:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def whole(self) -> ClockQuerySet:
        """With everything that `run()` reads."""
        return self.prefetch_related("pauses", "extensions")


class Clock(About, Record):
    """How long a record may take, since when, until when, and who answers for it.

    The rule is kept as it was when the clock started: a later text does not change a time that runs.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id", "post__unit_id"))

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    key = models.CharField(_("时限标识"), max_length=60)
    label = models.CharField(_("时限"), max_length=100)
    limit = models.PositiveIntegerField(_("时限长度"), default=0)
    counted_in = models.CharField(_("计时单位"), max_length=10, choices=COUNTED_IN, default="workday")
    #: a day that was set instead of a limit: a document's own date
    until = models.DateField(_("规定日期"), null=True, blank=True)
    rolls = models.BooleanField(_("末日遇休息日顺延"), default=True)
    clause = models.CharField(_("条款号"), max_length=100, blank=True)
    document = models.CharField(_("依据文件"), max_length=300, blank=True)
    #: keys of the rule that colours its light and of the ladder it climbs ("": none)
    light_rule = models.CharField(_("亮灯规则"), max_length=60, blank=True)
    ladder = models.CharField(_("督办阶梯"), max_length=60, blank=True)
    started_on = models.DateField(_("起算日"))
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    stopped_on = models.DateField(_("停止日"), null=True, blank=True)
    #: the day the next step of the ladder is due; None: no further step
    acts_on = models.DateField(_("下一步日期"), null=True, blank=True)
    #: how often its end was moved: each new end is reminded of, and escalated, anew
    round = models.PositiveIntegerField(_("轮次"), default=1)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任职务"),
    )
    leader = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("分管领导职务"),
    )

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("时限")
        verbose_name_plural = _("时限")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "key"],
                condition=Q(stopped_on__isnull=True),
                name="one_clock_runs",
            )
        ]
        indexes = [
            models.Index(fields=["acts_on", "id"], condition=Q(stopped_on__isnull=True), name="clock_acts"),
            models.Index(fields=["due_on", "id"], name="clock_due"),
            models.Index(fields=["subject_type", "subject_id"], name="clock_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} {self.label}"

    @cached_property
    def rule(self) -> ClockRule:
        """The rule it was started with."""
        return ClockRule(
            self.key,
            self.label,
            self.limit,
            self.counted_in,
            clause=self.clause,
            document=self.document,
            rolls=self.rolls,
        )

    def run(self) -> Run:
        """What `core.ledger.clocks` reckons with; read the clock `whole()` to spare two queries.

        A day that was set is moved itself when time is given, so that it is the same day everywhere:
        only a pause that is on counts beside it.
        """
        if self.pk is None:
            return Run(self.started_on, until=self.until)
        pauses = self.paused()
        if self.until is not None:
            on = tuple(one for one in pauses if one.end is None)
            return Run(self.started_on, on, (), self.stopped_on, self.until)
        given = tuple(Extension(one.days, one.reason, one.authority) for one in self.extensions.all())
        return Run(self.started_on, pauses, given, self.stopped_on)

    def paused(self) -> tuple[Pause, ...]:
        """Every pause there was."""
        return tuple(Pause(one.begins, one.ends, one.reason) for one in self.pauses.all())


class ClockPause(models.Model):
    """The days from `begins` to the day before `ends` do not count; no end: still paused."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="pauses", verbose_name=_("时限"))
    begins = models.DateField(_("暂停日"))
    ends = models.DateField(_("恢复日"), null=True, blank=True)
    reason = models.CharField(_("暂停理由"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )

    class Meta:
        verbose_name = _("暂停计时")
        verbose_name_plural = _("暂停计时")
        ordering = ["begins", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(ends__isnull=True), name="one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="a_pause_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins}—{self.ends or ''} {self.reason}"


class ClockExtension(models.Model):
    """More time: working days on a clock of working days, else calendar days."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="extensions", verbose_name=_("时限"))
    days = models.PositiveSmallIntegerField(_("延长天数"))
    reason = models.CharField(_("延期理由"), max_length=300)
    authority = models.CharField(_("批准依据"), max_length=200)
    granted_on = models.DateField(_("批准日期"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )

    class Meta:
        verbose_name = _("延期")
        verbose_name_plural = _("延期")
        ordering = ["granted_on", "id"]

    def __str__(self) -> str:
        return f"+{self.days} {self.authority}"


class Escalated(models.Model):
    """A step of the ladder that was done for a clock: once in a round, whatever happens to the machine."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="steps", verbose_name=_("时限"))
    round = models.PositiveIntegerField(_("轮次"))
    step = models.CharField(_("步骤"), max_length=20)
    done_on = models.DateField(_("办理日"))
    #: a person began higher up, so this step was left out
    skipped = models.BooleanField(_("越过"), default=False)

    class Meta:
        verbose_name = _("督办步骤")
        verbose_name_plural = _("督办步骤")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["clock", "round", "step"], name="a_step_is_done_once")]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.step}"


class Transit(About):
    """One change of state: who, when, why, with which proofs. Written once, never edited."""

    ledger = models.CharField(_("台账"), max_length=60)
    transition = models.CharField(_("办理环节"), max_length=60)
    source = models.CharField(_("原状态"), max_length=40)
    target = models.CharField(_("新状态"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )
    at = models.DateTimeField(_("时间"))
    reason = models.TextField(_("理由"), blank=True)
    proofs = models.JSONField(_("佐证"), default=dict, blank=True)

    class Meta:
        verbose_name = _("流转记录")
        verbose_name_plural = _("流转记录")
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="transit_subject")]

    def __str__(self) -> str:
        return f"{self.subject_label} {self.source}→{self.target}"
