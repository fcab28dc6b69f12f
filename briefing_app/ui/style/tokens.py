"""The look in numbers: type scale, spacing grid, colours by role, for light and dark.

Sizes are device-independent pixels; Qt scales them from 100 to 300 %. Text reaches 4.5 : 1 on
every ground that it stands on, edges of controls and the mark of the focus 3 : 1 (WCAG 2.2,
1.4.3 and 1.4.11); a test computes both.
"""

from __future__ import annotations

from typing import NamedTuple

GRID = 4
"""Everything is set on it: paddings, gaps, heights."""
GAP, SPACE, WIDE = 2 * GRID, 4 * GRID, 6 * GRID
RADIUS = 6
ICON = 18

CAPTION, SMALL, BODY, LEAD, HEADING, DISPLAY = 11, 12, 13, 15, 20, 30
"""The type scale: labels, secondary text, text, emphasis, headings of pages, the start page."""

FAMILIES = (
    "Inter",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "Liberation Sans",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
)
"""Asked for in this order; the last ones have the Chinese characters."""


class Palette(NamedTuple):
    """Colours by role, as #RRGGBB; a tuple, since it is made before the first frame.

    canvas: behind the panels; surface: panels; raised: toolbars, cards, menus; field: where one
    types; desk: behind the slide; line and edge: light rules, and edges of controls; accent: the
    one colour of action and choice, with its text on_accent; soft: ground of what is chosen, with
    its text on_soft; positive, caution, negative: of findings, used for nothing else.
    """

    name: str
    canvas: str
    surface: str
    raised: str
    field: str
    desk: str
    hover: str
    line: str
    edge: str
    scroll: str
    text: str
    quiet: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    soft: str
    on_soft: str
    positive: str
    caution: str
    negative: str
    negative_soft: str
    marked: str
    shadow: str


LIGHT = Palette(
    name="light",
    canvas="#F3F5F6",
    surface="#FFFFFF",
    raised="#FBFCFC",
    field="#FFFFFF",
    desk="#E6EAEC",
    hover="#EEF2F3",
    line="#DDE3E6",
    edge="#818E97",
    scroll="#C2CBD0",
    text="#182126",
    quiet="#55626B",
    disabled="#98A3AA",
    accent="#0B6472",
    accent_hover="#0A5663",
    accent_pressed="#084651",
    on_accent="#FFFFFF",
    soft="#DDEFF1",
    on_soft="#07414B",
    positive="#1B7A45",
    caution="#8F5500",
    negative="#B3261E",
    negative_soft="#FBEBEA",
    marked="#E9F5F6",
    shadow="#00000022",
)

DARK = Palette(
    name="dark",
    canvas="#14181B",
    surface="#1B2024",
    raised="#21272C",
    field="#14181B",
    desk="#0E1113",
    hover="#293036",
    line="#30383E",
    edge="#75828B",
    scroll="#434E56",
    text="#E9EDEF",
    quiet="#A9B4BB",
    disabled="#66727A",
    accent="#58C4D2",
    accent_hover="#77D2DE",
    accent_pressed="#3FAFBE",
    on_accent="#04252B",
    soft="#163A41",
    on_soft="#A6E6EE",
    positive="#5CC98B",
    caution="#E5B15C",
    negative="#FF8A80",
    negative_soft="#3A1F1E",
    marked="#17292D",
    shadow="#00000066",
)


def luminance(colour: str) -> float:
    """Return the relative luminance of a #RRGGBB colour, 0 to 1 (WCAG 2.2, definition)."""
    linear = []
    for place in (1, 3, 5):
        part = int(colour[place : place + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, definition)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
