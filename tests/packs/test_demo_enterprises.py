"""The demo county's enterprises hang together: codes check, and every name and code leads somewhere."""

from __future__ import annotations

from typing import Any

import pytest

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.packs.code_tables import load_code_tables
from zhenxing.packs.demo_county import load_demo_county
from zhenxing.packs.demo_enterprises import load_demo_enterprises
from zhenxing.packs.enterprise_indicators import enterprise_indicators

DEMO = load_demo_enterprises()
NAMES = {row["name"] for row in DEMO["enterprises"]}
CODES = {table.key: {one.code for one in table.codes} for table in load_code_tables()}
ROWS = [(kind, row) for kind, rows in DEMO.items() if isinstance(rows, list) for row in rows]


def test_every_code_checks_and_one_ends_in_the_zero_of_value_31() -> None:
    codes = [row["code"] for row in DEMO["enterprises"] if "code" in row]
    assert all(UnifiedSocialCreditCode.is_valid(code) for code in codes)
    assert len(set(codes)) == len(codes) >= 50
    assert any(code.endswith("0") for code in codes)
    assert {code[:2] for code in codes} == {"91", "92", "93"}


def test_every_enterprise_named_is_there() -> None:
    named = {row[key] for _kind, row in ROWS for key in ("enterprise", "supplier", "buyer") if key in row}
    assert named <= NAMES and len(NAMES) == len(DEMO["enterprises"])
    assert {row["product"] for row in DEMO["shares"]} <= {row["name"] for row in DEMO["products"]}


def test_every_place_named_is_in_the_county() -> None:
    county = load_demo_county()
    known = {row["code"] for row in county["areas"]} | {row["key"] for row in county["parks"]}
    assert {row["area"] for _kind, row in ROWS if "area" in row} <= known


@pytest.mark.parametrize(
    ("kind", "field", "table"),
    [
        ("enterprises", "kind", "enterprise_kind"),
        ("enterprises", "role", "enterprise_role"),
        ("enterprises", "industry", "industry"),
        ("qualifications", "kind", "qualification"),
        ("qualifications", "level", "honour_level"),
        ("brands", "kind", "brand_kind"),
        ("standards", "kind", "standard_kind"),
        ("certificates", "kind", "certificate_kind"),
        ("patents", "kind", "patent_kind"),
        ("innovation_platforms", "kind", "innovation_platform"),
        ("service_platforms", "kind", "public_platform"),
    ],
)
def test_every_word_is_in_its_code_table(kind: str, field: str, table: str) -> None:
    used = {row[field] for row in DEMO[kind] if field in row}
    assert used and used <= CODES[table]


def test_every_figure_is_of_a_known_indicator_and_no_third_source() -> None:
    sources = ("declared", "administrative")
    used: set[str] = {key for row in DEMO["figures"] for kind in sources for key in row.get(kind, {})}
    assert used <= set(enterprise_indicators())
    shapes: set[tuple[Any, ...]] = {tuple(sorted(row)) for row in DEMO["figures"]}
    assert shapes == {("administrative", "declared", "enterprise")}
