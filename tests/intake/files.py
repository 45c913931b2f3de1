"""Files made for the tests: sound ones, damaged ones and hostile ones. All places are fictional."""

from __future__ import annotations

import io
import zipfile
import zlib

from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NO_PASSWORD = "(none)"
PLAIN = "云岭县人民政府办公室关于印发方案的通知\n各乡镇人民政府：\n到2026年，县级专业镇达到3个以上。\n"


def short(value: object) -> str | None:
    """An id for a parameter: whole files do not belong in a test's name."""
    return f"{len(value)} bytes" if isinstance(value, bytes) and len(value) > 12 else None


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{inside}</w:{name}>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file of a body's XML; `numbering=`, `styles=`, `footnotes=` are the insides of those parts."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = part(name, inside)
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}<w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, list_id: int = 1, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, style: str, template: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{template}"/></w:lvl>'
    )


def abstract(key: int, levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{levels}</w:abstractNum>'


def num(key: int, abstract_key: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{more}</w:num>'


def pdf(pages: list[list[str]], password: str = "", font: str = "STSong-Light") -> bytes:
    """Pages of lines in a Chinese font; an empty page stands for a scanned one.

    With an owner's password alone (`password=NO_PASSWORD`) anyone may open the file.
    """
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    output = io.BytesIO()
    user = "" if password == NO_PASSWORD else password
    encrypt = pdfencrypt.StandardEncryption(user, ownerPassword="owner", strength=128) if password else None
    canvas = Canvas(output, encrypt=encrypt, invariant=1)
    for lines in pages:
        canvas.setFont(font, 14)
        for index, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * index, line)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def pdf_with_table(before: str, rows: list[list[str]], after: str) -> bytes:
    """A page with a ruled table between two lines."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    output = io.BytesIO()
    canvas = Canvas(output, invariant=1)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 780, before)
    width, height, top = 140, 40, 760
    canvas.grid(
        [72 + width * column for column in range(len(rows[0]) + 1)],
        [top - height * row for row in range(len(rows) + 1)],
    )
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for line, text in enumerate(cell.split("\n")):
                canvas.drawString(76 + width * column, top - 15 - height * row - 15 * line, text)
    canvas.drawString(72, top - height * len(rows) - 30, after)
    canvas.save()
    return output.getvalue()


def zip_bomb() -> bytes:
    """A Word file of 100 kB that would unpack to 100 MB."""
    return zipped({"word/document.xml": b" " * (100 * 1024 * 1024)})


def overlapping_zip() -> bytes:
    """Two directory entries for one run of packed bytes."""
    data = bytearray(zipped({"word/document.xml": "<a/>", "word/other.xml": "<b/>"}))
    second = data.rindex(b"PK\x01\x02")
    offset = second + 42
    data[offset : offset + 4] = (0).to_bytes(4, "little")
    return bytes(data)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY l0 "哈">{entities}]>'
    return zipped({"word/document.xml": f"{bomb}<w:document {_NAMESPACES}>&l9;</w:document>"})


def xxe(target: str = "file:///etc/passwd") -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "{target}">]>'
    body = f"<w:document {_NAMESPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"word/document.xml": head + body})


def ole2(stream: str) -> bytes:
    """The container of old Office files, with the name of one stream."""
    return OLE2 + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512


def pdf_bomb(size: int = 2 * 1024**3) -> bytes:
    """A page whose content stream of a few MB unpacks to `size` bytes of blanks."""
    packer = zlib.compressobj(9)
    chunk = b" " * 2**20
    stream = b"".join(packer.compress(chunk) for _ in range(size // 2**20)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + tail
