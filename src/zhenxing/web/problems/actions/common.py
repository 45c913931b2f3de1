"""What the deeds on problems share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Unit
from zhenxing.web.problems.models import CommonProblem, Problem
from zhenxing.web.problems.visit_models import rule_for, working_days_after

_MODELS: dict[str, type[Problem] | type[CommonProblem]] = {
    "problems": Problem,
    "common_problems": CommonProblem,
}


@dataclass(frozen=True)
class OnOne(Action[Any], abstract=True):
    """A deed on a problem or a common one: `key` is that of its register."""

    key: str
    pk: int

    @property
    def deed(self) -> str:
        """The last part of the audit code."""
        raise NotImplementedError

    @property
    def verb(self) -> str:
        """What permission it needs."""
        raise NotImplementedError

    @property
    def code(self) -> str:  # type: ignore[override]  # it follows from the register
        return f"{self.key}.{self.deed}"

    @property
    def permission(self) -> str:  # type: ignore[override]  # it follows from the register
        return f"{self.key}.{self.verb}"

    def load(self) -> Any:
        rows = _MODELS[self.key]._default_manager.select_for_update(of=("self",))
        return rows.select_related("area", "unit").get(pk=self.pk)


class NotYours(ActionRefused):
    """Only the unit that leads answers for it."""

    def __init__(self, unit: Unit | None) -> None:
        super().__init__(_("这一步由牵头办理单位（%(unit)s）的人员办理。") % {"unit": unit or "—"})


def only_its_unit(deed: Deed) -> None:
    """Raise unless whoever does the deed acts for the unit that leads."""
    if deed.actor is None:
        raise NotYours(deed.subject.unit)
    if deed.subject.unit_id not in deed.actor.unit_ids():
        raise NotYours(deed.subject.unit)


def promised(record: Any, grade: str, due_on: date | None, deed: Deed) -> date:
    """The promised day: the one named, else by the rule of the place. Raises `Invalid` when neither is."""
    day = deed.day
    if due_on is None:
        rule = rule_for(record.area.path, day)
        due_on = working_days_after(day, rule.days_of(grade) if rule else None)
    if due_on is None:
        raise Invalid({"due_on": (_("本地服务规则没有规定这一层级的办理时限，请填写承诺办结日。"),)})
    if due_on < day:
        raise Invalid({"due_on": (_("承诺办结日不能早于今天。"),)})
    return due_on


def give(deed: Deed, record: Any, unit: Unit, co_units: Iterable[Unit]) -> None:
    """Set who works on it and with whom; who helps is said in the audit."""
    others = [one for one in co_units if one.pk != unit.pk]
    before = "、".join(str(one) for one in record.co_units.all())
    record.unit = unit
    record.co_units.set(others)
    after = "、".join(str(one) for one in others)
    deed.note(record, {"co_units": before}, {"co_units": after})
