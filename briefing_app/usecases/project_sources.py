"""The workbooks of a project: read, or said to be missing, changed or unreadable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing_app.errors import BriefingError, FileMissing, Place, ReferenceMissing
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.references import resolve
from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.cell_range import CellRange, split_reference
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, of_error, warning
from briefing_app.model.project import Project, ProjectSource
from briefing_app.progress import QUIET, Progress
from briefing_app.usecases.draft_briefing import open_sources, references_elsewhere


@dataclass(frozen=True, slots=True)
class OpenedSources:
    """The workbooks that could be read, by source key, and what is wrong with the others."""

    contents: Mapping[str, WorkbookContent]
    findings: tuple[Finding, ...] = ()


def open_project(
    project: Project, progress: Progress = QUIET, *, cache: ContentCache | None = None
) -> OpenedSources:
    """Read a project's workbooks; one that cannot be read is a finding, the others are there.

    Raises Cancelled.
    """
    contents: dict[str, WorkbookContent] = {}
    findings: list[Finding] = []
    for source in project.sources:
        progress.tell(f"Reading {source.name}")
        try:
            contents[source.key] = open_source(project, source, progress, cache=cache)
        except FileMissing as problem:
            findings.append(_missing(project, source, problem))
        except BriefingError as problem:
            place = Place(file=source.name)
            findings.append(replace(of_error(problem), place=place))
    if others := references_elsewhere([*contents.values()]):
        for source in project.sources:
            if source.key in contents:
                contents[source.key] = open_source(project, source, progress, others, cache=cache)
    return OpenedSources(contents, tuple(findings))


def open_source(
    project: Project,
    source: ProjectSource,
    progress: Progress = QUIET,
    others: Sequence[str] = (),
    *,
    cache: ContentCache | None = None,
) -> WorkbookContent:
    """Read one workbook, with the ranges that the project asks for and no rule finds.

    others: further references to ask for. Raises InputError, WorkerError or Cancelled.
    """
    path = Path(source.path)
    (content,) = open_sources([path], others, progress, cache=cache)
    if asked := asked_ranges(project, source, content):
        (content,) = open_sources([path], [*others, *asked], progress, cache=cache)
    return content


def asked_ranges(
    project: Project, source: ProjectSource, content: WorkbookContent
) -> tuple[str, ...]:
    """Return the tables of a source's items that are not among those that were found."""
    wanted = [item.table for item in project.items if item.source == source.key and item.table]
    # Asked at every edit: what is named to the letter is not looked for.
    plain = {name for table in content.tables for name in (table.id, str(table.cells))}
    others = dict.fromkeys(ref for ref in wanted if ref not in plain)
    return tuple(ref for ref in others if not _is_found(ref, source, content))


def _is_found(reference: str, source: ProjectSource, content: WorkbookContent) -> bool:
    try:
        resolve(reference, content.tables)
    except ReferenceMissing:
        return moved_table(reference, source, content) is not None
    return True


def moved_table(
    reference: str, source: ProjectSource, content: WorkbookContent
) -> DataTable | None:
    """Return the table that stands where a range stood in an earlier state of the workbook.

    It grew, shrank or moved by some rows; None where that is not clear, or the workbook is the
    one that the range was picked from.
    """
    if source.sha256 == content.workbook.sha256:
        return None
    sheet, address = split_reference(reference)
    try:
        cells = CellRange.parse(sheet, address)
    except BriefingError:  # a name, not a range
        return None
    meeting = [table for table in content.tables if table.cells.meets(cells)]
    return meeting[0] if len(meeting) == 1 else None


def source_findings(
    project: Project, contents: Mapping[str, WorkbookContent]
) -> tuple[Finding, ...]:
    """Return a finding for each workbook that is another than when it was taken over."""
    return tuple(
        warning(
            "source-changed",
            "The workbook has changed since the briefing was made.",
            "Look at its slides; then take the new data over, or bring the old file back.",
            Place(file=source.name),
        )
        for source in project.sources
        if source.key in contents
        and source.sha256
        and source.sha256 != contents[source.key].workbook.sha256
    )


def _missing(project: Project, source: ProjectSource, problem: FileMissing) -> Finding:
    count = sum(item.source == source.key for item in project.items)
    what = f"{problem.what} {_left_out(project, count)}".strip()
    remedy = "Put the file back, or choose a newer one in its place."
    return error("workbook-missing", what, remedy, Place(file=source.path))


def _left_out(project: Project, count: int) -> str:
    if not count:
        return ""
    if count == len(project.items):
        return "All of the briefing is left out."
    said = "1 topic or table of the briefing is" if count == 1 else f"{count} topics and tables are"
    return f"{said} left out."
