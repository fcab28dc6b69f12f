"""The cells of the picked table, as in the worksheet, with its range marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence, Set
from itertools import chain
from typing import cast

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.item_models.cell_grid import (
    BLOCK,
    BLOCK_WIDE,
    EMPTY,
    CellGrid,
    CellRole,
    Sheet,
)
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.parts import ElidedLabel, frame, row
from briefing_app.ui.style import theme
from briefing_app.ui.texts import counted, text
from briefing_app.usecases.engine_frames import Frame, JsonObject

Index = QModelIndex | QPersistentModelIndex
_ROW, _LEAST, _MOST = 24, 64, 260
_PAD, _FAR, _MOST_OVER = 3, 4_000, 15
"""Where a cell's text begins, how long it may be, and over how many empty cells it is drawn."""
_ROWS_BEFORE, _COLUMNS_BEFORE = 3, 1
"""What is seen above and left of the table at first."""
_MOST_UNDER_WAY = 8
"""Blocks that are asked for at a time; what was scrolled past is given up."""


class _Cells(QStyledItemDelegate):
    """Draws the edge of the table over its cells, and texts over empty neighbours as Excel does."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, and the table's edge where it lies at one."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        rect: QRect = option.rect
        view = self.parent()
        source = _source_of(index) if isinstance(view, QTableView) else None
        if source is None or not isinstance(view, QTableView):
            super().paint(painter, option, index)
        else:
            shown.text = ""
            style = view.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
            self._run_over(painter, rect, view, source)
        edges = index.data(CellRole.EDGES)
        if edges:
            _draw_edges(painter, rect, str(edges))

    def _run_over(
        self, painter: QPainter, rect: QRect, view: QTableView, source: QModelIndex
    ) -> None:
        """Draw the part of a text that lies over a cell. source: the cell that it stands in."""
        header = view.horizontalHeader()
        left = header.sectionViewportPosition(source.column()) + _PAD
        painter.save()
        painter.setClipRect(rect.adjusted(0, 0, -1, -1))
        font = source.data(Qt.ItemDataRole.FontRole)
        painter.setFont(font if isinstance(font, QFont) else view.font())
        painter.setPen(QColor(source.data(Qt.ItemDataRole.ForegroundRole)))
        place = QRect(left, rect.top(), _FAR, rect.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, str(source.data()).partition("\n")[0])
        painter.restore()


class _Ruler(QHeaderView):
    """Row numbers or column letters, those of the table marked."""

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Paint a number or letter."""
        painter.save()
        super().paintSection(painter, rect, index)
        painter.restore()
        grid = self.model()
        if isinstance(grid, CellGrid) and grid.is_of_table(self.orientation(), index):
            across = self.orientation() == Qt.Orientation.Horizontal
            edge = rect.adjusted(0, rect.height() - 2, 0, 0) if across else rect.adjusted(
                rect.width() - 2, 0, 0, 0)  # fmt: skip
            painter.fillRect(edge, QColor(theme.current().accent))


def _source_of(index: Index) -> QModelIndex | None:
    """Return the cell whose text is drawn over this one: itself, if its neighbour is empty."""
    grid = index.model()
    if not isinstance(grid, CellGrid):
        return None
    row, column = index.row(), index.column()
    if grid.text_at(row, column):
        following = column + 1
        is_free = following < grid.columnCount() and not grid.text_at(row, following)
        return grid.index(row, column) if is_free and not grid.is_figure(row, column) else None
    for before in range(column - 1, max(-1, column - 1 - _MOST_OVER), -1):
        if grid.text_at(row, before):
            return None if grid.is_figure(row, before) else grid.index(row, before)
    return None


def _draw_edges(painter: QPainter, rect: QRect, edges: str) -> None:
    painter.save()
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    left, right = rect.left() + 1.0, float(rect.right())
    top, bottom = rect.top() + 1.0, float(rect.bottom())
    lines = {
        "t": QLineF(QPointF(left, top), QPointF(right, top)),
        "l": QLineF(QPointF(left, top), QPointF(left, bottom)),
        "b": QLineF(QPointF(left, bottom), QPointF(right, bottom)),
        "r": QLineF(QPointF(right, top), QPointF(right, bottom)),
    }
    for edge in edges:
        painter.drawLine(lines[edge])
    painter.restore()


def _numbers(spans: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return the numbers of spans (first and last, both included), in order."""
    if len(spans) == 1:
        return range(spans[0][0], spans[0][1] + 1)
    return [*chain.from_iterable(range(first, last + 1) for first, last in spans)]


class DataView(QWidget):
    """Shows the worksheet around a table; asks the engine for what is scrolled to."""

    def __init__(self, engine: EngineClient) -> None:
        super().__init__()
        self.setObjectName("data")
        self._engine = engine
        self._asked: JsonObject = {}
        self._under_way: dict[tuple[int, int], int] = {}
        self.model = CellGrid(self)
        self.model.wanted.connect(self._fetch)
        self.caption = ElidedLabel("", "strong")
        self.place = ElidedLabel("", "small")
        self.table = QTableView()
        self.table.setObjectName("cells")
        self.table.setAccessibleName(text("data.title"))
        for ruler in (_Ruler(Qt.Orientation.Horizontal), _Ruler(Qt.Orientation.Vertical)):
            ruler.setSectionsClickable(True)
            ruler.setHighlightSections(True)
            if ruler.orientation() == Qt.Orientation.Horizontal:
                self.table.setHorizontalHeader(ruler)
            else:
                self.table.setVerticalHeader(ruler)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Cells(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setDefaultSectionSize(96)
        self._pages = QStackedWidget()
        empty = EmptyState("table", text("data.empty"), text("data.empty.remark"))
        self._pages.addWidget(empty)
        self._pages.addWidget(self._shown())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _shown(self) -> QWidget:
        head = frame("bar")
        line = row(gap=12)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.caption, 3)
        line.addWidget(self.place, 2)
        head.setLayout(line)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        return page

    @property
    def shown(self) -> JsonObject:
        """Return which table is shown, as it was asked for."""
        return self._asked

    @property
    def under_way(self) -> Set[tuple[int, int]]:
        """Return where the blocks begin that were asked for and are not there yet."""
        return self._under_way.keys()

    def show_table(self, path: str, reference: str) -> None:
        """Show a table of a workbook. reference: a REF, "" for nothing."""
        asked: JsonObject = {"path": path, "table": reference}
        if asked == self._asked:
            return
        self._asked = asked
        if not reference:
            self._pages.setCurrentIndex(0)
            self.model.show(EMPTY)
            return
        self._engine.ask(
            Request("sheet", asked, self._expecting(asked, self._take_sheet), lane="sheet")
        )

    def refresh(self) -> None:
        """Ask for the table again: its workbook was read anew."""
        asked, self._asked = self._asked, {}
        if asked.get("table"):
            self.show_table(str(asked["path"]), str(asked["table"]))

    def _expecting(
        self, asked: JsonObject, take: Callable[[Frame], None]
    ) -> Callable[[Frame], None]:
        """Return what hears an answer only while it is about the table that is shown."""
        return lambda answer: take(answer) if asked == self._asked else None

    def _take_sheet(self, answer: Frame) -> None:
        facts = answer.header
        rows = _numbers(cast(list[list[int]], facts["rows"]))
        columns = tuple(cast(list[int], facts["columns"]))
        top, left, bottom, right = cast(list[int], facts["cells"])
        first, last = cast(list[int], facts["body"])
        labels = frozenset(cast(list[int], facts["labels"]))
        self._give_up()
        self.model.show(Sheet(rows, columns, top, left, bottom, right, (first, last), labels))
        for place, width in enumerate(cast(list[int], facts["widths"])):
            pixels = max(_LEAST, min(_MOST, width * 7 + 20))
            self.table.setColumnWidth(place, pixels)
        self.caption.setText(str(facts["title"]) or str(facts["reference"]))
        said = [str(facts["reference"]), counted("data.rows", cast(int, facts["data_rows"]))]
        self.place.setText("  ·  ".join(part for part in said if part))
        self._pages.setCurrentIndex(1)
        self._show_corner()

    def _show_corner(self) -> None:
        """Scroll so that the table's first cell is seen, with a little of what is around it."""
        sheet = self.model.sheet
        row, column = bisect_left(sheet.rows, sheet.top), bisect_left(sheet.columns, sheet.left)
        above = min(_ROWS_BEFORE, self.table.viewport().height() // _ROW // 4)
        self.table.verticalScrollBar().setValue(max(0, row - above))
        header = self.table.horizontalHeader()
        position = header.sectionPosition(max(0, column - _COLUMNS_BEFORE))
        self.table.horizontalScrollBar().setValue(position)

    def _fetch(self, first: int, left: int) -> None:
        asked = self._asked
        window: JsonObject = {"first": first, "count": BLOCK, "left": left, "width": BLOCK_WIDE}
        key = (first, left)
        while len(self._under_way) >= _MOST_UNDER_WAY:
            passed = next(iter(self._under_way))
            self._engine.cancel(self._under_way.pop(passed))
            self.model.forget(*passed)
        self._under_way[key] = self._engine.ask(
            Request(
                "cells",
                {**asked, **window},
                self._expecting(asked, lambda answer: self._take_cells(key, answer)),
                lambda _problem: self._skip(key),
            )
        )

    def _give_up(self) -> None:
        for number in self._under_way.values():
            self._engine.cancel(number)
        self._under_way.clear()

    def _skip(self, key: tuple[int, int]) -> None:
        self._under_way.pop(key, None)

    def _take_cells(self, key: tuple[int, int], answer: Frame) -> None:
        self._under_way.pop(key, None)
        texts = cast(list[list[str]], answer.header["texts"])
        self.model.take(*key, texts, cast(list[list[int]], answer.header["figures"]))

    def show_cell(self, address: str) -> None:
        """Bring a cell into view and choose it. address: A1."""
        from briefing_app.errors import CallError
        from briefing_app.model.cell_range import parse_cell

        try:
            line, letter = parse_cell(address.partition(":")[0])
        except CallError:
            return
        sheet = self.model.sheet
        if line in sheet.rows and letter in sheet.columns:
            index = self.model.index(sheet.rows.index(line), sheet.columns.index(letter))
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.table.setCurrentIndex(index)
