"""Make pictures of the window in every state, without a display.

    python docs/pictures/make_window_pictures.py [FOLDER]      docs/pictures/window if none is named

Each state is one picture at 100 %; some also dark, in German, in Chinese and at 200 %. Needs
Pillow, which makes the pictures small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 60.0
COLOURS = 256


class Studio:
    """Goes through the states of the window and takes a picture of each."""

    def __init__(self, folder: Path, home: Path, look: str, suffix: str) -> None:
        from briefing_app.ui.application import Desktop, prepare
        from briefing_app.ui.preferences import Preferences

        theme, language = look.split("/")
        preferences = Preferences(home / "window.ini")
        preferences.theme, preferences.language = theme, language
        self._folder, self._suffix = folder, suffix
        self.home = home
        self.application = prepare(["pictures"])
        self.desktop = Desktop(self.application, preferences)
        self.desktop.window.resize(1440, 900)
        self.desktop.window.show()

    def wait(self, until: Callable[[], object]) -> None:
        """Let the program work until something holds."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self.application.processEvents()
            time.sleep(0.005)

    def rest(self, seconds: float = 0.4) -> None:
        """Let the program work for a while."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def settle(self) -> None:
        """Wait until the slides and their pictures are there."""
        session = self.desktop.session
        self.wait(lambda: session.deck.is_current and not session.books.reading)
        self.rest(2.0)

    def take(self, name: str, dialog: str = "") -> None:
        """Take a picture of the window, with a dialog of a name over it."""
        from PySide6.QtGui import QPainter, QPixmap

        window = self.desktop.window
        picture: QPixmap = window.grab()
        for one in self.application.topLevelWidgets():
            if dialog and one.objectName() == dialog and one.isVisible():
                painter = QPainter(picture)
                painter.fillRect(picture.rect(), "#66000000")
                over = one.grab()
                left = (window.width() - one.width()) // 2
                painter.drawPixmap(left, (window.height() - one.height()) // 3, over)
                painter.end()
        path = self._folder / f"{name}{self._suffix}.png"
        picture.save(str(path))
        _smaller(path)
        print(f"{path.name}: {path.stat().st_size // 1000} KB")


def _smaller(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as picture:
        plain = picture.convert("RGB")
    plain.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def main_states(studio: Studio) -> None:
    """Take the start page, picking, and editing a slide."""
    desktop = studio.desktop
    session, window = desktop.session, desktop.window
    desktop.warm_up()
    studio.rest(1.0)
    studio.take("start")
    session.open_sample()
    studio.wait(lambda: session.document.project.sources)
    studio.settle()
    studio.take("picking")
    window.actions_by_name["add-all"].trigger()
    studio.settle()
    working = window.working
    if working is None:
        raise AssertionError("nothing is open")
    charts = [one for one in session.deck.slides if one.item.endswith("topic:income")]
    chosen = charts or [one for one in session.deck.slides if one.item]
    working.workspace.filmstrip.choose(chosen[0].key)
    studio.settle()
    studio.take("editing")


def other_states(studio: Studio) -> None:
    """Take search, findings, export and its end, an error, a changed file, recovery."""
    from briefing_app.errors import FileEncrypted, Place
    from briefing_app.model import edits
    from briefing_app.store.recovery import Leftover
    from briefing_app.ui.recovery import RecoveryDialog

    session, window = studio.desktop.session, studio.desktop.window
    working = window.working
    if working is None:
        raise AssertionError("nothing is open")
    working.workspace.sources.search.setText("population")
    studio.rest()
    studio.take("search")
    working.workspace.sources.search.clear()
    item = session.document.project.items[2].key
    words = "Growth slows to {Africa[2031]}, and nobody says why"
    session.document.apply(edits.set_text(session.document.project, item, "headline", words))
    studio.settle()
    working.workspace.tabs.setCurrentIndex(1)
    studio.rest()
    studio.take("findings")
    session.document.stack.undo()
    working.workspace.tabs.setCurrentIndex(0)
    studio.settle()
    _export_states(studio)
    problem = FileEncrypted(
        "The workbook is protected by a password.",
        remedy="Open it in Excel, take the password away (File, Info), and save it.",
        place=Place(file="Budget 2026.xlsx"),
    )
    window.show_error(problem, "error.open")
    studio.rest()
    studio.take("error", "error")
    for one in studio.application.topLevelWidgets():
        if one.objectName() == "error":
            one.close()
    left = Leftover(Path("a.json"), "Decks/South in figures.briefing", 1_760_000_000.0,
                    session.document.project)  # fmt: skip
    recovery = RecoveryDialog([left], window)
    recovery.open()
    studio.rest()
    studio.take("recovery", "recovery")
    recovery.close()
    window.notice.show_notice("changed", *_changed(), lambda: None)
    studio.rest()
    studio.take("changed")


def _export_states(studio: Studio) -> None:
    from briefing_app.ui.export_dialog import ExportDialog

    session, window = studio.desktop.session, studio.desktop.window
    dialog = ExportDialog(session.engine, studio.home / "deck", session.deck.findings, window)
    dialog.boxes["pdf"].setChecked(True)
    dialog.open()
    studio.rest()
    dialog.path.setText("Decks/South in figures")
    studio.take("export", "export")
    dialog.path.setText(str(studio.home / "deck"))
    dialog.start()
    studio.wait(lambda: dialog.bar.maximum() > 0 and dialog.bar.value() > 1)
    studio.take("exporting", "export")
    studio.wait(lambda: dialog.page == "result")
    dialog.files.setText("Decks/South in figures.pptx\nDecks/South in figures.pdf")
    studio.take("exported", "export")
    dialog.accept()


def _changed() -> tuple[str, str]:
    from briefing_app.ui.texts import text

    return text("notice.changed", names="briefing-library.xlsx"), text("notice.update")


def one_look(folder: Path, look: str, suffix: str) -> None:
    """Take the pictures of one look: theme and language."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        studio = Studio(folder, Path(home), look, suffix)
        main_states(studio)
        if look == "light/en" and not suffix:
            other_states(studio)
        studio.desktop.session.close()


LOOKS = (
    ("light/en", "", "1"),
    ("dark/en", "-dark", "1"),
    ("light/de", "-de", "1"),
    ("light/zh", "-zh", "1"),
    ("light/en", "-200", "2"),
)


def main() -> None:
    """Take all pictures, each look in a process of its own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "window"
    folder.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 3:
        one_look(folder, sys.argv[2], sys.argv[3].removeprefix("="))
        return
    for look, suffix, scale in LOOKS:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        command = [sys.executable, str(Path(__file__).resolve()), str(folder), look, f"={suffix}"]
        subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    main()
