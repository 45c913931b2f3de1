"""When a task is due, in the form goals use: `2024`, `2024-06`, `2024-06-30`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenxing.core.compiler.numbers.sentences import fold
from zhenxing.core.compiler.numbers.times import Anchor, Time, resolve, times

_DUE_HINT = re.compile(r"[年月日号季](?:度|份)?(?:底|末|之前|以前|前|内|以内)")
#: 2024.10.31, 2024-10, 2024/9/30
_DOTTED = re.compile(r"(?<!\d)(20\d\d)[./-](0?[1-9]|1[0-2])(?:[./-](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_DUE = re.compile(r"(?:底|末|之?前|以前|以内)$")


def stated_deadline(printed: str, anchor: Anchor) -> str | None:
    """The day of a 完成时限 as printed; None for 长期坚持, and where the year is not known."""
    written = _DOTTED.sub(_spelled_out, fold(printed))
    found = [_resolved(time, anchor) for time in times(written)]
    known = [day for day in found if day]
    return known[-1] if known else None


def deadline_in(text: str, anchor: Anchor) -> str | None:
    """The one day by which a text says to finish (2024年6月底前); None when it names none or several."""
    if not _DUE_HINT.search(text):
        return None
    folded = fold(text)
    due = {_resolved(time, anchor) for time in times(folded) if _is_due(folded, time)}
    return due.pop() if len(due) == 1 else None


def _spelled_out(dotted: re.Match[str]) -> str:
    day = f"{int(dotted[3])}日" if dotted[3] else ""
    return f"{dotted[1]}年{int(dotted[2])}月{day}"


def _is_due(folded: str, time: Time) -> bool:
    if time.kind not in ("point", "running") or time.base or time.origin:
        return False
    return bool(_DUE.search(folded[time.start : time.end])) and folded[time.end : time.end + 2] != "以来"


def _resolved(time: Time, anchor: Anchor) -> str | None:
    return None if time.kind in ("recurring", "duration") else resolve(time, anchor)


def common(days: Iterable[str | None]) -> str | None:
    """The latest of several stated days, or None when none is known."""
    return max((day for day in days if day), default=None)
