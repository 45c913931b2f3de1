"""PDF files that hold text: printed lines page by page, ruled tables row by row."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, without_nul
from zhenxing.intake.tables import cell_text

_UNMAPPED: Final = re.compile(r"\(cid:\d{1,6}\)|[\ue000-\uf8ff\ufffd]")
#: shapes that PDF fonts often stand for the ordinary character: Kangxi radicals, compatibility forms
_STAND_INS: Final = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
#: from so many hundredths of unmapped characters on, the text is not worth reading
_UNREADABLE: Final = 30
#: a page with fewer letters holds at most its number
_THIN_PAGE: Final = 2
#: a page with more lines is a drawing or a map; looking for tables in it takes the square of them
_MOST_EDGES: Final = 4000


def read_pdf(data: bytes) -> Extract:
    """Raises `IntakeError`: `encrypted`, `scanned`, `pdf_fonts`, `damaged`."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [_page_text(page) for page in document.pages]
    except Exception as error:
        # pdfminer lets whatever a broken file provokes escape as it is.
        raise _named(error) from error
    return _joined(pages)


def _named(error: Exception) -> Exception:
    """Damage, a password, or the end of the memory; pdfplumber may have wrapped either."""
    wrapped = isinstance(error, PdfminerException) and error.args
    cause = error.args[0] if wrapped else error
    if isinstance(cause, MemoryError):
        return cause
    return refusal("encrypted" if isinstance(cause, PDFPasswordIncorrect) else "damaged", detail=repr(cause))


def _joined(pages: list[str]) -> Extract:
    thin = [number for number, page in enumerate(pages, 1) if sum(map(str.isalpha, page)) < _THIN_PAGE]
    if len(thin) == len(pages):
        raise refusal("scanned", pages=len(pages))
    text = "\n".join(pages)
    marked, unmapped = _UNMAPPED.subn("?", text)
    if unmapped * 100 > _UNREADABLE * len("".join(marked.split())):
        raise refusal("pdf_fonts")
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    text, stand_ins = _ordinary(text)
    text, nul = without_nul(text)
    notes = _notes(thin, unmapped, stand_ins)
    return Extract(text, page_starts=tuple(starts), notes=(*notes, *nul))


def _notes(thin: list[int], unmapped: int, stand_ins: int) -> list[str]:
    notes = []
    if thin:
        numbers = "、".join(map(str, thin[:20])) + ("等" if len(thin) > 20 else "")
        notes.append(f"第 {numbers} 页几乎没有文字，可能是扫描的图片，其中的内容没有读到。")
    if unmapped:
        notes.append(f"有 {unmapped} 个字符因 PDF 字体缺少文字对照而没有读出，请对照原件。")
    if stand_ins:
        notes.append(f"PDF 字体以部首或兼容字形代替的 {stand_ins} 个字已还原为通行字。")
    return notes


def _ordinary(text: str) -> tuple[str, int]:
    """Stand-ins → the character they are drawn as, one for one, so that page starts stay right."""
    count = 0

    def ordinary(match: re.Match[str]) -> str:
        nonlocal count
        folded = unicodedata.normalize("NFKC", match.group())
        usable = len(folded) == 1 and folded != match.group()
        count += usable
        return folded if usable else match.group()

    return _STAND_INS.sub(ordinary, text), count


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
        "\t".join(_cell(cell) for cell in row).rstrip() for row in table.extract(x_tolerance=3, y_tolerance=3)
    )
    return "\n".join(row for row in rows if row.strip())


def _cell(text: str | None) -> str:
    """A cell's printed lines as one: Chinese lines break anywhere, so nothing parts them."""
    lines = (text or "").split("\n")
    joined = ""
    for line in lines:
        wide = joined and line and (joined[-1] >= "\u2e80" or line[0] >= "\u2e80")
        joined = joined + line if wide else cell_text([joined, line])
    return joined


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
