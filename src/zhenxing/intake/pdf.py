"""PDF files that hold text: printed lines page by page, ruled tables row by row."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from zhenxing.intake.errors import IntakeError, refusal
from zhenxing.intake.extract import Extract
from zhenxing.intake.paged import joined
from zhenxing.intake.tables import wrapped_text

#: a page with more lines is a drawing or a map; looking for tables in it takes the square of them
_MOST_EDGES: Final = 4000
_MOST_BRANCHES: Final = 1000


def read_pdf(data: bytes) -> Extract:
    """Raises `IntakeError`: `encrypted`, `scanned`, `print_fonts`, `damaged`."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages, broken = _pages(document.pages)
            attached = _attached(document.doc.catalog)
    except Exception as error:
        # pdfminer lets whatever a broken file provokes escape as it is.
        raise _named(error) from error
    found = joined(pages, "PDF", broken)
    return replace(found, notes=(*found.notes, *attached))


def _pages(given: list[Any]) -> tuple[list[str], list[int]]:
    """The text of every page, and the numbers of those too damaged to read: they do not take the
    others with them. Raises when no page can be read."""
    pages: list[str] = []
    broken: list[int] = []
    for number, page in enumerate(given, 1):
        try:
            pages.append(_page_text(page))
        except Exception as error:
            named = _named(error)
            if len(broken) == number - 1 == len(given) - 1 or not _is_damage(named):
                raise named from error
            pages.append("")
            broken.append(number)
    return pages, broken


def _is_damage(error: Exception) -> bool:
    return isinstance(error, IntakeError) and error.code == "damaged"


def _named(error: Exception) -> Exception:
    """Damage, a password, or the end of the memory; pdfplumber may have wrapped either."""
    if isinstance(error, IntakeError):
        return error
    wrapped = isinstance(error, PdfminerException) and error.args
    cause = error.args[0] if wrapped else error
    if isinstance(cause, MemoryError):
        return cause
    return refusal("encrypted" if isinstance(cause, PDFEncryptionError) else "damaged", detail=repr(cause))


def _attached(catalog: Any) -> list[str]:
    """A note that names the files attached to a document (a tree of name, file, name, file …)."""
    names: list[str] = []
    waiting = [_entry(_entry(catalog, "Names"), "EmbeddedFiles")]
    seen = 0
    while waiting and seen < _MOST_BRANCHES:
        branch, seen = waiting.pop(), seen + 1
        waiting += list(reversed(_list(_entry(branch, "Kids"))))
        pairs = _list(_entry(branch, "Names"))
        names += [_file_name(file) for file in pairs[1::2]]
    if not names:
        return []
    listed = "、".join(names[:10]) + ("等" if len(names) > 10 else "")
    return [f"PDF 带有 {len(names)} 个附件，没有读入，需要时请打开后另存、单独上传：{listed}。"]


def _entry(thing: Any, key: str) -> Any:
    found = resolve1(thing)
    return resolve1(found.get(key)) if isinstance(found, dict) else None


def _list(thing: Any) -> list[Any]:
    found = resolve1(thing)
    return found if isinstance(found, list) else []


def _file_name(file: Any) -> str:
    said = _entry(file, "UF") or _entry(file, "F")
    return decode_text(said) if isinstance(said, bytes) else "未命名"


# -- one page -------------------------------------------------------------------


def _page_text(page: Any) -> str:
    drawn = len(page.edges)
    tables = [table for table in page.find_tables() if _is_data(table)] if drawn <= _MOST_EDGES else []
    parts = [(table.bbox[1], _table_text(table)) for table in tables]
    parts += _lines_outside(page, [table.bbox for table in tables])
    page.close()
    return "\n".join(text for _, text in sorted(parts, key=lambda part: part[0]) if text.strip())


def _is_data(table: Any) -> bool:
    """Two rows and two columns at least: a frame around text is not a table."""
    rows = table.rows
    return len(rows) >= 2 and max(len(row.cells) for row in rows) >= 2


def _table_text(table: Any) -> str:
    rows = (
        "\t".join(wrapped_text((cell or "").split("\n")) for cell in row).rstrip()
        for row in table.extract(x_tolerance=3, y_tolerance=3)
    )
    return "\n".join(row for row in rows if row.strip())


def _lines_outside(page: Any, boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, str]]:
    outside = page
    if boxes:
        outside = page.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    lines = outside.extract_text_lines(return_chars=False, x_tolerance=3, y_tolerance=3)
    return [(line["top"], line["text"]) for line in lines]


def _within(thing: Any, box: tuple[float, float, float, float]) -> bool:
    if thing.get("object_type") != "char":
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
