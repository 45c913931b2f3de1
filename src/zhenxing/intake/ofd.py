"""OFD files (GB/T 33190): a zip of XML in which every piece of text says where it is printed.

Names are read without their name space, which producers write in several ways; fonts and glyph
tables are not needed, because the characters stand in the text codes themselves.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from zhenxing.intake.archive import check_entries, opened, read_entry
from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract
from zhenxing.intake.layout import Run
from zhenxing.intake.ofd_objects import rules_of, runs_of
from zhenxing.intake.ofd_text import page_text
from zhenxing.intake.paged import joined
from zhenxing.intake.xml import attribute, child, local, parse_xml

#: a document of more pages is a book; each costs a part of the zip
_MOST_PAGES: Final = 5000


def read_ofd(data: bytes) -> Extract:
    """Raises `IntakeError`: `damaged`, `unsafe`, `encrypted`, `scanned`, `print_fonts`."""
    with opened(data) as archive:
        check_entries(archive.infolist())
        return _Reader(_Package(archive)).read()


class _Package:
    """The parts of the zip by their place; producers differ in case and in the slash they begin with."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_place(name): name for name in archive.namelist()}

    def part(self, place: str) -> Any:
        """A part's root; raises `damaged` when there is none."""
        name = self._names.get(_place(place))
        if name is None:
            raise refusal("damaged", detail=f"no part {place}")
        return parse_xml(read_entry(self._archive, name), name)

    def holds(self, place: str) -> bool:
        return _place(place) in self._names


def _place(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").strip().lstrip("/")).lower()


def _beside(base: str, location: str) -> str:
    """Where a location written in the part `base` leads: from the root, or from that part's folder."""
    location = location.replace("\\", "/").strip()
    return location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)


@dataclass
class _Document:
    """One document of the file: its pages' places, its templates', and what it has attached."""

    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    attached: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, package: _Package) -> None:
        self._package = package
        self._left_out: Tally[str] = Tally()
        self._used: set[str] = set()

    def read(self) -> Extract:
        documents = [self._document(place) for place in self._roots()]
        pages = [self._page(place, document) for document in documents for place in document.pages]
        if not pages:
            raise refusal("damaged", detail="no page")
        found = joined(pages, "OFD")
        notes = (*self._remarks(documents), *found.notes)
        return Extract(found.text, page_starts=found.page_starts, notes=notes)

    # -- the tree of parts ------------------------------------------------------

    def _roots(self) -> list[str]:
        root = self._package.part("OFD.xml")
        bodies = [found for found in root if local(found) == "DocBody"]
        self._left_out["签章"] += sum(child(body, "Signatures") is not None for body in bodies)
        places = [child(body, "DocRoot") for body in bodies]
        found = [_beside("OFD.xml", place.text or "") for place in places if place is not None]
        if not found:
            raise refusal("damaged", detail="OFD.xml names no document")
        return found

    def _document(self, place: str) -> _Document:
        root = self._package.part(place)
        document = _Document()
        for element in root.iter():
            name, where = local(element), attribute(element, "BaseLoc")
            if name == "Page" and where:
                document.pages.append(_beside(place, where))
            elif name == "TemplatePage" and where:
                document.templates[attribute(element, "ID") or ""] = _beside(place, where)
        if len(document.pages) > _MOST_PAGES:
            raise refusal("unsafe", what="页数异常", what_en="an abnormal number of pages")
        listing = child(root, "Attachments")
        document.attached = self._attached(place, listing) if listing is not None else []
        return document

    def _attached(self, place: str, listing: Any) -> list[str]:
        where = _beside(place, listing.text or "")
        if not self._package.holds(where):
            return []
        entries = [found for found in self._package.part(where).iter() if local(found) == "Attachment"]
        names = [attribute(entry, "Name") or attribute(entry, "FileName") or "" for entry in entries]
        return [name for name in names if name]

    # -- a page -----------------------------------------------------------------

    def _page(self, place: str, document: _Document) -> str:
        """A page's text; one that is named and not there counts as a page without text."""
        if not self._package.holds(place):
            self._left_out["缺页"] += 1
            return ""
        root = self._package.part(place)
        trees = [*self._templates(root, document), root]
        runs = [run for tree in trees for run in self._runs(tree)]
        return page_text(runs, [rule for tree in trees for rule in rules_of(tree)])

    def _templates(self, page: Any, document: _Document) -> Iterator[Any]:
        """What is printed under a page. It stays the same on every page: read once."""
        for element in page:
            where = document.templates.get(attribute(element, "TemplateID") or "")
            if local(element) != "Template" or where is None or where in self._used:
                continue
            self._used.add(where)
            if self._package.holds(where):
                yield self._package.part(where)

    def _runs(self, tree: Any) -> Iterator[Run]:
        for element in tree.iter():
            name = local(element)
            if name == "TextObject":
                if attribute(element, "Visible") in ("false", "0"):
                    self._left_out["隐藏文字"] += 1
                else:
                    yield from runs_of(element)
            elif name == "ImageObject":
                self._left_out["图片"] += 1
            elif name == "CompositeObject":
                self._left_out["复合图形"] += 1

    def _remarks(self, documents: list[_Document]) -> list[str]:
        attached = [name for document in documents for name in document.attached]
        count = len(documents)
        remarks = [f"这个 OFD 文件里有 {count} 份文档，已按顺序连在一起。"] if count > 1 else []
        if attached:
            remarks.append(f"文件带有附件，没有读入，需要时请另存后单独上传：{'、'.join(attached[:10])}。")
        sayings = {
            "签章": "文件带有电子签章；这里只读文字，不验证签章。",
            "缺页": "有 {} 页在文件里找不到内容，可能没有下载完整。",
            "隐藏文字": "文中有 {} 处隐藏文字，没有读入。",
            "图片": "文中有 {} 幅图片，其中的文字没有读到。",
            "复合图形": "文中有 {} 个复合图形，其中的文字没有读到。",
        }
        out = self._left_out
        return remarks + [saying.format(out[key]) for key, saying in sayings.items() if out[key]]
