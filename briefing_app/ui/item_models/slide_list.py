"""The slides of the briefing as a list: for the filmstrip, with reordering by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-briefing-slides"
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as the window knows it.

    key: stable in the briefing; item: key of the project's item that it shows, or "" for title,
    contents and summary; digest: equal for slides that look equal; severity: of its gravest
    finding, or "".
    """

    key: str
    item: str
    title: str
    section: str
    digest: str
    severity: str = ""


class Role(IntEnum):
    """What the filmstrip asks of the model."""

    SLIDE = Qt.ItemDataRole.UserRole + 1
    """The Slide."""
    OPENS = Qt.ItemDataRole.UserRole + 2
    """The name of the section that begins with it, or ""."""


class SlideList(QAbstractListModel):
    """The slides in order."""

    dropped = Signal(list, int)
    """Keys of the slides that were dragged, and the row before which they were dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slides: tuple[Slide, ...] = ()

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return the slides in order."""
        return self._slides

    def show(self, slides: Sequence[Slide]) -> None:
        """Take other slides; where their number is the same only changed ones are announced."""
        before, after = self._slides, tuple(slides)
        if [s.key for s in before] == [s.key for s in after]:
            self._slides = after
            for row, (old, new) in enumerate(zip(before, after, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._slides = after
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of a slide, -1 when it is not there."""
        return next((row for row, one in enumerate(self._slides) if one.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of slides."""
        return 0 if parent.isValid() else len(self._slides)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a role asks of a slide."""
        if not index.isValid() or index.row() >= len(self._slides):
            return None
        row = index.row()
        slide = self._slides[row]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row + 1}. {slide.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return slide.title
        if role == Role.SLIDE:
            return slide
        if role == Role.OPENS:
            before = self._slides[row - 1].section if row else ""
            return slide.section if slide.section != before else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a slide; those that show no item stay where they are."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._slides[index.row()].item:
            own |= Qt.ItemFlag.ItemIsDragEnabled
        return own

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that slides are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one type that is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the keys of the dragged slides, one per line."""
        keys = "\n".join(self._slides[index.row()].key for index in indexes)
        data = QMimeData()
        data.setData(MIME, QByteArray(keys.encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell whether something may be dropped between slides."""
        return data.hasFormat(MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Say what was dropped where; the briefing changes, and then the list."""
        keys = bytes(data.data(MIME).data()).decode().splitlines()
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self._slides)
        self.dropped.emit(keys, place)
        return False  # the rows are not taken out by the view: they come anew
