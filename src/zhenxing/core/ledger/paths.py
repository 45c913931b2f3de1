"""The path of a goal: where it should stand on a day, and whether it does.

A goal is an aim (operator, value, the day it is due) and, where it starts somewhere, a baseline with
steps on the way. All reckoning is exact; a number is rounded only where it is written. Whatever is not
known (no baseline, no reading, rows of which nobody can say whether they count) makes the standing
`unknown`: never zero, never behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, get_args

from zhenxing.core.ledger.path_words import COUNTED, said

Standing = Literal["met", "on_track", "behind", "missed", "unknown"]
#: what the value of a goal says: a level to be reached, so many more than the baseline, growth over the
#: baseline (a fraction), growth a year on average, a multiple of the baseline (翻一番 is 2)
Basis = Literal["level", "increment", "growth", "yearly", "multiple"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
BASES: Final[tuple[Basis, ...]] = get_args(Basis)
_UP, _DOWN = 1, -1
#: years an average may run over: a slip of the pen in a year is no reason to reckon for minutes
_LONGEST = 100


@dataclass(frozen=True)
class Aim:
    """What was promised. `upper` is the end of a range; `op` as documents write it (>=, <=, =, range…)."""

    value: Decimal | None
    due: date | None
    op: str = ">="
    upper: Decimal | None = None
    unit: str = ""
    basis: Basis = "level"


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Read:
    """What was read as at a day. `doubt`: so many more rows may count, nobody can say."""

    on: date
    value: Decimal
    doubt: Decimal = Decimal(0)


@dataclass(frozen=True)
class Verdict:
    """Where a goal stands and why, with the numbers it follows from (None: not known).

    `expected` is what is owed on the day judged, `bound` what is owed in the end, `gap` what lacks.
    """

    standing: Standing
    reason: str
    on: date | None = None
    value: Decimal | None = None
    expected: Fraction | None = None
    bound: Fraction | None = None
    gap: Fraction | None = None


@dataclass(frozen=True)
class _Line:
    """The line from the baseline to the bound, and to which side of it one must be."""

    bound: Fraction
    side: int
    strict: bool
    due: date | None
    start: Point | None
    steps: tuple[Point, ...]
    unit: str
    #: it holds already at the baseline: to be kept, not to be reached
    keep: bool

    def holds(self, value: Fraction, owed: Fraction, *, final: bool = False) -> bool:
        ahead = (value - owed) * self.side
        return ahead > 0 if final and self.strict else ahead >= 0

    def owed(self, day: date) -> Fraction | None:
        """What is owed on a day, in wholes where wholes are counted; None without a line to go along."""
        exact = self.exact(day)
        if exact is None or self.unit not in COUNTED or self.steps:
            return exact
        return Fraction((exact + Fraction(1, 2)).__floor__())

    def exact(self, day: date) -> Fraction | None:
        if self.keep or (self.due is not None and day >= self.due):
            return self.bound
        if self.steps:
            return _step(self.start, self.steps, day)
        if self.start is None or self.due is None:
            return None
        return _straight(self.start, self.bound, self.due, day)


def judge(
    aim: Aim, read: Read | None, today: date, baseline: Point | None = None, steps: Sequence[Point] = ()
) -> Verdict:
    """Where the goal stands today, by its last reading.

    Before the end a reading is held against the path on its own day; after it only a reading of the last
    day or later says that a goal was missed.
    """
    if aim.value is None:
        return Verdict("unknown", "目标值不详，无法判断")
    if aim.op == "tiers":
        return Verdict("unknown", "目标分档，由人判断到了哪一档")
    line = _line(aim, baseline, steps)
    if line is None:
        return Verdict("unknown", _no_line(aim, baseline))
    if read is None:
        return Verdict("unknown", f"还没有读数：目标 {_n(line.bound, aim.unit)}", bound=line.bound)
    low = _at(line, aim, Fraction(read.value), read, today)
    if not read.doubt:
        return low
    high = _at(line, aim, Fraction(read.value) + Fraction(read.doubt), read, today)
    return low if high.standing == low.standing else _doubtful(low, read, aim.unit)


def expected(aim: Aim, day: date, baseline: Point | None, steps: Sequence[Point] = ()) -> Fraction | None:
    """What the path asks for on a day, exactly; None where there is no path to go along."""
    line = _line(aim, baseline, steps)
    return line.exact(day) if line is not None else None


def bound(aim: Aim, baseline: Point | None) -> Fraction | None:
    """The level at which the aim is met; None when the baseline it counts from is missing."""
    return _level(aim.value, aim, baseline) if aim.value is not None else None


# ── the line ─────────────────────────────────────────────────────────────────────────────────────
def _line(aim: Aim, baseline: Point | None, steps: Sequence[Point]) -> _Line | None:
    level = bound(aim, baseline)
    if level is None:
        return None
    side = _side(aim, level, baseline)
    ceiling = aim.op in ("<=", "<")
    keep = ceiling and (baseline is None or Fraction(baseline.value) <= level)
    ordered = tuple(sorted(steps, key=lambda one: one.on))
    return _Line(level, side, aim.op in (">", "<"), aim.due, baseline, ordered, aim.unit, keep)


def _side(aim: Aim, level: Fraction, baseline: Point | None) -> int:
    """Up or down: the operator says it; where it does not, the baseline does."""
    if aim.op in ("<=", "<"):
        return _DOWN
    if aim.op in (">=", ">", "+") or baseline is None:
        return _UP
    return _DOWN if level < Fraction(baseline.value) else _UP


def _level(value: Decimal, aim: Aim, baseline: Point | None) -> Fraction | None:
    amount = Fraction(value)
    if aim.basis == "level":
        return amount
    if baseline is None:
        return None
    base = Fraction(baseline.value)
    if aim.basis == "increment":
        return base + amount
    if aim.basis == "multiple":
        return base * amount
    years = 1 if aim.basis == "growth" else _years(aim, baseline)
    return base * (1 + amount) ** years if years else None


def _years(aim: Aim, baseline: Point) -> int:
    years = aim.due.year - baseline.on.year if aim.due is not None else 0
    return years if 0 < years <= _LONGEST else 0


def _straight(start: Point, end: Fraction, due: date, day: date) -> Fraction | None:
    total = (due - start.on).days
    if total <= 0:
        return None
    gone = min(max((day - start.on).days, 0), total)
    base = Fraction(start.value)
    return base + (end - base) * Fraction(gone, total)


def _step(start: Point | None, steps: tuple[Point, ...], day: date) -> Fraction | None:
    """The last step whose day has come; the baseline before the first."""
    come = next((one for one in reversed(steps) if one.on <= day), start)
    return Fraction(come.value) if come is not None else None


# ── the judgement ────────────────────────────────────────────────────────────────────────────────
def _at(line: _Line, aim: Aim, value: Fraction, read: Read, today: date) -> Verdict:
    over = aim.due is not None and today >= aim.due
    told = aim.due is not None and read.on >= aim.due
    reached = line.holds(value, line.bound, final=True)
    if reached and (told or not line.keep):
        return _verdict("met", line, aim, value, read, line.bound)
    if over and not told:
        return _verdict("unknown", line, aim, value, read, line.bound, "到期后还没有读数，无法判断")
    if over:
        near = aim.op == "approx"
        words = "目标是约数，差这些算不算实现由人判断" if near else ""
        return _verdict("unknown" if near else "missed", line, aim, value, read, line.bound, words)
    owed = line.owed(read.on)
    if owed is None:
        return _verdict("unknown", line, aim, value, read, None, _no_path(aim, line))
    kept = line.holds(value, owed, final=line.keep)
    return _verdict("on_track" if kept else "behind", line, aim, value, read, owed)


def _verdict(
    standing: Standing,
    line: _Line,
    aim: Aim,
    value: Fraction,
    read: Read,
    owed: Fraction | None,
    words: str = "",
) -> Verdict:
    against = line.bound if owed is None else owed
    lack = (against - value) * line.side
    gap = lack if lack > 0 else Fraction(0)
    parts = [words, _sentence(standing, line, aim, value, read.on, owed, gap)]
    reason = "；".join(part for part in parts if part)
    return Verdict(standing, reason, read.on, read.value, owed, line.bound, gap)


def _sentence(
    standing: Standing,
    line: _Line,
    aim: Aim,
    value: Fraction,
    on: date,
    owed: Fraction | None,
    gap: Fraction,
) -> str:
    now, goal = f"现 {_n(value, aim.unit)}", _n(line.bound, aim.unit)
    if standing == "met":
        beyond = aim.upper is not None and aim.basis == "level" and value > Fraction(aim.upper)
        note = f"，已高于区间上限 {_n(Fraction(aim.upper or 0), aim.unit)}" if beyond else ""
        return f"目标 {goal}，{now}，已达到{note}（{on} 读数）"
    if line.keep:
        on_track = "到期前仍须保持" if aim.due is not None else "须一直保持"
        ends = on_track if standing != "behind" and not gap else f"超出 {_n(gap, aim.unit)}"
        return f"不得{'达到' if line.strict else '高于'} {goal}，{now}，{ends}（{on} 读数）"
    exact = line.exact(on)
    if exact is None or exact == line.bound:
        lacks = f"差 {_n(gap, aim.unit)}" if gap else "须超过目标值" if line.strict else "已够"
        return f"目标 {goal}，{now}，{lacks}（{on} 读数）"
    should = f"应{'降到' if line.side == _DOWN else '达'} {_n(exact, aim.unit)}"
    if standing == "on_track":
        rounded = f"（按整数计 {_n(owed, aim.unit)}）" if owed is not None and exact != owed else ""
        return f"{should}{rounded}，{now}，进度够（{on} 读数）"
    return f"{should}，{now}，差 {_n((exact - value) * line.side, aim.unit)}（{on} 读数）"


def _doubtful(low: Verdict, read: Read, unit: str) -> Verdict:
    more = _n(Fraction(read.doubt), unit if unit in COUNTED else "条")
    reason = f"另有 {more}情况未知，够不够无法判断；已知的：{low.reason}"
    return Verdict("unknown", reason, low.on, low.value, low.expected, low.bound, low.gap)


def _no_line(aim: Aim, baseline: Point | None) -> str:
    wanted = {
        "increment": f"目标是在基数上新增 {_n(Fraction(aim.value or 0), aim.unit)}",
        "growth": f"目标是比基数增长 {_n(Fraction(aim.value or 0), '%')}",
        "yearly": f"目标是年均增长 {_n(Fraction(aim.value or 0), '%')}",
        "multiple": f"目标是基数的 {_n(Fraction(aim.value or 0), '倍')}",
    }[aim.basis]
    lacks = "期限和基数的年度对不上" if baseline is not None else "缺基数"
    return f"{lacks}，无法判断：{wanted}"


def _no_path(aim: Aim, line: _Line) -> str:
    if aim.due is None:
        return "没有期限，无法判断进度"
    return "缺基数，无法判断进度" if line.start is None else "基数日期不早于期限，无法判断进度"


def _n(value: Fraction, unit: str) -> str:
    return said(value, unit)
