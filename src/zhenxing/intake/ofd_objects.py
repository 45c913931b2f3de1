"""Text and ruled lines of an OFD page as places on it, in millimetres from its upper left corner."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from zhenxing.intake.layout import Run
from zhenxing.intake.xml import attribute, local

#: what a producer that states no size means (about 10.5 points)
_USUAL_SIZE: Final = 3.7
#: a leap of so many sizes inside a text code is a gap, not a character's width
_LEAP: Final = 1.8
#: no page is larger; what stands beyond is not printed
_FARTHEST: Final = 100_000.0
#: a line leans by less, a box that stands for a line is thinner (mm)
_THIN: Final = 1.0


class Rule(NamedTuple):
    """A horizontal or vertical line."""

    x0: float
    y0: float
    x1: float
    y1: float


class _Frame(NamedTuple):
    """Where an object's own coordinates lie on the page: a linear map and a corner."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def height(self) -> float:
        return math.hypot(self.c, self.d)


def runs_of(element: Any) -> Iterator[Run]:
    """The runs of one TextObject."""
    frame = _frame(element)
    size = (_number(attribute(element, "Size")) or _USUAL_SIZE) * (frame.height or 1.0)
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        # a place left out is that of the text code before
        x = _number(attribute(code, "X"), x)
        y = _number(attribute(code, "Y"), y)
        yield from _pieces(code, x, y, frame, size)


def _pieces(code: Any, x: float, y: float, frame: _Frame, size: float) -> Iterator[Run]:
    """One run, or several where the text leaps; a column of characters stays one run."""
    text = "".join(code.itertext())
    across = deltas(attribute(code, "DeltaX"), len(text))
    down = deltas(attribute(code, "DeltaY"), len(text))
    own_size = _number(attribute(code.getparent(), "Size")) or _USUAL_SIZE
    begin, at = 0, x
    here = x
    for index in range(1, len(text) + 1):
        step = across[index - 1] if index - 1 < len(across) else _width(text[index - 1]) * own_size
        step = 0.0 if down and not across else step
        if index == len(text) or step > _LEAP * own_size:
            end = here + max(_width(text[index - 1]) * own_size, 0.0)
            yield from _run(text[begin:index], at, end, y, frame, size)
            begin, at = index, here + step
        here += step


def _run(text: str, x: float, end: float, y: float, frame: _Frame, size: float) -> Iterator[Run]:
    left, base = frame.at(x, y)
    right, _ = frame.at(end, y)
    inside = all(abs(place) < _FARTHEST for place in (left, right, base, size))
    if inside and text.strip():
        lead = len(text) - len(text.lstrip())
        yield Run(min(left, right) + lead * size / 2, max(left, right), base, size, text.strip())


def deltas(said: str | None, most: int) -> list[float]:
    """`3 g 5 2.5 4` → 3, five times 2.5, 4: the steps between characters, at most `most`."""
    found: list[float] = []
    words = iter((said or "").split())
    for word in words:
        if len(found) >= most:
            break
        if word == "g":
            times, step = int(_number(next(words, None))), _number(next(words, None))
            found += [step] * min(max(times, 0), most - len(found))
        else:
            found.append(_number(word))
    return found


def rules_of(tree: Any) -> Iterator[Rule]:
    """Straight lines of the paths of a page, and boxes as thin as lines."""
    for element in tree.iter():
        if local(element) == "PathObject":
            data = next((found.text for found in element if local(found) == "AbbreviatedData"), None)
            yield from _path(data or "", _frame(element))


def _path(data: str, frame: _Frame) -> Iterator[Rule]:
    """`M x y L x y … C`: each stroke that is level or upright."""
    words = data.split()
    start = last = (0.0, 0.0)
    index = 0
    while index < len(words):
        word = words[index]
        if word in ("M", "S", "L") and index + 2 < len(words):
            place = frame.at(_number(words[index + 1]), _number(words[index + 2]))
            if word == "L":
                yield from _rule(last, place)
            else:
                start = place
            last = place
            index += 3
        else:
            if word == "C":
                yield from _rule(last, start)
                last = start
            index += 1


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    level, upright = y1 - y0 < _THIN, x1 - x0 < _THIN
    if level != upright and max(abs(x0), abs(x1), abs(y0), abs(y1)) < _FARTHEST:
        yield Rule(x0, y0, x1, y0) if level else Rule(x0, y0, x0, y1)


def _frame(element: Any) -> _Frame:
    corner = [*map(_number, (attribute(element, "Boundary") or "").split()), 0.0, 0.0]
    said = [*map(_number, (attribute(element, "CTM") or "").split())]
    a, b, c, d, e, f = said if len(said) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _Frame(a, b, c, d, e + corner[0], f + corner[1])


def _width(character: str) -> float:
    """A character's usual width in sizes."""
    return 1.0 if character >= "\u2e80" else 0.5


def _number(text: str | None, otherwise: float = 0.0) -> float:
    """A number of a file; what is none counts as not given."""
    if text is None or len(text) > 40:
        return otherwise
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if math.isfinite(number) and abs(number) < 1e9 else otherwise
