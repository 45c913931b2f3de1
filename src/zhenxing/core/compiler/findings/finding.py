"""A finding: what is wrong, where it stands, and what it stands against."""

from __future__ import annotations

from dataclasses import dataclass

from zhenxing.core.compiler.source import Span


@dataclass(frozen=True)
class Item:
    """One thing a finding points at; `span` is None for what has no single place.

    `against` is the other side of a contradiction in its own words; `against_span` is its place when
    it stands in the same document, `against_source` where it comes from when it does not.
    """

    text: str
    span: Span | None = None
    note: str = ""
    clause: str | None = None
    against: str = ""
    against_span: Span | None = None
    against_clause: str | None = None
    against_source: str = ""


@dataclass(frozen=True)
class Finding:
    """One kind of gap or load; `kind` is stable, `message` is Chinese."""

    kind: str
    message: str
    items: tuple[Item, ...] = ()


def finding(kind: str, message: str, items: list[Item]) -> Finding | None:
    """A finding with its count in the message (`{count}`), or None when there is nothing."""
    return Finding(kind, message.format(count=len(items)), tuple(items)) if items else None
