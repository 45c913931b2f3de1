"""When two investors are one, and two projects the same: pure, over names as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz

from zhenxing.core.duplicates import essence

#: a place with its word (浙江省, 杭州市, 云岭县), at the front
_MARKED = re.compile(r"[一-鿿]{2,7}?(?:自治区|自治州|省|市|县|区)")
_IN_BRACKETS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{1,20}[)）〕\]]")
_PROJECT = re.compile(r"(?:建设|投资|新建|改扩建|扩建|生产线|生产基地|基地|项目|工程|一期|二期|年产)")
#: what is left of a name must still tell something; after a bare place name, more
_LEAST, _LEAST_BARE = 2, 3
#: places before a name: province, city, county
_MOST_PLACES = 3


@dataclass(frozen=True)
class Investor:
    """Who invests: the code, when it is known; the name cut to what tells it apart; where its name says
    it is, as far as that is known."""

    code: str
    core: str
    province: str = ""
    city: str = ""

    def is_same(self, other: Investor) -> bool:
        """Codes decide when both are known; else names, unless their places contradict each other."""
        if self.code and other.code:
            return self.code == other.code
        if not self.core or self.core != other.core:
            return False
        return _agree(self.province, other.province) and _agree(self.city, other.city)


def _agree(one: str, other: str) -> bool:
    return not (one and other) or one == other


def investor(name: str, code: str = "", places: Mapping[str, str] = MappingProxyType({})) -> Investor:
    """Read a name: brackets, legal form and the places before it are taken off.

    `places` are the names of provinces and cities without their word, which firms put before theirs, each
    with its province (杭州 → 浙江, 浙江 → 浙江).
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    core = essence(_IN_BRACKETS.sub("", plain) or plain)
    found: list[str] = []
    while len(found) < _MOST_PLACES and (cut := _place(core, places)):
        found.append(_unmarked(core[:cut]))
        core = core[cut:]
    known = [one for one in found if one in places]
    city = next((one for one in known if places[one] != one), "")
    return Investor(code, core, next((places[one] for one in known), ""), city)


def _place(name: str, places: Collection[str]) -> int:
    """How many characters at the front are a place; 0 for none."""
    marked = _MARKED.match(name)
    if marked and len(name) - marked.end() >= _LEAST and _is_place(marked[0], places):
        return marked.end()
    return next((n for n in (4, 3, 2) if name[:n] in places and len(name) - n >= _LEAST_BARE), 0)


def _is_place(text: str, places: Collection[str]) -> bool:
    """A word of a place is enough for short names; long ones must be known (城市, 小区 may be a name)."""
    return _unmarked(text) in places or (len(text) <= 4 and text[-2:] not in ("城市", "超市", "园区", "小区"))


def _unmarked(text: str) -> str:
    return re.sub(r"(?:(?:维吾尔|壮族|回族)?自治区|自治州|省|市|县|区)$", "", text)


def project_core(name: str) -> str:
    """A project's name without the words every project has."""
    plain = essence(unicodedata.normalize("NFKC", name))
    return _PROJECT.sub("", plain) or plain


def same_project(one: str, other: str, alike: int) -> bool:
    """Whether two names (as `project_core` gives them) are alike to `alike` of 100."""
    return bool(one and other) and fuzz.ratio(one, other) >= alike
