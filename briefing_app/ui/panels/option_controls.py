"""Simple options of an exhibit: what is highlighted, labels, order, what is gathered, scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from briefing_app.story.exhibit_wish import NO
from briefing_app.story.table_marks import ARROWS
from briefing_app.ui.exhibit_options import ExhibitOptions
from briefing_app.ui.panels.decoration_form import Choice
from briefing_app.ui.parts import label
from briefing_app.ui.texts import text

_CHOICES: dict[str, tuple[str, ...]] = {
    "labels": ("", "value", "share", "both"),
    "sort": ("", "descending", "ascending", "name", "none"),
    "other": ("", *map(str, range(2, 11)), "none"),
    "good": ("", "up", "down"),
}
_ON: dict[str, tuple[str | None, str | None]] = {
    "totals": (None, "no"),
    "scale": ("same", None),
    "trend": ("yes", None),
}
"""What is written for a box that is ticked, and for one that is not; None for nothing."""
_ORDER = ("focus", "labels", "sort", "other", "good", "totals", "scale", "trend")


class OptionControls(QWidget):
    """A box or a tick for each option that the exhibit has."""

    chosen = Signal(str, object)
    """An option and its value, None to leave it out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("option-controls")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._said: dict[str, QLabel] = {}
        self.boxes: dict[str, Choice] = {}
        self.ticks: dict[str, QCheckBox] = {}

    def show_options(self, options: ExhibitOptions) -> None:
        """Show what is said of the options that the exhibit has."""
        has = set(options.controls)
        if any(one.mark == ARROWS for one in options.cell_marks):
            has.add("good")
        for name in _ORDER:
            if name not in has:
                self._hide(name)
            elif name in _ON:
                self._tick(name).setChecked(_is_on(name, options))
                self.ticks[name].show()
            else:
                self._fill(name, options)
        self.setVisible(bool(has))

    def _hide(self, name: str) -> None:
        for widget in (self._said.get(name), self.boxes.get(name), self.ticks.get(name)):
            if widget is not None:
                widget.hide()

    def _tick(self, name: str) -> QCheckBox:
        if name not in self.ticks:
            made = QCheckBox(text(f"option.{name}"))
            made.setObjectName(f"option-{name}")
            on, off = _ON[name]
            made.clicked.connect(lambda ticked: self.chosen.emit(name, on if ticked else off))
            self._grid.addWidget(made, _ORDER.index(name), 0, 1, 2)
            self.ticks[name] = made
        return self.ticks[name]

    def _fill(self, name: str, options: ExhibitOptions) -> None:
        choices, now = _choices(name, options)
        box = self._box(name)
        shown = [(box.itemText(n), box.itemData(n)) for n in range(box.count())]
        if shown != choices:
            box.clear()
            for words, value in choices:
                box.addItem(words, value)
        box.setCurrentIndex(next(n for n, (_, value) in enumerate(choices) if value == now))
        for widget in (self._said[name], box):
            widget.show()

    def _box(self, name: str) -> Choice:
        if name not in self.boxes:
            words = text(f"option.{name}")
            made = Choice(words, f"option-{name}")
            said = label(words, "small")
            said.setBuddy(made)
            line = _ORDER.index(name)
            self._grid.addWidget(said, line, 0)
            self._grid.addWidget(made, line, 1)
            made.activated.connect(self._taken(name, made))
            self._said[name], self.boxes[name] = said, made
        return self.boxes[name]

    def _taken(self, name: str, box: Choice) -> Callable[[int], None]:
        return lambda at: self.chosen.emit(name, str(box.itemData(at)) or None)


def _is_on(name: str, options: ExhibitOptions) -> bool:
    if name == "totals":
        return not (options.says(name) and options.value(name).casefold() in NO - {""})
    if name == "trend":
        return options.says(name) and options.value(name).casefold() not in NO
    return options.value(name).casefold() == _ON[name][0]


def _choices(name: str, options: ExhibitOptions) -> tuple[list[tuple[str, str]], str]:
    """Return what can be chosen, as (shown, written), and what is written now."""
    now = options.value(name).strip()
    if name == "focus":
        now = ", ".join(options.focus())
        names: Sequence[tuple[str, str]] = [(n.shown, n.written) for n in options.focus_names]
        known = {written.casefold(): written for _, written in names}
        now = known.get(now.casefold(), now)
        choices = [(text("option.focus.none"), ""), *names]
    elif name == "other":
        choices = [
            (text(f"option.other.{one or 'usual'}"), one)
            if not one.isdecimal()
            else (text("option.other.kept", count=one), one)
            for one in _CHOICES[name]
        ]
    else:
        choices = [(text(f"option.{name}.{one or 'usual'}"), one) for one in _CHOICES[name]]
        now = now.casefold() if now.casefold() in _CHOICES[name] else now
    if now not in {value for _, value in choices}:
        shown = ", ".join(options.shown(part.strip()) for part in now.split(","))
        choices.append((shown, now))
    return choices, now
