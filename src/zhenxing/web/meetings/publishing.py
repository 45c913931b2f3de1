"""Minutes as a document: printed, read back and compiled, so that every decision has its clause.

Printing and reading take their time, so they are done before the transaction that stores them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhenxing.papers.meetings import decision_words
from zhenxing.web.documents import services as documents
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.services import Compiled, Place
from zhenxing.web.kit.actions import Deed
from zhenxing.web.meetings import papers
from zhenxing.web.meetings.models import Meeting


@dataclass(frozen=True)
class Printed:
    """The minutes of a version of a meeting, and where in them each decision stands."""

    version: int
    made: Compiled = field(repr=False)
    #: decision → its place
    places: dict[int, Place] = field(repr=False)


def printed(meeting: Meeting, number: str, day: date) -> Printed:
    """Print the minutes under a number and a day, and find every decision in them."""
    data = papers.minutes_docx(meeting, number, day)
    made = documents.compiled(data, f"{meeting.title[:80]}纪要.docx", meeting.area, "minutes")
    places: dict[int, Place] = {}
    position = 0
    for decision in papers.decisions_of(meeting):
        words = f"{decision.heading.rstrip('。')}。{decision_words(papers.minuted(decision))}"
        places[decision.pk], position = made.place(words, position)
    return Printed(meeting.version, made, places)


def publish(deed: Deed, meeting: Meeting, minutes: Printed) -> Document:
    """Store the minutes as a document in force."""
    return documents.put_in_force(
        deed,
        minutes.made,
        area=meeting.area,
        title=f"{meeting.title}纪要",
        number=meeting.number,
        issuer=str(meeting.unit),
        issued_on=meeting.issued_on,
        genre="meeting",
    )
