"""Word files: paragraphs with their printed numbers, tables row by row, text boxes, footnotes.

Page headers and footers, deleted text, comments, hidden text, embedded files and the table of
contents are left out. What a reader of the printed page would miss is noted.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter as Tally
from typing import Any, Final

from zhenxing.intake.archive import check_entries, opened, read_entry
from zhenxing.intake.docx_lists import Numbers, Styles
from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, without_nul
from zhenxing.intake.tables import Grid, row_lines
from zhenxing.intake.xml import attribute, child, local, parse_xml, value_of, whole

_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
#: parts of a paragraph whose text is not printed
_SILENT: Final = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "pPr",
        "rPr",
        "sdtPr",
        "Fallback",
        "pict_alt",
    }
)
#: Word's own limit is 63 columns
_WIDEST: Final = 100
_EMBEDDED: Final = {
    "Word 文件": ("docx", "doc", "docm", "rtf", "wps"),
    "Excel 表格": ("xlsx", "xls", "xlsm", "et"),
    "演示文稿": ("pptx", "ppt", "dps"),
    "网页": ("htm", "html", "mht"),
}
_BOXES: Final = frozenset({"drawing", "pict", "object"})


def read_docx(data: bytes) -> Extract:
    """Raises `IntakeError`: `damaged`, `unsafe`, `encrypted`."""
    with opened(data) as archive:
        check_entries(archive.infolist())
        package = _Package(archive)
        reader = _Reader(package)
        return reader.read()


class _Package:
    """The parts of the zip, each parsed once when asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def part(self, path: str) -> Any | None:
        name = self._names.get(path)
        return None if name is None else parse_xml(read_entry(self._archive, name), name)

    def embedded(self) -> list[str]:
        """The names of files put into the document, and of parts it takes in whole."""
        return [
            posixpath.basename(name)
            for low, name in self._names.items()
            if low.startswith(("word/embeddings/", "word/afchunk")) and not low.endswith("/")
        ]

    def has_macros(self) -> bool:
        return any(name.startswith("word/vba") for name in self._names)

    def document(self) -> Any:
        """`word/document.xml`, or as some producers call it `word/document2.xml`."""
        names = sorted(
            name for name in self._names if name.startswith("word/document") and name.endswith(".xml")
        )
        root = self.part(names[0]) if names else None
        body = None if root is None else child(root, "body")
        if body is None:
            raise refusal("damaged", detail="no document body")
        return body


class _Reader:
    """One walk through the body; lines in the order in which they are printed."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._styles = Styles(package.part("word/styles.xml"))
        self._numbers = Numbers(package.part("word/numbering.xml"), self._styles)
        self._left_out: Tally[str] = Tally()
        self._notes_cited: list[str] = []

    def read(self) -> Extract:
        body = self._package.document()
        lines = self._blocks(body)
        text = "\n".join(lines)
        notes = self._footnotes()
        starts: tuple[int, ...] = ()
        if notes:
            starts = (0, len(text) + 1)
            text = "\n".join([text, *notes])
        text, nul = without_nul(text)
        remarks = (*self._remarks(len(notes)), *self._attached())
        return Extract(text, page_starts=starts, notes=(*remarks, *nul))

    # -- blocks -----------------------------------------------------------------

    def _blocks(self, parent: Any) -> list[str]:
        lines: list[str] = []
        for element in parent:
            lines += self._block(element)
        return lines

    def _block(self, element: Any) -> list[str]:
        name = local(element)
        if name == "p":
            return self._paragraph(element)
        if name == "tbl":
            return self._table(element)
        if name == "sdt" and _is_contents(element):
            self._left_out["目录"] += 1
            return []
        if name in ("Fallback", "sectPr", "sdtPr", "del", "moveFrom"):
            return []
        return self._blocks(element)

    def _paragraph(self, paragraph: Any) -> list[str]:
        if self._styles.is_contents(paragraph):
            self._left_out["目录"] = 1
            return []
        boxes: list[str] = []
        text = self._text(paragraph, boxes)
        number = self._numbers.printed(paragraph) if text.strip() else ""
        return [*boxes, *f"{number}{text}".split("\n")]

    def _text(self, element: Any, boxes: list[str]) -> str:
        """The printed text of a run, a paragraph or anything inside; boxed paragraphs go to `boxes`."""
        out: list[str] = []
        for part in element:
            name = local(part)
            if name == "t":
                out.append(part.text or "")
            elif name in _BREAKS:
                out.append(_BREAKS[name])
            elif name in _BOXES:
                self._boxed(part, boxes)
            elif name == "r" and self._hidden(part):
                self._left_out["隐藏文字"] += 1
            elif not self._aside(part, name):
                out.append(self._text(part, boxes))
        return "".join(out)

    def _aside(self, part: Any, name: str) -> bool:
        """What stands in a paragraph but is not its text; remembered for the notes."""
        if name in ("del", "moveFrom"):
            self._left_out["修订中删除的文字"] += 1
        elif name in ("ins", "moveTo"):
            self._left_out["修订中插入的文字"] += 1
            return False
        elif name == "commentReference":
            self._left_out["批注"] += 1
        elif name == "sym":
            self._left_out["特殊符号"] += 1
        elif name in ("footnoteReference", "endnoteReference"):
            self._notes_cited.append(f"{name.removesuffix('Reference')}s:{attribute(part, 'id')}")
        else:
            return name in _SILENT
        return True

    def _hidden(self, run: Any) -> bool:
        properties = child(run, "rPr")
        vanish = None if properties is None else value_of(properties, "vanish")
        return vanish is not None and vanish not in ("0", "false", "off")

    def _boxed(self, drawing: Any, boxes: list[str]) -> None:
        contents = [
            found for found in drawing.iter() if local(found) == "txbxContent" and not _in_fallback(found)
        ]
        for content in contents:
            boxes += self._blocks(content)
        if not contents and any(local(found) in ("blip", "imagedata") for found in drawing.iter()):
            self._left_out["图片"] += 1

    # -- tables -----------------------------------------------------------------

    def _table(self, table: Any) -> list[str]:
        grid = Grid()
        for row in _inside(table, "tr"):
            grid.begin_row()
            properties = child(row, "trPr")
            before = 0 if properties is None else whole(value_of(properties, "gridBefore"), 0)
            for _ in range(min(before, _WIDEST)):
                grid.add([])
            for cell in _inside(row, "tc"):
                self._cell(cell, grid)
        return row_lines(grid)

    def _cell(self, cell: Any, grid: Grid) -> None:
        properties = child(cell, "tcPr")
        span, merged = 1, False
        if properties is not None:
            span = whole(value_of(properties, "gridSpan"), 1)
            merge = value_of(properties, "vMerge")
            merged = merge is not None and merge != "restart"
        lines = self._blocks(cell)
        grid.add([] if merged else lines, columns=min(max(span, 1), _WIDEST))

    # -- notes ------------------------------------------------------------------

    def _footnotes(self) -> list[str]:
        lines = []
        for number, cited in enumerate(self._notes_cited, 1):
            part, _, note_id = cited.partition(":")
            lines.append(f"注{number}：{self._note_text(part, note_id)}")
        return lines

    def _note_text(self, part: str, note_id: str) -> str:
        root = self._package.part(f"word/{part}.xml")
        notes = [] if root is None else [note for note in root if attribute(note, "id") == note_id]
        return "".join(line.strip() for note in notes for line in self._blocks(note))

    def _remarks(self, footnotes: int) -> list[str]:
        out = self._left_out
        remarks = [f"文中有 {footnotes} 条脚注或尾注，已移到文末。"] if footnotes else []
        inserted, deleted = out["修订中插入的文字"], out["修订中删除的文字"]
        if inserted or deleted:
            remarks.append(f"文件带有修订记录：插入 {inserted} 处已采用，删除 {deleted} 处已略去。")
        sayings = {
            "批注": "文件带有 {} 条批注，没有读入。",
            "图片": "文中有 {} 幅图片，其中的文字没有读到。",
            "隐藏文字": "文中有 {} 处隐藏文字，没有读入。",
            "特殊符号": "文中有 {} 个符号字体的字符，没有读入。",
            "目录": "文件的目录没有读入。",
        }
        return remarks + [saying.format(out[key]) for key, saying in sayings.items() if out[key]]

    def _attached(self) -> list[str]:
        """Files inside the file are not read: they may be anything, and each is a document of its own."""
        names = self._package.embedded()
        listed = "、".join(f"{_kind_of(name)} {name}" for name in names[:10])
        more = "等" if len(names) > 10 else ""
        notes = [f"文件里嵌有 {len(names)} 个附件，没有读入，需要时请打开后另存、单独上传：{listed}{more}。"]
        macros = ["文件带有宏；只读了文字，宏没有运行。"] if self._package.has_macros() else []
        return (notes if names else []) + macros


def _kind_of(name: str) -> str:
    """What an embedded file is called, by its name's end; Word names it by the program that made it."""
    end = name.rpartition(".")[2].lower()
    return next((kind for kind, ends in _EMBEDDED.items() if end in ends), "其他文件")


def _inside(parent: Any, name: str) -> list[Any]:
    """Children of a name, also those wrapped in content controls or insertions."""
    found: list[Any] = []
    for element in parent:
        kind = local(element)
        if kind == name:
            found.append(element)
        elif kind in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            found += _inside(element, name)
    return found


def _is_contents(control: Any) -> bool:
    gallery = next((found for found in control.iter() if local(found) == "docPartGallery"), None)
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _in_fallback(element: Any) -> bool:
    return any(local(above) == "Fallback" for above in element.iterancestors())
