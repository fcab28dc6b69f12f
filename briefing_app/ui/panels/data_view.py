"""The cells of the picked table, as in the worksheet, with its range marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import cast

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.item_models.cell_grid import EMPTY, CellGrid, CellRole, Sheet
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.parts import ElidedLabel, frame, row
from briefing_app.ui.style import theme
from briefing_app.ui.texts import counted, text
from briefing_app.usecases.engine_frames import Frame, JsonObject

Index = QModelIndex | QPersistentModelIndex
_ROW, _LEAST, _MOST = 24, 64, 260


class _Cells(QStyledItemDelegate):
    """Draws the edge of the table over its cells."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, and the table's edge where it lies at one."""
        super().paint(painter, option, index)
        edges = index.data(CellRole.EDGES)
        if not edges:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        left, right = float(rect.left()), float(rect.right())
        top, bottom = float(rect.top()), float(rect.bottom())
        lines = {
            "t": QLineF(QPointF(left, top), QPointF(right, top)),
            "l": QLineF(QPointF(left, top), QPointF(left, bottom)),
            "b": QLineF(QPointF(left, bottom), QPointF(right, bottom)),
            "r": QLineF(QPointF(right, top), QPointF(right, bottom)),
        }
        for edge in str(edges):
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
        self.model = CellGrid(self)
        self.model.wanted.connect(self._fetch)
        self.caption = ElidedLabel("", "strong")
        self.place = ElidedLabel("", "small")
        self.table = QTableView()
        self.table.setObjectName("cells")
        self.table.setAccessibleName(text("data.title"))
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
        columns = cast(list[int], facts["columns"])
        top, left, bottom, right = cast(list[int], facts["cells"])
        headers = cast(list[int], facts["headers"])
        numeric = tuple(bool(one) for one in cast(list[bool], facts["numeric"]))
        self.model.show(
            Sheet(rows, tuple(columns), top, left, bottom, right, headers[0], headers[1], numeric)
        )
        for place, width in enumerate(cast(list[int], facts["widths"])):
            pixels = max(_LEAST, min(_MOST, width * 7 + 20))
            self.table.setColumnWidth(place, pixels)
        self.caption.setText(str(facts["title"]) or str(facts["reference"]))
        said = [str(facts["reference"]), counted("data.rows", bottom - top + 1 - headers[0])]
        self.place.setText("  ·  ".join(part for part in said if part))
        self._pages.setCurrentIndex(1)

    def _fetch(self, first: int, count: int) -> None:
        asked = self._asked
        self._engine.ask(
            Request(
                "cells",
                {**asked, "first": first, "count": count},
                self._expecting(asked, lambda answer: self._take_cells(first, answer)),
            )
        )

    def _take_cells(self, first: int, answer: Frame) -> None:
        self.model.take(first, cast(list[list[str]], answer.header["texts"]))

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

    def header_text(self, column: int) -> str:
        """Return a column's letters."""
        return str(self.model.headerData(column, Qt.Orientation.Horizontal))
