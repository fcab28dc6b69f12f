"""Texts as they are printed: braces resolved, marks set by the language."""

from __future__ import annotations

import re

from briefing_app.errors import Place
from briefing_app.model.finding import Finding, error
from briefing_app.model.typography import set_text

_BRACES = re.compile(r"\{\{|\}\}|\{[^{}]*\}")


def plain_text(text: str, language: str, place: Place) -> tuple[str, list[Finding]]:
    """Return a text for a slide, ``{{`` as a brace and marks as the language wants them.

    A text with a bound value, which this version cannot evaluate, comes back empty, with a
    finding: nothing unevaluated is ever printed.
    """
    if any(match not in ("{{", "}}") for match in _BRACES.findall(text)):
        return "", [
            error(
                "bound-value",
                f"The text holds a bound value, which this version cannot evaluate: “{text}”.",
                "Write the figure itself or let an Excel formula put it into the text.",
                place,
            )
        ]
    # A tab has a meaning of its own in a line of contents; nobody means one in a sentence.
    plain = text.replace("{{", "{").replace("}}", "}").replace("\t", " ").strip()
    return set_text(plain, language), []
