"""Which of many short Chinese texts say the same, and why. Pure.

Two texts are alike when they name the same matter (a list of words for each matter is passed in) or use
the same characters in the same order. Whether they are of one industry or one place adds to it and is
said with the reasons. Each text meets only those that share its rarest pairs of characters or its
matters, so that the work grows with the number of texts and not with its square.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: what every letter of complaint says, whatever it is about
_PHRASES = (
    *("我们公司", "我公司", "本公司", "我们", "我厂", "本厂", "我村", "我镇", "企业", "公司", "单位"),
    *("希望", "请求", "恳请", "建议", "反映", "政府", "部门", "领导", "有关", "相关", "帮助", "协调"),
    *("解决", "问题", "困难", "尽快", "目前", "现在", "近期", "最近", "由于", "因为", "导致", "造成"),
    *("比较", "非常", "严重", "无法", "不能", "需要", "已经", "一直", "经常", "影响", "情况", "进行"),
)
#: shares of common pairs of characters from which two texts are alike, in fortieths
_PARTS = 40
_BY_WORDING = 20
_WITH_MATTER = 5
#: of one industry or one place, a little less wording will do
_WITH_PLACE = 4
_BY_WORDING_NEAR = _BY_WORDING - _WITH_PLACE
#: a text meets no more than this many others
_MOST_MET = 80
#: pairs of characters by which a text looks for others
_RAREST = 10
_LONGEST = 600


@dataclass(frozen=True)
class Said:
    """One text: `key` names it; `industry` and `place` are compared as they are ("" is unknown)."""

    key: int
    text: str
    industry: str = ""
    place: str = ""


@dataclass(frozen=True)
class Matter:
    """Something people complain of, and the words they use for it."""

    key: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """Why two texts are alike: share of common pairs of characters, common matters, words each used."""

    share: Fraction
    matters: tuple[str, ...]
    industry: bool
    place: bool

    @property
    def strength(self) -> Fraction:
        """A measure to order by: the share, and a part for each reason besides."""
        return self.share + Fraction(len(self.matters), 2) + Fraction(self.industry + self.place, 10)


@dataclass(frozen=True)
class Group:
    """Texts that are all like the one in the middle, the most alike first."""

    centre: int
    members: tuple[tuple[int, Likeness], ...]

    @property
    def keys(self) -> tuple[int, ...]:
        return (self.centre, *(key for key, _likeness in self.members))


@dataclass(frozen=True)
class _Read:
    said: Said
    pairs: frozenset[str]
    matters: frozenset[str]
    #: the matter it speaks of first: what people come about
    begins: str
    size: int


def plain(text: str) -> str:
    """The characters of a text that say something: Han, letters, figures; without what all letters say."""
    wide = unicodedata.normalize("NFKC", text[: _LONGEST * 4])
    for phrase in _PHRASES:
        wide = wide.replace(phrase, "|")
    kept = (letter if letter.isalnum() or letter == "|" else "|" for letter in wide[:_LONGEST].lower())
    return "".join(kept)


def pairs_of(text: str) -> frozenset[str]:
    """The neighbouring pairs of characters of a text."""
    said = plain(text)
    return frozenset(said[at : at + 2] for at in range(len(said) - 1) if "|" not in said[at : at + 2])


def matters_of(text: str, matters: Iterable[Matter]) -> frozenset[str]:
    """The keys of the matters whose words a text uses."""
    wide = unicodedata.normalize("NFKC", text)
    return frozenset(one.key for one in matters if any(word in wide for word in one.words))


def words_used(texts: Iterable[str], matters: Iterable[Matter], keys: Iterable[str]) -> tuple[str, ...]:
    """The words of these matters that the texts really use, in the order of the list."""
    wanted, all_ = frozenset(keys), "\n".join(texts)
    return tuple(word for one in matters if one.key in wanted for word in one.words if word in all_)


def likeness(first: Said, second: Said, matters: Sequence[Matter] = ()) -> Likeness | None:
    """Why two texts are alike; None when they are not."""
    return _compare(_read(first, matters), _read(second, matters))


def groups(said: Sequence[Said], matters: Sequence[Matter] = (), *, least: int = 2) -> tuple[Group, ...]:
    """Texts in groups of at least `least`, the largest group first; a text is in one group at most.

    The text with the most others like it stands in the middle of a group; so all of a group are like one
    text, and a chain of half-alike texts makes no group.
    """
    read = {one.key: _read(one, matters) for one in sorted(said, key=lambda one: one.key)}
    alike = _alike(read)
    found: list[Group] = []
    taken: set[int] = set()
    for key in sorted(read, key=lambda one: (-len(alike[one]), one)):
        if key in taken:
            continue
        members = [(other, why) for other, why in alike[key].items() if other not in taken]
        if len(members) + 1 >= least:
            members.sort(key=lambda pair: (-pair[1].strength, pair[0]))
            found.append(Group(key, tuple(members)))
            taken |= {key, *(other for other, _why in members)}
    return tuple(sorted(found, key=lambda one: (-len(one.members), one.centre)))


def _read(one: Said, matters: Sequence[Matter]) -> _Read:
    wide = unicodedata.normalize("NFKC", one.text)
    places = {
        matter.key: min(found)
        for matter in matters
        if (found := [at for word in matter.words if (at := wide.find(word)) != -1])
    }
    begins = min(places, key=lambda key: places[key], default="")
    pairs = pairs_of(one.text)
    return _Read(one, pairs, frozenset(places), begins, len(pairs))


def _compare(first: _Read, second: _Read) -> Likeness | None:
    common = first.matters & second.matters
    total = first.size + second.size
    if not common and _BY_WORDING_NEAR * total > 2 * _PARTS * min(first.size, second.size):
        return None  # even if the shorter stood wholly in the longer
    both = len(first.pairs & second.pairs)
    if not (common or both):
        return None
    here, there = first.said, second.said
    industry = bool(here.industry) and here.industry == there.industry
    place = bool(here.place) and here.place == there.place
    needed = _needed(first, second, common, industry or place)
    # whole numbers: millions of pairs are compared
    if 2 * both * _PARTS < needed * total:
        return None
    share = Fraction(2 * both, total) if total else Fraction(0)
    return Likeness(share, tuple(sorted(common)), industry, place)


def _needed(first: _Read, second: _Read, common: frozenset[str], near: bool) -> int:
    """The share of common pairs from which these two are alike, in `_PARTS`."""
    if not common:
        return _BY_WORDING - (_WITH_PLACE if near else 0)
    # both begin with it: they say the same in other words
    if near and first.begins == second.begins:
        return 0
    return _WITH_MATTER - (_WITH_PLACE if near else 0)


def _alike(read: Mapping[int, _Read]) -> dict[int, dict[int, Likeness]]:
    """For each text those like it. Each meets the texts nearest to it in the lists of what they share."""
    lists = _lists(read)
    found: dict[int, dict[int, Likeness]] = {key: {} for key in read}
    met: dict[int, frozenset[int]] = {}
    for key, one in read.items():
        met[key] = frozenset(_met(one, lists))
        for other in met[key]:
            if other <= key and (other == key or key in met[other]):
                continue  # the two have met
            why = _compare(one, read[other])
            if why is not None:
                found[key][other] = found[other][key] = why
    return found


def _lists(read: Mapping[int, _Read]) -> dict[str, list[int]]:
    """What texts share → the texts, the rarest words of each and its matters with industry and place."""
    often = Counter(pair for one in read.values() for pair in one.pairs)
    lists: dict[str, list[int]] = defaultdict(list)
    for key, one in read.items():
        for sign in _signs(one, often):
            lists[sign].append(key)
    return lists


def _signs(one: _Read, often: Mapping[str, int] | None = None) -> list[str]:
    pairs = sorted(one.pairs, key=lambda pair: ((often or {}).get(pair, 0), pair))
    # a pair only one text has leads nowhere: it is no sign
    rare = [pair for pair in pairs if often is None or often[pair] > 1][:_RAREST]
    where = [f"\x00{matter}\x00{one.said.industry}\x00{one.said.place}" for matter in sorted(one.matters)]
    return [*where, *(f"\x01{matter}" for matter in sorted(one.matters)), *rare]


def _met(one: _Read, lists: Mapping[str, list[int]]) -> list[int]:
    """The texts to compare with: those of the shortest lists first, and no more than so many."""
    mine = [lists[sign] for sign in (*_signs(one), *one.pairs) if sign in lists]
    met: dict[int, None] = {}
    for entries in sorted(mine, key=len):
        for key in _around(entries, one.said.key):
            met[key] = None
            if len(met) > _MOST_MET:
                return list(met)
    return list(met)


def _around(entries: list[int], key: int) -> list[int]:
    """A long list from where the text itself stands in it, so that not all meet the same few."""
    if len(entries) <= _MOST_MET:
        return entries
    at = bisect_left(entries, key)
    return [*entries[at : at + _MOST_MET], *entries[max(0, at - _MOST_MET) : at]]
