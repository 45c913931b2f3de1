"""A goal laid upon the places below, and linked to the goals of lower documents that take it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.path_words import COUNTED
from zhenxing.core.ledger.shares import split
from zhenxing.web.goals import queries
from zhenxing.web.goals.actions.common import goal, still_open
from zhenxing.web.goals.models import Goal, GoalShare
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.organisations.models import Area

_CENT = Decimal("0.01")
_MOST = 500


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
        if not 0 < len(set(self.areas)) <= _MOST:
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
