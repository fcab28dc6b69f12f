"""The content of a workbook, from its bytes: the work that is done in a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from briefing_app.excel.asked_tables import asked_tables
from briefing_app.excel.library_rows import find_library
from briefing_app.excel.long_tables import completed
from briefing_app.excel.meant_tables import as_written, meanings, still_to_read, told_of, with_read
from briefing_app.excel.open_book import open_book
from briefing_app.excel.record_samples import listed
from briefing_app.excel.sheet_context import sheet_contexts
from briefing_app.excel.table_finder import find_tables
from briefing_app.excel.topic_library import exhibit_references, read_library
from briefing_app.excel.truth import truth_findings
from briefing_app.excel.typed_numbers import typed_tables
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.data_table import Workbook
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
    tables even where none was found (resolving one to nothing is the error, not reading it);
    with_cells: False leaves tables without values, for a list of tables, but for a sample of
    records. Raises InputError and its kinds where nothing can be read, and Cancelled.
    """
    book = open_book(content, name, progress)
    parts, sheets = book.parts, book.sheets
    workbook = Workbook(name, hashlib.sha256(content).hexdigest())
    grids, whole = [s.grid for s in sheets.sheets], [s.whole for s in sheets.sheets]
    library = find_library(whole, book.tables)
    left_out = [region.cells for region in library]
    found = find_tables(grids, book.tables, parts.names, workbook, left_out, progress)
    by_sheet = {sheet.part.name: sheet for sheet in sheets.sheets}
    tables = tuple(completed(t, by_sheet[t.cells.sheet], with_cells=with_cells) for t in found)
    asked = dict.fromkeys((*references, *exhibit_references(library)))
    meant = meanings(asked, tables, whole, parts.names, book.tables, workbook)
    left = still_to_read(asked, meant)
    referenced = tuple(asked_tables(left, tables, whole, parts.names, workbook))
    tables, referenced, typed = typed_tables(tables, referenced, book.decimal_sign)
    every = (*tables, *(table for _, table in referenced))
    referenced = as_written(referenced, tables, meant)
    hidden = [sheet.name for sheet in parts.sheets if sheet.is_worksheet and not sheet.visible]
    known = with_read(meant, referenced)
    topics = read_library(library, name, every, hidden, known) if library else None
    doubts = truth_findings(name, parts, sheets, every, library, macros=book.macros)
    if not with_cells:
        tables = tuple(listed(t, by_sheet[t.cells.sheet], book.decimal_sign) for t in tables)
    findings = (*book.findings, *doubts, *typed, *told_of(meant, references))
    return WorkbookContent(
        workbook=workbook,
        tables=tables,
        referenced=referenced,
        topics=topics.topics if topics else (),
        has_library=bool(library),
        title=parts.title,
        author=_author(parts.author),
        findings=(*findings, *(topics.findings if topics else ())),
        labels=topics.labels if topics else (),
        contexts=sheet_contexts(sheets.sheets, every) if with_cells else (),
    )


def _author(written: str) -> str:
    """Return an author, "" where only a program or a user's account stands there."""
    return "" if written.casefold() in _DEFAULT_AUTHORS else written
