"""What reading a file comes to, and whether that is allowed: one clear error, or a content."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import briefing_app
from briefing_app.errors import InputError
from briefing_app.excel.transport import from_json, to_json
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook

Line = tuple[str, int]
_ROOMS = tuple(str(Path(briefing_app.__file__).parent / room) for room in ("excel", "ooxml"))


def outcome(content: bytes, name: str) -> str:
    """Return in a few words what reading a file comes to.

    Raises AssertionError, or whatever the program raises, where that is not allowed.
    """
    try:
        read = parse_workbook(content, name)
    except InputError as problem:
        return _refused(problem)
    check(read)
    found = sorted({finding.code for finding in read.findings})
    ways = sorted({f"{table.found_by.value} {table.kind.value}" for table in read.tables})
    return " ".join((f"{min(len(read.tables), 4)} tables", *ways, *found))


def _refused(problem: InputError) -> str:
    assert problem.what
    assert problem.remedy
    return f"{type(problem).__name__}: {problem.what[:24]}"


def check(read: WorkbookContent) -> None:
    """Raise AssertionError when a content contradicts itself or cannot cross the pipe."""
    for table in read.tables:
        cells = table.cells
        assert 1 <= cells.top <= cells.bottom <= 1_048_576
        assert 1 <= cells.left <= cells.right <= 16_384
        assert list(table.row_numbers) == sorted(set(table.row_numbers))
        assert all(cells.top <= row <= cells.bottom for row in table.row_numbers)
        for column in table.columns:
            assert cells.left <= column.index <= cells.right
            assert len(column.values) == len(column.number_formats) == len(table.row_numbers)
    document = json.dumps(to_json(read), allow_nan=False)
    assert from_json(json.loads(document)) == read


@contextmanager
def lines_run(seen: set[Line]) -> Iterator[None]:
    """Note the lines of the reader that run meanwhile."""

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:  # noqa: ANN401 - as sys wants it
        if event == "call":
            return trace if frame.f_code.co_filename.startswith(_ROOMS) else None
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
