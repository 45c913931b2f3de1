"""After a test that commits, the SQLite database is put back as it was made.

Django would empty every table and have the code tables and rulebooks that come with the software planted
anew: the same state, at half a second a test. Real servers (PostgreSQL) keep Django's way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase


@contextmanager
def put_back_after_each() -> Iterator[None]:
    """Copies the database as it stands now; until the end each test that commits leaves it like that."""
    path = connections["default"].settings_dict["NAME"]
    usual = TransactionTestCase._fixture_teardown
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(path)) as made:
            made.backup(copy)

        def put_back(self: TransactionTestCase) -> None:
            # over a connection of its own: whatever the test left half read in Django's is no hindrance
            with closing(sqlite3.connect(path)) as left:
                copy.backup(left)
            cache.clear()  # what a process remembers of rows that are gone: new ones may bear their numbers

        TransactionTestCase._fixture_teardown = put_back
        try:
            yield
        finally:
            TransactionTestCase._fixture_teardown = usual
