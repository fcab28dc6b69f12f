"""Footnote marks: a raised digit behind the name of a category or of a series.

The name keeps its mark in the workbook too, so that label and cell say the same. The notes
themselves belong under the exhibit: :func:`footnotes` returns them with their marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing_app.charts import decoration_findings as said
from briefing_app.model.chart_spec import ChartSpec, Decoration, Mark
from briefing_app.model.finding import Finding

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST = 9


def footnotes(spec: ChartSpec) -> tuple[str, ...]:
    """Return the notes of a chart in the order of their marks: ``¹ Estimate``."""
    return tuple(f"{mark} {words}" for words, mark in _marks(spec).items() if words)


def with_footnote_marks(spec: ChartSpec) -> ChartSpec:
    """Return a specification whose names bear the marks of their notes."""
    marks = _marks(spec)
    if not marks:
        return spec
    categories, series = list(spec.categories), [each.name for each in spec.series]
    changed: dict[str, str] = {}
    for decoration in spec.decorations:
        if decoration.mark is Mark.FOOTNOTE and decoration.text in marks:
            name = _named(decoration)
            for names in (categories, series):
                for n, each in enumerate(names):
                    if each == name or changed.get(name) == each:
                        names[n] = each + marks[decoration.text]
                        changed[name] = names[n]
    return replace(
        spec,
        categories=tuple(categories),
        series=tuple(
            replace(one, name=name) for one, name in zip(spec.series, series, strict=True)
        ),
        focus=_renamed(spec.focus, changed),
        line_series=_renamed(spec.line_series, changed),
        decorations=tuple(_of_renamed(each, changed) for each in spec.decorations),
    )


def footnote_findings(spec: ChartSpec) -> tuple[Finding, ...]:
    """Return what is said of marks that find no name. spec: before it bears its marks."""
    names = {*spec.categories, *(series.name for series in spec.series)}
    return tuple(
        said.left_out(Mark.FOOTNOTE, said.no_category(_named(each)))
        for each in spec.decorations
        if each.mark is Mark.FOOTNOTE and _named(each) not in names
    )


def _named(decoration: Decoration) -> str:
    return decoration.series or decoration.start


def _marks(spec: ChartSpec) -> dict[str, str]:
    """Return the mark of each note; the same note has one mark."""
    notes = dict.fromkeys(d.text for d in spec.decorations if d.mark is Mark.FOOTNOTE)
    return {words: str(n).translate(_RAISED) for n, words in enumerate(list(notes)[:_MOST], 1)}


def _renamed(names: tuple[str, ...], changed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(changed.get(name, name) for name in names)


def _of_renamed(decoration: Decoration, changed: Mapping[str, str]) -> Decoration:
    """Return a decoration that speaks of names with their marks."""
    return replace(
        decoration,
        series=changed.get(decoration.series, decoration.series),
        start=changed.get(decoration.start, decoration.start),
        end=changed.get(decoration.end, decoration.end),
        at=changed.get(decoration.at, decoration.at),
    )
