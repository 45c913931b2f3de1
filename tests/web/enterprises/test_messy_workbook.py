"""The county's own workbook, brought to the register: columns found by their headings, every error named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from messy_workbook import COLUMNS, EACH, ERRORS, TOWNSHIPS, enterprises, main, workbook

from web.imports.conftest import brought, confirmed, plan
from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.enterprises.register import ENTERPRISES
from zhenxing.web.kit.testing import area, person

ROWS = 300


def test_it_holds_sixty_errors_of_twelve_kinds_and_says_where() -> None:
    rows, wrong = enterprises(5000)
    assert Counter(one.kind for one in wrong) == {kind: EACH for kind, _column, _spoil in ERRORS}
    assert len(rows) == 5000 and len({one.row for one in wrong}) == len(wrong) == 60
    assert {one.column for one in wrong} <= set(COLUMNS)
    bad = {one.row for one in wrong if one.column == "统一社会信用代码"}
    invalid = [row for row in rows if not UnifiedSocialCreditCode.is_valid(row["统一社会信用代码"])]
    assert len(invalid) == len(bad) - EACH  # the code that stands twice is right in itself


def test_it_is_the_same_each_time_and_too_few_rows_are_refused(tmp_path: Path, capsys: Any) -> None:
    assert enterprises(ROWS) == enterprises(ROWS)
    main([str(tmp_path / "messy.xlsx"), "--rows", str(ROWS)])
    assert (tmp_path / "messy.xlsx").read_bytes()[:2] == b"PK"
    assert "60 处错误" in capsys.readouterr().out
    with pytest.raises(ValueError, match="180 rows"):
        enterprises(100)


@pytest.mark.django_db(transaction=True)
def test_every_error_of_the_file_is_named_at_once_and_the_rest_is_written(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    county = area()
    for name in TOWNSHIPS:
        area(name, county, "township")
    clerk = person("office", county)
    data, wrong = workbook(ROWS)
    made = brought(ENTERPRISES, clerk, data, name="企业名册.xlsx")
    assert made.error == ""
    found = {fault.row for fault in plan(made).faults}
    assert {one.row for one in wrong} - found == set()
    assert made.rejected == len(found)
    # of a code that stands twice both rows are named
    assert found - {one.row for one in wrong} <= {one.row - 1 for one in wrong if one.kind == "code_twice"}
    confirmed(made, clerk, partly=True)
    assert Enterprise.objects.count() == ROWS - len(found)
    one = Enterprise.objects.exclude(registered_capital=None).first()
    assert one is not None and one.registered_capital % 10_000 == 0
