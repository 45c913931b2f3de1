"""版记: who else has the paper, who printed it and when, at the lower edge of the last page's core.

It stands in a box anchored at the last paragraph: a table that floats is put into the running text by
some programs when it is as wide as the core.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from zhenxing.papers.official_blocks import OfficialPaper, chinese_date
from zhenxing.papers.official_measures import CORE_WIDTH, FOURTH, LINE
from zhenxing.papers.official_styles import STYLES
from zhenxing.papers.official_xml import one_line, paragraph, run
from zhenxing.papers.width import width

_LOOK: Final = STYLES["Imprint"].look
#: 0.35 mm above the first part and below the last, 0.25 mm between them, in eighths of a point
_RULES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
)
#: English metric units of a twip
_EMU: Final = 635
#: a character of 四号; the lines of 版记 begin and end one from the edge
_CHARACTER: Final = FOURTH * 10
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_CHOICE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def imprint(paper: OfficialPaper) -> str:
    """A run that anchors 版记 in the paragraph it is put into; empty when there is nothing to say."""
    rows = []
    if paper.copies_to:
        rows.append(_copies(paper.copies_to))
    if paper.printed_by:
        rows.append(_printed(paper.printed_by, paper.printed_on or paper.date))
    if not rows:
        return ""
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{CORE_WIDTH}" w:type="dxa"/>'
        f'<w:tblBorders>{_RULES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{CORE_WIDTH}"/></w:tblGrid>'
        f"{''.join(_row(content, lines) for content, lines in rows)}</w:tbl>"
    )
    # a table needs a paragraph behind it: one as low as there may be
    last = paragraph("Imprint", extra='<w:spacing w:line="20" w:lineRule="exact"/>')
    return _box(table + last, sum(lines for _, lines in rows) * LINE + 20)


def _row(content: str, lines: int) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{lines * LINE}" w:hRule="atLeast"/></w:trPr><w:tc>'
        f'<w:tcPr><w:tcW w:w="{CORE_WIDTH}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc></w:tr>"
    )


def _copies(names: tuple[str, ...]) -> tuple[str, int]:
    """抄送：…。 — lines after the first stand under the first name. With the number of its lines."""
    text = f"抄送：{'，'.join(map(one_line, names)).rstrip('。')}。"
    ind = f'<w:ind w:left="{_CHARACTER * 4}" w:right="{_CHARACTER}" w:hanging="{_CHARACTER * 3}"/>'
    # a mark that may not begin a line takes its neighbour along: a line holds a character less
    room = CORE_WIDTH // _CHARACTER - 6
    return paragraph("Imprint", run(text, _LOOK), extra=ind), -(-(width(text) - 6) // (2 * room))


def _printed(organ: str, day: date | None) -> tuple[str, int]:
    edge = CORE_WIDTH - _CHARACTER
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    when = f"\t{chinese_date(day)}印发" if day else ""
    ind = f'<w:ind w:left="{_CHARACTER}"/>'
    return paragraph("Imprint", run(f"{one_line(organ)}{when}", _LOOK), extra=tabs + ind), 1


def _box(content: str, height: int) -> str:
    """A frameless text box as wide as the core on its lower edge; text ends above it."""
    size = f'cx="{CORE_WIDTH * _EMU}" cy="{height * _EMU}"'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_CHOICE}"><mc:Choice xmlns:wps="{_SHAPE}" Requires="wps">'
        f'<w:drawing><wp:anchor xmlns:wp="{_MAIN}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        'distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="1" layoutInCell="1" '
        'allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_MAIN}/main"><a:graphicData uri="{_SHAPE}"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
