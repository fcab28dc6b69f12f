"""The words of the window, by language, from the catalogues in assets/translations.

A catalogue is a flat JSON object from key to text; ``{name}`` is filled in. English is complete,
and stands in where another language says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QLocale

from briefing_app.system.paths import assets_folder

LANGUAGES = {"en": "English", "de": "Deutsch", "zh": "中文"}
_now = ["en"]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return a language's texts by key."""
    path = assets_folder() / "translations" / f"{language}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def system_language() -> str:
    """Return the language of the system where the window speaks it, else English."""
    code = QLocale.system().name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def language() -> str:
    """Return the language that the window speaks."""
    return _now[0]


def speak(code: str) -> None:
    """Have the window speak a language from now on; windows that stand are made anew."""
    _now[0] = code if code in LANGUAGES else "en"


def text(key: str, **facts: object) -> str:
    """Return a text in the window's language; raises KeyError for a key that English has not."""
    found = catalogue(_now[0]).get(key) or catalogue("en")[key]
    return found.format(**facts) if facts else found


def counted(key: str, number: int) -> str:
    """Return a text for a number of things: ``key.one`` for one, else ``key.many``."""
    return text(f"{key}.one" if number == 1 else f"{key}.many", count=f"{number:,}")
