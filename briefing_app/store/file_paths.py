"""How a ``.briefing`` names its workbooks and templates: relative to itself where that can be."""

from __future__ import annotations

from pathlib import Path, PurePath


def said_path(path: PurePath, folder: PurePath) -> str:
    """Return how a file in a folder names another file, with slashes.

    Relative where both are on one drive; absolute on another drive or share. Both are absolute.
    """
    if path.anchor.casefold() != folder.anchor.casefold():
        return path.as_posix()
    kind = type(path)
    shared = 0
    for ours, theirs in zip(folder.parts, path.parts, strict=False):
        # Compared as paths: without regard to case where the system has none.
        if kind(ours) != kind(theirs):
            break
        shared += 1
    up = [".."] * (len(folder.parts) - shared)
    return "/".join((*up, *path.parts[shared:])) or "."


def meant_path(said: str, folder: PurePath) -> PurePath:
    """Return the absolute path that a name in a file in that folder means; no link is followed."""
    path = folder / type(folder)(said)
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and len(parts) > 1:
            parts.pop()
        elif part != "..":
            parts.append(part)
    return type(folder)(*parts)


def found_path(said: str, folder: Path) -> Path:
    """Return where a file is: where its name leads, else beside the file that names it.

    Who sends a briefing together with its workbooks puts them into one folder. Nothing there: the
    path that was meant.
    """
    meant = Path(meant_path(said, folder))
    beside = folder / meant.name
    return beside if not _is_there(meant) and _is_there(beside) else meant


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that cannot be one
        return False
