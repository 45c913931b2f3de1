"""Official papers: one frozen value in, a Word document after GB/T 9704-2012 out.

The same paper gives the same bytes. Faces are named as the standard asks; the file declares what may
stand in for them, since the proprietary ones are missing on many machines.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from zhenxing.papers.official_blocks import (
    AttachmentText,
    Blank,
    Block,
    Cell,
    Cover,
    Form,
    Heading,
    OfficialPaper,
    PageBreak,
    Paragraph,
    Simple,
    Table,
    chinese_date,
)
from zhenxing.papers.official_body import blocks
from zhenxing.papers.official_end import attachment, enclosures, signature
from zhenxing.papers.official_head import head
from zhenxing.papers.official_imprint import imprint
from zhenxing.papers.official_measures import (
    BOTTOM,
    CHARACTER_SPACE,
    FOOTER,
    FOURTH,
    LEFT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
)
from zhenxing.papers.official_number import document_number, proper_number
from zhenxing.papers.official_package import DOCUMENT_RELATIONS, RELATIONS, SETTINGS, TYPES
from zhenxing.papers.official_styles import STYLES, fonts_part, styles_part
from zhenxing.papers.official_xml import clean, field, paragraph, part, run

__all__ = [
    "AttachmentText",
    "Blank",
    "Block",
    "Cell",
    "Cover",
    "Form",
    "Heading",
    "OfficialPaper",
    "PageBreak",
    "Paragraph",
    "Simple",
    "Table",
    "chinese_date",
    "document_number",
    "official_docx",
    "proper_number",
]

#: a zip cannot hold an earlier day; every part bears it, so that the same paper is the same file
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNDATED: Final = date(2000, 1, 1)


def official_docx(paper: OfficialPaper) -> bytes:
    """The paper as a .docx file."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": part("document", f"<w:body>{''.join(_body(paper))}{_section()}</w:body>"),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles_part(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
        "docProps/core.xml": _core(paper),
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return output.getvalue()


def _body(paper: OfficialPaper) -> list[str]:
    """All paragraphs and tables, 版记 anchored in the last of them."""
    out = [*head(paper), *blocks(paper.text, keep_last=bool(paper.signer or paper.date))]
    out += enclosures(paper.attachment_names)
    out += signature(paper)
    out += _attachments(paper)
    last = imprint(paper)
    if last:
        ended = bool(out) and out[-1].endswith("</w:p>")
        final = out.pop() if ended else paragraph("Normal")
        out.append(final.removesuffix("</w:p>") + last + "</w:p>")
    return out


def _attachments(paper: OfficialPaper) -> Iterator[str]:
    several = len(paper.attachment_names) > 1
    for number, attached in enumerate(paper.attached, 1):
        yield from attachment(attached, number if several else None)


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{CHARACTER_SPACE}"/>'
        "</w:sectPr>"
    )


def _footer(side: str) -> bytes:
    """— 1 — on the outer side: right on odd pages, left on even ones, one character from the edge."""
    look = STYLES["Footer"].look
    inner = f'w:{side}Chars="100" w:{side}="{FOURTH * 10}"'
    extra = f'<w:snapToGrid w:val="0"/><w:ind {inner}/><w:jc w:val="{side}"/>'
    number = (run("— ", look), field("PAGE", look), run(" —", look))
    return part("ftr", paragraph("Footer", *number, extra=extra))


def _core(paper: OfficialPaper) -> bytes:
    day = (paper.date or _UNDATED).isoformat()
    title = escape(" ".join(clean(paper.title).split()))
    stamp = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{escape(clean(paper.signer or paper.organ))}</dc:creator>"
        f"<dc:language>zh-CN</dc:language><dcterms:created {stamp}</dcterms:created>"
        f"<dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
    ).encode()
