"""The line below an exhibit: its footnotes, and where its figures come from."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.charts.decoration_footnotes import footnotes
from briefing_app.model.bound_text import BoundText
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_spec import ExhibitSpec
from briefing_app.model.slide_plan import within
from briefing_app.model.topic import Topic
from briefing_app.model.typography import set_text
from briefing_app.story.plain_text import Wording

_SOURCE = {"en": "Source: ", "de": "Quelle: ", "zh": "来源："}


def source_line(topic: Topic, chosen: ChosenExhibit | None, wording: Wording) -> BoundText:
    """Return the source line of an exhibit, or of a topic without one; empty where none is known.

    What is written for the exhibit comes before what is written for the topic, and that before
    what stands below the table.
    """
    language = wording.language
    request, table = (chosen.request, chosen.table) if chosen else (None, None)
    own = request.source.in_language(language) if request else ""
    written = own or ("" if topic.proposed else topic.source.in_language(language))
    if written:
        place = request.place if request and own else topic.place
        source = wording.set(written, place)
    else:
        # What a client wrote below a table is printed as it is, braces and all.
        theirs = table.source if table else topic.source.in_language(language)
        source = BoundText(set_text(theirs, language))
    if source.text and not source.text.casefold().startswith(("source", "quelle", "来源")):
        source = _behind(_word(language), source)
    return _with_method(source, table, language) if table and table.computed else source


def with_footnotes(source: BoundText, spec: ExhibitSpec | None) -> BoundText:
    """Return a source line behind the footnotes of a chart, in the order of their marks."""
    if not isinstance(spec, ChartSpec):
        return source
    chinese = spec.language == "zh"
    notes = [set_text(note, spec.language) for note in footnotes(spec)]
    if not notes:
        return source
    between, stop = ("；", "。") if chinese else ("; ", ". ")
    said = between.join(notes).rstrip(".。")
    return _behind(f"{said}{stop}", source) if source.text else BoundText(said)


def _with_method(source: BoundText, table: DataTable, language: str) -> BoundText:
    """Return the source line of a summary: it says what was done with how many records."""
    method = set_text(table.computed.method if table.computed else "", language)
    if source.text:
        mark = "；" if language == "zh" else "; "
        return replace(source, text=f"{source.text}{mark}{method}")
    mark = "，" if language == "zh" else ", "
    book = set_text(table.workbook.name, language)
    return BoundText(f"{_word(language)}{book}{mark}{method}")


def _behind(words: str, bound: BoundText) -> BoundText:
    """Return a bound text behind some words."""
    values = within(bound.values, -len(words), len(bound.text))
    return BoundText(f"{words}{bound.text}", values, bound.findings)


def _word(language: str) -> str:
    return _SOURCE.get(language, _SOURCE["en"])
