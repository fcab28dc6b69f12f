"""Layouts of ``client-16x9`` beyond topics: dividers, pairs, quotations, appendix, back page."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.model.geometry import Box, cm, pt
from templates.client_grid import (
    BLEED,
    CONTENT_BOTTOM,
    CONTENT_HEIGHT,
    CONTENT_TOP,
    DARK,
    EXHIBIT_TITLE,
    FOCUS,
    FOOT_RIGHT,
    GREY,
    GUTTER,
    HEIGHT,
    INK,
    ON_DARK,
    PALE,
    PAPER,
    RULE_TOP,
    STANDFIRST_BOX,
    TITLE_BOX,
    WIDTH,
    across,
    body,
    content_layout,
    exhibit_at,
    foot,
    messages,
    rule,
    source,
    standfirst,
    title,
    tracker,
)
from templates.design_shapes import Ink, Layout, Level, Shape, Slot

OCHRE = Ink("accent4")
PAPER_TINT = Ink("bg2")
EXHIBIT_HEAD = Level(12, INK, bold=True)
HEAD_TOP, HEAD_HEIGHT = 5.3, 0.6
PAIR_TOP = 6.05
UPPER_BOTTOM, LOWER_TOP = 12.05, 12.65
"""Where an exhibit over the whole width ends and the messages below it begin, in cm."""
LEFT, RIGHT = (1, 6), (7, 6)


def exhibit_title(columns: tuple[int, int], idx: int, name: str) -> Slot:
    """Return the slot of a title above one of several exhibits."""
    box = across(*columns, HEAD_TOP, HEAD_HEIGHT)
    return Slot("body", idx, name, box, (EXHIBIT_HEAD,), EXHIBIT_TITLE, size="quarter")


def lower_messages() -> tuple[Slot, Slot]:
    """Return the slots of messages in two columns below an exhibit."""
    height = CONTENT_BOTTOM - LOWER_TOP
    levels = messages(12, 6)
    first = body(across(*LEFT, LOWER_TOP, height), levels)
    return first, replace(
        first, idx=21, name="Second messages", box=across(*RIGHT, LOWER_TOP, height)
    )


def pair(bottom: float) -> tuple[Slot, ...]:
    """Return two exhibits side by side, each below its title. bottom: in cm from the top."""
    height = bottom - PAIR_TOP
    return (
        exhibit_title(LEFT, 19, "Exhibit title"),
        exhibit_at(across(*LEFT, PAIR_TOP, height)),
        exhibit_title(RIGHT, 20, "Second exhibit title"),
        exhibit_at(across(*RIGHT, PAIR_TOP, height), 18, "Second exhibit"),
    )


def section_layout() -> Layout:
    """Return the divider of a section: its number on a field, its name, its topics."""
    edge = across(1, 4, 0, 0)
    field = Shape("Field", Box(0, 0, edge.right + GUTTER, HEIGHT + BLEED), DARK)
    mark = Shape("Rule", replace(across(1, 1, 15.3, 0), cy=pt(3)), OCHRE)
    entry = Level(14, INK, left_pt=30, hang_pt=30, before_pt=8)
    slots = (
        Slot(
            "body", 23, "Section number", across(1, 3, 10.4, 4.5),
            (Level(88, PAPER, bold=True),), "1", anchor="b", size="quarter",
        ),
        replace(
            title(across(6, 7, 2.6, 4.2), prompt="Name of the section"),
            levels=(Level(30, INK, bold=True),), anchor="b",
        ),
        body(across(6, 7, 7.7, CONTENT_BOTTOM - 7.7), (entry,), "5\tTopic of the section"),
        *foot(ON_DARK, 3),
    )  # fmt: skip
    rules = (Shape("Rule", replace(across(6, 7, 7.2, 0), cy=pt(1.5)), FOCUS),)
    return Layout("Section", slots, (field, mark, *rules), "secHead", shows_master=False)


def two_exhibits_layout() -> Layout:
    """Return two exhibits side by side."""
    return content_layout(
        "Two exhibits",
        (rule(*LEFT, RULE_TOP, 0.75, PALE), rule(*RIGHT, RULE_TOP, 0.75, PALE)),
        standfirst(STANDFIRST_BOX, "Standfirst: what the two exhibits say together"),
        *pair(CONTENT_BOTTOM),
    )


def two_exhibits_and_messages_layout() -> Layout:
    """Return two exhibits side by side with messages below."""
    return content_layout(
        "Two exhibits and messages",
        (
            rule(*LEFT, RULE_TOP, 0.75, PALE),
            rule(*RIGHT, RULE_TOP, 0.75, PALE),
            rule(1, 12, LOWER_TOP - 0.3, 1.5, FOCUS),
        ),
        standfirst(STANDFIRST_BOX, "Standfirst: what the two exhibits say together"),
        *pair(UPPER_BOTTOM),
        *lower_messages(),
    )


def messages_and_exhibit_layout() -> Layout:
    """Return the main topic layout turned round: messages in four columns, the exhibit in eight."""
    return content_layout(
        "Messages and exhibit",
        (rule(1, 4, RULE_TOP, 1.5, FOCUS), rule(5, 8, RULE_TOP, 0.75, PALE)),
        standfirst(STANDFIRST_BOX, EXHIBIT_TITLE),
        exhibit_at(across(5, 8, CONTENT_TOP, CONTENT_HEIGHT)),
        body(across(1, 4, CONTENT_TOP, CONTENT_HEIGHT), messages(12, 7)),
    )


def exhibit_over_messages_layout(name: str) -> Layout:
    """Return an exhibit over the whole width with messages in two columns below it."""
    return content_layout(
        name,
        (rule(1, 12, RULE_TOP, 0.75, PALE), rule(1, 12, LOWER_TOP - 0.3, 1.5, FOCUS)),
        standfirst(STANDFIRST_BOX, EXHIBIT_TITLE),
        exhibit_at(across(1, 12, CONTENT_TOP, UPPER_BOTTOM - CONTENT_TOP)),
        *lower_messages(),
    )


def quotation_layout() -> Layout:
    """Return a quotation: the words large, whose they are below."""
    words = replace(
        title(across(3, 9, 3.2, 7.6), prompt="\u201cThe words of somebody\u201d"),
        levels=(Level(30, INK, line=110),), anchor="b",
    )  # fmt: skip
    speaker = standfirst(across(3, 9, 11.6, 1.4), "Name, function, occasion, year")
    fields = (
        Shape("Field", Box(0, 0, WIDTH + BLEED, HEIGHT + BLEED), PAPER_TINT),
        Shape("Bar", Box(across(2, 1, 0, 0).right - cm(0.3), cm(3.2), cm(0.14), cm(9.8)), FOCUS),
    )
    slots = (
        tracker(),
        words,
        replace(speaker, levels=(Level(14, INK, bold=True),)),
        source(),
        *foot(),
    )
    return Layout("Quotation", slots, fields, shows_master=False)


def appendix_layout() -> Layout:
    """Return a slide that backs up others: a smaller title, the exhibit over the whole page."""
    head = replace(title(TITLE_BOX), levels=(Level(20, INK, bold=True),))
    return Layout(
        "Appendix",
        (
            tracker(GREY),
            head,
            standfirst(STANDFIRST_BOX, EXHIBIT_TITLE),
            exhibit_at(across(1, 12, CONTENT_TOP, CONTENT_HEIGHT)),
            source(),
            *foot(),
        ),
        (rule(1, 12, RULE_TOP, 0.5, PALE),),
    )


def back_layout() -> Layout:
    """Return the last page, which closes the deck as the first opens it."""
    edge = across(1, 8, 0, 0).right
    fields = [
        Shape("Field", Box(0, 0, edge, HEIGHT + BLEED), DARK),
        Shape("Field", Box(edge, 0, WIDTH - edge + BLEED, HEIGHT + BLEED), FOCUS),
    ]
    for number, height in enumerate((12.4, 7.0, 8.1, 5.4)):
        box = across(9 + number, 1, 19.05 - height, height + 0.05)
        fields.append(Shape("Column", box, Ink("accent1", 92, 8)))
    fields.append(Shape("Rule", replace(across(1, 1, 13.6, 0), cy=pt(3)), OCHRE))
    slots = (
        replace(
            title(across(1, 7, 9.4, 3.8), prompt="Title of the briefing"),
            levels=(Level(24, PAPER, bold=True),), anchor="b",
        ),
        replace(
            standfirst(across(1, 7, 14.2, 1.4), "Name, function, contact"),
            levels=(Level(14, ON_DARK),),
        ),
        replace(foot()[2], levels=(replace(FOOT_RIGHT, ink=PAPER),)),
    )  # fmt: skip
    return Layout("Back page", slots, tuple(fields), shows_master=False)


def special_layouts() -> tuple[Layout, ...]:
    """Return the layouts, in the order of PowerPoint's menu."""
    return (
        section_layout(),
        messages_and_exhibit_layout(),
        two_exhibits_layout(),
        two_exhibits_and_messages_layout(),
        exhibit_over_messages_layout("Comparison"),
        exhibit_over_messages_layout("Timeline"),
        quotation_layout(),
        appendix_layout(),
        back_layout(),
    )
