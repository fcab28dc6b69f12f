"""Workbooks with their topics and tables, to be ticked and searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from briefing_app.model.edits import Pick


class Status(StrEnum):
    """How a workbook is doing."""

    READING = "reading"
    READY = "ready"
    CHANGED = "changed"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic or table that can be picked.

    pick: what is added to the briefing; title, detail: the two lines that are shown; words: what a
    search looks at; table: the REF whose cells are shown, or "".
    """

    pick: Pick
    title: str
    detail: str
    words: str
    icon: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A workbook and what it offers. key: of the source; message: what is wrong with it."""

    key: str
    name: str
    path: str
    status: Status
    entries: tuple[Entry, ...] = ()
    message: str = ""
    has_topics: bool = False


class Role(IntEnum):
    """What rows carry."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    BRANCH = Qt.ItemDataRole.UserRole + 2
    WORDS = Qt.ItemDataRole.UserRole + 3
    GROUP = Qt.ItemDataRole.UserRole + 4


@dataclass(slots=True)
class _Shown:
    branch: Branch
    row: QStandardItem
    entries: dict[Pick, QStandardItem] = field(default_factory=dict)


class SourceTree(QStandardItemModel):
    """The tree: workbook → group → topic or table."""

    ticked = Signal(object, bool)
    """A Pick, and whether it was ticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, _Shown] = {}
        self._picked: Mapping[Pick, int] = {}
        self._quiet = False
        self.itemChanged.connect(self._changed)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Return the workbooks in order."""
        return tuple(one.branch for one in self._shown.values())

    def show(self, branches: Sequence[Branch], groups: Mapping[str, str]) -> None:
        """Take other workbooks. groups: the names of the groups ``topics`` and ``tables``."""
        if self.branches == tuple(branches):
            return
        self._quiet = True
        kept = {key: one for key, one in self._shown.items() if one.branch in branches}
        for key in [key for key in self._shown if key not in kept]:
            self.removeRow(self._shown.pop(key).row.row())
        for place, branch in enumerate(branches):
            if branch.key not in kept:
                made = self._made(branch, groups)
                self.insertRow(place, made.row)
                kept[branch.key] = made
        self._shown = {branch.key: kept[branch.key] for branch in branches}
        self._quiet = False
        self.tick(self._picked)

    def tick(self, picked: Mapping[Pick, int]) -> None:
        """Have exactly these ticked. picked: how often each is in the briefing."""
        self._picked = picked
        self._quiet = True
        for shown in self._shown.values():
            for pick, row in shown.entries.items():
                state = Qt.CheckState.Checked if pick in picked else Qt.CheckState.Unchecked
                if row.checkState() is not state:
                    row.setCheckState(state)
        self._quiet = False

    def index_of(self, pick: Pick) -> QModelIndex:
        """Return where a pick stands; invalid when it does not."""
        for shown in self._shown.values():
            if pick in shown.entries:
                return shown.entries[pick].index()
        return QModelIndex()

    def _made(self, branch: Branch, groups: Mapping[str, str]) -> _Shown:
        row = QStandardItem(branch.name)
        row.setEditable(False)
        row.setData(branch, Role.BRANCH)
        row.setData(branch.name, Role.WORDS)
        row.setToolTip(branch.message or branch.path)
        shown = _Shown(branch, row)
        for group, name in groups.items():
            entries = [one for one in branch.entries if bool(one.pick.topic) == (group == "topics")]
            if not entries:
                continue
            parent = row
            if branch.has_topics:
                parent = QStandardItem(f"{name} ({len(entries)})")
                parent.setEditable(False)
                parent.setSelectable(False)
                parent.setData(name, Role.GROUP)
                row.appendRow(parent)
            for entry in entries:
                shown.entries[entry.pick] = _entry_row(entry)
                parent.appendRow(shown.entries[entry.pick])
        return shown

    def _changed(self, row: QStandardItem) -> None:
        entry = row.data(Role.ENTRY)
        if not self._quiet and isinstance(entry, Entry):
            is_on = row.checkState() is Qt.CheckState.Checked
            if is_on != (entry.pick in self._picked):
                self.ticked.emit(entry.pick, is_on)


def _entry_row(entry: Entry) -> QStandardItem:
    row = QStandardItem(entry.title)
    row.setEditable(False)
    row.setCheckable(True)
    row.setData(entry, Role.ENTRY)
    row.setData(entry.words, Role.WORDS)
    row.setData(f"{entry.title}, {entry.detail}", Qt.ItemDataRole.AccessibleTextRole)
    row.setToolTip(entry.title)
    return row


class Search(QSortFilterProxyModel):
    """The rows in which every word that was typed occurs, with those above them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setRecursiveFilteringEnabled(True)

    def look_for(self, typed: str) -> None:
        """Show only what has these words, in any order and case; all when there are none."""
        self.beginFilterChange()
        self._words = tuple(typed.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a row has all the words."""
        if not self._words:
            return True
        words = str(self.sourceModel().index(row, 0, parent).data(Role.WORDS) or "").casefold()
        return bool(words) and all(word in words for word in self._words)
