"""Plain values of documents: deadlines, typed corrections, amounts — read, shown, never rounded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.web.documents.deadlines import canonical, due_on
from zhenxing.web.documents.kinds import KINDS, kinds_of_tab
from zhenxing.web.documents.payloads import PayloadError, amount, decimals, plain, read, read_day, written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2025", "2025"),
        ("2025年底", "2025"),
        ("2025年6月", "2025-06"),
        ("2025-6", "2025-06"),
        ("2025年6月30日", "2025-06-30"),
        ("2025/06/30", "2025-06-30"),
        (" 2025.6 ", "2025-06"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_deadline_has_one_canonical_text(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "明年", "25年", "2025-13", "2025-02-30", "2025-", "20255", "2025年6月31日"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        canonical(typed)


def test_a_deadline_falls_due_on_its_last_day() -> None:
    assert due_on("2025") == date(2025, 12, 31)
    assert due_on("2024-02") == date(2024, 2, 29)
    assert due_on("2025-06-05") == date(2025, 6, 5)
    assert due_on(None) is due_on("") is None


def goal(**typed: str) -> dict[str, object]:
    return read("goal", {"indicator": "规上企业", **typed})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50", "50"),
        ("10%", "0.1"),
        ("2.5亿", "250000000"),
        ("３万", "30000"),
        ("-3", "-3"),
        ("10–20", ["10", "20"]),
        ("10-20", ["10", "20"]),
        ("1、2、3", ["1", "2", "3"]),
        ("", None),
    ],
)
def test_a_typed_value_is_kept_exactly(typed: str, value: object) -> None:
    assert goal(value=typed)["value"] == value


@pytest.mark.parametrize("typed", ["两个", "1e999", "NaN", "Infinity", "1e30", "%", "–", "1..2"])
def test_what_is_no_number_is_named(typed: str) -> None:
    with pytest.raises(PayloadError) as caught:
        goal(value=typed)
    assert list(caught.value.errors) == ["value"]


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(PayloadError) as caught:
        read("goal", {"op": "~", "deadline": "明年", "scope": "长" * 2001})
    assert set(caught.value.errors) == {"indicator", "op", "deadline", "scope"}


def test_units_and_members_are_listed_once() -> None:
    values = read("task", {"heading": "做强产业", "lead": "县工信局、 县财政局，县工信局", "support": ""})
    assert values["lead"] == ["县工信局", "县财政局"]
    assert values["support"] == []
    members = read("roster", {"members": "组长：赵云山\n\n县统计局"})["members"]
    assert members == [{"text": "赵云山", "role": "组长"}, {"text": "县统计局", "role": None}]


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.fields])
def test_an_empty_form_says_what_is_required(kind: str) -> None:
    with pytest.raises(PayloadError) as caught:
        read(kind, {})
    assert set(caught.value.errors) == {field.name for field in KINDS[kind].fields if field.required}


numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4).map(plain)


@given(
    value=numbers
    | st.lists(numbers.filter(lambda n: not n.startswith("-")), min_size=2, max_size=4)
    | st.none(),
    deadline=st.dates(min_value=date(1000, 1, 1)).map(date.isoformat) | st.none(),
    flag=st.booleans(),
)
def test_what_a_form_shows_reads_back_the_same(value: object, deadline: str | None, flag: bool) -> None:
    payload = {"indicator": "产值", "op": ">=", "value": value, "unit": "元", "deadline": deadline,
               "scope": None, "aspirational": flag, "increment": not flag}  # fmt: skip
    assert read("goal", written("goal", payload)) == payload


def test_members_and_units_read_back_the_same() -> None:
    task = {"number": "(一)", "heading": "做强产业", "lead": ["县工信局"], "support": [], "deadline": None}
    assert read("task", written("task", task)) == task
    roster = {"members": [{"text": "赵云山", "role": "组长"}, {"text": "县统计局", "role": None}]}
    assert read("roster", written("roster", roster)) == roster


def test_amounts_are_written_as_people_write_them() -> None:
    assert amount("250000000", "元") == "2.5亿元"
    assert amount("0.125", "%") == "12.5%"
    assert amount(["1", "2"], "家") == "1–2家"
    assert amount("12345", None) == "12345"
    assert amount(None, "家") == "数值不详"
    assert decimals(["1", "3"]) == (Decimal(1), Decimal(3))
    assert decimals("0.1") == (Decimal("0.1"), None)
    assert decimals(None) == (None, None)


def test_a_header_date_is_a_whole_day() -> None:
    assert read_day("2025年3月1日") == "2025-03-01"
    for typed in ("2025-03", "昨天"):
        with pytest.raises(ValueError):
            read_day(typed)


def test_every_kind_stands_under_a_tab() -> None:
    assert kinds_of_tab("suspicion") == ["suspicion", "review_item"]
    assert kinds_of_tab("nothing") == []
