"""Fit text to its slot before the file is written: smaller down to a minimum, then split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from briefing_app.deck.template_profile import Slot
from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.model.quick_values import quick
from briefing_app.model.slide_plan import PlannedText, Role
from briefing_app.model.typography import without_widow
from briefing_app.ooxml.placeholders import Placeholder
from briefing_app.ooxml.text_levels import TextLevel
from briefing_app.typeset.line_breaks import break_lines, opportunities
from briefing_app.typeset.measure import Paragraph, Run, extents, has_widow, kept_extents
from briefing_app.typeset.metrics import Metrics, TextStyle
from briefing_app.typeset.quick_fit import surely_fits

MINIMUM_PT = {
    Role.TITLE: 20.0,
    Role.SUBTITLE: 12.0,
    Role.STANDFIRST: 11.0,
    Role.MESSAGES: 11.0,
    Role.SOURCE: 8.0,
    Role.TRACKER: 8.0,
    Role.FOOTER: 8.0,
    Role.DATE: 8.0,
    Role.EXHIBIT_TITLE: 10.0,
    Role.SECOND_EXHIBIT_TITLE: 10.0,
    Role.SECOND_MESSAGES: 11.0,
}
"""Least sizes by role, in points (house style)."""

PRINTED_MINIMUM_PT = {
    Role.TITLE: 18.0,
    Role.STANDFIRST: 10.0,
    Role.MESSAGES: 9.0,
    Role.SECOND_MESSAGES: 9.0,
    Role.EXHIBIT_TITLE: 9.5,
    Role.SECOND_EXHIBIT_TITLE: 9.5,
    Role.RELATED: 8.0,
}
"""Least sizes on a page that is read on paper, where they differ from those of slides."""

STEP_PT = 0.5
PAGE_NUMBER_PT = 30.0
"""Hanging indent of a line of contents: its page number, a tab, then the text."""

# Renderers differ by a little in widths and heights; a text that fits by less does not fit.
_AIR = 0.015
_MANY = 8
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|[。！？]")


@quick
class TextBox:
    """The inside of a slot, ready for measuring: width and height in points, level properties."""

    width_pt: float
    height_pt: float
    placeholder: Placeholder
    metrics: Metrics

    @classmethod
    def of(cls, slot: Slot, metrics: Metrics) -> TextBox:
        """Return the inside of a slot, its insets taken off."""
        insets = slot.placeholder.insets
        return cls(
            (slot.box.cx - insets.left - insets.right) / EMU_PER_PT,
            (slot.box.cy - insets.top - insets.bottom) / EMU_PER_PT,
            slot.placeholder,
            metrics,
        )

    @property
    def size_pt(self) -> float:
        """Return the size that the template gives to the first level."""
        return self.placeholder.levels[0].size_pt

    def count_held(self, paragraphs: Sequence[PlannedText], size_pt: float) -> int:
        """Return how many of the paragraphs, from the first, fit at a size."""
        settings = (_paragraph(text, self.placeholder, size_pt) for text in paragraphs)
        # A list of many, as the contents, changes by a few of them.
        measure = extents if len(paragraphs) < _MANY else kept_extents
        grown = measure(settings, self.width_pt * (1 - _AIR), self.metrics)
        fits = (high <= self.height_pt and wide <= self.width_pt for high, wide in grown)
        return sum(takewhile(bool, fits))

    def holds(self, paragraphs: Sequence[PlannedText], size_pt: float) -> bool:
        """Return whether the paragraphs fit at a size."""
        if len(paragraphs) < _MANY:
            settings = [_paragraph(text, self.placeholder, size_pt) for text in paragraphs]
            width_pt = self.width_pt * (1 - _AIR)
            if surely_fits(settings, width_pt, self.height_pt, self.metrics):
                return True
        return self.count_held(paragraphs, size_pt) == len(paragraphs)

    def height(self, paragraphs: Sequence[PlannedText], size_pt: float) -> float:
        """Return how high the paragraphs are at a size, in points."""
        settings = (_paragraph(text, self.placeholder, size_pt) for text in paragraphs)
        grown = extents(settings, self.width_pt * (1 - _AIR), self.metrics)
        return max((high for high, _ in grown), default=0.0)

    def mended(self, title: PlannedText, size_pt: float) -> PlannedText:
        """Return a title whose last line is not a single short word, where that fits too."""
        style = run_style(self.placeholder.levels[0], size_pt)
        lines = break_lines(title.text, style, self.width_pt * (1 - _AIR), self.metrics)
        if not has_widow(lines, style, self.width_pt, self.metrics):
            return title
        joined = replace(title, text=without_widow(title.text))
        return joined if self.holds([joined], size_pt) else title


def run_style(level: TextLevel, size_pt: float, *, bold: bool = False) -> TextStyle:
    """Return how a run of a list level is measured at a size."""
    return TextStyle(
        latin=level.fonts.latin,
        size_pt=size_pt,
        bold=bold or level.bold,
        italic=level.italic,
        east_asian=level.fonts.east_asian,
        complex_script=level.fonts.complex_script,
    )


def _paragraph(text: PlannedText, placeholder: Placeholder, size_pt: float) -> Paragraph:
    level = placeholder.levels[min(text.level, len(placeholder.levels) - 1)]
    # Lower levels keep their step below the first one.
    scaled = size_pt * level.size_pt / placeholder.levels[0].size_pt if text.level else size_pt
    _, tab, body = text.text.rpartition("\t")
    heading = f"{text.heading}\v" if text.heading and body else text.heading
    runs = ((heading, True), (body, False))
    return Paragraph(
        runs=tuple(Run(part, run_style(level, scaled, bold=bold)) for part, bold in runs if part),
        left_pt=PAGE_NUMBER_PT if tab else level.left_pt,
        first_pt=0.0 if tab else level.first_pt,
        space_before_pt=level.space_before_pt,
        space_after_pt=level.space_after_pt,
        line_spacing=level.line_spacing,
        exact_line_pt=level.exact_line_pt,
    )


def sizes(start: float, minimum: float) -> tuple[float, ...]:
    """Return the sizes to try, from the template's down to the minimum by half a point."""
    if start <= minimum:
        return (start,)
    count = int((start - minimum) / STEP_PT)
    steps = [start - STEP_PT * i for i in range(count + 1)]
    return tuple(steps if steps[-1] == minimum else [*steps, minimum])


def fitting_size(box: TextBox, paragraphs: Sequence[PlannedText], minimum: float) -> float | None:
    """Return the largest size at which the paragraphs fit; None: the least is too big."""
    first, *smaller = sizes(box.size_pt, minimum)
    if box.holds(paragraphs, first):
        return first
    if not smaller or not box.holds(paragraphs, smaller[-1]):
        return None  # what is too big at the least size is too big at all
    return next(size for size in smaller if box.holds(paragraphs, size))


def words_over(box: TextBox, text: str, size_pt: float) -> int:
    """Return how many words (or East Asian characters) do not fit at a size."""
    kept, rest = _split_text(box, PlannedText(text), size_pt, keep_one=False)
    if not rest:
        return 0
    return len(rest.split()) if " " in text else len(text) - len(kept)


def _split_text(
    box: TextBox, paragraph: PlannedText, size_pt: float, *, keep_one: bool
) -> tuple[str, str]:
    """Split a text where the box ends: after a sentence in its second half, else a word."""
    text = paragraph.text
    places = [place for place in opportunities(text) if 0 < place < len(text)]
    low, high = 0, len(places)
    while low < high:
        middle = (low + high + 1) // 2
        if box.holds([replace(paragraph, text=text[: places[middle - 1]].rstrip())], size_pt):
            low = middle
        else:
            high = middle - 1
    if not low:
        place = (places[0] if places else len(text)) if keep_one else 0
        return text[:place].rstrip(), text[place:].lstrip()
    place = places[low - 1]
    ends = [match.end() for match in _SENTENCE_END.finditer(text, place // 2, place)]
    if ends:
        place = ends[-1]
    return text[:place].rstrip(), text[place:].lstrip()


def take(
    box: TextBox, paragraphs: Sequence[PlannedText], size_pt: float
) -> tuple[tuple[PlannedText, ...], tuple[PlannedText, ...]]:
    """Split paragraphs into those that fit into the box at a size and the rest.

    A paragraph that is too long for a whole box is split itself; at least something is taken, so
    that splitting ends.
    """
    count = box.count_held(paragraphs, size_pt)
    if count:
        return tuple(paragraphs[:count]), tuple(paragraphs[count:])
    first = paragraphs[0]
    head, tail = _split_text(box, first, size_pt, keep_one=True)
    rest = [first.after(len(first.text) - len(tail))] if tail else []
    return (first.until(len(head)),), (*rest, *paragraphs[1:])
