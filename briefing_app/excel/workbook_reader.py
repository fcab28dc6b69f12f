"""Workbooks read in a worker process, since they come from anybody, or taken from the cache.

The parsing itself (:mod:`workbook_parser`) is loaded only where it is done: a known workbook opens
without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefing_app.errors import InputError, Place
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.transport import from_json, to_json
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.files import read_file
from briefing_app.progress import QUIET, Progress
from briefing_app.worker import JsonObject, Limits, run

TASK = "read-workbook"
LIMITS = Limits(seconds=60.0, memory_bytes=1 << 30)
"""What reading one workbook may use."""
_ATTEMPTS = 3

__all__ = ["LIMITS", "TASK", "WorkbookContent", "parse_workbook", "read_workbook", "serve_read"]


def parse_workbook(
    content: bytes,
    name: str,
    references: Sequence[str] = (),
    progress: Progress = QUIET,
    *,
    with_cells: bool = True,
) -> WorkbookContent:
    """Return what the workbook in these bytes holds: see :mod:`workbook_parser`."""
    from briefing_app.excel import workbook_parser  # noqa: PLC0415 - it takes a second to load

    return workbook_parser.parse_workbook(
        content, name, references, progress, with_cells=with_cells
    )


def read_workbook(
    path: Path,
    launch: Sequence[str],
    references: Sequence[str] = (),
    progress: Progress = QUIET,
    *,
    with_cells: bool = True,
    cache: ContentCache | None = None,
) -> WorkbookContent:
    """Return what a workbook file holds, from the cache or parsed in a worker process.

    launch: the command that starts this program as a worker; with_cells: False for a list of
    tables only, whose columns then have no values. Raises what :func:`parse_workbook` raises,
    FileMissing, and WorkerError when the worker died or exceeded LIMITS.
    """
    asked = (path.name, *references)
    if cache:
        known = cache.get(hashlib.sha256(read_file(path)).hexdigest(), asked, with_cells=with_cells)
        if known is not None:
            return known
    request: JsonObject = {
        "path": str(path),
        "references": [*references],
        "with_cells": with_cells,
    }
    answer = run([*launch], TASK, request, LIMITS, progress)
    content = from_json(answer)
    if cache:
        cache.put(content.workbook.sha256, asked, answer, with_cells=with_cells)
    return content


def serve_read(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``read-workbook`` in a worker: a workbook's path to its content.

    request: {"path", "references", "with_cells"}; the last two may be missing.
    """
    path = Path(str(request["path"]))
    asked = request.get("references")
    references = [str(reference) for reference in asked] if isinstance(asked, list) else []
    with_cells = request.get("with_cells") is not False
    content = _settled(path)
    return to_json(parse_workbook(content, path.name, references, progress, with_cells=with_cells))


def _settled(path: Path) -> bytes:
    """Return a file's content as it was at one moment; a file may change while it is read."""
    for _ in range(_ATTEMPTS):
        before = _marks(path)
        content = read_file(path)
        if before == _marks(path) and len(content) == before[0]:
            return content
    raise InputError(
        "The file changes while it is read.",
        remedy="Wait until it is saved or downloaded, and try again.",
        place=Place(str(path)),
    )


def _marks(path: Path) -> tuple[int, int]:
    """Return (size, time of the last change) of a file, (-1, 0) when they cannot be told."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return -1, 0
    return facts.st_size, facts.st_mtime_ns
