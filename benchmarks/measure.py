"""Time a call honestly: warm, several times, the median and the spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 7


@dataclass(frozen=True)
class Row:
    """One line of a table. Times in seconds; `peer` is the same work done by `peer_name`."""

    what: str
    seconds: float
    spread: float
    note: str = ""
    peer_name: str = ""
    peer: float | None = None

    def line(self) -> str:
        against = f"{self.peer_name} {self.peer:.4f}s  ×{self.peer / self.seconds:.2f}" if self.peer else ""
        return f"  {self.what:<44}{self.seconds:>9.4f}s ±{self.spread:.4f}  {self.note:<24}{against}".rstrip()


def timed(call: Callable[[], object], repeats: int = REPEATS) -> tuple[float, float]:
    """(median, half the range) of a warm call, in seconds."""
    call()
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), (max(times) - min(times)) / 2
