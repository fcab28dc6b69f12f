"""A deck in the formats that were asked for: the .pptx itself, a PDF, a folder of PNG files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing_app.errors import CallError, Place, WorkerError
from briefing_app.model.finding import Finding, Severity
from briefing_app.progress import QUIET, Progress
from briefing_app.usecases.build_deck import Built
from briefing_app.usecases.render_deck import Wish, render_deck

FORMATS = ("pptx", "pdf", "png")


@dataclass(frozen=True, slots=True)
class Exported:
    """A deck as it was built, with the findings of all formats, and the files in their order."""

    built: Built
    files: tuple[str, ...]


def formats_of(text: str) -> tuple[str, ...]:
    """Return the formats that a list with commas names, in the order of FORMATS.

    Raises CallError for an unknown one, and when none is named.
    """
    asked = {name.strip().lower() for name in text.split(",")}
    unknown = sorted(asked - set(FORMATS))
    if unknown:
        raise CallError(
            f"The format “{', '.join(unknown)}” cannot be written.",
            remedy=f"Ask for {', '.join(FORMATS)}, or several of them with commas.",
        )
    return tuple(name for name in FORMATS if name in asked)


def files_of(output: Path, formats: Sequence[str]) -> dict[str, Path]:
    """Return where each format goes: beside each other, by one name; PNG files into a folder.

    Raises CallError when the name has the ending of none of the formats.
    """
    named = output.suffix.lower().lstrip(".")
    bare = output.with_suffix("") if named in FORMATS else output
    if named not in formats and not (named not in FORMATS and tuple(formats) == ("png",)):
        first = f"NAME.{formats[0]}" if formats[0] != "png" else "FOLDER"
        raise CallError(
            f"With the format {', '.join(formats)} the output cannot be named so; it must end in "
            f"{' or '.join(f'.{one}' for one in formats)}.",
            remedy=f"Write -o {first}.",
            place=Place(file=str(output)),
        )
    return {
        name: bare if name == "png" else bare.with_name(f"{bare.name}.{name}") for name in formats
    }


def export(
    build: Callable[[Path], Built],
    output: Path,
    formats: Sequence[str],
    progress: Progress = QUIET,
    gravity: Severity = Severity.ERROR,
) -> Exported:
    """Have a deck built and written in each of the formats.

    build: writes the .pptx file to the path that it is given; gravity: of the finding when the
    deck stands but cannot be painted here. Raises what build raises, and what
    :func:`render_deck.render_deck` raises.
    """
    targets = files_of(output, formats)
    if "pptx" in targets:
        return _exported(build(targets["pptx"]), targets, targets["pptx"], (progress, gravity))
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        deck = Path(folder) / f"{output.stem}.pptx"
        return _exported(build(deck), targets, deck, (progress, gravity))


def _exported(
    built: Built, targets: dict[str, Path], deck: Path, how: tuple[Progress, Severity]
) -> Exported:
    if built.deck is None:
        return Exported(built, ())
    progress, gravity = how
    files: list[str] = []
    findings: list[Finding] = [*built.findings]
    for name, target in targets.items():
        if name == "pptx":
            files.append(str(target))
            continue
        try:
            rendered = render_deck(deck, target, Wish(), progress)
        except WorkerError as problem:
            if "pptx" not in targets:
                raise
            place = Place(file=str(target))
            findings.append(Finding("not-rendered", gravity, problem.what, problem.remedy, place))
            continue
        files += rendered.files
        findings += rendered.findings
    return Exported(replace(built, findings=tuple(dict.fromkeys(findings))), tuple(files))
