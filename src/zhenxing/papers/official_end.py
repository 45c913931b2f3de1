"""Below the text: 附件说明, signer and date, 附注, the attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhenxing.papers.official_blocks import AttachmentText, OfficialPaper, chinese_date
from zhenxing.papers.official_body import blocks
from zhenxing.papers.official_head import blank
from zhenxing.papers.official_measures import CHARACTERS
from zhenxing.papers.official_styles import STYLES
from zhenxing.papers.official_title import title_lines
from zhenxing.papers.official_xml import clean, indent, one_line, paragraph, run
from zhenxing.papers.width import width

_BODY: Final = STYLES["BodyText"].look
_RIGHT_OF_DATE: Final = 4.0
_KEEP: Final = "<w:keepNext/>"


def enclosures(names: tuple[str, ...]) -> Iterator[str]:
    """附件：1. … — numbered when there are several, without a mark at the end."""
    if not names:
        return
    yield paragraph("Normal", extra=_KEEP)
    if len(names) == 1:
        only = f"{_KEEP}{indent(left=5, hanging=3)}"
        yield paragraph("Enclosures", run(f"附件：{_bare(names[0])}", _BODY), extra=only)
        return
    for at, name in enumerate(names, 1):
        head = "附件：" if at == 1 else ""
        hanging = 4.5 if at == 1 else 1.5
        text = run(f"{head}{at}. {_bare(name)}", _BODY)
        yield paragraph("Enclosures", text, extra=f"{_KEEP}{indent(left=6.5, hanging=hanging)}")


def _bare(name: str) -> str:
    return one_line(name).rstrip("。；;，,")


def signature(paper: OfficialPaper) -> Iterator[str]:
    """Signer and date. A sealed paper leaves room for the seal and sets the signer over the date."""
    if not paper.signer and paper.date is None:
        return
    yield paragraph("Normal", extra=_KEEP) * (2 if paper.sealed else 1)
    signer = f"{one_line(paper.signer)}{one_line(paper.seal_note)}"
    day = chinese_date(paper.date) if paper.date else ""
    right_signer, right_date = _right_indents(width(signer) / 2, width(day) / 2, paper.sealed)
    if signer:
        extra = "" if day else '<w:keepNext w:val="0"/>'
        yield paragraph("Signer", run(signer, _BODY), extra=extra + indent(right=right_signer))
    if day:
        held = _KEEP if paper.note else ""
        yield paragraph("Date", run(day, _BODY), extra=held + indent(right=right_date))
    if paper.note:
        yield paragraph("Note", run(f"（{one_line(paper.note).strip('（）()')}）", _BODY))


def _right_indents(signer: float, day: float, sealed: bool) -> tuple[float, float]:
    """Characters right of the signer and right of the date, for texts so many characters wide."""
    if signer >= CHARACTERS:
        return 0.0, _RIGHT_OF_DATE
    if not day:
        return _RIGHT_OF_DATE, 0.0
    if not sealed:
        # the date begins two characters right of where the signer begins
        date_right = max(signer - day, 2.0)
        return date_right + day + 2 - signer, date_right
    if signer <= day + 2 * _RIGHT_OF_DATE:
        return _RIGHT_OF_DATE + (day - signer) / 2, _RIGHT_OF_DATE
    # a signer too wide to be centred over a date four characters from the edge takes the edge itself
    return 0.0, (signer - day) / 2


def attachment(attached: AttachmentText, number: int | None) -> Iterator[str]:
    """附件1 in the first line of a page of its own, its title in the third."""
    mark = "附件" if number is None else f"附件{number}"
    new_page = "<w:pageBreakBefore/>"
    yield paragraph("AttachmentMark", run(mark, STYLES["AttachmentMark"].look), extra=new_page)
    yield paragraph("Normal", extra=_KEEP)
    lines = title_lines(clean(attached.title))
    breaks = "<w:r><w:br/></w:r>".join(run(line, STYLES["Title"].look) for line in lines)
    yield paragraph("Title", breaks)
    yield blank()
    yield from blocks(attached.blocks)
