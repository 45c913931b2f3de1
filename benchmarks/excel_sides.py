"""One side of the comparison of imports, a process of its own: `python -m benchmarks.excel_sides SIDE FILE`.

Prints one JSON line: CPU seconds of the work, child processes included (`start_seconds` of starting
one apart), the rows that were read and those found wrong, and the peak of memory of all processes.
Nothing of Zhenxing is imported unless it is the side that runs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sides import peak_memory
from benchmarks.workbooks import AMOUNTS, DIVISIONS, INDUSTRIES, NAMES, existing

#: (rows read, rows wrong)
Found = tuple[int, int]
Side = Callable[[bytes], Found]


def cpu() -> float:
    """Seconds of this process and of the children it has seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


# -- sides ------------------------------------------------------------------------


def spec() -> Any:
    """The table of the workbook as Zhenxing describes one."""
    from benchmarks.workbooks import COLUMNS
    from zhenxing.core.fields import AtMostRule, Field, SumRule, TableSpec

    kinds = {
        "code": "uscc", "division": "division", "industry": "industry", "founded": "date", "special": "flag",
        "people": "integer", "researchers": "integer", "patents": "integer",
        "name": "text", "form": "text", "legal": "text", "phone": "text", "note": "text",
    }  # fmt: skip
    fields = tuple(
        Field(
            name,
            label,
            kinds.get(name, "money"),  # type: ignore[arg-type]  # one of the kinds above
            required=name != "note",
            minimum=0 if name in AMOUNTS and name != "profit" else None,
            max_length=60 if name in ("name", "form", "legal", "phone") else None,
        )
        for name, label in COLUMNS
    )
    rules = (SumRule("revenue", ("main", "other")), AtMostRule("researchers", "people"))
    return TableSpec("enterprises", "企业", fields, rules, ("code",))


def known() -> Any:
    from zhenxing.engines.checks import Known

    return Known({code: code for code in DIVISIONS}, {code: code for code in INDUSTRIES})


def zhenxing() -> Side:
    """Read in the limited child, find and map the columns, check every cell and every rule."""
    from zhenxing.engines.checks import check
    from zhenxing.intake.workbooks import prepare, read_workbook

    table, codes = spec(), known()

    def side(data: bytes) -> Found:
        checked = check(prepare(read_workbook(data, "a.xlsx"), table).sheets, table, codes)
        assert all(fault.row and fault.column for fault in checked.faults)
        return len(checked.bad), int(checked.bad.sum())

    return side


def start() -> Side:
    """The child alone, on a workbook of one cell."""
    import xlsxwriter

    from zhenxing.intake.workbooks import read_workbook

    small = io.BytesIO()
    with xlsxwriter.Workbook(small) as book:
        book.add_worksheet().write(0, 0, 1)

    def side(data: bytes) -> Found:
        return read_workbook(small.getvalue(), "a.xlsx").sheets[0].height, 0

    return side


def limit() -> Side:
    """Unzip and let expat see every tag: the least that any reading of the XML can cost."""
    from xml.parsers import expat

    def side(data: bytes) -> Found:
        archive = zipfile.ZipFile(io.BytesIO(data))
        for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
            parser = expat.ParserCreate()
            parser.buffer_text = True
            with archive.open(name) as part:
                while block := part.read(1 << 20):
                    parser.Parse(block)
        return 0, 0

    return side


def pydantic() -> Side:
    """openpyxl's reading mode and a pydantic model for each row, duplicates found with a set."""
    import openpyxl
    from pydantic import ValidationError

    row_model = _row_model()

    def side(data: bytes) -> Found:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        given = sheet.iter_rows(values_only=True)
        next(given)
        seen: set[str] = set()
        faults: list[tuple[int, Any]] = []
        count = 0
        for count, values in enumerate(given, 1):
            try:
                row_model.model_validate(dict(zip(NAMES, values, strict=True)))
            except ValidationError as error:
                faults.extend((count + 1, one["loc"]) for one in error.errors())
            if values[0] in seen:
                faults.append((count + 1, ("code",)))
            seen.add(str(values[0]))
        return count, len({row for row, _ in faults})

    return side


def _row_model() -> Any:
    from typing import Literal

    from pydantic import BaseModel, Field, field_validator, model_validator

    divisions, industries = set(DIVISIONS), set(INDUSTRIES)

    class Row(BaseModel):
        code: str = Field(min_length=18, max_length=18)
        name: str = Field(max_length=60)
        division: str
        industry: str
        founded: dt.datetime
        form: str = Field(max_length=60)
        legal: str = Field(max_length=60)
        phone: str = Field(max_length=60)
        people: int = Field(ge=0)
        researchers: int = Field(ge=0)
        revenue: float = Field(ge=0)
        main: float = Field(ge=0)
        other: float = Field(ge=0)
        profit: float
        tax: float = Field(ge=0)
        research: float = Field(ge=0)
        export: float = Field(ge=0)
        patents: int = Field(ge=0)
        special: Literal["是", "否"]
        note: str | None = None

        @field_validator("code")
        @classmethod
        def check_code(cls, value: str) -> str:
            if check_digit_is_wrong(value):
                raise ValueError("check character")
            return value

        @field_validator("division")
        @classmethod
        def check_division(cls, value: str) -> str:
            if value not in divisions:
                raise ValueError("division")
            return value

        @field_validator("industry")
        @classmethod
        def check_industry(cls, value: str) -> str:
            if value not in industries:
                raise ValueError("industry")
            return value

        @model_validator(mode="after")
        def check_rules(self) -> Row:
            if self.researchers > self.people or abs(self.main + self.other - self.revenue) > 0.011:
                raise ValueError("rules")
            return self

    return Row


_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_digit_is_wrong(code: str) -> bool:
    """As fast as plain Python does it."""
    try:
        total = sum(_VALUES[character] * weight for character, weight in zip(code, _WEIGHTS, strict=False))
        return (31 - total % 31) % 31 != _VALUES[code[17]]
    except KeyError:
        return True


SIDES: dict[str, Callable[[], Side]] = {
    "zhenxing": zhenxing,
    "start": start,
    "limit": limit,
    "pydantic": pydantic,
}


def import_export(count: int) -> Side:
    """django-import-export in its fast mode, on a table that holds half of the rows."""
    from benchmarks.excel_peer import side

    return side(count, lambda: existing(count), check_digit_is_wrong)


def run(name: str, path: Path, count: int) -> dict[str, Any]:
    side = import_export(count) if name == "import_export" else SIDES[name]()
    data = path.read_bytes()
    begun, wall = cpu(), time.perf_counter()
    read, wrong = side(data)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "seconds": cpu() - begun,
        "wall_seconds": time.perf_counter() - wall,
        "rows": read,
        "wrong": wrong,
        # both are there at once; a peer without a child has only its own
        "memory_mb": peak_memory() + children,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=[*SIDES, "import_export"])
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--count", type=int, default=0, help="rows of the workbook, for what is there already"
    )
    given = parser.parse_args()
    print(json.dumps(run(given.side, given.file, given.count)))


if __name__ == "__main__":
    main()
