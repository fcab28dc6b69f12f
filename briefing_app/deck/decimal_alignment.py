"""Figures of a column aligned at the decimal mark, by margins: PowerPoint has no tab for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing_app.typeset.metrics import Metrics, TextStyle

_BEHIND = {"de": re.compile(r"(?:,[0-9]+)?[^0-9]*\Z")}
_BEHIND_POINT = re.compile(r"(?:\.[0-9]+)?[^0-9]*\Z")


def behind_mark(text: str, language: str) -> str:
    """Return what of a figure stands behind its whole part: decimals, ``%``, a note mark.

    "" for a text without a figure, which is set to the right like a figure of the longest kind.
    """
    if not any(character.isdigit() for character in text):
        return ""
    match = _BEHIND.get(language, _BEHIND_POINT).search(text)
    return match[0] if match else ""


def margins(
    texts: Sequence[str], styles: Sequence[TextStyle], language: str, metrics: Metrics
) -> tuple[float, ...]:
    """Return how far each text of a column stands from its right edge, in points."""
    behind = [behind_mark(text, language) for text in texts]
    widths = [
        metrics.width(b, style) if b else 0.0 for b, style in zip(behind, styles, strict=True)
    ]
    most = max(widths, default=0.0)
    return tuple(
        most - width if any(character.isdigit() for character in text) else 0.0
        for text, width in zip(texts, widths, strict=True)
    )
