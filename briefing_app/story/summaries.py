"""A list of records summed up by one or two of its columns: a table that charts as any other.

The sums are exact (correctly rounded), so that they do not depend on the order of the records.
What has no figure is left out and said, never counted as zero; a group with an error has none.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing_app.errors import NOWHERE, Place
from briefing_app.model.cell_value import BLANK, GENERAL, Missing, MissingKind, Value
from briefing_app.model.data_table import Column, Computation, DataTable, Orientation, TableKind
from briefing_app.model.finding import Finding
from briefing_app.model.moments import is_moment, month_text
from briefing_app.model.number_text import decimals_of, is_percent, is_readable, value_text
from briefing_app.model.rounding import sensible_format
from briefing_app.model.slide_plan import ComputedFigure
from briefing_app.model.summary import How, SummaryRequest
from briefing_app.story.column_roles import is_period, row_labels
from briefing_app.story.summary_axis import Axis, Group, group_column
from briefing_app.story.summary_columns import Chosen, resolve_summary
from briefing_app.story.summary_findings import LeftOut, findings_of
from briefing_app.story.summary_formulas import Member, Records, formula
from briefing_app.story.summary_words import (
    figure_name,
    method_of,
    other_word,
    part_word,
    title_of,
)

_MOST_GROUPS, _SHOWN_GROUPS = 60, 20
"""More groups than can be read are cut to the largest, even where nobody asked for it."""
_MOST_SERIES, _SHOWN_SERIES = 11, 8
_LARGE = 10_000
_ADD_UP = frozenset({How.SUM, How.COUNT})
_OVERFLOW = Missing(MissingKind.ERROR, "#NUM!")


@dataclass(frozen=True, slots=True)
class Summary:
    """A summed up table and what there is to say about it."""

    table: DataTable
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Cell:
    """The records of a group. errors: data rows whose figure is an error."""

    records: int
    numbers: list[float]
    errors: list[int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column of the summary: groups by number; others: it gathers what is not shown."""

    places: tuple[int, ...]
    label: Value
    number_format: str = GENERAL
    others: bool = False


_Cells = dict[tuple[int, int], _Cell]


def summarise(
    table: DataTable, request: SummaryRequest, language: str = "en", place: Place = NOWHERE
) -> Summary:
    """Return the records of a table as a cross-tab, in time linear in their number.

    language: of its words; place: of the request, for findings. Raises CallError and
    ReferenceMissing, naming the columns that are there, when the request does not fit.
    """
    chosen = resolve_summary(table, request, place)
    totals = set(table.total_rows)
    rows = [row for row in range(table.row_count) if row not in totals]
    axes = [group_column(table.columns[n], rows, part, language) for n, part in chosen.groups]
    cells, left_out = _collected(table, chosen, axes, rows)
    lines, hidden = _lines(axes, cells, request, language)
    made = _Made(table, request, chosen, axes, cells, lines, rows, language)
    result = made.table_of()
    records = sum(len(cell.numbers) if chosen.measure is not None else cell.records
                  for cell in cells.values())  # fmt: skip
    method = method_of(request.how, chosen.name, records, language)
    is_part = bool(hidden) or any(line.others for axis_lines in lines for line in axis_lines)
    computed = Computation(method, made.formulas(), is_part)
    left_out = replace(left_out, hidden_groups=hidden, totals=len(totals))
    counts = _per_period(axes, cells)
    findings = findings_of(table, request, chosen, left_out, counts, place)
    return Summary(replace(result, computed=computed), tuple(findings))


def _collected(
    table: DataTable, chosen: Chosen, axes: Sequence[Axis], rows: Sequence[int]
) -> tuple[_Cells, LeftOut]:
    """Return the records by group, and what belongs to none or has no figure."""
    firsts = axes[0].places
    seconds = axes[1].places if len(axes) > 1 else (0,) * len(rows)
    values = table.columns[chosen.measure].values if chosen.measure is not None else None
    cells: _Cells = {}
    missing: Counter[str] = Counter()
    ungrouped = 0
    for row, first, second in zip(rows, firsts, seconds, strict=True):
        if first < 0 or second < 0:
            ungrouped += 1
            continue
        cell = cells.get((first, second))
        if cell is None:
            cell = cells[first, second] = _Cell(0, [], [])
        cell.records += 1
        if values is None:
            continue
        value = values[row]
        if type(value) is float:
            cell.numbers.append(value)
        elif isinstance(value, Missing):
            missing[value.kind.value] += 1
            if value.kind is MissingKind.ERROR:
                cell.errors.append(row)
        else:
            missing["text"] += 1
    wrong_figures = tuple(row for cell in cells.values() for row in cell.errors)
    wrong_groups = tuple(
        (rows[index], number)
        for axis, (number, _) in zip(axes, chosen.groups, strict=True)
        for index in axis.errors
    )
    return cells, LeftOut(missing, ungrouped, wrong_figures, wrong_groups)


def _merged(cells: Iterable[_Cell]) -> _Cell:
    whole = _Cell(0, [], [])
    for cell in cells:
        whole.records += cell.records
        whole.numbers += cell.numbers
        whole.errors += cell.errors
    return whole


def _figure(how: How, cell: _Cell, *, of_measure: bool) -> Value:
    """Return the figure of a group: its sum, average ...; missing where there is none."""
    if how is How.COUNT:
        return float(len(cell.numbers) if of_measure else cell.records)
    if cell.errors:
        return Missing(MissingKind.ERROR, "#VALUE!")
    numbers = cell.numbers
    if not numbers:
        return BLANK
    try:
        if how is How.SUM:
            return math.fsum(numbers)
        if how is How.AVERAGE:
            return math.fsum(numbers) / len(numbers)
    except OverflowError:
        return _OVERFLOW
    if how is How.MEDIAN:
        middle = statistics.median(numbers)
        return float(middle) if math.isfinite(middle) else _OVERFLOW
    return min(numbers) if how is How.MIN else max(numbers)


# --- which groups are shown --------------------------------------------------------------------


def _lines(
    axes: Sequence[Axis], cells: _Cells, request: SummaryRequest, language: str
) -> tuple[list[list[_Line]], int]:
    """Return rows and columns of the summary, and how many groups are not shown."""
    ranked = next((number for number, axis in enumerate(axes) if not axis.time), None)
    lines: list[list[_Line]] = []
    hidden = 0
    for number, axis in enumerate(axes):
        most, shown = ((_MOST_GROUPS, _SHOWN_GROUPS), (_MOST_SERIES, _SHOWN_SERIES))[number]
        if axis.time:
            lines.append([_line(group, index) for index, group in enumerate(axis.groups)])
            continue
        top = request.top if number == ranked else 0
        if not top and len(axis.groups) > most:
            top = shown
        made, left = _ranked(axis, number, cells, request, top, language)
        lines.append(made)
        hidden += left
    return lines, hidden


def _line(group: Group, index: int) -> _Line:
    return _Line((index,), group.label, group.number_format)


def _ranked(
    axis: Axis, number: int, cells: _Cells, request: SummaryRequest, top: int, language: str
) -> tuple[list[_Line], int]:
    """Return the groups of names, largest first; beyond top gathered, or left out and counted."""
    members: dict[int, list[_Cell]] = {}
    for key, cell in cells.items():
        members.setdefault(key[number], []).append(cell)
    of_measure = bool(request.measure)
    figures = {
        place: _figure(request.how, _merged(parts), of_measure=of_measure)
        for place, parts in members.items()
    }

    def order(place: int) -> tuple[bool, float, str]:
        figure = figures.get(place)
        known = isinstance(figure, float)
        return not known, -figure if isinstance(figure, float) else 0.0, _sorting(axis, place)

    places = sorted(range(len(axis.groups)), key=order)
    if not top or top >= len(places):
        return [_line(axis.groups[place], place) for place in places], 0
    word = other_word(language)
    named = [p for p in places if str(axis.groups[p].label).casefold() != word.casefold()]
    kept = named[:top] if request.how in _ADD_UP else places[:top]
    rest = tuple(place for place in places if place not in set(kept))
    lines = [_line(axis.groups[place], place) for place in kept]
    if request.how in _ADD_UP:
        return [*lines, _Line(rest, word, others=True)], 0
    return lines, len(rest)


def _sorting(axis: Axis, place: int) -> str:
    return str(axis.groups[place].label)


def _per_period(axes: Sequence[Axis], cells: _Cells) -> tuple[int, ...]:
    """Return how many records each point in time has, () where no column is time."""
    number = next((number for number, axis in enumerate(axes) if axis.time), None)
    if number is None:
        return ()
    counts = Counter[int]()
    for key, cell in cells.items():
        counts[key[number]] += cell.records
    return tuple(counts[place] for place in sorted(counts))


# --- the table ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """All that the summary's table is made of. lines: its rows, and its columns if it is split."""

    table: DataTable
    request: SummaryRequest
    chosen: Chosen
    axes: Sequence[Axis]
    cells: _Cells
    lines: list[list[_Line]]
    rows: Sequence[int]
    language: str

    def _columns(self) -> list[_Line]:
        return self.lines[1] if len(self.lines) > 1 else [_Line((0,), "")]

    def _cell(self, row: _Line, column: _Line) -> _Cell:
        keys = ((i, j) for i in row.places for j in column.places)
        return _merged(self.cells[key] for key in keys if key in self.cells)

    def _values(self, column: _Line) -> tuple[Value, ...]:
        of_measure = self.chosen.measure is not None
        return tuple(
            _figure(self.request.how, self._cell(row, column), of_measure=of_measure)
            for row in self.lines[0]
        )

    def table_of(self) -> DataTable:
        """Return the summary as a table, without how it was computed."""
        rows = self.lines[0]
        name = figure_name(self.request.how, self.chosen.name, self.language)
        values = [self._values(column) for column in self._columns()]
        code = _number_format(self.table, self.request.how, self.chosen, values)
        heads = [_head(column, name, self.language) for column in self._columns()]
        labels = Column(
            (self.chosen.heads[0],),
            tuple(row.label for row in rows),
            tuple(row.number_format for row in rows),
            1,
        )
        figures = (
            Column((head,), column, (code,) * len(rows), index)
            for index, (head, column) in enumerate(zip(heads, values, strict=True), start=2)
        )
        return replace(
            self.table,
            name="",
            header_rows=1,
            header_cols=1,
            columns=(labels, *figures),
            title=self._title(),
            unit=self.chosen.unit,
            notes=(),
            total_rows=(),
            row_numbers=tuple(range(1, len(rows) + 1)),
            kind=TableKind.CROSS_TAB,
            orientation=Orientation.COLUMNS,
            header_height=1,
            header_width=1,
            column_units=(),
            row_levels=(),
        )

    def _title(self) -> str:
        parts = [part for _, part in self.chosen.groups]
        names = [
            part_word(part, self.language) if part else head
            for part, head in zip(parts, self.chosen.heads, strict=True)
        ]
        cut = any(len(line) < len(axis.groups) for line, axis in zip(self.lines, self.axes,
                                                                     strict=True))  # fmt: skip
        top = self.request.top if cut else 0
        title = title_of(self.request.how, self.chosen.name, names, top, self.language)
        mark = "：" if self.language == "zh" else ": "
        return f"{self.table.title}{mark}{title}" if self.table.title else title

    def formulas(self) -> tuple[tuple[str, ...], ...]:
        """Return the Excel formula of each figure, by column; "" beside what is missing."""
        measure = self.chosen.measure
        records = Records(self.table.cells.sheet, _runs(self.table, self.rows))
        sound = measure is None or not any(cell.errors for cell in self.cells.values())
        index = self.table.columns[measure].index if measure is not None else 0
        lines = self.lines if len(self.lines) > 1 else [self.lines[0], [_Line((0,), "")]]
        mixed = [axis.mixed for axis in self.axes]

        def written(row: _Line, column: _Line, value: Value) -> str:
            if not isinstance(value, float):
                return ""
            members = [
                self._member(number, line, mixed=mixed[number])
                for number, line in enumerate((row, column)[: len(self.axes)])
            ]
            return formula(self.request.how, index, members, records, sound=sound)

        return tuple(
            tuple(
                written(row, column, value)
                for row, value in zip(lines[0], self._values(column), strict=True)
            )
            for column in lines[1]
        )

    def _member(self, number: int, line: _Line, *, mixed: bool) -> Member:
        axis = self.axes[number]
        places: Sequence[int] = line.places
        if line.others:
            shown = {place for other in self.lines[number] if not other.others
                     for place in other.places}  # fmt: skip
            places = sorted(shown)
        return Member(
            column=self.table.columns[self.chosen.groups[number][0]].index,
            groups=tuple(axis.groups[place] for place in places),
            others=line.others,
            mixed=mixed,
            sound=not axis.errors,
        )


def _head(column: _Line, name: str, language: str) -> str:
    """Return the head of a column: the group's label, or what the figures are."""
    label = column.label
    if label == "":
        return name
    if isinstance(label, float):
        return f"{label:.0f}" if label.is_integer() else repr(label)
    if is_moment(label):
        text = value_text(label, column.number_format, language)
        return text if is_period(text) else month_text(label)
    return str(label)


def _number_format(
    table: DataTable, how: How, chosen: Chosen, values: Sequence[Sequence[Value]]
) -> str:
    """Return one format for all figures: the measure's own, finer where an average needs it."""
    if chosen.measure is None or how is How.COUNT:
        return "#,##0"
    codes = Counter(table.columns[chosen.measure].number_formats)
    code = max(codes, key=lambda code: (codes[code], code)) if codes else GENERAL
    shown = [v for column in values for v in column if isinstance(v, float)]
    coarse = how in (How.AVERAGE, How.MEDIAN) and decimals_of(code) == 0 and not is_percent(code)
    if code == GENERAL or coarse or not is_readable(code) or decimals_of(code) is None:
        return sensible_format(shown)
    if decimals_of(code) and not is_percent(code) and max(map(abs, shown), default=0) >= _LARGE:
        # The cents of single records say nothing in their sum.
        return re.sub(r"\.[0#?]+", "", code)
    return code


def _runs(table: DataTable, rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the first and last worksheet row of each unbroken stretch of records."""
    runs: list[list[int]] = []
    for row in rows:
        number = table.row_numbers[row]
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return tuple((first, last) for first, last in runs)


def computed_figures(table: DataTable, language: str) -> tuple[ComputedFigure, ...]:
    """Return the figures of a summary with their formulas, row by row; () for any other table."""
    if table.computed is None:
        return ()
    labels = row_labels(table, language)
    return tuple(
        ComputedFigure(label, column.label, str(value), formulas[row])
        for row, label in enumerate(labels)
        for column, formulas in zip(table.value_columns, table.computed.formulas, strict=True)
        if isinstance(value := column.values[row], float)
    )
