"""The page on which one works: sources, filmstrip, slide, data and findings, inspector."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.document import Document
from briefing_app.ui.engine_client import EngineClient
from briefing_app.ui.item_models.slide_list import SlideList
from briefing_app.ui.panels.data_view import DataView
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.panels.filmstrip import Filmstrip
from briefing_app.ui.panels.findings import FindingsPanel
from briefing_app.ui.panels.inspector import Inspector
from briefing_app.ui.panels.pictures import Pictures
from briefing_app.ui.panels.slide_view import SlideView
from briefing_app.ui.panels.sources import SourcesPanel
from briefing_app.ui.parts import ElidedLabel, action_button, button, frame, label
from briefing_app.ui.texts import text

_LEAST, _TIGHT = (190, 120, 300, 260), (140, 90, 270, 200)
"""Widths that the columns have at least, and those that they have in a window without room."""


class Workspace(QWidget):
    """Lays the panels out; the window tells them what to show."""

    def __init__(
        self, document: Document, engine: EngineClient, actions: dict[str, QAction]
    ) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._building = self._built(document, engine, actions)

    def build(self, *, whole: bool = True) -> bool:
        """Make the panels, all or the next one; return whether there is nothing left to make.

        Made one at a time while nobody waits, they do not hold the window up.
        """
        return all(whole for _ in self._building)

    def _built(
        self, document: Document, engine: EngineClient, actions: dict[str, QAction]
    ) -> Iterator[None]:
        """Make the panels from the outside in.

        Qt styles all that a widget holds anew each time it gets a parent: a panel put in its place
        first and filled then is styled once.
        """
        self._columns()
        self.slides = SlideList(self)
        self.sources = SourcesPanel(actions["open-workbook"])
        self._add_column(self.sources)
        yield
        self.filmstrip = Filmstrip(self.slides, Pictures(engine, "strip", self))
        self._add_column(self.filmstrip)
        yield
        self._middle(engine, actions)
        yield
        self._lower(engine)
        yield
        self.inspector = Inspector(document, engine)
        yield
        self._add_column(self.inspector)
        self._size_columns()

    def _columns(self) -> None:
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("columns")
        self.columns.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)

    def _add_column(self, widget: QWidget) -> None:
        """Put something at the right."""
        widget.setMinimumWidth(_LEAST[self.columns.count()])
        self.columns.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns be narrow where they would not fit: on a small screen at 200 %."""
        super().resizeEvent(event)
        handles = (len(_LEAST) - 1) * self.columns.handleWidth()
        is_tight = event.size().width() < sum(_LEAST) + handles
        for place in range(self.columns.count()):
            widget = self.columns.widget(place)
            if widget is not None:
                widget.setMinimumWidth((_TIGHT if is_tight else _LEAST)[place])
        percent = self.findChild(QLabel, "percent")
        if percent is not None:
            percent.setHidden(is_tight)

    def _middle(self, engine: EngineClient, actions: dict[str, QAction]) -> None:
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.setObjectName("middle")
        self._add_column(self.middle)
        self._stage = QStackedWidget()
        self.middle.addWidget(self._stage)
        self.add_all = button("", "primary", actions["add-all"].trigger, "plus")
        self.add_all.setObjectName("add-all-button")
        self.nothing = EmptyState(
            "presentation", text("slide.empty"), text("slide.empty.remark"), self.add_all
        )
        self._stage.addWidget(self.nothing)
        self.slide = SlideView(Pictures(engine, "view", self, one_at_a_time=True))
        self._stage.addWidget(self._slide_page(actions))

    def _size_columns(self) -> None:
        self.middle.setStretchFactor(0, 3)
        self.middle.setStretchFactor(1, 1)
        self.middle.setSizes([580, 200])
        self.columns.setSizes([304, 184, 632, 320])
        for place, stretch in enumerate((0, 0, 1, 0)):
            self.columns.setStretchFactor(place, stretch)
        for panel in (self.sources, self.filmstrip, self.inspector, self._below):
            panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            panel.setProperty("role", "panel-ground")

    def _slide_page(self, actions: dict[str, QAction]) -> QWidget:
        bar = frame("bar")
        bar.setFixedHeight(40)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 0, 8, 0)
        line.setSpacing(4)
        self.which = ElidedLabel("", "title")
        line.addWidget(self.which, 1)
        for name in ("move-up", "move-down", "remove"):
            line.addWidget(action_button(actions[name]))
        line.addSpacing(12)
        self.percent = label("", "small")
        self.percent.setObjectName("percent")
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for name in ("zoom-out", "zoom-in", "fit"):
            line.addWidget(action_button(actions[name]))
        line.addWidget(self.percent)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.slide, 1)
        self.slide.zoomed.connect(self._say_percent)
        return page

    def _lower(self, engine: EngineClient) -> None:
        self._below = QWidget()
        self._below.setMinimumHeight(100)
        self.middle.addWidget(self._below)
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(text("tabs.name"))
        self.tabs.addTab(text("data.title"))
        self.tabs.addTab(text("findings.title"))
        pages = QStackedWidget()
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        bar = frame("bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(4, 0, 8, 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        layout = QVBoxLayout(self._below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(pages, 1)
        self.data = DataView(engine)
        self.findings = FindingsPanel()
        pages.addWidget(self.data)
        pages.addWidget(self.findings)

    def show_stage(self, *, has_slides: bool) -> None:
        """Show the slide, or what to do when there is none."""
        self._stage.setCurrentIndex(1 if has_slides else 0)
        self._say_percent()

    def _say_percent(self) -> None:
        self.percent.setText(f"{self.slide.percent()} %")

    def panels(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through, in reading order."""
        lower = self.data.table if self.tabs.currentIndex() == 0 else self.findings.view
        first = self.inspector.first_field()
        return (self.sources.tree, self.filmstrip.view, self.slide, lower, first)

    def shapes(self) -> tuple[tuple[str, QByteArray], ...]:
        """Return the shapes of the splitters."""
        return (
            ("columns", self.columns.saveState()),
            ("middle", self.middle.saveState()),
        )
