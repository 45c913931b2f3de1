"""When two investors are one, and two projects the same: pure, over names as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from zhenxing.core.duplicates import essence

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
#: a place at the front of a name: province, city, county, each with its word or a bare province
_PLACE = re.compile(
    rf"^(?P<province>(?:{_PROVINCES})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区)?)?"
    r"(?P<rest>(?:[一-鿿]{2,4}?[省市县区])?)"
)
_IN_BRACKETS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{1,20}[)）〕\]]")
_PROJECT = re.compile(r"(?:建设|投资|新建|改扩建|扩建|生产线|生产基地|基地|项目|工程|一期|二期|年产)")
#: what is left of a name must still tell something
_LEAST = 2


@dataclass(frozen=True)
class Investor:
    """Who invests: the code, when it is known, and the name cut to what tells it apart."""

    code: str
    core: str
    place: str

    def is_same(self, other: Investor) -> bool:
        """Codes decide when both are known; else names, unless their places contradict each other."""
        if self.code and other.code:
            return self.code == other.code
        if not self.core or self.core != other.core:
            return False
        return not (self.place and other.place) or self.place == other.place


def investor(name: str, code: str = "") -> Investor:
    """Read a name: brackets, legal form and the place before it are taken off."""
    plain = unicodedata.normalize("NFKC", name).strip()
    bare = essence(_IN_BRACKETS.sub("", plain) or plain)
    found = _PLACE.match(bare)
    assert found is not None  # every part of it may be empty
    core, place = bare[found.end() :], (found["province"] or "")[:2]
    if len(core) < _LEAST:
        core, place = bare, ""
    return Investor(code, core, place)


def project_core(name: str) -> str:
    """A project's name without the words every project has."""
    plain = essence(unicodedata.normalize("NFKC", name))
    return _PROJECT.sub("", plain) or plain


def same_project(one: str, other: str, alike: int) -> bool:
    """Whether two names (as `project_core` gives them) are alike to `alike` of 100."""
    return bool(one and other) and fuzz.ratio(one, other) >= alike
