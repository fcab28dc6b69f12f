"""The content of a workbook, from its bytes: the work that is done in a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from briefing_app.excel.asked_tables import asked_tables
from briefing_app.excel.library_rows import find_library
from briefing_app.excel.long_tables import completed
from briefing_app.excel.open_book import open_book
from briefing_app.excel.table_finder import find_tables
from briefing_app.excel.topic_library import exhibit_references, read_library
from briefing_app.excel.truth import truth_findings
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.progress import QUIET, Progress

_DEFAULT_AUTHORS = frozenset(
    {
        "openpyxl",
        "apache poi",
        "xlsxwriter",
        "microsoft office user",
        "windows user",
        "user",
        "admin",
    }
)


def parse_workbook(
    content: bytes,
    name: str,
    references: Sequence[str] = (),
    progress: Progress = QUIET,
    *,
    with_cells: bool = True,
) -> WorkbookContent:
    """Return what the workbook in these bytes holds.

    name: the file's name without its folder; references: ranges and names that shall be read as
    tables even where none was found; with_cells: False leaves the columns of tables without
    values, for a list of tables. A reference to nothing is not an error here: resolving it is.
    Raises InputError and its kinds for a file that cannot be read, and Cancelled.
    """
    book = open_book(content, name, progress)
    parts, sheets = book.parts, book.sheets
    workbook = Workbook(name, hashlib.sha256(content).hexdigest())
    grids = [sheet.grid for sheet in sheets.sheets]
    whole = [sheet.whole for sheet in sheets.sheets]
    library = find_library(whole, book.tables)
    left_out = [region.cells for region in library]
    found = find_tables(grids, book.tables, parts.names, workbook, left_out, progress)
    by_sheet = {sheet.part.name: sheet for sheet in sheets.sheets}
    tables = tuple(
        completed(table, by_sheet[table.cells.sheet], with_cells=with_cells) for table in found
    )
    asked = dict.fromkeys((*references, *exhibit_references(library)))
    referenced = tuple(asked_tables(asked, tables, whole, parts.names, workbook))
    every = (*tables, *(table for _, table in referenced))
    hidden = [sheet.name for sheet in parts.sheets if sheet.is_worksheet and not sheet.visible]
    topics = read_library(library, name, every, hidden) if library else None
    findings = truth_findings(name, parts, sheets, every, library, macros=book.macros)
    return WorkbookContent(
        workbook=workbook,
        tables=tables if with_cells else tuple(map(_without_cells, tables)),
        referenced=referenced,
        topics=topics.topics if topics else (),
        has_library=bool(library),
        title=parts.title,
        author="" if parts.author.casefold() in _DEFAULT_AUTHORS else parts.author,
        findings=(*book.findings, *findings, *(topics.findings if topics else ())),
    )


def _without_cells(table: DataTable) -> DataTable:
    columns = tuple(replace(column, values=(), number_formats=()) for column in table.columns)
    return replace(table, columns=columns)
