"""The ground of the house: what can go wrong, told to the person who can mend it.

    Cancelled                      the user stopped the work; never shown as an error
    BriefingError                  a short letter: what happened, where, what to do
    ├── CallError                  the command or an option is wrong
    ├── InputError                 a file we were given cannot be used
    │   ├── FileMissing            there is no such file, or it may not be read
    │   ├── FileDamaged            not the kind of file it says it is, or broken
    │   ├── FileEncrypted          protected by a password
    │   ├── FileUnsafe             would exhaust the machine or reach outside (bomb, entity, path)
    │   ├── TemplateUnusable       a template lacks what every slide needs
    │   └── ReferenceMissing       a sheet, table, topic or name that is not there
    ├── OutputError                the result cannot be written
    └── WorkerError                a worker process died, ran out of time or of memory

Whatever is raised outside this tree is a bug: it goes to the log with a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as it is known; empty fields are unknown.

    file: path or name as the user gave it; sheet: worksheet name; cell: A1 address or range;
    slide: 1-based slide number, 0 when unknown; slot: placeholder or shape name; item: key of the
    item of a project that it belongs to.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    slide: int = 0
    slot: str = ""
    item: str = ""

    def __str__(self) -> str:
        """Return the place for a person: ``file, Sheet!B4, slide 3, Title``; empty when unknown."""
        address = (
            f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        )
        slide = f"slide {self.slide}" if self.slide else ""
        item = "" if self.file or address else self.item
        parts = (self.file, address, item, slide, self.slot)
        return ", ".join(part for part in parts if part)


NOWHERE = Place()


class Cancelled(Exception):
    """Work stopped because the user asked for it."""


class BriefingError(Exception):
    """A problem the user can understand and mend.

    what: one sentence saying what happened; remedy: one sentence saying what to do;
    place: where. ``code`` is stable and names the class of problem in findings and JSON.
    """

    code: ClassVar[str] = "error"

    def __init__(self, what: str, *, remedy: str, place: Place = NOWHERE) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        """Return the letter on one line: place, what, remedy."""
        where = str(self.place)
        return f"{where}: {self.what} {self.remedy}" if where else f"{self.what} {self.remedy}"

    def to_json(self) -> dict[str, object]:
        """Return the facts as JSON values, for a pipe or a log."""
        return {"code": self.code, "what": self.what, "remedy": self.remedy, **asdict(self.place)}


class CallError(BriefingError):
    """The command line or an argument is wrong."""

    code = "call"


class InputError(BriefingError):
    """A file that was handed in cannot be used."""

    code = "input"


class FileMissing(InputError):
    """There is no such file, or this user may not read it."""

    code = "file-missing"


class FileDamaged(InputError):
    """The file is broken, truncated, or not of the kind that its name says."""

    code = "file-damaged"


class FileEncrypted(InputError):
    """The file is protected by a password."""

    code = "file-encrypted"


class FileUnsafe(InputError):
    """Reading the file would exhaust the machine or reach outside the file."""

    code = "file-unsafe"


class TemplateUnusable(InputError):
    """A template lacks something without which no slide can be made."""

    code = "template-unusable"


class ReferenceMissing(InputError):
    """A sheet, table, defined name or topic that was asked for is not there."""

    code = "reference-missing"


class OutputError(BriefingError):
    """The result cannot be written where it was asked for."""

    code = "output"


class WorkerError(BriefingError):
    """A worker process died, ran out of time or ran out of memory."""

    code = "worker"


def _leaves(cls: type[BriefingError]) -> dict[str, type[BriefingError]]:
    found = {cls.code: cls}
    for child in cls.__subclasses__():
        found |= _leaves(child)
    return found


def place_from_json(facts: Mapping[str, object]) -> Place:
    """Return the place that an error or a finding named in JSON."""
    slide = facts.get("slide")
    return Place(
        file=str(facts.get("file") or ""),
        sheet=str(facts.get("sheet") or ""),
        cell=str(facts.get("cell") or ""),
        slide=slide if isinstance(slide, int) else 0,
        slot=str(facts.get("slot") or ""),
        item=str(facts.get("item") or ""),
    )


def from_json(facts: dict[str, object]) -> BriefingError:
    """Return the error that :meth:`BriefingError.to_json` described, of the same class.

    An unknown code becomes the root class, so that an older program can still show it.
    """
    cls = _leaves(BriefingError).get(str(facts.get("code")), BriefingError)
    place = place_from_json(facts)
    return cls(str(facts.get("what")), remedy=str(facts.get("remedy")), place=place)
