"""Tables as exhibits: the cells of a data table, printed in their own formats."""

from __future__ import annotations

from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, error, warning
from briefing_app.model.number_text import value_text
from briefing_app.story.column_roles import Cross, is_period, runs_backwards
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.table_marks import with_marks

_MOST_COLUMNS = 12


def _shown_columns(wish: Wish) -> tuple[list[Column], list[Finding]]:
    labels, values = list(wish.table.label_columns), list(wish.table.value_columns)
    room = max(1, _MOST_COLUMNS - len(labels))
    if len(values) <= room:
        return labels + values, []
    # The latest periods matter most; otherwise the author's order decides.
    periods = all(is_period(column.label) for column in values)
    latest_last = periods and not runs_backwards([column.label for column in values])
    kept = values[-room:] if latest_last else values[:room]
    left_out = ", ".join(column.label for column in values if column not in kept)
    return labels + kept, [
        warning(
            "columns-left-out",
            f"The table has {len(values)} columns; left out: {left_out}.",
            "Name a narrower range in the exhibit's Data.",
            wish.place,
        )
    ]


def table_spec(wish: Wish, data: Cross) -> tuple[TableSpec | None, list[Finding]]:
    """Return a table of all rows, None where there are none, and what there is to say."""
    columns, findings = _shown_columns(wish)
    rows = list(range(wish.table.row_count))
    top = wish.options.get("top", "")
    if top.isdigit() and 0 < int(top) < len(rows):
        rows = rows[: int(top)]
    if not rows or not columns:
        return None, [
            *findings,
            error(
                "table-empty", "The data table has no rows.", "Choose another range.", wish.place
            ),
        ]
    focus = set(wish.names("focus"))
    measures = {column.index for column in data.measures}
    if data.total_column:
        measures.add(data.total_column.index)
    texts = tuple(
        tuple(
            value_text(column.values[row], column.number_formats[row], wish.language)
            for column in columns
        )
        for row in rows
    )
    spec = TableSpec(
        header=tuple(column.label for column in columns),
        rows=texts,
        numeric=tuple(column.index in measures for column in columns),
        total_rows=tuple(i for i, row in enumerate(rows) if row in data.total_rows),
        focus_rows=tuple(
            i
            for i, row in enumerate(rows)
            # Rows that several columns name are known by the first of them, too.
            if data.row_labels[row] in focus or (wish.table.header_cols and texts[i][0] in focus)
        ),
        addresses=tuple(tuple(wish.address(row, column) for column in columns) for row in rows),
        title=wish.title,
        unit=wish.unit_of([column for column in columns if column.index in measures]),
        language=wish.language,
        message=wish.message,
    )
    spec, found = with_marks(spec, columns, rows, wish)
    return spec, [*findings, *found]
