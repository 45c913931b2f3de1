"""What stands in an address or a form, read with suspicion."""

from __future__ import annotations

#: no number of ours is longer
_DIGITS = 15


def whole(text: str | None) -> int | None:
    """A whole number as typed or linked; None for anything else."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
