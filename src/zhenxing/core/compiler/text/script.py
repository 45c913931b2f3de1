"""Which parts of a text are in Traditional characters, and what they are in Simplified ones."""

from __future__ import annotations

import re
from functools import lru_cache

from opencc import OpenCC

from zhenxing.core.compiler.source import Span

#: a text is Traditional when this share of its Han characters is written in no other way
_TEXT_SHARE = 0.12
#: a single line in a Simplified text needs far more: a name or a shop sign is left as it is
_LINE_SHARE = 0.15
_LINE_COUNT = 4

_HAN = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    # tw2s, not t2s: only it turns 著力 into 着力
    return OpenCC("tw2s")


@lru_cache(maxsize=1)
def only_traditional() -> frozenset[str]:
    """Characters that no Simplified text writes: they convert, and GB 2312 lacks them.

    乾, 瞭, 著 and 於 convert as well, but Simplified texts use them, so they prove nothing.
    """
    every = "\n".join(map(chr, range(0x4E00, 0x9FA6)))
    simple = _converter().convert(every)
    changed = "".join([a for a, b in zip(every, simple, strict=True) if a != b])
    return frozenset(changed) - frozenset(changed.encode("gb2312", "ignore").decode("gb2312"))


@lru_cache(maxsize=1)
def _proof() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(only_traditional()))}]")


def traditional_in(text: str) -> frozenset[str]:
    """The characters of a text that prove it to be Traditional."""
    try:
        # most texts can be written in GB 2312, which has none of them, and is faster than looking for each
        text.replace("—", "").replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return frozenset(_proof().findall(text))
    return frozenset()


def traditional_spans(text: str) -> list[Span]:
    """The whole text, or the lines of it, that are in Traditional characters."""
    proof = _proof()
    if _share(proof, text) >= _TEXT_SHARE:
        return [Span(0, len(text))]
    return _lines(proof, text)


def _lines(proof: re.Pattern[str], text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        count = len(proof.findall(line))
        if count >= _LINE_COUNT and _share(proof, line) >= _LINE_SHARE:
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def _share(proof: re.Pattern[str], text: str) -> float:
    return len(proof.findall(text)) / max(1, sum(map(len, _HAN.findall(text))))


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
