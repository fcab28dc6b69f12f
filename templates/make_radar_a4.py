"""Make ``radar-a4.pptx``: the bundled template for one-page briefings, upright on A4.

``python templates/make_radar_a4.py [OUT]`` writes the same bytes each time; without OUT it
replaces the file beside this script.

The page is 21.0 x 29.7 cm with margins of 1.6 cm, divided into two columns of messages with a
gutter of 0.6 cm. It speaks like a printed brief: a serif headline, a kicker above it, text at 10 pt
in two columns. It has no title slide, and so makes one page per topic.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from briefing_app.files import write_atomically
from briefing_app.model.geometry import Box, cm, pt
from templates.design_package import template_package
from templates.design_shapes import SCRIPTS, Design, Fonts, Ink, Layout, Level, Shape, Slot

WIDTH, HEIGHT = cm(21.0), cm(29.7)
MARGIN, GUTTER = cm(1.6), cm(0.6)
BLEED = cm(0.05)  # fields reach past the edge, or rounding leaves a white hairline there
FULL = WIDTH - 2 * MARGIN
HALF = (FULL - GUTTER) // 2

# Deep petrol is the focus; ochre, violet and slate follow; green is good and red is bad, and
# nothing else. The same tests as for the other templates' colours hold: each pair keeps
# CIEDE2000 >= 12 for full, protan, deutan and tritan sight, the lightnesses are a ladder.
COLOURS = {
    "dk1": "14191A",
    "lt1": "FFFFFF",
    "dk2": "2B2E2C",
    "lt2": "F4F1EA",
    "accent1": "004655",
    "accent2": "B78C41",
    "accent3": "655689",
    "accent4": "7A848F",
    "accent5": "248161",
    "accent6": "94241A",
    "hlink": "004655",
    "folHlink": "4B3F73",
}
GREYS = {
    "Grey 1": "51565A",
    "Grey 2": "7D8387",
    "Grey 3": "A7ACAF",
    "Grey 4": "C8CCCE",
    "Grey 5": "E4E6E7",
}
FONTS = Fonts(
    latin="Calibri",
    panose="020F0502020204030204",
    east_asian="Microsoft YaHei",
    complex_script="Arial",
    scripts=SCRIPTS,
)
HEADINGS = replace(FONTS, latin="Cambria", panose="02040503050406030204")
TABLE_STYLE = "{3E7A9C14-52D8-4B60-A1F7-0C95D2E8B346}"
DATE = "2025-01-01"

INK, PAPER, FOCUS = Ink("tx1"), Ink("bg1"), Ink("accent1")
GREY = Ink("tx2", 75, 25)
PALE = Ink("tx2", 25, 75)
OCHRE = Ink("accent2")
ON_FOCUS = Ink("bg1", 85)

HEADLINE = Level(23, INK, bold=True, line=95)
STANDFIRST = Level(11.5, GREY, line=105)
KICKER = Level(9.5, FOCUS, bold=True, align="r")
AUTHOR = Level(9.5, INK)
EXHIBIT_HEAD = Level(11, INK, bold=True)
SOURCE = Level(8, GREY)
FOOT = Level(8, GREY)
MESSAGE = Level(10.5, INK, before_pt=8, line=103)
BELOW = replace(MESSAGE, size_pt=10, bullet="\N{EN DASH}", left_pt=10, hang_pt=10, before_pt=2)

# The rows of the page, in cm from the top.
BAND_HEIGHT = 1.3
TITLE_TOP, TITLE_HEIGHT = 1.75, 2.45
STANDFIRST_TOP, STANDFIRST_HEIGHT = 4.35, 1.5
AUTHOR_TOP, AUTHOR_HEIGHT = 5.95, 0.45
RULE_TOP = 6.65
HEAD_TOP, HEAD_HEIGHT = 6.85, 0.6
EXHIBIT_TOP, EXHIBIT_BOTTOM = 7.6, 17.6
SOURCE_HEIGHT = 0.75
MESSAGES_TOP, MESSAGES_BOTTOM = 19.0, 26.4
RELATED_TOP, RELATED_HEIGHT = 26.75, 1.7
FOOT_RULE_TOP, FOOT_TOP, FOOT_HEIGHT = 28.6, 28.75, 0.4
BOTTOM = 28.3

# LibreOffice sets footers in its own default font when the layout's footer has no run.
NOTHING_YET = "\N{NO-BREAK SPACE}"
MESSAGE_PROMPT = "Key message: heading in bold, then 30 to 60 words of evidence\nSupporting point"
TITLE_PROMPT = "Headline: the conclusion in one sentence, at most three lines"
EXHIBIT_TITLE = "Exhibit title: what is shown, unit, period"


def full(top: float, height: float) -> Box:
    """Return a box between the margins; top and height in cm."""
    return Box(MARGIN, cm(top), FULL, cm(height))


def half(number: int, top: float, height: float) -> Box:
    """Return a box in the left (0) or right (1) column."""
    return Box(MARGIN + number * (HALF + GUTTER), cm(top), HALF, cm(height))


def rule(box: Box, points: float, ink: Ink) -> Shape:
    """Return a rule along the top of a box."""
    return Shape("Rule", replace(box, cy=pt(points)), ink)


def band() -> Shape:
    """Return the field at the head of the page."""
    return Shape("Band", Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, cm(BAND_HEIGHT) + BLEED), FOCUS)


def head() -> tuple[Slot, ...]:
    """Return series, issue number and date, in the band."""
    top, height = 0.38, 0.55
    right = Level(9.5, ON_FOCUS, align="r")
    series = Box(MARGIN, cm(top), cm(9.6), cm(height))
    number = Box(WIDTH - MARGIN - cm(7.5), cm(top), cm(4.1), cm(height))
    date = Box(WIDTH - MARGIN - cm(3.4), cm(top), cm(3.4), cm(height))
    level = Level(12, PAPER, bold=True)
    return (
        Slot("body", 22, "Series", series, (level,), "Series", anchor="ctr", size="quarter"),
        Slot("body", 23, "Issue number", number, (right,), "No. 1", anchor="ctr", size="quarter"),
        Slot("dt", 10, "Date", date, (right,), anchor="ctr", size="half"),
    )


def foot() -> tuple[Slot, ...]:
    """Return footer and page number, on one line at the foot."""
    text = Box(MARGIN, cm(FOOT_TOP), FULL - cm(2.0), cm(FOOT_HEIGHT))
    number = Box(WIDTH - MARGIN - cm(1.6), cm(FOOT_TOP), cm(1.6), cm(FOOT_HEIGHT))
    right = replace(FOOT, align="r")
    return (
        Slot("ftr", 11, "Footer", text, (FOOT,), NOTHING_YET, anchor="b", size="quarter"),
        Slot("sldNum", 12, "Page number", number, (right,), anchor="b", size="quarter"),
    )


def kicker(top: float = AUTHOR_TOP) -> Slot:
    """Return the slot of the section's name, at the right of the author's."""
    box = half(1, top, AUTHOR_HEIGHT)
    return Slot("body", 17, "Tracker", box, (KICKER,), "Section", size="quarter")


def title(box: Box, level: Level = HEADLINE) -> Slot:
    """Return the slot of the headline; it stands on the standfirst, however many lines it has."""
    return Slot("title", 0, "Title", box, (level,), TITLE_PROMPT, anchor="b")


def opening() -> tuple[Slot, ...]:
    """Return kicker, headline, standfirst and author."""
    return (
        title(full(TITLE_TOP, TITLE_HEIGHT)),
        Slot(
            "body", 13, "Standfirst", full(STANDFIRST_TOP, STANDFIRST_HEIGHT), (STANDFIRST,),
            "Standfirst: the answer in two or three lines",
        ),
        Slot(
            "body", 24, "Author", half(0, AUTHOR_TOP, AUTHOR_HEIGHT), (AUTHOR,), "Author",
            size="quarter",
        ),
        kicker(),
    )  # fmt: skip


def exhibit(box: Box, idx: int = 14, name: str = "Exhibit") -> Slot:
    """Return a slot for a chart, a table or a picture."""
    return Slot("", idx, name, box, (MESSAGE, BELOW), "Exhibit: chart, table or picture")


def exhibit_title(box: Box, idx: int = 19, name: str = "Exhibit title") -> Slot:
    """Return the slot of a title above an exhibit."""
    return Slot("body", idx, name, box, (EXHIBIT_HEAD,), EXHIBIT_TITLE, size="quarter")


def source(bottom: float) -> Slot:
    """Return the slot of the source line right below an exhibit. bottom: the exhibit's, in cm."""
    box = full(bottom + 0.15, SOURCE_HEIGHT)
    return Slot("body", 16, "Source", box, (SOURCE,), "Source: publisher, year", size="quarter")


def columns(top: float, bottom: float) -> tuple[Slot, Slot]:
    """Return the slots of the messages in two columns."""
    first = Slot(
        "body", 15, "Messages", half(0, top, bottom - top), (MESSAGE, BELOW), MESSAGE_PROMPT
    )
    second = replace(first, idx=21, name="Second messages", box=half(1, top, bottom - top))
    return first, second


def related() -> Slot:
    """Return the slot of the related topics."""
    level = Level(8.5, FOCUS, before_pt=1)
    prompt = "Related topics"
    return Slot("body", 25, "Related topics", full(RELATED_TOP, RELATED_HEIGHT), (level,), prompt)


def page(name: str, shapes: tuple[Shape, ...], *slots: Slot) -> Layout:
    """Return a layout with the band at its head and the page's foot."""
    return Layout(name, (*slots, *head(), *foot()), shapes)


def radar_layout() -> Layout:
    """Return the page with one large exhibit."""
    height = EXHIBIT_BOTTOM - EXHIBIT_TOP
    return page(
        "Radar page",
        (
            rule(full(RULE_TOP, 0), 1.5, FOCUS),
            rule(half(0, MESSAGES_TOP - 0.3, 0), 0.75, OCHRE),
            rule(half(1, MESSAGES_TOP - 0.3, 0), 0.75, OCHRE),
            rule(full(RELATED_TOP - 0.2, 0), 0.5, PALE),
        ),
        *opening(),
        exhibit_title(full(HEAD_TOP, HEAD_HEIGHT)),
        exhibit(full(EXHIBIT_TOP, height)),
        *columns(MESSAGES_TOP, MESSAGES_BOTTOM),
        source(EXHIBIT_BOTTOM),
        related(),
    )


def pair_layout() -> Layout:
    """Return the page with two exhibits side by side."""
    head, top = 0.95, EXHIBIT_TOP + 0.35
    height = EXHIBIT_BOTTOM - top
    return page(
        "Radar page, two exhibits",
        (
            rule(half(0, RULE_TOP, 0), 1.5, FOCUS),
            rule(half(1, RULE_TOP, 0), 1.5, FOCUS),
            rule(half(0, MESSAGES_TOP - 0.3, 0), 0.75, OCHRE),
            rule(half(1, MESSAGES_TOP - 0.3, 0), 0.75, OCHRE),
            rule(full(RELATED_TOP - 0.2, 0), 0.5, PALE),
        ),
        *opening(),
        exhibit_title(half(0, HEAD_TOP, head)),
        exhibit(half(0, top, height)),
        exhibit_title(half(1, HEAD_TOP, head), 20, "Second exhibit title"),
        exhibit(half(1, top, height), 18, "Second exhibit"),
        *columns(MESSAGES_TOP, MESSAGES_BOTTOM),
        source(EXHIBIT_BOTTOM),
        related(),
    )


def further_head() -> tuple[Slot, Slot]:
    """Return headline and section of a page that is not the first."""
    level = replace(HEADLINE, size_pt=13, line=100)
    section = replace(kicker(), box=Box(WIDTH - MARGIN - cm(4), cm(2.65), cm(4), cm(0.45)))
    return title(Box(MARGIN, cm(1.8), FULL - cm(4.4), cm(1.3)), level), section


def text_layout() -> Layout:
    """Return the page of a topic without an exhibit."""
    return page(
        "Radar page, text",
        (
            rule(half(0, RULE_TOP, 0), 0.75, OCHRE),
            rule(half(1, RULE_TOP, 0), 0.75, OCHRE),
            rule(full(RELATED_TOP - 0.2, 0), 0.5, PALE),
        ),
        *opening(),
        *columns(RULE_TOP + 0.3, MESSAGES_BOTTOM - 0.9),
        source(MESSAGES_BOTTOM - 0.9),
        related(),
    )


def continuation_layout() -> Layout:
    """Return a further page with an exhibit and messages."""
    top, bottom = 4.6, 16.5
    return page(
        "Radar continuation",
        (
            rule(full(top - 1.0, 0), 1.5, FOCUS),
            rule(half(0, bottom + 1.1, 0), 0.75, OCHRE),
            rule(half(1, bottom + 1.1, 0), 0.75, OCHRE),
        ),
        *further_head(),
        exhibit_title(full(top - 0.8, HEAD_HEIGHT)),
        exhibit(full(top, bottom - top)),
        *columns(bottom + 1.4, BOTTOM),
        source(bottom),
    )


def further_pair_layout() -> Layout:
    """Return a further page with two exhibits, one below the other."""
    first, second, bottom = 4.6, 16.4, BOTTOM - SOURCE_HEIGHT - 0.15
    return page(
        "Radar continuation, two exhibits",
        (rule(full(first - 1.0, 0), 1.5, FOCUS), rule(full(second - 1.0, 0), 1.5, FOCUS)),
        *further_head(),
        exhibit_title(full(first - 0.8, HEAD_HEIGHT)),
        exhibit(full(first, second - 1.4 - first)),
        exhibit_title(full(second - 0.8, HEAD_HEIGHT), 20, "Second exhibit title"),
        exhibit(full(second, bottom - second), 18, "Second exhibit"),
        source(bottom),
    )


def further_text_layout() -> Layout:
    """Return a further page of messages alone."""
    top = 3.95
    return page(
        "Radar continuation, text",
        (
            rule(half(0, top - 0.3, 0), 0.75, OCHRE),
            rule(half(1, top - 0.3, 0), 0.75, OCHRE),
        ),
        *further_head(),
        *columns(top, 27.2),
        source(27.3),
    )


def design() -> Design:
    """Return the whole design."""
    rows = (BAND_HEIGHT, TITLE_TOP, STANDFIRST_TOP, EXHIBIT_TOP, EXHIBIT_BOTTOM, MESSAGES_TOP)
    edges = (MARGIN, MARGIN + HALF, MARGIN + HALF + GUTTER, WIDTH - MARGIN)
    return Design(
        name="Radar",
        cx=WIDTH,
        cy=HEIGHT,
        colours=COLOURS,
        extra_colours=GREYS,
        fonts=FONTS,
        headings=HEADINGS,
        format="A4 Paper (210x297 mm)",
        master_slots=(
            title(full(TITLE_TOP, TITLE_HEIGHT)),
            Slot(
                "body", 1, "Text", full(EXHIBIT_TOP, BOTTOM - EXHIBIT_TOP), (MESSAGE, BELOW),
                MESSAGE_PROMPT,
            ),
            head()[2],
            *foot(),
        ),
        master_shapes=(band(), rule(full(FOOT_RULE_TOP, 0), 0.5, PALE)),
        body=(MESSAGE, BELOW),
        other=Level(10.5, INK),
        small=FOOT,
        layouts=(
            radar_layout(),
            pair_layout(),
            text_layout(),
            continuation_layout(),
            further_pair_layout(),
            further_text_layout(),
        ),
        vertical_guides=edges,
        horizontal_guides=tuple(cm(row) for row in (*rows, BOTTOM)),
        table_style_id=TABLE_STYLE,
        table_style_name="Radar: horizontal rules",
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the template to the path given, or beside this script."""
    if len(arguments) > 1:
        print(__doc__)
        return 2
    target = Path(arguments[0]) if arguments else Path(__file__).with_name("radar-a4.pptx")
    write_atomically(target, template_package(design(), DATE))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
