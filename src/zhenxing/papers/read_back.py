"""A Word file read back: what a paper measures and which faces it uses, whoever wrote it.

Faces, sizes and indents are resolved as Word resolves them: the run, then its style, then the style that
one is based on, then the defaults of the document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = {"w": _W}
_MM: Final = 25.4 / 1440


@dataclass(frozen=True)
class Run:
    """Text of one look; `size` in points, `colour` as RRGGBB or empty."""

    text: str
    font: str
    size: float
    bold: bool = False
    colour: str = ""
    spacing: float = 0.0


@dataclass(frozen=True)
class ReadParagraph:
    """One paragraph; indents in characters, `line` in points when it is exact, else 0."""

    style: str
    runs: tuple[Run, ...]
    align: str
    first_line: float
    left: float
    right: float
    line: float
    outline: int | None
    page_field: bool
    red_line: bool
    breaks: int
    boxed: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def font(self) -> str:
        return self.runs[0].font if self.runs else ""

    @property
    def size(self) -> float:
        return self.runs[0].size if self.runs else 0.0

    @property
    def bold(self) -> bool:
        return bool(self.runs) and self.runs[0].bold


@dataclass(frozen=True)
class Layout:
    """What a paper measures. Lengths in millimetres; `lines` × `characters` of its grid.

    `paragraphs` are those of the running text; `boxed` those of text boxes (版记), `tables` the cells of
    each table; `rules` the widths of the lines of each boxed table in points; `fonts` what each declared
    face may be replaced by; `footers` by default (odd pages) and even.
    """

    page: tuple[float, float]
    margins: tuple[float, float, float, float]
    lines: int
    characters: int
    paragraphs: tuple[ReadParagraph, ...]
    boxed: tuple[ReadParagraph, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    rules: Mapping[str, float]
    fonts: Mapping[str, tuple[str, ...]]
    footers: Mapping[str, ReadParagraph]
    footer_from_bottom: float
    odd_and_even: bool
    title: str

    def styled(self, style: str) -> tuple[ReadParagraph, ...]:
        return tuple(found for found in self.paragraphs if found.style == style)


def read_back(data: bytes) -> Layout:
    """The layout of a .docx file. Raises `zipfile.BadZipFile` or `KeyError` for what is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Reader(archive).layout()


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._document = self._part("word/document.xml")
        styles = self._part("word/styles.xml")
        self._styles = {style.get(_w("styleId")): style for style in styles.iterfind("w:style", _NAMES)}
        self._defaults = styles.find("w:docDefaults/w:rPrDefault/w:rPr", _NAMES)

    def _part(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._archive.read(name), parser)

    def layout(self) -> Layout:
        section = self._document.find("w:body/w:sectPr", _NAMES)
        size, margin = section.find("w:pgSz", _NAMES), section.find("w:pgMar", _NAMES)
        width, height = (_number(size, key) for key in ("w", "h"))
        top, right, bottom, left = (_number(margin, key) for key in ("top", "right", "bottom", "left"))
        pitch, character = self._grid(section)
        every = tuple(self._paragraphs())
        settings = self._part("word/settings.xml")
        return Layout(
            page=(width * _MM, height * _MM),
            margins=(top * _MM, right * _MM, bottom * _MM, left * _MM),
            lines=int((height - top - bottom) // pitch) if pitch else 0,
            characters=int((width - left - right) / character + 0.01) if character else 0,
            paragraphs=tuple(found for found in every if not found.boxed),
            boxed=tuple(found for found in every if found.boxed),
            tables=tuple(self._tables()),
            rules=self._rules(),
            fonts=self._fonts(),
            footers=self._footers(section),
            footer_from_bottom=_number(margin, "footer") * _MM,
            odd_and_even=settings.find("w:evenAndOddHeaders", _NAMES) is not None,
            title=self._title(),
        )

    def _grid(self, section: Any) -> tuple[float, float]:
        """A line and a character of the document's grid, in twips; 0 where there is none."""
        grid = section.find("w:docGrid", _NAMES)
        if grid is None:
            return 0.0, 0.0
        base = self._styled_size("Normal") * 20
        with_characters = grid.get(_w("type")) in ("linesAndChars", "snapToChars")
        character = base + _number(grid, "charSpace") * 20 / 4096 if with_characters else 0.0
        return _number(grid, "linePitch"), character

    def _paragraphs(self) -> Iterator[ReadParagraph]:
        for element in self._document.iter(_w("p")):
            in_table = next(element.iterancestors(_w("tbl")), None) is not None
            boxed = next(element.iterancestors(_w("txbxContent")), None) is not None
            if boxed or not in_table:
                yield self._paragraph(element, boxed)

    def _paragraph(self, element: Any, boxed: bool = False) -> ReadParagraph:
        style = element.find("w:pPr/w:pStyle", _NAMES)
        key = style.get(_w("val")) if style is not None else "Normal"
        chain = [element, *self._chain(key)]
        runs = tuple(self._run(run, key) for run in element.iterchildren(_w("r")) if _text(run))
        spacing = _first(chain, "w:pPr/w:spacing", "line")
        exact = _first(chain, "w:pPr/w:spacing", "lineRule") == "exact"
        outline = _first(chain, "w:pPr/w:outlineLvl", "val")
        border = element.find("w:pPr/w:pBdr/w:bottom", _NAMES)
        return ReadParagraph(
            style=key,
            runs=runs,
            align=_first(chain, "w:pPr/w:jc", "val") or "both",
            first_line=_characters(chain, "firstLine") - _characters(chain, "hanging"),
            left=_characters(chain, "left"),
            right=_characters(chain, "right"),
            line=float(spacing or 0) / 20 if exact else 0.0,
            outline=int(outline) if outline is not None else None,
            page_field=any("PAGE" in (found.text or "").split() for found in element.iter(_w("instrText"))),
            red_line=border is not None and border.get(_w("color")) == "FF0000",
            breaks=sum(found.get(_w("type")) == "page" for found in element.iter(_w("br"))),
            boxed=boxed,
        )

    def _run(self, run: Any, style: str) -> Run:
        chain = [run, *self._chain(style)]
        size = _first(chain, "w:rPr/w:sz", "val") or self._default("sz", "val")
        bold = _first(chain, "w:rPr/w:b", "val", present="1")
        return Run(
            _text(run),
            _first(chain, "w:rPr/w:rFonts", "eastAsia") or self._default("rFonts", "eastAsia"),
            float(size or 20) / 2,
            bold is not None and bold not in ("0", "false"),
            _first(chain, "w:rPr/w:color", "val") or "",
            float(_first(chain, "w:rPr/w:spacing", "val") or 0) / 20,
        )

    def _styled_size(self, style: str) -> float:
        size = _first(self._chain(style), "w:rPr/w:sz", "val") or self._default("sz", "val")
        return float(size or 20) / 2

    def _chain(self, key: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        found: list[Any] = []
        while key in self._styles and self._styles[key] not in found:
            style = self._styles[key]
            found.append(style)
            based = style.find("w:basedOn", _NAMES)
            key = based.get(_w("val")) if based is not None else ""
        return found

    def _default(self, tag: str, key: str) -> str:
        element = None if self._defaults is None else self._defaults.find(f"w:{tag}", _NAMES)
        return "" if element is None else element.get(_w(key), "")

    def _tables(self) -> Iterator[tuple[tuple[str, ...], ...]]:
        for table in self._document.iter(_w("tbl")):
            yield tuple(
                tuple("".join(text.text or "" for text in cell.iter(_w("t"))) for cell in row.iter(_w("tc")))
                for row in table.iterchildren(_w("tr"))
            )

    def _rules(self) -> dict[str, float]:
        """Widths of the lines of 版记, in points."""
        box = next(self._document.iter(_w("txbxContent")), None)
        borders = None if box is None else box.find("w:tbl/w:tblPr/w:tblBorders", _NAMES)
        if borders is None:
            return {}
        return {etree.QName(edge).localname: _number(edge, "sz") / 8 for edge in borders}

    def _fonts(self) -> dict[str, tuple[str, ...]]:
        declared = {}
        for font in self._part("word/fontTable.xml").iterfind("w:font", _NAMES):
            other = font.find("w:altName", _NAMES)
            names = "" if other is None else other.get(_w("val"), "")
            declared[font.get(_w("name"))] = tuple(filter(None, names.split(",")))
        return declared

    def _footers(self, section: Any) -> dict[str, ReadParagraph]:
        links = {link.get("Id"): link.get("Target") for link in self._part("word/_rels/document.xml.rels")}
        found = {}
        for reference in section.iterfind("w:footerReference", _NAMES):
            footer = self._part(f"word/{links[reference.get(f'{{{_R}}}id')]}")
            found[reference.get(_w("type"))] = self._paragraph(footer.find("w:p", _NAMES))
        return found

    def _title(self) -> str:
        if "docProps/core.xml" not in self._archive.namelist():
            return ""
        found = self._part("docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
        return (found.text or "") if found is not None else ""


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _number(element: Any, key: str) -> float:
    return float(element.get(_w(key), 0))


def _text(run: Any) -> str:
    """Printed text of a run, not that of a box it anchors."""
    parts = []
    for child in run:
        if child.tag == _w("t"):
            parts.append(child.text or "")
        elif child.tag == _w("tab"):
            parts.append("\t")
        elif child.tag == _w("br") and child.get(_w("type")) != "page":
            parts.append("\n")
    return "".join(parts)


def _first(chain: list[Any], path: str, key: str, *, present: str | None = None) -> str | None:
    """The nearest value; `present` is the value of an element that is there without one."""
    for element in chain:
        found = element.find(path, _NAMES)
        if found is not None:
            value = found.get(_w(key), present)
            if value is not None:
                return str(value)
    return None


def _characters(chain: list[Any], name: str) -> float:
    """An indent in characters, where it is told in characters."""
    value = _first(chain, "w:pPr/w:ind", f"{name}Chars")
    return float(value) / 100 if value is not None else 0.0
