"""版头 and the head of the text: marks, 发文机关标志, 发文字号, the red line, title, 主送机关, cover."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from zhenxing.papers.official_blocks import Cover, OfficialPaper
from zhenxing.papers.official_measures import (
    BLACK_FACE,
    CORE_WIDTH,
    KAI_FACE,
    LINE,
    LINES,
    MM,
    RED,
    THIRD,
    TITLE_FACE,
    characters,
)
from zhenxing.papers.official_number import proper_number
from zhenxing.papers.official_styles import COVER_LINE, STYLES
from zhenxing.papers.official_title import title_lines
from zhenxing.papers.official_xml import Look, clean, indent, one_line, page_break, paragraph, run
from zhenxing.papers.width import width

#: 发文机关标志: from the core's upper edge to its characters
_ORGAN_TOP: Final = round(35 * MM)
_LARGEST: Final = 62
_SMALLEST: Final = 30
#: of its characters, when a long name has to fit the core; more would be caricature
_NARROWEST: Final = 60
_BODY: Final = STYLES["BodyText"].look
_MARK: Final = STYLES["Mark"].look


def head(paper: OfficialPaper) -> Iterator[str]:
    """Everything above the text."""
    if paper.cover:
        yield from _cover(paper.cover)
    if paper.organ:
        yield from _red_head(paper)
    if paper.title.strip():
        yield from _title(paper)
    if paper.addressees:
        yield paragraph("Addressee", run("，".join(map(one_line, paper.addressees)) + "：", _BODY))


def _red_head(paper: OfficialPaper) -> Iterator[str]:
    marks = [
        (paper.copy_number, STYLES["Number"].look),
        (paper.secrecy, _MARK),
        (paper.urgency, _MARK),
        (paper.tag, _MARK._replace(colour=paper.tag_colour)),
    ]
    shown = [(text, look) for text, look in marks if text]
    for text, look in shown:
        yield paragraph("Mark", run(text, look))
    yield _organ(one_line(paper.organ), _ORGAN_TOP - len(shown) * LINE)
    yield blank(2)
    yield _number(paper)
    yield blank(2)


def _organ(name: str, above: int) -> str:
    """The name as large as the core allows, narrowed before it becomes small."""
    room = CORE_WIDTH / 20
    count = max(width(name) / 2, 1)
    points = min(_LARGEST, room / count)
    scale = 100
    if points < _SMALLEST:
        points = float(_SMALLEST)
        scale = max(int(room / (count * points) * 100), _NARROWEST)
        points = min(points, room / count * 100 / scale)
    look = Look(TITLE_FACE, int(points * 2), colour=RED, scale=scale)
    # an exact line begins where its characters do, whatever room a face leaves above them
    line = round(points * 20 * 1.15)
    spacing = f'<w:spacing w:before="{max(above, 0)}" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    return paragraph("Organ", run(name, look), extra=f'<w:snapToGrid w:val="0"/>{spacing}')


def _number(paper: OfficialPaper) -> str:
    """发文字号 over the red line; upwards, it stands left and its signer (签发人) right."""
    number = proper_number(paper.number or "")
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="4" w:color="{RED}"/></w:pBdr>'  # 2 pt
    look = STYLES["Number"].look
    if not paper.issued_by:
        return paragraph("Number", run(number, look), extra=border)
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{CORE_WIDTH - characters(1)}"/></w:tabs>'
    side = f'{border}{edge}{indent(left=1)}<w:jc w:val="left"/>'
    kai = Look(KAI_FACE, THIRD)
    return paragraph(
        "Number", run(f"{number}\t签发人：", look), run(one_line(paper.issued_by), kai), extra=side
    )


def _title(paper: OfficialPaper) -> Iterator[str]:
    """Its lines, and an empty one below."""
    look = STYLES["Title"].look
    lines = title_lines(clean(paper.title))
    breaks = "<w:r><w:br/></w:r>".join(run(line, look) for line in lines)
    yield paragraph("Title", breaks)
    yield blank()


def blank(count: int = 1) -> str:
    """Empty lines of the grid."""
    return paragraph("Normal") * count


def _cover(cover: Cover) -> Iterator[str]:
    """Title a third down the page, the lines below the middle, the foot near the lower edge."""
    titles = title_lines(cover.title)
    used = len(cover.top) + bool(cover.subtitle) + bool(cover.foot) + 1
    used += ceil((len(titles) + len(cover.lines)) * COVER_LINE / LINE)
    above, between, below = _shared(max(LINES - used, 3))
    yield from (paragraph("Normal", run(text, _BODY)) for text in cover.top)
    yield blank(above)
    for line in titles:
        yield paragraph("CoverTitle", run(line, STYLES["CoverTitle"].look))
    if cover.subtitle:
        yield paragraph("Normal", run(cover.subtitle, Look(KAI_FACE, THIRD)), extra='<w:jc w:val="center"/>')
    yield blank(between)
    label = max((width(name) / 2 for name, _ in cover.lines), default=0)
    yield from (_cover_line(name, value, label) for name, value in cover.lines)
    yield blank(below)
    if cover.foot:
        yield paragraph("Normal", run(cover.foot, _BODY), extra='<w:jc w:val="center"/>')
    yield page_break()


def _shared(lines: int) -> tuple[int, int, int]:
    """Empty lines above the title, below it, and above the foot."""
    above, below = lines * 2 // 6, lines * 2 // 6
    return above, lines - above - below, below


def _cover_line(name: str, value: str, label: float) -> str:
    """名称：value, the labels filled to one width so that the values stand below each other."""
    gaps = len(name) - 1
    missing = label - width(name) / 2
    spread = f"{name}{'　' * round(missing)}" if gaps < 1 else _spread(name, round(missing))
    beside = indent(left=4 + label + 1, hanging=label + 1)
    return paragraph(
        "CoverText", run(f"{spread}：", Look(BLACK_FACE, THIRD)), run(value, _BODY), extra=beside
    )


def _spread(name: str, missing: int) -> str:
    """Spaces between the characters of a short label."""
    gaps = len(name) - 1
    wide = [missing // gaps + (1 if at < missing % gaps else 0) for at in range(gaps)]
    return "".join(f"{character}{'　' * room}" for character, room in zip(name, [*wide, 0], strict=True))
