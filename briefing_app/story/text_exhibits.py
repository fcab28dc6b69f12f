"""Exhibits of texts from a data table: comparisons, timelines and number tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing_app.model.briefing import LANGUAGES
from briefing_app.model.cell_value import Missing, Value
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.exhibit_spec import (
    Judgement,
    TextExhibit,
    Tile,
    TilesSpec,
    TimelineEvent,
    TimelineSpec,
)
from briefing_app.model.finding import Finding, warning
from briefing_app.model.number_text import value_text
from briefing_app.model.typography import MINUS, set_text
from briefing_app.story.event_dates import event_date
from briefing_app.story.exhibit_wish import Wish

MOST_TILES = 8
HEADS = (2, 3)
_SHORT_UNIT = 8
_LANGUAGE = re.compile(r"(?P<head>.*?)\s*[(\uff08](?P<code>[a-z]{2})[)\uff09]")
_SIGN = re.compile(rf"\s*([+{MINUS}\u2013-])\s*(?=[0-9.,])")


Made = tuple[TableSpec | TimelineSpec | TilesSpec | None, list[Finding]]


def in_language(table: DataTable, language: str) -> DataTable:
    """Return a table with one column where it has the same column in several languages.

    A column of texts whose header ends in ``(de)`` stands, in that language, for the last column
    before it without such a mark.
    """
    columns: list[Column] = []
    labels = 0
    for number, column in enumerate(table.columns):
        match = _LANGUAGE.fullmatch(column.label) if columns else None
        if match is None or match["code"] not in LANGUAGES or _has_figures(column):
            columns.append(column)
            labels += number < table.header_cols
        elif match["code"] == language:
            columns[-1] = replace(column, header=(match["head"],) if match["head"] else ())
    return replace(table, columns=tuple(columns), header_cols=labels)


def _has_figures(column: Column) -> bool:
    return any(isinstance(value, float) for value in column.values)


def text_exhibit(kind: TextExhibit, wish: Wish) -> Made:
    """Return an exhibit of texts, or None and why the table does not give one."""
    if kind is TextExhibit.COMPARISON:
        return _comparison(wish)
    if kind is TextExhibit.TIMELINE:
        return _timeline(wish)
    return _tiles(wish)


def _printed(value: Value, number_format: str, language: str) -> str:
    return set_text(value_text(value, number_format, language).strip(), language)


def _texts(wish: Wish, row: int, columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(
        _printed(column.values[row], column.number_formats[row], wish.language)
        for column in columns
    )


def _rows(wish: Wish, columns: Sequence[Column]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each row that says something: its number and its texts."""
    for row in range(wish.table.row_count):
        texts = _texts(wish, row, columns)
        if any(texts):
            yield row, texts


def _addresses(
    wish: Wish, rows: Sequence[int], columns: Sequence[Column]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(wish.address(row, column) for column in columns) for row in rows)


def _comparison(wish: Wish) -> Made:
    columns = wish.table.columns
    if len(columns) - 1 not in HEADS:
        what = f"A comparison sets two or three columns side by side, not {len(columns) - 1}."
        return None, [_not_made(what, "Name a range of three or four columns.", wish)]
    rows = list(_rows(wish, columns))
    heads = tuple(set_text(column.label, wish.language) for column in columns)
    focus = tuple(name for name in wish.names("focus") if name in heads)
    return TableSpec(
        header=("", *heads[1:]),
        rows=tuple(texts for _, texts in rows),
        numeric=(False,) * len(columns),
        addresses=_addresses(wish, [row for row, _ in rows], columns),
        title=wish.title,
        unit=wish.unit,
        language=wish.language,
        message=wish.message,
        compares=True,
        focus_heads=focus,
    ), []


def _timeline(wish: Wish) -> Made:
    columns = wish.table.columns[:3]
    findings: list[Finding] = []
    if len(columns) < 2:
        return None, [_not_made("A timeline needs dates and events.", "Add a column.", wish)]
    found: list[tuple[TimelineEvent, int]] = []
    focus = {name.casefold() for name in wish.names("focus")}
    for row, texts in _rows(wish, columns):
        date = event_date(columns[0].values[row], columns[0].number_formats[row], wish.language)
        if date is None or not texts[1]:
            cell = wish.address(row, columns[0])
            what = f"The row with “{texts[0] or texts[1]}” tells no date and event; it is left out."
            findings.append(
                warning(
                    "timeline-date",
                    what,
                    "Write a year, a month and year such as July 2025, or a date.",
                    replace(wish.place, cell=cell or wish.place.cell),
                )
            )
            continue
        detail = texts[2] if len(texts) > 2 else ""
        chosen = texts[1].casefold() in focus
        found.append((TimelineEvent(date.day, date.text, texts[1], detail, chosen), row))
    if not found:
        return None, findings
    found.sort(key=lambda pair: (pair[0].day, pair[1]))
    return TimelineSpec(
        events=tuple(event for event, _ in found),
        addresses=_addresses(wish, [row for _, row in found], columns),
        title=wish.title,
        unit=wish.unit,
        language=wish.language,
        message=wish.message,
    ), findings


def _tiles(wish: Wish) -> Made:
    columns = wish.table.columns[:3]
    if len(columns) < 2:
        return None, [_not_made("Tiles need labels and figures.", "Add a column.", wish)]
    unit = wish.unit_of(columns[1:2])
    short = unit if len(unit) <= _SHORT_UNIT else ""
    rows = [(row, texts) for row, texts in _rows(wish, columns) if texts[1]]
    findings: list[Finding] = []
    if len(rows) > MOST_TILES:
        what = f"{len(rows)} figures are more than a page of tiles holds ({MOST_TILES})."
        findings.append(_not_made(f"{what} The rest is left out.", "Name a shorter range.", wish))
        rows = rows[:MOST_TILES]
    if not rows:
        return None, [_not_made("The table has no figures for tiles.", "Name another.", wish)]
    return TilesSpec(
        tiles=tuple(_tile(wish, columns, row, texts, short) for row, texts in rows),
        addresses=_addresses(wish, [row for row, _ in rows], columns),
        title=wish.title,
        unit="" if short else unit,
        language=wish.language,
        message=wish.message,
    ), findings


def _tile(wish: Wish, columns: Sequence[Column], row: int, texts: Sequence[str], unit: str) -> Tile:
    figure = texts[1]
    if unit and isinstance(columns[1].values[row], float) and not figure.endswith(("%", unit)):
        figure = set_text(f"{figure} {unit}", wish.language).replace(" ", "\u00a0")
    change = texts[2] if len(texts) > 2 else ""
    value = columns[2].values[row] if len(columns) > 2 else ""
    if isinstance(value, float) and value > 0 and not change.startswith("+"):
        change = f"+{change}"
    if isinstance(value, Missing):
        change = ""
    return Tile(
        figure=figure,
        label=texts[0],
        change=change,
        judgement=_judgement(change, wish.options.get("good", "")),
        focus=texts[0] in wish.names("focus"),
    )


def _judgement(change: str, good: str) -> Judgement:
    """Return what a change with a sign means. good: ``up`` or ``down``, else nobody said."""
    sign = _SIGN.match(change)
    if sign is None or good.casefold() not in ("up", "down"):
        return Judgement.NONE
    rises = sign[1] == "+"
    return Judgement.BETTER if rises == (good.casefold() == "up") else Judgement.WORSE


def _not_made(what: str, remedy: str, wish: Wish) -> Finding:
    return warning("exhibit-data-unfit", what, remedy, wish.place)
