"""The cells around a data table, as worksheet rows and columns; fetched as they are scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from briefing_app.model.cell_range import column_letters
from briefing_app.ui.style import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
BLOCK = 100
"""Rows that are fetched together."""
_MOST_BLOCKS = 64


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of a worksheet.

    rows and columns: 1-based worksheet numbers of what is shown, in order; top, left, bottom,
    right: the table in it; header_rows, header_cols: how many of its rows and columns are headers.
    """

    rows: Sequence[int]
    columns: tuple[int, ...]
    top: int
    left: int
    bottom: int
    right: int
    header_rows: int
    header_cols: int
    numeric: tuple[bool, ...]


EMPTY = Sheet((), (), 0, 0, 0, 0, 0, 0, ())


class CellRole(IntEnum):
    """What the view asks beside the text."""

    EDGES = Qt.ItemDataRole.UserRole + 1
    """Which edges of the table the cell lies at: letters of ``tlbr``, or "" (None: outside)."""


class CellGrid(QAbstractTableModel):
    """A part of a worksheet with the table in it."""

    wanted = Signal(int, int)
    """First row, counted from 0, and number of rows whose texts are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = EMPTY
        self._blocks: dict[int, Sequence[Sequence[str]] | None] = {}

    @property
    def sheet(self) -> Sheet:
        """Return what is shown."""
        return self._sheet

    def show(self, sheet: Sheet) -> None:
        """Show another part of a worksheet; its texts are asked for when they are seen."""
        self.beginResetModel()
        self._sheet = sheet
        self._blocks = {}
        self.endResetModel()

    def take(self, first: int, texts: Sequence[Sequence[str]]) -> None:
        """Take the texts of some rows. first: counted from 0, as they were asked for."""
        self._blocks[first // BLOCK] = texts
        last = min(first + BLOCK, self.rowCount()) - 1
        if last >= first:
            right = self.columnCount() - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._sheet.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return letters and numbers as Excel has them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            columns = self._sheet.columns
            return column_letters(columns[section]) if section < len(columns) else None
        return self._sheet.rows[section] if section < len(self._sheet.rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._sheet.numeric[column] and not self._is_header(row, column)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == CellRole.EDGES:
            return self._edges(row, column)
        return self._look(row, column, role)

    def _look(self, row: int, column: int, role: int) -> object:
        colours = theme.current()
        inside, header = self._is_inside(row, column), self._is_header(row, column)
        if role == Qt.ItemDataRole.BackgroundRole and inside:
            return QColor(colours.soft if header else colours.marked)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colours.on_soft if header else colours.text if inside else colours.quiet)
        if role == Qt.ItemDataRole.FontRole and header:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _text(self, row: int, column: int) -> str:
        number = row // BLOCK
        if number not in self._blocks:
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            self._blocks[number] = None
            self.wanted.emit(number * BLOCK, BLOCK)
        block = self._blocks[number]
        if block is None or row % BLOCK >= len(block):
            return ""
        texts = block[row % BLOCK]
        return texts[column] if column < len(texts) else ""

    def _is_inside(self, row: int, column: int) -> bool:
        sheet = self._sheet
        number, letter = sheet.rows[row], sheet.columns[column]
        return sheet.top <= number <= sheet.bottom and sheet.left <= letter <= sheet.right

    def _is_header(self, row: int, column: int) -> bool:
        sheet = self._sheet
        return self._is_inside(row, column) and (
            sheet.rows[row] < sheet.top + sheet.header_rows
            or sheet.columns[column] < sheet.left + sheet.header_cols
        )

    def _edges(self, row: int, column: int) -> str | None:
        if not self._is_inside(row, column):
            return None
        sheet = self._sheet
        number, letter = sheet.rows[row], sheet.columns[column]
        at = (
            ("t", number == sheet.top),
            ("l", letter == sheet.left),
            ("b", number == sheet.bottom),
            ("r", letter == sheet.right),
        )
        return "".join(edge for edge, here in at if here)
