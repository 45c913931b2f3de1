"""Does a form ask for what is known already? Names of fields compared as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

#: names alike by so much mean the same; below seven characters one other character is another thing
ALIKE: Final = 88.0
_ASIDE = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]{0,40}[)\]】〕>》]")
_NUMBER = re.compile(r"^\d{1,3}[.、．)]\s*")
_BETWEEN = re.compile(r"[\s、,，;；:：/.·*_—-]+")
_SPLIT = re.compile(r"[\n\r\t、,，;；]+")
#: whose it is, and what kind of figure: said or left out, the field stays the same
_FIRST = ("企业", "单位", "公司", "本年", "本月", "本期", "当年", "当月", "累计", "所在")
_LAST = ("情况", "数量", "数据", "明细", "数", "额")
_SHORTEST = 2
_LONGEST = 60
MOST_FIELDS: Final = 500


@dataclass(frozen=True)
class Overlap:
    """A field that is held already: under which label, where, and how alike (100: the same)."""

    field: str
    label: str
    where: str
    alike: float


def split_fields(text: str) -> tuple[str, ...]:
    """The names in a list that people typed: one a line, or with commas between; doubles once.

    "1.企业名称\\n2、用工人数（人）" gives ("企业名称", "用工人数（人）"). Raises nothing.
    """
    parts = (_NUMBER.sub("", part.strip()).strip() for part in _SPLIT.split(text))
    return tuple(dict.fromkeys(part[:_LONGEST] for part in parts if part and not part.isdigit()))[
        :MOST_FIELDS
    ]


def plain(name: str) -> str:
    """A name without width, blanks, numbers before it and what stands in brackets (its unit)."""
    narrow = unicodedata.normalize("NFKC", name[: 2 * _LONGEST])
    return _BETWEEN.sub("", _ASIDE.sub("", _NUMBER.sub("", narrow.strip())))


def forms_of(name: str) -> frozenset[str]:
    """The ways one field is written: with and without whose it is, with and without “数”, “情况”."""
    whole = plain(name)
    found = {whole}
    for first in _FIRST:
        if whole.startswith(first) and len(whole) - len(first) >= _SHORTEST:
            found.add(whole.removeprefix(first))
    for one in tuple(found):
        for last in _LAST:
            if one.endswith(last) and len(one) - len(last) >= _SHORTEST:
                found.add(one.removesuffix(last))
    return frozenset(one for one in found if len(one) >= _SHORTEST)


def known_as(labels: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Written form → (label, where), from (label, where) pairs; the first to claim a form keeps it."""
    found: dict[str, tuple[str, str]] = {}
    for label, where in labels:
        for form in sorted(forms_of(label), key=len, reverse=True):
            found.setdefault(form, (label, where))
    return found


def overlaps(fields: Iterable[str], known: Mapping[str, tuple[str, str]]) -> tuple[Overlap, ...]:
    """The fields that are among `known` (of `known_as`), each with the nearest; in the order asked."""
    names = list(known)
    found = []
    for field in fields:
        forms = sorted(forms_of(field), key=len, reverse=True)
        same = next((form for form in forms if form in known), None)
        if same is not None:
            found.append(Overlap(field, *known[same], 100.0))
        elif forms and (near := process.extractOne(forms[0], names, scorer=fuzz.ratio, score_cutoff=ALIKE)):
            found.append(Overlap(field, *known[near[0]], round(near[1], 1)))
    return tuple(found)
