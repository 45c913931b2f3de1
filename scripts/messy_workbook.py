"""A workbook of enterprises as a county really keeps one: laid out for people, with sixty errors in it.

    python scripts/messy_workbook.py messy.xlsx [--rows 5000]

Title rows, a header in two merged levels, 万元 in a heading, columns nobody asked for, blank rows, dates as
text in six ways, codes with blanks in them. Every enterprise is made up; codes have their right check
character, but where an error says otherwise. The same number of rows gives the same cells.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from zhenxing.core.codes import UnifiedSocialCreditCode

#: group → headings; the register knows most of them by other names, and three not at all
HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("序号",)),
    ("基本信息", ("统一社会信用代码", "单位名称", "曾用名", "企业类型", "登记状态")),
    ("所在位置", ("所在乡镇", "详细地址", "经度", "纬度")),
    ("经营情况", ("行业代码", "企业角色", "主营产品", "成立时间", "注册资本（万元）")),
    ("其他", ("负责人手机", "备注", "去年是否走访")),
)
COLUMNS = tuple(heading for _group, headings in HEADINGS for heading in headings)
#: the sheet's row (from 1) of the first enterprise
FIRST_ROW = 5
SHEET = "企业名册"
TOWNSHIPS = ("窑头镇", "铁炉镇", "竹溪镇", "双河铺镇", "麦川镇", "松林乡", "茶坪乡", "城关街道")
_KINDS = (("有限责任公司", "91", "有限公司"), ("个人独资企业", "91", "厂"), ("个体工商户", "92", "商行"))
_STATUSES = ("存续（在营）", "存续（在营）", "存续（在营）", "停业、歇业", "")
_INDUSTRIES = ("3074", "3393", "2041", "1372", "1431", "3576", "1530", "2231")
_ROLES = ("骨干企业", "配套企业", "小微企业", "小微企业", "")
_PRODUCTS = ("日用细瓷", "法兰毛坯", "竹编家居", "干香菇", "手工挂面", "旋耕刀", "白茶", "纸箱")
_FIRST, _SECOND = "瑞恒永兴鼎德福祥广源盛泰宏润裕丰", "达顺通和利安康隆庆昌茂荣华信诚远"
_WAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")

Row = dict[str, Any]


@dataclass(frozen=True)
class Wrong:
    """One error that was put in: the sheet's row, the heading of its column, what kind it is."""

    row: int
    column: str
    kind: str


def _code(prefix: str, number: int) -> str:
    body = f"{prefix}990121MB{number:07d}"
    return body + UnifiedSocialCreditCode.check_character(body)


def _row(chance: random.Random, number: int) -> Row:
    kind, prefix, ending = chance.choice(_KINDS)
    place = chance.randrange(len(TOWNSHIPS))
    word = chance.choice(_FIRST) + chance.choice(_SECOND)
    east, north = 111 + chance.random(), 36 + chance.random()
    return {
        "序号": number + 1,
        "统一社会信用代码": _typed(chance, _code(prefix, number)),
        "单位名称": f"{TOWNSHIPS[place][:2]}{word}{number}{ending}",
        "曾用名": f"{word}作坊" if chance.random() < 0.05 else "",
        "企业类型": kind,
        "登记状态": chance.choice(_STATUSES),
        "所在乡镇": TOWNSHIPS[place],
        "详细地址": f"{TOWNSHIPS[place]}兴业街{chance.randint(1, 400)}号",
        "经度": round(east, 6),
        "纬度": round(north, 6),
        "行业代码": _INDUSTRIES[place % len(_INDUSTRIES)],
        "企业角色": chance.choice(_ROLES),
        "主营产品": _PRODUCTS[place % len(_PRODUCTS)],
        "成立时间": _dated(chance, date(1995, 1, 1) + timedelta(days=chance.randrange(10_500))),
        "注册资本（万元）": _amount(chance, chance.randint(5, 30_000)),
        "负责人手机": f"199{number:08d}",
        "备注": chance.choice(("", "", "", "已入库", "待核实")),
        "去年是否走访": chance.choice(("是", "否", "")),
    }


def _typed(chance: random.Random, code: str) -> str:
    """Codes come in groups, in small letters, in full width."""
    way = chance.random()
    if way < 0.05:
        return f"{code[:2]} {code[2:8]} {code[8:17]} {code[17:]}"
    if way < 0.1:
        return code.lower()
    return code.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}) if way < 0.13 else code


def _dated(chance: random.Random, day: date) -> date | str:
    return day if chance.random() < 0.4 else day.strftime(chance.choice(_WAYS))


def _amount(chance: random.Random, value: int) -> int | str:
    return f"{value:,}" if chance.random() < 0.1 else value


def _wrong_check(row: Row, others: list[Row]) -> None:
    code = _code("91", 9_000_000 + row["序号"])
    row["统一社会信用代码"] = code[:17] + ("1" if code[17] != "1" else "2")


def _put(column: str, value: Any) -> Callable[[Row, list[Row]], None]:
    def put(row: Row, others: list[Row]) -> None:
        row[column] = value

    return put


def _short_code(row: Row, others: list[Row]) -> None:
    row["统一社会信用代码"] = _code("91", 9_100_000 + row["序号"])[:17]


def _letter(row: Row, others: list[Row]) -> None:
    row["统一社会信用代码"] = f"91990121MBO{_code('91', 9_200_000 + row['序号'])[11:]}"


def _twice(row: Row, others: list[Row]) -> None:
    row["统一社会信用代码"] = others[row["序号"] - 2]["统一社会信用代码"]


def _long_name(row: Row, others: list[Row]) -> None:
    row["单位名称"] += "分公司" * 40


#: twelve kinds of error: its name, the column it is in, how it is put there
ERRORS: tuple[tuple[str, str, Callable[[Row, list[Row]], None]], ...] = (
    ("code_check", "统一社会信用代码", _wrong_check),
    ("code_short", "统一社会信用代码", _short_code),
    ("code_letter", "统一社会信用代码", _letter),
    ("code_twice", "统一社会信用代码", _twice),
    ("name_missing", "单位名称", _put("单位名称", "")),
    ("name_long", "单位名称", _long_name),
    ("township_unknown", "所在乡镇", _put("所在乡镇", "石门镇")),
    ("kind_unknown", "企业类型", _put("企业类型", "联营体")),
    ("industry_unknown", "行业代码", _put("行业代码", "9999")),
    ("date_impossible", "成立时间", _put("成立时间", "2021-02-30")),
    ("amount_no_number", "注册资本（万元）", _put("注册资本（万元）", "五百左右")),
    ("longitude_far", "经度", _put("经度", 212.5)),
)
#: of each kind
EACH = 5


def enterprises(count: int) -> tuple[list[Row], list[Wrong]]:
    """The rows and the sixty errors among them, spread evenly; no row has two."""
    least = len(ERRORS) * EACH * 3
    if count < least:
        raise ValueError(f"sixty errors need {least} rows, not {count}")
    chance = random.Random(count)  # noqa: S311 — the same rows each time are wanted, nothing is kept secret
    rows = [_row(chance, number) for number in range(count)]
    step = count // (len(ERRORS) * EACH)
    wrong = []
    for turn in range(len(ERRORS) * EACH):
        kind, column, spoil = ERRORS[turn % len(ERRORS)]
        at = turn * step + 2
        spoil(rows[at], rows)
        wrong.append(Wrong(sheet_row(at), column, kind))
    return rows, wrong


#: a blank row stands after so many
_BLANK_EVERY = 1000


def sheet_row(index: int) -> int:
    """The row of the sheet (from 1) in which an enterprise stands, blank rows counted."""
    return FIRST_ROW + index + index // _BLANK_EVERY


def workbook(count: int = 5000) -> tuple[bytes, list[Wrong]]:
    """The file and what is wrong in it."""
    rows, wrong = enterprises(count)
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        about = book.add_worksheet("填表说明")
        for index, line in enumerate(_ABOUT):
            about.write_string(index, 0, line)
        sheet = book.add_worksheet(SHEET)
        _head(book, sheet)
        for index, row in enumerate(rows):
            for column, heading in enumerate(COLUMNS):
                sheet.write(sheet_row(index) - 1, column, row[heading] or None)
        sheet.freeze_panes(FIRST_ROW - 1, 3)
        sheet.activate()
    return output.getvalue(), wrong


_ABOUT = (
    "填表说明(演示数据)",
    "一、本表由各乡镇填报,县工业和信息化局汇总。",
    "二、注册资本以万元为单位;成立时间按营业执照填写。",
)


def _head(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, "云岭县专业镇企业基本情况表(演示数据)", bold)
    sheet.merge_range(1, 0, 1, last, "填报单位:云岭县工业和信息化局        填报日期:2026年3月31日")
    for start, group, headings in _spans():
        if not group:
            sheet.merge_range(2, start, 3, start, headings[0], bold)
            continue
        sheet.merge_range(2, start, 2, start + len(headings) - 1, group, bold)
        for offset, heading in enumerate(headings):
            sheet.write_string(3, start + offset, heading, bold)
    sheet.set_column(0, last, 14)


def _spans() -> Iterator[tuple[int, str, tuple[str, ...]]]:
    start = 0
    for group, headings in HEADINGS:
        yield start, group, headings
        start += len(headings)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=5000)
    given = parser.parse_args(arguments)
    data, wrong = workbook(given.rows)
    given.path.write_bytes(data)
    print(f"{given.path}: {given.rows} 家企业,{len(wrong)} 处错误")
    for one in wrong:
        print(f"  第{one.row}行 {one.column}:{one.kind}")


if __name__ == "__main__":
    main()
