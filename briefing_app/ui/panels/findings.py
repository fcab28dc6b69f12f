"""What there is to say about the briefing: gravest first, with a click to the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    OWNER = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Owner:
    """What a finding belongs to: a slide by its number, else a workbook, else the whole deck.

    workbook: name of one that says something of itself, or of cells that no slide shows.
    """

    slide: int = 0
    workbook: str = ""

    @property
    def says(self) -> str:
        """Return it in the window's language."""
        if self.slide:
            return text("finding.slide", number=self.slide)
        return (
            text("finding.workbook", name=self.workbook) if self.workbook else text("finding.deck")
        )


def place_text(finding: Finding, owner: Owner) -> str:
    """Return what a finding belongs to and where it is, in the window's language."""
    place = finding.place
    cells = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet
    file = "" if owner.workbook else place.file
    return "  ·  ".join(part for part in (owner.says, file, cells, place.slot) if part)


class _Rows(QStyledItemDelegate):
    """Paints a finding: icon, message, what to do, where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the texts take at the list's width."""
        finding = index.data(Role.FINDING)
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else 400
        if not isinstance(finding, Finding):
            return QSize(wide, 40)
        lines = self._lines(finding, index.data(Role.OWNER), wide)
        return QSize(wide, sum(high for _, _, high in lines) + 2 * _TOP)

    def _lines(self, finding: Finding, owner: Owner, wide: int) -> list[tuple[str, QFont, int]]:
        room = max(80, wide - _LEFT - 2 * GAP)
        lines = []
        view = self.parent()
        for words, size in (
            (finding.message, BODY),
            (finding.remedy, SMALL),
            (place_text(finding, owner), CAPTION),
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
        lines = self._lines(finding, index.data(Role.OWNER), rect.width())
        for number, (words, font, high) in enumerate(lines):
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
        self._owners: tuple[Owner, ...] = ()
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

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Return what each of them belongs to."""
        return self._owners

    def show_findings(self, found: Sequence[tuple[Finding, Owner]]) -> None:
        """Show findings, gravest first, and of those what slides show before the rest."""
        ordered = sorted(found, key=lambda one: (one[0].severity.rank, bool(one[1].workbook)))
        findings, owners = tuple(one for one, _ in ordered), tuple(own for _, own in ordered)
        if (findings, owners) == (self._findings, self._owners):
            return
        self._findings, self._owners = findings, owners
        self._model.clear()
        for finding, owner in ordered:
            item = QStandardItem(f"{finding.message} {finding.remedy}")
            item.setEditable(False)
            item.setData(finding, Role.FINDING)
            item.setData(owner, Role.OWNER)
            kind = text(f"severity.{finding.severity.value}")
            said = f"{kind}: {finding.message} ({owner.says})"
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._pages.setCurrentIndex(1 if ordered else 0)

    def grave(self) -> int:
        """Return how many of what was picked are more than good to know."""
        return sum(
            one.severity is not Severity.INFO and not owner.workbook
            for one, owner in zip(self._findings, self._owners, strict=True)
        )

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(Role.FINDING)
        if isinstance(finding, Finding):
            self.chosen.emit(finding)
