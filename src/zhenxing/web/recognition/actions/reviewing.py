"""Initial review, the seats of experts, their declarations and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.ledger import services
from zhenxing.web.recognition import material, scoring
from zhenxing.web.recognition.actions.common import application
from zhenxing.web.recognition.models import Application, Expert, ExpertScore, InitialReview, Seat
from zhenxing.web.recognition.steps import take


@dataclass(frozen=True)
class ReviewApplication(Action[Application]):
    """Say whether the frozen material meets the conditions, and what was found of each judged criterion.

    `findings`: criterion → true, false or None (cannot be said). A negative opinion is the reason.
    """

    code: ClassVar[str] = "applications.review"
    permission: ClassVar[str] = "applications.review"

    application_id: int
    passed: bool
    opinion: str
    findings: Mapping[str, bool | None] = field(default_factory=dict)

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        if not self.opinion.strip():
            raise Invalid({"opinion": (_("请写明初审意见。"),)})

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        asked = {one.key for one in material.questions_of(found)}
        deed.reason = deed.reason or self.opinion.strip()
        take(deed, found, "review_pass" if self.passed else "review_fail")
        review = InitialReview(
            application=found,
            passed=self.passed,
            opinion=self.opinion.strip(),
            findings={key: value for key, value in self.findings.items() if key in asked},
            reviewer=deed.actor,
            reviewed_on=deed.day,
        )
        deed.save(review)
        return found


@dataclass(frozen=True)
class AssignExpert(Action[Seat]):
    """Ask an expert to score an application."""

    code: ClassVar[str] = "applications.assign-expert"
    permission: ClassVar[str] = "applications.review"

    application_id: int
    expert_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def check(self, deed: Deed) -> None:
        found: Application = deed.subject
        if not found.can(Capability.SCORABLE):
            raise ActionRefused(_("初审通过以后、评分结束之前才能安排专家。"))
        expert = Expert.objects.get(pk=self.expert_id)
        if expert.user_id is not None and found.authors.filter(pk=expert.user_id).exists():
            raise Invalid({"expert": (_("这位专家参与填报了这份申报，不能评审。"),)})
        if found.seats.filter(expert=expert).exists():
            raise Invalid({"expert": (_("这位专家已经在评审席位里。"),)})

    def execute(self, deed: Deed) -> Seat:
        seat = Seat(application=deed.subject, expert=Expert.objects.get(pk=self.expert_id))
        deed.save(seat)
        if seat.expert.user is not None:
            services.notify(
                deed,
                key=f"recognition:seat:{seat.pk}",
                text=_("请评审：%(case)s") % {"case": deed.subject},
                subject=seat,
                url=reverse("seats:detail", kwargs={"pk": seat.pk}),
                to_users=[seat.expert.user],
            )
        return seat


@dataclass(frozen=True)
class DeclareInterest(Action[Seat]):
    """An expert says, before scoring, whether they are concerned; who is stands back."""

    code: ClassVar[str] = "seats.declare"
    permission: ClassVar[str] = "seats.declare"

    seat_id: int
    conflict: bool
    note: str = ""

    def load(self) -> Seat:
        return _seat(self.seat_id)

    def check(self, deed: Deed) -> None:
        seat: Seat = deed.subject
        _own_seat(deed, seat)
        if seat.scored_on is not None:
            raise ActionRefused(_("您已经评分，不能再改利益关系声明。请联系领导小组办公室。"))
        if self.conflict and not self.note.strip():
            raise Invalid({"note": (_("请说明是什么利益关系。"),)})

    def execute(self, deed: Deed) -> Seat:
        seat: Seat = deed.subject
        seat.conflict, seat.conflict_note = self.conflict, self.note.strip()
        seat.declared_on = deed.day
        deed.save(seat)
        return seat


@dataclass(frozen=True)
class ScoreApplication(Action[Seat]):
    """Score every criterion that carries marks; the computed mark is kept beside each. `marks` by key."""

    code: ClassVar[str] = "seats.score"
    permission: ClassVar[str] = "seats.score"

    seat_id: int
    marks: Mapping[str, Decimal | None]
    opinion: str = ""

    def load(self) -> Seat:
        return _seat(self.seat_id)

    def check(self, deed: Deed) -> None:
        seat: Seat = deed.subject
        _own_seat(deed, seat)
        if not seat.application.can(Capability.SCORABLE):
            raise ActionRefused(_("这份申报现在不在评分阶段。"))
        if seat.conflict is None:
            raise ActionRefused(_("请先声明有无利益关系，再评分。"))
        if seat.conflict:
            raise ActionRefused(_("您已声明有利益关系，应当回避，不能评分。"))

    def execute(self, deed: Deed) -> Seat:
        seat: Seat = deed.subject
        criteria = scored_criteria(seat.application)
        marks = _within(criteria, self.marks)
        computed = computed_marks(seat.application)
        seat.marks.all().delete()
        ExpertScore.objects.bulk_create(
            ExpertScore(seat=seat, criterion=one, mark=marks[one.key], computed=computed.get(one.key))
            for one in criteria
        )
        seat.scored_on, seat.opinion = deed.day, self.opinion.strip()
        deed.save(seat)
        said = "、".join(f"{one.name}{marks[one.key]}" for one in criteria)
        deed.changes["scores_given"] = ["", said]
        return seat


@dataclass(frozen=True)
class CloseScoring(Action[Application]):
    """End the scoring once everybody who may score has: the score stands."""

    code: ClassVar[str] = "applications.close-scoring"
    permission: ClassVar[str] = "applications.review"

    application_id: int

    def load(self) -> Application:
        return application(self.application_id)

    def execute(self, deed: Deed) -> Application:
        found: Application = deed.subject
        found.score = scoring.final_score(totals(found), trim=found.call.scheme.trims)
        take(deed, found, "close_scoring")
        return found


def scored_criteria(found: Application) -> list[Any]:
    """The criteria that carry marks, in order."""
    return list(found.call.scheme.criteria.filter(archived_at__isnull=True, full_mark__gt=0))


def computed_marks(found: Application) -> dict[str, Decimal | None]:
    """Criterion → the mark its rule earns by the frozen material; None when that is unknown."""
    judged = material.judged(found)
    return {one.key: _computed(one, judged) for one in scored_criteria(found) if one.rule}


def _computed(criterion: Any, judged: Any) -> Decimal | None:
    """What the rule earns; a rule without points of its own earns the full mark or nothing."""
    rule = next((one for one in judged.rules if one.key == criterion.rule), None)
    if rule is None:
        return None
    if rule.full is not None or rule.points is not None:
        points: Decimal | None = rule.points
        return points
    full: Decimal = criterion.full_mark
    return {"true": full, "false": Decimal(0)}.get(rule.verdict)


def totals(found: Application) -> list[Decimal]:
    """The totals of the experts who scored and are not concerned."""
    full = {one.key: one.full_mark for one in scored_criteria(found)}
    seats = found.seats.filter(conflict=False, scored_on__isnull=False, archived_at__isnull=True)
    sums = [
        scoring.total({mark.criterion.key: mark.mark for mark in seat.marks.all()}, full)
        for seat in seats.prefetch_related("marks__criterion")
    ]
    return [one for one in sums if one is not None]


def _seat(pk: int) -> Seat:
    found: Seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("expert", "application__call__scheme", "application__town__area")
        .get(pk=pk)
    )
    return found


def _own_seat(deed: Deed, seat: Seat) -> None:
    """An expert speaks for themselves; the office may note down what one without an account says."""
    author = deed.actor is not None and seat.application.authors.filter(pk=deed.actor.pk).exists()
    if author:
        raise SelfApproval
    if seat.expert.user_id is not None and (deed.actor is None or deed.actor.pk != seat.expert.user_id):
        raise ActionRefused(_("这位专家有自己的账号，须由本人声明和评分。"))


def _within(criteria: list[Any], given: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    wrong: dict[str, tuple[str, ...]] = {}
    marks: dict[str, Decimal] = {}
    for one in criteria:
        mark = given.get(one.key)
        if mark is None or not 0 <= mark <= one.full_mark:
            wrong[f"mark_{one.key}"] = (_("请在 0 和 %(full)s 之间评分。") % {"full": one.full_mark},)
        else:
            marks[one.key] = mark
    if wrong:
        raise Invalid(wrong)
    return marks
