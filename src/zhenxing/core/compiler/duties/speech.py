"""Orders given in speech, as press reports print them: 要聚焦…，着力…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenxing.core.compiler.plan import Plan, Task
from zhenxing.core.compiler.source import Span

#: 要 at the beginning of a sentence, or behind 强调, 要求, 指出.
_ORDER = re.compile(
    r"要(?:(?<=[。;；\n]要)|(?<=强调[,，:：]要)|(?<=要求[,，:：]要)|(?<=指出[,，:：]要))(?!看到|看清|清醒|认识到|知道|说|求|素|点)(?=[\u4e00-\u9fff])"
)
_MARK = re.compile(r"[,，。;；:：\n]")
_LONGEST = 40


def spoken_tasks(plan: Plan) -> tuple[Task, ...]:
    """The orders of a press report; each is `likely`, because no number sets it apart."""
    return tuple(
        Task(
            id=f"t{index}",
            number=None,
            heading=plan.quote(heading),
            text=plan.quote(body).strip(),
            span=body,
            clause=getattr(plan.clause_at(body.start), "id", None),
            certainty="likely",
        )
        for index, (heading, body) in enumerate(_orders(plan.text), 1)
    )


def _orders(text: str) -> Iterator[tuple[Span, Span]]:
    starts = [found.end() for found in _ORDER.finditer(text)]
    for start, following in zip(starts, [*starts, len(text)][1:], strict=True):
        end = text.find("\n", start, following)
        end = following if end < 0 else end
        heading = _first_two_phrases(text, start, end)
        if heading:
            yield Span(start, heading), Span(start, end - (1 if end == following < len(text) else 0))


def _first_two_phrases(text: str, start: int, end: int) -> int | None:
    """The end of 聚焦…，着力…; one phrase when the sentence has no more."""
    first = _MARK.search(text, start, min(end, start + _LONGEST))
    if first is None:
        return None
    if first[0] not in ",，":
        return first.start()
    second = _MARK.search(text, first.end(), min(end, first.end() + _LONGEST))
    return second.start() if second else first.start()
