"""What there is to say about a summary: what was left out, and what its figures cannot tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.errors import Place
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.summary import How, SummaryRequest
from briefing_app.story.column_meaning import is_rate
from briefing_app.story.summary_columns import Chosen

_MOST_CELLS = 4
_UNEVEN = 2
"""Times as many records in one period as in another, from which on that is said."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What does not count.

    missing: records without a figure, by why; ungrouped: records without a
    group; wrong_figures: data rows; wrong_groups: data row and column (0-based) of errors;
    hidden_groups: groups beyond the largest that are not shown; totals: rows that sum up others.
    """

    missing: Counter[str]
    ungrouped: int = 0
    wrong_figures: tuple[int, ...] = ()
    wrong_groups: tuple[tuple[int, int], ...] = ()
    hidden_groups: int = 0
    totals: int = 0


def findings_of(
    table: DataTable,
    request: SummaryRequest,
    chosen: Chosen,
    left_out: LeftOut,
    per_period: Sequence[int],
    place: Place,
) -> list[Finding]:
    """Return all findings of a summary. per_period: records of each point in time, or ()."""
    here = Place(table.workbook.name, table.cells.sheet, table.cells.address)
    place = place if str(place) else here
    findings = _errors(table, chosen, left_out)
    findings += _without_figure(request, chosen, left_out, here)
    findings += _not_shown(request, left_out, place)
    if request.how is How.SUM and chosen.measure is not None:
        codes = set(table.columns[chosen.measure].number_formats)
        if is_rate(table.columns[chosen.measure].label, chosen.unit, codes):
            what = f"“{chosen.name}” seems to be a rate, a share or a price; these do not add up."
            remedy = f"Write average of {chosen.name}, or make sure that a sum is meant."
            findings.append(warning("summary-sum-of-rates", what, remedy, place))
    if request.how is How.AVERAGE:
        what = f"The average of “{chosen.name}” is not weighted: each record counts the same."
        remedy = "Where records differ in size, compute a weighted average in Excel."
        findings.append(info("summary-unweighted", what, remedy, place))
    if request.how in (How.SUM, How.COUNT) and len(per_period) > 1:
        findings += _uneven(per_period, here)
    return findings


def _errors(table: DataTable, chosen: Chosen, left_out: LeftOut) -> list[Finding]:
    found: list[Finding] = []
    wrong = [(row, chosen.measure or 0) for row in left_out.wrong_figures]
    for cells, said in ((wrong, "have no result"), (left_out.wrong_groups, "belong to none")):
        if not cells:
            continue
        row, column = cells[0]
        value = table.columns[column].values[row]
        text = value.text if isinstance(value, Missing) else ""
        listed = ", ".join(table.address(*cell) for cell in cells[:_MOST_CELLS])
        more = f" and {len(cells) - _MOST_CELLS} more" if len(cells) > _MOST_CELLS else ""
        whose = "Groups" if cells is wrong else "Records"
        found.append(
            error(
                "summary-error-values",
                f"{whose} with errors such as {text} {said}: {listed}{more}.",
                "Correct the cells in Excel, save and build again.",
                Place(table.workbook.name, table.cells.sheet, table.address(row, column)),
            )
        )
    return found


_REASONS = {
    MissingKind.BLANK.value: "empty",
    MissingKind.NOT_AVAILABLE.value: "not available",
    MissingKind.SUPPRESSED.value: "kept back by the publisher",
    MissingKind.UNCALCULATED.value: "never calculated",
    "text": "no number",
}


def _without_figure(
    request: SummaryRequest, chosen: Chosen, left_out: LeftOut, here: Place
) -> list[Finding]:
    """Return what was left out since it has no figure or no group; graver where sums suffer."""
    told = [f"{left_out.missing[kind]:,} {why}" for kind, why in _REASONS.items()
            if left_out.missing[kind]]  # fmt: skip
    found: list[Finding] = []
    if told:
        lowers = any(
            left_out.missing[kind.value]
            for kind in (MissingKind.SUPPRESSED, MissingKind.UNCALCULATED)
        )
        count = sum(left_out.missing[kind] for kind in _REASONS)
        what = f"{count:,} records without a figure in “{chosen.name}” are left out"
        what = f"{what}, not counted as zero: {', '.join(told)}."
        remedy = "Say so on the slide where it matters."
        if lowers and request.how is How.SUM:
            remedy = "The sums are too low by what is missing; say so on the slide."
        make = warning if lowers or left_out.missing["text"] else info
        found.append(make("summary-left-out", what, remedy, here))
    if left_out.ungrouped:
        where = " or ".join(f"“{head}”" for head in chosen.heads)
        what = f"{left_out.ungrouped:,} records without a value in {where} are left out."
        found.append(warning("summary-left-out", what, "Fill in the cells.", here))
    if left_out.totals:
        what = f"{left_out.totals:,} rows that are totals of others are not counted again."
        found.append(info("summary-totals", what, "Nothing, if they are totals.", here))
    return found


def _not_shown(request: SummaryRequest, left_out: LeftOut, place: Place) -> list[Finding]:
    if not left_out.hidden_groups:
        return []
    what = (
        f"{left_out.hidden_groups:,} more groups are not shown; "
        f"{request.how.value} figures cannot be gathered as one."
    )
    remedy = "Raise top, or show them in a table of their own."
    return [info("summary-groups-left-out", what, remedy, place)]


def _uneven(per_period: Sequence[int], here: Place) -> list[Finding]:
    least, most = min(per_period), max(per_period)
    if most < least * _UNEVEN:
        return []
    what = f"The periods have between {least:,} and {most:,} records."
    remedy = "Check whether a rise or fall only shows which records there are."
    return [info("summary-uneven", what, remedy, here)]
