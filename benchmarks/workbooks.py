"""Workbooks to be imported: enterprises that do not exist, twenty columns, one row in a hundred wrong.

    python -m benchmarks.workbooks 100000 enterprises.xlsx

The same number of rows gives the same cells. `existing` are the records a site already has of them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
COLUMNS = (
    ("code", "统一社会信用代码"), ("name", "企业名称"), ("division", "行政区划代码"),
    ("industry", "行业代码"),
    ("founded", "成立日期"), ("form", "登记类型"), ("legal", "法定代表人"), ("phone", "联系电话"),
    ("people", "从业人员"), ("researchers", "研发人员"), ("revenue", "营业收入"), ("main", "主营业务收入"),
    ("other", "其他业务收入"), ("profit", "利润总额"), ("tax", "应交税金"), ("research", "研发费用"),
    ("export", "出口额"), ("patents", "有效专利数"), ("special", "是否专精特新"), ("note", "备注"),
)  # fmt: skip
NAMES = tuple(name for name, _ in COLUMNS)
AMOUNTS = NAMES[8:18]
FORMS = ("有限责任公司", "股份有限公司", "个体工商户", "农民专业合作社", "个人独资企业")
DIVISIONS = tuple(f"14{city:02d}{county:02d}" for city in range(1, 12) for county in range(1, 13))
INDUSTRIES = tuple(f"{division:02d}{group:02d}" for division in range(13, 44) for group in range(10, 40, 5))
#: of a hundred thousand rows so many are wrong, a fifth of them in each of five ways
WRONG = 0.01

Row = dict[str, Any]


def check_character(body: str) -> str:
    """GB 32100's 18th character, for generator and peers alike."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def rows(count: int) -> Iterator[tuple[Row, str]]:
    """Every row, and the field in which it is wrong ("" for none)."""
    chance = random.Random(count)
    for number in range(count):
        row = _row(chance, number)
        yield row, _spoilt(row, chance) if chance.random() < WRONG else ""


def existing(count: int) -> Iterator[Row]:
    """What a site has already: every other row; of a fifth of those another profit."""
    for number, (row, wrong) in enumerate(rows(count)):
        if number % 2 == 0 and not wrong:
            yield {**row, "profit": row["profit"] + 1} if number % 10 == 0 else row


def _row(chance: random.Random, number: int) -> Row:
    division = chance.choice(DIVISIONS)
    body = f"91{division}{number:09d}"
    people = chance.randrange(1, 2000)
    main = Decimal(chance.randrange(10**4, 10**9)) / 100
    other = (main * chance.randrange(10) / 100).quantize(Decimal("0.01"))
    revenue = main + other
    share = (revenue / 100).quantize(Decimal("0.01"))
    return {
        "code": body + check_character(body),
        "name": f"云岭{number:06d}特色制品有限公司",
        "division": division,
        "industry": chance.choice(INDUSTRIES),
        "founded": date(1990, 1, 1) + timedelta(days=chance.randrange(12_000)),
        "form": chance.choice(FORMS),
        "legal": chance.choice("王李张刘陈杨黄赵周吴") + chance.choice(("明", "华", "伟强", "国庆")),
        "phone": f"1{chance.randrange(3, 10)}{chance.randrange(10**9):09d}",
        "people": people,
        "researchers": people // chance.randrange(2, 9),
        "revenue": revenue,
        "main": main,
        "other": other,
        "profit": share * 5,
        "tax": share * 3,
        "research": share * 2,
        "export": share * 30 if chance.random() < 0.2 else Decimal(0),
        "patents": chance.randrange(30),
        "special": "是" if chance.random() < 0.1 else "否",
        "note": "补报" if chance.random() < 0.1 else None,
    }


def _spoilt(row: Row, chance: random.Random) -> str:
    """Make one cell wrong; returns the field where that shows."""
    way = chance.randrange(5)
    if way == 0:
        row["code"] = row["code"][:-1] + ("0" if row["code"][-1] != "0" else "1")
    elif way == 1:
        row["division"] = "999999"
    elif way == 2:
        row["researchers"] = row["people"] + 5
    elif way == 3:
        row["revenue"] += 10
    else:
        row["people"] = "约100人"
    return ("code", "division", "researchers", "revenue", "people")[way]


def write(path: Path, count: int) -> int:
    """Write the workbook; returns how many rows are wrong."""
    import xlsxwriter

    wrong = 0
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("企业")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, (_, label) in enumerate(COLUMNS):
            page.write_string(0, column, label)
        for number, (row, spoilt) in enumerate(rows(count), 1):
            wrong += bool(spoilt)
            for column, name in enumerate(NAMES):
                value = row[name]
                if isinstance(value, date):
                    page.write_datetime(number, column, value, day)
                elif isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write_number(number, column, float(value))
    return wrong


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])), "rows are wrong")
