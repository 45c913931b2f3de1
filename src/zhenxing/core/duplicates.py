"""Find records of one enterprise kept twice: the same code, or near names with addresses that agree.

Pure and set-based: the rows are put into small blocks by what they share, and compared only there, so
100,000 rows take seconds and no query is asked per row.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from rapidfuzz import fuzz

Reason = Literal["code", "organisation", "name"]

#: names alike to this degree (0–100) are near when the addresses agree, or are not known
NEAR_NAME = 86.0
#: names alike to this degree are near even where the addresses say little
SAME_NAME = 96.0
NEAR_ADDRESS = 60.0
#: a block larger than this says nothing (everybody is called 陶瓷); smaller blocks find its members
LARGEST_BLOCK = 60
#: a name is put into the blocks of its rarest pairs of characters
_PAIRS = 3

#: what the law makes every firm add to its name
_LEGAL = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|股份公司|农民专业合作社联合社|农民专业合作社|专业合作社|合作社"
    r"|个体工商户|经营部|公司)$"
)
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Listed:
    """A row to compare. Texts are empty where they are not known; `area` is the name of its county."""

    key: int
    name: str
    code: str = ""
    address: str = ""
    area: str = ""


@dataclass(frozen=True)
class Doublet:
    """Two rows that may be one enterprise; `score` is 100 for the same code, else how alike the names are."""

    first: int
    second: int
    reason: Reason
    score: float


def find_doublets(rows: Iterable[Listed]) -> tuple[Doublet, ...]:
    """Every pair that may be one enterprise, the surest first; a pair is reported once."""
    rows = tuple(rows)
    found: dict[tuple[int, int], Doublet] = {}
    for doublet in (*_by_code(rows), *_by_name(rows)):
        found.setdefault((doublet.first, doublet.second), doublet)
    order = {"code": 0, "organisation": 1, "name": 2}
    return tuple(
        sorted(found.values(), key=lambda one: (order[one.reason], -one.score, one.first, one.second))
    )


def essence(name: str, area: str = "") -> str:
    """A name without what says nothing of whose it is: marks, its place at the front, its legal form."""
    plain = _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", name)).lower()
    bare = _LEGAL.sub("", plain)
    for place in (area, area[:-1]):
        if len(place) > 1 and bare.startswith(place) and len(bare) > len(place) + 1:
            bare = bare[len(place) :]
            break
    return bare or plain


def _by_code(rows: Sequence[Listed]) -> Iterator[Doublet]:
    """The same unified code; or the same organisation code inside (GB 11714), newly registered elsewhere."""
    whole: dict[str, list[int]] = defaultdict(list)
    inside: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if len(row.code) == 18:
            whole[row.code].append(row.key)
            inside[row.code[8:17]].append(row.key)
    yield from _pairs(whole, "code")
    yield from _pairs(inside, "organisation")


def _pairs(groups: dict[str, list[int]], reason: Reason) -> Iterator[Doublet]:
    for keys in groups.values():
        first, *others = sorted(keys)
        for other in others:
            yield Doublet(first, other, reason, 100.0)


def _by_name(rows: Sequence[Listed]) -> Iterator[Doublet]:
    names = [essence(row.name, row.area) for row in rows]
    for first, second in sorted(_candidates(names)):
        score = fuzz.ratio(names[first], names[second], score_cutoff=NEAR_NAME)
        if score and _one_enterprise(rows[first], rows[second], score):
            keys = sorted((rows[first].key, rows[second].key))
            yield Doublet(keys[0], keys[1], "name", round(score, 1))


def _candidates(names: Sequence[str]) -> set[tuple[int, int]]:
    """Index pairs that share a rare pair of characters, or the whole name."""
    often = Counter(pair for name in names for pair in set(_two(name)))
    same: dict[str, list[int]] = defaultdict(list)
    near: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        same[name].append(index)
        rare = sorted(set(_two(name)), key=lambda pair: (often[pair], pair))
        for pair in rare[:_PAIRS]:
            near[pair].append(index)
    # of many that are called the same each is held against the first: all are named, none is left out
    found = {(block[0], other) for block in same.values() for other in block[1:]}
    small = (block for block in near.values() if 1 < len(block) <= LARGEST_BLOCK)
    return found | {pair for block in small for pair in combinations(block, 2)}


def _two(name: str) -> list[str]:
    return [one + other for one, other in pairwise(name)] or [name]


def _one_enterprise(first: Listed, second: Listed, score: float) -> bool:
    """Two different codes are two enterprises, whatever they are called."""
    if first.code and second.code:
        return False
    if first.address and second.address:
        near = fuzz.partial_ratio(_bare(first.address), _bare(second.address)) >= NEAR_ADDRESS
        return near or score >= SAME_NAME
    return True


def _bare(address: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", address))
