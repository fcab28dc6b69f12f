"""Working on a briefing: what the panels of the workspace do to the document, and show of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from briefing_app.model import edits
from briefing_app.model.edits import Pick
from briefing_app.model.finding import Finding
from briefing_app.ui.actions import connect
from briefing_app.ui.decoration_menu import slide_menu
from briefing_app.ui.exhibit_options import ExhibitOptions
from briefing_app.ui.item_models.source_tree import Entry, Status
from briefing_app.ui.panels.findings import Owner
from briefing_app.ui.texts import text
from briefing_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from briefing_app.ui.main_window import MainWindow


class Working(QObject):
    """Ties the workspace to the session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._document = window.session.document
        self.workspace = Workspace(self._document, self._session.engine, window.actions_by_name)
        self._is_connected = False

    def build(self, *, whole: bool = True) -> bool:
        """Make the workspace, or the next part of it; return whether it can be worked with."""
        if not self.workspace.build(whole=whole):
            return False
        if not self._is_connected:
            self._is_connected = True
            self._connect()
            self.restore_shapes()
        return True

    def _connect(self) -> None:
        space, session = self.workspace, self._session
        space.sources.ticked.connect(self._ticked)
        space.sources.looked_at.connect(self._look_at)
        space.sources.add_all_asked.connect(self._add_all_of)
        space.sources.remove_asked.connect(self._remove_source)
        space.sources.update_asked.connect(session.books.update)
        space.sources.locate_asked.connect(self._locate)
        space.filmstrip.chosen.connect(self._choose)
        space.filmstrip.chosen.connect(self._choose_in_tree)
        space.filmstrip.delete_asked.connect(self._remove)
        space.filmstrip.view.addAction(self._window.actions_by_name["remove"])
        space.slides.dropped.connect(self._dropped)
        space.slide.page_asked.connect(self._leaf)
        space.slide.menu_asked.connect(self._ask_menu)
        space.findings.chosen.connect(self._go_to)
        session.deck.updated.connect(self._show_slides)
        session.books.changed.connect(self._show_sources)
        session.books.read.connect(space.data.refresh)
        self._document.changed.connect(self._changed)
        view = space.slide
        connect(
            self._window.actions_by_name,
            {
                "find": self._find,
                "add-all": self._add_all,
                "remove": self._remove,
                "move-up": lambda: self._move(-1),
                "move-down": lambda: self._move(1),
                "update": self._update_all,
                "zoom-in": lambda: view.step(1),
                "zoom-out": lambda: view.step(-1),
                "fit": view.fit,
                "show-data": lambda: self._show_tab(0),
                "show-findings": lambda: self._show_tab(1),
                "next-panel": lambda: self._panel(1),
                "previous-panel": lambda: self._panel(-1),
            },
        )

    def restore_shapes(self) -> None:
        """Give the splitters the shapes that they had."""
        for name, splitter in (
            ("columns", self.workspace.columns),
            ("middle", self.workspace.middle),
        ):
            shape = self._session.preferences.shape(name)
            if not shape.isEmpty():
                splitter.restoreState(shape)

    # ------------------------------------------------------------------------------- what is shown

    def show_all_once(self) -> None:
        """Show everything as it is now, if nothing was shown yet; later changes show themselves."""
        if not self._is_shown:
            self._is_shown = True
            self._show_sources()
            self._show_slides()

    _is_shown = False

    @Slot(object, str)
    def _changed(self, _project: object, item: str) -> None:
        self.workspace.sources.show_ticks(self._document.project)
        shown = self.workspace.inspector.item
        if item and item != shown:
            slide = next((one for one in self._session.deck.slides if one.item == item), None)
            if slide is not None:
                self.workspace.filmstrip.choose(slide.key)
        self._to_show = item

    _to_show = ""

    @Slot()
    def _show_sources(self) -> None:
        sources = self.workspace.sources
        sources.show_sources(self._session.books.branches())
        sources.show_ticks(self._document.project)
        self._say_what_to_add()

    def _say_what_to_add(self) -> None:
        topics, tables = self._offered()
        count = len(topics) or len(tables)
        key = "slide.add-topics" if topics else "slide.add-tables"
        self.workspace.add_all.setVisible(bool(count))
        self.workspace.add_all.setText(f" {text(key, count=count)}")
        self.workspace.add_all.setAccessibleName(text(key, count=count))
        self._window.actions_by_name["add-all"].setEnabled(bool(count))
        books = self._session.books
        is_barren = not books.reading and not any(one.entries for one in books.branches())
        said = "slide.no-tables" if is_barren and books.branches() else "slide.empty"
        self.workspace.nothing.title.setText(text(said))
        self.workspace.nothing.remark.setText(text(f"{said}.remark"))

    def _offered(self) -> tuple[list[Pick], list[Pick]]:
        """Return the topics and the tables that are not in the briefing yet."""
        taken = {Pick(i.source, i.topic, i.table) for i in self._document.project.items}
        entries = [
            entry.pick
            for branch in self._session.books.branches()
            for entry in branch.entries
            if entry.pick not in taken
        ]
        return [p for p in entries if p.topic], [p for p in entries if not p.topic]

    @Slot()
    def _show_slides(self) -> None:
        deck, space = self._session.deck, self.workspace
        space.filmstrip.remember_row()
        aspect = deck.size[1] / deck.size[0]
        keys = {one.key for one in deck.slides} if aspect == space.filmstrip.aspect else set()
        space.filmstrip.aspect = aspect
        space.slides.show(deck.slides)
        for pictures in (space.filmstrip.pictures, space.slide.pictures):
            pictures.drop(keys)
        space.filmstrip.show_count()
        space.findings.show_findings(self._found())
        grave = space.findings.grave()
        name = text("findings.title")
        space.tabs.setTabText(1, f"{name} ({grave})" if grave else name)
        space.show_stage(has_slides=bool(deck.slides))
        self._say_what_to_add()
        if self._to_show:
            added = [one for one in deck.slides if one.item == self._to_show]
            self._to_show = ""
            if added and space.filmstrip.key not in {one.key for one in added}:
                space.filmstrip.choose(added[0].key)
        self._choose(space.filmstrip.key)

    def _found(self) -> list[tuple[Finding, Owner]]:
        """Return the findings with what they belong to; while nothing is picked, of workbooks."""
        found = [(one, self._owner(one)) for one in self._session.deck.findings]
        if self._document.project.items:
            return found
        return [pair for pair in found if pair[1].workbook]

    def _owner(self, finding: Finding) -> Owner:
        """Return what a finding belongs to: what was picked, or a workbook beside it."""
        deck = self._session.deck
        slide = deck.slide_of(finding)
        if slide is not None:
            return Owner(slide=deck.slides.index(slide) + 1)
        names = {source.name for source in self._document.project.sources}
        return Owner(workbook=finding.place.file if finding.place.file in names else "")

    def _choose_in_tree(self, key: str) -> None:
        """Choose what a slide shows in the tree, too, unless somebody is at work there."""
        sources = self.workspace.sources
        if sources.tree.hasFocus():
            return
        slide = self._session.deck.slide(key)
        items = {item.key: item for item in self._document.project.items}
        item = items.get(slide.item) if slide is not None else None
        sources.show_chosen(Pick(item.source, item.topic, item.table) if item else None)

    def _choose(self, key: str) -> None:
        deck, space = self._session.deck, self.workspace
        slide = deck.slide(key)
        space.slide.show_slide(slide, deck.size)
        actions = self._window.actions_by_name
        for name in ("remove", "move-up", "move-down"):
            actions[name].setEnabled(slide is not None and bool(slide.item))
        if slide is None:
            space.inspector.show_nothing()
            space.which.setText("")
            return
        number = deck.slides.index(slide) + 1
        space.which.setText(text("slide.number", number=number, count=len(deck.slides)))
        if slide.item:
            space.inspector.show_item(slide.item, _exhibit_of(slide.key))
            self._show_data_of(slide.item)
        else:
            space.inspector.show_whole(*deck.whole)

    def _show_data_of(self, key: str) -> None:
        """Show the cells behind an item."""
        item = next((one for one in self._document.project.items if one.key == key), None)
        if item is None:
            return
        pick = Pick(item.source, item.topic, item.table)
        for branch in self._session.books.branches():
            for entry in branch.entries:
                if entry.pick == pick and branch.status is not Status.MISSING:
                    self.workspace.data.show_table(branch.path, entry.table)
                    return

    def _look_at(self, entry: Entry) -> None:
        source = self._document.project.source(entry.pick.source)
        self.workspace.data.show_table(source.path, entry.table)
        item = next(
            (
                one.key
                for one in self._document.project.items
                if Pick(one.source, one.topic, one.table) == entry.pick
            ),
            "",
        )
        slide = next((one for one in self._session.deck.slides if item and one.item == item), None)
        if slide is not None:
            self.workspace.filmstrip.choose(slide.key)

    # ------------------------------------------------------------------------------- what is done

    def _ticked(self, pick: Pick, on: bool) -> None:
        project = self._document.project
        if on:
            self._document.apply(edits.add_items(project, [pick]))
            return
        keys = [i.key for i in project.items if Pick(i.source, i.topic, i.table) == pick]
        self._document.apply(edits.remove_items(project, keys))

    def _add_all(self) -> None:
        topics, tables = self._offered()
        if self.workspace.add_all.hasFocus():  # the button goes; what it makes is next
            self.workspace.filmstrip.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._document.apply(edits.add_items(self._document.project, topics or tables))

    def _add_all_of(self, key: str, topics: bool) -> None:
        offered = self._offered()[0 if topics else 1]
        picks = [pick for pick in offered if pick.source == key]
        self._document.apply(edits.add_items(self._document.project, picks))

    def _remove_source(self, key: str) -> None:
        self._document.apply(edits.remove_source(self._document.project, key))

    def _locate(self, key: str) -> None:
        folder = self._session.preferences.folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, text("sources.locate"), folder)
        if chosen:
            self._session.books.relocate(key, Path(chosen))

    def _update_all(self) -> None:
        self._session.books.look()
        for source in self._session.books.changed_sources:
            self._session.books.update(source.key)

    def _chosen_items(self) -> list[str]:
        keys = self.workspace.filmstrip.keys() or [self.workspace.filmstrip.key]
        slides = [self._session.deck.slide(key) for key in keys]
        return list(dict.fromkeys(one.item for one in slides if one is not None and one.item))

    def _remove(self) -> None:
        items = self._chosen_items()
        if items:
            self._document.apply(edits.remove_items(self._document.project, items))

    def _move(self, by: int) -> None:
        items = self._chosen_items()
        order = [item.key for item in self._document.project.items]
        places = [order.index(key) for key in items]
        if places:
            place = min(places) - 1 if by < 0 else max(places) + 2
            if 0 <= place <= len(order):
                self._document.apply(edits.move_items(self._document.project, items, place))

    def _dropped(self, keys: list[str], row: int) -> None:
        """Move the items of slides before the item of the slide that stands at a row."""
        slides = self._session.deck.slides
        items = [one.item for one in slides if one.key in keys and one.item]
        following = [one.item for one in slides[row:] if one.item and one.item not in items]
        order = [item.key for item in self._document.project.items]
        place = order.index(following[0]) if following else len(order)
        self._document.apply(edits.move_items(self._document.project, items, place))

    def _leaf(self, by: int) -> None:
        slides = self._session.deck.slides
        row = self.workspace.slides.row_of(self.workspace.filmstrip.key) + by
        if 0 <= row < len(slides):
            self.workspace.filmstrip.choose(slides[row].key)

    def _ask_menu(self, place: QPoint, at: list[float] | None) -> None:
        """Ask what can be added to the exhibit at a place of the slide, and open its menu."""
        slide = self.workspace.slide.slide
        if slide is None or not slide.item:
            return

        def take(options: ExhibitOptions) -> None:
            if self.workspace.slide.slide is None or self.workspace.slide.slide.key != slide.key:
                return
            menu = slide_menu(
                self.workspace.slide, options, lambda after: self._decorate(options, after)
            )
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

        self.workspace.inspector.decorating.ask_at(slide.item, slide.key, at, take)

    def _decorate(self, before: ExhibitOptions, after: ExhibitOptions) -> None:
        """Take over what was chosen in the menu of the slide; the inspector shows its form."""
        decorating = self.workspace.inspector.decorating
        if len(after.placed) > len(before.placed):
            decorating.field.open_last()
        decorating.apply(before, after)

    def _go_to(self, finding: Finding) -> None:
        """Go to the slide, or else to the cell, that a finding is about."""
        slide = self._session.deck.slide_of(finding)
        if slide is not None:
            self.workspace.filmstrip.choose(slide.key)
        place = finding.place
        if place.cell and slide is None:
            for branch in self._session.books.branches():
                for entry in branch.entries if branch.name == place.file else ():
                    if entry.table.startswith((f"{place.sheet}!", f"'{place.sheet}'!")):
                        self.workspace.data.show_table(branch.path, entry.table)
                        self._show_tab(0)
                        return
        if place.cell and slide is not None:
            self.workspace.data.show_cell(place.cell)

    def _find(self) -> None:
        self.workspace.sources.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.workspace.sources.search.selectAll()

    def _show_tab(self, place: int) -> None:
        self.workspace.tabs.setCurrentIndex(place)
        self.workspace.panels()[3].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panel(self, by: int) -> None:
        # Fields that wait for their slide take no focus; F6 goes past them.
        panels = [one for one in self.workspace.panels() if one.isVisible() and one.isEnabled()]
        focus = QApplication.focusWidget()
        within = [n for n, one in enumerate(panels) if focus is one or _holds(one, focus)]
        here = within[0] if within else -1 if by > 0 else 0
        if panels:
            panels[(here + by) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(panel: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and panel.isAncestorOf(focus)


def _exhibit_of(key: str) -> int:
    """Return the number of the exhibit that a slide shows, as its key tells."""
    last = key.rpartition(":")[2].partition("/")[0]
    return int(last) if key.count(":") > 1 and last.isdigit() else 1
