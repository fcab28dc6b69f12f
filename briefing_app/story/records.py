"""What becomes of an exhibit of a list of records: summed up as asked, or as proposed."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.charts.chart_writer import MOST_CATEGORIES
from briefing_app.errors import BriefingError
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_options import option_named
from briefing_app.model.finding import Finding, error, info
from briefing_app.model.summary import SUMMARY_OPTIONS, How, SummaryRequest, parse_summary
from briefing_app.story.chart_choice import kind_named
from briefing_app.story.column_roles import all_periods, is_period, row_labels
from briefing_app.story.summaries import summarise
from briefing_app.story.summary_proposal import is_long_list, propose_summary

_MOST_PARTS, _MOST_BARS = 7, 20
_SHOWN_AS_ASKED = 200
"""Records up to which a kind of exhibit that was asked for is made of them one by one."""
_OF_SINGLE_ROWS = frozenset({"histogram", "box plot", "scatter", "bubble"})
"""Kinds that show many observations as they are."""


def summed_up(chosen: ChosenExhibit, language: str) -> tuple[ChosenExhibit, tuple[Finding, ...]]:
    """Return an exhibit with its records summed up where it asks for that or they are too many.

    A request that cannot be met is an error finding, and what the program proposes is shown.
    """
    table = chosen.table
    written = _asked(chosen)
    if table is None or (not written and not _is_too_long(chosen, table)):
        return chosen, ()
    findings: list[Finding] = []
    if written:
        try:
            return _with(chosen, table, parse_summary(written, chosen.request.place), language)
        except BriefingError as problem:
            findings.append(error("summary-wrong", problem.what, problem.remedy, problem.place))
    proposed = propose_summary(table)
    if proposed is None:
        return chosen, tuple(findings)
    made, found = _with(chosen, table, proposed.request, language)
    what = f"{table.row_count:,} records are summed up: {proposed.request} ({proposed.reason})."
    remedy = "A proposal: write another as the option summary=… or with --summary."
    findings.append(info("summary-proposed", what, remedy, chosen.request.place))
    return made, (*findings, *found)


def _asked(chosen: ChosenExhibit) -> str:
    options = dict(chosen.request.options)
    return next((options[name] for name in SUMMARY_OPTIONS if options.get(name)), "")


def _is_too_long(chosen: ChosenExhibit, table: DataTable) -> bool:
    """Return whether records are too many; what was asked for is made of some hundred, too."""
    request = chosen.request
    as_asked = bool(kind_named(request.kind)) or any(
        option_named(name) in ("top", "series") for name, _ in request.options
    )
    most = MOST_CATEGORIES if kind_named(request.kind) in _OF_SINGLE_ROWS else _SHOWN_AS_ASKED
    if as_asked and table.row_count <= most:
        return False
    return is_long_list(table)


def _with(
    chosen: ChosenExhibit, table: DataTable, request: SummaryRequest, language: str
) -> tuple[ChosenExhibit, tuple[Finding, ...]]:
    summary = summarise(table, request, language, chosen.request.place)
    asked = chosen.request
    if not asked.kind and _is_whole_in_parts(summary.table, request):
        asked = replace(asked, kind=ChartKind.STACKED_BAR.value)
    return ChosenExhibit(asked, summary.table), summary.findings


def _is_whole_in_parts(table: DataTable, request: SummaryRequest) -> bool:
    """Return whether bars of parts that add up show a summary best: by two columns of names."""
    figures = [value for column in table.value_columns for value in column.numbers]
    return (
        request.how in (How.SUM, How.COUNT)
        and 1 < len(table.value_columns) <= _MOST_PARTS
        and table.row_count <= _MOST_BARS
        and not any(is_period(column.label) for column in table.value_columns)
        and not all_periods(row_labels(table, "en"))
        and all(figure is None or figure >= 0 for figure in figures)
    )
