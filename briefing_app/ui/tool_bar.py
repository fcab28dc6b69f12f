"""The toolbar: files and history at the left, template and language, building and exporting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from briefing_app.ui.actions import plain
from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import GAP, ICON
from briefing_app.ui.texts import text

_ROOM_FOR_LABELS, _ROOM_FOR_WORDS = 1120, 960


class ToolBar(QToolBar):
    """Buttons for actions, and the two choices that hold for the whole deck."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__(text("toolbar.name"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(ICON, ICON))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("open", "open-workbook", "save", "", "undo", "redo"):
            if name:
                self.addAction(actions[name])
            else:
                self.addSeparator()
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.template = Choice("template", text("toolbar.template"), 190)
        self.language = Choice("language", text("toolbar.language"), 120)
        self._choices: list[QAction] = []
        self._labels: list[QAction] = []
        self._has_choices = True
        for one in (self.template, self.language):
            said = QLabel(one.accessibleName())
            said.setProperty("role", "small")
            said.setContentsMargins(GAP, 0, 4, 0)
            self._labels.append(self.addWidget(said))
            self._choices.append(self.addWidget(one))
        self._choices.append(self.addSeparator())
        build = actions["build"]
        build.setIconText(f" {plain(build.text())}")  # the style leaves no room after an icon
        self.addAction(build)
        self.addWidget(_export_button(actions["export"]))
        for action in self.actions():
            widget = self.widgetForAction(action)
            if isinstance(widget, QToolButton) and action.text():
                widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                widget.setAccessibleName(plain(action.text()))
        self._build = self.widgetForAction(actions["build"])

    def show_choices(self, *, shown: bool) -> None:
        """Show template and language, or hide them while there is no deck."""
        self._has_choices = shown
        for one in self._choices:
            one.setVisible(shown)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them: what exports must stay in sight."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for one in self._labels:
            one.setVisible(self._has_choices and width >= _ROOM_FOR_LABELS)
        for choice, wide, least in ((self.template, 190, 136), (self.language, 120, 104)):
            choice.setMinimumWidth(wide if width >= _ROOM_FOR_WORDS else least)
        if isinstance(self._build, QToolButton):
            roomy = width >= _ROOM_FOR_WORDS
            beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            self._build.setToolButtonStyle(
                beside if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
            )


def _export_button(export: QAction) -> QToolButton:
    """Return the one button that stands out."""
    made = QToolButton()
    made.setObjectName("export-button")
    made.setToolTip(export.toolTip())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(export.trigger)
    export.enabledChanged.connect(made.setEnabled)
    made.setProperty("role", "primary")
    made.setIcon(icon("file-down", "on_accent"))
    made.setIconSize(QSize(ICON, ICON))
    made.setText(f" {text('toolbar.export')}")
    made.setAccessibleName(text("toolbar.export"))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


class Choice(QComboBox):
    """A choice in the toolbar. says: what is chosen; width: in pixels."""

    def __init__(self, name: str, says: str, width: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setMinimumWidth(width)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer choices, as (what is shown, what it stands for), with one of them chosen."""
        known = [(self.itemText(place), self.itemData(place)) for place in range(self.count())]
        if known != [*choices]:
            self.clear()
            for said, one in choices:
                self.addItem(said, one)
        self.setCurrentIndex(max(0, self.findData(chosen)))
