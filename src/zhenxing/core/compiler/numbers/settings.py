"""What holds for every number of one sentence: its part, its cues, the list of conditions it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.document import TELLING, Section
from zhenxing.core.compiler.numbers.sentences import Sentence, last_of

_BINDING_ROLES = frozenset({"policies", "conditions"})


@dataclass(slots=True)
class Setting:
    """What holds for every number of one sentence. Positions are offsets in it, -1 where absent."""

    sentence: Sentence
    section: Section
    #: inside a list of conditions opened by 具备下列条件, or in a part that sets them
    listed: bool
    #: the list itself, not only such a part
    open: bool
    #: this sentence opens such a list
    opens: bool
    #: what follows for whoever meets an item of the list, and its key when any one item is enough
    list_award: str | None
    list_penalty: str | None
    group: str | None
    #: a measure or a policy, where thresholds bind
    binding: bool
    measure: bool
    #: news, reports
    tells: bool
    award_first: int
    award_last: int
    penalty_last: int
    eligible_last: int
    #: the last place at which something follows from a threshold
    consequence: int
    #: where 对…的 names whom a benefit is for
    granted: int
    #: 对…, 凡…: speaks of whoever meets it
    addressed: bool
    #: a number here may be a threshold
    may_bind: bool


@dataclass(slots=True)
class OpenList:
    """A list of conditions that a sentence opened. `level`: of the heading it was opened under."""

    level: int
    start: int
    award: str | None = None
    penalty: str | None = None
    group: str | None = None


def setting_of(sentence: Sentence, section: Section, listing: OpenList | None, genre: str) -> Setting:
    """Find what holds for a whole sentence, once."""
    text = sentence.text
    follows = cues.FOLLOWING.search(text) is not None
    awards = [match.start() for match in cues.AWARD.finditer(text)] if follows else None
    award_last = awards[-1] if awards else -1
    penalty_last = last_of(cues.PENALTY, text) if follows else -1
    eligible_last = last_of(cues.ELIGIBLE, text) if follows else -1
    granted = cues.GRANTED.search(text) if awards else None
    measure = genre == "measure"
    listed = listing is not None or section.conditional
    binding = measure or section.role in _BINDING_ROLES or genre == "opinion"
    return Setting(
        sentence,
        section,
        listed,
        listing is not None,
        listing is not None and listing.start == sentence.start,
        listing.award if listing else None,
        listing.penalty if listing else None,
        listing.group if listing else None,
        binding,
        measure,
        genre in TELLING,
        awards[0] if awards else -1,
        award_last,
        penalty_last,
        eligible_last,
        max(award_last, penalty_last, eligible_last),
        granted.start() if granted else -1,
        ("对" in text or "凡" in text or "首次" in text) and cues.OPENS.match(text) is not None,
        listed or binding or follows or "分" in text,
    )


def open_list(sentence: Sentence, level_of: Callable[[str], int]) -> OpenList | None:
    """The list a sentence opens: 有下列情形之一的,取消称号:"""
    text = sentence.text
    if not ("下" in text or "申报" in text or "相应" in text or ":" in text or "——" in text):
        return None
    match = cues.LEAD.search(text)
    if match is None:
        return None
    return OpenList(
        level_of(text),
        sentence.start,
        _consequence(cues.AWARD, text, match.end()),
        _consequence(cues.PENALTY, text, match.end()),
        f"之一{sentence.start}" if cues.EITHER.search(text) else None,
    )


def _consequence(pattern: re.Pattern[str], text: str, at: int) -> str | None:
    match = pattern.search(text, at)
    if match is None:
        return None
    end = text.find(":", match.end())
    return text[at : end if end >= 0 else len(text)].removeprefix("之一").strip(" ,的由")
