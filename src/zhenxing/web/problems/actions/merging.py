"""Alike problems become one common problem; solved, it answers all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger.models import Clock, Transit
from zhenxing.web.organisations.models import Area
from zhenxing.web.problems import steps
from zhenxing.web.problems.actions.answering import redo_until
from zhenxing.web.problems.actions.common import OnOne
from zhenxing.web.problems.flow import MERGEABLE, TABLE
from zhenxing.web.problems.models import CommonProblem, Problem, Referral

#: more at once is no merging any more
MOST_MERGED = 500


@dataclass(frozen=True)
class MergeProblems(Action[CommonProblem]):
    """Make one common problem of several, or put them to one there is. Their askers stay theirs."""

    code: ClassVar[str] = "common_problems.merge"
    permission: ClassVar[str] = "common_problems.merge"

    problem_ids: tuple[int, ...]
    title: str = ""
    text: str = ""
    words: str = ""
    industry: Any = None
    common_id: int | None = None

    def load(self) -> CommonProblem | None:
        if self.common_id is None:
            return None
        found: CommonProblem = CommonProblem.objects.select_related("area", "unit").get(pk=self.common_id)
        return found

    def execute(self, deed: Deed) -> CommonProblem:
        found = self._problems(deed)
        common: CommonProblem = deed.subject or self._new(deed, found)
        if not (common._state.adding or common.state in ("open", "assigned", "redo")):
            raise ActionRefused(_("这个共性问题已经解决，不能再并入。请另立一个。"))
        if common._state.adding:
            deed.save(common)
            deed.subject = common
        for one in found:
            one.common, one.nature = common, "common"
        move_many(deed, found, "merge", ["common", "nature"])
        deed.changes["askers"] = ["", "、".join(one.number for one in found)]
        deed.batch(len(found))
        return common

    def _problems(self, deed: Deed) -> list[Problem]:
        """Those chosen, each in reach and still to be merged."""
        chosen = tuple(dict.fromkeys(self.problem_ids))
        if len(chosen) < (1 if self.common_id else 2):
            raise Invalid({"problems": (_("至少选两个问题才能合并。"),)})
        if len(chosen) > MOST_MERGED:
            raise Invalid({"problems": (_("一次最多合并 %(n)s 个问题。") % {"n": MOST_MERGED},)})
        rows = scope.visible(Problem.objects.current(), deed.actor, "problems.triage")  # type: ignore[arg-type]  # never a job's deed
        found = list(rows.select_for_update(of=("self",)).filter(pk__in=chosen).select_related("area"))
        gone = [one for one in found if one.state not in MERGEABLE]
        if len(found) != len(chosen) or gone:
            raise ActionRefused(_("选中的问题里有的已经办结、已并入或不归您管，请刷新后重选。"))
        return found

    def _new(self, deed: Deed, found: list[Problem]) -> CommonProblem:
        towns = {one.town_id for one in found}
        made = CommonProblem(
            area=common_area([one.area for one in found]),
            town=found[0].town if len(towns) == 1 else None,
            title=self.title.strip()[:100],
            text=self.text.strip(),
            words=self.words.strip()[:300],
            industry=self.industry,
            grade="county",
            opened_on=deed.day,
        )
        if not made.title:
            raise Invalid({"title": (_("请给共性问题起一个名称。"),)})
        return made


def common_area(areas: list[Area]) -> Area:
    """The lowest place that holds all of them."""
    paths = [area.path for area in areas]
    shortest = min(paths, key=len)
    end = len(shortest)
    while end and any(not path.startswith(shortest[:end]) for path in paths):
        end -= Area.steplen
    if not end:
        raise ActionRefused(_("这些问题不在同一个地方，不能合并。"))
    found: Area = next((one for one in areas if one.path == shortest[:end]), None) or Area.objects.get(
        path=shortest[:end]
    )
    return found


def move_many(deed: Deed, problems: Iterable[Problem], step: str, fields: list[str]) -> None:
    """Take one step with many problems in a few statements: state, transits, clocks, slips."""
    rows = list(problems)
    sources = {one.pk: one.state for one in rows}
    for one in rows:
        one.state, one.version = TABLE.next(one.state, step).key, one.version + 1
    deed.update_many(Problem, rows, [*fields, "state", "version"])
    Transit.objects.bulk_create([_transit(deed, one, step, sources[one.pk]) for one in rows])
    ids = list(sources)
    for clock in Clock.objects.running().filter(subject_type=Problem._meta.label_lower, subject_id__in=ids):
        subject = next(one for one in rows if one.pk == clock.subject_id)
        steps.services.stop_clock(deed, subject, clock.key)
    open_slips = Referral.objects.filter(problem__in=ids, answered_on=None, ended_on=None)
    ended = list(open_slips)
    for slip in ended:
        slip.ended_on, slip.version = deed.day, slip.version + 1
    deed.update_many(Referral, ended, ["ended_on", "version"])


def _transit(deed: Deed, one: Problem, step: str, source: str) -> Transit:
    return Transit(
        subject_type=Problem._meta.label_lower,
        subject_id=one.pk,
        subject_label=str(one)[:300],
        ledger=TABLE.key,
        transition=step,
        source=source,
        target=one.state,
        by=deed.actor,
        at=deed.at,
        reason=deed.reason,
        proofs={},
    )


@dataclass(frozen=True)
class SplitProblem(OnOne):
    """Take a problem out of the common one again: it goes its own way."""

    deed = "split"
    verb = "triage"
    needs_reason = True

    def execute(self, deed: Deed) -> Problem:
        found: Problem = deed.subject
        found.common, found.nature = None, "individual"
        steps.take(deed, found, "split")
        return found


@dataclass(frozen=True)
class CloseCommon(OnOne):
    """Somebody else finds it solved: every asker of its problems is given the answer and may rate it."""

    deed = "close"
    verb = "close"

    def execute(self, deed: Deed) -> CommonProblem:
        found: CommonProblem = deed.subject
        found.solved_on = found.answered_on or deed.day
        steps.take(deed, found, "close")
        members = list(found.members.current().filter(state="merged").select_related("area"))
        for one in members:
            one.answer, one.answered_on, one.unit = found.answer, deed.day, found.unit
        move_many(deed, members, "tell", ["answer", "answered_on", "unit"])
        deed.changes["askers"] = ["", _("已答复 %(n)s 个问题的反映人") % {"n": len(members)}]
        return found


@dataclass(frozen=True)
class ReturnCommon(OnOne):
    """It is not solved: back to the unit, with what is missing and a new day."""

    deed = "return"
    verb = "close"
    needs_reason = True

    def execute(self, deed: Deed) -> CommonProblem:
        found: CommonProblem = deed.subject
        found.due_on = redo_until(found, deed.day)
        steps.take(deed, found, "return")
        steps.refer(deed, found)
        return found


@dataclass(frozen=True)
class WithdrawCommon(OnOne):
    """It was no common problem: its members go their own ways again."""

    deed = "withdraw"
    verb = "merge"
    needs_reason = True

    def execute(self, deed: Deed) -> CommonProblem:
        found: CommonProblem = deed.subject
        members = list(found.members.current().filter(state="merged").select_related("area"))
        for one in members:
            one.common, one.nature = None, "individual"
        move_many(deed, members, "split", ["common", "nature"])
        steps.end_slip(deed, found)
        steps.take(deed, found, "withdraw")
        return found
