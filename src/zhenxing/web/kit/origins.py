"""Where a version of a record came from, beyond who saved it: an app that knows says so here.

An app registers in `ready()` a question that takes a record and answers, by the record's version, the
words and the address of the origin ("名单.xlsx 第 12 行", the import's page).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Origin:
    """Words for a person, and where they lead."""

    text: str
    url: str


Question = Callable[[Any], Mapping[int, Origin]]
QUESTIONS: list[Question] = []


def origins_of(record: Any) -> dict[int, Origin]:
    """Version → origin, of those that some app knows of."""
    return {version: origin for question in QUESTIONS for version, origin in question(record).items()}
