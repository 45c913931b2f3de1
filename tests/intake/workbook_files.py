"""Workbooks as people lay them out, made for tests. All places and firms are invented."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from zhenxing.core.fields import AtMostRule, Choice, Field, SumRule, TableSpec

SPEC = TableSpec(
    "enterprises",
    "企业",
    (
        Field(
            "code", "统一社会信用代码", "uscc", required=True, key=True, aliases=("信用代码", "社会信用代码")
        ),
        Field("name", "企业名称", required=True, max_length=60, aliases=("单位名称", "企业全称")),
        Field(
            "kind",
            "企业类型",
            "choice",
            choices=(
                Choice("company", "有限责任公司", ("有限公司",)),
                Choice("coop", "农民专业合作社", ("合作社",)),
            ),
        ),
        Field("founded", "成立日期", "date", aliases=("成立时间",)),
        Field("revenue", "营业收入", "money", minimum=Decimal(0)),
        Field("main", "主营业务收入", "money"),
        Field("other", "其他业务收入", "money"),
        Field("people", "从业人员", "integer", unit="人", minimum=0, aliases=("从业人数", "员工人数")),
        Field("output", "产量", "decimal", unit="吨", places=3, groups=("生产情况",)),
        Field("high", "是否高新技术企业", "flag"),
        Field("note", "备注"),
    ),
    (SumRule("revenue", ("main", "other")), AtMostRule("main", "revenue")),
    ("code",),
)
#: valid codes
CODES = ("91340600MA2PBM9HXD", "91340600MA2PBMA74B", "91340600MA2PBN188W", "92340602MA2PBQAH7E")


def workbook(
    sheets: dict[str, Sequence[Sequence[Any]]], merges: Sequence[str] = (), hidden: str = ""
) -> bytes:
    """Sheets of plain rows; `merges` (of the first sheet) as ranges; None leaves a cell out."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for index, (name, rows) in enumerate(sheets.items()):
            page = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if value is not None:
                        page.write(row, column, value)
            for place in merges if index == 0 else ():
                first = place.partition(":")[0]
                page.merge_range(place, rows[int(first[1:]) - 1][ord(first[0]) - 65])
            if name == hidden:
                page.hide()
    return output.getvalue()


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of parts, densely packed."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def bare_parts(sheet: str | bytes, strings: str | bytes = "") -> dict[str, bytes | str]:
    """The least an .xlsx file has."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{rel}"><sheets><sheet name="表" sheetId="1" '
        'r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return parts


def many_strings(count: int = 5_000_000) -> bytes:
    """A small file that holds very many strings."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = (
        f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    )
    figures = random.Random(5)
    block = "".join(f"<si><t>{figures.choice('aaaaab')}</t></si>" for _ in range(50_000))
    strings = f"<sst {space}>{block * (count // 50_000)}</sst>"
    return zipped(bare_parts(sheet, strings))
