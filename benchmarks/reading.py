"""How fast tables are listed, side by side with openpyxl's read-only pass over the same file.

    python benchmarks/reading.py [WORKBOOK...]

Without workbooks, two are made: one of 200,000 x 12 cells with dates, texts and numbers, and one of
200 small sheets. Each figure is of processes of their own, one after the other in one run: wall
time, time as a ratio to openpyxl's, and the most memory that the program and its worker held
together (the sum of both peaks).
"""

from __future__ import annotations

import datetime
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

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


def main(names: list[str]) -> int:
    """Measure the workbooks, or two made here."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if names:
        for name in names:
            measure(Path(name).resolve())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("200,000 x 12.xlsx", make_long), ("200 sheets.xlsx", make_many)):
            path = Path(folder) / name
            make(path)
            measure(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
