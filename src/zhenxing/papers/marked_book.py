"""A workbook with its faults: wrong cells red, a comment in each, and a list of them all in front."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from zhenxing.core.faults import Fault


def marked_book(
    data: bytes, kind: str, faults: Sequence[Fault], *, sheets: Sequence[Any] = (), title: str = ""
) -> bytes:
    """The workbook as .xlsx; of another kind than .xlsx, a new one made of its `sheets`."""
    book = openpyxl.load_workbook(io.BytesIO(data)) if kind == "xlsx" else openpyxl.Workbook()
    red = PatternFill("solid", fgColor="FFC7CE")
    for fault in faults:
        if fault.sheet in book.sheetnames and fault.column:
            cell = book[fault.sheet][fault.cell]
            cell.fill = red
            cell.comment = Comment(f"{fault.message}。{fault.advice}", "镇兴")
    front = book.create_sheet("问题清单", 0)
    for fault in faults:
        front.append([fault.sheet, fault.cell, fault.label, fault.value, fault.message, fault.advice])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
