"""What a reader of one format hands back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Extract:
    """Text with `\\n` line ends, and what the reader had to assume (Chinese, for the reviewer)."""

    text: str
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def one_line_ends(text: str) -> str:
    """Line ends as `\\n`, as Python's own text files do."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_nul(text: str) -> tuple[str, tuple[str, ...]]:
    """NUL cannot be stored by PostgreSQL; each becomes U+FFFD, and the note says how many."""
    count = text.count("\0")
    if not count:
        return text, ()
    return text.replace("\0", "\ufffd"), (f"有 {count} 个空字符无法显示，以“\ufffd”代替。",)
