"""Put a list of divisions into the tree of areas, all of a level at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhenxing.core.compiler.knowledge import Division
from zhenxing.web.kit.actions import Deed
from zhenxing.web.organisations.models import Area

_BATCH = 500


@dataclass(frozen=True)
class Renamed:
    """A division whose name here is not the list's: a person decides from which day."""

    code: str
    here: str
    listed: str


@dataclass(frozen=True)
class Planted:
    """What came of it. Nothing that was there is changed: `renamed` and `gone` are for a person to see to."""

    added: int
    kept: int
    renamed: tuple[Renamed, ...] = ()
    #: divisions here, open-ended, that the list has no more
    gone: tuple[str, ...] = ()


def plant(divisions: Iterable[Division], source: str, deed: Deed) -> Planted:
    """Add the divisions that are not there yet. Parents stand before their children in the list.

    Call it in a transaction. Raises KeyError when a parent is neither there nor in the list.
    """
    listed = {division.code: division for division in divisions}
    tree = _Tree({area.code: area for area in Area.objects.select_for_update()})
    for division in listed.values():
        if division.code not in tree.areas:
            tree.add(division, source)
    tree.write(deed)
    known = [area for code, area in tree.areas.items() if code in listed and code not in tree.new]
    return Planted(
        added=len(tree.new),
        kept=len(known),
        renamed=tuple(
            Renamed(area.code, area.name, listed[area.code].name)
            for area in known
            if area.name != listed[area.code].name
        ),
        gone=_gone(tree.areas, listed),
    )


def _gone(areas: dict[str, Area], listed: dict[str, Division]) -> tuple[str, ...]:
    """Open-ended divisions under a parent whose children of that level the list names, but not them."""
    complete = {(division.parent, division.level) for division in listed.values()}
    by_path = {area.path: area.code for area in areas.values()}
    return tuple(
        f"{code} {area.name}"
        for code, area in areas.items()
        if code not in listed
        and area.kind == "division"
        and area.valid_to is None
        and (by_path.get(area.path[: -Area.steplen]), area.level) in complete
    )


@dataclass
class _Tree:
    """The areas by code, and the last step taken below each path ("" is above the roots)."""

    areas: dict[str, Area]
    new: dict[str, Area] = field(default_factory=dict)
    steps: Counter[str] = field(default_factory=Counter)
    grown: dict[str, Area] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for area in self.areas.values():
            above, step = area.path[: -Area.steplen], Area._str2int(area.path[-Area.steplen :])
            self.steps[above] = max(self.steps[above], step)

    def add(self, division: Division, source: str) -> None:
        parent = self.areas[division.parent] if division.parent else None
        above = parent.path if parent else ""
        self.steps[above] += 1
        depth = parent.depth + 1 if parent else 1
        area = Area(
            code=division.code,
            name=division.name,
            level=division.level,
            source=source,
            depth=depth,
            path=Area._get_path(above, depth, self.steps[above]),
        )
        self.areas[area.code] = self.new[area.code] = area
        if parent is not None:
            parent.numchild += 1
            if parent.code not in self.new:
                self.grown[parent.code] = parent

    def write(self, deed: Deed) -> None:
        deed.create_many(Area, self.new.values())
        Area.objects.bulk_update(self.grown.values(), ["numchild"], batch_size=_BATCH)
