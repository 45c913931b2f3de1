"""Up the responsibility line: who a step of the ladder goes to, found for many clocks at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhenxing.core.ledger.escalation import Level
from zhenxing.web.accounts.models import Membership
from zhenxing.web.accounts.roles import OFFICE
from zhenxing.web.ledger.models import Clock
from zhenxing.web.organisations.models import Area, LeadingGroup, MemberUnit, Post, Unit, in_force

#: the title of whoever heads a unit, the weightiest first; a 副 before it is another seat
_HEADS = (
    *("党组书记", "书记", "局长", "主任", "镇长", "乡长", "部长", "行长", "院长", "校长", "馆长"),
    *("董事长", "总经理", "理事长", "会长", "主席", "经理", "所长", "站长", "队长", "区长"),
)
_DEPUTY = re.compile(r"副|助理|常务")


@dataclass(frozen=True)
class Receiver:
    """A unit, or a seat in one, and how a letter addresses it; or people, where no unit is known."""

    unit: Any
    post: Any
    label: str
    people: tuple[Any, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether no unit answers for it: those who keep the place are told instead."""
        return self.unit is None


class Line:
    """The lines of the clocks of a batch: read with four queries, however many clocks there are."""

    def __init__(self, clocks: Iterable[Clock], day: date) -> None:
        clocks, self._day = list(clocks), day
        paths = {path[:end] for path in {one.area.path for one in clocks} for end in _ends(path)}
        self._heads = _heads({unit.pk for one in clocks if (unit := _unit(one)) is not None}, day)
        self._offices = _offices(paths, day)
        self._leaders = _leaders(paths)

    def to(self, clock: Clock, level: Level) -> Receiver:
        """Whom a level means; where a seat is empty the letter goes to who is next below it, at last the
        office. Where nobody answers for the clock at all, those who work for the office are told."""
        found = {
            "doer": (self._doer,),
            "unit_head": (self._head, self._doer),
            "leader": (self._leader, self._head, self._doer),
            "office": (self._office,),
        }[level]
        for ask in (*found, self._office):
            if (receiver := ask(clock)) is not None:
                return receiver
        return Receiver(None, None, "未登记责任单位", self._keepers(clock.area.path))

    def office(self, clock: Clock) -> Unit | None:
        """The office that issues letters for the clock's place: its own, else that of a place above."""
        return _nearest(self._offices, clock.area)

    def _keepers(self, path: str) -> tuple[Any, ...]:
        """The people whose office role reaches a place."""
        held = Membership.objects.on(self._day).filter(role=OFFICE.code).select_related("user")
        reached = ((one.area or one.unit.area, one.user) for one in held if one.area or one.unit)
        return tuple(dict.fromkeys(user for area, user in reached if path.startswith(area.path)))

    def _doer(self, clock: Clock) -> Receiver | None:
        if clock.post is not None:
            return Receiver(clock.post.unit, clock.post, str(clock.post))
        return Receiver(clock.unit, None, str(clock.unit)) if clock.unit is not None else None

    def _head(self, clock: Clock) -> Receiver | None:
        unit = _unit(clock)
        head = self._heads.get(unit.pk) if unit is not None else None
        return Receiver(unit, head, str(head)) if head is not None else None

    def _leader(self, clock: Clock) -> Receiver | None:
        post = clock.leader or _nearest(self._leaders, clock.area)
        return Receiver(post.unit, post, str(post)) if post is not None else None

    def _office(self, clock: Clock) -> Receiver | None:
        office = self.office(clock)
        return Receiver(office, None, str(office)) if office is not None else None


def _unit(clock: Clock) -> Unit | None:
    unit: Unit | None = clock.post.unit if clock.post is not None else clock.unit
    return unit


def _ends(path: str) -> range:
    return range(Area.steplen, len(path) + 1, Area.steplen)


def _heads(units: set[int], day: date) -> dict[int, Post]:
    posts = Post.objects.current().filter(in_force(day), unit__in=units).select_related("unit")
    found: dict[int, tuple[int, Post]] = {}
    for post in posts.order_by("pk"):
        rank = _rank(post.title)
        if rank is not None and (post.unit_id not in found or rank < found[post.unit_id][0]):
            found[post.unit_id] = (rank, post)
    return {unit: post for unit, (_rank_, post) in found.items()}


def _rank(title: str) -> int | None:
    """How weighty a head's title is, 0 the weightiest; None for who does not head a unit."""
    if _DEPUTY.search(title):
        return None
    return next((place for place, head in enumerate(_HEADS) if title.endswith(head)), None)


def _offices(paths: set[str], day: date) -> dict[str, Unit]:
    """Area path → the office of its leading group, else a unit there that is an office."""
    units = Unit.objects.current().filter(in_force(day), kind="office", area__path__in=paths)
    found = {unit.area.path: unit for unit in units.select_related("area").order_by("-pk")}
    groups = LeadingGroup.objects.current().filter(in_force(day), area__path__in=paths, office__isnull=False)
    for group in groups.select_related("area", "office__area").order_by("-pk"):
        found[group.area.path] = group.office
    return found


def _leaders(paths: set[str]) -> dict[str, Post]:
    """Area path → who leads its group: 组长 before 副组长."""
    seats = MemberUnit.objects.current().filter(
        post__isnull=False,
        role__contains="组长",
        group__archived_at__isnull=True,
        group__area__path__in=paths,
    )
    found: dict[str, Post] = {}
    rows = seats.select_related("group__area", "post__unit").order_by("pk")
    for seat in sorted(rows, key=lambda one: "副" in one.role):
        found.setdefault(seat.group.area.path, seat.post)
    return found


def _nearest(found: dict[str, Any], area: Area) -> Any:
    """What the place has itself, else the nearest place above it."""
    return next(
        (found[area.path[:end]] for end in reversed(_ends(area.path)) if area.path[:end] in found), None
    )
