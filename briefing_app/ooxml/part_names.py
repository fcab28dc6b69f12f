"""Part names, given out by one builder: never looked up by walking a package."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*?)([0-9]+)(\.[A-Za-z]+)\Z")

SLIDE = "/ppt/slides/slide{}.xml"
NOTES_SLIDE = "/ppt/notesSlides/notesSlide{}.xml"
NOTES_MASTER = "/ppt/notesMasters/notesMaster{}.xml"
THEME = "/ppt/theme/theme{}.xml"
CHART = "/ppt/charts/chart{}.xml"
CHART_DRAWING = "/ppt/drawings/drawing{}.xml"
EMBEDDED_WORKBOOK = "/ppt/embeddings/Microsoft_Excel_Worksheet{}.xlsx"
TAG = "/ppt/tags/tag{}.xml"
CUSTOM_XML = "/customXml/item{}.xml"
CUSTOM_XML_PROPS = "/customXml/itemProps{}.xml"


class PartNames:
    """Gives out part names that are free; each costs one look at a counter.

    taken: the names that stand already. The next number of a kind is one above the highest taken.
    """

    __slots__ = ("_last",)

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._last: dict[str, int] = {}
        for name in taken:
            match = _NUMBERED.match(name)
            if match:
                # Part names are equal without regard to case (ECMA-376-2, 6.2.2.3).
                pattern = f"{match[1]}{{}}{match[3]}".lower()
                self._last[pattern] = max(self._last.get(pattern, 0), int(match[2]))

    def next(self, pattern: str) -> str:
        """Return the next free name for a pattern such as :data:`SLIDE`."""
        number = self._last.get(pattern.lower(), 0) + 1
        self._last[pattern.lower()] = number
        return pattern.format(number)
