"""The named styles of an official paper, and the faces with what may stand in for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from zhenxing.papers.official_measures import (
    BLACK_FACE,
    BODY_FACE,
    FACES,
    FOURTH,
    KAI_FACE,
    LINE,
    RED,
    SECOND,
    SONG_FACE,
    THIRD,
    TITLE_FACE,
    TITLE_LINE,
    Font,
)
from zhenxing.papers.official_xml import Look, attribute, indent, part


class Style(NamedTuple):
    """A paragraph style: name as Word shows it, look, alignment, indents in characters, line in twips."""

    name: str
    look: Look
    align: str = "both"
    ind: str = ""
    line: int = LINE
    outline: int = -1
    keep: bool = False


_BODY: Final = Look(BODY_FACE, THIRD)
_SMALL: Final = Look(BODY_FACE, FOURTH)
_FIRST: Final = indent(first=2)
#: lines of a table are set closer than those of the text
TABLE_LINE: Final = 440
#: those of a cover wider
COVER_LINE: Final = LINE + 300
STYLES: Final[dict[str, Style]] = {
    "Normal": Style("Normal", _BODY),
    "Organ": Style("发文机关标志", Look(TITLE_FACE, 100, colour=RED), "center", line=0),
    "Number": Style("发文字号", _BODY, "center"),
    "Mark": Style("份号密级", Look(BLACK_FACE, THIRD), "left"),
    "Title": Style("Title", Look(TITLE_FACE, SECOND), "center", line=TITLE_LINE),
    "Addressee": Style("主送机关", _BODY, "left"),
    "BodyText": Style("Body Text", _BODY, "both", _FIRST),
    "Heading1": Style("heading 1", Look(BLACK_FACE, THIRD), "both", _FIRST, outline=0, keep=True),
    "Heading2": Style("heading 2", Look(KAI_FACE, THIRD), "both", _FIRST, outline=1, keep=True),
    "Heading3": Style("heading 3", Look(BODY_FACE, THIRD, bold=True), "both", _FIRST, outline=2, keep=True),
    "Heading4": Style("heading 4", _BODY, "both", _FIRST, outline=3, keep=True),
    "Enclosures": Style("附件说明", _BODY, "both", indent(left=5, hanging=3)),
    "Signer": Style("发文机关署名", _BODY, "right", keep=True),
    "Date": Style("成文日期", _BODY, "right"),
    "Note": Style("附注", _BODY, "both", _FIRST),
    "AttachmentMark": Style("附件序号", Look(BLACK_FACE, THIRD), "left", keep=True),
    "CoverTitle": Style("封面标题", Look(TITLE_FACE, 52), "center", line=COVER_LINE),
    "CoverText": Style("封面文字", _BODY, "left", line=COVER_LINE),
    "Caption": Style("caption", Look(BLACK_FACE, FOURTH), "center", keep=True),
    "TableHead": Style("表头", Look(BLACK_FACE, FOURTH), "center", line=TABLE_LINE),
    "TableText": Style("表中文字", _SMALL, "left", line=TABLE_LINE),
    "Imprint": Style("版记", _SMALL, "left"),
    "Footer": Style("footer", Look(SONG_FACE, FOURTH, latin=SONG_FACE.name), "right", line=FOURTH * 10),
}


def styles_part() -> bytes:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_BODY.fonts}"
        f'<w:sz w:val="{THIRD}"/><w:szCs w:val="{THIRD}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return part("styles", defaults + "".join(_style(key) for key in STYLES) + table)


def _style(key: str) -> str:
    style = STYLES[key]
    normal = key == "Normal"
    head = f'w:type="paragraph" w:styleId="{key}"' + (' w:default="1"' if normal else "")
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    paragraph = "".join(_paragraph_properties(style, normal))
    return (
        f'<w:style {head}><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{style.look.properties}</w:style>"
    )


def _paragraph_properties(style: Style, normal: bool) -> Iterator[str]:
    if style.keep:
        yield "<w:keepNext/>"
    if normal:
        # nothing beyond the core, nothing between Chinese and figures: 28 characters stay 28
        yield '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        yield '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        # LibreOffice gives a character two cells of a grid it is a hair too wide for: lines and
        # characters are measured out by exact heights and spacing instead, and come to the same
        yield '<w:snapToGrid w:val="0"/>'
    if style.line:
        yield f'<w:spacing w:before="0" w:after="0" w:line="{style.line}" w:lineRule="exact"/>'
    yield style.ind
    yield f'<w:jc w:val="{style.align}"/>'
    if style.outline >= 0:
        yield f'<w:outlineLvl w:val="{style.outline}"/>'


def fonts_part() -> bytes:
    """Each face with those that come nearest where it is missing."""
    return part("fonts", "".join(_font(face) for face in FACES) + _LATIN)


_LATIN: Final = (
    '<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font>'
)


def _font(face: Font) -> str:
    return (
        f"<w:font w:name={attribute(face.name)}><w:altName w:val={attribute(','.join(face.nearest))}/>"
        f'<w:panose1 w:val="{face.panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="{face.pitch}"/></w:font>'
    )
