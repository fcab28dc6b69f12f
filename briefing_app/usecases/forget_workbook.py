"""The cache of workbooks: whether it is used, and forgetting one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing_app.errors import OutputError, Place
from briefing_app.excel.content_cache import ContentCache
from briefing_app.files import read_file
from briefing_app.policy.settings import CACHE, Settings
from briefing_app.system.paths import cache_folder


def workbook_cache(chosen: Settings) -> ContentCache | None:
    """Return the cache of this user, None where the settings switch it off."""
    return ContentCache(cache_folder()) if chosen.text(CACHE) == "on" else None


def forget_workbook(path: Path) -> int:
    """Remove all that is kept on this machine of a workbook; return how many entries that were.

    It is known by its content: a changed file is another workbook, and what was kept of it before
    goes when it was not used for longest. Raises FileMissing and OutputError.
    """
    sha256 = hashlib.sha256(read_file(path)).hexdigest()
    try:
        return ContentCache(cache_folder()).forget(sha256)
    except OSError as problem:
        raise OutputError(
            f"What is kept of the workbook cannot be removed: {problem.strerror}.",
            remedy=f"Delete the folder {cache_folder()}.",
            place=Place(str(path)),
        ) from problem
