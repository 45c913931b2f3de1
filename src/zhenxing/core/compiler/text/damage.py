"""A place that lost characters, before it gets its number as a suspicion."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhenxing.core.compiler.plan import Reading
from zhenxing.core.compiler.source import Span


class Loss(NamedTuple):
    """What was lost where, and what it may have been."""

    kind: str
    span: Span
    message: str
    readings: tuple[Reading, ...] = ()


class Evidence(NamedTuple):
    """Whole dates elsewhere in the document, by which a damaged one can be read."""

    dates: frozenset[date]
    published: date | None
    years: frozenset[str]
