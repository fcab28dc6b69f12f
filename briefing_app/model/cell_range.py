"""Cell ranges in A1 form: 1-based rows and columns, both ends included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.errors import CallError

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Return the A1 address of a 1-based row and column."""
    return f"{column_letters(column)}{row}"


def parse_cell(address: str) -> tuple[int, int]:
    """Return (row, column) of an A1 address, 1-based; raises CallError when it is none."""
    match = _A1.match(address.strip())
    if match:
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
        if 1 <= row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise CallError(f"“{address}” is not a cell address.", remedy="Write it like B4 or A3:F12.")


@dataclass(frozen=True, slots=True, order=True)
class CellRange:
    """A rectangle of cells on one worksheet; rows and columns 1-based, ends included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, sheet: str, address: str) -> CellRange:
        """Return the range for ``A3:F12`` or ``B4`` (with or without $); raises CallError."""
        first, _, last = address.partition(":")
        top, left = parse_cell(first)
        bottom, right = parse_cell(last or first)
        return cls(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return self.right - self.left + 1

    def meets(self, other: CellRange) -> bool:
        """Return whether two ranges have a cell in common."""
        return (
            self.sheet.casefold() == other.sheet.casefold()
            and max(self.top, other.top) <= min(self.bottom, other.bottom)
            and max(self.left, other.left) <= min(self.right, other.right)
        )

    @property
    def address(self) -> str:
        """Return the A1 form without the sheet: ``A3:F12``."""
        return f"{cell_address(self.top, self.left)}:{cell_address(self.bottom, self.right)}"

    def __str__(self) -> str:
        """Return the A1 form with the sheet, quoted where Excel quotes it: ``'My data'!A3:F12``."""
        return f"{quote_sheet(self.sheet)}!{self.address}"


def quote_sheet(name: str) -> str:
    """Return a worksheet name as formulas write it: in single quotes unless it is a plain word."""
    if re.fullmatch(r"[^\W\d][\w.]*", name) and not _A1.match(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def split_reference(reference: str) -> tuple[str, str]:
    """Split ``Sheet!A3:F12`` or ``'My data'!A3`` into (sheet, address); sheet "" without ``!``."""
    sheet, mark, address = reference.rpartition("!")
    if not mark:
        return "", reference.strip()
    sheet = sheet.strip()
    if len(sheet) >= 2 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, address.strip()
