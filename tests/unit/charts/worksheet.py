"""The formulas of an embedded workbook calculated again, with what our charts use of Excel."""

from __future__ import annotations

import operator
import re
import statistics
from collections.abc import Callable
from io import BytesIO
from math import floor, fsum
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet as Read

Cell = float | str | bool | list[Any] | None
"""A value; a list is what the cells of a range hold."""
_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<ref>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)'
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|(?P<name>(?:_xlfn\.)?[A-Z.]+(?=\())|(?P<word>TRUE|FALSE)"
    r"|(?P<sign><=|>=|<>|[-+*/&=<>(),]))"
)


class Worksheet:
    """Cells by address. Setting an input and asking for a cell is what an edit does."""

    def __init__(self, workbook: bytes) -> None:
        sheet = openpyxl.load_workbook(BytesIO(workbook)).active
        assert isinstance(sheet, Read)
        self.cells: dict[str, Cell] = {
            cell.coordinate: _held(cell.value) for row in sheet.iter_rows() for cell in row
        }
        stored = openpyxl.load_workbook(BytesIO(workbook), data_only=True).active
        assert isinstance(stored, Read)
        self.stored: dict[str, Cell] = {
            cell.coordinate: _held(cell.value) for row in stored.iter_rows() for cell in row
        }

    @property
    def formulas(self) -> list[str]:
        """Return the addresses of cells with formulas."""
        return [at for at, held in self.cells.items() if isinstance(held, str) and held[:1] == "="]

    def column(self, header: str) -> list[Cell]:
        """Return the cells below a header, calculated."""
        found = [at for at, held in self.cells.items() if held == header and re.search(r"\D1$", at)]
        letters = re.sub(r"\d", "", found[0])
        rows = max(int(re.sub(r"\D", "", at)) for at in self.cells)
        return [self.value(f"{letters}{row}") for row in range(2, rows + 1)]

    def numbers(self, header: str) -> list[float]:
        """Return the cells below a header, calculated; what is no number is zero."""
        return [float(v) if isinstance(v, int | float) else 0.0 for v in self.column(header)]

    def value(self, address: str) -> Cell:
        """Return what a cell holds or comes to."""
        held = self.cells.get(address)
        if not isinstance(held, str) or not held.startswith("="):
            return held
        return _Reading(self, held[1:], address).whole()


class _Reading:
    """One formula read from left to right."""

    def __init__(self, sheet: Worksheet, formula: str, at: str) -> None:
        self.sheet, self.next = sheet, 0
        place = 0
        self.tokens: list[tuple[str, str]] = []
        while place < len(formula):
            found = _TOKEN.match(formula, place)
            assert found is not None, f"{at}: {formula[place:]}"
            self.tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
            place = found.end()

    def whole(self) -> Cell:
        value = self._compared()
        assert self.next == len(self.tokens), self.tokens[self.next :]
        return value

    def _take(self, *signs: str) -> str:
        if self.next < len(self.tokens) and self.tokens[self.next][1] in signs:
            self.next += 1
            return self.tokens[self.next - 1][1]
        return ""

    def _compared(self) -> Cell:
        left = self._joined()
        while sign := self._take("=", "<>", "<=", ">=", "<", ">"):
            left = _by_cell(_COMPARED[sign], left, self._joined())
        return left

    def _joined(self) -> Cell:
        value = self._sum()
        while self._take("&"):
            value = _text(value) + _text(self._sum())
        return value

    def _sum(self) -> Cell:
        value = self._product()
        while sign := self._take("+", "-"):
            value = _by_cell(_CALCULATED[sign], value, self._product())
        return value

    def _product(self) -> Cell:
        value = self._single()
        while sign := self._take("*", "/"):
            value = _by_cell(_CALCULATED[sign], value, self._single())
        return value

    def _single(self) -> Cell:
        if self._take("-"):
            return -_number(self._single())
        kind, piece = self.tokens[self.next]
        self.next += 1
        if kind == "text":
            return piece[1:-1].replace('""', '"')
        if kind == "number":
            return float(piece)
        if kind == "word":
            return piece == "TRUE"
        if kind == "ref":
            cells = self._cells(piece)
            return cells if ":" in piece else cells[0]
        if kind == "name":
            return self._called(piece)
        assert piece == "("
        value = self._compared()
        assert self._take(")")
        return value

    def _cells(self, reference: str) -> list[Cell]:
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        assert left is not None
        assert top is not None
        assert right is not None
        assert bottom is not None
        return [
            self.sheet.value(f"{get_column_letter(column)}{row}")
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

    def _called(self, name: str) -> Cell:
        assert self._take("(")
        arguments: list[Cell | list[Cell]] = []
        while not self._take(")"):
            piece = self.tokens[self.next][1]
            if name == "ROW":
                self.next += 1
                arguments.append(float(re.sub(r"\D", "", piece)))
            else:
                arguments.append(self._compared())
            self._take(",")
        return _FUNCTIONS[name](*arguments)


def _held(value: object) -> Cell:
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _by_cell(rule: Callable[[float, float], Cell], one: Cell, other: Cell) -> Cell:
    """Return what a sign makes of two values, cell by cell where they are those of a range."""
    if not isinstance(one, list) and not isinstance(other, list):
        return rule(_number(one), _number(other))
    count = len(one) if isinstance(one, list) else len(other) if isinstance(other, list) else 1
    ones = one if isinstance(one, list) else [one] * count
    others = other if isinstance(other, list) else [other] * count
    return [rule(_number(a), _number(b)) for a, b in zip(ones, others, strict=True)]


_COMPARED: dict[str, Callable[[float, float], Cell]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_CALCULATED: dict[str, Callable[[float, float], Cell]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _number(value: Cell) -> float:
    assert not isinstance(value, list), "one value is wanted, and here is a range"
    return float(value or 0.0)


def _text(value: Cell) -> str:
    return value if isinstance(value, str) else "" if value is None else f"{value:.15g}"


def _flat(*values: Cell | list[Cell]) -> list[float]:
    cells = [cell for each in values for cell in (each if isinstance(each, list) else [each])]
    return [float(cell) for cell in cells if isinstance(cell, int | float)]


def _fixed(value: float, decimals: float, plain: Cell) -> str:
    return f"{value:{'' if plain else ','}.{int(decimals)}f}"


def _sum_if(cells: list[Cell], rule: str) -> float:
    return fsum(v for v in _flat(cells) if (v > 0 if rule == ">0" else v < 0))


def _numbers(cells: list[Cell]) -> list[float]:
    """Return the numbers of a range in their order."""
    return sorted(_flat(cells))


def _ranked(cells: list[Cell], rank: float, *, largest: bool) -> Cell:
    found = sorted(_numbers(cells), reverse=largest)
    return found[int(rank) - 1] if 1 <= rank <= len(found) else "#NUM!"


def _quartile(cells: list[Cell], quarter: float) -> float:
    found = _numbers(cells)
    at = (len(found) - 1) * quarter / 4
    below = floor(at)
    above = found[min(below + 1, len(found) - 1)]
    return found[below] + (at - below) * (above - found[below])


def _is_number(value: Cell) -> Cell:
    if isinstance(value, list):
        return [_is_number(each) for each in value]
    return isinstance(value, int | float) and not isinstance(value, bool)


_FUNCTIONS: dict[str, Callable[..., Cell]] = {
    "SUM": lambda *values: fsum(_flat(*values)),
    "SUMIF": _sum_if,
    "MIN": lambda *values: min(_flat(*values), default=0.0),
    "MAX": lambda *values: max(_flat(*values), default=0.0),
    "ABS": lambda value: abs(_number(value)),
    "ROUND": lambda value, digits: round(_number(value), int(digits)),
    "FIXED": _fixed,
    "N": lambda value: _number(value) if _is_number(value) else 0.0,
    "AND": lambda *tests: all(tests),
    "OR": lambda *tests: any(tests),
    "NA": lambda: "#N/A",
    "ISNUMBER": _is_number,
    "SUMPRODUCT": fsum,
    "COUNT": lambda cells: float(len(_numbers(cells))),
    "AVERAGE": lambda cells: statistics.fmean(_numbers(cells)),
    "MEDIAN": lambda cells: statistics.median(_numbers(cells)),
    "SMALL": lambda cells, rank: _ranked(cells, rank, largest=False),
    "LARGE": lambda cells, rank: _ranked(cells, rank, largest=True),
    "_xlfn.QUARTILE.INC": _quartile,
    "CHAR": lambda code: chr(int(code)),
    "ROW": lambda row: row,
    "IF": lambda test, yes, no=False: yes if test else no,
}
