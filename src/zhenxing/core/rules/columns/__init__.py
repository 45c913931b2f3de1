"""Rules over Arrow batches: a rule is asked of every row at once, with the answers of `evaluate`.

    asked = compile_rule(rule, book)
    asked.reads(day, year)            # the columns it looks at
    answers = asked.ask(batch, day, year)
    answers.true, answers.known       # packed bits

`ask_all` asks several rules of one batch and answers each comparison once. Imports NumPy and pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhenxing.core.rules.book import Case, Rule, Rulebook
from zhenxing.core.rules.columns.asking import Asking
from zhenxing.core.rules.columns.bits import Answers
from zhenxing.core.rules.columns.names import Aggregate, Reads, reads
from zhenxing.core.rules.columns.rows import batch_of
from zhenxing.core.truth import Truth

__all__ = ["Aggregate", "Answers", "ColumnRule", "ask_all", "batch_of", "compile_rule"]


@dataclass(frozen=True)
class ColumnRule:
    """A rule that can be asked of Arrow batches."""

    rule: Rule
    book: Rulebook

    def columns(self, day: date, year: int) -> Reads:
        """What it looks at on a day with a reference year: facts, answers and sums over related cases."""
        if self.rule.when is None:
            return Reads((), (), ())
        return reads(self.rule.when, self.book, day, year)

    def reads(self, day: date, year: int) -> tuple[str, ...]:
        """The names of the columns it looks at; one that a batch lacks is missing in every row."""
        return self.columns(day, year).names

    def aggregates(self, day: date, year: int) -> tuple[Aggregate, ...]:
        """The sums over related cases that the batch must bring along."""
        return self.columns(day, year).aggregates

    def ask(self, batch: Any, day: date, year: int) -> Answers:
        """The rule's truth in every row of a `pyarrow.RecordBatch`; exact, as `evaluate` gives it.

        Raises TypeError for a column whose values are not exact (floats) or of the wrong kind.
        """
        return self._asked(Asking(self.book, batch, day, year))

    def _asked(self, asking: Asking) -> Answers:
        if self.rule.when is None:
            return Answers.same(Truth.TRUE, asking.rows)
        return asking.answers(self.rule.when)

    def batch(self, cases: Sequence[Case], day: date, year: int) -> Any:
        """Cases as the batch it reads, sums over related cases included."""
        return batch_of(cases, self.columns(day, year), self.book, day, year)


def compile_rule(rule: Rule, book: Rulebook) -> ColumnRule:
    """A rule of a book, ready to be asked of columns."""
    return ColumnRule(rule, book)


def ask_all(rules: Iterable[Rule], book: Rulebook, batch: Any, day: date, year: int) -> dict[str, Answers]:
    """Several rules of one book: rule key → answers; what they have in common is answered once."""
    asking = Asking(book, batch, day, year)
    return {rule.key: ColumnRule(rule, book)._asked(asking) for rule in rules}
