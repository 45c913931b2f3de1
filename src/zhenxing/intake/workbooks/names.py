"""Which field a heading means: by its name, by another name for it, or by likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from zhenxing.core.fields import RECORD_FIELDS, Field, TableSpec
from zhenxing.intake.workbooks.headings import bare, normalised

#: words that make another column of a like name: 上年营业收入 is not 营业收入
_QUALIFIERS: Final = re.compile(
    r"上年|去年|同期|上期|本月|当月|本年|本期|累计|年初|期末|期初|年末|计划|预计|目标|实际|增[长速减幅加]|同比|环比|占比|"
    r"比重|率|其中|主营|其他|人均|平均|新增|原|曾用|备注|序号"
)
EXACT: Final = 1.0
ALIAS: Final = 0.98
NORMALISED: Final = 0.95
JOINED: Final = 0.93
#: likeness counts from here, and never as much as a name
_LIKE_FROM: Final = 84.0
_LIKE_TOP: Final = 0.9
_LONGEST_NAME: Final = 30


@dataclass(frozen=True)
class Candidate:
    """A field a heading may mean; `how` is exact, alias, normalised, joined or similar."""

    field: str
    certainty: float
    how: str


class Names:
    """The names of a table's fields, ready to be asked."""

    def __init__(self, spec: TableSpec) -> None:
        self._exact: dict[str, Candidate] = {}
        self._normal: dict[str, Candidate] = {}
        for field in (*spec.fields, *RECORD_FIELDS):
            self._add(field)
        self._fields = spec.fields

    def _add(self, field: Field) -> None:
        for place, name in enumerate((*field.names, field.name)):
            certainty, how = (EXACT, "exact") if place == 0 else (ALIAS, "alias")
            self._exact.setdefault(name, Candidate(field.name, certainty, how))
            self._normal.setdefault(normalised(name), Candidate(field.name, NORMALISED, "normalised"))
        for name in (joined for joined in ("".join((*field.groups, field.label)),) if field.groups):
            self._exact.setdefault(name, Candidate(field.name, EXACT, "exact"))
            self._normal.setdefault(normalised(name), Candidate(field.name, NORMALISED, "normalised"))

    @property
    def count(self) -> int:
        return len(self._fields)

    def known(self, titles: Sequence[tuple[str, ...]]) -> float:
        """How many fields are named by a row of titles; one alone says little, unless there is no other."""
        found = {candidate.field for levels in titles if (candidate := self.named(levels))}
        return float(len(found)) if len(found) >= min(2, len(self._fields)) else 0.0

    def likely(self, titles: Sequence[tuple[str, ...]]) -> float:
        """How many of the titles are like a field's name."""
        short = [levels for levels in titles if levels and len(levels[-1]) <= _LONGEST_NAME]
        return float(sum(bool(self.named(levels) or self.similar(levels)) for levels in short))

    def candidates(self, levels: tuple[str, ...]) -> tuple[Candidate, ...]:
        """What a heading may mean, the most certain first."""
        named = self.named(levels)
        if named:
            return (named,)
        return self.similar(levels)

    def named(self, levels: tuple[str, ...]) -> Candidate | None:
        """The field of that name: the joined levels say more than the last one alone."""
        if not levels:
            return None
        return self._named(levels) or self._named(tuple(bare(level) for level in levels))

    def _named(self, levels: tuple[str, ...]) -> Candidate | None:
        whole = "".join(levels)
        if found := self._exact.get(whole) or self._normal.get(normalised(whole)):
            return found
        turned = "".join(reversed(levels))
        if len(levels) > 1 and (found := self._normal.get(normalised(turned))):
            return Candidate(found.field, JOINED, "joined")
        last = self._exact.get(levels[-1]) or self._normal.get(normalised(levels[-1]))
        if last and len(levels) > 1:
            return Candidate(last.field, min(last.certainty, JOINED), "joined")
        return last

    def similar(self, levels: tuple[str, ...]) -> tuple[Candidate, ...]:
        """Fields of like names, at most three."""
        plain = [bare(level) for level in levels]
        heading = normalised("".join(plain))
        own = normalised(plain[-1]) if plain else ""
        found = {}
        for field in self._fields:
            best = max(
                (_likeness(said, name) for said in {heading, own} for name in _plain(field)), default=0
            )
            if best >= _LIKE_FROM:
                found[field.name] = round(best / 100 * _LIKE_TOP, 3)
        ordered = sorted(found.items(), key=lambda item: -item[1])[:3]
        return tuple(Candidate(name, certainty, "similar") for name, certainty in ordered)


@lru_cache(maxsize=4096)
def _plain(field: Field) -> tuple[str, ...]:
    return tuple(normalised(name) for name in field.names)


@lru_cache(maxsize=65536)
def _likeness(said: str, name: str) -> float:
    if set(_QUALIFIERS.findall(said)) != set(_QUALIFIERS.findall(name)):
        return 0.0
    return fuzz.ratio(said, name)
