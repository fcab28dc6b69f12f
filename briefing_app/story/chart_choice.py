"""Choose an exhibit's kind from what the data is, with the reason in words."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from briefing_app.charts.families import FAMILIES
from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.exhibit_spec import TextExhibit
from briefing_app.story.column_roles import Cross

TABLE = "table"
TEXT_KINDS = tuple(kind.value for kind in TextExhibit)
KINDS = (*(kind.value for kind in ChartKind if kind in FAMILIES), TABLE, *TEXT_KINDS)
"""Every kind that can be asked for, named as in a topic library."""

_ALIASES = {
    "columns": "column",
    "clustered column": "column",
    "säule": "column",
    "säulen": "column",
    "柱形图": "column",
    "stacked columns": "stacked column",
    "gestapelte säulen": "stacked column",
    "堆积柱形图": "stacked column",
    "bars": "bar",
    "clustered bar": "bar",
    "balken": "bar",
    "条形图": "bar",
    "stacked bars": "stacked bar",
    "gestapelte balken": "stacked bar",
    "堆积条形图": "stacked bar",
    "lines": "line",
    "linie": "line",
    "linien": "line",
    "折线图": "line",
    "bridge": "waterfall",
    "wasserfall": "waterfall",
    "瀑布图": "waterfall",
    "tabelle": "table",
    "表格": "table",
    "compare": "comparison",
    "vergleich": "comparison",
    "gegenüberstellung": "comparison",
    "对比": "comparison",
    "比较": "comparison",
    "time line": "timeline",
    "events": "timeline",
    "zeitstrahl": "timeline",
    "zeitachse": "timeline",
    "zeitleiste": "timeline",
    "时间线": "timeline",
    "时间轴": "timeline",
    "tile": "tiles",
    "number tiles": "tiles",
    "key figures": "tiles",
    "kacheln": "tiles",
    "kennzahlen": "tiles",
    "数字卡片": "tiles",
    "关键数字": "tiles",
}
_MANY_PERIODS, _MANY_SERIES, _MANY_ROWS, _FEW_ROWS = 8, 7, 25, 2
_SUM_TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind (one of KINDS) and why."""

    kind: str
    reason: str


def kind_named(words: str) -> str | None:
    """Return the kind that is meant by words, in any case; None when it is not known."""
    plain = " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
    plain = plain.removesuffix(" chart").removesuffix("diagramm")
    kind = _ALIASES.get(plain, plain)
    return kind if kind in KINDS else None


def nearest_kinds(words: str) -> tuple[str, ...]:
    """Return the names of kinds that look most like what was written."""
    names = [*KINDS, *_ALIASES]
    near = difflib.get_close_matches(words.casefold(), names, n=3, cutoff=0.4)
    return tuple(dict.fromkeys(_ALIASES.get(name, name) for name in near)) or KINDS


def _adds_up(cross: Cross) -> bool:
    """Return whether the measures add up to the total column in every row."""
    if cross.total_column is None:
        return False
    checked = 0
    for row, total in enumerate(cross.total_column.numbers):
        parts = [column.numbers[row] for column in cross.measures]
        numbers = [part for part in parts if part is not None]
        if total is None or not numbers:
            continue
        if abs(sum(numbers) - total) > _SUM_TOLERANCE * max(abs(total), 1e-12):
            return False
        checked += 1
    return checked > 0


def choose_kind(cross: Cross) -> Choice:
    """Return the kind that shows a data table best."""
    rows = len(cross.row_labels) - len(cross.total_rows)
    columns = len(cross.measures)
    if not columns or rows < 1:
        return Choice(TABLE, "no column of figures: a table")
    periods, series = (columns, rows) if cross.time_columns else (rows, columns)
    if cross.time_rows or cross.time_columns:
        if series > _MANY_SERIES and periods <= _MANY_PERIODS:
            return Choice(TABLE, f"{series} series are too many for a chart: a table")
        if periods > _MANY_PERIODS or series > 2:
            if _adds_up(cross) and periods <= _MANY_PERIODS:
                return Choice(
                    "stacked column",
                    f"{periods} periods and {series} parts that add up: stacked columns",
                )
            return Choice("line", f"{periods} periods, {series} series: lines")
        return Choice("column", f"{periods} periods: columns")
    if rows > _MANY_ROWS:
        return Choice(TABLE, f"{rows} rows are too many for a chart: a table")
    if columns == 1:
        return Choice("bar", f"{rows} categories to compare: bars")
    if _adds_up(cross):
        return Choice("stacked bar", f"{columns} parts that add up: stacked bars")
    if columns <= 3 and rows * columns <= _MANY_ROWS:
        return Choice("bar", f"{rows} categories, {columns} measures: bars")
    return Choice(TABLE, f"{rows} rows of {columns} measures: a table")
