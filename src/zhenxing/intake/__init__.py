"""Bytes → Source: `read_bytes`, `read_path`, `read_text`, and their one error, `IntakeError`;
`split_documents` parts a Source that holds several documents.

The calls are looked up when first used: the limited child imports this package for every
file it reads and has no need of them, nor of the compiler they return a `Source` of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhenxing.intake.errors import IntakeError

if TYPE_CHECKING:
    from zhenxing.intake.reader import read_bytes, read_path, read_text
    from zhenxing.intake.split import several_documents_note, split_documents

__all__ = [
    "IntakeError",
    "read_bytes",
    "read_path",
    "read_text",
    "several_documents_note",
    "split_documents",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from zhenxing.intake import reader, split

    return getattr(reader if hasattr(reader, name) else split, name)
