"""The worksheet around a data table; its cells are fetched as they are scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
from briefing_app.ui.texts import text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
BLOCK, BLOCK_WIDE = 100, 60
"""Rows and columns that are fetched together."""
_MOST_BLOCKS = 64


class Part(IntEnum):
    """What a cell is to the table."""

    OUTSIDE = 0
    HEADER = 1
    LABEL = 2
    BODY = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of a worksheet.

    rows and columns: 1-based worksheet numbers of what is shown, in order; top, left, bottom,
    right: the table in it; body: its first and last row with data; labels: its columns of labels.
    """

    rows: Sequence[int]
    columns: tuple[int, ...]
    top: int
    left: int
    bottom: int
    right: int
    body: tuple[int, int]
    labels: frozenset[int]

    def part(self, row: int, column: int) -> Part:
        """Return what a worksheet's cell is to the table."""
        if not (self.top <= row <= self.bottom and self.left <= column <= self.right):
            return Part.OUTSIDE
        if not self.body[0] <= row <= self.body[1]:
            return Part.HEADER
        return Part.LABEL if column in self.labels else Part.BODY


EMPTY = Sheet((), (), 0, 0, 0, 0, (0, 0), frozenset())


class CellRole(IntEnum):
    """What the view asks beside the text."""

    EDGES = Qt.ItemDataRole.UserRole + 1
    """Which edges of the table the cell lies at: letters of ``tlbr``, or "" (None: outside)."""
    PART = Qt.ItemDataRole.UserRole + 2
    """What the cell is to the table: a Part."""


@dataclass(slots=True)
class _Block:
    """A window of cells. figures: for each row, the columns in the window that hold figures."""

    texts: Sequence[Sequence[str]] = ()
    figures: Sequence[Sequence[int]] = field(default_factory=tuple)


class CellGrid(QAbstractTableModel):
    """A part of a worksheet with the table in it."""

    wanted = Signal(int, int)
    """Row and column, counted from 0, where a block begins that is seen and not there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = EMPTY
        self._blocks: dict[tuple[int, int], _Block | None] = {}

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

    def take(
        self,
        first: int,
        left: int,
        texts: Sequence[Sequence[str]],
        figures: Sequence[Sequence[int]],
    ) -> None:
        """Take a block of cells; first and left as they were asked for."""
        self._blocks[first // BLOCK, left // BLOCK_WIDE] = _Block(texts, figures)
        last = min(first + BLOCK, self.rowCount()) - 1
        right = min(left + BLOCK_WIDE, self.columnCount()) - 1
        if last >= first and right >= left:
            self.dataChanged.emit(self.index(first, left), self.index(last, right))

    def forget(self, first: int, left: int) -> None:
        """Note that a block does not come; it is asked for again when it is seen."""
        key = first // BLOCK, left // BLOCK_WIDE
        if self._blocks.get(key, _Block()) is None:
            del self._blocks[key]

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
        across = orientation == Qt.Orientation.Horizontal
        numbers = self._sheet.columns if across else self._sheet.rows
        if role != Qt.ItemDataRole.DisplayRole or section >= len(numbers):
            return None
        return column_letters(numbers[section]) if across else numbers[section]

    def is_of_table(self, orientation: Qt.Orientation, section: int) -> bool:
        """Return whether a row or column goes through the table."""
        sheet = self._sheet
        if orientation == Qt.Orientation.Horizontal:
            return sheet.left <= sheet.columns[section] <= sheet.right
        return sheet.top <= sheet.rows[section] <= sheet.bottom

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_at(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.is_figure(row, column)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == CellRole.EDGES:
            return self._edges(row, column)
        if role == CellRole.PART:
            return self.part(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column)
        return self._look(self.part(row, column), role)

    def part(self, row: int, column: int) -> Part:
        """Return what a cell is to the table."""
        return self._sheet.part(self._sheet.rows[row], self._sheet.columns[column])

    def _look(self, part: Part, role: int) -> object:
        colours = theme.current()
        if role == Qt.ItemDataRole.BackgroundRole:
            grounds = (colours.canvas, colours.soft, colours.marked, colours.surface)
            return QColor(grounds[part])
        if role == Qt.ItemDataRole.ForegroundRole:
            inks = (colours.quiet, colours.on_soft, colours.text, colours.text)
            return QColor(inks[part])
        if role == Qt.ItemDataRole.FontRole and part is Part.HEADER:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _said(self, row: int, column: int) -> str:
        """Return a cell for those who do not see its colour."""
        kind = {Part.HEADER: "data.header", Part.LABEL: "data.label", Part.OUTSIDE: "data.outside"}
        part = self.part(row, column)
        words = self.text_at(row, column)
        return f"{words}, {text(kind[part])}" if part in kind and words else words

    def text_at(self, row: int, column: int) -> str:
        """Return what stands in a cell, "" while that is not there yet."""
        block = self._block(row, column)
        if block is None or row % BLOCK >= len(block.texts):
            return ""
        texts = block.texts[row % BLOCK]
        place = column % BLOCK_WIDE
        return texts[place] if place < len(texts) else ""

    def is_figure(self, row: int, column: int) -> bool:
        """Return whether a cell holds a figure, as far as it is there."""
        block = self._blocks.get((row // BLOCK, column // BLOCK_WIDE))
        if block is None or row % BLOCK >= len(block.figures):
            return False
        return column % BLOCK_WIDE in block.figures[row % BLOCK]

    def _block(self, row: int, column: int) -> _Block | None:
        key = row // BLOCK, column // BLOCK_WIDE
        if key not in self._blocks:
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            self._blocks[key] = None
            self.wanted.emit(key[0] * BLOCK, key[1] * BLOCK_WIDE)
        return self._blocks[key]

    def _edges(self, row: int, column: int) -> str | None:
        sheet = self._sheet
        if self.part(row, column) is Part.OUTSIDE:
            return None
        at = (
            ("t", not row or sheet.rows[row - 1] < sheet.top),
            ("l", not column or sheet.columns[column - 1] < sheet.left),
            ("b", row + 1 == len(sheet.rows) or sheet.rows[row + 1] > sheet.bottom),
            ("r", column + 1 == len(sheet.columns) or sheet.columns[column + 1] > sheet.right),
        )
        return "".join(edge for edge, here in at if here)
