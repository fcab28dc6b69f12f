"""From an exhibit request and its data table to a chart or table specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts.chart_writer import can_chart
from briefing_app.errors import Place
from briefing_app.model.bound_text import BoundText
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_range import cell_address
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series, TableSpec
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.exhibit_spec import ExhibitSpec, TextExhibit
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.labels import table_said
from briefing_app.model.number_text import value_text
from briefing_app.model.rounding import common_format
from briefing_app.model.slide_plan import BoundValue
from briefing_app.model.summary import SUMMARY_OPTIONS
from briefing_app.model.typography import set_text
from briefing_app.story.chart_choice import (
    KINDS,
    TABLE,
    TEXT_KINDS,
    choose_kind,
    kind_named,
    nearest_kinds,
)
from briefing_app.story.column_roles import (
    Cross,
    cross,
    is_period,
    plotted,
    runs_backwards,
    without_common_headers,
)
from briefing_app.story.exhibit_units import (
    rows_of_one_measure,
    same_measure,
    unit_by_column,
)
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.headline import OTHER
from briefing_app.story.plain_text import Wording
from briefing_app.story.text_exhibits import in_language, text_exhibit
from briefing_app.story.text_kinds import suits_texts

OPTIONS = ("focus", "totals", "number format", "sort", "top", "series", "good", *SUMMARY_OPTIONS)
"""Options of an exhibit that this version knows."""

_STACKED = frozenset({ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR})
_BARS = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR})
_MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class MadeExhibit:
    """A specification, or None when nothing can be shown, and what there is to say about it.

    title_values: the bound values of its title.
    """

    spec: ExhibitSpec | None
    findings: tuple[Finding, ...] = ()
    title_values: tuple[BoundValue, ...] = ()


def _unknown_options(chosen: ChosenExhibit) -> list[Finding]:
    return [
        warning(
            "option-unknown",
            f"The option “{name}” is not known.",
            f"Known options: {', '.join(OPTIONS[: 1 - len(SUMMARY_OPTIONS)])}.",
            chosen.request.place,
        )
        for name, _ in chosen.request.options
        if name not in OPTIONS
    ]


def _kind(chosen: ChosenExhibit, data: Cross) -> tuple[str, list[Finding]]:
    asked = chosen.request.kind
    place = chosen.request.place
    if asked:
        kind = kind_named(asked)
        if kind:
            return kind, []
        near = ", ".join(f"“{name}”" for name in nearest_kinds(asked))
        choice = choose_kind(data)
        remedy = f"Write one of {near}; until then it is a {choice.kind}."
        return choice.kind, [
            error("kind-unknown", f"There is no exhibit “{asked}”.", remedy, place)
        ]
    choice = choose_kind(data)
    remedy = "Name another kind in the Exhibits sheet if you prefer one."
    return choice.kind, [info("kind-chosen", f"Chosen: {choice.reason}.", remedy, place)]


def _wish(
    chosen: ChosenExhibit, table: DataTable, shared: str, wording: Wording, message: str
) -> tuple[Wish, BoundText, list[Finding]]:
    request, language = chosen.request, wording.language
    # Braces in a client's own headings are braces; in what was written for slides they are values.
    title = wording.set(request.title.in_language(language), request.place)
    unit = wording.set(request.unit.in_language(language), request.place)
    named = ", ".join(part for part in (table.title, shared) if part)
    wish = Wish(
        table=table,
        options=dict(request.options),
        title=title.text or set_text(named, language),
        unit=unit.text,
        language=language,
        message=message,
        place=Place(file=table.workbook.name, sheet=table.cells.sheet, cell=table.cells.address),
        words=wording.words,
    )
    return wish, title, [*title.findings, *unit.findings]


def make_exhibit(chosen: ChosenExhibit, wording: Wording, *, message: str) -> MadeExhibit:
    """Return what an exhibit shows. message: the action title that it serves."""
    if chosen.table is None:
        return MadeExhibit(None)
    table, shared = _as_said(chosen.table, wording)
    wish, title, findings = _wish(chosen, table, shared, wording, message)
    made = _made(chosen, table, wish, findings)
    return replace(made, title_values=title.values)


def _as_said(table: DataTable, wording: Wording) -> tuple[DataTable, str]:
    """Return a table in the briefing's words and language, and what all its headers share."""
    return without_common_headers(in_language(table_said(table, wording.words), wording.language))


def possible_kinds(chosen: ChosenExhibit, wording: Wording) -> tuple[str, ...]:
    """Return the kinds (of KINDS, in that order) that are worth offering for an exhibit.

    What can be drawn of its data and says something of it; others may still be asked for by name.
    """
    if chosen.table is None:
        return ()
    table, shared = _as_said(chosen.table, wording)
    wish, _, _ = _wish(chosen, table, shared, wording, "")
    data = cross(table, wish.language)
    return tuple(kind for kind in KINDS if _is_worth_offering(kind, wish, data))


def _is_worth_offering(kind: str, wish: Wish, data: Cross) -> bool:
    if kind == TABLE:
        return bool(wish.table.row_count and wish.table.columns)
    if kind in TEXT_KINDS:
        return suits_texts(TextExhibit(kind), wish.table, data, wish.language)
    chart, _ = _chart(ChartKind(kind), wish, data)
    return can_chart(chart) is None


def _made(
    chosen: ChosenExhibit, table: DataTable, wish: Wish, findings: list[Finding]
) -> MadeExhibit:
    data = cross(table, wish.language)
    kind, found = _kind(chosen, data)
    findings = [*findings, *found, *_unknown_options(chosen), *_doubtful_cells(table)]
    if kind in TEXT_KINDS:
        texts, found = text_exhibit(TextExhibit(kind), wish)
        findings += found
        if texts is not None:
            return MadeExhibit(texts, tuple(findings))
        kind = TABLE  # what cannot be set as asked for can still be read
    if kind == TABLE:
        spec, found = _table(wish, data)
        return MadeExhibit(spec, (*findings, *found))
    chart, found = _chart(ChartKind(kind), wish, data)
    findings += found
    if why := can_chart(chart):
        # What cannot be drawn can still be read.
        spec, found = _table(wish, data)
        return MadeExhibit(spec, (*findings, replace(why, place=wish.place), *found))
    return MadeExhibit(chart, tuple(findings))


def _doubtful_cells(table: DataTable) -> list[Finding]:
    """Return a finding for each error value that would be shown; a summary has told its own."""
    if table.computed:
        return []
    return [
        error(
            "error-value",
            f"The cell holds the error {value.text}.",
            "Correct the formula in Excel, save and build again.",
            Place(table.workbook.name, table.cells.sheet, table.address(row, number)),
        )
        for number, column in enumerate(table.columns)
        for row, value in enumerate(column.values)
        if isinstance(value, Missing) and value.kind is MissingKind.ERROR
    ]


def _cells(table: DataTable, column: Column) -> str:
    rows = table.row_numbers
    if not rows or table.computed:
        return ""
    last = cell_address(rows[-1], column.index)
    return f"{table.cells.sheet}!{cell_address(rows[0], column.index)}:{last}"


def _by_rows(wish: Wish, data: Cross, measures: Sequence[Column], rows: Sequence[int]) -> ChartSpec:
    """Return categories from rows and series from columns."""
    series = tuple(
        Series(
            column.label,
            tuple(plotted(column.values[row]) for row in rows),
            cells=_cells(wish.table, column),
            addresses=tuple(wish.address(row, column) for row in rows),
        )
        for column in measures
    )
    categories = tuple(data.row_labels[row] for row in rows)
    return ChartSpec(ChartKind.COLUMN, categories, series, time=data.time_rows)


def _by_columns(
    wish: Wish, data: Cross, measures: Sequence[Column], rows: Sequence[int]
) -> ChartSpec:
    """Return categories from columns and series from rows."""
    series = tuple(
        Series(
            data.row_labels[row],
            tuple(plotted(column.values[row]) for column in measures),
            cells=f"{wish.table.cells.sheet}!{wish.address(row, measures[0])}:"
            f"{wish.address(row, measures[-1])}"
            if not wish.table.computed
            else "",
            addresses=tuple(wish.address(row, column) for column in measures),
        )
        for row in rows
    )
    categories = tuple(column.label for column in measures)
    return ChartSpec(ChartKind.COLUMN, categories, series, time=True)


def _chart(kind: ChartKind, wish: Wish, data: Cross) -> tuple[ChartSpec, list[Finding]]:
    measures = same_measure(data.measures, unit_by_column(wish.table))
    findings = _left_out_measures(data, measures, wish)
    rows = [row for row in range(len(data.row_labels)) if row not in data.total_rows]
    if kind is ChartKind.WATERFALL:
        measures, found = _bridged(measures, wish)
        findings += found
        spec = _waterfall(wish, data, measures)
    elif data.time_columns and not data.time_rows:
        shown = rows_of_one_measure(measures, rows)
        findings += _left_out([data.row_labels[row] for row in rows if row not in shown], wish)
        rows = list(shown)
        spec = _by_columns(wish, data, measures, rows)
    else:
        spec = _by_rows(wish, data, measures, rows)
    spec = replace(
        spec,
        kind=kind,
        title=wish.title,
        unit=wish.unit_of(measures),
        number_format=wish.options.get("number format") or _number_format(measures, rows),
        language=wish.language,
        focus=wish.names("focus"),
        message=wish.message,
    )
    spec, found = _with_series(spec, wish)
    findings += found
    findings += _unknown_names(spec, wish)
    if spec.time and runs_backwards(spec.categories):
        spec = _backwards(spec)
    if kind in _BARS and not spec.time:
        spec = _sorted(spec, wish)
    return spec, findings


def _number_format(measures: Sequence[Column], rows: Sequence[int]) -> str:
    values: list[float] = []
    codes: list[str] = []
    for column in measures:
        for row in rows:
            value = column.values[row]
            if isinstance(value, float):
                values.append(value)
                codes.append(column.number_formats[row])
    return common_format(values, codes)


def _left_out_measures(data: Cross, measures: Sequence[Column], wish: Wish) -> list[Finding]:
    return _left_out([column.label for column in data.measures if column not in measures], wish)


def _left_out(left_out: Sequence[str], wish: Wish) -> list[Finding]:
    if not left_out:
        return []
    return [
        info(
            "measures-left-out",
            f"Not charted, since different units share no axis: {', '.join(left_out)}.",
            "Show them as a table or in a chart of their own.",
            wish.place,
        )
    ]


def _with_series(spec: ChartSpec, wish: Wish) -> tuple[ChartSpec, list[Finding]]:
    """Keep the series that the option names, in that order."""
    names = wish.names("series")
    by_name = {series.name.casefold(): series for series in spec.series}
    kept = [by_name[name.casefold()] for name in names if name.casefold() in by_name]
    return (replace(spec, series=tuple(kept)) if kept else spec), []


def _unknown_names(spec: ChartSpec, wish: Wish) -> list[Finding]:
    known = {series.name for series in spec.series} | set(spec.categories)
    return [
        warning(
            "option-name-unknown",
            f"The option “{option}” names “{name}”, which is no series and no category.",
            f"Write one of: {', '.join(sorted(known)[:12])}.",
            wish.place,
        )
        for option in ("focus", "totals", "series")
        for name in wish.names(option)
        if name not in known
    ]


def _backwards(spec: ChartSpec) -> ChartSpec:
    """Put points in time in order, the earliest first: a chart that runs backwards misleads."""
    return replace(
        spec,
        categories=spec.categories[::-1],
        series=tuple(
            replace(series, values=series.values[::-1], addresses=series.addresses[::-1])
            for series in spec.series
        ),
    )


def _sorted(spec: ChartSpec, wish: Wish) -> ChartSpec:
    """Sort bars longest first, what is gathered last; the option sort=none keeps the order."""
    order = wish.options.get("sort", "descending").casefold()
    sums = [
        sum(v for s in spec.series if isinstance(v := s.values[i], float))
        for i in range(len(spec.categories))
    ]
    picked = list(range(len(spec.categories)))
    if order != "none" and (len(spec.series) == 1 or spec.kind is ChartKind.STACKED_BAR):
        picked.sort(key=lambda i: (spec.categories[i].casefold() in OTHER, -sums[i], i))
    top = wish.options.get("top", "")
    if top.isdigit() and int(top) > 0:
        picked = picked[: int(top)]
    return replace(
        spec,
        categories=tuple(spec.categories[i] for i in picked),
        series=tuple(
            replace(
                series,
                values=tuple(series.values[i] for i in picked),
                addresses=tuple(series.addresses[i] for i in picked),
            )
            for series in spec.series
        ),
    )


def _bridged(measures: Sequence[Column], wish: Wish) -> tuple[tuple[Column, ...], list[Finding]]:
    """Return the one measure that a waterfall shows: the first asked for, else the first."""
    names = {name.casefold() for name in wish.names("series")}
    asked = [column for column in measures if column.label.casefold() in names]
    shown = tuple((asked or measures)[:1])
    left_out = [column.label for column in measures if column not in shown]
    if not left_out:
        return shown, []
    what = f"A waterfall shows one measure; not charted: {', '.join(left_out)}."
    remedy = "Name another with the option series=…, or give each a waterfall of its own."
    return shown, [info("measures-left-out", what, remedy, wish.place)]


def _waterfall(wish: Wish, data: Cross, measures: Sequence[Column]) -> ChartSpec:
    """Return the steps of a measure, in the order of the sheet, with its levels marked."""
    rows = list(range(len(data.row_labels)))
    spec = _by_rows(wish, data, measures, rows)
    named = {name.casefold() for name in wish.names("totals")}
    totals = [i for i, label in enumerate(spec.categories) if label.casefold() in named]
    if not named:
        totals = sorted({*data.total_rows, *_levels(spec)})
    return replace(spec, total_categories=tuple(totals), time=False)


def _levels(spec: ChartSpec) -> list[int]:
    """Return first and last step when the last is the sum of all before it."""
    values = [v for series in spec.series for v in series.values]
    numbers = [v for v in values if isinstance(v, float)]
    if len(numbers) < 3 or len(numbers) != len(values):
        return []
    tolerance = 1e-6 * max(abs(v) for v in numbers)
    return [0, len(values) - 1] if abs(sum(numbers[:-1]) - numbers[-1]) <= tolerance else []


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


def _table(wish: Wish, data: Cross) -> tuple[TableSpec | None, list[Finding]]:
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
    return TableSpec(
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
    ), findings
