"""Values that may not be what the workbook would show today: each doubt names its file or cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_app.errors import CallError, Place
from briefing_app.excel.sheet_grid import overlap
from briefing_app.excel.sheet_reader import SheetContent, SheetsContent
from briefing_app.model.cell_range import CellRange, cell_address
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.finding import Finding, warning
from briefing_app.ooxml.spreadsheet import PivotTable, WorkbookParts

_MOST_LISTED = 10
_FEWEST_FORMULAS = 4
_REFRESH = "Open the workbook in Excel, refresh all (Data > Refresh All), and save it."


def doubtful_values(
    file: str, parts: WorkbookParts, sheets: SheetsContent, tables: Sequence[DataTable]
) -> Iterator[Finding]:
    """Yield what makes the stored values doubtful. file: the workbook's name."""
    yield from _calculation(file, parts, sheets)
    yield from _links(file, parts, sheets)
    for sheet in sheets.sheets:
        yield from _pivots(file, sheet, sheet.pivots)
        yield from _filters(file, sheet, tables)
    by_sheet = {sheet.part.name: sheet for sheet in sheets.sheets}
    for table in tables:
        yield from _typed_over(file, table, by_sheet[table.cells.sheet])


def _calculation(file: str, parts: WorkbookParts, sheets: SheetsContent) -> Iterator[Finding]:
    if not sheets.formulas or sheets.without_result:
        return
    if parts.manual:
        yield warning(
            "calculation-manual",
            "The workbook is set to manual calculation; its results may be older than its inputs.",
            "Open it in Excel, press F9, and save it.",
            Place(file),
        )
    if parts.recalculates:
        yield warning(
            "calculation-pending",
            "The workbook asks to be calculated when it is opened: the stored results may not be "
            "those that Excel would show.",
            "Open it in Excel, let it calculate, and save it.",
            Place(file),
        )


def _links(file: str, parts: WorkbookParts, sheets: SheetsContent) -> Iterator[Finding]:
    """Yield the links to other workbooks, never followed, and the cells that use them."""
    if not parts.links:
        return
    targets = [target or "(unknown)" for target in parts.links]
    more = f" and {len(targets) - _MOST_LISTED} more" if len(targets) > _MOST_LISTED else ""
    yield warning(
        "external-links",
        f"Formulas refer to other workbooks: {', '.join(targets[:_MOST_LISTED])}{more}. They are "
        "not opened; values are those that were last saved.",
        "Update the links in Excel (Data > Edit Links), and save the workbook.",
        Place(file),
    )
    for sheet in sheets.sheets:
        if sheet.linked:
            listed = [formula.address for formula in sheet.linked]
            rest = f" and {len(listed) - _MOST_LISTED:,} more" if len(listed) > _MOST_LISTED else ""
            yield warning(
                "external-values",
                f"Values come from another workbook: {', '.join(listed[:_MOST_LISTED])}{rest}.",
                "Update the links in Excel (Data > Edit Links), and save the workbook.",
                Place(file, sheet.part.name, listed[0]),
            )


def _pivots(file: str, sheet: SheetContent, pivots: Sequence[PivotTable]) -> Iterator[Finding]:
    for pivot in pivots:
        if pivot.stale or pivot.refreshes:
            why = (
                "has data that is marked as out of date"
                if pivot.stale
                else "is refreshed only when the workbook is opened in Excel"
            )
            yield warning(
                "pivot-unrefreshed",
                f"The pivot table “{pivot.name}” {why}; its figures may be old.",
                _REFRESH,
                Place(file, sheet.part.name, pivot.ref),
            )


def _filters(file: str, sheet: SheetContent, tables: Sequence[DataTable]) -> Iterator[Finding]:
    for reference in sheet.filters:
        try:
            cells = CellRange.parse(sheet.part.name, reference)
        except CallError:
            continue
        hidden = sheet.whole.hidden_rows.count(cells.top, cells.bottom)
        if hidden and any(overlap(table.cells, cells) for table in tables):
            rows = "row" if hidden == 1 else "rows"
            yield warning(
                "filter-active",
                f"A filter hides {hidden:,} {rows}; they are left out.",
                "Clear the filter in Excel where all rows are wanted.",
                Place(file, sheet.part.name, cells.address),
            )


def _typed_over(file: str, table: DataTable, sheet: SheetContent) -> Iterator[Finding]:
    """Yield a finding for each column of formulas in which a few figures were typed."""
    totals = set(table.total_rows)
    rows = [row for place, row in enumerate(table.row_numbers) if place not in totals]
    if not sheet.has_formulas:
        return
    for column in table.columns[table.header_cols :]:
        typed = _typed(column, rows, sheet)
        if typed:
            listed = [cell_address(row, column.index) for row in typed]
            yield warning(
                "typed-over-formula",
                f"{', '.join(listed)}: a figure is typed where the column holds formulas.",
                "Check whether that was meant; restore the formula where it was not.",
                Place(file, table.cells.sheet, listed[0]),
            )


def _typed(column: Column, rows: Sequence[int], sheet: SheetContent) -> list[int]:
    """Return the rows with typed figures, none unless they are few among formulas."""
    if not sheet.cells.has_formulas(column.index):
        return []
    formulas = 0
    typed: list[int] = []
    for row, is_formula in sheet.cells.figures(column.index, rows):
        if is_formula:
            formulas += 1
        else:
            typed.append(row)
            if len(typed) > _MOST_LISTED:
                return []
    return typed if formulas >= _FEWEST_FORMULAS and len(typed) * 5 <= formulas else []
