"""A number with what it was read to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from zhenxing.core.compiler.numbers.document import Section
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.settings import Setting


class Role(Enum):
    GOAL = "goal"
    FIGURE = "figure"
    CONDITION = "condition"
    AWARD = "award"


@dataclass(slots=True)
class Reading:
    """A number with its role and the time that governs it, resolved."""

    mention: Mention
    role: Role
    when: str | None
    section: Section
    setting: Setting
    aspires: bool = False
    #: what is measured, for goals and figures
    indicator: str = ""


@dataclass(slots=True)
class SentenceReading:
    """A sentence that says something with numbers, or may set a condition without one."""

    setting: Setting
    readings: tuple[Reading, ...]


class Read(NamedTuple):
    """What a document was read to: the sentences that matter, all sentences, and where reading stopped."""

    readings: tuple[SentenceReading, ...]
    sentences: list[Sentence]
    stopped: int | None
