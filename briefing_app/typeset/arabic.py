"""Arabic letters in the form that their neighbours give them: alone, first, middle or last.

A letter's width depends on its form; the widest form of each would overstate words by a third.
Forms are the compatibility characters of the Arabic Presentation Forms blocks, so that one
character stays one character. Ligatures are not formed: lam and alef count as two letters, which
is never narrower.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d5\u06ee-\u06ff]")
_TATWEEL = "\u0640"
_FORMS = (range(0xFB50, 0xFC00), range(0xFE80, 0xFEFD))
_ALONE, _FIRST, _MIDDLE, _LAST = "<isolated>", "<initial>", "<medial>", "<final>"


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return for each letter its presentation forms by kind (Unicode decompositions)."""
    forms: dict[str, dict[str, str]] = {}
    for code in (code for block in _FORMS for code in block):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {})[kind] = chr(code)
    return forms


def _joins_next(letter: str) -> bool:
    """Tell whether a letter connects to the one that follows it."""
    return letter == _TATWEEL or _FIRST in _forms().get(letter, {})


def _joins_previous(letter: str) -> bool:
    """Tell whether a letter connects to the one before it."""
    return letter == _TATWEEL or _LAST in _forms().get(letter, {})


def joined(text: str) -> str:
    """Return the text with each Arabic letter in its form; as long as the text itself.

    Vowel marks between two letters do not part them (Unicode 15, 9.2: transparent).
    """
    shaped = list(text)
    letters = [spot for spot in range(len(text)) if unicodedata.category(text[spot]) != "Mn"]
    before = False  # the letter before reaches out to this one
    for index, spot in enumerate(letters):
        letter = text[spot]
        following = text[letters[index + 1]] if index + 1 < len(letters) else ""
        after = _joins_next(letter) and _joins_previous(following)
        linked = before and _joins_previous(letter)
        kinds = {(True, True): _MIDDLE, (True, False): _LAST, (False, True): _FIRST}
        forms = _forms().get(letter, {})
        shaped[spot] = forms.get(kinds.get((linked, after), _ALONE), letter)
        before = after
    return "".join(shaped)
