from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.embedded_workbook import SheetColumn, plain_number, write_workbook
from briefing_app.charts.workbook_cells import parse_reference, read_cells
from briefing_app.errors import NOWHERE
from briefing_app.model.cell_range import CellRange
from briefing_app.ooxml.elements import clean

TEXT = st.text(max_size=40).map(lambda t: clean(t).replace("\r", " "))


def test_the_workbook_holds_values_formats_and_formulas() -> None:
    content = write_workbook(
        [
            SheetColumn("", ("2023", "2024")),
            SheetColumn("Revenue", (1.5, None), "#,##0.0"),
            SheetColumn("Twice", (3.0, 0.0), helper=True, formulas=("B2*2", "B3*2")),
            SheetColumn("Said", ("a", None), helper=True, formulas=('"a"', "")),
        ]
    )
    kept = openpyxl.load_workbook(BytesIO(content), data_only=True)["Data"]
    assert [cell.value for cell in kept[1]] == [None, "Revenue", "Twice", "Said"] or [
        cell.value or "" for cell in kept[1]
    ] == ["", "Revenue", "Twice", "Said"]
    assert [cell.value for cell in kept[2]] == ["2023", 1.5, 3, "a"]
    assert kept["B3"].value is None
    assert kept["D3"].value is None
    assert kept["B2"].number_format == "#,##0.0"
    assert kept["C2"].number_format == "General"
    assert kept["C2"].font.color.rgb == "FF7F7F7F"
    formulas = openpyxl.load_workbook(BytesIO(content))["Data"]
    assert formulas["C3"].value == "=B3*2"
    assert formulas["D2"].value == '="a"'


def test_it_says_nothing_about_anybody() -> None:
    content = write_workbook([SheetColumn("", ("a",))])
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if name.startswith("docProps")]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_excel_calculates_when_there_are_formulas() -> None:
    plain = write_workbook([SheetColumn("", ("a",))])
    calculated = write_workbook([SheetColumn("", ("a",), formulas=('"a"',))])
    with zipfile.ZipFile(BytesIO(plain)) as package:
        assert b"fullCalcOnLoad" not in package.read("xl/workbook.xml")
    with zipfile.ZipFile(BytesIO(calculated)) as package:
        assert b'fullCalcOnLoad="1"' in package.read("xl/workbook.xml")


def test_numbers_keep_every_digit() -> None:
    assert plain_number(-0.0) == "0"
    assert plain_number(3.0) == "3"
    assert plain_number(0.1 + 0.2) == "0.30000000000000004"
    assert plain_number(1e300) == "1e+300"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=9), TEXT)
def test_what_is_written_is_read(numbers: list[float], header: str) -> None:
    content = write_workbook(
        [SheetColumn(header, numbers), SheetColumn("x", ("_x0041_",) * len(numbers))]
    )
    cells = read_cells(content, NOWHERE).sheets["Data"]
    assert [cells[row, 1] for row in range(2, len(numbers) + 2)] == [n + 0.0 for n in numbers]
    assert cells.get((1, 1), "") == header
    assert cells[2, 2] == "_x0041_"


def test_references_are_read_as_ranges() -> None:
    assert parse_reference("Data!$B$2:$B$6") == CellRange("Data", 2, 2, 6, 2)
    assert parse_reference("'It''s'!$A$1") == CellRange("It's", 1, 1, 1, 1)
    assert parse_reference("(Data!$A$1,Data!$A$3)") is None
    assert parse_reference("[Book.xlsx]Data!$A$1") is None


def test_columns_may_have_different_lengths() -> None:
    columns = [SheetColumn("", ("a", "b", "c")), SheetColumn("x", (1.0,)), SheetColumn("y", ())]
    cells = read_cells(write_workbook(columns), NOWHERE).sheets["Data"]
    assert cells == {
        (1, 2): "x",
        (1, 3): "y",
        (2, 1): "a",
        (2, 2): 1.0,
        (3, 1): "b",
        (4, 1): "c",
    }
