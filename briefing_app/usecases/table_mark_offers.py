"""Which marks the cells of a table can have, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.labels import said
from briefing_app.story.decoration_writing import number_words
from briefing_app.story.table_marks import ARROWS, BALLS, BARS, LIGHTS, colour_named
from briefing_app.usecases.engine_frames import JsonObject


def mark_offers(spec: TableSpec, table: DataTable, words: Mapping[str, str]) -> list[JsonObject]:
    """Return what can be marked: for each column the marks that its values allow.

    spec: the table as it is shown without any marks; words: what labels are called.
    """
    by_label: dict[str, Column] = {}
    for column in table.columns:
        by_label.setdefault(said(column.label, words), column)
    offers: list[JsonObject] = []
    for place, head in enumerate(spec.header):
        # A name with a comma would be read as two.
        if head not in by_label or not head or "," in head:
            continue
        of = by_label[head]
        marks = [*_marks(of, is_numeric=spec.numeric[place])]
        if marks:
            offers.append({"column": head, "written": of.label, "marks": marks})
    return offers


def _marks(column: Column, *, is_numeric: bool) -> Iterator[JsonObject]:
    """Return the marks of a column, each with the limits that its lights need."""
    if not is_numeric:
        if any(isinstance(value, str) and colour_named(value) for value in column.values):
            yield {"mark": LIGHTS, "limits": ""}
        return
    numbers = sorted(value for value in column.values if isinstance(value, float))
    if not numbers:
        return
    if numbers[-1] > 0:
        yield {"mark": BALLS, "limits": ""}
    fair, good = numbers[len(numbers) // 3], numbers[len(numbers) * 2 // 3]
    yield {"mark": LIGHTS, "limits": f"{number_words(good)}/{number_words(fair)}"}
    yield {"mark": BARS, "limits": ""}
    yield {"mark": ARROWS, "limits": ""}
