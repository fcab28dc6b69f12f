"""The theme that holds now: light or dark, after the system or as chosen."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from briefing_app.system.paths import assets_folder
from briefing_app.ui.style.sheet import style_sheet
from briefing_app.ui.style.tokens import BODY, DARK, FAMILIES, LIGHT, Palette

SYSTEM, CHOICES = "system", ("system", "light", "dark")
_now: list[Palette] = [LIGHT]


def current() -> Palette:
    """Return the palette that holds now."""
    return _now[0]


def of_choice(choice: str) -> Palette:
    """Return the palette of a choice; after the system's colour scheme for ``system``."""
    if choice == SYSTEM:
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(application: QApplication, palette: Palette) -> None:
    """Have the whole application look like this."""
    _now[0] = palette
    QDir.setSearchPaths("style", [str(assets_folder() / "style" / palette.name)])
    application.setPalette(_qt_palette(palette))
    application.setStyleSheet(style_sheet(palette))


def font() -> QFont:
    """Return the font of the window."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(BODY)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


def _qt_palette(colours: Palette) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, colours.canvas),
        (roles.WindowText, colours.text),
        (roles.Base, colours.field),
        (roles.AlternateBase, colours.raised),
        (roles.Text, colours.text),
        (roles.Button, colours.raised),
        (roles.ButtonText, colours.text),
        (roles.ToolTipBase, colours.text),
        (roles.ToolTipText, colours.surface),
        (roles.PlaceholderText, colours.quiet),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.accent),
        (roles.Accent, colours.accent),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return made
