"""Edits and the repairs that report them, kept together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from zhenxing.core.compiler.plan import Certainty, Plan, Repair, ReviewItem
from zhenxing.core.compiler.source import Edit, Span, TracedText

#: kinds that say nothing line by line: one repair with a count stands for the whole document
_QUIET = frozenset({"layout", "line_end", "invisible"})


#: what a stage mends beyond so many lines is told in one repair a kind: nobody reads it line by line
_MOST = 20_000


_new = tuple.__new__


def _start(made: tuple[Edit, str, Certainty]) -> int:
    return made[0][0]


@dataclass
class Mending:
    """Collects one stage's edits, in any order, then makes the new Plan.

    Every edit belongs to a repair. Edits of one kind on one line become one repair with a count:
    a reader wants to see the mended line, not each of its two hundred brackets.
    """

    plan: Plan
    _edits: list[tuple[Edit, str, Certainty]] = field(default_factory=list)

    def cut(self, start: int, end: int, kind: str, certainty: Certainty = "certain") -> None:
        self._edits.append((_new(Edit, (start, end, "", start == end)), kind, certainty))

    def swap(self, start: int, end: int, new: str, kind: str, certainty: Certainty = "certain") -> None:
        edit = _new(Edit, (start, end, new, len(new) == end - start))
        self._edits.append((edit, kind, certainty))

    def __bool__(self) -> bool:
        return bool(self._edits)

    def done(self) -> Plan:
        """The plan with all edits made and reported (the same plan when there are none)."""
        if not self._edits:
            return self.plan
        self._edits.sort(key=_start)
        repairs = (*self._quiet_repairs(), *self._line_repairs())
        traced = self.plan.traced.edit(edit for edit, _, _ in self._edits)
        review = tuple(self._moved(item, traced) for item in self.plan.review)
        return self.plan.changed(traced=traced, repairs=(*self.plan.repairs, *repairs), review=review)

    def _moved(self, item: ReviewItem, traced: TracedText) -> ReviewItem:
        """An earlier stage's question stays at the characters it asks about; where they are gone, a point."""
        source = self.plan.source_span(item.span)
        span = traced.clean_span(source)
        if span is None:
            before = bisect_right(traced.pieces, source.start, key=lambda piece: piece.source_start)
            point = traced.pieces[before - 1].end if before else 0
            span = Span(point, point)
        return replace(item, span=span)

    def _quiet_repairs(self) -> Iterable[Repair]:
        kinds = {kind for _, kind, _ in self._edits}
        for quiet in sorted(_QUIET & kinds):
            edits = [edit for edit, kind, _ in self._edits if kind == quiet]
            if edits:
                source = self.plan.source_span(Span(edits[0].start, edits[-1].end))
                yield Repair(quiet, source, "", "", count=len(edits))

    def _line_repairs(self) -> Iterable[Repair]:
        groups = self._groups()
        for group, key in islice(groups, _MOST):
            yield self._repair(group, *key)
        rest: dict[tuple[str, Certainty], list[Edit]] = {}
        for group, key in groups:
            rest.setdefault(key, []).extend(group)
        for (kind, certainty), edits in rest.items():
            source = self.plan.source_span(Span(edits[0].start, edits[-1].end))
            yield Repair(kind, source, "", "", certainty, len(edits))

    def _groups(self) -> Iterator[tuple[list[Edit], tuple[str, Certainty]]]:
        """Edits of one kind on one line, together."""
        text = self.plan.text
        group: list[Edit] = []
        key: tuple[str, Certainty] | None = None
        reached, stop = 0, -1
        for edit, kind, certainty in self._edits:
            if kind in _QUIET:
                continue
            start, end, _, _ = edit
            # only behind the line's end, as it was found last, can this be another line
            apart = start > stop and text.find("\n", reached, start) >= 0
            if group and key and (apart or key != (kind, certainty)):
                yield group, key
                group = []
            group.append(edit)
            key, reached = (kind, certainty), end
            if start > stop:
                stop = text.find("\n", end)
                stop = len(text) if stop < 0 else stop
        if key:
            yield group, key

    def _repair(self, group: list[Edit], kind: str, certainty: Certainty) -> Repair:
        start, end = group[0].start, group[-1].end
        text = self.plan.text
        after: list[str] = []
        at = start
        for begin, stop, new, _ in group:
            after += (text[at:begin], new)
            at = stop
        source = self.plan.source_span(Span(start, end))
        return Repair(kind, source, text[start:end], "".join(after), certainty, len(group))
