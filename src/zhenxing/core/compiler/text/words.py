"""Lists of words, written as plain rows."""

from __future__ import annotations

import unicodedata


def words(rows: str) -> tuple[str, ...]:
    """The words of some rows, each once, the longest first: so a choice of them never stops short."""
    return tuple(sorted(set(rows.split()), key=lambda word: (-len(word), unicodedata.normalize("NFC", word))))
