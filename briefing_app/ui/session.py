"""What lives as long as the program: the document, the engine, workbooks, autosave, preferences.

The first frame needs the document only; the rest is made when something is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefing_app.errors import BriefingError
from briefing_app.model.project import Project
from briefing_app.system import paths
from briefing_app.ui import texts
from briefing_app.ui.document import Document
from briefing_app.ui.preferences import Preferences

if TYPE_CHECKING:
    from briefing_app.policy.settings import Settings
    from briefing_app.store.recovery import Leftover
    from briefing_app.ui.engine_client import EngineClient
    from briefing_app.ui.live_deck import LiveDeck
    from briefing_app.ui.open_workbooks import OpenWorkbooks
    from briefing_app.ui.recovery import Keeper

ENGINE_OPTION = "--engine"


@dataclass(frozen=True, slots=True)
class _Work:
    """What working needs beside the document."""

    engine: EngineClient
    books: OpenWorkbooks
    deck: LiveDeck


class Session(QObject):
    """Everything but windows: those come and go with the language."""

    begun = Signal()
    """Engine, workbooks and deck are there."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        self.document = Document(Project(), self)
        self._work: _Work | None = None
        self._keeper: Keeper | None = None
        self._exported: Path | None = None
        self.document.autosave_due.connect(self.autosave)

    # ------------------------------------------------------------------------------- what is there

    @property
    def has_begun(self) -> bool:
        """Return whether engine, workbooks and deck are there."""
        return self._work is not None

    @property
    def engine(self) -> EngineClient:
        """Return the engine; made when first asked for."""
        return self._at_work().engine

    @property
    def books(self) -> OpenWorkbooks:
        """Return the open workbooks; made when first asked for."""
        return self._at_work().books

    @property
    def deck(self) -> LiveDeck:
        """Return the deck; made when first asked for."""
        return self._at_work().deck

    def _at_work(self) -> _Work:
        if self._work is None:
            from briefing_app.ui.engine_client import EngineClient
            from briefing_app.ui.live_deck import LiveDeck
            from briefing_app.ui.open_workbooks import OpenWorkbooks

            if self.document.project == Project() and self.document.path is None:
                self.document.replace(self._empty(), None)
            engine = EngineClient((*paths.program_command(), ENGINE_OPTION), self)
            books = OpenWorkbooks(self.document, engine, self)
            self._work = _Work(engine, books, LiveDeck(self.document, engine, self))
            books.read.connect(self._work.deck.refresh)
            books.opened.connect(self._note_opened)
            self.begun.emit()
        return self._work

    @cached_property
    def _settings(self) -> Settings | None:
        from briefing_app.usecases.load_settings import load_settings

        try:
            return load_settings({})[0]
        except BriefingError:  # a broken policy: the engine says so
            return None

    @property
    def default_template(self) -> str:
        """Return the template of briefings that name none."""
        from briefing_app.policy.settings import TEMPLATE

        return self._settings.text(TEMPLATE) if self._settings else TEMPLATE.default

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """Return the names of the bundled templates."""
        return tuple(sorted(path.stem for path in paths.templates_folder().glob("*.pptx")))

    def _empty(self) -> Project:
        from briefing_app.policy.settings import LANGUAGE, Origin

        if self._settings is None:
            return Project(language=texts.language())
        of_settings = self._settings[LANGUAGE].origin is not Origin.DEFAULT
        return Project(language=self._settings.text(LANGUAGE) if of_settings else texts.language())

    # ------------------------------------------------------------------------------------- files

    def begin(self) -> None:
        """Begin an empty briefing."""
        self._put(self._empty(), None)

    def open_briefing(self, path: Path) -> None:
        """Open a saved briefing; raises InputError."""
        from briefing_app.store.briefing_file import read_briefing

        project, _ = read_briefing(path)
        self._put(project, path.absolute())
        self.preferences.note_recent(path)

    def open_workbooks(self, files: Sequence[Path]) -> None:
        """Have workbooks join the briefing."""
        self.books.open(files)

    def _note_opened(self, keys: Sequence[str]) -> None:
        """Remember workbooks that could be read; the sample has its own button."""
        opened = [Path(self.document.project.source(key).path) for key in keys]
        for path in opened:
            if not path.is_relative_to(paths.assets_folder()):
                self.preferences.note_recent(path)

    def open_sample(self) -> None:
        """Open the bundled topic library."""
        self.books.open([paths.assets_folder() / "samples" / "briefing-library.xlsx"])

    def save(self, path: Path) -> None:
        """Save the briefing; raises OutputError."""
        from briefing_app.store.briefing_file import write_briefing

        project = self.document.project
        write_briefing(path, project)
        self.document.note_saved(project, path.absolute())
        self.preferences.note_recent(path)
        if self._keeper is not None:
            self._keeper.drop()

    def restore(self, leftover: Leftover) -> None:
        """Go on with what was left of a briefing after a crash."""
        from briefing_app.store.recovery import discard

        if leftover.project is not None:
            path = Path(leftover.document) if leftover.document else None
            self._put(leftover.project, path, saved=False)
            self.autosave()
        discard(leftover)

    def leftovers(self) -> tuple[Leftover, ...]:
        """Return what was left by processes that run no more."""
        from briefing_app.store.recovery import leftovers

        return leftovers(paths.recovery_folder())

    def _put(self, project: Project, path: Path | None, *, saved: bool = True) -> None:
        self.books.forget()
        self._exported = None
        self.document.replace(project, path, saved=saved)
        if self._keeper is not None and saved:
            self._keeper.drop()

    def autosave(self) -> None:
        """Keep the briefing as it is now, for after a crash."""
        if self._keeper is None:
            from briefing_app.ui.recovery import Keeper

            self._keeper = Keeper(paths.recovery_folder())
        if self.document.is_modified:
            self._keeper.keep(self.document.path, self.document.project)
        else:
            self._keeper.drop()

    # ------------------------------------------------------------------------------------ export

    @property
    def built_once(self) -> bool:
        """Return whether it is known where the deck goes."""
        return self._exported is not None

    def export_target(self) -> Path:
        """Return where the deck goes, without ending."""
        if self._exported is not None:
            return self._exported.with_suffix("")
        if self.document.path is not None:
            return self.document.path.with_suffix("")
        folder = Path(self.preferences.folder) if self.preferences.folder else Path.home()
        sources = self.document.project.sources
        return folder / (Path(sources[0].name).stem if sources else "briefing")

    def note_export(self, target: Path) -> None:
        """Remember where the deck went."""
        self._exported = target

    def close(self) -> None:
        """End the engine and leave nothing to recover: all was saved or given up."""
        self.document.stack.blockSignals(True)  # it tells of its own end, too
        if self._work is not None:
            self._work.engine.stop()
        if self._keeper is not None:
            self._keeper.close()
