"""A goal laid upon the places below, and linked to the goals of lower documents that take it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.path_words import COUNTED, said
from zhenxing.core.ledger.shares import split, total
from zhenxing.web.goals import queries
from zhenxing.web.goals.actions.common import goal, still_open
from zhenxing.web.goals.amounts import typed_amount
from zhenxing.web.goals.models import Goal, GoalShare
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.organisations.models import Area

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class DivideGoal(Action[int]):
    """Lay a goal upon places evenly: wholes to the piece, money to the cent, the sum exactly the goal."""

    code: ClassVar[str] = "goals.divide"
    permission: ClassVar[str] = "goals.divide"

    goal_id: int
    areas: tuple[int, ...]
    note: str = ""

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        found: Goal = deed.subject
        still_open(found)
        if found.value is None or found.op == "range":
            raise ActionRefused(_("目标值不详或是区间，不能按数分解。请逐条新建分解。"))
        if not queries.additive(found):
            raise ActionRefused(_("百分数和倍数不能相加，不能按数分解。请逐条新建分解。"))
        if not 0 < len(set(self.areas)) <= queries.MOST_PLACES:
            raise Invalid({"areas": (_("请至少选一个地区。"),)})
        if GoalShare.objects.current().filter(goal=found).exists():
            raise ActionRefused(_("这个目标已经分解过。请修改原来的分解，或先归档。"))

    def execute(self, deed: Deed) -> int:
        found: Goal = deed.subject
        places = Area.objects.filter(pk__in=self.areas, path__startswith=found.area.path)
        areas: Sequence[Area] = list(places.exclude(pk=found.area_id).order_by("path"))
        if len(areas) != len(set(self.areas)):
            raise Invalid({"areas": (_("只能分解给目标所属地区以下的地区，不含它本身。"),)})
        quantum = Decimal(1) if found.unit in COUNTED else _CENT
        values = split(found.value or Decimal(0), [1] * len(areas), quantum)
        rows = [
            GoalShare(goal=found, area=area, value=value, note=self.note.strip()[:300])
            for area, value in zip(areas, values, strict=True)
        ]
        deed.batch(len(deed.create_many(GoalShare, rows)))
        return len(rows)


@dataclass(frozen=True)
class AllotGoal(Action[int]):
    """Lay a goal upon places as somebody has decided: new shares are made, those there are changed.

    `amounts` are pairs of an area and what was typed for it ("": none). With the shares of units and of
    places further below they must add up to the goal, unless `anyway` says so and `note` says why.
    """

    code: ClassVar[str] = "goals.allot"
    permission: ClassVar[str] = "goals.divide"

    goal_id: int
    amounts: tuple[tuple[int, str], ...]
    note: str = ""
    anyway: bool = False

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)

    def execute(self, deed: Deed) -> int:
        found: Goal = deed.subject
        before = queries.shares_of(found)
        theirs = {one.area_id: one for one in before if one.unit_id is None}
        values = self._read(found, theirs)
        self._add_up(found, values, [one for one in before if one.unit_id or one.area_id not in values])
        note = self.note.strip()
        new = [GoalShare(goal=found, area_id=pk, value=value, note=note) for pk, value in values.items()]
        deed.create_many(GoalShare, [one for one in new if one.area_id not in theirs])
        changed = [one for pk, one in theirs.items() if pk in values and one.value != values[pk]]
        for one in changed:
            one.value, one.note = values[one.area_id], note or one.note
            deed.save(one)
        deed.batch(len(values))
        return len(values)

    def _read(self, found: Goal, theirs: Mapping[int, GoalShare]) -> dict[int, Decimal]:
        """Area → its part; every line that cannot be read is told of at once."""
        below = {place.pk for place in queries.places_below(found)}
        values: dict[int, Decimal] = {}
        wrong: dict[str, tuple[str, ...]] = {}
        for pk, said_ in self.amounts:
            if pk not in below:
                raise OutOfScope
            if not said_ and pk in theirs:
                wrong[f"area_{pk}"] = (
                    _("这里已经分解过，请写数（可以写 0）；不再承担的，请归档那一条分解。"),
                )
            if said_:
                try:
                    values[pk] = typed_amount(said_, found.unit)
                except ValueError as error:
                    wrong[f"area_{pk}"] = (str(error),)
                else:
                    if values[pk] < 0:
                        wrong[f"area_{pk}"] = (_("分解数不能是负数。"),)
        if wrong:
            raise Invalid(wrong)
        if not values:
            raise ActionRefused(_("还没有填写任何一个地区的分解数。"))
        return values

    def _add_up(self, found: Goal, values: Mapping[int, Decimal], others: Sequence[GoalShare]) -> None:
        """Raise when the parts and those laid upon others do not make the goal, and nobody says why."""
        aim = None if found.op == "range" else found.value
        parts = [*values.values(), *(one.value for one in others)]
        held = total(aim, parts, additive=queries.additive(found))
        if held.gap is None or held.standing not in ("over", "under") or (self.anyway and self.note.strip()):
            return
        amounts = {"total": held.total, "gap": abs(held.gap)}
        words = {name: said(Fraction(one), found.unit) for name, one in amounts.items()}
        more, less = (
            _("分解合计 %(total)s，目标 %(goal)s，多分 %(gap)s。"),
            _("分解合计 %(total)s，目标 %(goal)s，少分 %(gap)s。"),
        )
        text = more if held.gap > 0 else less
        if self.anyway:
            raise Invalid({"note": (_("合计不等于目标，请写明理由。"),)})
        raise Invalid({"anyway": (text % {**words, "goal": found.required},)})


@dataclass(frozen=True)
class LinkChild(Action[GoalShare]):
    """Say which goal of a lower document takes a share on."""

    code: ClassVar[str] = "goal_shares.link"
    permission: ClassVar[str] = "goal_shares.edit"

    share_id: int
    child_id: int

    def load(self) -> GoalShare:
        rows = GoalShare.objects.select_for_update(of=("self",)).select_related("goal__area", "area")
        found: GoalShare = rows.get(pk=self.share_id)
        return found

    def execute(self, deed: Deed) -> GoalShare:
        share: GoalShare = deed.subject
        below = Goal.objects.current().filter(area__path__startswith=share.area.path)
        child = below.exclude(pk=share.goal_id).filter(pk=self.child_id).first()
        if child is None:
            raise OutOfScope
        share.child = child
        deed.save(share)
        return share
