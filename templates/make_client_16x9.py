"""Make ``client-16x9.pptx``: the bundled template for client decks on wide screens.

``python templates/make_client_16x9.py [OUT]`` writes the same bytes each time; without OUT it
replaces the file beside this script.

The grid is in ``client_grid.py``, special slides are in ``client_special_slides.py``.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from briefing_app.files import write_atomically
from briefing_app.model.geometry import Box, cm, pt
from templates.client_grid import (
    BLEED,
    COLUMNS,
    CONTENT_BOTTOM,
    CONTENT_HEIGHT,
    CONTENT_TOP,
    DARK,
    EXHIBIT_TITLE,
    FOCUS,
    FOOT,
    FOOT_RIGHT,
    FOOT_RULE_TOP,
    FOOT_TOP,
    GREY,
    GUTTER,
    HEIGHT,
    INK,
    MESSAGE_PROMPT,
    NOTHING_YET,
    ON_DARK,
    PALE,
    PAPER,
    RULE_TOP,
    STANDFIRST_BOX,
    STANDFIRST_TOP,
    TITLE_BOX,
    TITLE_HEIGHT,
    TITLE_TOP,
    TRACKER_TOP,
    WIDTH,
    across,
    body,
    content_layout,
    exhibit,
    foot,
    messages,
    rule,
    standfirst,
    title,
    tracker,
)
from templates.client_special_slides import special_layouts
from templates.design_package import template_package
from templates.design_shapes import SCRIPTS, Design, Fonts, Ink, Layout, Level, Shape, Slot

# Deep blue is the focus; slate, plum and ochre follow; green is good and red is bad, and nothing
# else. With the charcoal of totals each pair keeps CIEDE2000 >= 12 for full, protan, deutan and
# tritan sight (Machado et al. 2009, severity 1), and the lightnesses L* are a ladder with steps
# of 6 and more: 17 (total), 26, 33, 40, 48, 55, 61. The tests compute all of it from the file.
COLOURS = {
    "dk1": "10141A",
    "lt1": "FFFFFF",
    "dk2": "262A2F",
    "lt2": "F3F2EE",
    "accent1": "0A309E",
    "accent2": "617389",
    "accent3": "7E305C",
    "accent4": "BE8A38",
    "accent5": "2A9471",
    "accent6": "B02C2E",
    "hlink": "0A309E",
    "folHlink": "7E305C",
}
GREYS = {
    "Grey 1": "4F5660",
    "Grey 2": "7C838D",
    "Grey 3": "A6ABB3",
    "Grey 4": "C7CBD1",
    "Grey 5": "E3E5E8",
}
FONTS = Fonts(
    latin="Arial",
    panose="020B0604020202020204",
    east_asian="Microsoft YaHei",
    complex_script="Arial",
    scripts=SCRIPTS,
)
TABLE_STYLE = "{8A6C1F5E-3B0D-4F57-9C2E-7D41B6A05C16}"
DATE = "2025-01-01"


def title_layout() -> Layout:
    """Return the opening slide: a dark field for the words, a field of columns beside it."""
    edge = across(1, 8, 0, 0).right
    fields = [
        Shape("Field", Box(0, 0, edge, HEIGHT + BLEED), DARK),
        Shape("Field", Box(edge, 0, WIDTH - edge + BLEED, HEIGHT + BLEED), FOCUS),
    ]
    for number, height in enumerate((5.4, 8.1, 7.0, 12.4)):
        box = across(9 + number, 1, 19.05 - height, height + 0.05)
        fields.append(Shape("Column", box, Ink("accent1", 92, 8)))
    fields.append(Shape("Rule", replace(across(1, 1, 11.9, 0), cy=pt(3)), Ink("accent4")))
    words = (
        Slot(
            "ctrTitle", 0, "Title", across(1, 7, 3.4, 7.9), (Level(36, PAPER, bold=True),),
            "Title of the briefing", anchor="b",
        ),
        Slot(
            "subTitle", 1, "Subtitle", across(1, 7, 12.6, 2.0), (Level(16, ON_DARK),),
            "Subtitle: scope, audience, occasion",
        ),
        Slot(
            "ftr", 11, "Footer", across(1, 7, 16.9, 0.6), (Level(11, ON_DARK),), NOTHING_YET,
            anchor="b", size="quarter",
        ),
        Slot(
            "dt", 10, "Date", across(1, 7, 17.55, 0.6), (Level(11, ON_DARK),),
            anchor="b", size="half",
        ),
        replace(foot()[2], levels=(replace(FOOT_RIGHT, ink=PAPER),)),
    )  # fmt: skip
    return Layout("Title", words, tuple(fields), "title", shows_master=False)


def contents_layout() -> Layout:
    """Return the list of contents beside a field that repeats the opening slide's.

    A line is a page number, a tab and a title: the hanging indent is the tab stop, since
    LibreOffice 7 drops the tab stops of a paragraph.
    """
    words = across(1, 3, TITLE_TOP, TITLE_HEIGHT)
    # Set lower by what the title's first line is taller, so that both stand on one line.
    top = TITLE_TOP + 0.25
    entry = Level(16, INK, left_pt=30, hang_pt=30, before_pt=10)
    below = replace(entry, size_pt=12, ink=GREY, before_pt=5)
    slots = (
        tracker(ON_DARK, 3),
        title(words, PAPER, "Contents"),
        body(
            across(5, 8, top, CONTENT_BOTTOM - top),
            (entry, below),
            "3\tSection or topic\n4\tPart of a section",
        ),
        *foot(ON_DARK, 3),
    )
    field = Shape("Field", Box(0, 0, words.right + GUTTER, HEIGHT + BLEED), DARK)
    return Layout("Contents", slots, (field,), shows_master=False)


def summary_layout() -> Layout:
    """Return the executive summary: one message a topic over ten columns."""
    return content_layout(
        "Executive summary",
        (rule(1, 12, RULE_TOP, 1.5, FOCUS),),
        standfirst(STANDFIRST_BOX, "Standfirst: the answer in one sentence"),
        body(across(1, 10, CONTENT_TOP, CONTENT_HEIGHT), messages(14, 10)),
    )


def exhibit_and_messages_layout() -> Layout:
    """Return the main topic layout: the exhibit in eight columns, messages in four."""
    return content_layout(
        "Exhibit and messages",
        (rule(1, 8, RULE_TOP, 0.75, PALE), rule(9, 4, RULE_TOP, 1.5, FOCUS)),
        standfirst(STANDFIRST_BOX, EXHIBIT_TITLE),
        exhibit(8),
        body(across(9, 4, CONTENT_TOP, CONTENT_HEIGHT), messages(12, 7)),
    )


def exhibit_layout() -> Layout:
    """Return the layout of an exhibit that needs the whole width."""
    return content_layout(
        "Exhibit full width",
        (rule(1, 12, RULE_TOP, 0.75, PALE),),
        standfirst(STANDFIRST_BOX, EXHIBIT_TITLE),
        exhibit(12),
    )


def messages_layout() -> Layout:
    """Return a topic without exhibit: the standfirst leads at the left, messages at the right."""
    return content_layout(
        "Messages",
        (rule(1, 4, RULE_TOP, 0.75, PALE), rule(5, 8, RULE_TOP, 1.5, FOCUS)),
        standfirst(
            across(1, 4, CONTENT_TOP, CONTENT_HEIGHT),
            "Standfirst: what this topic is about",
        ),
        body(across(5, 8, CONTENT_TOP, CONTENT_HEIGHT), messages(14, 10)),
    )


def design() -> Design:
    """Return the whole design."""
    columns = [across(number, 1, 0, 0) for number in range(1, COLUMNS + 1)]
    rows = (TRACKER_TOP, TITLE_TOP, STANDFIRST_TOP, CONTENT_TOP, CONTENT_BOTTOM, FOOT_TOP)
    levels = messages(12, 7)
    content = across(1, 12, CONTENT_TOP, CONTENT_HEIGHT)
    return Design(
        name="Client briefing",
        cx=WIDTH,
        cy=HEIGHT,
        colours=COLOURS,
        extra_colours=GREYS,
        fonts=FONTS,
        master_slots=(
            title(TITLE_BOX),
            Slot("body", 1, "Text", content, levels, MESSAGE_PROMPT),
            *foot(),
        ),
        master_shapes=(
            Shape("Mark", replace(across(1, 1, 0, 0), cy=pt(4)), FOCUS),
            rule(1, 12, FOOT_RULE_TOP, 0.5, PALE),
        ),
        body=levels,
        other=Level(12, INK),
        small=FOOT,
        layouts=(
            title_layout(),
            contents_layout(),
            summary_layout(),
            exhibit_and_messages_layout(),
            exhibit_layout(),
            messages_layout(),
            *special_layouts(),
        ),
        vertical_guides=tuple(edge for box in columns for edge in (box.x, box.right)),
        horizontal_guides=tuple(cm(row) for row in (*rows, 18.15)),
        table_style_id=TABLE_STYLE,
        table_style_name="Client briefing: horizontal rules",
    )


def main(arguments: list[str]) -> int:
    """Write the template to the path given, or beside this script."""
    if len(arguments) > 1:
        print(__doc__)
        return 2
    target = Path(arguments[0]) if arguments else Path(__file__).with_name("client-16x9.pptx")
    write_atomically(target, template_package(design(), DATE))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
