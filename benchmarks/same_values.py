"""Compare the values that we read with those of openpyxl and of LibreOffice, cell by cell.

    python benchmarks/same_values.py FOLDER...

All workbooks below the folders are read. LibreOffice, where it is installed, converts every
visible sheet to CSV with values as they are stored. Prints each cell that differs, and counts;
exit status 1 when any does.
"""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from briefing_app.errors import BriefingError
from briefing_app.excel.cell_values import to_value
from briefing_app.excel.file_kind import open_workbook
from briefing_app.excel.sheet_reader import SheetContent, read_sheets
from briefing_app.model.cell_range import cell_address
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.ooxml.spreadsheet import read_parts
from briefing_app.progress import QUIET

_KINDS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_SHOWN = 5
_SECONDS = 300


def sheets_of(path: Path) -> tuple[SheetContent, ...]:
    """Return the visible sheets of a workbook as we read them."""
    package, _ = open_workbook(path.read_bytes(), path.name)
    return read_sheets(package, read_parts(package), QUIET).sheets


def ours(sheet: SheetContent) -> dict[tuple[int, int], Value]:
    """Return the visible cells with a value."""
    values = sheet.whole.values
    return {(row, column): value for row in values for column, value in values[row].items()}


def compare_with_openpyxl(path: Path, sheets: tuple[SheetContent, ...]) -> Iterator[str | None]:
    """Yield None for each cell that agrees, else what differs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    for sheet in sheets:
        grid = sheet.whole
        theirs: dict[tuple[int, int], Value] = {}
        their_sheet = book[sheet.part.name]
        their_sheet.reset_dimensions()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cells in their_sheet.iter_rows():
                for cell in cells:
                    if cell.value is None or cell.row in grid.hidden_rows:
                        continue
                    value = to_value(cell.value, cell.data_type)
                    if value is not None and cell.column not in grid.hidden_columns:
                        theirs[cell.row, cell.column] = value
        yield from differences(sheet.part.name, ours(sheet), theirs)


def differences(
    sheet: str, mine: dict[tuple[int, int], Value], theirs: dict[tuple[int, int], Value]
) -> Iterator[str | None]:
    """Yield None for each cell that agrees, else what differs."""
    for place in sorted(mine.keys() | theirs.keys()):
        one, other = mine.get(place), theirs.get(place)
        if isinstance(one, Missing) and one.kind is MissingKind.UNCALCULATED:
            one = None
        if one == other or (
            isinstance(one, float) and isinstance(other, float) and close(one, other)
        ):
            yield None
        else:
            yield f"{sheet}!{cell_address(*place)}: {one!r}, there {other!r}"


def close(one: float, other: float) -> bool:
    """Return whether two numbers are the same but for a millisecond of a day or the 15th digit."""
    return abs(one - other) <= max(1e-8, abs(one) * 1e-12)


def compare_with_libreoffice(path: Path, sheets: tuple[SheetContent, ...]) -> Iterator[str | None]:
    """Yield None for each cell that agrees, else what differs; nothing without LibreOffice."""
    office = shutil.which("soffice")
    if not office:
        return
    with tempfile.TemporaryDirectory() as folder:
        # UTF-8, quotes around texts, values as stored and not as shown, all sheets.
        options = "44,34,76,1,,0,true,false,false,false,false,-1"
        subprocess.run(
            [office, f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo-same-values",
             "--headless", "--convert-to", f"csv:Text - txt - csv (StarCalc):{options}",
             "--outdir", folder, str(path)],
            check=False, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        written = {file.name: file for file in Path(folder).iterdir()}
        for sheet in sheets:
            file = written.get(f"{path.stem}-{sheet.part.name}.csv")
            if file is not None:
                yield from _against_csv(sheet, file.read_text(encoding="utf-8"))


def _against_csv(sheet: SheetContent, content: str) -> Iterator[str | None]:
    rows = list(csv.reader(io.StringIO(content)))
    for (row, column), value in ours(sheet).items():
        if isinstance(value, Missing) and value.kind is MissingKind.UNCALCULATED:
            continue
        there = rows[row - 1][column - 1] if row <= len(rows) < 1 << 20 and (
            column <= len(rows[row - 1])) else ""  # fmt: skip
        if same_text(value, there):
            yield None
        else:
            yield f"{sheet.part.name}!{cell_address(row, column)}: {value!r}, there {there!r}"


def same_text(value: Value, there: str) -> bool:
    """Return whether LibreOffice's text stands for a value."""
    if isinstance(value, bool):
        return there == str(value).upper()
    if isinstance(value, str):
        return value.replace("\r", "") == there or value.strip() == there.strip()
    if isinstance(value, Missing):
        return there.startswith(("#", "Err:"))
    if isinstance(value, datetime.datetime):
        return True if not there else any(part in there for part in (f"{value.year % 100:02}",))
    try:
        number = float(there.rstrip("%")) / (100 if there.endswith("%") else 1)
    except ValueError:
        return False
    return close(value, number)


def main(folders: list[str]) -> int:
    """Compare all workbooks below the folders and return the exit status."""
    wrong = 0
    for path in sorted(file for folder in folders for file in Path(folder).rglob("*")):
        if path.suffix.lower() not in _KINDS:
            continue
        try:
            sheets = sheets_of(path)
        except BriefingError as problem:
            print(f"{path.name}: not read: {problem.what}")
            continue
        for whose, found in (
            ("openpyxl", compare_with_openpyxl),
            ("LibreOffice", compare_with_libreoffice),
        ):
            try:
                listed = list(found(path, sheets))
            except (KeyError, ValueError, TypeError, OSError) as problem:
                print(f"{path.name}: {whose} fails: {problem!r}")
                continue
            unlike = [text for text in listed if text]
            wrong += len(unlike)
            print(f"{path.name}: {whose}: {len(listed):,} cells, {len(unlike)} differ")
            for text in unlike[:_SHOWN]:
                print("   ", text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
