"""How often one telephone may send something. Kept in this process's memory alone, and soon forgotten.

Addresses are mixed with a word drawn anew when the process starts, and nothing of it is written down:
whoever reports without a name leaves no trace of where they did it from.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict, deque

_MOST_KEPT = 20_000


class Limit:
    """At most `most` times in `seconds` for one address. Safe between threads."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._word = secrets.token_bytes(16)
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, address: str, now: float) -> bool:
        """Whether one more is allowed at this moment; if so it is counted."""
        key = hashlib.blake2b(address.encode(), key=self._word, digest_size=12).digest()
        with self._lock:
            times = self._seen.setdefault(key, deque(maxlen=self.most))
            self._seen.move_to_end(key)
            while times and times[0] <= now - self.seconds:
                times.popleft()
            while len(self._seen) > _MOST_KEPT:
                self._seen.popitem(last=False)
            if len(times) >= self.most:
                return False
            times.append(now)
            return True

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


#: reports, and attempts to read an answer: a whole works behind one address may still send theirs
REPORTS = Limit(most=20, seconds=600)
QUESTIONS = Limit(most=30, seconds=600)
