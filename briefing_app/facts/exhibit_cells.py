"""The figures of an exhibit tied to their cells, by address and by labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from briefing_app.facts.cells import CellOf
from briefing_app.facts.labels import TableLabels
from briefing_app.model.cell_range import parse_cell
from briefing_app.model.cell_value import Missing, Value
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_spec import ExhibitSpec
from briefing_app.model.number_text import number_text, value_text
from briefing_app.model.remembered import Remembered
from briefing_app.model.slide_plan import (
    BoundFigure,
    LaidOutPlan,
    LaidOutSlide,
    PlannedExhibit,
    PlannedSlide,
)

Tied = Remembered[PlannedSlide]
"""The slides whose exhibits were tied before."""


def tied(plan: LaidOutPlan, tables: Sequence[DataTable], memory: Tied | None = None) -> LaidOutPlan:
    """Return a plan whose exhibits know the cells that they show.

    tables: all that it shows; memory: of what was tied before.
    """
    known = {(t.workbook.sha256, str(t.cells)): t for t in tables if t.computed is None}
    read: dict[int, TableLabels] = {}
    memory = memory or Tied()

    def table_of(exhibit: PlannedExhibit | None) -> DataTable | None:
        origin = exhibit.provenance[0] if exhibit and exhibit.provenance else None
        return known.get((origin.sha256, origin.cells)) if origin else None

    def with_figures(planned: PlannedSlide) -> PlannedSlide:
        return replace(planned, exhibit=bound(planned.exhibit), second=bound(planned.second))

    def bound(exhibit: PlannedExhibit | None) -> PlannedExhibit | None:
        table = table_of(exhibit)
        if exhibit is None or table is None:
            return exhibit
        labels = read.setdefault(id(table), TableLabels(table))
        return replace(exhibit, figures=tuple(_figures(exhibit.spec, labels)))

    def of(slide: LaidOutSlide) -> LaidOutSlide:
        planned = slide.planned
        shown = tuple(filter(None, map(table_of, planned.exhibits)))
        if not shown:
            return slide
        make = partial(with_figures, planned)
        return replace(slide, planned=memory.get((planned, *shown), (), make))

    return replace(plan, slides=tuple(map(of, plan.slides)))


def _figures(spec: ExhibitSpec, labels: TableLabels) -> Iterator[BoundFigure]:
    table = labels.table
    rows = {number: row for row, number in enumerate(table.row_numbers)}
    columns = {column.index: number for number, column in enumerate(table.value_columns)}
    code = code_of(spec)
    for row, column in map(parse_cell, filter(None, _addresses(spec))):
        if row in rows and column in columns:
            cell = CellOf(labels, rows[row], columns[column])
            shown = printed_cell(cell, code, spec.language)
            yield BoundFigure(cell.binding(), in_full(cell.value), shown)


def _addresses(spec: ExhibitSpec) -> Iterator[str]:
    lines = (
        [series.addresses for series in spec.series]
        if isinstance(spec, ChartSpec)
        else spec.addresses
    )
    for line in lines:
        yield from line


def code_of(spec: ExhibitSpec) -> str:
    """Return the format code that all figures of an exhibit share, "" where each has its own."""
    return spec.number_format if isinstance(spec, ChartSpec) else ""


def printed_cell(cell: CellOf, number_format: str, language: str) -> str:
    """Return a cell as printed. number_format: an Excel code, "" for the cell's own."""
    if number_format and isinstance(cell.value, float):
        return number_text(cell.value, number_format, language)
    return value_text(cell.value, cell.number_format, language)


def in_full(value: Value) -> str:
    """Return a value with all its digits; what a missing one says, or why it is missing."""
    if isinstance(value, Missing):
        return value.text or value.kind.value
    return str(value)
