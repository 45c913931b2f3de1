"""Workbooks as people make them, and clerks who bring them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zhenxing.web.accounts.models import User
from zhenxing.web.imports.actions import BringWorkbook, ConfirmImport, MapColumns
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.layouts import described, mapping_of
from zhenxing.web.imports.models import Import
from zhenxing.web.imports.plans import Plan, load
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.testing import area, person
from zhenxing.web.organisations.models import Area


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county(db: None) -> Area:
    return area()


@pytest.fixture
def clerk(county: Area) -> User:
    return person("office", county)


def book(*rows: Sequence[Any], title: str = "名单") -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def brought(
    register: Register[Any],
    clerk: User,
    data: bytes,
    *,
    name: str = "名单.xlsx",
    mapping: dict[str, dict[str, str]] | None = None,
    again: bool = False,
) -> Import:
    """A workbook uploaded, mapped as its headings say, and checked."""
    from zhenxing.intake.workbooks import prepare, read_workbook

    workbook = read_workbook(data, name)
    layout = described(workbook, prepare(workbook, vocabulary(register, clerk).spec))
    made = run_action(BringWorkbook(register.key, data, name, layout, again), clerk).result
    run_action(MapColumns(register.key, made.pk, mapping or mapping_of(layout)), clerk)
    made.refresh_from_db()
    return made


def confirmed(made: Import, clerk: User, *, partly: bool = False) -> Import:
    """The import confirmed, and so written."""
    run_action(ConfirmImport(made.register, made.pk, partly), clerk)
    made.refresh_from_db()
    return made


def plan(made: Import) -> Plan:
    return load(made.plan)


def said(made: Import) -> list[tuple[str, str]]:
    """(cell, what is wrong) of every fault."""
    return [(fault.cell, fault.code) for fault in plan(made).faults]


Commit = Callable[..., Any]
