"""A rectangle of a worksheet read as a data table, however it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.excel.annotations import (
    LineKind,
    is_link,
    is_numbered,
    is_statement,
    key_kind,
)
from briefing_app.excel.cell_values import label
from briefing_app.excel.header_rows import Layout
from briefing_app.excel.number_in_text import mark_in_text
from briefing_app.excel.row_roles import RowRole, row_role
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.surroundings import surroundings
from briefing_app.excel.table_kinds import orientation, row_levels, table_kind
from briefing_app.excel.table_units import column_units, shared_unit, values_unit
from briefing_app.excel.totals import total_rows
from briefing_app.excel.units import unit_line
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, GENERAL, Value
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook

_WORDS_OF_A_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rectangle that may be a data table.

    header_rows: worksheet rows with headers where that is known, None to have them recognised;
    totals_rows: rows at the end that hold totals; column_names: headers that stand in no cell.
    """

    cells: CellRange
    found_by: FoundBy
    name: str = ""
    header_rows: int | None = None
    totals_rows: int = 0
    column_names: tuple[str, ...] = ()


def read_table(
    grid: SheetGrid,
    candidate: Candidate,
    layout: Layout,
    workbook: Workbook,
    others: Sequence[CellRange] = (),
    repeated: frozenset[str] = frozenset(),
) -> DataTable:
    """Return a candidate as a data table, without an id.

    layout: what :func:`find_layout` says of its cells; others: the cells of the other tables on
    the sheet; repeated: lines that several sheets have above their tables.
    Rows without a filled cell are left out, as hidden rows and columns are.
    """
    cells = candidate.cells
    headers, header_unit = _headers(grid, candidate, layout)
    around = surroundings(grid, cells, others, banner(grid, layout), corner(grid, layout), repeated)
    columns = tuple(
        _column(grid, layout, column, header, is_label=index < layout.label_columns)
        for index, (column, header) in enumerate(zip(layout.columns, headers, strict=True))
    )
    unit = around.unit or header_unit or values_unit(columns, layout.label_columns)
    units = column_units(headers, layout.label_columns)
    return DataTable(
        id="",
        name=candidate.name,
        cells=cells,
        header_rows=len(layout.header_rows),
        header_cols=layout.label_columns,
        columns=columns,
        found_by=candidate.found_by,
        workbook=workbook,
        title=around.title,
        unit=unit or (around.sheet_unit if _only_shares(units) else ""),
        source=around.source,
        notes=around.notes,
        total_rows=_totals(candidate, layout, columns),
        kind=table_kind(grid, layout),
        orientation=orientation(grid, layout),
        header_height=layout.height,
        header_width=layout.width,
        column_units=units,
        row_levels=row_levels(grid, layout),
        hidden_rows=grid.hidden_rows.count(cells.top, cells.bottom),
        hidden_columns=grid.hidden_columns.count(cells.left, cells.right),
        row_numbers=layout.data_rows,
    )


_SHARES = frozenset({"", "%", "\uff05", "\u2030", "pp", "bp", "bps", "x"})


def _only_shares(units: Sequence[str]) -> bool:
    """Return whether columns say at most shares and ratios, beside others that say nothing."""
    return not units or (_SHARES.issuperset(units) and "" in units)


def _column(
    grid: SheetGrid, layout: Layout, column: int, header: tuple[str, ...], *, is_label: bool
) -> Column:
    rows = grid.values
    values = tuple([rows[row].get(column, BLANK) for row in layout.data_rows])
    values = marked_values(values, is_label=is_label)
    known = grid.formats
    nothing: dict[int, str] = {}
    formats = tuple([known.get(row, nothing).get(column, GENERAL) for row in layout.data_rows])
    return Column(header, values, formats, column)


def marked_values(values: tuple[Value, ...], *, is_label: bool) -> tuple[Value, ...]:
    """Return the values of a column; in one of figures, marks for missing ones are recognised."""
    if not is_label and any(isinstance(value, float) for value in values):
        return tuple(map(_marked, values))
    return values


def _marked(value: Value) -> Value:
    mark = mark_in_text(value) if isinstance(value, str) else None
    return mark or value


def _headers(
    grid: SheetGrid, candidate: Candidate, layout: Layout
) -> tuple[list[tuple[str, ...]], str]:
    """Return the header path of each column, and the unit that all value columns share.

    A shared unit is taken out of the headers, so that it is shown once; so is one that stands in
    the corner above the labels.
    """
    spans = [span for span in candidate_spans(grid, layout) if span.left < span.right]
    reach = [_reach(grid, row, layout, spans) for row in layout.header_rows[:-1]]
    paths = [
        tuple(
            _header_text(grid, row, over.get(column, column), spans)
            for row, over in zip(layout.header_rows, [*reach, {}], strict=False)
        )
        for column in layout.columns
    ]
    if not layout.header_rows and candidate.column_names:
        first = candidate.cells.left
        names = dict(enumerate(candidate.column_names, first))
        paths = [(names.get(column, ""),) for column in layout.columns]
    return shared_unit(paths, layout.label_columns)


def banner(grid: SheetGrid, layout: Layout) -> str:
    """Return the text that the topmost header row merges over all value columns, or ""."""
    if len(layout.header_rows) < 2:
        return ""
    row = layout.header_rows[0]
    values = layout.columns[layout.label_columns :]
    over = [column for column in values if column in grid.values[row]]
    if len(over) != 1 or over[0] != values[0]:
        return ""
    span, text = grid.span_at(row, over[0]), grid.values[row][over[0]]
    whole = span is not None and span.right >= values[-1] and len(values) > 1
    return text.strip() if whole and isinstance(text, str) and not unit_line(text) else ""


def corner(grid: SheetGrid, layout: Layout) -> str:
    """Return the text among a table's headers that names it where nothing else does, or "".

    That is a statement of accounts or a numbered title above the labels, the text in the corner
    when another one below it names the labels, or a phrase that is alone in its header row.
    """
    if not layout.header_rows or not layout.label_columns:
        return ""
    top, lowest = layout.header_rows[0], layout.header_rows[-1]
    column = layout.columns[0]
    text, name = grid.values[top].get(column), grid.values[lowest].get(column)
    if isinstance(text, str) and key_kind(text) is LineKind.TITLE and top != lowest:
        beside = [value for at, value in grid.values[top].items() if at > column]
        return beside[0].strip() if len(beside) == 1 and isinstance(beside[0], str) else ""
    if isinstance(text, str) and (is_statement(text) or is_numbered(text)):
        return text.strip()
    across = row_role(grid, top, layout.columns) is RowRole.PERIODS
    named = isinstance(text, str) and isinstance(name, str) and not across and top != lowest
    if named and isinstance(text, str) and not unit_line(text) and not is_link(text):
        return text.strip()
    return next(filter(None, (_phrase(grid, row) for row in layout.header_rows[:-1])), "")


def _phrase(grid: SheetGrid, row: int) -> str:
    """Return the phrase that is alone in a header row, links aside, or ""."""
    texts = [text for text in grid.values[row].values() if not is_link(text)]
    text = texts[0] if len(texts) == 1 else None
    several = isinstance(text, str) and len(text.split()) >= _WORDS_OF_A_PHRASE
    return text.strip() if several and isinstance(text, str) and not unit_line(text) else ""


def candidate_spans(grid: SheetGrid, layout: Layout) -> list[CellRange]:
    """Return the merged ranges that touch the header rows."""
    if not layout.header_rows:
        return []
    top, bottom = layout.header_rows[0], layout.header_rows[-1]
    return [span for span in grid.merged if span.top <= bottom and top <= span.bottom]


def _reach(grid: SheetGrid, row: int, layout: Layout, spans: Sequence[CellRange]) -> dict[int, int]:
    """Return, for the blank cells of an upper header row, the column of the header over them.

    A header that nobody merged reaches to the next one at its right; where the first column of
    values is blank, headers are centred, and each stands over an equal share of the columns.
    """
    values = layout.columns[layout.label_columns :]
    filled = [column for column in values if column in grid.values[row]]
    merged = any(span.top <= row <= span.bottom for span in spans)
    if not filled or merged or len(filled) == len(values):
        return {}
    share, rest = divmod(len(values), len(filled))
    if values[0] not in filled:
        groups = [values[i * share : (i + 1) * share] for i in range(len(filled))]
        centred = not rest and all(c in group for c, group in zip(filled, groups, strict=True))
        pairs = zip(filled, groups, strict=True) if centred else ()
        return {column: head for head, group in pairs for column in group}
    reached: dict[int, int] = {}
    head = filled[0]
    for column in values:
        head = column if column in filled else head
        if any(column in grid.values[lower] for lower in layout.header_rows if lower != row):
            reached[column] = head
    return reached


def _header_text(grid: SheetGrid, row: int, column: int, spans: Sequence[CellRange]) -> str:
    for span in spans:
        if span.top <= row <= span.bottom and span.left <= column <= span.right:
            if row > span.top:
                return ""  # it was said in the row above
            column = span.left
            break
    return label(grid.value(row, column), grid.number_format(row, column))


def _totals(candidate: Candidate, layout: Layout, columns: Sequence[Column]) -> tuple[int, ...]:
    found = set(added_up(columns, layout.label_columns, len(layout.data_rows)))
    if candidate.totals_rows:
        first = candidate.cells.bottom - candidate.totals_rows
        found |= {index for index, row in enumerate(layout.data_rows) if row > first}
    return tuple(sorted(found))


def added_up(columns: Sequence[Column], labels: int, rows: int) -> tuple[int, ...]:
    """Return the data rows that are totals by label or by arithmetic. labels: label columns."""
    texts = [
        next((text for column in reversed(columns[:labels])
              if (text := label(column.values[row], ""))), "")
        for row in range(rows)
    ]  # fmt: skip
    numbers = [
        column.numbers
        for column in columns[labels:]
        if any(number is not None for number in column.numbers)
    ]
    return total_rows(texts, numbers)


def with_id(table: DataTable, number: int) -> DataTable:
    """Return a table with its id: ``Sheet#1`` for the first on its sheet."""
    return replace(table, id=f"{table.cells.sheet}#{number}")
