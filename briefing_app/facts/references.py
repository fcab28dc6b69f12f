"""From labels to cells: which cells of which table a reference names, and never a guess.

``A[B]`` names a cell by its row and its column, whichever of them A is. Where both are of one
axis, A is a heading over B; where A is a table, B is a row or column of it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing_app.facts.axis import Axis, Matches, label_key
from briefing_app.facts.cells import CellOf, Unanswerable, listed, name_of
from briefing_app.facts.labels import TableLabels
from briefing_app.facts.syntax import Path, Reference, Span

_MOST_CANDIDATES = 6
_MOST_SEARCHED = 5_000
"""Labels that are compared when a near one is sought."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells in the order that was asked for.

    down: they run along rows, else along columns; whole: they are all of that column or row.
    """

    cells: tuple[CellOf, ...]
    down: bool
    whole: bool
    text: str

    @property
    def axis(self) -> Axis:
        """Return the labels along which they run."""
        labels = self.cells[0].labels
        return labels.rows if self.down else labels.columns

    def index(self, cell: CellOf) -> int:
        """Return where a cell stands on that axis."""
        return cell.row if self.down else cell.column

    def label(self, cell: CellOf) -> str:
        """Return the label of a cell along that axis, "" where it has none."""
        path = self.axis.paths[self.index(cell)]
        return path[-1] if path else ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to understand a reference: rows and columns of a table, None for all of them."""

    labels: TableLabels
    rows: Matches | None
    columns: Matches | None

    @property
    def is_double(self) -> bool:
        return any(found is not None and found.is_double for found in (self.rows, self.columns))

    def cells(self) -> list[CellOf]:
        rows = self.rows.indexes if self.rows else _all_items(self.labels.rows)
        columns = self.columns.indexes if self.columns else _all_items(self.labels.columns)
        return [CellOf(self.labels, row, column) for row in rows for column in columns]


def _all_items(axis: Axis) -> list[int]:
    return axis.standing.items(range(len(axis.paths)))


def resolve(reference: Reference, tables: Sequence[TableLabels]) -> Cells:
    """Return the cells that a reference names in the first table that knows it.

    Raises Unanswerable when no table does, or when a label stands for several.
    """
    if not tables:
        raise Unanswerable(
            "bound-no-table",
            f"“{reference.text}” names a cell, and the topic has no data table",
            "Give the topic an exhibit with data, or write the figure itself.",
        )
    for labels in tables:
        if readings := _readings(reference, labels):
            return _single(reference, readings)
    raise _unknown(reference, tables)


def _single(reference: Reference, readings: Sequence[_Reading]) -> Cells:
    if len(readings) > 1 or readings[0].is_double:
        raise _double(reference, readings)
    reading = readings[0]
    cells = reading.cells()
    if len({cell.row for cell in cells}) > 1 and len({cell.column for cell in cells}) > 1:
        raise Unanswerable(
            "bound-many-cells",
            f"“{reference.text}” names a block of {len(cells)} cells ({listed(cells, 3)})",
            "Name its row or its column too, such as Revenue[2024].",
        )
    if not cells:
        raise Unanswerable(
            "bound-label-unknown",
            f"“{reference.text}” names no cell with a figure of its own",
            "Name a row or column with figures.",
        )
    down = len({cell.row for cell in cells}) > 1 or reading.rows is None
    whole = (reading.rows if down else reading.columns) is None
    return Cells(tuple(cells), down, whole, reference.text)


def _readings(reference: Reference, labels: TableLabels) -> list[_Reading]:
    """Return the ways to read a reference in one table; those by row and column come first."""
    path, span = reference.path, reference.span
    ways: list[list[_Reading]] = [_named(path, span, labels)]
    if label_key(path[0]) in labels.names:
        if len(path) > 1:
            ways.append(_named(path[1:], span, labels))
        elif span is not None:
            ways.append(_alone(labels, lambda axis: _spanned(axis, span)))
        elif len(labels.columns.paths) == 1:
            ways.append([_Reading(labels, None, Matches((0,)))])
    return next((found for found in ways if found), [])


def _named(path: Path, span: Span | None, labels: TableLabels) -> list[_Reading]:
    rows, columns = labels.rows, labels.columns
    if span is None:
        return _alone(labels, lambda axis: axis.find(path))
    crossed = [
        _Reading(labels, rows.find(path), _spanned(columns, span)),
        _Reading(labels, _spanned(rows, span), columns.find(path)),
    ]
    if known := _known(crossed):
        return known
    below = [
        _Reading(labels, None, _below(columns, path, span)),
        _Reading(labels, _below(rows, path, span), None),
    ]
    return _known(below)


def _alone(labels: TableLabels, find: Callable[[Axis], Matches]) -> list[_Reading]:
    return _known(
        [
            _Reading(labels, find(labels.rows), None),
            _Reading(labels, None, find(labels.columns)),
        ]
    )


def _known(readings: Sequence[_Reading]) -> list[_Reading]:
    return [
        reading
        for reading in readings
        if all(found is None or found.indexes for found in (reading.rows, reading.columns))
    ]


def _spanned(axis: Axis, span: Span) -> Matches:
    """Return what a path names, or all from the first to the last in the order asked for."""
    if span.last is None:
        return axis.find(span.first)
    return _between(axis, axis.find(span.first), axis.find(span.last))


def _below(axis: Axis, path: Path, span: Span) -> Matches:
    """Return what stands below a heading of the same axis: ``GDP[2024]`` is ``GDP > 2024``."""
    if span.last is None:
        return axis.find((*path, *span.first))
    return _between(axis, axis.find((*path, *span.first)), axis.find((*path, *span.last)))


def _between(axis: Axis, first: Matches, last: Matches) -> Matches:
    """Return all items from first to last. Of several, ends below the same heading belong together.

    Totals between the ends are left out; an end that is a total was asked for.
    """
    if not first.indexes or not last.indexes:
        return Matches()
    pairs = [(start, end) for start in first.indexes for end in last.indexes]
    if len(pairs) > 1:
        pairs = [(a, b) for a, b in pairs if axis.paths[a][:-1] == axis.paths[b][:-1]]
    if len(pairs) != 1:
        return Matches(tuple(sorted({*first.indexes, *last.indexes})))
    start, end = pairs[0]
    step = 1 if start <= end else -1
    items = {start, end, *axis.standing.items(range(start, end, step))}
    return Matches(tuple(sorted(items, reverse=step < 0)), leaf=False)


def _double(reference: Reference, readings: Sequence[_Reading]) -> Unanswerable:
    cells = [cell for reading in readings for cell in reading.cells()]
    shown = ", ".join(
        f"{name_of(cell.row_path)}[{name_of(cell.column_path)}] in {cell.shown}"
        for cell in cells[:_MOST_CANDIDATES]
    )
    more = f" and {len(cells) - _MOST_CANDIDATES} more" if len(cells) > _MOST_CANDIDATES else ""
    return Unanswerable(
        "bound-label-double",
        f"“{reference.text}” may mean several cells: {shown}{more}",
        "Write the path, such as 'Europe' > 'Germany'[2024], or rename one of them in the "
        "workbook.",
    )


def _unknown(reference: Reference, tables: Sequence[TableLabels]) -> Unanswerable:
    """Return which label is not there, with those that are written like it."""
    spans = (reference.span.first, reference.span.last) if reference.span else ()
    wanted = [reference.path, *(path for path in spans if path)]
    missing = [path for path in wanted if not _stands_anywhere(path, tables)]
    where = ", ".join(dict.fromkeys(str(labels.table.cells) for labels in tables[:3]))
    if not missing:
        message = f"No table has both labels of “{reference.text}” ({where})"
        return Unanswerable("bound-label-unknown", message, "Name a row and a column of one table.")
    label = " > ".join(missing[0])
    near = _near(missing[0][-1], tables)
    remedy = (
        f"Did you mean {' or '.join(f'“{name}”' for name in near)}?"
        if near
        else "Write a row or column label as the table has it."
    )
    return Unanswerable(
        "bound-label-unknown", f"There is no row or column “{label}” in {where}", remedy
    )


def _stands_anywhere(path: Path, tables: Sequence[TableLabels]) -> bool:
    return any(
        labels.rows.find(path).indexes
        or labels.columns.find(path).indexes
        or (len(path) == 1 and label_key(path[0]) in labels.names)
        for labels in tables
    )


def _near(label: str, tables: Sequence[TableLabels]) -> list[str]:
    names = (
        name
        for labels in tables
        for axis in (labels.columns, labels.rows)
        for path in axis.paths
        for name in path
    )
    by_key = {label_key(name): name for name in islice(names, _MOST_SEARCHED)}
    near = difflib.get_close_matches(label_key(label), by_key, n=3, cutoff=0.7)
    return [by_key[key] for key in near]
