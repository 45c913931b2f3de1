"""How a document is named in running text."""

from __future__ import annotations

_INNER = str.maketrans("《》", "〈〉")


def book_title(title: str) -> str:
    """《…》, with the marks of a title inside it single: 《关于印发〈方案〉的通知》 (GB/T 15834—2011)."""
    return f"《{title.translate(_INNER)}》"
