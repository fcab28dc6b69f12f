from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book

from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.files import write_zip

Rows = Sequence[Sequence[object]]
MakeBook = Callable[..., bytes]


def saved(book: Book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def make_book() -> MakeBook:
    """Return a function that makes a workbook of sheets; None leaves a cell empty.

    change: called with the openpyxl workbook before it is saved.
    """

    def make(sheets: Mapping[str, Rows], change: Callable[[Book], object] | None = None) -> bytes:
        book = openpyxl.Workbook()
        del book[book.sheetnames[0]]
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(number, column, value)
        if change:
            change(book)
        return saved(book)

    return make


@pytest.fixture
def parse(make_book: MakeBook) -> Callable[..., WorkbookContent]:
    """Return a function that makes a workbook and reads it."""

    def make_and_parse(
        sheets: Mapping[str, Rows],
        change: Callable[[Book], object] | None = None,
        references: Sequence[str] = (),
    ) -> WorkbookContent:
        return parse_workbook(make_book(sheets, change), "book.xlsx", references)

    return make_and_parse


@pytest.fixture
def rewrite() -> Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]:
    """Return a function that changes parts of a package; None removes a part."""

    def change(content: bytes, changes: Mapping[str, Callable[[bytes], bytes] | None]) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, edit in changes.items():
            if edit is None:
                del parts[name]
            else:
                parts[name] = edit(parts.get(name, b""))
        return write_zip(parts.items())

    return change
