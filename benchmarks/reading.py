"""How fast tables are listed, side by side with openpyxl's read-only pass over the same file.

    python benchmarks/reading.py [WORKBOOK...]

Without workbooks, some are made: one of 200,000 x 12 cells with dates, texts and numbers; a harder
one, with 200,000 distinct names, formulas with results, gaps, truth values and marks, as openpyxl
writes it, as xlsxwriter does with shared and with inline strings, and as LibreOffice saves it again
where it is installed; one of 200 small sheets; one of 90,000 blocks. Each figure is of processes of
their own, one after the other in one run: wall time, time as a ratio to openpyxl's, and the most
memory that the program and its worker held together (the sum of both peaks).
"""

from __future__ import annotations

import datetime
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl
import xlsxwriter  # type: ignore[import-untyped] # it comes without types

ROOT = Path(__file__).resolve().parent.parent
_OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)))
"""
# The listing as the command does it, then the peaks of this process and of its worker.
_OURS = """
import json, resource, sys
from briefing_app.cli import main
status = main(["tables", sys.argv[1], "--json"])
peaks = [resource.getrusage(who).ru_maxrss
         for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({"status": status, "peaks": peaks}), file=sys.stderr)
"""
_ROWS = 200_000


def make_long(path: Path) -> None:
    """Write a workbook of 200,000 records of 12 fields; the last row ends in a wider change."""
    source = random.Random(1)  # noqa: S311 - figures for a benchmark
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(
        ["Date", "Region", "Product", "Units", "Price", "Revenue", "Cost", "Share", "Margin",
         "Index", "Customer", "Channel"]
    )  # fmt: skip
    start = datetime.datetime(2020, 1, 1, tzinfo=None)  # noqa: DTZ001 - cells have no zone
    for n in range(_ROWS):
        units, price = source.randint(1, 500), round(source.uniform(1, 99), 2)
        margin = None if source.random() < 0.05 else source.random()
        sheet.append(
            [start + datetime.timedelta(days=n % 1500), source.choice("NSEW"), f"Product {n % 300}",
             units, price, units * price, round(units * price * 0.7, 2), source.random(), margin,
             n, f"C{n % 5000}", source.choice(["web", "shop"])]
        )  # fmt: skip
    book.save(path)


def hard_rows() -> Iterator[tuple[object, ...]]:
    """Yield 200,000 records of 12 fields that have little in common."""
    source = random.Random(2)  # noqa: S311 - figures for a benchmark
    start = datetime.datetime(2019, 1, 1, tzinfo=None)  # noqa: DTZ001 - cells have no zone
    for n in range(_ROWS):
        price, units = round(source.uniform(1, 99), 2), source.randint(1, 500)
        yield (
            f"Customer {n:06d}", start + datetime.timedelta(days=n % 1500),
            source.choice(["North", "South", "East & West"]), units,
            None if source.random() < 0.1 else price, f"=D{n + 2}*E{n + 2}",
            None if source.random() < 0.3 else source.random(), f"note {n % 7000}", n * 3,
            None if n % 11 else "checked", source.random() < 0.5, round(price * units * 0.7, 2),
        )  # fmt: skip


_HARD_HEAD = ("Name", "Date", "Region", "Units", "Price", "Revenue", "Share", "Note", "Index",
              "Mark", "Flag", "Cost")  # fmt: skip


def make_hard(path: Path, *, inline: bool = False) -> None:
    """Write the harder workbook as xlsxwriter does."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": inline})
    sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, _HARD_HEAD)
    for number, row in enumerate(hard_rows(), 1):
        for column, value in enumerate(row):
            if column == 1:
                sheet.write_datetime(number, column, value, day)
            elif column == 5:
                sheet.write_formula(number, column, str(value), None, 1234.5 + number)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()


def make_hard_by_openpyxl(path: Path) -> None:
    """Write the harder workbook as openpyxl does, which stores no results of formulas."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(_HARD_HEAD)
    for row in hard_rows():
        sheet.append([7.5 if column == 5 else value for column, value in enumerate(row)])
    book.save(path)


def saved_again(path: Path) -> Path | None:
    """Return a workbook as LibreOffice saves it again, None where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    folder = path.parent / "again"
    subprocess.run(
        [office, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(folder), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / path.name).rename(path.with_name(f"{path.stem}, saved by LibreOffice.xlsx"))


def make_blocks(path: Path) -> None:
    """Write a sheet of 90,000 blocks of two by two cells."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Blocks")
    for row in range(0, 900, 3):
        for column in range(0, 900, 3):
            sheet.write_row(row, column, ("Name", "2019"))
            sheet.write_row(row + 1, column, ("Asia", row * column))
    book.close()


def make_many(path: Path) -> None:
    """Write a workbook of 200 small sheets."""
    book = openpyxl.Workbook(write_only=True)
    for number in range(200):
        sheet = book.create_sheet(f"S{number}")
        sheet.append(["Region", *range(2010, 2020)])
        for row in range(20):
            sheet.append([f"R{row}", *(number + row + year for year in range(10))])
    book.save(path)


def run(program: str, path: Path, cache: str) -> tuple[float, str, str]:
    """Run a program on a workbook; return (seconds, what it printed, what it noted)."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": cache}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        check=True, capture_output=True, text=True, env=environment, cwd=cache,
    )  # fmt: skip
    return time.perf_counter() - start, done.stdout, done.stderr


def peaks_mb(noted: str) -> float:
    """Return the memory of the program and its worker in MB; ru_maxrss is in kilobytes on Linux."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    peaks = json.loads(noted.strip().splitlines()[-1])["peaks"]
    return float(sum(peaks)) / unit


def measure(path: Path) -> None:
    """Print the figures of one workbook."""
    with tempfile.TemporaryDirectory() as cache:
        theirs, cells, _ = run(_OPENPYXL, path, cache)
        first, document, noted = run(_OURS, path, cache)
        again, same, noted_again = run(_OURS, path, cache)
    tables = json.loads(document)["tables"]
    assert document == same  # noqa: S101 - a benchmark of another answer would be none
    print(f"{path.name}: {int(cells):,} cells, {path.stat().st_size / 1e6:.1f} MB")
    print(f"  openpyxl, read-only pass   {theirs:7.2f} s")
    print(f"  tables, first time         {first:7.2f} s  {theirs / first:6.1f} times faster  "
          f"{peaks_mb(noted):5.0f} MB")  # fmt: skip
    print(f"  tables, second time        {again:7.2f} s  {theirs / again:6.1f} times faster  "
          f"{peaks_mb(noted_again):5.0f} MB")  # fmt: skip
    print(f"  {len(tables)} tables, the last {tables[-1]['sheet']}!{tables[-1]['range']}")


_AGAIN = "harder.xlsx"
_MAKE = "--make"
_MADE: dict[str, Callable[[Path], None]] = {
    "200,000 x 12.xlsx": make_long,
    _AGAIN: make_hard,
    "harder, inline strings.xlsx": partial(make_hard, inline=True),
    "harder, by openpyxl.xlsx": make_hard_by_openpyxl,
    "200 sheets.xlsx": make_many,
    "90,000 blocks.xlsx": make_blocks,
}


def main(names: list[str]) -> int:
    """Measure the workbooks, or those made here."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if names[:1] == [_MAKE]:
        _MADE[names[1]](Path(names[2]))
        return 0
    if names:
        for name in names:
            measure(Path(name).resolve())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name in _MADE:
            path = Path(folder) / name
            # In a process of its own: a peak of this one would count as that of those it starts.
            subprocess.run([sys.executable, __file__, _MAKE, name, str(path)], check=True)
            measure(path)
            again = saved_again(path) if name == _AGAIN else None
            if again:
                measure(again)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
