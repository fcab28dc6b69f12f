"""How far a workbook can be trusted: formulas never calculated, cells left out, macros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_app.errors import Place
from briefing_app.excel.blocks import MOST_BLOCKS, blocks_left_out
from briefing_app.excel.doubtful_values import doubtful_values
from briefing_app.excel.library_rows import LibraryRegion
from briefing_app.excel.sheet_reader import SheetsContent
from briefing_app.model.cell_range import CellRange
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.number_text import is_readable
from briefing_app.ooxml.sheet_cells import Formula
from briefing_app.ooxml.spreadsheet import WorkbookParts

_NEARLY_ALL = 0.9
_A_FEW = 3
_MOST_CELLS = 20
_LONGEST_CODE = 40
_MOST_SHEETS = 10
_CALCULATE = "Open the workbook in Excel, let it calculate, and save it."


def truth_findings(
    file: str,
    parts: WorkbookParts,
    sheets: SheetsContent,
    tables: Sequence[DataTable],
    library: Sequence[LibraryRegion],
    *,
    macros: bool,
) -> tuple[Finding, ...]:
    """Return what a person should know before trusting what was read from a workbook.

    file: its name; tables and library: what was found in it; macros: whether it carries any.
    """
    used = [*(table.cells for table in tables), *(region.cells for region in library)]
    return (
        *_uncalculated(file, sheets, used),
        *_missing_sheets(file, parts),
        *_sheets_not_read(file, sheets),
        *_crowded_sheets(file, sheets),
        *_hidden_sheets(file, parts),
        *_hidden_cells(file, tables),
        *_unreadable_formats(file, tables),
        *_macros(file, present=macros),
        *doubtful_values(file, parts, sheets, tables),
    )


def _uncalculated(file: str, sheets: SheetsContent, used: Sequence[CellRange]) -> Iterator[Finding]:
    """Yield one finding for each formula without a result, or one for all where nearly all are."""
    without = sheets.without_result
    if without > _A_FEW and without >= _NEARLY_ALL * sheets.formulas:
        first = next(((s, f) for s in sheets.sheets for f in s.uncalculated), None)
        place = Place(file, first[0].part.name, first[1].address) if first else Place(file)
        yield error(
            "workbook-never-calculated",
            f"{without:,} of {sheets.formulas:,} formulas have no result: a program wrote this "
            "workbook and it was never calculated.",
            f"{_CALCULATE} Until then these cells count as missing, not as 0.",
            place,
        )
        return
    for sheet in sheets.sheets:
        for formula in sheet.uncalculated[:_MOST_CELLS]:
            yield _uncalculated_cell(file, sheet.part.name, formula, used)
        more = sheet.uncalculated[_MOST_CELLS:]
        if more:
            yield error(
                "formula-uncalculated",
                f"{len(more):,} more formulas on the sheet have no result.",
                _CALCULATE,
                Place(file, sheet.part.name, f"{more[0].address}:{more[-1].address}"),
            )


def _uncalculated_cell(
    file: str, sheet: str, formula: Formula, used: Sequence[CellRange]
) -> Finding:
    """Return an error where the cell is part of what can go on a slide, else a warning."""
    shown = any(
        cells.sheet == sheet
        and cells.top <= formula.row <= cells.bottom
        and cells.left <= formula.column <= cells.right
        for cells in used
    )
    return (error if shown else warning)(
        "formula-uncalculated",
        "The formula was never calculated; the cell counts as missing, not as 0.",
        _CALCULATE,
        Place(file, sheet, formula.address),
    )


def _missing_sheets(file: str, parts: WorkbookParts) -> Iterator[Finding]:
    for sheet in parts.sheets:
        if sheet.visible and not sheet.part:
            yield error(
                "sheet-missing",
                f"The workbook lists the sheet “{sheet.name}”, but the file does not hold it.",
                "Ask for the workbook again, or save it anew in Excel.",
                Place(file, sheet.name),
            )


def _sheets_not_read(file: str, sheets: SheetsContent) -> Iterator[Finding]:
    if sheets.not_read:
        yield error(
            "sheets-not-read",
            f"The workbook has too many sheets; the last {sheets.not_read:,} were not read.",
            "Split the workbook, or hide the sheets that are not wanted.",
            Place(file),
        )


def _crowded_sheets(file: str, sheets: SheetsContent) -> Iterator[Finding]:
    for sheet in sheets.sheets:
        left_out = blocks_left_out(sheet.grid)
        if left_out:
            yield warning(
                "blocks-not-read",
                f"The sheet falls into {MOST_BLOCKS + left_out:,} blocks of cells; tables were "
                f"looked for in the {MOST_BLOCKS:,} largest.",
                "Give the range of a table that is missing, or move it to a sheet of its own.",
                Place(file, sheet.part.name),
            )


def _hidden_sheets(file: str, parts: WorkbookParts) -> Iterator[Finding]:
    names = [f"“{sheet.name}”" for sheet in parts.sheets if not sheet.visible]
    if names:
        more = f" and {len(names) - _MOST_SHEETS} more" if len(names) > _MOST_SHEETS else ""
        what = "Hidden sheet left out" if len(names) == 1 else "Hidden sheets left out"
        yield info(
            "hidden-sheet",
            f"{what}: {', '.join(names[:_MOST_SHEETS])}{more}.",
            "Unhide what is wanted in Excel.",
            Place(file),
        )


def _hidden_cells(file: str, tables: Sequence[DataTable]) -> Iterator[Finding]:
    for table in tables:
        counts = ((table.hidden_rows, "row"), (table.hidden_columns, "column"))
        left_out = [
            f"{count:,} hidden {what}{'s' if count > 1 else ''}" for count, what in counts if count
        ]
        if left_out:
            yield info(
                "hidden-cells",
                f"{' and '.join(left_out)} of the table left out.",
                "Unhide what is wanted in Excel; a filter hides rows, too.",
                Place(file, table.cells.sheet, table.cells.address),
            )


def _unreadable_formats(file: str, tables: Sequence[DataTable]) -> Iterator[Finding]:
    """Yield a finding for each table with formats that are none, or of a calendar of its own."""
    for table in tables:
        codes = {code for column in table.columns for code in set(column.number_formats)}
        unknown = sorted(code for code in codes if not is_readable(code))
        if unknown:
            listed = ", ".join(f"“{code[:_LONGEST_CODE]}”" for code in unknown[:_A_FEW])
            yield info(
                "format-unreadable",
                f"Number formats that cannot be read: {listed}. Numbers in them show as General, "
                "dates as year-month-day.",
                "Choose another number format in Excel, or name one with the option number format.",
                Place(file, table.cells.sheet, table.cells.address),
            )


def _macros(file: str, *, present: bool) -> Iterator[Finding]:
    if present:
        yield info(
            "macros",
            "The workbook carries macros; they are never run.",
            "Nothing, as long as its figures are saved in it.",
            Place(file),
        )
