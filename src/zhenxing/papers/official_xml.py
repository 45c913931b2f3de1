"""The few elements of WordprocessingML an official paper needs, as text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from zhenxing.papers.official_measures import BODY_FACE, CLOSER, THIRD, Font, characters

#: XML 1.0 has no place for these; a clipboard may bring them
_UNPRINTABLE: Final = re.compile("[^\t\n -퟿\ue000-�\U00010000-\U0010ffff]")
_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Look(NamedTuple):
    """How a run is printed: face, size in half points."""

    face: Font = BODY_FACE
    size: int = 32
    bold: bool = False
    colour: str = ""
    latin: str = ""
    scale: int = 100

    @property
    def closer(self) -> int:
        """Twips by which characters stand closer than they are wide: 28 of 三号 are wider than the core."""
        return CLOSER if self.size == THIRD else 0

    @property
    def fonts(self) -> str:
        latin = self.latin or self.face.latin
        # the hint keeps “ ” — … in the Chinese face, two to a pair as wide as two characters
        return (
            f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{self.face.name}" w:cs="{latin}" '
            f'w:hint="eastAsia"/>'
        )

    @property
    def properties(self) -> str:
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        scale = f'<w:w w:val="{self.scale}"/>' if self.scale != 100 else ""
        spacing = f'<w:spacing w:val="{-self.closer}"/>' if self.closer else ""
        size = f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        return f"<w:rPr>{self.fonts}{bold}{colour}{spacing}{scale}{size}</w:rPr>"


def part(root: str, content: str) -> bytes:
    """A whole part of the package: `<w:root>` with its content."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {_NAMESPACES}>{content}</w:{root}>".encode()


def clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def attribute(text: str) -> str:
    return quoteattr(clean(text))


def run(text: str, look: Look) -> str:
    """Printed text; tabs are kept, a line break is a space (paragraphs are split before)."""
    inside = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
        for piece in clean(text).replace("\n", " ").split("\t")
    )
    return f"<w:r>{look.properties}{inside}</w:r>"


def paragraph(style: str, *runs: str, extra: str = "") -> str:
    """`extra` holds further paragraph properties, in the order the schema wants."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(runs)}</w:p>'


def indent(*, left: float = 0, right: float = 0, first: float = 0, hanging: float = 0) -> str:
    """Indents in characters, told twice: in characters for Word and WPS, in twips for the others."""
    parts = []
    for name, count in (("left", left), ("right", right), ("firstLine", first), ("hanging", hanging)):
        if count or (name in ("left", "firstLine") and not hanging):
            parts.append(f'w:{name}Chars="{round(count * 100)}" w:{name}="{characters(count)}"')
    return f"<w:ind {' '.join(parts)}/>"


def page_break() -> str:
    return '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def field(code: str, look: Look) -> str:
    """A field that is counted when the paper is opened."""
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{look.properties}{piece}</w:r>" for piece in pieces)
