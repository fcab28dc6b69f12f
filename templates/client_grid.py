"""The grid of ``client-16x9``: columns, rows, text levels and the slots that layouts share.

The page is 33.867 x 19.05 cm. Everything stands on twelve columns with gutters of 0.42 cm between
margins of 1.27 cm; 1.0 cm is free at the top and 0.9 cm at the foot. The title keeps two lines on
every slide, so that the content's upper edge never moves.
"""

from __future__ import annotations

from dataclasses import replace

from briefing_app.model.geometry import Box, cm, pt
from templates.design_shapes import Ink, Layout, Level, Shape, Slot

WIDTH, HEIGHT = 12_192_000, 6_858_000
MARGIN, GUTTER, COLUMNS = cm(1.27), cm(0.42), 12
BLEED = cm(0.05)  # fields reach past the edge, or rounding leaves a white hairline there
COLUMN = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GUTTER) // COLUMNS

INK, PAPER, FOCUS = Ink("tx1"), Ink("bg1"), Ink("accent1")
GREY = Ink("tx2", 75, 25)
PALE = Ink("tx2", 25, 75)
DARK = Ink("tx2")
ON_DARK = Ink("bg1", 75)

TITLE = Level(24, INK, bold=True)
TRACKER = Level(9, FOCUS, bold=True)
STANDFIRST = Level(14, GREY)
SOURCE = Level(8.5, GREY)
FOOT = Level(8, GREY)
FOOT_RIGHT = replace(FOOT, align="r")


def messages(size_pt: float, before_pt: float) -> tuple[Level, ...]:
    """Return the list levels of key messages: a square in the focus colour, then en dashes."""
    square = Level(
        size_pt, INK, bullet="\N{BLACK SMALL SQUARE}", left_pt=13, hang_pt=13, before_pt=before_pt
    )
    dash = replace(square, size_pt=size_pt - 1, bullet="\N{EN DASH}", left_pt=26, before_pt=3)
    return square, dash, replace(dash, left_pt=39)


def across(first: int, count: int, top: float, height: float) -> Box:
    """Return a box over columns (the first is 1); top and height in cm."""
    x = MARGIN + (first - 1) * (COLUMN + GUTTER)
    return Box(x, cm(top), count * COLUMN + (count - 1) * GUTTER, cm(height))


# The rows of the grid in cm from the top; they end 0.9 cm above the lower edge.
TRACKER_TOP, TRACKER_HEIGHT = 1.0, 0.45
TITLE_TOP, TITLE_HEIGHT = 1.55, 2.0
STANDFIRST_TOP, STANDFIRST_HEIGHT = 3.75, 1.15
CONTENT_TOP, CONTENT_BOTTOM = 5.45, 16.25
CONTENT_HEIGHT = CONTENT_BOTTOM - CONTENT_TOP
RULE_TOP = 5.1
SOURCE_TOP, SOURCE_HEIGHT = 16.5, 0.75
FOOT_RULE_TOP = 17.45
FOOT_TOP, FOOT_HEIGHT = 17.7, 0.45

# LibreOffice sets footers in its own default font when the layout's footer has no run.
NOTHING_YET = "\N{NO-BREAK SPACE}"
MESSAGE_PROMPT = "Key message: heading in bold, then the evidence in one sentence\nSupporting point"
TITLE_PROMPT = "Action title: the conclusion in one sentence, at most two lines"


def rule(first: int, count: int, top: float, points: float, ink: Ink) -> Shape:
    """Return a horizontal rule over columns."""
    box = across(first, count, top, 0)
    return Shape("Rule", replace(box, cy=pt(points)), ink)


def title(box: Box, ink: Ink = INK, prompt: str = TITLE_PROMPT) -> Slot:
    """Return the title slot."""
    return Slot("title", 0, "Title", box, (replace(TITLE, ink=ink),), prompt)


def standfirst(box: Box, prompt: str) -> Slot:
    """Return the slot of the standfirst or exhibit title."""
    return Slot("body", 13, "Standfirst", box, (STANDFIRST,), prompt)


def exhibit(columns: int) -> Slot:
    """Return the slot for a chart, a table or a picture, from the left margin."""
    return exhibit_at(across(1, columns, CONTENT_TOP, CONTENT_HEIGHT))


def exhibit_at(box: Box, idx: int = 14, name: str = "Exhibit") -> Slot:
    """Return a slot for a chart, a table or a picture."""
    return Slot("", idx, name, box, messages(12, 6), "Exhibit: chart, table or picture")


def body(box: Box, levels: tuple[Level, ...], prompt: str = MESSAGE_PROMPT) -> Slot:
    """Return the slot of the key messages."""
    return Slot("body", 15, "Messages", box, levels, prompt)


def foot(ink: Ink = GREY, columns: int = 8) -> tuple[Slot, ...]:
    """Return date, footer and slide number, on one line at the foot."""
    left, right = replace(FOOT, ink=ink), FOOT_RIGHT
    date, number = across(9, 3, FOOT_TOP, FOOT_HEIGHT), across(12, 1, FOOT_TOP, FOOT_HEIGHT)
    text = across(1, columns, FOOT_TOP, FOOT_HEIGHT)
    return (
        Slot("dt", 10, "Date", date, (right,), anchor="b", size="half"),
        Slot("ftr", 11, "Footer", text, (left,), NOTHING_YET, anchor="b", size="quarter"),
        Slot("sldNum", 12, "Slide number", number, (right,), anchor="b", size="quarter"),
    )


def tracker(ink: Ink = FOCUS, columns: int = 12) -> Slot:
    """Return the slot of the section name above the title."""
    box = across(1, columns, TRACKER_TOP, TRACKER_HEIGHT)
    return Slot("body", 17, "Tracker", box, (replace(TRACKER, ink=ink),), "Section", size="quarter")


def source() -> Slot:
    """Return the slot of the source line; two lines grow upwards from the foot."""
    box = across(1, 12, SOURCE_TOP, SOURCE_HEIGHT)
    prompt = "Source: publisher, title, year; notes"
    return Slot("body", 16, "Source", box, (SOURCE,), prompt, anchor="b", size="quarter")


TITLE_BOX = across(1, 12, TITLE_TOP, TITLE_HEIGHT)
STANDFIRST_BOX = across(1, 12, STANDFIRST_TOP, STANDFIRST_HEIGHT)
EXHIBIT_TITLE = "Exhibit title: what is shown, unit, period"


def content_layout(name: str, shapes: tuple[Shape, ...], *content: Slot) -> Layout:
    """Return a layout with tracker, title and foot, and its content between them."""
    return Layout(name, (tracker(), title(TITLE_BOX), *content, source(), *foot()), shapes)
