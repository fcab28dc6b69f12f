"""How high texts of a drawn exhibit are in a given width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_app.deck.drawn_shapes import DrawnText
from briefing_app.ooxml.theme import FontSet
from briefing_app.typeset.line_breaks import break_lines, opportunities
from briefing_app.typeset.metrics import Metrics, TextStyle

_AIR = 1.03
"""Renderers differ a little in widths and heights."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """Measures texts in the fonts of a template; lengths in points."""

    fonts: FontSet
    metrics: Metrics

    def style(self, text: DrawnText) -> TextStyle:
        """Return how a text is measured."""
        return TextStyle(
            self.fonts.latin,
            text.size_pt,
            bold=text.bold,
            east_asian=self.fonts.east_asian,
            complex_script=self.fonts.complex_script,
        )

    def width(self, text: DrawnText) -> float:
        """Return the width of a text on one line."""
        return self.metrics.width(text.text, self.style(text)) * _AIR

    def widest_word(self, text: DrawnText) -> float:
        """Return the width of the widest piece that no line break may divide."""
        cuts = [0, *opportunities(text.text), len(text.text)]
        pieces = (text.text[a:b].strip() for a, b in pairwise(cuts))
        style = self.style(text)
        return max((self.metrics.width(piece, style) for piece in pieces), default=0.0) * _AIR

    def height(self, texts: Sequence[DrawnText], width_pt: float) -> float:
        """Return the height of paragraphs one under the other."""
        total = 0.0
        for number, text in enumerate(texts):
            style = self.style(text)
            lines = break_lines(text.text, style, width_pt / _AIR, self.metrics)
            total += max(1, len(lines)) * self.metrics.line_height(style, text.text)
            total += text.before_pt if number else 0.0
        return total * _AIR
