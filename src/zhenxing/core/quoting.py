"""How a document is named in running text."""

from __future__ import annotations

_INNER = str.maketrans("《》", "〈〉")


def book_title(title: str) -> str:
    """《…》, with the marks of a title inside it single: 《关于印发〈方案〉的通知》 (GB/T 15834—2011)."""
    return f"《{inside_marks(title)}》"


def inside_marks(title: str) -> str:
    """A title as it stands where a sentence has the outer marks already."""
    return title.translate(_INNER)
