"""What the columns of a data table are: categories, points in time, measures, totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.moments import is_moment
from briefing_app.model.number_text import is_date, value_text
from briefing_app.model.total_labels import names_whole

_PERIOD = re.compile(
    r"(?:fy\s?)?(?:1[6-9]|20|21)\d\d(?:[/–-]\d\d(?:\d\d)?)?(?:\s?[epfb]|\s?ytd)?"
    r"|(?:[qh][1-4]|[1-4]q)[\s/-]?(?:'?\d\d(?:\d\d)?)?"
    r"|(?:19|20)\d\d[\s-]?[qh]?[1-4]"
    r"|(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*\.?[\s-]?(?:'?\d\d(?:\d\d)?)?"
    r"|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d\d)?"
    r"|(?:19|20)\d\d年(?:\d{1,2}月)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")


def is_period(label: str) -> bool:
    """Return whether a label names a point in time: a year, quarter, month or date."""
    return bool(_PERIOD.fullmatch(label.strip()))


def is_total(label: str) -> bool:
    """Return whether a label says that its figures are the total of others."""
    return names_whole(label)


def runs_backwards(labels: Sequence[str]) -> bool:
    """Return whether points in time stand with the latest first, as their years tell."""
    years = [int(match[0]) for label in labels if (match := _YEAR.search(label))]
    if len(years) != len(labels):
        return False
    return years[0] > years[-1] and years == sorted(years, reverse=True)


def all_periods(labels: Iterable[str]) -> bool:
    """Return whether there are at least two labels and all name points in time."""
    listed = list(labels)
    return len(listed) > 1 and all(is_period(label) for label in listed)


def plotted(value: Value) -> float | Missing:
    """Return a cell as a chart takes it: a number, or why there is none."""
    if isinstance(value, float | Missing):
        return value
    return Missing(MissingKind.NOT_AVAILABLE, str(value))


@dataclass(frozen=True, slots=True)
class Cross:
    """A data table as a cross of categories and measures, ready to be charted.

    row_labels: one per data row; measures: the value columns that hold numbers and are no
    totals; total_column: the column of totals, if there is one; time_rows, time_columns:
    whether the rows or the columns are points in time; dates: the columns of dates, those of row
    labels but the first among them; table: what all of it was read from.
    """

    row_labels: tuple[str, ...]
    measures: tuple[Column, ...]
    total_column: Column | None
    total_rows: tuple[int, ...]
    time_rows: bool
    time_columns: bool
    dates: tuple[Column, ...]
    table: DataTable

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the rows that are no totals of others."""
        return tuple(row for row in range(len(self.row_labels)) if row not in self.total_rows)

    @property
    def is_unnamed(self) -> bool:
        """Return whether the rows are observations without names of their own."""
        return not self.table.header_cols or all(map(_says_nothing, self.row_labels))


def _says_nothing(label: str) -> bool:
    return not label or (label.isdecimal() and not is_period(label))


def without_common_headers(table: DataTable) -> tuple[DataTable, str]:
    """Return the table without the header levels that all its value columns share, and these.

    A group header over all columns says what is shown; it belongs in the title, not in each label.
    """
    headers = [column.header for column in table.value_columns]
    shared = 0
    while len(headers) > 1 and all(len(header) > shared + 1 for header in headers):
        if len({header[shared] for header in headers}) > 1:
            break
        shared += 1
    if not shared:
        return table, ""
    columns = tuple(
        column if number < table.header_cols else replace(column, header=column.header[shared:])
        for number, column in enumerate(table.columns)
    )
    said = ", ".join(part for part in headers[0][:shared] if part)
    return replace(table, columns=columns), said


def _label_text(value: Value, number_format: str, language: str) -> str:
    """Return a row label as text; a year is never grouped in thousands, whatever its format."""
    if isinstance(value, float) and value.is_integer() and is_period(f"{value:.0f}"):
        return f"{value:.0f}"
    return value_text(value, number_format, language).strip()


def label_texts(column: Column, language: str) -> tuple[str, ...]:
    """Return what stands in a column as labels."""
    return tuple(
        _label_text(value, code, language)
        for value, code in zip(column.values, column.number_formats, strict=True)
    )


def row_labels(table: DataTable, language: str) -> tuple[str, ...]:
    """Return one label per data row: its header columns, joined; a row without any gets ""."""
    parts = [label_texts(column, language) for column in table.label_columns]
    return tuple(", ".join(filter(None, cells)) for cells in zip(*parts, strict=True))


def _has_numbers(column: Column) -> bool:
    """Return whether most of what stands in a column is numbers, and dates are not meant."""
    filled = [v for v in column.values if not (isinstance(v, Missing))]
    numbers = sum(1 for value in filled if isinstance(value, float))
    return numbers > 0 and numbers * 2 > len(filled)


def cross(table: DataTable, language: str = "en") -> Cross:
    """Return a data table as categories and measures."""
    measures = [column for column in table.value_columns if _has_numbers(column)]
    totals = [column for column in measures if is_total(column.label)]
    plain = [column for column in measures if column not in totals] or measures
    labels = row_labels(table, language) if table.header_cols else _numbered(table)
    rows = table.total_rows or tuple(i for i, label in enumerate(labels) if is_total(label))
    if len(rows) == len(labels):
        rows = ()
    return Cross(
        row_labels=labels,
        measures=tuple(plain),
        total_column=totals[0] if totals and plain != measures else None,
        total_rows=rows,
        time_rows=all_periods(label for i, label in enumerate(labels) if i not in rows)
        or _dated(table),
        time_columns=all_periods(column.label for column in plain),
        dates=tuple(column for column in table.columns[1:] if _has_dates(column)),
        table=table,
    )


def _has_dates(column: Column) -> bool:
    filled = [v for v in column.values if not isinstance(v, Missing)]
    dates = sum(map(is_moment, filled))
    return dates > 0 and dates * 2 > len(filled)


def text_columns(table: DataTable) -> tuple[Column, ...]:
    """Return the columns that hold mostly texts, in order."""
    return tuple(column for column in table.columns if _has_texts(column))


def _has_texts(column: Column) -> bool:
    filled = [v for v in column.values if not isinstance(v, Missing)]
    texts = sum(isinstance(value, str) for value in filled)
    return texts > 0 and texts * 2 > len(filled)


def _numbered(table: DataTable) -> tuple[str, ...]:
    return tuple(str(number + 1) for number in range(table.row_count))


def _dated(table: DataTable) -> bool:
    if len(table.label_columns) != 1 or table.row_count < 2:
        return False
    return all(is_date(code) for code in table.label_columns[0].number_formats)
