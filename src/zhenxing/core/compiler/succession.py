"""Whether one document takes the place of an earlier one: next year's plan, or a reissue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from zhenxing.core.compiler.terms import folded

_YEAR = re.compile(r"((?:19|20)\d\d)(?:[-–—至](?:(?:19|20)\d\d))?年?")
_INNER = re.compile(r"关于(?:印发|转发|发布|公布|下达)(.{4,}?)的(?:通知|公告)$")
_DRAFT = re.compile(r"(?:试行|暂行|修订稿?|修订版|征求意见稿|送审稿|新版|年)")
#: names of one genre; a plan is no measure, however alike the rest of the titles
_GENRES = (
    re.compile(r"(?:行动计划|工作计划|实施计划|行动方案|实施方案|工作方案|工作要点|要点|方案|计划|规划)$"),
    re.compile(r"(?:管理办法|实施办法|办法|实施细则|细则|规定|规则)$"),
    re.compile(r"(?:实施意见|指导意见|若干意见|意见|若干措施|措施)$"),
)
_LIKE = 88


@dataclass(frozen=True)
class Named:
    """What identifies a document: title, issuer and ISO date; empty where nothing is known."""

    title: str
    issuer: str = ""
    issued_on: str = ""


@dataclass(frozen=True)
class Succession:
    """`next` follows on from another year's document; `reissue` replaces one for the same time.

    `likeness` is 0 to 100; `years` are those in the titles, "" where there is none.
    """

    kind: Literal["next", "reissue"]
    likeness: int
    years: tuple[str, str] = ("", "")


def succession(old: Named, new: Named) -> Succession | None:
    """How `new` may take the place of `old`; None when it does not look as if it did."""
    likeness = fuzz.ratio(_subject(old.title), _subject(new.title))
    if likeness < _LIKE or not _same_issuer(old.issuer, new.issuer) or not _subject(new.title):
        return None
    years = _year(old.title), _year(new.title)
    if years[0] != years[1]:
        return Succession("next", round(likeness), years) if all(years) and years[0] < years[1] else None
    if old.issued_on and new.issued_on and new.issued_on < old.issued_on:
        return None
    return Succession("reissue", round(likeness), years)


def _year(title: str) -> str:
    match = _YEAR.search(title)
    return match[1] if match else ""


def _subject(title: str) -> str:
    """The title without its year, its issuing notice and what tells its stage; 计划 and 方案 are alike."""
    inner = _INNER.search(title)
    bare = _DRAFT.sub("", _YEAR.sub("", folded(inner[1] if inner else title)))
    for number, genre in enumerate(_GENRES):
        if match := genre.search(bare):
            return bare[: match.start()] + f"·{number}" * 4
    return bare


def _same_issuer(one: str, other: str) -> bool:
    """Unknown is no objection; an office issues for its government."""
    first, second = (folded(name).removesuffix("办公室").removesuffix("办公厅") for name in (one, other))
    return not first or not second or first == second
