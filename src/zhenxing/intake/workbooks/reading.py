"""Bytes → a workbook, through the checks of its archive and the limited child."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

import pyarrow as pa

from zhenxing.intake.child import run_worker
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.kinds import Kind, kind_of
from zhenxing.intake.limits import MB, Limits
from zhenxing.intake.office import convert, installed
from zhenxing.intake.workbooks.precheck import check_archive
from zhenxing.intake.workbooks.refusals import about_workbooks, refused
from zhenxing.intake.workbooks.sheets import WORKBOOK_LIMITS, Workbook, unpacked

_SHEETS: Final = ("xlsx", "xls", "ods")
_TEXTS: Final = (".csv", ".txt", ".tsv")


def read_workbook(data: bytes, name: str, limits: Limits = WORKBOOK_LIMITS) -> Workbook:
    """Every sheet of a file, hidden ones included. Raises `IntakeError` with what to do about it.

    Old workbooks (.xls, .et) are read as they are; what cannot be is converted by LibreOffice,
    where there is one.
    """
    if len(data) > limits.file_bytes:
        raise refused("too_large", size=-(-len(data) // MB), limit=limits.file_bytes // MB)
    try:
        kind = _kind(data, name)
        if kind.key == "text":
            return _read(data, name, "csv", limits)
        if data.startswith(b"PK"):
            check_archive(data, limits)
        return _read_or_convert(data, name, kind, limits)
    except IntakeError as error:
        raise about_workbooks(error, limits.seconds) from error


def _kind(data: bytes, name: str) -> Kind:
    """The kind of a workbook; raises for what is none."""
    kind = kind_of(data, name)
    extension = PurePosixPath(name.lower()).suffix
    if kind.key in _SHEETS or (kind.key == "text" and extension in _TEXTS):
        return kind
    if kind.key in ("html", "mhtml", "text") and extension in (".xls", ".xlsx", ".et"):
        if kind.key == "text":
            return kind
        raise refused("web_page", extension=extension)
    raise refused("not_a_workbook", kind=kind.chinese, kind_en=kind.english)


def _read_or_convert(data: bytes, name: str, kind: Kind, limits: Limits) -> Workbook:
    try:
        return _read(data, name, kind.key, limits)
    except IntakeError as error:
        if kind.key == "xlsx" or error.code not in ("damaged", "crashed"):
            raise
        return _converted(data, name, kind, limits)


def _read(data: bytes, name: str, kind: str, limits: Limits) -> Workbook:
    answer = run_worker(data, f"workbook:{kind}", limits)
    try:
        if answer.startswith(b"{"):
            error = json.loads(answer)["error"]
            raise IntakeError(error["code"], error["message"], error["english"], error["detail"])
        sheets, notes = unpacked(answer)
    except (ValueError, KeyError, TypeError, StopIteration, pa.ArrowInvalid) as error:
        raise refused("crashed", detail=f"unreadable answer: {error}") from error
    if not any(column.null_count < sheet.height for sheet in sheets for column in sheet.cells.columns):
        raise refused("no_cells")
    return Workbook(name, kind, sheets, notes)


def _converted(data: bytes, name: str, kind: Kind, limits: Limits) -> Workbook:
    """An old workbook by way of LibreOffice; without one, how to save it anew."""
    if installed() is None:
        raise refused("resave", kind=kind.chinese, kind_en=kind.english)
    try:
        made = convert(data, replace(kind, converts_to="xlsx"), limits)
    except IntakeError as error:
        if error.code != "not_converted":
            raise
        raise refused("not_converted", error.detail, kind=kind.chinese, kind_en=kind.english) from error
    check_archive(made, limits)
    note = f"{kind.chinese}经 LibreOffice 转换后读取，请核对日期和代码两类列。"
    found = _read(made, name, "xlsx", limits)
    return replace(found, kind=kind.key, notes=(note, *found.notes))
