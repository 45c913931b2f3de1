"""Word's automatic numbers, which stand in no paragraph's text: 一、 (一) 1. computed as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from zhenxing.intake.xml import attribute, whole

_DIGITS: Final = "零一二三四五六七八九"
_FORMAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def chinese_count(number: int, digits: str = _DIGITS, places: str = "十百千") -> str:
    """一, 十, 十一, 二十, 一百零五; plain digits from 10,000 on."""
    if not 0 <= number < 10_000:
        return str(number)
    if number == 0:
        return digits[0]
    out, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + (places[power - 1] if power else "")
        gap = not digit
    shortened = digits == _DIGITS and out.startswith("一十")
    return out[1:] if shortened else out


def _digits_in_row(number: int) -> str:
    """一〇, 二〇二三."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """a … z, aa, bb, as Word counts."""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    for value, sign in (*signs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        out += sign * (number // value)
        number %= value
    return out


def _from_sign(first: str, last: int) -> Callable[[int], str]:
    """①…⑳ and the like; beyond the last sign, plain digits."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _formal(number: int) -> str:
    return chinese_count(number, _FORMAL_DIGITS, "拾佰仟")


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + i: ord("０") + i for i in range(10)}
    ),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _from_sign("①", 20),
    "decimalEnclosedCircleChinese": _from_sign("①", 20),
    "decimalEnclosedParen": _from_sign("⑴", 20),
    "decimalEnclosedFullstop": _from_sign("⒈", 20),
    "ideographEnclosedCircle": _from_sign("㊀", 10),
    "chineseCounting": chinese_count,
    "chineseCountingThousand": chinese_count,
    "japaneseCounting": chinese_count,
    "taiwaneseCounting": chinese_count,
    "taiwaneseCountingThousand": chinese_count,
    "ideographDigital": _digits_in_row,
    "taiwaneseDigital": _digits_in_row,
    "japaneseDigitalTenThousand": _digits_in_row,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
_UNNUMBERED: Final = frozenset({"bullet", "none"})


def formatted(number: int, style: str) -> str:
    """A number in one of Word's styles; plain digits for a style nobody prints in a Chinese paper."""
    return _FORMATS.get(style, str)(number)


@dataclass(frozen=True)
class Level:
    """One level of a list: `template` is Word's `%1、` or `（%2）`."""

    style: str = "decimal"
    template: str = ""
    start: int = 1
    #: levels restart after any level above this one; 0 never
    restart: int | None = None
    #: 正规形式: all numbers of this level as digits
    legal: bool = False
    suffix: str = "tab"


@dataclass(frozen=True)
class NumberedList:
    """A `w:num`: its levels, and the key of the count it shares with others of one definition."""

    key: str
    levels: dict[int, Level]
    #: levels whose count this list starts anew when first used
    overrides: frozenset[int] = frozenset()


@dataclass
class Counter:
    """Walks a document's numbered paragraphs in order."""

    lists: dict[str, NumberedList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    #: overrides that have had their effect, by list and depth
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, list_id: str, depth: int) -> str:
        """The number printed before the next paragraph of a list; empty for bullets."""
        numbered = self.lists.get(list_id)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counts = self._counts.setdefault(numbered.key, {})
        begins = depth in numbered.overrides and (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        counts[depth] = level.start if begins or depth not in counts else counts[depth] + 1
        _restart_deeper(counts, numbered, depth)
        if level.style in _UNNUMBERED or not level.template:
            return ""
        return _printed(numbered, counts, depth, level)


def _restart_deeper(counts: dict[int, int], numbered: NumberedList, depth: int) -> None:
    for deeper in [other for other in counts if other > depth]:
        level = numbered.levels.get(deeper)
        restart = level.restart if level else None
        if restart is None or depth < restart:
            del counts[deeper]


def _printed(numbered: NumberedList, counts: dict[int, int], depth: int, level: Level) -> str:
    text = level.template
    for shown in range(depth + 1):
        mark = f"%{shown + 1}"
        if mark not in text:
            continue
        of = numbered.levels.get(shown, Level())
        style = "decimal" if level.legal else of.style
        text = text.replace(mark, formatted(counts.get(shown, of.start), style))
    return text + _gap(text, level.suffix)


def _gap(text: str, suffix: str) -> str:
    """Word puts a tab after every number; in text only a bare `1.1` needs a space to stay apart."""
    bare = bool(text) and (text[-1].isascii() and text[-1].isalnum())
    return " " if bare and suffix != "nothing" else ""


def levels_of(elements: Iterable[Any], get: Callable[[Any, str], str | None]) -> dict[int, Level]:
    """`w:lvl` elements → levels; `get(element, "numFmt")` is the value of a child."""
    return {depth_of(element): _level(element, get) for element in elements}


def depth_of(element: Any) -> int:
    return whole(attribute(element, "ilvl"), 0)


def _level(element: Any, get: Callable[[Any, str], str | None]) -> Level:
    restart = get(element, "lvlRestart")
    legal = get(element, "isLgl")
    return Level(
        style=get(element, "numFmt") or "decimal",
        template=get(element, "lvlText") or "",
        start=whole(get(element, "start"), 1),
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and legal not in ("0", "false"),
        suffix=get(element, "suff") or "tab",
    )
