"""Put the shipped rulebooks into the database: what is new, and what is newer; never over a site's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from zhenxing.core.rules.book import Rulebook as Book
from zhenxing.packs.rules_loader import shipped_cases, shipped_texts
from zhenxing.web.kit.search import fill_search_keys
from zhenxing.web.rules.models import OWN, SHIPPED, Rulebook
from zhenxing.web.rules.reading import read

_REASON = "随软件更新"
_FROM_TEXT = ("name", "subject", "status", "note", "document", "number", "issued", "begins", "ends")


@dataclass(frozen=True)
class Packed:
    """A rulebook as it comes: its text and its cases, word for word."""

    text: str
    cases: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.text}\0{self.cases}".encode()).hexdigest()


@dataclass(frozen=True)
class Loaded:
    """How many books were added, renewed, or only offered because the site has its own."""

    added: int
    renewed: int
    offered: int


def ready() -> bool:
    """Whether the database has our tables: it has not while it is migrated backwards."""
    tables = {Rulebook._meta.db_table, Rulebook.history.model._meta.db_table}
    return tables <= set(connection.introspection.table_names())


def shipped() -> list[Packed]:
    """The books that come with the software."""
    return [Packed(text, shipped_cases(key) or "") for key, text in shipped_texts().items()]


@transaction.atomic
def load(packed: Iterable[Packed], origin: str = SHIPPED) -> Loaded:
    """Add and renew; three queries, whatever there is. Raises RuleFaults when a text cannot be read."""
    books = {book.key: (one, book) for one in packed for book in [read(one.text)]}
    known: dict[str, Rulebook] = {}
    for row in Rulebook.objects.filter(key__in=books).exclude(shipped="").order_by("pk"):
        known[row.key] = row
    here = set(Rulebook.objects.filter(key__in=books).values_list("key", flat=True))
    new = [_made(*books[key], origin) for key in books if key not in here]
    fill_search_keys(new)
    bulk_create_with_history(new, Rulebook, default_change_reason=_REASON)
    changed = [row for key, row in known.items() if row.shipped != books[key][0].digest]
    for row in changed:
        _renew(row, *books[row.key])
    fill_search_keys(changed)
    bulk_update_with_history(changed, Rulebook, _WRITTEN, default_change_reason=_REASON)
    offered = sum(row.origin == OWN for row in changed)
    return Loaded(len(new), len(changed) - offered, offered)


_WRITTEN = [*_FROM_TEXT, "text", "cases", "shipped", "offered", "version", "search_key"]


def fields_of(book: Book) -> Mapping[str, Any]:
    """The columns of a record that are read from its text."""
    ends = [rule.ends for rule in book.rules]
    return {
        "name": book.name,
        "subject": book.subject,
        "status": book.status,
        "note": book.note,
        "document": book.citation.document,
        "number": book.citation.number,
        "issued": book.citation.issued,
        "begins": min((rule.begins or date.min for rule in book.rules), default=date.min),
        "ends": None if None in ends else max(end for end in ends if end is not None),
    }


def fill(row: Rulebook, book: Book) -> None:
    """Set what is read from the text; a book without a first day has always been in force."""
    for name, value in fields_of(book).items():
        setattr(row, name, value)
    if row.begins == date.min:
        row.begins = None


def _made(packed: Packed, book: Book, origin: str) -> Rulebook:
    row = Rulebook(
        key=book.key,
        text=packed.text,
        cases=packed.cases,
        origin=origin,
        shipped=packed.digest if origin == SHIPPED else "",
    )
    fill(row, book)
    return row


def _renew(row: Rulebook, packed: Packed, book: Book) -> None:
    """The site's own text stays, and the new one is offered beside it."""
    row.shipped = packed.digest
    row.version += 1
    if row.origin == OWN:
        row.offered = packed.text
        return
    row.text, row.cases = packed.text, packed.cases
    fill(row, book)
