"""The form of one decoration: only the fields that its mark has; each change is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from briefing_app.model.chart_spec import Decoration, Mark
from briefing_app.story.decoration_words import number_in
from briefing_app.ui.decoration_texts import MEASURES, number_shown
from briefing_app.ui.exhibit_options import ExhibitOptions, Name
from briefing_app.ui.parts import label
from briefing_app.ui.texts import language, text

_FIELDS: dict[Mark, tuple[str, ...]] = {
    Mark.CAGR: ("series", "start", "end"),
    Mark.DIFFERENCE: ("series", "start", "end", "measure"),
    Mark.VALUE_LINE: ("value", "text"),
    Mark.MEAN_LINE: ("series",),
    Mark.BRACKET: ("start", "end", "text"),
    Mark.FORECAST: ("start",),
    Mark.FOOTNOTE: ("place", "text"),
}


def has_form(decoration: Decoration, options: ExhibitOptions) -> bool:
    """Return whether there is anything to be changed of a decoration."""
    return bool(_fields(decoration, options))


def _fields(decoration: Decoration, options: ExhibitOptions) -> tuple[str, ...]:
    fields = _FIELDS.get(decoration.mark, ())
    single = len(options.series) < 2
    if decoration.mark is Mark.MEAN_LINE and single:
        return ("text",)
    return tuple(field for field in fields if not (field == "series" and single))


class Choice(QComboBox):
    """A box that is as wide as there is room; the wheel scrolls the panel, not what is chosen."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the panel."""
        event.ignore()


class DecorationForm(QWidget):
    """Edits one decoration."""

    changed = Signal(object)
    """The Decoration as it is now."""

    def __init__(self, decoration: Decoration, options: ExhibitOptions) -> None:
        super().__init__()
        self.setObjectName("decoration-form")
        self._decoration, self._options = decoration, options
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, QWidget] = {}
        makers = {
            "series": self._series,
            "start": lambda: self._category("start"),
            "end": lambda: self._category("end"),
            "measure": self._measure,
            "value": self._value,
            "text": self._text,
            "place": self._place,
        }
        for name in _fields(decoration, options):
            self.fields[name] = makers[name]()

    def first_field(self) -> QWidget | None:
        """Return the field that a person will want to change first."""
        for name in ("value", "text"):
            if name in self.fields and self._decoration.mark is not Mark.BRACKET:
                return self.fields[name]
        return next(iter(self.fields.values()), None)

    def _add(self, name: str, widget: QWidget) -> None:
        said = label(text(f"decoration.{name}"), "small")
        said.setBuddy(widget)
        line = self._grid.rowCount()
        self._grid.addWidget(said, line, 0)
        self._grid.addWidget(widget, line, 1)

    def _say(self, decoration: Decoration) -> None:
        if decoration != self._decoration:
            self._decoration = decoration
            self.changed.emit(decoration)

    def _choice(self, name: str, choices: Sequence[tuple[str, object]], now: object) -> QComboBox:
        made = Choice(text(f"decoration.{name}"), f"decoration-{name}")
        for shown, value in choices:
            made.addItem(shown, value)
        made.setCurrentIndex(next((n for n, (_, one) in enumerate(choices) if one == now), -1))
        self._add(name, made)
        return made

    # ------------------------------------------------------------------------------ fields

    def _series(self) -> QWidget:
        now = self._decoration.series
        choices = [(name.shown, name.written) for name in self._options.series]
        is_stack = any(word in self._options.kind for word in ("stacked", "100%"))
        if not now or is_stack:
            choices = [(text("decoration.whole"), ""), *choices]
        made = self._choice("series", choices, now)
        made.activated.connect(
            lambda at: self._say(replace(self._decoration, series=str(made.itemData(at))))
        )
        return made

    def _category(self, end: str) -> QWidget:
        names = self._options.categories
        usual = (names[0] if end == "start" else names[-1]).written if names else ""
        now = getattr(self._decoration, end) or usual
        role = "from" if end == "start" else "to"
        if self._decoration.mark is Mark.FORECAST:
            role = "begins"
        made = self._choice(role, _choices(names, now), now)
        made.activated.connect(
            lambda at: self._say(self._decorated_at(end, str(made.itemData(at))))
        )
        return made

    def _decorated_at(self, end: str, written: str) -> Decoration:
        if end == "start":
            return replace(self._decoration, start=written)
        return replace(self._decoration, end=written)

    def _place(self) -> QWidget:
        """Return where a footnote stands: at a category, or at one of several series."""
        now = self._decoration
        choices: list[tuple[str, object]] = [
            (shown, (written, "")) for shown, written in _choices(self._options.categories, "")
        ]
        if len(self._options.series) > 1:
            choices += [(name.shown, ("", name.written)) for name in self._options.series]
        # What Qt gives back of a pair is a list.
        made = self._choice("place", [(shown, n) for n, (shown, _) in enumerate(choices)], None)
        places = [value for _, value in choices]
        here = (now.start, now.series)
        made.setCurrentIndex(places.index(here) if here in places else -1)
        made.activated.connect(lambda at: self._say(_footnote_at(self._decoration, places[at])))
        return made

    def _measure(self) -> QWidget:
        choices = [(text(key), measure) for measure, key in MEASURES.items()]
        made = self._choice("measure", choices, self._decoration.measure)
        measures = [*MEASURES]
        made.activated.connect(
            lambda at: self._say(replace(self._decoration, measure=measures[at]))
        )
        return made

    def _value(self) -> QWidget:
        made = self._line("value", self._shown_value())
        made.editingFinished.connect(lambda: self._take_value(made))
        return made

    def _shown_value(self) -> str:
        return number_shown(self._decoration.value or 0.0, percent=self._options.percent)

    def _take_value(self, line: QLineEdit) -> None:
        """Take a number over; what is none gives way to the one before."""
        typed = line.text().replace("%", "").strip()
        number = number_in(typed, language())
        if number is None or not isfinite(number):
            line.setText(self._shown_value())
            return
        value = number / 100 if self._options.percent else number
        self._say(replace(self._decoration, value=value))
        line.setText(self._shown_value())

    def _text(self) -> QWidget:
        made = self._line("text", self._decoration.text)
        made.editingFinished.connect(lambda: self._take_text(made))
        return made

    def _take_text(self, line: QLineEdit) -> None:
        words = " ".join(line.text().split())
        if not words and self._decoration.mark is Mark.FOOTNOTE:
            line.setText(self._decoration.text)  # a mark without a note says nothing
            return
        self._say(replace(self._decoration, text=words))

    def _line(self, name: str, shown: str) -> QLineEdit:
        made = QLineEdit(shown)
        made.setAccessibleName(text(f"decoration.{name}"))
        made.setObjectName(f"decoration-{name}")
        self._add(name, made)
        return made


def _choices(names: Sequence[Name], now: str) -> list[tuple[str, str]]:
    choices = [(name.shown, name.written) for name in names]
    known = {written for _, written in choices}
    return choices if not now or now in known else [(now, now), *choices]


def _footnote_at(decoration: Decoration, place: object) -> Decoration:
    if not isinstance(place, tuple):
        return decoration
    start, series = place
    return replace(decoration, start=start, series=series)
