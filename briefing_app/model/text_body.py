"""Text as a shape, a table cell or a chart title holds it: resolved, not yet set into lines.

Everything that masters, layouts, list styles and themes say has been worked out; lengths are
points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from briefing_app.model.drawing import Colour, Picture, Typeface
from briefing_app.model.quick_values import quick


class Alignment(Enum):
    """How lines stand between the margins (20.1.10.59)."""

    LEFT = "l"
    CENTRE = "ctr"
    RIGHT = "r"
    JUSTIFIED = "just"
    DISTRIBUTED = "dist"


class Anchor(Enum):
    """Where text stands in its box from top to bottom (20.1.10.60)."""

    TOP = "t"
    CENTRE = "ctr"
    BOTTOM = "b"


class Fit(Enum):
    """a:noAutofit, a:normAutofit, a:spAutoFit (ECMA-376-1, 21.1.2.1.1 to .4)."""

    NONE = "none"
    SHRINK = "norm"
    GROW = "shape"


@quick
class SetRun:
    """A run (21.1.2.3); its text may hold vertical tabs for line breaks, and tabs.

    size_pt: as written, before autofit scale; baseline: fraction of the size by which it is raised
    (0.3) or lowered (-0.25); caps: "", "all" or "small"; spacing_pt: added after each character.
    """

    text: str
    size_pt: float
    face: Typeface
    colour: Colour
    underline: bool = False
    strike: bool = False
    baseline: float = 0.0
    caps: str = ""
    spacing_pt: float = 0.0
    link: str = ""
    language: str = ""
    highlight: Colour | None = None

    def saying(self, text: str) -> SetRun:
        """Return the run with another text; runs are made by the thousand, and replace is slow."""
        return SetRun(
            text, self.size_pt, self.face, self.colour, self.underline, self.strike, self.baseline,
            self.caps, self.spacing_pt, self.link, self.language, self.highlight,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before a paragraph: its text ("•", "3."), or a picture."""

    text: str
    size_pt: float
    face: Typeface
    colour: Colour
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, in points from the left inset; alignment: l, ctr, r or dec."""

    position_pt: float
    alignment: str = "l"


@quick
class SetParagraph:
    """21.1.2.2.7 a:pPr. runs: at least one; an empty paragraph has one run without text.

    space_before / after: in points, or as a factor of the line where *_factor > 0 (spcPct).
    """

    runs: tuple[SetRun, ...]
    alignment: Alignment = Alignment.LEFT
    left_pt: float = 0.0
    right_pt: float = 0.0
    first_pt: float = 0.0
    space_before_pt: float = 0.0
    space_before_factor: float = 0.0
    space_after_pt: float = 0.0
    space_after_factor: float = 0.0
    line_spacing: float = 1.0
    exact_line_pt: float = 0.0
    bullet: Bullet | None = None
    tabs: tuple[TabStop, ...] = ()
    default_tab_pt: float = 72.0
    right_to_left: bool = False

    def showing(self, runs: tuple[SetRun, ...], bullet: Bullet | None) -> SetParagraph:
        """Return the paragraph with other runs and another bullet."""
        return SetParagraph(
            runs, self.alignment, self.left_pt, self.right_pt, self.first_pt, self.space_before_pt,
            self.space_before_factor, self.space_after_pt, self.space_after_factor,
            self.line_spacing, self.exact_line_pt, bullet, self.tabs, self.default_tab_pt,
            self.right_to_left,
        )  # fmt: skip


@quick
class TextBody:
    """21.1.2.1.1 a:bodyPr. insets: left, top, right, bottom in points.

    vertical: "horz" | "vert" | "vert270" | "eaVert" | "wordArtVert" ...; rotation: degrees of the
    text within its shape; font_scale, spacing_reduction: of a:normAutofit, as fractions (1.0, 0.0
    where nothing is said); columns: number and the space between.
    """

    paragraphs: tuple[SetParagraph, ...]
    insets: tuple[float, float, float, float] = (7.2, 3.6, 7.2, 3.6)
    anchor: Anchor = Anchor.TOP
    anchor_centre: bool = False
    wrap: bool = True
    fit: Fit = Fit.NONE
    font_scale: float = 1.0
    spacing_reduction: float = 0.0
    vertical: str = "horz"
    rotation: float = 0.0
    columns: int = 1
    column_gap_pt: float = 0.0

    def holding(self, paragraphs: tuple[SetParagraph, ...]) -> TextBody:
        """Return the body with other paragraphs."""
        return TextBody(
            paragraphs, self.insets, self.anchor, self.anchor_centre, self.wrap, self.fit,
            self.font_scale, self.spacing_reduction, self.vertical, self.rotation, self.columns,
            self.column_gap_pt,
        )  # fmt: skip
