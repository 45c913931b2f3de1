"""The unit answers, the asker rates, another person closes; whoever is not satisfied sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.problems import steps
from zhenxing.web.problems.actions.common import OnOne, only_its_unit
from zhenxing.web.problems.flow import step_of_rating
from zhenxing.web.problems.models import Problem
from zhenxing.web.problems.visit_models import rule_for, working_days_after
from zhenxing.web.problems.words import ASKER, CLERK, RATINGS
from zhenxing.web.proofs.services import Upload, attach


@dataclass(frozen=True)
class Answer(OnOne):
    """Say what was done; a slip that nobody signed for is signed with it."""

    answer: str
    proof: Upload | None = None

    deed = "answer"
    verb = "answer"

    def check(self, deed: Deed) -> None:
        only_its_unit(deed)
        if not self.answer.strip():
            raise Invalid({"answer": (_("请写明办理结果。"),)})

    def execute(self, deed: Deed) -> Any:
        found, day = deed.subject, deed.day
        slip = steps.slip_of(found)
        found.answer, found.answered_on = self.answer.strip(), day
        steps.take(deed, found, "answer")
        if slip is not None:
            slip.unit, slip.answer = found.unit, found.answer
            slip.due_on = slip.due_on or found.due_on  # a pause ends with the answer
            slip.answered_on, slip.answered_by = day, deed.actor
            slip.signed_on, slip.signed_by = slip.signed_on or day, slip.signed_by or deed.actor
            deed.save(slip)
        if self.proof is not None:
            attach(deed, found, self.proof, kind="answer", name=str(_("办理佐证")), taken_on=day)
        return found


@dataclass(frozen=True)
class RateProblem(OnOne):
    """Write down what the asker says of the answer, on their behalf: it is shown as told to a clerk."""

    rating: str
    note: str = ""

    deed = "rate"
    verb = "rate"

    def execute(self, deed: Deed) -> Problem:
        return rate(deed, deed.subject, self.rating, self.note, CLERK)


@dataclass(frozen=True)
class RateByAsker(OnOne):
    """The asker's own word, given with the number and the code of the receipt. No person of ours does it."""

    rating: str
    note: str = ""

    deed = "rate-by-asker"
    verb = "rate"
    by_system = True

    def execute(self, deed: Deed) -> Problem:
        return rate(deed, deed.subject, self.rating, self.note, ASKER)


def rate(deed: Deed, found: Problem, rating: str, note: str, by: str) -> Problem:
    """Keep the rating; one that is not satisfied begins the work anew, with a new slip and a new clock."""
    if rating not in dict(RATINGS):
        raise Invalid({"rating": (_("请选择满意、基本满意或不满意。"),)})
    step = step_of_rating(rating)
    found.rating, found.rating_note = rating, note.strip()[:500]
    found.rated_on, found.rated_by = deed.day, by
    if step == "rate":
        steps.take(deed, found, step)
        return found
    found.due_on = redo_until(found, deed.day)
    deed.reason = deed.reason or found.rating_note
    if found.unit is None and found.common is not None:
        found.unit = found.common.unit  # it was solved together with others: their unit does it again
    steps.take(deed, found, step)
    if found.unit is not None:
        steps.refer(deed, found)
    return found


def redo_until(found: Any, day: date) -> date | None:
    """The day by which what was not good enough should be done again; None where no rule says."""
    rule = rule_for(found.area.path, day)
    return working_days_after(day, rule.redo_days if rule else None)


@dataclass(frozen=True)
class CloseProblem(OnOne):
    """Close a rated problem; one whose asker stays silent, after the days of the rule, with the reason."""

    deed = "close"
    verb = "close"

    def execute(self, deed: Deed) -> Problem:
        found: Problem = deed.subject
        silent = found.state == "answered"
        if silent:
            _waited_long_enough(found, deed.day)
        steps.take(deed, found, "close_unrated" if silent else "close")
        return found


def _waited_long_enough(found: Problem, day: date) -> None:
    rule = rule_for(found.area.path, day)
    if rule is None or rule.rate_days is None:
        raise ActionRefused(_("反映人还没有评价；本地服务规则没有规定等候多久，不能直接销号。"))
    until = working_days_after(found.answered_on or day, rule.rate_days)
    if until is None or day <= until:
        raise ActionRefused(_("反映人还没有评价，等到 %(day)s 以后才能不经评价销号。") % {"day": until})
