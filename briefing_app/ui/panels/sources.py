"""The workbooks and what they offer: topics and tables to tick, with search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefing_app.model.edits import Pick
from briefing_app.model.project import Project
from briefing_app.ui.item_models.source_tree import (
    Branch,
    Entry,
    Role,
    Search,
    SourceTree,
    Status,
)
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.parts import PanelBar, action_button, button
from briefing_app.ui.style import theme
from briefing_app.ui.style.icons import icon, paint_icon
from briefing_app.ui.style.tokens import BODY, CAPTION, GAP, SMALL
from briefing_app.ui.texts import text

Index = QModelIndex | QPersistentModelIndex
_LINE, _ONE_LINE, _BOOK = 18, 28, 34
_MOST_LINES = 2
"""Of a title; what is over ends in …"""
_TICK = 16


def _is_ticked(index: Index) -> bool:
    ticked = index.data(Qt.ItemDataRole.CheckStateRole)
    return ticked in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


class _Rows(QStyledItemDelegate):
    """Paints workbooks, groups, and topics and tables with their second line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        entry, view = index.data(Role.ENTRY), self.parent()
        if isinstance(entry, Entry) and isinstance(view, QTreeView):
            lines = _lines(entry.title, _room(view, index), view.font())
            return QSize(120, len(lines) * _LINE + 26)
        return QSize(120, _BOOK if index.data(Role.BRANCH) else _ONE_LINE)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick by a click on the box or by the space bar; a click on the words only chooses."""
        if not isinstance(index.data(Role.ENTRY), Entry):
            return False
        if isinstance(event, QKeyEvent):
            wanted = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        elif isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            at, rect = event.position().toPoint(), option.rect
            box = QRect(rect.left(), rect.top(), _TICK + GAP, _TICK + 2 * GAP)
            wanted = event.button() is Qt.MouseButton.LeftButton and box.contains(at)
        else:
            return False
        if wanted:
            state = Qt.CheckState.Unchecked if _is_ticked(index) else Qt.CheckState.Checked
            model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return wanted

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft if chosen else colours.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, -4, -1), 5, 5)
        entry, branch = index.data(Role.ENTRY), index.data(Role.BRANCH)
        if isinstance(entry, Entry):
            view = self.parent()
            room = _room(view, index) if isinstance(view, QTreeView) else rect.width()
            self._entry(painter, rect, entry, room, on=_is_ticked(index))
        elif isinstance(branch, Branch):
            self._branch(painter, rect, branch)
        else:
            self._group(painter, rect, str(index.data()))
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRect, entry: Entry, room: int, *, on: bool) -> None:
        colours = theme.current()
        box = QRectF(rect.left() + 4, rect.top() + 8, _TICK, _TICK)
        painter.setPen(QColor(colours.accent if on else colours.edge))
        painter.setBrush(QColor(colours.accent if on else colours.field))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), colours.on_accent)
        left = rect.left() + 4 + _TICK + GAP
        top = rect.top() + 4
        font = painter.font()
        font.setPixelSize(BODY)
        for words in _lines(entry.title, room, font):
            _line(painter, QRect(left, top, room, _LINE), words, colours.text, BODY)
            top += _LINE
        detail = QRect(left + 18, top, room - 18, 16)
        paint_icon(painter, entry.icon, QRectF(left, top + 1, 14, 14), colours.quiet)
        _line(painter, detail, entry.detail, colours.quiet, CAPTION)

    def _branch(self, painter: QPainter, rect: QRect, branch: Branch) -> None:
        colours = theme.current()
        names = {
            Status.READING: ("refresh-cw", colours.accent),
            Status.CHANGED: ("refresh-cw", colours.caution),
            Status.MISSING: ("triangle-alert", colours.negative),
            Status.BROKEN: ("circle-alert", colours.negative),
        }
        image, colour = names.get(branch.status, ("file-spreadsheet", colours.positive))
        middle = rect.center().y()
        paint_icon(painter, image, QRectF(rect.left() + 3, middle - 8, 17, 17), colour)
        place = QRect(rect.left() + 27, rect.top(), rect.width() - 35, rect.height())
        _line(painter, place, branch.name, colours.text, BODY, bold=True)

    def _group(self, painter: QPainter, rect: QRect, name: str) -> None:
        place = rect.adjusted(4, 0, -8, 0)
        _line(painter, place, name, theme.current().quiet, SMALL, bold=True)


@lru_cache(maxsize=4096)
def _broken(words: str, room: int, families: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title as lines in a room; the last one may be too long."""
    font = QFont()
    font.setFamilies([*families])
    font.setPixelSize(BODY)
    layout = QTextLayout(words, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, room))
        start = line.textStart()
        if len(lines) == _MOST_LINES - 1:
            lines.append(words[start:])
            break
        lines.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)


def _room(view: QTreeView, index: Index) -> int:
    """Return the width of a title's lines: the same whether there is a scroll bar or not."""
    depth = 2 if index.parent().parent().isValid() else 1
    bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    return view.width() - bar - (depth + 1) * view.indentation() - _TICK - 3 * GAP


def _lines(words: str, room: int, font: QFont) -> tuple[str, ...]:
    return _broken(words, room, tuple(font.families() or [font.family()]))


def _line(
    painter: QPainter, place: QRect, words: str, colour: str, size: int, *, bold: bool = False
) -> None:
    font = painter.font()
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class _Tree(QTreeView):
    """A tree that lays its rows out anew when its width changes: their heights follow it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class SourcesPanel(QWidget):
    """The tree with its search field. open_action: opens workbooks."""

    ticked = Signal(object, bool)
    """A Pick, and whether it was ticked."""
    looked_at = Signal(object)
    """The Entry whose row was chosen."""
    add_all_asked = Signal(str, bool)
    """Key of a source, and whether its topics are meant (else its tables)."""
    remove_asked = Signal(str)
    update_asked = Signal(str)
    locate_asked = Signal(str)

    def __init__(self, open_action: QAction) -> None:
        super().__init__()
        self.setObjectName("sources")
        self.model = SourceTree(self)
        self._search_rows = Search(self)
        self._search_rows.setSourceModel(self.model)
        self._search_rows.setAutoAcceptChildRows(True)
        bar = PanelBar(text("sources.title"))
        bar.add(action_button(open_action))
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText(text("sources.search"))
        self.search.setAccessibleName(text("sources.search"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        clear = QAction(icon("x"), text("sources.clear"), self)
        clear.triggered.connect(self.search.clear)
        self.search.addAction(clear, QLineEdit.ActionPosition.TrailingPosition)
        clear.setVisible(False)
        self.search.textChanged.connect(self._look)
        self.search.textChanged.connect(lambda typed: clear.setVisible(bool(typed)))
        self.tree = self._tree()
        nothing = EmptyState("search", text("sources.none"), text("sources.none.remark"))
        opener = button(text("sources.open"), "", open_action.trigger)
        empty = EmptyState(
            "file-spreadsheet", text("sources.empty"), text("sources.empty.remark"), opener
        )
        self._pages = QStackedWidget()
        for page in (self.tree, nothing, empty):
            self._pages.addWidget(page)
        searching = QWidget()
        searching.setProperty("role", "panel-ground")
        inner = QVBoxLayout(searching)
        inner.setContentsMargins(12, GAP, 12, GAP)
        inner.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (bar, searching):
            layout.addWidget(widget)
        layout.addWidget(self._pages, 1)
        self.model.ticked.connect(self.ticked)

    def _tree(self) -> QTreeView:
        tree = _Tree()
        tree.setObjectName("topics")
        tree.setAccessibleName(text("sources.title"))
        tree.setModel(self._search_rows)
        tree.setItemDelegate(_Rows(tree))
        tree.setHeaderHidden(True)
        tree.setIndentation(14)
        tree.setExpandsOnDoubleClick(False)
        tree.setMouseTracking(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._menu)
        tree.selectionModel().currentChanged.connect(self._current)
        tree.clicked.connect(self._unfold_clicked)
        return tree

    def show_sources(self, branches: Sequence[Branch]) -> None:
        """Show workbooks; those that are new are unfolded."""
        known = {branch.key: branch.entries for branch in self.model.branches}
        names = {"topics": text("sources.topics"), "tables": text("sources.tables")}
        self.model.show(branches, names)
        for place, branch in enumerate(branches):
            if branch.entries and not known.get(branch.key):
                self._unfold(self._search_rows.mapFromSource(self.model.index(place, 0)))
        self._choose_page()

    def _unfold(self, index: QModelIndex) -> None:
        self.tree.setExpanded(index, True)
        first = self._search_rows.index(0, 0, index)
        if first.isValid() and first.data(Role.ENTRY) is None:
            self.tree.setExpanded(first, True)

    def show_ticks(self, project: Project) -> None:
        """Tick what is in the briefing."""
        picks = Counter(Pick(i.source, i.topic, i.table) for i in project.items)
        self.model.tick(picks)

    def show_chosen(self, pick: Pick | None) -> None:
        """Choose a row without saying so, None for no row; one that a search hides is not shown."""
        found = self.model.index_of(pick) if pick is not None else QModelIndex()
        index = self._search_rows.mapFromSource(found)
        if index.isValid() and index == self.tree.currentIndex() and self.tree.selectedIndexes():
            return
        self._follows = True
        if index.isValid():
            self.tree.setCurrentIndex(index)
        else:
            self.tree.clearSelection()
        self._follows = False

    _follows = False
    """The row that is chosen is what another panel shows already."""

    def _look(self, typed: str) -> None:
        self._search_rows.look_for(typed)
        if typed.strip():
            self.tree.expandAll()
        self._choose_page()

    def _choose_page(self) -> None:
        if not self.model.branches:
            self._pages.setCurrentIndex(2)
        else:
            self._pages.setCurrentIndex(0 if self._search_rows.rowCount() else 1)

    def _current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = current.data(Role.ENTRY)
        if isinstance(entry, Entry) and not self._follows:
            self.looked_at.emit(entry)

    def _unfold_clicked(self, index: QModelIndex) -> None:
        if not isinstance(index.data(Role.ENTRY), Entry):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        while index.isValid() and not isinstance(index.data(Role.BRANCH), Branch):
            index = index.parent()
        branch = index.data(Role.BRANCH)
        if isinstance(branch, Branch):
            self.menu_of(branch).popup(self.tree.viewport().mapToGlobal(at))

    def menu_of(self, branch: Branch) -> QMenu:
        """Return what can be done with a workbook."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = branch.key
        if branch.has_topics:
            adds = menu.addAction(icon("plus"), text("sources.add-topics"))
            adds.triggered.connect(lambda: self.add_all_asked.emit(key, True))
        adds = menu.addAction(icon("plus"), text("sources.add-tables"))
        adds.triggered.connect(lambda: self.add_all_asked.emit(key, False))
        updates = menu.addAction(icon("refresh-cw"), text("sources.update"))
        updates.triggered.connect(lambda: self.update_asked.emit(key))
        finds = menu.addAction(icon("folder"), text("sources.locate"))
        finds.triggered.connect(lambda: self.locate_asked.emit(key))
        menu.addSeparator()
        removes = menu.addAction(icon("trash-2"), text("sources.remove"))
        removes.triggered.connect(lambda: self.remove_asked.emit(key))
        return menu
