"""Which division a document is of: full and short names, told apart by the parents beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from zhenxing.core.compiler.knowledge import Division, Knowledge
from zhenxing.core.compiler.source import Span

_DEPTH = {"province": 1, "city": 2, "county": 3, "township": 4}
#: behind a short name these say that a place is meant (天门网, 晋城市, 临汾日报)
_PLACE_AFTER = re.compile(
    r"(?:[省市县区州盟旗]|新闻|日报|晚报|网|讯|融媒|政府|市委|县委|区委|经开|高新|经济|人民)"
)

#: what may stand right before a name of two characters, and what proves it behind
_LEADS = frozenset("在到赴抵至于由与和及是向对从原省市州盟区县持进动快强升设造展")
_SEAT = re.compile(r"人民政府|县?委(?:办|书记|、|副|常|员会)")
#: a local paper named anywhere says which place its report is of
_PRESS = ("新闻网", "新闻中心", "日报", "融媒", "政府网", "发布")

#: behind a short name these make another name of it
_OTHER_AFTER = re.compile(r"[镇乡村街路山河湖江岭屯寨庄]")


class Mention(NamedTuple):
    """A name and the divisions that bear it; `full` when written with its kind (应县, not 运城)."""

    text: str
    start: int
    divisions: tuple[Division, ...]
    full: bool


@dataclass
class Gazetteer:
    """Looks names up in one document; `around` is all the text whose parents may decide."""

    knowledge: Knowledge
    around: str

    def mentions(self, text: str, limit: int = 400) -> Iterator[Mention]:
        """Names in the first `limit` characters, the longest at each place."""
        end = min(len(text), limit)
        reached = 0
        for begun in _index(self.knowledge.divisions).begins.finditer(text, 0, end):
            at = begun.start()
            found = self._mention(text, at, end) if at >= reached else None
            if found:
                reached = at + len(found.text)
                yield found

    def leading_mentions(self, text: str, limit: int) -> Iterator[Mention]:
        """Names of which the first begins the text and each next one stands right behind the one before."""
        end = min(len(text), limit)
        found = self._mention(text, 0, end)
        while found:
            yield found
            at = found.start + len(found.text)
            found = self._mention(text, at, end) or self._mention(text, at + 1, end)

    def _mention(self, text: str, at: int, end: int) -> Mention | None:
        """The longest name that begins at a place and ends before `end`."""
        names = self.knowledge.divisions
        index = _index(names)
        for size in index.sizes if text[at : at + 2] in index.openings else ():
            word = text[at : at + size]
            if at + size <= end and word in names:
                return Mention(word, at, names[word], any(each.name == word for each in names[word]))
        return None

    def is_place(self, text: str, mention: Mention) -> bool:
        """Whether a short name means the division: 三元 in 三元镇 does not, 晋城 beside 晋城市 does."""
        end = mention.start + len(mention.text)
        if _OTHER_AFTER.match(text, end):
            return False
        return (
            bool(_PLACE_AFTER.match(text, end))
            or any(each.name in self.around for each in mention.divisions)
            or any(mention.text + behind in self.around for behind in _PRESS)
        )

    def settled(self, mention: Mention) -> Division | None:
        """The one division a name means here, or None when the text does not say."""
        fitting = _exact(mention)
        if len(fitting) == 1:
            return fitting[0]
        home = [each for each in fitting if self.knowledge.home and _related(each.code, self.knowledge.home)]
        backed = [each for each in fitting if self._backed(each)]
        for chosen in (backed, home):
            if len(chosen) == 1:
                return chosen[0]
        return None

    def _backed(self, division: Division) -> bool:
        """Whether the text also names what lies above the division."""
        return any(name in self.around for name in self._parent_names(division))

    def _parent_names(self, division: Division) -> Iterator[str]:
        for parent in self._parents(division):
            yield parent.name
            short = parent.name.rstrip("省市")
            if len(short) >= 2:
                yield short

    def _parents(self, division: Division) -> Iterator[Division]:
        above = division.parent
        while above:
            found = _index(self.knowledge.divisions).by_code.get(above)
            if found is None:
                return
            yield found
            above = found.parent


def _exact(mention: Mention) -> tuple[Division, ...]:
    """Full names before short ones: 大同市 is never 大同区."""
    whole = tuple(each for each in mention.divisions if each.name == mention.text)
    return whole or mention.divisions


def _related(code: str, home: str) -> bool:
    return code == home or code[:4] == home[:4] or (code.endswith("0000") and code[:2] == home[:2])


class _Index:
    """A table of names turned for look-up: by code, and by the first two characters."""

    def __init__(self, names: Mapping[str, tuple[Division, ...]]) -> None:
        self.names = names
        #: the lengths that names have, the longest first
        self.sizes = sorted(set(map(len, names)), reverse=True)
        #: the two characters with which each begins
        self.openings = frozenset([name[:2] for name in names])
        firsts = "".join({opening[:1] for opening in self.openings})
        seconds = "".join({opening[1:] for opening in self.openings})
        #: where a name may begin: none is missed, and few places are looked at
        self.begins = (
            re.compile(f"[{re.escape(firsts)}](?=[{re.escape(seconds)}])") if seconds else re.compile("(?!)")
        )

    @cached_property
    def by_code(self) -> dict[str, Division]:
        return {each.code: each for several in self.names.values() for each in several}


_LAST: list[_Index] = []


def _index(names: Mapping[str, tuple[Division, ...]]) -> _Index:
    """Built once for each table of names; the last one is kept."""
    if not _LAST or _LAST[0].names is not names:
        _LAST[:] = [_Index(names)]
    return _LAST[0]


def division_in(gazetteer: Gazetteer, text: str, *, leading: bool) -> tuple[Division, Span] | None:
    """The division a short text is of; with `leading`, only a name at its very beginning counts.

    A chain of parents and children (山西省临汾市霍州市) gives its last and most specific link.
    """
    best: tuple[Division, Span] | None = None
    ends = 0
    for mention in (gazetteer.leading_mentions if leading else gazetteer.mentions)(text, 120):
        if leading and mention.start > ends:
            break
        if not mention.full and not gazetteer.is_place(text, mention):
            continue
        if mention.full and mention.start > ends and _is_cut_out(text, mention):
            continue
        division = gazetteer.settled(mention)
        if division is None:
            continue
        if best and not _below(division, best[0]):
            break
        if best and mention.start > ends and not leading:
            break
        ends = mention.start + len(mention.text)
        ends += bool(not mention.full and text[ends : ends + 1] in set("市县区省"))
        best = (division, Span(mention.start, mention.start + len(mention.text)))
    return best


def _is_cut_out(text: str, mention: Mention) -> bool:
    """成县 in 形成县城 is no place: a short name begins behind a mark or a word that leads to places."""
    end = mention.start + len(mention.text)
    if len(mention.text) > 2 or _SEAT.match(text, end):
        return False
    before = text[mention.start - 1 : mention.start]
    return "\u4e00" <= before <= "\u9fff" and before not in _LEADS


def _below(inner: Division, outer: Division) -> bool:
    return _DEPTH.get(inner.level, 0) > _DEPTH.get(outer.level, 0) and inner.code.startswith(
        outer.code.rstrip("0")
    )
