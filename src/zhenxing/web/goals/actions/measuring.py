"""How goals are read: the measure a person confirms, readings frozen as at a day, readings typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.web.goals import services
from zhenxing.web.goals.actions.common import goal, still_open
from zhenxing.web.goals.amounts import typed_amount
from zhenxing.web.goals.measures import BY_HAND, find, own_label
from zhenxing.web.goals.models import Goal, GoalBaseline, GoalMeasure, GoalReading
from zhenxing.web.goals.path_models import BASES
from zhenxing.web.goals.states import CONFIRMED, READINGS_TABLE
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services as ledger
from zhenxing.web.proofs.services import Upload, attach


@dataclass(frozen=True)
class ConfirmMeasure(Action[GoalMeasure]):
    """Say by what a goal is measured. What a register can tell is read at once."""

    code: ClassVar[str] = "goals.measure"
    permission: ClassVar[str] = "goals.measure"

    goal_id: int
    measure: str
    basis: str = "level"
    note: str = ""

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)
        if find(self.measure) is None:
            raise Invalid({"measure": (_("请从列表里选一种取数方式。"),)})
        if self.basis not in dict(BASES):
            raise Invalid({"basis": (_("请从列表里选一项。"),)})

    def execute(self, deed: Deed) -> GoalMeasure:
        found: Goal = deed.subject
        kept = GoalMeasure.objects.filter(goal=found).first() or GoalMeasure(goal=found)
        known = find(self.measure)
        assert known is not None  # checked
        kept.measure, kept.basis, kept.note = known.key, self.basis, self.note.strip()[:300]
        kept.archived_at = None
        deed.save(kept)
        if known.key != BY_HAND and known.ask(found, kept.area or found.area, deed.day).value is not None:
            services.take(deed, found, deed.day)
        services.judge_again([found.pk])
        return kept


@dataclass(frozen=True)
class SetPoint(Action[GoalBaseline]):
    """Put down where a goal began, or a step on its way, with where the figure is from."""

    code: ClassVar[str] = "goals.point"
    permission: ClassVar[str] = "goals.measure"

    goal_id: int
    kind: str
    amount: str
    on: date
    source: str

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)
        try:
            typed_amount(self.amount, deed.subject.unit)
        except ValueError as error:
            raise Invalid({"amount": (str(error),)}) from None

    def execute(self, deed: Deed) -> GoalBaseline:
        found: Goal = deed.subject
        value = typed_amount(self.amount, found.unit)
        made = GoalBaseline(goal=found, kind=self.kind, on=self.on, value=value, source=self.source.strip())
        try:
            made.full_clean()
        except ValidationError as error:
            known = {"kind", "on", "source"}
            told = {name if name in known else "": tuple(said) for name, said in error.message_dict.items()}
            if "" in told:
                raise ActionRefused("；".join(told[""])) from error
            raise Invalid(told) from error
        deed.save(made)
        services.judge_again([found.pk])
        return made


@dataclass(frozen=True)
class TakeReading(Action[GoalReading]):
    """Freeze what the goal's measure says as at a day."""

    code: ClassVar[str] = "goals.take"
    permission: ClassVar[str] = "goals.measure"

    goal_id: int
    at: date | None = None

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)
        if self.at is not None and self.at > deed.day:
            raise Invalid({"at": (_("截至日不能晚于今天。"),)})

    def execute(self, deed: Deed) -> GoalReading:
        return services.take(deed, deed.subject, self.at or deed.day)


@dataclass(frozen=True)
class EnterReading(Action[GoalReading]):
    """Report a goal's value as at a day with its proof; it counts once another has confirmed it."""

    code: ClassVar[str] = "goals.enter"
    permission: ClassVar[str] = "goals.claim"

    goal_id: int
    amount: str
    at: date
    source: str
    proof: Upload | None

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)
        wrong: dict[str, tuple[str, ...]] = {}
        if self.at > deed.day:
            wrong["at"] = (_("截至日不能晚于今天。"),)
        if not self.source.strip():
            wrong["source"] = (_("请写明数据出自哪里。"),)
        if self.proof is None:
            wrong["proof"] = (_("请附上佐证：照片、签字件或文件。"),)
        try:
            typed_amount(self.amount, deed.subject.unit)
        except ValueError as error:
            wrong["amount"] = (str(error),)
        if wrong:
            raise Invalid(wrong)

    def execute(self, deed: Deed) -> GoalReading:
        found: Goal = deed.subject
        assert self.proof is not None  # checked
        known = find(BY_HAND)
        made = GoalReading(
            goal=found,
            at=self.at,
            value=typed_amount(self.amount, found.unit),
            measure=own_label(known) if known else BY_HAND,
            source=self.source.strip()[:300],
            entered_by=deed.actor,
        )
        deed.save(made)
        attach(
            deed, made, self.proof, kind="reading", taken_on=self.at, area=found.area, unit=found.owner_unit
        )
        return made


@dataclass(frozen=True)
class ConfirmReading(Action[GoalReading]):
    """Confirm, as somebody who did not type it, that a reading is what its proof shows."""

    code: ClassVar[str] = "goal_readings.confirm"
    permission: ClassVar[str] = "goal_readings.confirm"

    reading_id: int

    def load(self) -> GoalReading:
        return _reading(self.reading_id)

    def check(self, deed: Deed) -> None:
        deed.forbid_self(deed.subject.entered_by_id)

    def execute(self, deed: Deed) -> GoalReading:
        found: GoalReading = deed.subject
        found.confirmed_by = deed.actor
        ledger.transit(deed, found, READINGS_TABLE, "confirm")
        services.judge_again([found.goal_id])
        return found


@dataclass(frozen=True)
class ReturnReading(Action[GoalReading]):
    """Send a reading back to whoever typed it, with the reason."""

    code: ClassVar[str] = "goal_readings.return"
    permission: ClassVar[str] = "goal_readings.confirm"
    needs_reason: ClassVar[bool] = True

    reading_id: int

    def load(self) -> GoalReading:
        return _reading(self.reading_id)

    def check(self, deed: Deed) -> None:
        if deed.subject.state == CONFIRMED:
            raise ActionRefused(_("这个读数已经有效，不能退回。情况有变的，填报新的读数。"))
        deed.forbid_self(deed.subject.entered_by_id)

    def execute(self, deed: Deed) -> GoalReading:
        found: GoalReading = deed.subject
        ledger.transit(deed, found, READINGS_TABLE, "return")
        if found.entered_by is not None:
            ledger.notify(
                deed,
                key=f"goal_readings:{found.pk}:return",
                text=_("您填报的读数被退回：%(reading)s。理由：%(reason)s")
                % {"reading": found, "reason": deed.reason},
                subject=found,
                to_users=[found.entered_by],
            )
        return found


def _reading(pk: int) -> GoalReading:
    rows = GoalReading.objects.select_for_update(of=("self",)).select_related("goal__area", "entered_by")
    found: GoalReading = rows.get(pk=pk)
    return found
