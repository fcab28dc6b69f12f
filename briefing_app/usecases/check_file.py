"""Check a finished deck, against its own data or against workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefing_app.deck.deck_check import check_deck
from briefing_app.errors import CallError, Place
from briefing_app.files import read_file
from briefing_app.model.finding import Finding

_DECKS = (".pptx", ".potx", ".pptm", ".potm", ".ppsx")


def check_file(path: Path, workbooks: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Return the findings of a deck.

    workbooks: what to compare its sources with; none: its own embedded data. Raises CallError for
    another kind of file and FileMissing.
    """
    if path.suffix.lower() not in _DECKS:
        raise CallError(
            "Only decks can be checked by this version.",
            remedy="Give a .pptx file.",
            place=Place(file=str(path)),
        )
    content = read_file(path)
    digests = {book.name: hashlib.sha256(read_file(book)).hexdigest() for book in workbooks}
    return check_deck(content, path.name, digests if workbooks else None)
