"""A finding: what a check says, where, how grave it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefing_app.errors import NOWHERE, BriefingError, Place


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Something on a slide would be wrong, missing or refused."""
    WARNING = "warning"
    """A person should look before this leaves the house."""
    INFO = "info"
    """Good to know: what was left out, chosen or assumed."""

    @property
    def rank(self) -> int:
        """Return 0 for error, 1 for warning, 2 for info."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, everywhere: on the command line, in JSON, in the window."""

    code: str
    severity: Severity
    message: str
    remedy: str
    place: Place = NOWHERE

    def to_json(self) -> dict[str, object]:
        """Return the JSON form of the contract; unknown parts of the place are null.

        Of what belongs to an item of a project, ``item`` is its key.
        """
        place = self.place
        item: dict[str, object] = {"item": place.item} if place.item else {}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": place.file or None,
            "sheet": place.sheet or None,
            "cell": place.cell or None,
            "slide": place.slide or None,
            "slot": place.slot or None,
            "message": self.message,
            "remedy": self.remedy,
        } | item

    def __str__(self) -> str:
        """Return the finding for a terminal: severity, code, place, message, remedy."""
        where = f" {self.place}:" if str(self.place) else ""
        return f"{self.severity.value} [{self.code}]{where} {self.message} {self.remedy}"


def error(code: str, message: str, remedy: str, place: Place = NOWHERE) -> Finding:
    """Return a finding of severity error."""
    return Finding(code, Severity.ERROR, message, remedy, place)


def warning(code: str, message: str, remedy: str, place: Place = NOWHERE) -> Finding:
    """Return a finding of severity warning."""
    return Finding(code, Severity.WARNING, message, remedy, place)


def info(code: str, message: str, remedy: str, place: Place = NOWHERE) -> Finding:
    """Return a finding of severity info."""
    return Finding(code, Severity.INFO, message, remedy, place)


def of_error(problem: BriefingError) -> Finding:
    """Return the finding that says what an error says."""
    return error(problem.code, problem.what, problem.remedy, problem.place)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among the findings, or None when there are none."""
    return min((finding.severity for finding in findings), key=lambda s: s.rank, default=None)
