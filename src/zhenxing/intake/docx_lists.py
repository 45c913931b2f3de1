"""Which list and level a Word paragraph belongs to, by itself or through its style."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zhenxing.intake.numbering import Counter, Level, NumberedList, depth_of, levels_of
from zhenxing.intake.xml import attribute, child, local, value_of, whole

_DEEPEST_STYLE = 20


class Styles:
    """Paragraph styles: what each is called, is based on and numbers."""

    def __init__(self, root: Any | None) -> None:
        self._styles = (
            {} if root is None else {_id(style): style for style in root if local(style) == "style"}
        )

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is a line of a table of contents (`toc 1`, 目录 1)."""
        style = self._styles.get(self.of(paragraph) or "")
        name = (value_of(style, "name") or "").lower() if style is not None else ""
        return name.startswith(("toc ", "目录 ")) and name != "toc heading"

    def of(self, paragraph: Any) -> str | None:
        properties = child(paragraph, "pPr")
        return None if properties is None else value_of(properties, "pStyle")

    def chain(self, style_id: str | None) -> list[tuple[str, Any]]:
        """A style and those it is based on, nearest first."""
        found: list[tuple[str, Any]] = []
        while style_id in self._styles and len(found) < _DEEPEST_STYLE:
            style = self._styles[style_id]
            found.append((str(style_id), style))
            style_id = value_of(style, "basedOn")
        return found


class Numbers:
    """The printed number of each paragraph; ask in document order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if root is None else _abstracts(root)
        self._style_levels: dict[str, tuple[str, int]] = {}
        lists = {} if root is None else self._lists(root)
        self._counter = Counter(lists)

    def printed(self, paragraph: Any) -> str:
        """`一、`, `（二）`, `3.` …, or "" for a paragraph without a number."""
        list_id, depth = self._place(paragraph)
        return "" if list_id in (None, "0") else self._counter.next(str(list_id), depth)

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """List and level: what the paragraph does not say itself comes from its style."""
        own_list, own_depth = _num_pr(child(paragraph, "pPr"))
        style_list, style_depth = self._style_place(self._styles.of(paragraph))
        depth = own_depth if own_depth is not None else style_depth if own_list is None else 0
        return own_list or style_list, depth or 0

    def _style_place(self, style_id: str | None) -> tuple[str | None, int | None]:
        for name, style in self._styles.chain(style_id):
            list_id, depth = _num_pr(child(style, "pPr"))
            if list_id is not None:
                linked = self._style_levels.get(name)
                return list_id, linked[1] if linked and depth is None else depth
        return None, None

    def _lists(self, root: Any) -> dict[str, NumberedList]:
        found: dict[str, NumberedList] = {}
        for number in root:
            if local(number) == "num":
                key, levels = self._resolved(value_of(number, "abstractNumId") or "", root)
                overrides = _overrides(number)
                changed = {
                    depth: _overridden(levels.get(depth), change) for depth, change in overrides.items()
                }
                starts = frozenset(depth for depth, change in overrides.items() if _has_start(change))
                found[_num_id(number)] = NumberedList(key, {**levels, **changed}, starts)
        return found

    def _resolved(self, key: str, root: Any) -> tuple[str, dict[int, Level]]:
        """An abstract list's levels, through the numbering style it may point to."""
        abstract = self._abstract.get(key)
        if abstract is None:
            return key, {}
        link = value_of(abstract, "numStyleLink")
        target = next(
            (k for k, other in self._abstract.items() if link and value_of(other, "styleLink") == link), key
        )
        elements = [element for element in self._abstract[target] if local(element) == "lvl"]
        for element in elements:
            if style := value_of(element, "pStyle"):
                self._style_levels[style] = (target, depth_of(element))
        return target, levels_of(elements, value_of)


def _abstracts(root: Any) -> dict[str, Any]:
    return {attribute(found, "abstractNumId") or "": found for found in root if local(found) == "abstractNum"}


def _num_pr(properties: Any | None) -> tuple[str | None, int | None]:
    numbered = None if properties is None else child(properties, "numPr")
    if numbered is None:
        return None, None
    depth = value_of(numbered, "ilvl")
    return value_of(numbered, "numId"), whole(depth, 0) if depth else None


def _overrides(number: Any) -> dict[int, Any]:
    return {depth_of(found): found for found in number if local(found) == "lvlOverride"}


def _has_start(change: Any) -> bool:
    return child(change, "startOverride") is not None


def _overridden(level: Level | None, change: Any) -> Level:
    redefined = child(change, "lvl")
    if redefined is not None:
        level = levels_of([redefined], value_of)[depth_of(redefined)]
    start = value_of(change, "startOverride")
    level = level or Level()
    return replace(level, start=whole(start, 1)) if start else level


def _id(style: Any) -> str:
    return attribute(style, "styleId") or ""


def _num_id(number: Any) -> str:
    return attribute(number, "numId") or ""
