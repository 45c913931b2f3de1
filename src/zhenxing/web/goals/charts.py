"""The path of a goal drawn as plain numbers: what is owed over time, what was read, the target and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhenxing.core.ledger.path_words import said
from zhenxing.core.ledger.paths import expected
from zhenxing.web.goals.queries import Course

WIDTH, HEIGHT = 420, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 24, 26
#: points of a stair or a line that the drawing needs
_MOST = 200


@dataclass(frozen=True)
class Dot:
    """A reading in the drawing's units, y counted from the top, with its words."""

    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """`path` are the points of what is owed ("x,y x,y"), "" where nobody knows it."""

    width: int
    height: int
    path: str
    dots: tuple[Dot, ...]
    target_y: int
    target: str
    today_x: int | None
    first: str
    last: str

    @property
    def line(self) -> str:
        """The readings joined, as points."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def floor(self) -> int:
        return self.height - _BOTTOM

    @property
    def label_y(self) -> int:
        return max(self.target_y - 6, 12)


def drawing(
    course: Course, bound: Fraction | None, reads: Sequence[tuple[date, Decimal]], today: date
) -> Drawing | None:
    """The drawing of a goal with a day to be reached by; None where there is nothing to draw it from."""
    due = course.aim.due
    if bound is None or due is None:
        return None
    starts = [*(point.on for point in course.steps), *(on for on, _value in reads)]
    if course.baseline is not None:
        starts.append(course.baseline.on)
    first, last = min([*starts, today, due]), max([*starts, today, due])
    if first == last:
        return None
    owed = _owed(course, first, due)
    values = [bound, *(value for _on, value in owed), *(Fraction(value) for _on, value in reads)]
    scale = _Scale(first, last, min([Fraction(0), *values]), max(values))
    unit = course.aim.unit
    return Drawing(
        WIDTH,
        HEIGHT,
        " ".join(f"{scale.x(on)},{scale.y(value)}" for on, value in owed),
        tuple(_dot(scale, on, Fraction(value), unit) for on, value in reads),
        scale.y(bound),
        said(bound, unit),
        scale.x(today),
        f"{first:%Y-%m}",
        f"{last:%Y-%m}",
    )


def _owed(course: Course, first: date, due: date) -> list[tuple[date, Fraction]]:
    """What is owed on the days where the path bends; each step of a stair from the day before it."""
    days = {first, due, *((course.baseline.on,) if course.baseline else ())}
    for step in course.steps[:_MOST]:
        days |= {step.on, date.fromordinal(max(step.on.toordinal() - 1, 1))}
    if course.steps:
        days.add(date.fromordinal(due.toordinal() - 1))
    told = [(day, expected(course.aim, day, course.baseline, course.steps)) for day in sorted(days)]
    return [(day, value) for day, value in told if value is not None and first <= day <= due]


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    low: Fraction
    high: Fraction

    def x(self, day: date) -> int:
        share = Fraction((day - self.first).days, (self.last - self.first).days)
        return _LEFT + round(share * (WIDTH - _LEFT - _RIGHT))

    def y(self, value: Fraction) -> int:
        span = self.high - self.low
        share = (value - self.low) / span if span else Fraction(1, 2)
        return HEIGHT - _BOTTOM - round(share * (HEIGHT - _TOP - _BOTTOM))


def _dot(scale: _Scale, on: date, value: Fraction, unit: str) -> Dot:
    x = scale.x(on)
    anchor = "start" if x < 80 else "end" if x > WIDTH - 80 else "middle"
    return Dot(x, scale.y(value), f"{on} {said(value, unit)}", anchor)
