"""The window measured: its start beside a bare Qt window's, its longest stalls, its memory.

    python benchmarks/window.py [--rows N] [--slides N]

A timer of ten milliseconds notes when the event loop did not run; a second thread notes what the
main thread was doing then. The scenario: a long workbook and a workbook of many tables are opened,
a headline is typed, lists are scrolled, a slide is moved, all is exported. Times depend on the
machine; the ratio and the stalls are what is compared (docs/benchmarks.md).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_app.ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROUNDS = 7
PATIENCE = 120.0
BARE = """
import sys, time
began = time.perf_counter()
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window, label = QMainWindow(), QLabel("A window")
window.setCentralWidget(label)
window.resize(1440, 900)
class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, application.quit)
        return False
first = First()
label.installEventFilter(first)
window.show()
application.exec()
"""


def seconds(command: list[str]) -> float:
    """Return how long a process takes, from its start to its end."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def start_ratio() -> None:
    """Print how long the first usable frame takes, beside a bare window's."""
    ours = [sys.executable, "-P", "-m", "briefing_app", "app", "--exit-when-ready"]
    bare = [sys.executable, "-c", BARE]
    seconds(ours), seconds(bare)
    pairs = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    window, plain = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"start: {window * 1000:.0f} ms, bare Qt window {plain * 1000:.0f} ms, "
          f"ratio {window / plain:.2f}")  # fmt: skip


def long_workbook(path: Path, rows: int) -> None:
    """Write a workbook with one list of so many rows and twelve columns."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sales")
    regions = ("North", "South", "East", "West")
    sheet.append(["Region", "Month", *(f"Figure {number}" for number in range(10))])
    for row in range(rows):
        figures = [(row * 7 + number * 13) % 1000 / 10 for number in range(10)]
        sheet.append([regions[row % 4], f"2024-{row % 12 + 1:02}", *figures])
    book.save(path)


def many_tables(path: Path, count: int) -> None:
    """Write a workbook with so many tables of five rows, ten to a sheet."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for first in range(0, count, 10):
        sheet = book.create_sheet(f"Part {first // 10 + 1}")
        for number in range(first, min(first + 10, count)):
            sheet.append([f"Table {number + 1}: sales by region, EUR m"])
            sheet.append(["Region", "2021", "2022", "2023"])
            for row in range(5):
                figures = [(number * 31 + row * 17 + year * 7) % 97 + 3 for year in range(3)]
                sheet.append([f"Region {row + 1}", *figures])
            sheet.append([])
            sheet.append([])
    book.save(path)


class Watchdog:
    """Notes how long the event loop stood still, and where. limit: seconds."""

    def __init__(self, limit: float = 0.05) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._limit = limit
        self._last = time.perf_counter()
        self._main = threading.get_ident()
        self.stalls: list[float] = []
        self.places: list[str] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(10)
        threading.Thread(target=self._watch, daemon=True).start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append(now - self._last - 0.01)
        self._last = now

    def _watch(self) -> None:
        seen = 0.0
        while True:
            time.sleep(0.01)
            last = self._last
            if time.perf_counter() - last > self._limit and last != seen:
                seen = last
                frame = sys._current_frames().get(self._main)
                lines = traceback.extract_stack(frame)[-6:] if frame else []
                self.places.append(" < ".join(f"{one.name}:{one.lineno}" for one in lines[::-1]))

    def report(self, what: str) -> float:
        """Print the longest stall since the last report and return it, in seconds."""
        longest, self.stalls = max(self.stalls, default=0.0), []
        places, self.places = self.places, []
        print(f"{what}: longest stall {longest * 1000:.0f} ms")
        for place in dict.fromkeys(places):
            print(f"    {place}")
        return longest


def memory_mb(process: int) -> float:
    """Return the memory that a process holds, in MB; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in text.splitlines() if "VmRSS" in line)


class Scenario:
    """A person at work, with the watchdog beside."""

    def __init__(self, folder: Path) -> None:
        from briefing_app.ui.application import Desktop, prepare
        from briefing_app.ui.preferences import Preferences

        self.folder = folder
        self.desktop = Desktop(prepare(["benchmark"]), Preferences(folder / "window.ini"))
        self.session, self.window = self.desktop.session, self.desktop.window
        self.window.show()
        self.dog = Watchdog()

    def pause(self, milliseconds: int) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], object]) -> float:
        """Let the event loop run until something holds, and return the seconds that took."""
        began = time.perf_counter()
        while not holds():
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError
            self.pause(5)
        return time.perf_counter() - began

    def settled(self) -> bool:
        """Return whether the slides are those of the briefing as it is now."""
        return self.session.deck.is_current and not self.session.books.reading

    @property
    def space(self) -> Workspace:
        """Return the page that is worked on."""
        working = self.window.working
        if working is None:
            raise AssertionError("there is nothing to work on")
        return working.workspace

    def open(self) -> None:
        """Start, open both workbooks, and take everything."""
        self.desktop.warm_up()
        self.pause(3000)
        self.dog.report("after the first frame")
        self.window.open_paths([self.folder / "long.xlsx", self.folder / "tables.xlsx"])
        sources = self.session.document
        seconds_taken = self.until(lambda: len(sources.project.sources) == 2 and self.settled())
        print(f"opened after {seconds_taken:.1f} s")
        self.dog.report("opening")
        self.window.actions_by_name["add-all"].trigger()
        laid_out = self.until(self.settled)
        print(f"{len(self.session.document.project.items)} items laid out after {laid_out:.1f} s")
        self.pause(1500)
        self.dog.report("adding all")

    def type(self) -> None:
        """Type a headline, letter by letter, and wait for each to be on the slide."""
        from PySide6.QtTest import QTest

        items = self.session.document.project.items
        item = items[len(items) // 2].key
        key = next(one.key for one in self.session.deck.slides if one.item == item)
        self.space.filmstrip.choose(key)
        self.until(lambda: self.space.inspector.item == item and self.space.slide.is_current)
        self.pause(1500)
        self.dog.report("choosing a slide")
        field = self.space.inspector.fields["headline"].field
        field.setFocus()
        waits = []
        for letter in "A headline of our own":
            QTest.keyClicks(field, letter)
            waits.append(self.until(lambda: self.settled() and self.space.slide.is_current))
        print(f"a letter is on the slide after {statistics.median(waits) * 1000:.0f} ms (median), "
              f"{max(waits) * 1000:.0f} ms (longest)")  # fmt: skip
        self.dog.report("typing")

    def scroll(self, rows: int) -> None:
        """Scroll the long table, the filmstrip and the tree from top to bottom."""
        branch = next(b for b in self.session.books.branches() if b.name == "long.xlsx")
        data = self.space.data
        data.show_table(branch.path, branch.entries[0].table)
        self.until(lambda: data.model.rowCount() > rows)
        for view in (data.table, self.space.filmstrip.view, self.space.sources.tree):
            bar = view.verticalScrollBar()
            for step in range(60):
                bar.setValue(bar.maximum() * step // 60)
                self.pause(8)
        self.dog.report("scrolling")

    def reorder(self) -> None:
        """Move a slide to the front, to the end, and back."""
        from briefing_app.model import edits

        for place in (0, len(self.session.document.project.items), 3):
            project = self.session.document.project
            moved = edits.move_items(project, [project.items[5].key], place)
            self.session.document.apply(moved)
            self.until(self.settled)
        self.pause(500)
        self.dog.report("reordering")

    def export(self) -> None:
        """Export the deck and a PDF."""
        from briefing_app.ui.export_dialog import ExportDialog

        findings = self.session.deck.findings
        dialog = ExportDialog(self.session.engine, self.folder / "deck", findings, self.window)
        dialog.boxes["pdf"].setChecked(True)
        dialog.open()
        dialog.start()
        print(f"exported after {self.until(lambda: dialog.page == 'result'):.1f} s")
        self.dog.report("exporting")
        dialog.accept()


def scenario(folder: Path, rows: int, slides: int) -> None:
    """Open, type, scroll, reorder and export, and print the stalls and the memory."""
    long_workbook(folder / "long.xlsx", rows)
    many_tables(folder / "tables.xlsx", slides)
    person = Scenario(folder)
    person.open()
    person.type()
    person.scroll(rows)
    person.reorder()
    person.export()
    engine = memory_mb(person.session.engine.process_id)
    own = memory_mb(os.getpid())
    print(f"memory: window {own:.0f} MB, engine {engine:.0f} MB, together {own + engine:.0f} MB")
    person.session.close()


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--slides", type=int, default=100)
    call = parser.parse_args()
    start_ratio()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        scenario(Path(folder), call.rows, call.slides)


if __name__ == "__main__":
    main()
