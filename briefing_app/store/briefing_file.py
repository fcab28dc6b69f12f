"""The file of a briefing, ``.briefing``: JSON in UTF-8 that can be compared line by line.

Described in docs/briefing-file.md. In memory the paths of sources and template are absolute; the
file names them relative to itself, so that it can be moved together with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from briefing_app.errors import FileDamaged, InputError, Place
from briefing_app.files import read_file, write_atomically
from briefing_app.model.finding import Finding
from briefing_app.model.project import Project
from briefing_app.store.file_paths import found_path, said_path
from briefing_app.store.project_json import JsonObject, project_from_json, project_to_json

SUFFIX = ".briefing"
_NAME, _VERSION = "briefing.project", 1
SCHEMA = f"{_NAME}/{_VERSION}"
Migration = Callable[[JsonObject], JsonObject]
MIGRATIONS: Mapping[int, Migration] = {}
"""From a version to the next: what a file of that version is in the terms of the next one."""
_MOST_CHARACTERS = 64 << 20
_TEMPLATES = (".pptx", ".potx", ".pptm", ".potm")


def is_briefing(path: Path) -> bool:
    """Return whether a file is named as a briefing."""
    return path.suffix.lower() == SUFFIX


def file_content(project: Project, folder: Path) -> bytes:
    """Return the bytes of a briefing that will lie in a folder. folder: absolute."""
    sources = tuple(
        replace(source, path=said_path(Path(source.path), folder)) for source in project.sources
    )
    template = project.template
    if _is_path(template):
        template = said_path(Path(template), folder)
    said = replace(project, sources=sources, template=template)
    return json_bytes({"schema": SCHEMA} | project_to_json(said))


def json_bytes(facts: JsonObject) -> bytes:
    """Return JSON in UTF-8, one value a line, with a newline at its end."""
    text = json.dumps(facts, ensure_ascii=False, indent=1, allow_nan=False)
    # Lone surrogates, as in names of files that are no UTF-8, become JSON's own escapes.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def project_of(content: bytes, path: Path) -> tuple[Project, tuple[Finding, ...]]:
    """Return the project in the bytes of a briefing, and what was left out of it.

    path: where the file lies, absolute. Raises FileDamaged for what is no briefing, InputError
    for one of a newer version.
    """
    place = Place(file=path.name)
    facts = _migrated(json_object(content, place), place)
    project, findings = project_from_json(facts, place)
    folder = path.parent
    sources = tuple(
        replace(source, path=found_path(source.path, folder).as_posix())
        for source in project.sources
    )
    template = project.template
    if _is_path(template):
        template = found_path(template, folder).as_posix()
    return replace(project, sources=sources, template=template), findings


def json_object(content: bytes, place: Place) -> JsonObject:
    """Return the object that bytes hold as JSON; raises FileDamaged."""
    problem = FileDamaged(
        "The file is no briefing, or it is damaged: it cannot be read as JSON.",
        remedy="Take an earlier copy of it, or choose another file.",
        place=place,
    )
    try:
        text = content.decode("utf-8-sig")
        if len(text) > _MOST_CHARACTERS:
            raise problem
        facts = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise problem from cause
    if not isinstance(facts, dict):
        raise problem
    return facts


def read_briefing(path: Path) -> tuple[Project, tuple[Finding, ...]]:
    """Return the project that a file holds, and what was left out of it.

    Raises FileMissing, and what :func:`project_of` raises.
    """
    return project_of(read_file(path), path.absolute())


def write_briefing(path: Path, project: Project) -> None:
    """Save a project; whatever happens, the old or the new file is there, whole.

    Raises OutputError.
    """
    write_atomically(path, file_content(project, path.absolute().parent))


def _is_path(template: str) -> bool:
    """Return whether a template is named by its path, not by the name of a bundled one."""
    return "/" in template or template.lower().endswith(_TEMPLATES)


def _migrated(facts: JsonObject, place: Place) -> JsonObject:
    """Return a file's facts in the terms of this version."""
    name, _, number = str(facts.get("schema", "")).partition("/")
    if name != _NAME or not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise FileDamaged(
            "The file is no briefing.",
            remedy=f"Choose a {SUFFIX} file that this program saved.",
            place=place,
        )
    version = int(number)
    if version > _VERSION:
        raise InputError(
            "The briefing was saved by a newer version of the program.",
            remedy="Install the newer version, or have the briefing saved with this one.",
            place=place,
        )
    while version < _VERSION:
        if version not in MIGRATIONS:
            raise FileDamaged(
                f"There never was a briefing of the version {version}.",
                remedy=f"Choose a {SUFFIX} file that this program saved.",
                place=place,
            )
        facts = MIGRATIONS[version](facts)
        version += 1
    return facts
