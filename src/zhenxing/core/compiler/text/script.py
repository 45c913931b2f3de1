"""Which parts of a text are in Traditional characters, and what they are in Simplified ones."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from opencc import OpenCC

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.traditional_signs import ONLY_TRADITIONAL

#: a text is Traditional when this share of its Han characters is written in no other way
_TEXT_SHARE = 0.12
#: a single line in a Simplified text needs far more: a name or a shop sign is left as it is
_LINE_SHARE = 0.15
_LINE_COUNT = 4

_HAN = re.compile(r"[\u3400-\u9fff]+")
_COMMON = "0123456789\n，。、；：！（）“”《》〔〕—…,;:()%.·"


def _between(chars: frozenset[str], first: int, last: int) -> str:
    """The ranges of a class that leave out these of the characters from `first` to `last`."""
    edges = [first - 1, *sorted(map(ord, chars)), last + 1]
    return "".join([f"{chr(a + 1)}-{chr(b - 1)}" for a, b in pairwise(edges) if b - a > 1])


#: beyond common marks, figures and the Han characters of Simplified texts
ODD = re.compile(f"[^{_COMMON}{_between(ONLY_TRADITIONAL, 0x4E00, 0x9FA5)}]")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    # tw2s, not t2s: only it turns 著力 into 着力
    return OpenCC("tw2s")


def traditional_spans(text: str) -> list[Span]:
    """The whole text, or the lines of it, that are in Traditional characters."""
    if _share(_proofs(text), text) >= _TEXT_SHARE:
        return [Span(0, len(text))]
    return _lines(text)


def _lines(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        count = _proofs(line)
        if count >= _LINE_COUNT and _share(count, line) >= _LINE_SHARE:
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def _proofs(text: str) -> int:
    """How many characters of a text prove it to be Traditional."""
    return sum(map(ONLY_TRADITIONAL.__contains__, ODD.findall(text)))


def _share(count: int, text: str) -> float:
    return count / max(1, sum(map(len, _HAN.findall(text))))


def simplified(text: str) -> str:
    """`text` in Simplified characters, always as long as before."""
    converter = _converter()
    new: str = converter.convert(text)
    if len(new) == len(text):
        return new
    return "".join(_one_by_one(line) for line in text.splitlines(keepends=True))


def _one_by_one(line: str) -> str:
    """Convert a line whose phrases change length character by character instead."""
    converter = _converter()
    new: str = converter.convert(line)
    if len(new) == len(line):
        return new
    return "".join(single if len(single := converter.convert(char)) == 1 else char for char in line)
