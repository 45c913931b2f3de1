"""A letter as an official paper: what the record says, laid out after GB/T 9704."""

from __future__ import annotations

from zhenxing.papers.official import OfficialPaper, official_docx
from zhenxing.papers.wording import as_blocks
from zhenxing.web.ledger.models import Letter


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word file: the same letter gives the same bytes."""
    return official_docx(paper_of(letter))


def paper_of(letter: Letter) -> OfficialPaper:
    return OfficialPaper(
        organ=letter.organ,
        number=letter.reference,
        title=letter.title,
        addressees=(letter.addressee,),
        body=as_blocks(letter.text),
        signer=letter.organ,
        date=letter.issued_on,
        printed_by=letter.organ,
        printed_on=letter.issued_on,
    )
