"""A text cut at its braces: what is printed as it stands, and what is computed."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that is printed as it stands, doubled braces made single."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """What stands between two braces: formula, and number format after ``|`` ("" for none)."""

    formula: str
    number_format: str = ""


class LooseBrace(ValueError):
    """A brace without its partner; the message says which, for a person."""


_LITERAL = re.compile(r"(?:[^{}]|\{\{|\}\})+")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|[“„][^“”]*[“”]""")


def cut(text: str) -> tuple[Literal | Formula, ...]:
    """Return the pieces of a text in order. Raises LooseBrace."""
    pieces: list[Literal | Formula] = []
    at = 0
    while at < len(text):
        if match := _LITERAL.match(text, at):
            pieces.append(Literal(match[0].replace("{{", "{").replace("}}", "}")))
            at = match.end()
            continue
        end = _first_of("{}", text, at + 1)
        if text[at] == "}":
            raise LooseBrace("“}” has no “{” before it")
        if text[end : end + 1] != "}":
            raise LooseBrace("“{” has no “}” behind it")
        pieces.append(_formula(text[at + 1 : end]))
        at = end + 1
    return tuple(pieces)


def _formula(between: str) -> Formula:
    bar = _first_of("|", between, 0)
    return Formula(between[:bar].strip(), between[bar + 1 :].strip())


def _first_of(marks: str, text: str, start: int) -> int:
    """Return where the first of some marks stands outside quotes, the length of the text if none.

    A quote without an end is a character like others.
    """
    at = start
    while at < len(text) and text[at] not in marks:
        quoted = _QUOTED.match(text, at)
        at = quoted.end() if quoted else at + 1
    return at
