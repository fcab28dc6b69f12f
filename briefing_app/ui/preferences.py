"""What the window remembers: its shape, recent files, theme and language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from briefing_app.system.paths import settings_file
from briefing_app.ui.style import theme
from briefing_app.ui.texts import LANGUAGES

_MOST_RECENT = 8


class Preferences:
    """The file ``window.ini`` beside the settings."""

    def __init__(self, file: Path | None = None) -> None:
        path = file or settings_file().with_name("window.ini")
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def recent(self) -> tuple[Path, ...]:
        """Return the briefings and workbooks that were opened last, the latest first."""
        stored = self._store.value("recent", [])
        found = [stored] if isinstance(stored, str) else stored
        return tuple(Path(str(one)) for one in found) if isinstance(found, list) else ()

    def note_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        others = [str(one) for one in self.recent() if one != path.absolute()]
        self._store.setValue("recent", [str(path.absolute()), *others][:_MOST_RECENT])

    def forget_recent(self) -> None:
        """Have no recent files."""
        self._store.remove("recent")

    @property
    def theme(self) -> str:
        """Return the chosen theme: ``system``, ``light`` or ``dark``."""
        chosen = str(self._store.value("theme", theme.SYSTEM))
        return chosen if chosen in theme.CHOICES else theme.SYSTEM

    @theme.setter
    def theme(self, choice: str) -> None:
        self._store.setValue("theme", choice)

    @property
    def language(self) -> str:
        """Return the chosen language of the window, "" for the system's."""
        chosen = str(self._store.value("language", ""))
        return chosen if chosen in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def folder(self) -> str:
        """Return the folder of the file that was chosen last; first a person's documents."""
        where = QStandardPaths.StandardLocation
        documents = QStandardPaths.writableLocation(where.DocumentsLocation)
        last = str(self._store.value("folder", ""))
        return next((one for one in (last, documents) if one and Path(one).is_dir()),
                    str(Path.home()))  # fmt: skip

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    def shape(self, name: str) -> QByteArray:
        """Return the shape of a window or splitter as Qt has it, empty where there is none."""
        stored = self._store.value(f"shape/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def keep_shapes(self, shapes: Sequence[tuple[str, QByteArray]]) -> None:
        """Keep the shapes of windows and splitters."""
        for name, shape in shapes:
            self._store.setValue(f"shape/{name}", shape)
        self._store.sync()
