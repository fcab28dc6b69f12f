"""What is left of a briefing after a crash: each open document is kept beside its own file.

An autosave is ``NAME.json`` in the user's own folder (0700) and ``NAME.lock``, which the process
that has the document open keeps locked. The system takes the lock away with the process, however
it ends; what is not locked by anybody is left over from a crash. Both go on a clean close.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from briefing_app.errors import BriefingError, OutputError, Place
from briefing_app.files import read_file, write_atomically
from briefing_app.model.finding import Finding, of_error
from briefing_app.model.project import Project
from briefing_app.store.briefing_file import json_bytes, json_object
from briefing_app.store.project_json import JsonObject, project_from_json, project_to_json

SCHEMA = "briefing.recovery/1"
_MOST_COPIES = 1_000


@dataclass(frozen=True, slots=True)
class Leftover:
    """A briefing that was not closed.

    file: the autosave; document: path of the briefing, "" for one that was never saved; modified:
    when it was last autosaved, in seconds since 1970; project: None where it cannot be read, then
    the findings say why.
    """

    file: Path
    document: str
    modified: float
    project: Project | None
    findings: tuple[Finding, ...] = ()


def autosave_name(document: Path | None) -> str:
    """Return the name of a document's autosave, without ending; of untitled ones ``untitled``."""
    if document is None:
        return "untitled"
    said = os.path.normcase(document.absolute()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:32]


class Autosave:
    """Keeps one open document. It belongs to the process that made it."""

    def __init__(self, folder: Path, document: Path | None) -> None:
        """Take a name in a folder, one that no living process has; raises OutputError."""
        self._document = document
        self._lock: int | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            self.file, self._lock = _taken(folder, autosave_name(document))
        except OSError as problem:
            raise OutputError(
                f"Nothing can be kept for a recovery: {problem.strerror}.",
                remedy="Save often; free some space, or have the folder made writable.",
                place=Place(file=str(folder)),
            ) from problem

    def save(self, project: Project) -> None:
        """Keep a project as it is now, in the place of what was kept; raises OutputError."""
        document = "" if self._document is None else self._document.absolute().as_posix()
        facts: JsonObject = {"schema": SCHEMA, "document": document}
        write_atomically(self.file, json_bytes(facts | {"project": project_to_json(project)}))

    def close(self) -> None:
        """Remove what was kept: the document was saved, or is not wanted any more."""
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        _release(lock, self.file.with_suffix(".lock"))


def leftovers(folder: Path) -> tuple[Leftover, ...]:
    """Return the briefings that no living process has open, the latest first."""
    found = []
    for file in _autosaves(folder):
        lock = _locked(file.with_suffix(".lock"))
        if lock is None:
            continue
        try:
            found.append(_leftover(file))
        finally:
            _release(lock, file.with_suffix(".lock"))
    return tuple(sorted(found, key=lambda one: (-one.modified, one.file.name)))


def discard(leftover: Leftover) -> None:
    """Remove a leftover that is not wanted, or that an open document has taken over."""
    with contextlib.suppress(OSError):
        leftover.file.unlink(missing_ok=True)


def _autosaves(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError:  # there is no such folder yet
        return []


def _leftover(file: Path) -> Leftover:
    try:
        modified = file.stat().st_mtime
    except OSError:
        modified = 0.0
    document = ""
    try:
        facts = json_object(read_file(file), Place(file=file.name))
        document = str(facts.get("document") or "")
        project, findings = project_from_json(facts.get("project"), Place(file=file.name))
    except BriefingError as problem:
        return Leftover(file, document, modified, None, (of_error(problem),))
    return Leftover(file, document, modified, project, findings)


def _taken(folder: Path, name: str) -> tuple[Path, int]:
    """Return the autosave that is ours now, and its lock.

    One that a crash left over is not written over: it is still to be offered.
    """
    for number in range(1, _MOST_COPIES):
        file = folder / f"{name if number == 1 else f'{name}-{number}'}.json"
        lock = _locked(file.with_suffix(".lock"))
        if lock is None:
            continue
        if not file.exists():
            return file, lock
        _release(lock, file.with_suffix(".lock"))
    raise OSError(0, "too many documents are open")


_HELD: set[str] = set()
"""Locks of this process: POSIX gives a process its own locks again, and drops them all when any
descriptor of the file is closed."""


def _locked(path: Path) -> int | None:
    """Return a descriptor that keeps a file locked, None while another document has it."""
    if str(path) in _HELD:
        return None
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError:
        if sys.platform == "win32":  # about to be deleted by the process that had it
            return None
        raise
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is one on Windows only

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(number).st_ino != path.stat().st_ino:
                raise FileNotFoundError  # removed by who had it, after we opened it
    except OSError:
        os.close(number)
        return None
    _HELD.add(str(path))
    return number


def _release(lock: int, path: Path) -> None:
    _HELD.discard(str(path))
    if sys.platform != "win32":  # removed while it is ours, so that nobody's lock is taken away
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    os.close(lock)
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
