"""Whether text fits for certain, told from its width alone, without breaking it into lines.

Most texts of a deck fit with room to spare, and each is measured at each build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing_app.typeset.line_breaks import FORCED, WIDEST_PT
from briefing_app.typeset.measure import Paragraph
from briefing_app.typeset.metrics import Metrics

# A line may end between these whatever stands around them (UAX #14, LB18): what opens or closes,
# and marks that never begin a line, can hold on to their neighbour across a space.
_PLAIN_GAP = re.compile(r"(?<=[\w.,;:%]) +(?=\w)")
_ROUNDING_PT = 0.01


def surely_fits(
    paragraphs: Iterable[Paragraph], width_pt: float, height_pt: float, metrics: Metrics
) -> bool:
    """Return whether the block of the paragraphs certainly lies within width and height, in points.

    False means that nobody knows: set them. Each line but the last of a stretch is full to within
    the longest word, which bounds how many lines there are.
    """
    height = 0.0
    for paragraph in paragraphs:
        lines = _most_lines(paragraph, min(width_pt, WIDEST_PT), metrics)
        if not lines:
            return False
        height += paragraph.space_before_pt + lines * _line_pt(paragraph, metrics)
        height += paragraph.space_after_pt
    return height <= height_pt - _ROUNDING_PT


def _most_lines(paragraph: Paragraph, width_pt: float, metrics: Metrics) -> int:
    """Return how many lines a paragraph has at most; 0: that cannot be told."""
    text = "".join([run.text for run in paragraph.runs])
    if "\t" in text:
        return 0
    total = letter = 0.0
    for run in paragraph.runs:
        if run.spacing_pt:
            return 0
        wide, widest = metrics.width_and_widest(run.text, run.style)
        total += wide
        letter = max(letter, widest)
    stretches = FORCED.split(text)
    longest = max([len(word) for part in stretches for word in _PLAIN_GAP.split(part)]) * letter
    room = width_pt - paragraph.left_pt - paragraph.right_pt - paragraph.first_begin_pt
    filled = room - longest - _ROUNDING_PT
    return int(total / filled) + len(stretches) if filled > 0 else 0


def _line_pt(paragraph: Paragraph, metrics: Metrics) -> float:
    if paragraph.exact_line_pt > 0:
        return paragraph.exact_line_pt
    heights = [metrics.line_height(run.line_style, run.text) for run in paragraph.runs]
    return max(heights, default=0.0) * paragraph.line_spacing
