"""Compare what we read of workbooks with openpyxl and LibreOffice, cell by cell.

    python benchmarks/same_values.py FOLDER...
    python benchmarks/same_values.py --shown FOLDER...

All workbooks below the folders are read. LibreOffice, where it is installed, converts every
visible sheet to CSV: without ``--shown`` with values as they are stored; with it as they are shown,
in English, to be compared with our texts by number format.

LibreOffice calculates volatile functions (``RANDBETWEEN``, ``NOW``) and what depends on them
whenever it opens a file, whatever its settings. So each cell that differs is looked at again in a
copy of the workbook without its formulas, which holds nothing but the values that Excel stored: a
cell that agrees there was recalculated and was read rightly.

Prints each cell that differs, and counts by reason (docs/values.md explains them); exit status 1
when a difference has no reason.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl

from briefing_app.errors import BriefingError
from briefing_app.excel.cell_values import to_value
from briefing_app.excel.file_kind import open_workbook
from briefing_app.excel.sheet_reader import SheetContent, read_sheets
from briefing_app.model.calendar_text import serial_of
from briefing_app.model.cell_range import cell_address
from briefing_app.model.cell_value import GENERAL, Missing, MissingKind, Value
from briefing_app.model.number_text import decimals_of, value_text
from briefing_app.ooxml.spreadsheet import read_parts
from briefing_app.progress import QUIET

_KINDS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_SHOWN = 5
_SECONDS = 300
RECALCULATED = "recalculated"
"""Instead of a difference: LibreOffice calculated the cell anew."""


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
        if isinstance(one, datetime.datetime) and isinstance(other, float):
            one = serial_of(one)  # openpyxl does not know the East Asian built-in dates
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
    first = dict(_unlike(path, sheets))
    again = {} if not any(first.values()) else dict(_unlike(path, sheets, formulas=False))
    for place, text in first.items():
        if text and not again.get(place, text):
            yield RECALCULATED
        else:
            yield text


def _unlike(
    path: Path, sheets: tuple[SheetContent, ...], *, formulas: bool = True
) -> Iterator[tuple[tuple[str, str], str | None]]:
    """Yield ((sheet, cell), what differs or None) for each cell with a value."""
    texts = converted(path, formulas=formulas, shown=False)
    for sheet in sheets:
        rows = texts.get(sheet.part.name)
        if rows is None:
            continue
        for (row, column), value in ours(sheet).items():
            if isinstance(value, Missing) and value.kind is MissingKind.UNCALCULATED:
                continue
            cell, there = cell_address(row, column), text_at(rows, row, column)
            same = same_text(value, there)
            yield (
                (sheet.part.name, cell),
                None if same else f"{sheet.part.name}!{cell}: {value!r}, there {there!r}",
            )


def converted(path: Path, *, formulas: bool, shown: bool) -> dict[str, list[list[str]]]:
    """Return the rows that LibreOffice writes as CSV, by sheet; {} without LibreOffice.

    formulas: False to take them out first; shown: texts as shown, else values as stored.
    """
    office = shutil.which("soffice")
    if not office:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / f"book{path.suffix}", Path(folder) / "out"
        content = path.read_bytes()
        source.write_bytes(content if formulas else without_formulas(content))
        # UTF-8, quotes around texts, English, all sheets.
        options = f"44,34,76,1,,1033,true,false,{str(shown).lower()},false,false,-1"
        subprocess.run(
            [office, f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo-same-values",
             "--headless", "--convert-to", f"csv:Text - txt - csv (StarCalc):{options}",
             "--outdir", str(out), str(source)],
            check=False, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        return {
            file.name.removeprefix("book-").removesuffix(".csv"): list(
                csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
            )
            for file in (out.iterdir() if out.exists() else ())
        }


_FORMULA = re.compile(rb"<((?:\w+:)?f)(?:\s[^>]*?)?(?:/>|>.*?</\1>)", re.DOTALL)


def without_formulas(content: bytes) -> bytes:
    """Return a workbook whose cells hold the values that were stored, and no formulas."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if "/worksheets/" in name and name.endswith(".xml"):
                part = _FORMULA.sub(b"", part)
            if not name.endswith("calcChain.xml"):
                target.writestr(name, part)
    return kept.getvalue()


def text_at(rows: list[list[str]], row: int, column: int) -> str:
    """Return a cell's text; "" beyond what LibreOffice wrote."""
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""


def same_text(value: Value, there: str) -> bool:
    """Return whether LibreOffice's text stands for a value."""
    if isinstance(value, bool):
        return there == str(value).upper()
    if isinstance(value, str):
        return value.replace("\r", "") == there or value.strip() == there.strip()
    if isinstance(value, Missing):
        return there.startswith(("#", "Err:"))
    if isinstance(value, datetime.datetime):
        return _same_moment(value, there)
    try:
        number = float(there.rstrip("%")) / (100 if there.endswith("%") else 1)
    except ValueError:
        return False
    return close(value, number)


def _same_moment(value: datetime.datetime, there: str) -> bool:
    """Return whether a date says what it can: the year, or the hour where it shows no date."""
    return f"{value.year % 100:02}" in there or f"{value.hour:02}:{value.minute:02}" in there


# --- as shown ---------------------------------------------------------------------------------

REASONS = {
    "general": "General: eleven characters, as Excel shows at most; LibreOffice shows more digits",
    "short date": "the short date of the reader's country, which a deck does not know",
    "zero": "a number that rounds to zero has no sign",
    "half": "a half is rounded up as Excel does, by the 15 digits it keeps; LibreOffice rounds the "
    "binary number",
    "before March 1900": "Excel's calendar has a 29 February 1900; LibreOffice's begins in 1899",
    "mark": "a decimal mark with nothing after it is left out",
    "second": "a time is rounded to the last place shown, as Excel does; LibreOffice cuts it off",
    "hash": "LibreOffice shows ### where a date or number does not fit",
}


def shown_differences(path: Path, sheets: tuple[SheetContent, ...]) -> Iterator[tuple[str, str]]:
    """Yield (reason, cell) for each cell: reason "same", one of REASONS, or "" for none."""
    texts = converted(path, formulas=False, shown=True)
    for sheet in sheets:
        rows = texts.get(sheet.part.name)
        if rows is None:
            continue
        formats = sheet.whole.formats
        for (row, column), value in ours(sheet).items():
            if isinstance(value, Missing):
                continue  # error values have names of their own in LibreOffice
            code = formats.get(row, {}).get(column, GENERAL)
            mine, there = _plain(value_text(value, code)), _plain(text_at(rows, row, column))
            cell = f"{sheet.part.name}!{cell_address(row, column)}"
            told = f"{cell}: {value!r} as {code!r} is {mine!r}, there {there!r}"
            yield ("same" if mine == there else _reason(value, code, mine, there)), told


def _plain(text: str) -> str:
    """Return a text without what is typography: true minus, blanks that align or do not break."""
    return " ".join(text.replace("\u2212", "-").replace("\u2013", "-").split())


_NUMBER = re.compile(r"\d[\d.]*(?:E[-+]\d+)?")


def _reason(value: Value, code: str, mine: str, there: str) -> str:
    """Return which of REASONS makes two texts differ, "" for none."""
    if code in ("mm-dd-yy", "m/d/yy h:mm") and isinstance(value, datetime.datetime):
        parts = {f"{value.year % 100:02}", str(value.day), str(value.month)}
        return (
            "short date" if parts <= set(re.findall(r"\d+", there[:-4] + " " + there[-2:])) else ""
        )
    if isinstance(value, datetime.datetime):
        if value < datetime.datetime(1900, 3, 1):  # noqa: DTZ001
            return "before March 1900"
        return "second" if value.second or value.microsecond else ""
    if there.startswith("###"):
        return "hash"
    if not isinstance(value, float):
        return ""
    if code == GENERAL:
        return "general" if _rounds_to(mine, value) and len(mine.lstrip("-")) <= 11 else ""
    if there == f"-{mine}" and not re.search("[1-9]", mine):
        return "zero"
    if mine == there.replace(". ", " ").rstrip("."):
        return "mark"
    return "half" if _is_half(code, value, mine, there) else ""


def _rounds_to(shown: str, value: float) -> bool:
    """Return whether a text is the value rounded to the digits that it shows."""
    number = Decimal(shown)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return abs(number - Decimal(value)) <= step * Decimal("0.5000001")


def _is_half(code: str, value: float, mine: str, there: str) -> bool:
    """Return whether two texts differ in the last digit alone, of a value that ends in a 5."""
    digits = [re.sub(r"\D", "", text) for text in (mine, there)]
    exact = repr(value).rstrip("0")
    return (
        bool(_NUMBER.search(mine))
        and all(digits)
        and int(digits[0]) - int(digits[1]) == 1
        and exact.endswith("5")
        and decimals_of(code) is not None
    )


def main(arguments: list[str]) -> int:
    """Compare all workbooks below the folders and return the exit status."""
    shown = "--shown" in arguments
    folders = [Path(argument) for argument in arguments if argument != "--shown"]
    wrong, counts = 0, Counter[str]()
    for path in sorted(file for folder in folders for file in folder.rglob("*")):
        if path.suffix.lower() not in _KINDS:
            continue
        try:
            sheets = sheets_of(path)
        except BriefingError as problem:
            print(f"{path.name}: not read: {problem.what}")
            continue
        found = _report_shown(path, sheets) if shown else _report_stored(path, sheets)
        wrong += found.get("", 0)
        counts.update(found)
    total = sum(counts.values())
    print(f"{total:,} cells compared, {wrong:,} differ without a reason")
    for reason, says in {**REASONS, RECALCULATED: "calculated anew by LibreOffice"}.items():
        if counts[reason]:
            print(f"{counts[reason]:,} differ: {says}")
    return 1 if wrong else 0


def _report_shown(path: Path, sheets: tuple[SheetContent, ...]) -> Counter[str]:
    """Print what is shown otherwise in one workbook, and return the cells by reason."""
    listed = list(shown_differences(path, sheets))
    counts = Counter(reason for reason, _ in listed)
    print(f"{path.name}: as shown: {len(listed):,} cells, {counts['']} differ")
    for text in [text for reason, text in listed if not reason][:_SHOWN]:
        print("   ", text)
    return counts


def _report_stored(path: Path, sheets: tuple[SheetContent, ...]) -> Counter[str]:
    """Print what is stored otherwise in one workbook, and return the cells by reason."""
    counts = Counter[str]()
    for whose, found in (
        ("openpyxl", compare_with_openpyxl),
        ("LibreOffice", compare_with_libreoffice),
    ):
        try:
            listed = list(found(path, sheets))
        except (KeyError, ValueError, TypeError, OSError) as problem:
            print(f"{path.name}: {whose} fails: {problem!r}")
            counts[""] += 1
            continue
        unlike = [text for text in listed if text and text != RECALCULATED]
        again = listed.count(RECALCULATED)
        also = f", {again} were recalculated there" if again else ""
        print(f"{path.name}: {whose}: {len(listed):,} cells, {len(unlike)} differ{also}")
        for text in unlike[:_SHOWN]:
            print("   ", text)
        counts.update({"same": listed.count(None), RECALCULATED: again, "": len(unlike)})
    return counts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
