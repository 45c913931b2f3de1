"""A letter as an official paper: what the record says, laid out after GB/T 9704."""

from __future__ import annotations

from typing import cast

from zhenxing.papers.letters import Colour, Kind, SupervisionLetter, letter_paper
from zhenxing.papers.official import OfficialPaper, official_docx
from zhenxing.web.ledger.models import Letter


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word file: the same letter gives the same bytes."""
    return official_docx(paper_of(letter))


def paper_of(letter: Letter) -> OfficialPaper:
    """The letter with its colour, what it is about, and the slips: all of it fixed on the day of issue."""
    return letter_paper(
        SupervisionLetter(
            kind=cast("Kind", letter.kind),
            organ=letter.organ,
            number=letter.reference,
            title=letter.title,
            addressee=letter.addressee,
            text=letter.text,
            issued=letter.issued_on,
            subject=letter.subject_label,
            due=letter.due_on,
            overdue=letter.overdue,
            responsible=str(letter.unit or letter.addressee),
            basis=letter.basis,
            colour=cast("Colour", letter.colour),
            receipt_by=letter.receipt_by,
            feedback_by=letter.feedback_by,
            printed_by=letter.organ,
        )
    )
