"""Decorations in the window's words: their names, and a sentence for each that is set."""

from __future__ import annotations

from briefing_app.model.chart_spec import Decoration, Mark, Measure
from briefing_app.story.decoration_writing import number_words
from briefing_app.story.table_marks import ARROWS, BALLS, BARS, LIGHTS
from briefing_app.ui.exhibit_options import CellMarks, ExhibitOptions
from briefing_app.ui.texts import language, text

ICONS = {
    Mark.CAGR.value: "mark-cagr",
    Mark.DIFFERENCE.value: "mark-difference",
    Mark.VALUE_LINE.value: "mark-line",
    Mark.MEAN_LINE.value: "mark-mean",
    Mark.BRACKET.value: "mark-bracket",
    Mark.AXIS_BREAK.value: "mark-break",
    Mark.FORECAST.value: "mark-forecast",
    Mark.FOOTNOTE.value: "mark-footnote",
    Mark.HUNDRED_PERCENT.value: "mark-hundred",
    Mark.CONNECTORS.value: "mark-connectors",
    BALLS: "mark-balls",
    LIGHTS: "mark-lights",
    BARS: "mark-bars",
    ARROWS: "mark-arrows",
}
MEASURES = {
    Measure.ABSOLUTE: "measure.absolute",
    Measure.PERCENT: "measure.percent",
    Measure.TIMES: "measure.times",
}


def name_of(mark: str) -> str:
    """Return what a mark is called."""
    return text(f"mark.{mark}")


def number_shown(value: float, *, percent: bool) -> str:
    """Return a number as it is typed in the window's language; shares as percentages."""
    words = number_words(value * 100 if percent else value)
    if language() == "de":
        words = words.replace(".", ",")
    return f"{words} %" if percent else words


def sentence(decoration: Decoration, options: ExhibitOptions) -> str:
    """Return what a decoration says: “Growth a year, 2018–2023”."""
    mark = decoration.mark
    what = text("mark.and").join(part for part in _parts(decoration, options) if part)
    if not what:
        return name_of(mark.value)
    return text(f"said.{mark.value}", what=what)


def _parts(decoration: Decoration, options: ExhibitOptions) -> tuple[str, ...]:
    mark, of = decoration.mark, options.shown(decoration.series)
    if mark is Mark.CAGR:
        return of, _span(decoration, options)
    if mark is Mark.DIFFERENCE:
        return of, _span(decoration, options), text(MEASURES[decoration.measure])
    if mark is Mark.VALUE_LINE:
        value = number_shown(decoration.value or 0.0, percent=options.percent)
        return value, decoration.text
    if mark is Mark.MEAN_LINE:
        return of, decoration.text
    if mark is Mark.BRACKET:
        return _span(decoration, options), decoration.text
    if mark is Mark.FORECAST:
        return (options.shown(decoration.start),)
    if mark is Mark.FOOTNOTE:
        return options.shown(decoration.start or decoration.series), decoration.text
    return ()


def _span(decoration: Decoration, options: ExhibitOptions) -> str:
    names = options.categories
    first = options.shown(decoration.start) if decoration.start else names[0].shown if names else ""
    last = options.shown(decoration.end) if decoration.end else names[-1].shown if names else ""
    return first if first == last else f"{first}\u2013{last}"


def marks_sentence(marks: CellMarks, options: ExhibitOptions) -> str:
    """Return what marks in cells say: “Traffic lights, Margin, 10/5”."""
    names = {column.name.written: column.name.shown for column in options.columns}
    parts = (name_of(marks.mark), names.get(marks.column, marks.column), marks.limits)
    return text("mark.and").join(part for part in parts if part)
