"""Which columns of a table name its rows, and which hold its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from briefing_app.excel.cell_types import CellType, cell_type
from briefing_app.excel.cell_values import label
from briefing_app.excel.sheet_grid import SheetGrid


class ColumnKind(Enum):
    """What a column holds below the headers."""

    BLANK = "blank"
    TEXTS = "texts"
    PERIODS = "periods"
    FIGURES = "figures"
    FLAGS = "flags"


_CODE = re.compile(
    r".*\b(?:codes?|ids?|key|schlüssel(?:-?nummer|nr)?|nuts\d?|iso\w*|isic|nace|fips|geoid|ags"
    r"|plz|zip|postcode|phone|telephone|telefon|tel|fax)\b.*|.*(?:代码|编码|电话|邮编)"
    r"|(?:\w*code|\w+_id)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"(?:(?:lfd|laufende)\.?\s*)?(?:no|nr|num|number|nummer|index|#|№|序号|编号|page|seite)\.?"
    r"|version|rev(?:ision)?|release|issue|notes?|fn|footnotes?|anm(?:erkung)?\.?|ref\.?|附注"
    r"|(?:\w+ )?(?:rank|rang|ranking|position|platz)|排名|名次",
    re.IGNORECASE,
)
_NOTE = re.compile(r"notes?|footnotes?|fn|anm(?:erkung)?\.?|附注", re.IGNORECASE)
_DICTIONARY = frozenset(
    {"description", "data type", "datatype", "type", "format", "variable", "field", "column"}
    | {"field name", "column name", "variable name", "definition", "beschreibung", "datentyp"}
    | {"feld", "字段", "字段名", "说明", "类型", "数据类型", "含义"}
)
_YEAR_WORDS = frozenset(
    {"year", "years", "fy", "jahr", "jahre", "année", "año", "anno", "ano", "年", "年份", "年度"}
    | {"period", "date", "datum", "month", "quarter", "time", "zeit", "时间", "日期"}
)


def column_kind(grid: SheetGrid, rows: Sequence[int], column: int) -> ColumnKind:
    """Return what a column holds in these rows. Marks speak for figures, but not alone."""
    counts = Counter(
        cell_type(cells[column], grid.formats.get(row, {}).get(column, "General"))
        for row in rows
        if column in (cells := grid.values[row])
    )
    figures = counts[CellType.NUMBER] + counts[CellType.NUMERAL]
    texts, periods, marks = (
        counts[CellType.TEXT],
        counts[CellType.PERIOD],
        counts[CellType.MARK],
    )
    if figures and figures + marks >= texts and (figures >= periods / 8):
        return ColumnKind.FIGURES
    if counts[CellType.FLAG] > texts:
        return ColumnKind.FLAGS
    if periods and periods >= texts:
        return ColumnKind.PERIODS
    if texts:
        return ColumnKind.TEXTS
    return ColumnKind.FIGURES if marks else ColumnKind.BLANK


def header_of(grid: SheetGrid, headers: Sequence[int], column: int) -> str:
    """Return the lowest header of a column, "" without one."""
    cells = (grid.values[row].get(column) for row in reversed(headers))
    return next((label(value, "") for value in cells if value is not None), "")


def is_code(name: str) -> bool:
    """Return whether a header says that its numbers name things: ``Country code``."""
    return len(name) < 60 and _CODE.fullmatch(name.strip()) is not None


def is_number_of(name: str) -> bool:
    """Return whether a header says that its numbers count things off: ``No.``, ``Rank``."""
    return _NUMBER.fullmatch(name.strip()) is not None


def is_dictionary(names: Sequence[str]) -> bool:
    """Return whether headers are those of a list that explains the columns of other data."""
    return sum(name.strip().casefold() in _DICTIONARY for name in names) > 2


def is_note(name: str) -> bool:
    """Return whether a header says that its numbers point to notes."""
    return _NOTE.fullmatch(name.strip()) is not None


def label_columns(
    grid: SheetGrid,
    headers: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
    kinds: Sequence[ColumnKind],
) -> int:
    """Return how many leading columns hold labels: texts, periods, codes or running numbers.

    One, where figures start at once, so that every row has a name; none in a single column.
    """
    if len(columns) < 2:
        return 0
    table = _Columns(
        grid, headers, rows, columns, kinds, _first_period(grid, headers, columns, kinds)
    )
    count = 0
    for index in range(len(columns) - 1):
        if ColumnKind.FIGURES not in kinds[index + 1 :]:
            break
        if kinds[index] is ColumnKind.BLANK:
            continue  # counts only where a column of labels follows
        if not table.names_rows(index, unbroken=count == index > 0):
            break
        count = index + 1
    return max(count, 1)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table. across: index of the first one headed by a period, 0 without."""

    grid: SheetGrid
    headers: Sequence[int]
    rows: Sequence[int]
    columns: Sequence[int]
    kinds: Sequence[ColumnKind]
    across: int

    def names_rows(self, index: int, *, unbroken: bool) -> bool:
        """Return whether a column holds labels, given that all before it do.

        Numbers do where their header says that they name or count things, where texts follow at
        once or stand between them and the first period across, and where they count the rows.
        unbroken: no blank column stands between.
        """
        kind, rest = self.kinds[index], self.kinds[index + 1 :]
        if kind in (ColumnKind.TEXTS, ColumnKind.FLAGS):
            return kind is ColumnKind.TEXTS
        column = self.columns[index]
        name = header_of(self.grid, self.headers, column)
        if kind is ColumnKind.PERIODS and _names_period(self.grid, self.rows, column, name):
            return True
        if kind is ColumnKind.PERIODS and not unbroken:
            return False
        if is_code(name) or (is_number_of(name) and (ColumnKind.TEXTS in rest or is_note(name))):
            return True
        if index < self.across and ColumnKind.TEXTS in self.kinds[index + 1 : self.across]:
            return True
        follows = next((other for other in rest if other is not ColumnKind.BLANK), None)
        leads = follows is ColumnKind.TEXTS or _is_running(self.grid, self.rows, column)
        return leads and ColumnKind.TEXTS not in self.kinds[:index]


def _first_period(
    grid: SheetGrid, headers: Sequence[int], columns: Sequence[int], kinds: Sequence[ColumnKind]
) -> int:
    """Return the index of the first column of figures headed by a period; 0 below two of them."""
    found = [
        index
        for index, column in enumerate(columns)
        if kinds[index] is ColumnKind.FIGURES
        and any(
            column in grid.values[row] and cell_type(grid.values[row][column]) is CellType.PERIOD
            for row in headers
        )
    ]
    return found[0] if len(found) > 1 else 0


def _names_period(grid: SheetGrid, rows: Sequence[int], column: int, name: str) -> bool:
    """Return whether a column of years or dates names its rows: by its header, or all differ."""
    if name.casefold().strip(" .:") in _YEAR_WORDS or any(
        word in _YEAR_WORDS for word in name.casefold().split()
    ):
        return True
    values = [grid.values[row][column] for row in rows if column in grid.values[row]]
    dates = any(not isinstance(value, float) for value in values)
    return dates or (len(values) > 1 and len(set(values)) == len(values))


def _is_running(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column counts its rows: 0 or 1, 2, 3 ..."""
    cells = [grid.values[row].get(column) for row in rows]
    numbers = [value for value in cells if isinstance(value, float)]
    return (
        len(numbers) > 2
        and numbers[0] in (0.0, 1.0)
        and all(b - a >= 1 and b.is_integer() for a, b in pairwise(numbers))
        and numbers[2] - numbers[0] == 2
    )
