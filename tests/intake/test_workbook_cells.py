"""What the limited child does with a workbook, here without the child."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from intake import files
from intake.workbook_files import bare_parts, workbook, zipped
from zhenxing.intake import workbooks
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.workbooks import Merge, cells, merges, sheet_of
from zhenxing.intake.workbooks.cells import read_cells
from zhenxing.intake.workbooks.merges import merges_of
from zhenxing.intake.workbooks.sheets import packed, unpacked


def test_every_cell_keeps_its_place() -> None:
    data = workbook(
        {"甲": [[], [None, "合并", None], [None, None, None], [None, 1.5, "二"]], "乙": []}, ["B2:C3"]
    )
    (first, second), notes = unpacked(read_cells(data, "xlsx"))
    assert (first.name, first.first_column, first.height, first.width) == ("甲", 1, 4, 2)
    assert first.row(3) == ["1.5", "二"]
    assert first.merges == (Merge(1, 1, 2, 2),)
    assert (second.width, notes) == (0, ())


def test_hidden_sheets_are_said_to_be() -> None:
    sheets, _ = unpacked(read_cells(workbook({"甲": [["a"]], "乙": [["b"]]}, hidden="乙"), "xlsx"))
    assert [sheet.hidden for sheet in sheets] == [False, True]


def test_what_a_broken_formula_shows_is_put_back() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        page = book.add_worksheet()
        for row, shown in enumerate(("#DIV/0!", "#REF!", "#NAME?")):
            page.write_formula(row, 1, "=1/0", None, shown)
            page.write(row, 0, "名")
    ((sheet,), _) = unpacked(read_cells(output.getvalue(), "xlsx"))
    assert sheet.cells.columns[1].to_pylist() == ["#DIV/0!", "#REF!", "#NAME?"]
    assert cells._shown("Error(SomethingNew)") == "#ERROR!"


def test_delimited_text_with_notes() -> None:
    ((sheet,), notes) = unpacked(read_cells("名称;数\n云岭;1\n".encode() + b"\xff", "csv"))
    assert sheet.row(1) == ["云岭", "1"]
    assert notes


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"nothing", "xlsx", "damaged"),
        (files.OLE2 + bytes(600), "xls", "damaged"),
        (zipped(bare_parts("<worksheet><sheetData><row><c")), "xlsx", "damaged"),
        (b'a,"' + b"x" * 200_000, "csv", "damaged"),
    ],
    ids=files.short,
)
def test_what_cannot_be_read(data: bytes, kind: str, code: str) -> None:
    with pytest.raises(IntakeError) as refused:
        read_cells(data, kind)
    assert refused.value.code == code


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_CELLS", 3)
    with pytest.raises(IntakeError) as refused:
        read_cells(workbook({"甲": [["a", "b"], ["c", "d"]]}), "xlsx")
    assert refused.value.code == "too_many_cells"


def test_a_password_that_only_the_reader_sees() -> None:
    assert getattr(cells._refused("Workbook is password protected"), "code", "") == "encrypted"


def test_merges_of_a_large_sheet_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook({"甲": [["a", None]]}, ["A1:B1"])
    assert merges_of(data) == {"甲": [Merge(0, 0, 0, 1)]}
    monkeypatch.setattr(merges, "_LARGEST", 10)
    assert merges_of(data) == {"甲": []}
    assert merges_of(zipped({"a.xml": "<a/>"})) == {}


def test_sheets_survive_the_way_from_the_child() -> None:
    sheet = sheet_of("表", [["a", None, " "], ["b"]])
    ((back,), notes) = unpacked(packed([sheet], ["一"]))
    assert (back.row(0), back.row(1), notes) == (["a", None, None], ["b", None, None], ("一",))


def test_no_other_names() -> None:
    with pytest.raises(AttributeError):
        workbooks.read_everything  # noqa: B018 - the look-up itself is what is tried
