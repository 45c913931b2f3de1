"""Paging by keys: every row once, in one order, both ways, through ties and blanks and deletions."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.keyset import Cursor, Keyset, keyset
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.organisations.models import Incumbency, Post, Unit

pytestmark = pytest.mark.django_db

_DAYS = st.sampled_from([None, date(2024, 1, 1), date(2024, 6, 1), date(2025, 1, 1)])
_ORDERS = st.lists(
    st.sampled_from(
        ["valid_from", "-valid_from", "-valid_to", "short_name", "-area__code", "successor__name"]
    ),
    max_size=3,
    unique_by=lambda order: order.lstrip("-"),
)


def reader(keys: Keyset) -> Any:
    """Rows as (key values, primary key)."""
    names = [key.lookup for key in keys.keys]

    def read(rows: QuerySet[Any]) -> list[tuple[tuple[Any, ...], int]]:
        return [(row, row[-1]) for row in rows.values_list(*names)]

    return read


def walk(rows: QuerySet[Any], keys: Keyset, size: int) -> list[list[int]]:
    """The pages from the first to the last, each reached by the cursor of the one before."""
    read = reader(keys)
    page = keys.first(rows, size, read)
    pages = [page]
    while page.after:
        page = keys.after(rows, size, read, _again(keys, *page.rows[:-3:-1]))
        pages.append(page)
    return [[pk for _keys, pk in page.rows] for page in pages]


def walk_back(rows: QuerySet[Any], keys: Keyset, size: int) -> list[int]:
    read = reader(keys)
    page = keys.last(rows, size, read)
    found = [pk for _keys, pk in page.rows]
    while page.before:
        page = keys.before(rows, size, read, _again(keys, *page.rows[:2]))
        found = [*(pk for _keys, pk in page.rows), *found]
    return found


def _again(keys: Keyset, row: Any, beside: Any = None) -> Cursor:
    """Through the address and back."""
    place = keys.place(keys.cursor(row[0], beside[0] if beside else None))
    assert place is not None
    assert place.values == row[0]
    return place


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(_DAYS, _DAYS, st.sampled_from(["", "甲", "乙"]), st.booleans()), max_size=14),
    _ORDERS,
    st.integers(1, 4),
)
def test_every_row_stands_on_one_page_in_either_direction(
    made: list[tuple[Any, Any, str, bool]], order: list[str], size: int
) -> None:
    Unit.objects.update(successor=None), Unit.objects.all().delete()
    one, other = area(), area("清河县")
    first = unit(one, "继任局")
    for begins, ends, short, here in made:
        place, successor = (one, first) if here else (other, None)
        unit(place, valid_from=begins, valid_to=ends, short_name=short, successor=successor)
    rows = Unit.objects.all()
    keys = keyset(rows, order)
    pages = walk(rows, keys, size)
    forward = [pk for page in pages for pk in page]
    assert sorted(forward) == sorted(rows.values_list("pk", flat=True))
    assert all(len(page) == size for page in pages[:-1])
    assert walk_back(rows, keys, size) == forward


def test_blanks_stand_last_in_either_direction() -> None:
    where = area()
    for begins in (None, date(2024, 1, 1), date(2025, 1, 1)):
        unit(where, valid_from=begins)
    rows = Unit.objects.all()
    for order, days in (("valid_from", [2024, 2025, None]), ("-valid_from", [2025, 2024, None])):
        keys = keyset(rows, [order])
        found = keys.first(rows, 9, reader(keys)).rows
        assert [day.year if day else None for (day, _pk), _ in found] == days


def test_a_row_removed_or_added_before_the_cursor_moves_nothing() -> None:
    where = area()
    made = [unit(where, f"{number:02d}局") for number in range(9)]
    rows = Unit.objects.all()
    keys = keyset(rows, ["name"])
    first = keys.first(rows, 3, reader(keys))
    made[2].delete(), unit(where, "000局")
    found = keys.after(rows, 3, reader(keys), Cursor(first.rows[-1][0], tied=False))
    assert [pk for _keys, pk in found.rows] == [one.pk for one in made[3:6]]


def test_a_relation_stands_for_the_order_of_its_own_kind() -> None:
    where = area()
    for name in ("乙局", "甲局"):
        post = Post.objects.create(unit=unit(where, name), title="局长")
        Incumbency.objects.create(post=post, person=name, begins=date(2024, 1, 1))
    lookups = [key.lookup for key in keyset(Incumbency.objects.all(), ["post", "-begins"]).keys]
    assert lookups == ["post__unit__name", "post__title", "begins", "id"]
    assert [key.lookup for key in keyset(Incumbency.objects.all(), ["post_id"]).keys] == ["post_id", "id"]
    reverse = keyset(Incumbency.objects.all(), ["-post", "-pk", "person"])
    assert [key.first(True) for key in reverse.keys] == ["-post__unit__name", "-post__title", "-id"]


def test_an_annotation_can_be_sorted_by() -> None:
    where = area()
    made = [unit(where, name) for name in ("乙局", "甲局")]
    rows = Unit.objects.annotate(full=Concat("name", Value("。")))
    keys = keyset(rows, ["-full"])
    assert [row[1] for row in keys.first(rows, 5, reader(keys)).rows] == [
        one.pk for one in sorted(made, key=lambda one: one.name, reverse=True)
    ]
    assert keys.keys[0].nullable


def test_the_page_beyond_a_cursor_is_one_comparison_of_rows() -> None:
    where = area()
    made = [unit(where, f"{number}局") for number in range(6)]
    rows = Unit.objects.all()
    for order, sign in (["name"], ">"), (["-name"], "<"):
        keys = keyset(rows, order)
        page = keys.first(rows, 2, reader(keys))
        place = _again(keys, *page.rows[:-3:-1])
        with CaptureQueriesContext(connection) as asked:
            found = keys.after(rows, 2, reader(keys), place)
        (said,) = (query["sql"] for query in asked.captured_queries)
        assert f'("organisations_unit"."name", "organisations_unit"."id") {sign} (' in said
        wanted = made[2:4] if sign == ">" else made[2:4][::-1]
        assert [pk for _keys, pk in found.rows] == [one.pk for one in wanted]


@pytest.mark.parametrize("order", ["registered_capital", "-registered_capital", "-established_on", "kind"])
def test_numbers_and_days_are_compared_as_what_they_are(order: str) -> None:
    """The values of a comparison of rows take the type of their column: 9 before 10, blanks last."""
    where = area()
    given = [(Decimal("9.5"), date(2024, 1, 9)), (Decimal(10), date(2024, 1, 10)), (None, None)]
    for at, (capital, day) in enumerate(given * 2 + [(Decimal("1e17"), date(1999, 12, 31))]):
        Enterprise.objects.create(area=where, name=f"{at}", registered_capital=capital, established_on=day)
    rows = Enterprise.objects.all()
    keys = keyset(rows, [order])
    forward = [pk for page in walk(rows, keys, 1) for pk in page]
    assert len(forward) == len(set(forward)) == 7
    assert walk_back(rows, keys, 1) == forward
    if order == "registered_capital":
        said = [row.registered_capital for row in sorted(rows, key=lambda one: forward.index(one.pk))]
        assert said == [Decimal("9.5")] * 2 + [Decimal(10)] * 2 + [Decimal("1e17"), None, None]


def test_no_query_names_an_offset_or_counts() -> None:
    where = area()
    for _ in range(7):
        unit(where, valid_from=date(2024, 1, 1))
    rows = Unit.objects.all()
    with CaptureQueriesContext(connection) as asked:
        walk(rows, keyset(rows, ["-valid_from", "name"]), 2)
    said = " ".join(query["sql"].upper() for query in asked.captured_queries)
    assert "OFFSET" not in said
    assert "COUNT(" not in said


def test_values_come_back_from_a_cursor_exactly() -> None:
    at = datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=UTC)
    keys = keyset(AuditEntry.objects.all(), ["-at", "action", "position"])
    for values in ((at, "甲 <&>", None, 7), (at, "", 3, 1)):
        assert keys.place(keys.cursor(values)) == (values, True)
    amount = keyset(Unit.objects.annotate(x=Value(Decimal("1.50"))), ["x"])
    assert amount.place(amount.cursor((Decimal("1.50"), 2), (Decimal("1"), 1))) == (
        (Decimal("1.50"), 2),
        False,
    )


def _said(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def test_a_cursor_of_another_order_or_of_somebodys_making_is_none() -> None:
    keys = keyset(Unit.objects.all(), ["valid_from", "name"])
    good = keys.cursor((date(2024, 1, 1), "甲", 1))
    assert keyset(Unit.objects.all(), ["-valid_from", "name"]).place(good) is None
    mark = keys._print()
    wrong: list[Any] = [
        [],
        {},
        [mark],
        [mark, 1, "2024-13-01", "甲", 1],
        [mark, 1, None, None, 1],
        [mark, 1, "2024-01-01", "甲\x00", 1],
        [mark, 1, "2024-01-01", "\ud800", 1],
        [mark, 1, "2024-01-01", ["甲"], 1],
        [mark, 1, "2024-01-01", "甲", "x"],
        [mark, 1, "2024-01-01", "甲", None],
        [mark, 1, "2024-01-01", "甲", float("nan")],
    ]
    assert [keys.place(_said(value)) for value in wrong] == [None] * len(wrong)
    assert [keys.place(text) for text in ("", "!", "é", "AAAA", "W" * 9, "[" * 9000)] == [None] * 6
    amount = keyset(Unit.objects.annotate(x=Value(Decimal("1.5"))), ["x"])
    assert amount.place(_said([amount._print(), 1, "1E+999999", 1])) is None
    assert amount.place(_said([amount._print(), 1, "NaN", 1])) is None


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_no_text_in_the_address_breaks_the_page(text: str) -> None:
    assert keyset(Unit.objects.all(), ["valid_from"]).place(text) is None
