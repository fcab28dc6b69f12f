"""Labels whose texts are cells of the workbook: formulas, so that they follow an edit.

A name that is printed as it is stands in the formula as a reference to its cell. One that was
broken into lines or shortened stands there as text.
"""

from __future__ import annotations

from collections.abc import Sequence

_BREAK = "&CHAR(10)&"


def name_formula(lines: Sequence[str], name: str, cell: str) -> str:
    """Return the formula of a name set in lines, "" for none; cell: where the name stands."""
    if tuple(lines) == (name,):
        return cell
    return _BREAK.join(_literal(line) for line in lines)


def on_lines(*pieces: str) -> str:
    """Return the formula that sets pieces under each other; empty ones are left out."""
    return _BREAK.join(piece for piece in pieces if piece)


def side_by_side(*pieces: str, between: str = " ") -> str:
    """Return the formula that sets pieces beside each other; empty ones are left out."""
    return f'&"{between}"&'.join(piece for piece in pieces if piece)


def _literal(shown: str) -> str:
    doubled = shown.replace('"', '""')
    return f'"{doubled}"'
