"""A workbook read: its data tables, its topics, and what a person should know of it.

:func:`parse_workbook` is the work itself, a function of bytes. Workbooks come from anybody, so
:func:`read_workbook` has it done in a worker process that may die without harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefing_app.excel.asked_tables import asked_tables
from briefing_app.excel.file_kind import open_workbook
from briefing_app.excel.library_rows import find_library
from briefing_app.excel.sheet_reader import SheetsContent, read_sheets
from briefing_app.excel.table_finder import find_tables
from briefing_app.excel.topic_library import exhibit_references, read_library
from briefing_app.excel.transport import from_json, to_json
from briefing_app.excel.truth import truth_findings
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.files import read_file
from briefing_app.model.data_table import Workbook
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.spreadsheet import (
    ExcelTable,
    excel_tables,
    read_parts,
)
from briefing_app.progress import QUIET, Progress
from briefing_app.worker import JsonObject, Limits, run

TASK = "read-workbook"
LIMITS = Limits(seconds=60.0, memory_bytes=1_500 << 20)
"""What reading one workbook may use."""

__all__ = ["LIMITS", "TASK", "WorkbookContent", "parse_workbook", "read_workbook", "serve_read"]

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
    content: bytes, name: str, references: Sequence[str] = (), progress: Progress = QUIET
) -> WorkbookContent:
    """Return what the workbook in these bytes holds.

    name: the file's name without its folder; references: ranges and names that shall be read as
    tables even where none was found. A reference to nothing is not an error here: resolving it
    is. Raises InputError and its kinds for a file that cannot be read, and Cancelled.
    """
    package, macros = open_workbook(content, name)
    parts = read_parts(package)
    sheets = read_sheets(package, parts, progress)
    workbook = Workbook(name, hashlib.sha256(content).hexdigest())
    grids = [sheet.grid for sheet in sheets.sheets]
    excel = _excel_tables(package, sheets)
    library = find_library(grids, excel)
    left_out = [region.cells for region in library]
    tables = find_tables(grids, excel, parts.names, workbook, left_out, progress)
    asked = dict.fromkeys((*references, *exhibit_references(library)))
    referenced = tuple(asked_tables(asked, tables, grids, parts.names, workbook))
    every = (*tables, *(table for _, table in referenced))
    hidden = [sheet.name for sheet in parts.sheets if sheet.is_worksheet and not sheet.visible]
    topics = read_library(library, name, every, hidden) if library else None
    findings = truth_findings(name, parts, sheets, every, library, macros=macros)
    return WorkbookContent(
        workbook=workbook,
        tables=tables,
        referenced=referenced,
        topics=topics.topics if topics else (),
        has_library=bool(library),
        title=parts.title,
        author="" if parts.author.casefold() in _DEFAULT_AUTHORS else parts.author,
        findings=(*findings, *(topics.findings if topics else ())),
    )


def _excel_tables(package: Package, sheets: SheetsContent) -> dict[str, tuple[ExcelTable, ...]]:
    return {sheet.part.name: excel_tables(package, sheet.part) for sheet in sheets.sheets}


def read_workbook(
    path: Path,
    launch: Sequence[str],
    references: Sequence[str] = (),
    progress: Progress = QUIET,
) -> WorkbookContent:
    """Return what a workbook file holds, parsed in a worker process.

    launch: the command that starts this program as a worker. Raises what :func:`parse_workbook`
    raises, FileMissing, and WorkerError when the worker died or exceeded LIMITS.
    """
    request: JsonObject = {"path": str(path), "references": [*references]}
    return from_json(run([*launch], TASK, request, LIMITS, progress))


def serve_read(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``read-workbook`` in a worker: {"path", "references"} to a workbook's content."""
    path = Path(str(request["path"]))
    asked = request.get("references")
    references = [str(reference) for reference in asked] if isinstance(asked, list) else []
    return to_json(parse_workbook(read_file(path), path.name, references, progress))
