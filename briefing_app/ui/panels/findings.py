"""What there is to say about the briefing: gravest first, with a click to the place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing_app.model.finding import Finding, Severity
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.style import theme
from briefing_app.ui.style.icons import paint_icon
from briefing_app.ui.style.tokens import BODY, CAPTION, GAP, SMALL
from briefing_app.ui.texts import text

Index = QModelIndex | QPersistentModelIndex
_LEFT, _TOP = 44, 9


class Role(IntEnum):
    """What rows carry."""

    FINDING = Qt.ItemDataRole.UserRole + 1


def place_text(finding: Finding) -> str:
    """Return where a finding is, in the window's language."""
    place = finding.place
    cells = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet
    slide = text("finding.slide", number=place.slide) if place.slide else ""
    return "  ·  ".join(part for part in (slide, place.file, cells, place.slot) if part)


class _Rows(QStyledItemDelegate):
    """Paints a finding: icon, message, what to do, where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the texts take at the list's width."""
        finding = index.data(Role.FINDING)
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else 400
        if not isinstance(finding, Finding):
            return QSize(wide, 40)
        return QSize(wide, sum(high for _, _, high in self._lines(finding, wide)) + 2 * _TOP)

    def _lines(self, finding: Finding, wide: int) -> list[tuple[str, QFont, int]]:
        room = max(80, wide - _LEFT - 2 * GAP)
        lines = []
        view = self.parent()
        for words, size in (
            (finding.message, BODY),
            (finding.remedy, SMALL),
            (place_text(finding), CAPTION),
        ):
            if words:
                font = QFont(view.font()) if isinstance(view, QWidget) else QFont()
                font.setPixelSize(size)
                flags = Qt.TextFlag.TextWordWrap
                rect = QFontMetrics(font).boundingRect(QRect(0, 0, room, 2000), flags, words)
                lines.append((words, font, rect.height() + 3))
        return lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one finding."""
        finding = index.data(Role.FINDING)
        if not isinstance(finding, Finding):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, QColor(colours.soft if chosen else colours.hover))
        image, colour = {
            Severity.ERROR: ("circle-alert", colours.negative),
            Severity.WARNING: ("triangle-alert", colours.caution),
            Severity.INFO: ("info", colours.quiet),
        }[finding.severity]
        paint_icon(painter, image, QRectF(rect.left() + 14, rect.top() + _TOP + 1, 18, 18), colour)
        top = rect.top() + _TOP
        room = rect.width() - _LEFT - 2 * GAP
        for number, (words, font, high) in enumerate(self._lines(finding, rect.width())):
            painter.setFont(font)
            painter.setPen(QColor(colours.text if number == 0 else colours.quiet))
            place = QRect(rect.left() + _LEFT, top, room, high)
            painter.drawText(place, int(Qt.TextFlag.TextWordWrap), words)
            top += high
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.left() + _LEFT, rect.bottom(), rect.right(), rect.bottom())
        painter.restore()


class FindingsPanel(QWidget):
    """The list of findings."""

    chosen = Signal(object)
    """The Finding that was clicked, or chosen by the return key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._findings: tuple[Finding, ...] = ()
        self._model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setObjectName("findings-list")
        self.view.setAccessibleName(text("findings.title"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Rows(self.view))
        self.view.setMouseTracking(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        # Hundreds of findings are measured a few at a time.
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(30)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState("circle-check", text("findings.none"), text("findings.none.remark"))
        )
        self._pages.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is shown, in order."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings, gravest first."""
        ordered = tuple(sorted(findings, key=lambda one: one.severity.rank))
        if ordered == self._findings:
            return
        self._findings = ordered
        self._model.clear()
        for finding in ordered:
            item = QStandardItem(f"{finding.message} {finding.remedy}")
            item.setEditable(False)
            item.setData(finding, Role.FINDING)
            said = f"{text(f'severity.{finding.severity.value}')}: {finding.message}"
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._pages.setCurrentIndex(1 if ordered else 0)

    def grave(self) -> int:
        """Return how many are more than good to know."""
        return sum(one.severity is not Severity.INFO for one in self._findings)

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(Role.FINDING)
        if isinstance(finding, Finding):
            self.chosen.emit(finding)
