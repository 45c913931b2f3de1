"""Whether a number stands where the source has lost characters."""

from __future__ import annotations

from bisect import bisect_left

from zhenxing.core.compiler.plan import Plan, Suspicion
from zhenxing.core.compiler.source import Span


def suspicion_at(plan: Plan, span: Span) -> Suspicion | None:
    """The first loss that touches a span."""
    if not plan.suspicions:
        return None
    first = bisect_left(plan.suspicions, span.start, key=lambda item: item.span.end)
    for suspicion in plan.suspicions[first : first + 8]:
        if suspicion.span.overlaps(span) or span.start <= suspicion.span.start <= span.end:
            return suspicion
    return None
