"""The comparison with LibreOffice finds what differs, and no reason where there is none."""

from __future__ import annotations

import datetime
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from briefing_app.model.cell_value import Value

FILE = Path(__file__).resolve().parents[3] / "benchmarks" / "same_values.py"


@pytest.fixture(scope="module")
def same_values() -> ModuleType:
    spec = importlib.util.spec_from_file_location("same_values", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["same_values"] = module
    spec.loader.exec_module(module)
    return module


def test_formulas_are_taken_out_and_values_stay(same_values: ModuleType) -> None:
    sheet = (
        b'<c r="A1"><f ca="1">RAND()</f><v>1</v></c><c r="A2"><f t="shared" si="0"/><v>2</v></c>'
        b'<c r="A3"><f>A1/2</f><v>3</v></c>'
        b"<x:c><x:f>1</x:f><x:v>4</x:v></x:c><formula1>5</formula1>"
    )
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/calcChain.xml", b"<calcChain/>")
    with zipfile.ZipFile(io.BytesIO(same_values.without_formulas(book.getvalue()))) as archive:
        assert archive.namelist() == ["xl/worksheets/sheet1.xml"]
        assert archive.read("xl/worksheets/sheet1.xml") == (
            b'<c r="A1"><v>1</v></c><c r="A2"><v>2</v></c><c r="A3"><v>3</v></c>'
            b"<x:c><x:v>4</x:v></x:c><formula1>5</formula1>"
        )


@pytest.mark.parametrize(
    ("value", "code", "mine", "there", "reason"),
    [
        (0.003143260708, "General", "0.003143261", "0.003143260708", "general"),
        (0.003143260708, "General", "0.003143262", "0.003143260708", ""),
        (-0.04, "0.0", "0.0", "-0.0", "zero"),
        (0.1785, "0.0%", "17.9%", "17.8%", "half"),
        (0.1786, "0.0%", "17.9%", "17.8%", ""),
        (0.1785, "0.0%", "17.9%", "18.8%", ""),
        (5.0, "0.", "5", "5.", "mark"),
        (5.0, "0.0", "5.0", "6.0", ""),
        (datetime.datetime(2016, 1, 10), "mm-dd-yy", "10 Jan 2016", "1/10/2016", "short date"),  # noqa: DTZ001
        (datetime.datetime(2016, 1, 10), "mm-dd-yy", "10 Jan 2016", "1/11/2016", ""),  # noqa: DTZ001
        ("a", "@", "a", "b", ""),
    ],
)
def test_a_difference_has_its_reason_or_none(
    same_values: ModuleType, value: Value, code: str, mine: str, there: str, reason: str
) -> None:
    assert same_values._reason(value, code, mine, there) == reason


def test_what_we_read_is_compared_cell_by_cell(same_values: ModuleType, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", 1.5, True])
    book.save(tmp_path / "book.xlsx")
    sheets = same_values.sheets_of(tmp_path / "book.xlsx")
    assert list(same_values.compare_with_openpyxl(tmp_path / "book.xlsx", sheets)) == [None] * 3
    mine = same_values.ours(sheets[0])
    (told,) = filter(None, same_values.differences("S", mine, {**mine, (1, 2): 1.6}))
    assert told == "S!B1: 1.5, there 1.6"
