"""Text that was read one byte off: GBK that lost a byte, decoded in pairs up to the next ASCII character.

Written `A B C D` with a byte of A lost, the page shows the pairs (a, b₁)(b₂, c₁)(c₂, d₁) and a last half.
One byte further on, B and C stand whole again; A and D have one byte each. What they were is only said
when the rest of the document knows exactly one character that joins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from zhenxing.core.compiler.plan import Reading

#: what stands where a character cannot be told
UNKNOWN = "□"
#: so much of a document tells which characters stand together in it
_KNOWN = 200_000
_MARKS = frozenset("，。、；：？！“”《》（）〔〕—％·")
#: the first bytes of the characters that official texts use (level 1 of GB 2312), and their second bytes
_LEADS = range(0xB0, 0xD8)
_TRAILS = range(0xA1, 0xFF)


class Recovered(NamedTuple):
    """`text[start:end]` may have been what the reading says."""

    start: int
    end: int
    reading: Reading


def recovered(text: str, start: int, odd: int, end: int) -> Recovered | None:
    """What `text[start:end]` may have been, its first odd character at `odd`; None when nothing is fluent.

    The slip began at `odd` or before it, where the misread characters happen to be common ones. Of the
    beginnings that give common characters only, the one whose neighbours the document knows best is right.
    """
    pairs = _pairs(text)
    best: tuple[int, Recovered] | None = None
    for begin in range(start, odd + 1):
        slip = _shifted(text[begin:end])
        if slip is None:
            continue
        found = Recovered(begin, end, _reading(pairs, slip))
        strange = _strange_pairs(pairs, text[max(0, start - 1) : begin], found.reading.text)
        if best is None or strange < best[0]:
            best = strange, found
    return best[1] if best else None


@lru_cache(maxsize=1)
def _pairs(text: str) -> Counter[str]:
    """How often each character and each two neighbours stand in the document (in as much of it as a reader
    would know).
    """
    known = text[:_KNOWN]
    return Counter(map("".join, pairwise(known))) + Counter(known)


def _strange_pairs(pairs: Counter[str], kept: str, read: str) -> int:
    """How many characters and neighbours stand nowhere else; those that were kept count themselves once."""
    strange = sum(pairs[a + b] < 2 for a, b in pairwise(kept)) + sum(pairs[char] < 2 for char in kept)
    joined = kept[-1:] + read
    strange += sum(not pairs[char] for char in read if char != UNKNOWN)
    return strange + sum(not pairs[a + b] for a, b in pairwise(joined) if UNKNOWN not in (a, b))


class _Slip(NamedTuple):
    first: int
    whole: str
    #: the byte of the last character that is left; None when that stands whole in `whole`
    last: int | None
    #: the ASCII character that was swallowed as a second byte
    swallowed: str


def _shifted(garbled: str) -> _Slip | None:
    """The run read one byte further on, when that gives common characters only."""
    try:
        raw = garbled.rstrip("?？\ufffd").encode("gbk")
    except UnicodeEncodeError:
        return None
    swallowed = chr(raw[-1]) if raw and raw[-1] < 0x80 else ""
    body = raw[1:-1] if swallowed else raw[1:]
    last = None if len(body) % 2 == 0 else body[-1]
    try:
        whole = body[: len(body) // 2 * 2].decode("gbk")
    except UnicodeDecodeError:
        return None
    return _Slip(raw[0], whole, last, swallowed) if whole and all(map(_is_common, whole)) else None


def _is_common(char: str) -> bool:
    return char in _MARKS or char in _level_one()


@lru_cache(maxsize=1)
def _level_one() -> frozenset[str]:
    every = (bytes((lead, trail)) for lead in _LEADS for trail in _TRAILS if lead < 0xD7 or trail <= 0xF9)
    return frozenset(pair.decode("gb2312") for pair in every)


def _reading(pairs: Counter[str], slip: _Slip) -> Reading:
    first = _only(char for char in _firsts(slip.first) if pairs[char + slip.whole[0]])
    last: str | None = ""
    if slip.last is not None:
        last = _only(char for char in _with_lead(slip.last) if pairs[slip.whole[-1] + char])
    read = f"{first or UNKNOWN}{slip.whole}{UNKNOWN if last is None else last}{slip.swallowed}"
    sure = UNKNOWN not in read
    rest = "首尾的字据文中相同的词补出" if sure else f"“{UNKNOWN}”处的字只剩半个字节，无法推断"
    return Reading(read, f"错开一个字节重读得到，{rest}", likely=sure)


def _firsts(byte: int) -> Iterator[str]:
    """Every character of which this byte is one half: the first when its second is lost, or the second."""
    if byte in _TRAILS:
        yield from _decoded(bytes((lead, byte)) for lead in _LEADS)
    yield from _with_lead(byte)


def _with_lead(byte: int) -> Iterator[str]:
    if byte in _LEADS:
        yield from _decoded(bytes((byte, trail)) for trail in _TRAILS)


def _decoded(pairs: Iterator[bytes]) -> Iterator[str]:
    for pair in pairs:
        char = pair.decode("gb2312", errors="ignore")
        if char in _level_one():
            yield char


def _only(found: Iterable[str]) -> str | None:
    chars = set(found)
    return chars.pop() if len(chars) == 1 else None
