"""The goals of the demo county: measured, read, laid upon townships, confirmed, by the deeds people use."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhenxing.core.ledger.paths import expected
from zhenxing.packs.demo_goals import load_demo_goals
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.payloads import plain
from zhenxing.web.goals import actions, queries
from zhenxing.web.goals.models import Goal, GoalShare
from zhenxing.web.goals.services import read_all
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.organisations.models import Area
from zhenxing.web.proofs.services import Upload

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"


def _picture(words: str) -> bytes:
    """A grey square as PNG with words in it, so that no two are the same file."""
    rows = b"".join(b"\0" + b"\xd0" * 32 for _row in range(32))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)),
        (b"iTXt", b"Comment\0\0\0\0\0" + words.encode()),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def load_demo_goals_of(home: str) -> int:
    """Do what the file says, in its order; returns how many goals it speaks of."""
    content = load_demo_goals()
    people = {name: User.objects.get(username=name) for name in (_CLERK, _SECOND)}
    goals = list(Goal.objects.filter(document__file_name=content["document"], area__code=home))
    rows = [(row, goal) for row in content["goals"] if (goal := _goal(row["goal"], goals)) is not None]
    for row, goal in rows:
        _one(row, goal, people)
    read_all()
    return len(rows)


def _goal(wanted: _Row, goals: list[Goal]) -> Goal | None:
    """The goal so called, of the deadline named; without one named the only goal so called."""
    called = [one for one in goals if one.indicator == wanted["indicator"]]
    fits = [one for one in called if one.deadline == wanted.get("deadline", one.deadline)]
    return fits[0] if len(fits) == 1 else None


def _one(row: _Row, goal: Goal, people: Mapping[str, User]) -> None:
    clerk = people[_CLERK]
    for point in row.get("points", ()):
        _do(actions.SetPoint(goal.pk, point["kind"], point["amount"], point["day"], point["source"]), clerk)
    if "measure" in row:
        basis = row.get("basis") or queries.basis_of(goal)
        _do(actions.ConfirmMeasure(goal.pk, row["measure"], basis, row.get("note", "")), clerk)
    for reading in row.get("readings", ()):
        _read(reading, goal, people)
    _share(row.get("shares", {}), goal, clerk)
    if "ends" in row and goal.due_on is not None and goal.due_on < timezone.localdate():
        _end(row, goal, people)


def _read(row: _Row, goal: Goal, people: Mapping[str, User]) -> None:
    """Typed by one and confirmed by the other; one reading still waits."""
    on = timezone.localdate() + timedelta(days=row["days"])
    amount = row.get("amount") or _paced(goal, on, Decimal(row["pace"]))
    proof = Upload("台账照片.png", _picture(f"{_WHY} {goal.pk} {on}"))
    made = _do(actions.EnterReading(goal.pk, amount, on, row["source"], proof), people[_CLERK])
    if not row.get("waits"):
        _do(actions.ConfirmReading(made.pk), people[_SECOND])


def _paced(goal: Goal, on: date, pace: Decimal) -> str:
    """So much of what is owed on a day, in wholes; of the target where nothing is owed."""
    course = queries.courses([goal])[goal.pk]
    owed = expected(course.aim, on, course.baseline, course.steps) or goal.value or 0
    amount = Decimal(round(owed * 1000)) / 1000 * pace
    # money as a statistician would give it: to 100 万元
    return f"{plain(round(amount, -6 if goal.unit == '元' else 0))}{goal.unit}"


def _share(row: _Row, goal: Goal, clerk: User) -> None:
    if places := row.get("even"):
        areas = Area.objects.filter(name__in=places, path__startswith=goal.area.path)
        _do(actions.DivideGoal(goal.pk, tuple(areas.values_list("pk", flat=True)), _WHY), clerk)
    if amounts := row.get("amounts"):
        areas = Area.objects.filter(name__in=amounts, path__startswith=goal.area.path)
        _do(actions.DivideGoal(goal.pk, tuple(areas.values_list("pk", flat=True)), _WHY), clerk)
        shares = GoalShare.objects.filter(goal=goal).select_related("area")
        for share in shares:
            share.value = Decimal(amounts[share.area.name])
        GoalShare.objects.bulk_update(shares, ["value"])


def _end(row: _Row, goal: Goal, people: Mapping[str, User]) -> None:
    if row["ends"] == "missed":
        _do(actions.MissGoal(goal.pk), people[_SECOND], row["why"])
        return
    proof = Upload("验收照片.png", _picture(f"{_WHY} {goal.pk}"))
    _do(actions.ClaimGoal(goal.pk, proof, _WHY), people[_CLERK])
    if row["ends"] == "achieved":
        _do(actions.ConfirmGoal(goal.pk), people[_SECOND])


def _do(deed: Action[Any], who: User, reason: str = _WHY) -> Any:
    return run_action(deed, who, reason=reason).result
