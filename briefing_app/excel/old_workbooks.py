"""Workbooks in other formats than Open XML (.xls, .xlsb, .ods), read by calamine: values only.

calamine tells neither number formats nor hidden rows and columns, blanks error values and can
abort the whole process on a hostile file: it runs in the worker only, after the check of the zip.
"""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Iterator, Sequence
from types import TracebackType

import python_calamine

from briefing_app.errors import FileDamaged, FileEncrypted, Place
from briefing_app.model.cell_range import MAX_COLUMN, MAX_ROW, CellRange
from briefing_app.ooxml.cell_text import shown_text
from briefing_app.ooxml.sheet_cells import Band, IsoMoment, Raw, Segment, SheetCells
from briefing_app.progress import Progress

GENERAL_STYLE, DATE_STYLE, TIME_STYLE = 0, 1, 2
_ROWS_AT_ONCE = 4096
_DAY = 86_400.0


class OldSheet:
    """One sheet. hidden: whether it is hidden; is_worksheet: and not a chart or a macro sheet."""

    def __init__(self, sheet: python_calamine.SheetMetadata) -> None:
        self.name = sheet.name
        self.hidden = sheet.visible != python_calamine.SheetVisibleEnum.Visible
        self.is_worksheet = sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        self.cells = SheetCells()
        self.merged: tuple[CellRange, ...] = ()


class _CalamineErrors(contextlib.AbstractContextManager[None]):
    """Turns what calamine raises into errors of ours; its panics are no ordinary exceptions."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if kind is None or problem is None:
            return
        if issubclass(kind, python_calamine.PasswordError) or "assword" in str(problem):
            raise FileEncrypted(
                "The file is protected by a password.",
                remedy="Open it, remove the password and save a copy.",
                place=self._place,
            ) from problem
        if (
            issubclass(kind, python_calamine.CalamineError | OSError | ValueError | OverflowError)
            or kind.__name__ == "PanicException"
        ):
            raise FileDamaged(
                f"The workbook cannot be read ({str(problem)[:100]}).",
                remedy="Open it in the program that made it and save it as .xlsx.",
                place=self._place,
            ) from problem


_STREAMS = tuple(
    (f"{name.upper()}\0".encode("utf-16-le"), f"{name}\0".encode("utf-16-le"))
    for name in ("Workbook", "Book")
)


def _usual_names(content: bytes) -> bytes:
    """Return a workbook whose stream is named as Excel names it.

    [MS-CFB] 2.6.4 compares names whatever their case; calamine does not. A name and its closing
    NUL fill the directory entry's start, so that nothing else of the file is touched.
    """
    for found, usual in _STREAMS:
        if usual not in content and (at := content.find(found)) >= 0 and at % 128 == 0:
            return content[:at] + usual + content[at + len(usual) :]
    return content


def read_old_workbook(content: bytes, place: Place, progress: Progress) -> tuple[OldSheet, ...]:
    """Return the sheets of a workbook, those that are visible with their cells.

    Raises FileDamaged, FileEncrypted and Cancelled.
    """
    with _CalamineErrors(place):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(_usual_names(content)))
        sheets = tuple(map(OldSheet, book.sheets_metadata))
    for number, sheet in enumerate(sheets):
        progress.tell("Reading the sheets", number, len(sheets))
        if sheet.hidden or not sheet.is_worksheet:
            continue
        with _CalamineErrors(Place(place.file, sheet.name)):
            read = book.get_sheet_by_name(sheet.name)
            start = read.start
            if start is not None:
                rows = read.to_python(skip_empty_area=True)
                sheet.cells = SheetCells(tuple(_bands(rows, start, progress)))
                sheet.merged = tuple(_merged(sheet.name, read.merged_cell_ranges or ()))
    return sheets


def _bands(
    rows: Sequence[Sequence[object]], start: tuple[int, int], progress: Progress
) -> Iterator[Band]:
    """Yield the cells in stretches of rows. start: 0-based row and column of the first cell."""
    top, left = start[0] + 1, start[1] + 1
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        progress.check()
        chunk = rows[first : first + _ROWS_AT_ONCE]
        columns = {}
        for number, column in enumerate(zip(*chunk, strict=True), left):
            segment = _segment(column)
            if segment is not None and number <= MAX_COLUMN:
                columns[number] = segment
        yield Band(range(top + first, top + first + len(chunk)), columns)


def _segment(column: tuple[object, ...]) -> Segment | None:
    values = [_raw(value) for value in column]
    if values.count(None) == len(values):
        return None
    styles = [
        (DATE_STYLE if value.text.endswith("T00:00:00") else TIME_STYLE)
        if isinstance(value, IsoMoment)
        else GENERAL_STYLE
        for value in values
    ]
    return Segment(values, styles[0] if len(set(styles)) == 1 else styles)


def _raw(value: object) -> Raw | None:
    """Return what a cell holds; times and durations as fractions of a day, as Excel keeps them."""
    if isinstance(value, str):
        return shown_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime):
        return IsoMoment(value.replace(microsecond=0).isoformat())
    if isinstance(value, datetime.date):
        return IsoMoment(f"{value.isoformat()}T00:00:00")
    if isinstance(value, datetime.timedelta):
        return value.total_seconds() / _DAY
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / _DAY
    return None


_Corners = tuple[tuple[int, int], tuple[int, int]]


def _merged(sheet: str, ranges: list[_Corners] | tuple[()]) -> Iterator[CellRange]:
    for (top, left), (bottom, right) in ranges:
        if bottom < MAX_ROW and right < MAX_COLUMN:
            yield CellRange(sheet, top + 1, left + 1, bottom + 1, right + 1)
