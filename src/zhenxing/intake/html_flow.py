"""A web page's tree → lines as a reader sees them, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from zhenxing.intake.numbering import formatted
from zhenxing.intake.tables import Grid, row_lines, runs_on
from zhenxing.intake.xml import whole

_UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "select", "option", "button", "textarea", "svg", "object",
     "iframe", "frameset", "head", "title", "map", "canvas", "audio", "video", "input"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td",
     "th", "tbody", "thead", "tfoot", "caption", "section", "article", "header", "footer", "main", "nav",
     "aside", "blockquote", "pre", "form", "fieldset", "center", "hr", "figure", "figcaption", "body",
     "address", "details", "summary", "ucapcontent", "ucaptitle", "zhengwen"}
)  # fmt: skip
_HIDDEN: Final = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_NUMBERED: Final = re.compile(r"\s*[(（]?[0-9０-９一二三四五六七八九十①-⑳]{1,3}[)）、.．。]?")
_LIST_STYLES: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}


@dataclass(frozen=True)
class Line:
    """One printed line: its text, how many characters of it are links, and its innermost block."""

    text: str
    links: int
    element: Any


@dataclass
class Flow:
    """Walks a tree once. `ranges` gives, for each block, the lines it holds."""

    lines: list[Line] = field(default_factory=list)
    ranges: dict[Any, tuple[int, int]] = field(default_factory=dict)
    #: for each picture, the number of lines before it
    pictures: list[int] = field(default_factory=list)
    added_numbers: int = 0
    hidden: int = 0
    _parts: list[str] = field(default_factory=list)
    _links: int = 0
    _visible: int = 0
    #: the number of each ordered list's next item
    _counts: dict[Any, int] = field(default_factory=dict)

    def walk(self, body: Any) -> Flow:
        self._visible = len(body.text_content())
        self._element(body, in_link=False)
        self._flush(body)
        return self

    def _element(self, element: Any, in_link: bool) -> None:
        name = element.tag
        if not isinstance(name, str) or name in _UNSEEN or self._is_hidden(element):
            return
        if name in ("br", "img"):
            self._single(element, name)
        elif name == "table":
            self._table(element)
        elif name in _BLOCKS:
            self._block(element, name, in_link)
        else:
            self._children(element, in_link or (name == "a" and element.get("href") is not None))

    def _single(self, element: Any, name: str) -> None:
        if name == "img":
            self.pictures.append(len(self.lines))
        else:
            self._flush(element.getparent())

    def _block(self, element: Any, name: str, in_link: bool) -> None:
        self._flush(element.getparent())
        start = len(self.lines)
        if name == "li":
            self._number(element)
        self._children(element, in_link, keep_lines=name == "pre")
        self._flush(element)
        self.ranges[element] = (start, len(self.lines))

    def _number(self, item: Any) -> None:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return
        position = self._counts.get(parent, _first(parent))
        self._counts[parent] = position + 1
        if number := _list_number(parent, item, position):
            self.added_numbers += 1
            self._parts.append(number)

    def _children(self, element: Any, in_link: bool, keep_lines: bool = False) -> None:
        self._text(element.text, in_link, element if keep_lines else None)
        for part in element:
            self._element(part, in_link)
            self._text(part.tail, in_link, element if keep_lines else None)

    def _text(self, text: str | None, in_link: bool, preformatted: Any | None) -> None:
        if not text:
            return
        lines = text.split("\n") if preformatted is not None else [text]
        for index, line in enumerate(lines):
            if index:
                self._flush(preformatted)
            self._parts.append(line)
            self._links += len(line.strip()) if in_link else 0

    def _flush(self, element: Any) -> None:
        text = _BLANKS.sub(_blank, "".join(self._parts)).strip(" ")
        if text.strip():
            self.lines.append(Line(text, min(self._links, len(text)), element))
        self._parts.clear()
        self._links = 0

    def _is_hidden(self, element: Any) -> bool:
        """Hidden by its own style, unless it holds most of the page (shown by a script)."""
        if "hidden" not in element.attrib and not _HIDDEN.search(element.get("style") or ""):
            return False
        size = len(element.text_content())
        if size * 2 > self._visible:
            return False
        self.hidden += bool(size)
        return True

    # -- tables -----------------------------------------------------------------

    def _table(self, table: Any) -> None:
        self._flush(table.getparent())
        start = len(self.lines)
        if _lays_out(table):
            self._children(table, in_link=False)
            self._flush(table)
        else:
            self._data_table(table)
        self.ranges[table] = (start, len(self.lines))

    def _data_table(self, table: Any) -> None:
        grid, links = Grid(), 0
        for row in _own(table, "tr"):
            grid.begin_row()
            for cell in _own(row, "td", "th"):
                inner = Flow(_visible=self._visible)
                inner._children(cell, in_link=False)
                inner._flush(cell)
                links += sum(line.links for line in inner.lines)
                self.pictures += [len(self.lines)] * len(inner.pictures)
                texts = [line.text for line in inner.lines]
                grid.add(texts, columns=_span(cell, "colspan"), rows=_span(cell, "rowspan"))
            grid.end_row()
        lines = row_lines(grid)
        total = sum(map(len, lines)) or 1
        self.lines += [Line(line, len(line) * min(links, total) // total, table) for line in lines]


def _blank(match: re.Match[str]) -> str:
    """A line end between two Chinese characters is only how the page was typed."""
    text, start, end = match.string, match.start(), match.end()
    wide = start > 0 and end < len(text) and text[start - 1] >= "\u2e80" and text[end] >= "\u2e80"
    return "" if wide and "\n" in match.group() else " "


def _lays_out(table: Any) -> bool:
    """A table that holds tables or headings, or a cell of running text."""
    if next(table.iterdescendants("table", "h1", "h2"), None) is not None:
        return True
    rows = len(_own(table, "tr"))
    return any(
        runs_on(rows, len(cell.findall(".//p")) + len(cell.findall(".//div")), len(cell.text_content()))
        for cell in _cells(table)
    )


def _cells(table: Any) -> Iterator[Any]:
    for row in _own(table, "tr"):
        yield from _own(row, "td", "th")


def _own(parent: Any, *names: str) -> list[Any]:
    """Rows of this table (through tbody) or cells of this row, none of a nested table's."""
    found: list[Any] = []
    for part in parent:
        if part.tag in names:
            found.append(part)
        elif part.tag in ("tbody", "thead", "tfoot", "form"):
            found += _own(part, *names)
    return found


def _span(cell: Any, name: str) -> int:
    return min(max(whole((cell.get(name) or "").strip(), 1), 1), 100)


def _list_number(parent: Any, item: Any, position: int) -> str:
    """The number a browser prints before an `<ol>` item, unless its text brings its own."""
    style = f"{parent.get('style') or ''} {item.get('style') or ''}".lower()
    if "list-style" in style and "none" in style:
        return ""
    text = item.text_content()
    own = _NUMBERED.match(text)
    if own and own.group().strip()[-1:] in tuple(")）、.．"):
        return ""
    kind = next((_LIST_STYLES[name] for name in _LIST_STYLES if len(name) > 1 and name in style), "")
    kind = kind or _LIST_STYLES.get(parent.get("type") or "1", "decimal")
    return formatted(position, kind) + ("、" if kind == "chineseCounting" else ".")


def _first(parent: Any) -> int:
    return whole(parent.get("start"), 1)
