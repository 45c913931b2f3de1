"""What a table says of the numbers in its cells, whatever the cells beside them say."""

from __future__ import annotations

from collections.abc import Iterable

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.deadlines import Completions
from zhenxing.core.compiler.numbers.reading import Role, SentenceReading
from zhenxing.core.compiler.numbers.row_cells import RowCells
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.time_kinds import is_loose
from zhenxing.core.compiler.source import Span


def complete(found: list[SentenceReading], completions: Completions) -> None:
    """Give goals without a time of their own the date that is stated after them, or in their row."""
    for reading in (reading for item in found for reading in item.readings):
        # 三年内, in a block that closes with 完成时限:2025年底
        if reading.role is Role.GOAL and (reading.when is None or is_loose(reading.mention.time)):
            reading.when = completions.after(reading.mention) or reading.when


def settle(found: Iterable[SentenceReading], rows: RowCells) -> None:
    """Give what stands in the cells of a row its role and its time."""
    if rows:
        for item in found:
            _settle(item, rows)


def _settle(item: SentenceReading, rows: RowCells) -> None:
    for reading in item.readings:
        cell = rows.at(reading.mention.position)
        if cell is None or reading.role not in (Role.GOAL, Role.FIGURE):
            continue
        sentence, time = reading.mention.sentence, reading.mention.time
        own = any(time is each for each in sentence.times) and time is not None
        at = sentence.start + time.start if own and time else -1
        own = own and cell.span.start <= at < cell.span.end
        if cell.told:
            reading.role = Role.FIGURE
        elif reading.role is Role.FIGURE and not own and not _tells(sentence, cell.span):
            reading.role = Role.GOAL
        if not own and (cell.when or time is not None):
            reading.when = cell.when


def _tells(sentence: Sentence, cell: Span) -> bool:
    """Whether the words of a cell speak of what was."""
    start = max(cell.start - sentence.start, 0)
    return cues.PAST.search(sentence.text, start, max(cell.end - sentence.start, start)) is not None
