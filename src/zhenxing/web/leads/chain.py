"""Which enterprises stand in which link of a chain, and what is missing. Pure: values in, values out.

A person's word goes first. Else a firm stands where its products are named; only when they are named
nowhere in the chain, where its trade is: the mould maker of a pottery town has the potters' trade too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How a link is held."""

    HELD = "held"
    THIN = "thin"
    #: nobody in the town, but somebody else in the county
    NEARBY = "nearby"
    MISSING = "missing"
    #: neither product nor trade says what to look for
    UNKNOWN = "unknown"


#: the standings that are gaps, the widest first
GAPS = (Standing.MISSING, Standing.NEARBY, Standing.THIN)


@dataclass(frozen=True)
class Link:
    """A link as it is matched: `fewest` firms in the town make it more than thin."""

    pk: int
    products: tuple[str, ...]
    industries: tuple[str, ...]
    fewest: int


@dataclass(frozen=True)
class Firm:
    """A firm of the county; `here` when it is of the town."""

    pk: int
    name: str
    industry: str
    products: str
    here: bool


@dataclass(frozen=True)
class Match:
    """A firm in a link, and by what: `how` is "word", "product" or "industry", `by` the word or the code."""

    firm: Firm
    how: str
    by: str


@dataclass(frozen=True)
class Held:
    """Who stands in one link, in the town and nearby."""

    link: Link
    here: tuple[Match, ...]
    nearby: tuple[Match, ...]
    standing: Standing

    @property
    def is_gap(self) -> bool:
        return self.standing in GAPS


@dataclass(frozen=True)
class Chain:
    """Every link with its firms, in the order given; the town's firms that stand nowhere."""

    links: tuple[Held, ...]
    unplaced: tuple[Firm, ...]


def chain(links: Sequence[Link], firms: Iterable[Firm], words: Mapping[tuple[int, int], bool]) -> Chain:
    """Place the firms. `words` holds what people said: (link, firm) → whether it stands there."""
    found: dict[int, list[Match]] = {link.pk: [] for link in links}
    unplaced = []
    for firm in sorted(firms, key=lambda one: (one.name, one.pk)):
        places = _places(links, firm, words)
        for pk, match in places:
            found[pk].append(match)
        if firm.here and not places:
            unplaced.append(firm)
    held = tuple(_held(link, found[link.pk]) for link in links)
    return Chain(held, tuple(unplaced))


def _places(
    links: Sequence[Link], firm: Firm, words: Mapping[tuple[int, int], bool]
) -> list[tuple[int, Match]]:
    said = [(one.pk, Match(firm, "word", "")) for one in links if words.get((one.pk, firm.pk))]
    open_links = [one for one in links if (one.pk, firm.pk) not in words]
    by_product = [(one.pk, Match(firm, "product", by)) for one in open_links if (by := _product(one, firm))]
    if said or by_product:
        return said + by_product
    return [(one.pk, Match(firm, "industry", by)) for one in open_links if (by := _industry(one, firm))]


def _product(link: Link, firm: Firm) -> str:
    """The first product of the link that the firm names."""
    return next((word for word in link.products if word in firm.products), "")


def _industry(link: Link, firm: Firm) -> str:
    """The code of the link below which the firm's trade is."""
    if not firm.industry:
        return ""
    return next((code for code in link.industries if firm.industry.startswith(code)), "")


def _held(link: Link, matches: Sequence[Match]) -> Held:
    here = tuple(one for one in matches if one.firm.here)
    nearby = tuple(one for one in matches if not one.firm.here)
    return Held(link, here, nearby, _standing(link, len(here), len(nearby)))


def _standing(link: Link, here: int, nearby: int) -> Standing:
    if here:
        return Standing.HELD if here >= link.fewest else Standing.THIN
    if nearby:
        return Standing.NEARBY
    return Standing.MISSING if link.products or link.industries else Standing.UNKNOWN
